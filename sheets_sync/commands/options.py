"""What all commands share: their group, their options, and how they reach a use case."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.language import from_environment
from sheets_sync.language import language_for
from sheets_sync.outcome import TITLES
from sheets_sync.outcome import perform
from sheets_sync.outcome import report
from sheets_sync.outcome import report_bug
from sheets_sync.outcome import report_interrupt
from sheets_sync.terminal import progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from reports.language import Language
    from sheets_sync.app.steps import Advance


class Palmares(click.Group):
    """The group of all commands: turns errors of ours into a sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command; a person never sees a traceback."""
        try:
            return super().invoke(ctx)
        except PalmaresError as error:
            ctx.exit(report(error, language_of(ctx)))
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise  # a reader that has seen enough, such as head, is no news: click knows
        except (KeyboardInterrupt, click.Abort):
            ctx.exit(report_interrupt(language_of(ctx)))
        except Exception as error:  # noqa: BLE001 - the very last place that can say it kindly
            ctx.exit(report_bug(error, language_of(ctx)))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Commands in the order of a campaign, not of the alphabet."""
        return list(self.commands)


def language_of(ctx: click.Context) -> Language:
    """The language of the terminal: --lang, then the environment's."""
    code = ctx.find_root().params.get("lang") or from_environment(dict(os.environ))
    return language_for(code)


def folder_of(ctx: click.Context, folder: Path | None) -> Path:
    """The campaign folder: the command's, the group's, or the current one."""
    return folder or ctx.find_root().params.get("folder") or Path()


FOLDER = click.option(
    "-C",
    "folder",
    metavar=N_("DIR"),
    type=click.Path(path_type=Path),
    help=N_("Campaign folder; the current one by default."),
)


DRY_RUN = click.option("--dry-run", is_flag=True, help=N_("Show the changes, write nothing."))
YES = click.option("--yes", "-y", is_flag=True, help=N_("Do not ask before writing."))
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help=N_("How --dry-run shows the changes."),
)
EMBARGO = click.option(
    "--embargo-lifted",
    "lifted",
    is_flag=True,
    help=N_("Publish before the ceremony: the palmarès was announced already."),
)
PROOF = click.option(
    "--proof", is_flag=True, help=N_("Make watermarked proofs in epreuves/, embargo or not.")
)
EXPORT = click.option(
    "--from",
    "export",
    metavar=N_("FILE"),
    type=click.Path(path_type=Path),
    help=N_("Form export."),
)


def reads(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the campaign folder and the terminal's language."""

    def inner(ctx: click.Context, folder: Path | None, **options: object) -> None:
        place = folder_of(ctx, folder)
        command(place, language_of(ctx), **_placed(place, options))

    return FOLDER(click.pass_context(_named(inner, command)))


def writes(command: Callable[..., Any]) -> Callable[..., None]:
    """Give a command that returns a step the options of every command that writes."""

    def inner(
        ctx: click.Context,
        folder: Path | None,
        *,
        dry_run: bool,
        yes: bool,
        form: str,
        **options: object,
    ) -> None:
        place = folder_of(ctx, folder)
        step = command(place, **_placed(place, options))
        language = language_of(ctx)
        ctx.exit(perform(step, language, dry_run=dry_run, yes=yes, as_json=form == "json"))

    made = click.pass_context(_named(inner, command))
    for option in (FORMAT, YES, DRY_RUN, FOLDER):
        made = option(made)
    return made


def _placed(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """The options; an export that is not here is looked for in the campaign folder too."""
    export = options.get("export")
    if export and not export.exists() and (folder / export).exists():
        return {**options, "export": folder / export}
    return options


@contextmanager
def planning(command: str) -> Iterator[Advance]:
    """Show how far a long plan is, as it is shown while files are written."""
    language = language_of(click.get_current_context())
    with progress(language.text(TITLES[command])) as advance:
        yield advance


def _named(inner: Callable[..., None], command: Callable[..., object]) -> Callable[..., None]:
    """Let a wrapper carry its command's name and the options that it already has."""
    return wraps(command)(inner)
