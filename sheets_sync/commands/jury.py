"""The commands of the jury."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import click

from reports.language import N_
from sheets_sync.commands.options import reads
from sheets_sync.commands.options import writes
from sheets_sync.terminal import say_findings
from sheets_sync.terminal import say_table

if TYPE_CHECKING:
    from pathlib import Path

    from reports.language import Language


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
    words = {True: language.text("finished"), False: language.text("under way")}
    say_table(
        [language.text("Juror"), language.text("Marks"), language.text("Status")],
        [[names[p.juror], f"{p.done}/{p.asked}", words[p.finished]] for p in lines],
    )
    say_findings(findings, language)
