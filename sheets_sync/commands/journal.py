"""The journal, and undoing what it lists."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import click

from reports.errors import ExitCode
from reports.language import N_
from sheets_sync.commands.options import reads
from sheets_sync.commands.options import writes
from sheets_sync.terminal import say_journal

if TYPE_CHECKING:
    from pathlib import Path

    from reports.language import Language


@click.command(help=N_("List what was done, by whom and when; check that nothing is missing."))
@click.option("--all", "everything", is_flag=True, help=N_("Every entry, not only the last 20."))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help=N_("A table, or data."),
)
@reads
def journal(folder: Path, language: Language, form: str, *, everything: bool) -> None:
    """Print the entries, the newest last."""
    from sheets_sync.app.journal import journal as read
    from sheets_sync.app.session import open_session
    from sheets_sync.findings import blocking

    checked = read(open_session(folder))
    say_journal(checked, language, everything=everything, as_json=form == "json")
    if blocking(checked.findings):
        raise click.exceptions.Exit(ExitCode.FINDINGS)


@click.command(help=N_("Undo an entry of the journal, the last one by default."))
@click.argument("number", metavar="[N]", required=False, type=click.IntRange(min=1))
@writes
def undo(folder: Path, number: int | None) -> Any:  # noqa: ANN401
    """Plan the undoing of an entry."""
    from sheets_sync.app.journal import undo_entry
    from sheets_sync.app.session import open_session

    return undo_entry(open_session(folder), number)
