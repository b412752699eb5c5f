"""The mails to the candidates: drafted, looked at, sent."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from typing import Any

import click

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.commands.options import EMBARGO
from sheets_sync.commands.options import YES
from sheets_sync.commands.options import reads
from sheets_sync.commands.options import writes
from sheets_sync.terminal import progress
from sheets_sync.terminal import say
from sheets_sync.terminal import say_findings
from sheets_sync.terminal import say_table

if TYPE_CHECKING:
    from pathlib import Path

    from reports.language import Language
    from sheets_sync.app.mail_send import Parcel
    from sheets_sync.app.mail_send import Round

HEADINGS = (
    N_("Dossier"), N_("Local authority"), N_("To"), N_("Size"), N_("Status"),
)  # fmt: skip
KILOBYTE = 1024


class NobodyAgreed(PalmaresError):
    """There is no terminal to ask on, and --yes was not given; values: count."""

    exit_code = ExitCode.USAGE
    sentence = N_("Mails can't be taken back, and nobody is there to be asked: {count} wait.")
    remedy = N_("Look with --dry-run, then run again with --yes.")


@click.group(help=N_("Draft the mails to the candidates, then send them, each once."))
def mail() -> None:
    """Group the commands of the mails."""


@mail.command("draft", help=N_("Draft a mail (.eml) to each candidate; send none."))
@writes
def mail_draft(folder: Path) -> Any:  # noqa: ANN401
    """Plan the drafts."""
    from sheets_sync.app.mail_draft import draft
    from sheets_sync.app.session import open_session

    return draft(open_session(folder))


@mail.command("send", help=N_("Send the drafts that did not go out yet."))
@click.option("--only", multiple=True, metavar=N_("NAME"), help=N_("Only to this candidate."))
@click.option("--again", is_flag=True, help=N_("With --only: send what went out already."))
@click.option("--dry-run", is_flag=True, help=N_("Show what would go out to whom; send nothing."))
@EMBARGO
@YES
@reads
def mail_send(  # noqa: PLR0913 - one per option
    folder: Path,
    language: Language,
    *,
    only: tuple[str, ...],
    again: bool,
    dry_run: bool,
    lifted: bool,
    yes: bool,
) -> None:
    """Show, ask, send."""
    from sheets_sync.app.mail_send import plan
    from sheets_sync.app.mail_send import release
    from sheets_sync.app.mail_send import secret_of
    from sheets_sync.app.session import open_session

    session = open_session(folder)
    planned = plan(session, only, again=again)
    say_findings(planned.findings, language)
    if dry_run:
        _show(planned, language)
        return
    release(session, lifted=lifted)
    if planned.ready and _agreed(planned, language, yes=yes):
        secret = secret_of(session, language)
        with progress(language.text(N_("Mails"))) as advance:
            told = planned.send(advance, secret)
        for each in told:
            say(each.text(language))
    elif not planned.ready:
        say(language.text("Nothing to send."))
    if planned.unknown:
        raise click.exceptions.Exit(ExitCode.FINDINGS)


@mail.command("arrived", help=N_("Note that a mail arrived of which nobody knew."))
@click.argument("name", metavar=N_("NAME"))
@reads
def mail_arrived(folder: Path, language: Language, name: str) -> None:
    """Settle one mail."""
    from sheets_sync.app.mail_send import arrived
    from sheets_sync.app.session import open_session

    say(arrived(open_session(folder), name).text(language))


def _agreed(planned: Round, language: Language, *, yes: bool) -> bool:
    """Whether a person agrees; where nobody can be asked, --yes must have been given."""
    count = len(planned.ready)
    if yes:
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NobodyAgreed(count=count)
    forms = NN_("Send {count} mail?", "Send {count} mails?")
    if click.confirm(language.plural(*forms, count), default=False):
        return True
    raise click.exceptions.Exit(ExitCode.REFUSED)


def _show(planned: Round, language: Language) -> None:
    rows = [_row(each, language) for each in planned.parcels]
    say_table([language.text(each) for each in HEADINGS], rows)


def _row(parcel: Parcel, language: Language) -> list[str]:
    to = ", ".join(parcel.to or parcel.mail.to)
    size = language.text("{count} kB", count=-(-len(parcel.mail.content) // KILOBYTE))
    return [parcel.mail.dossier, parcel.mail.name, to, size, language.text(parcel.state)]
