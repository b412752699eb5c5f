"""The `palmares` commands: parse, call the use case, print, exit code. Nothing is decided here."""

from __future__ import annotations

import os
import sys
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import LANGUAGES
from reports.language import N_
from sheets_sync.language import from_environment
from sheets_sync.language import language_for
from sheets_sync.localised import localised
from sheets_sync.localised import translate_click
from sheets_sync.outcome import perform
from sheets_sync.outcome import report
from sheets_sync.outcome import report_bug
from sheets_sync.terminal import say
from sheets_sync.terminal import say_findings
from sheets_sync.terminal import say_journal
from sheets_sync.terminal import say_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.language import Language

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Palmares(click.Group):
    """The group of all commands: turns errors of ours into a sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command; a person never sees a traceback."""
        try:
            return super().invoke(ctx)
        except PalmaresError as error:
            ctx.exit(report(error, _language(ctx)))
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 - the very last place that can say it kindly
            ctx.exit(report_bug(error, _language(ctx)))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Commands in the order of a campaign, not of the alphabet."""
        return list(self.commands)


def _language(ctx: click.Context) -> Language:
    code = ctx.find_root().params.get("lang") or from_environment(dict(os.environ))
    return language_for(code)


def _folder(ctx: click.Context, folder: Path | None) -> Path:
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
EXPORT = click.option("--from", "export", type=click.Path(path_type=Path), help=N_("Form export."))


def reads(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the campaign folder and the terminal's language."""

    def inner(ctx: click.Context, folder: Path | None, **options: object) -> None:
        command(_folder(ctx, folder), _language(ctx), **options)

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
        step = command(_folder(ctx, folder), **options)
        language = _language(ctx)
        ctx.exit(perform(step, language, dry_run=dry_run, yes=yes, as_json=form == "json"))

    made = click.pass_context(_named(inner, command))
    for option in (FORMAT, YES, DRY_RUN, FOLDER):
        made = option(made)
    return made


def _named(inner: Callable[..., None], command: Callable[..., object]) -> Callable[..., None]:
    """Let a wrapper carry its command's name and the options that it already has."""
    return wraps(command)(inner)


@click.group(
    cls=Palmares,
    context_settings=SETTINGS,
    help=N_(
        "Run a label campaign from the questionnaire to the certificates, beside the "
        "people who work in the shared workbook."
    ),
    epilog=N_("A new campaign: palmares init DIR --edition 2023, then palmares -C DIR check."),
)
@FOLDER
@click.option("--lang", type=click.Choice(LANGUAGES), help=N_("Language of the commands."))
@click.version_option(
    None,
    "-V",
    "--version",
    package_name="palmares",
    message="%(version)s",
    help=N_("Show the version and exit."),
)
def cli(folder: Path | None, lang: str | None) -> None:
    """Run the suite; the options are read through the context."""


@cli.command(help=N_("Make a campaign folder from a model edition."))
@click.argument("directory", metavar=N_("DIR"), type=click.Path(path_type=Path))
@click.option("--edition", required=True, help=N_("Model edition: 2023, 2025 …"))
@writes
def init(folder: Path, directory: Path, edition: str) -> Any:  # noqa: ANN401
    """Plan the folder."""
    from sheets_sync.app.initiate import init as plan

    return plan(folder / directory, edition)


@cli.command(help=N_("Check configuration, form export and workbook; write nothing."))
@EXPORT
@reads
def check(folder: Path, language: Language, export: Path | None) -> None:
    """Print every finding."""
    from sheets_sync.app.check import check as look
    from sheets_sync.findings import blocking

    findings = look(folder, export)
    say_findings(findings, language)
    if not findings:
        say(language.text("Nothing to report."))
    if blocking(findings):
        raise click.exceptions.Exit(ExitCode.FINDINGS)


@cli.command(help=N_("Bring the form's answers into the tab of answers."))
@EXPORT
@writes
def sync(folder: Path, export: Path | None) -> Any:  # noqa: ANN401
    """Plan the tab of answers."""
    from sheets_sync.app.session import open_session
    from sheets_sync.app.sync import sync as plan

    return plan(open_session(folder), export)


@cli.command(help=N_("Propose levels, with their reasons, from the answers in the workbook."))
@writes
def propose(folder: Path) -> Any:  # noqa: ANN401
    """Plan the tab of proposals."""
    from sheets_sync.app.propose import propose as plan
    from sheets_sync.app.session import open_session

    return plan(open_session(folder))


@cli.group(help=N_("Open the jurors' tabs, see who has marked, collect the marks."))
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


@cli.command(help=N_("Check and record the decisions of the deliberation tab."))
@writes
def decide(folder: Path) -> Any:  # noqa: ANN401
    """Plan the record of the decisions."""
    from sheets_sync.app.decide import decide as plan
    from sheets_sync.app.session import open_session

    return plan(open_session(folder))


@cli.command(help=N_("Freeze the decisions into edition.json, the source of every document."))
@writes
def freeze(folder: Path) -> Any:  # noqa: ANN401
    """Plan the frozen edition."""
    from sheets_sync.app.freeze import freeze as plan
    from sheets_sync.app.session import open_session

    return plan(open_session(folder))


@cli.command(help=N_("Make one certificate (PDF) per laureate."))
@writes
def certificates(folder: Path) -> Any:  # noqa: ANN401
    """Plan the certificates."""
    from sheets_sync.app.documents import certificates as plan

    return plan(folder)


@cli.command(help=N_("Make the results: resultats.pdf and resultats.html."))
@writes
def results(folder: Path) -> Any:  # noqa: ANN401
    """Plan the results."""
    from sheets_sync.app.documents import results as plan

    return plan(folder)


@cli.command(help=N_("List what was done, by whom and when; check that nothing is missing."))
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


@cli.command(help=N_("Undo an entry of the journal, the last one by default."))
@click.argument("number", metavar="[N]", required=False, type=click.IntRange(min=1))
@writes
def undo(folder: Path, number: int | None) -> Any:  # noqa: ANN401
    """Plan the undoing of an entry."""
    from sheets_sync.app.journal import undo_entry
    from sheets_sync.app.session import open_session

    return undo_entry(open_session(folder), number)


@cli.command(help=N_("Run every step up to the first that waits for people."))
@EXPORT
@DRY_RUN
@YES
@reads
def run(folder: Path, language: Language, export: Path | None, *, dry_run: bool, yes: bool) -> None:
    """Carry out step after step; stop where somebody must act."""
    from sheets_sync.app.run import steps

    for step in steps(folder, export):
        code = perform(step, language, dry_run=dry_run, yes=yes, named=True)
        if code is not ExitCode.DONE:
            raise click.exceptions.Exit(code)
        if dry_run and not step.idle:
            say(language.text("The steps after this one depend on it; stopped here."))
            return
        if step.waits:
            return


@cli.command(help=N_("Run the 2023 edition from end to end, with made-up answers and marks."))
@click.argument("directory", metavar=N_("DIR"), required=False, type=click.Path(path_type=Path))
@YES
@DRY_RUN
@click.pass_context
def demo(ctx: click.Context, directory: Path | None, *, yes: bool, dry_run: bool) -> None:
    """Carry out the whole campaign in a folder of its own."""
    from sheets_sync.app.demo import demo_steps

    language = _language(ctx)
    folder = _folder(ctx, None) / (directory or "palmares-demo")
    for step in demo_steps(folder):
        code = perform(
            step, language, dry_run=dry_run, yes=yes or step.command != "init", named=True
        )
        if code is not ExitCode.DONE:
            ctx.exit(code)
        if dry_run:
            return
    say(language.text("The demonstration is in {folder}.", folder=folder))


def main() -> None:
    """Start from a shell: the terminal's language, then the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    language = language_for(_asked_language(sys.argv[1:]))
    translate_click(language)
    localised(cli, language).main(prog_name="palmares")


def _asked_language(arguments: list[str]) -> str:
    """The language to speak before the arguments are parsed: --lang, then the terminal's."""
    for before, after in zip(["", *arguments], [*arguments, ""], strict=True):
        if before == "--lang" and after in LANGUAGES:
            return after
        if before.startswith("--lang=") and before[7:] in LANGUAGES:
            return before[7:]
    return from_environment(dict(os.environ))
