"""The commands of live forms: their questions, their files, and their closing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import click

from reports.language import N_
from sheets_sync.commands.options import EXPORT
from sheets_sync.commands.options import language_of
from sheets_sync.commands.options import writes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAITS = N_("Waiting {seconds} s: {why}.")


def waiting() -> Callable[[Any], None]:
    """What says on the terminal, beside the results, that we wait and why."""
    language = language_of(click.get_current_context())

    def tell(pause: Any) -> None:  # noqa: ANN401 - a Waiting, whose module is heavy
        why = language.text(pause.why, **pause.values)
        seconds = max(1, round(pause.seconds))
        click.echo(language.text(WAITS, seconds=seconds, why=why), err=True)

    return tell


@click.command(help=N_("Take the snapshot of all answers that counts from now on."))
@click.option(
    "--lock-dossiers",
    "lock",
    is_flag=True,
    help=N_("Also take from candidates the right to change them, on the platform."),
)
@writes
def close(folder: Path, *, lock: bool) -> Any:  # noqa: ANN401
    """Plan the snapshot."""
    from sheets_sync.app.close import close as plan
    from sheets_sync.app.session import open_session

    return plan(open_session(folder), lock=lock, tell=waiting())


@click.group(help=N_("Describe the form, download what candidates attached."))
def form() -> None:
    """Group the commands of the form."""


@form.command("describe", help=N_("Write a first form.toml and grid.csv from the form itself."))
@EXPORT
@writes
def form_describe(folder: Path, export: Path | None) -> Any:  # noqa: ANN401
    """Plan both files."""
    from sheets_sync.app.describe import describe as plan

    return plan(folder, export, waiting(), language_of(click.get_current_context()))


@form.command("files", help=N_("Download the files that candidates attached."))
@click.argument("dossiers", metavar=N_("[DOSSIER]…"), nargs=-1)
@writes
def form_files(folder: Path, dossiers: tuple[str, ...]) -> Any:  # noqa: ANN401
    """Plan the downloads."""
    from sheets_sync.app.files import files as plan
    from sheets_sync.app.session import open_session

    return plan(open_session(folder), dossiers, waiting())
