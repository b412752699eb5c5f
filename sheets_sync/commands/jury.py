"""The commands of the jury."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from reports.language import N_
from sheets_sync.commands.options import reads
from sheets_sync.commands.options import writes
from sheets_sync.terminal import say
from sheets_sync.terminal import say_findings
from sheets_sync.terminal import say_table

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.jury.progress import Progress


@click.group(help=N_("Open the jurors' tabs, see who has marked, collect the marks."))
def jury() -> None:
    """Group the commands of the jury."""


@jury.command("open", help=N_("Make one tab per juror and the deliberation tab."))
@writes
def jury_open(folder: Path) -> Any:  # noqa: ANN401
    """Plan the jury's tabs."""
    from sheets_sync.app.jury import open_jury
    from sheets_sync.app.session import open_session

    return open_jury(open_session(folder))


@jury.command("collect", help=N_("Bring the jurors' marks into the deliberation tab."))
@writes
def jury_collect(folder: Path) -> Any:  # noqa: ANN401
    """Plan the marks."""
    from sheets_sync.app.jury import collect
    from sheets_sync.app.session import open_session

    return collect(open_session(folder))


@jury.command("status", help=N_("Show who has marked what; write nothing."))
@reads
def jury_status(folder: Path, language: Language) -> None:
    """Print one line per juror."""
    from sheets_sync.app.jury import status
    from sheets_sync.app.session import open_session

    session = open_session(folder)
    lines, findings = status(session)
    names = {each.id: each.name for each in session.scheme.jury}
    headings = (N_("Juror"), N_("Marks"), N_("Recusals"), N_("At the meeting"), N_("Status"))
    rows = [
        [names[p.juror], f"{p.done}/{p.asked}", str(p.recused), p.presence, _state(p, language)]
        for p in lines
    ]
    say_table([*map(language.text, headings)], rows)
    say_findings(findings, language)


def _state(line: Progress, language: Language) -> str:
    """Where a juror stands, in words."""
    if line.finished:
        return language.text("finished")
    return language.text(N_("late")) if line.late else language.text("under way")


@jury.command("remind", help=N_("Draft a reminder to each juror who has not finished; send none."))
@writes
def jury_remind(folder: Path) -> Any:  # noqa: ANN401
    """Plan the drafts."""
    from sheets_sync.app.reminders import remind
    from sheets_sync.app.session import open_session

    return remind(open_session(folder))


@jury.command("pack", help=N_("Make the files for a meeting offline: marks, dossiers, index."))
@writes
def jury_pack(folder: Path) -> Any:  # noqa: ANN401
    """Plan the pack."""
    from sheets_sync.app.pack import pack
    from sheets_sync.app.session import open_session

    return pack(open_session(folder))


@jury.command("unpack", help=N_("Bring what jurors wrote in the pack into their tabs."))
@click.option(
    "--from",
    "place",
    type=click.Path(file_okay=False, path_type=Path),
    metavar=N_("DIR"),
    help=N_("Where the files are; the folder “pack” of the campaign by default."),
)
@writes
def jury_unpack(folder: Path, place: Path | None) -> Any:  # noqa: ANN401
    """Plan what the pack brings back."""
    from sheets_sync.app.session import open_session
    from sheets_sync.app.unpack import unpack

    return unpack(open_session(folder), place)


@jury.command("agreement", help=N_("Say how far the jury agrees; write nothing."))
@click.option(
    "--by-juror", is_flag=True, help=N_("Each juror beside the others: for the chair only.")
)
@reads
def jury_agreement(folder: Path, language: Language, *, by_juror: bool) -> None:
    """Print what the marks say together."""
    from sheets_sync.app.agreeing import agreed
    from sheets_sync.app.session import open_session
    from sheets_sync.jury.reading import describe
    from sheets_sync.jury.reading import gap_text

    session = open_session(folder)
    found, each_gap = agreed(session)
    for line in describe(found, language):
        say(line)
    if by_juror:
        names = {each.id: each.name for each in session.scheme.jury}
        say("")
        say(language.text("For the chair only: each juror beside the median of the others."))
        for gap in each_gap:
            text = language.text(
                "{name}: {text}", name=names[gap.juror], text=gap_text(gap, language)
            )
            say(f"– {text}")
