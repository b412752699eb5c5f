"""A reminder to a juror who has not finished: to whom, about what, in which words.

Nothing is ever sent: it becomes a draft without a date, and somebody reads it before it goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.tabs.panel import TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.scheme import Juror
    from sheets_sync.scheme import Scheme

HEADING = N_("I have finished")


class Reminder(NamedTuple):
    """A mail to be drafted; ``to`` and ``reply_to`` are "" where no address is known."""

    to: str
    reply_to: str
    subject: str
    text: str


def reminder(
    juror: Juror, waiting: Sequence[str], place: str, scheme: Scheme, language: Language
) -> Reminder:
    """The reminder to a juror.

    ``waiting`` are the names of the dossiers without a mark, ``place`` where the workbook is.
    """
    subject = language.text(
        "{label} {year}: dossiers that wait for your mark", label=scheme.label, year=scheme.year
    )
    text = _text(juror, waiting, place, scheme, language)
    return Reminder(juror.email, scheme.contact, subject, text)


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
