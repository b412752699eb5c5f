"""Many steps at once: a campaign's next ones, or a whole made-up one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.errors import ExitCode
from reports.language import N_
from sheets_sync.commands.forms import waiting
from sheets_sync.commands.options import DRY_RUN
from sheets_sync.commands.options import EXPORT
from sheets_sync.commands.options import YES
from sheets_sync.commands.options import folder_of
from sheets_sync.commands.options import language_of
from sheets_sync.commands.options import reads
from sheets_sync.outcome import perform
from sheets_sync.terminal import say

if TYPE_CHECKING:
    from reports.language import Language


@click.command(help=N_("Run every step up to the first that waits for people."))
@EXPORT
@DRY_RUN
@YES
@reads
def run(folder: Path, language: Language, export: Path | None, *, dry_run: bool, yes: bool) -> None:
    """Carry out step after step; stop where somebody must act."""
    from sheets_sync.app.run import steps

    for step in steps(folder, export, waiting()):
        code = perform(step, language, dry_run=dry_run, yes=yes, named=True)
        if code is not ExitCode.DONE:
            raise click.exceptions.Exit(code)
        if dry_run and not step.idle:
            say(language.text("The steps after this one depend on it; stopped here."))
            return
        if step.waits:
            return


@click.command(help=N_("Run the 2023 edition from end to end, with made-up answers and marks."))
@click.argument("directory", metavar=N_("DIR"), required=False, type=click.Path(path_type=Path))
@YES
@DRY_RUN
@click.pass_context
def demo(ctx: click.Context, directory: Path | None, *, yes: bool, dry_run: bool) -> None:
    """Carry out the whole campaign in a folder of its own."""
    from sheets_sync.app.demo import demo_steps

    language = language_of(ctx)
    folder = folder_of(ctx, None) / (directory or "palmares-demo")
    for step in demo_steps(folder):
        code = perform(
            step, language, dry_run=dry_run, yes=yes or step.command != "init", named=True
        )
        if code is not ExitCode.DONE:
            ctx.exit(code)
        if dry_run:
            return
    say(language.text("The demonstration is in {folder}.", folder=folder))
