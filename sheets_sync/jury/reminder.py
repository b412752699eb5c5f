"""A reminder to a juror who has not finished, as a draft that a mail program opens.

Nothing is ever sent: the draft has no date, and somebody reads it before it goes.
"""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.tabs.panel import TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.scheme import Juror
    from sheets_sync.scheme import Scheme

HEADING = N_("I have finished")


def draft_of(
    juror: Juror, waiting: Sequence[str], place: str, scheme: Scheme, language: Language
) -> bytes:
    """The draft as the bytes of an .eml file; the same dossiers give the same bytes.

    ``waiting`` are the names of the dossiers without a mark, ``place`` where the workbook is.
    """
    message = EmailMessage(policy.SMTP)
    message["Subject"] = language.text(
        "{label} {year}: dossiers that wait for your mark", label=scheme.label, year=scheme.year
    )
    if juror.email:
        message["To"] = juror.email
    if scheme.contact:
        message["Reply-To"] = scheme.contact
    message["X-Unsent"] = "1"  # mail programs then open it as a draft
    message.set_content(_text(juror, waiting, place, scheme, language), cte="quoted-printable")
    return message.as_bytes()


def _text(
    juror: Juror, waiting: Sequence[str], place: str, scheme: Scheme, language: Language
) -> str:
    due = scheme.deliberation.due
    lines = [
        language.text("Hello {name},", name=juror.name),
        "",
        language.plural(
            "{count} dossier still waits for your mark:",
            "{count} dossiers still wait for your mark:",
            len(waiting),
        ),
        *(f"– {' '.join(name.split())}" for name in waiting),
        "",
        language.text("They are in your tab of the workbook: {place}.", place=place),
    ]
    if due is not None:
        when = f"{language.day(due.date())}, {language.hour(due.time())}"
        lines.append(language.text("Please mark them by {when}.", when=when))
    lines += [
        language.text(
            "If you left them blank on purpose, choose “Yes” under “{heading}” in the tab "
            "“{tab}”; if you are tied to a candidate, say so in your tab.",
            heading=language.text(HEADING),
            tab=language.text(TITLE),
        ),
        "",
        language.text("Thank you,"),
        scheme.organiser,
    ]
    return "\n".join(lines) + "\n"
