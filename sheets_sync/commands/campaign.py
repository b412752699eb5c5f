"""The campaign from its folder to its frozen edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from reports.errors import ExitCode
from reports.language import N_
from sheets_sync.commands.forms import waiting
from sheets_sync.commands.options import EXPORT
from sheets_sync.commands.options import planning
from sheets_sync.commands.options import reads
from sheets_sync.commands.options import writes
from sheets_sync.terminal import say
from sheets_sync.terminal import say_findings

if TYPE_CHECKING:
    from reports.language import Language


@click.command(help=N_("Make a campaign folder from a model edition."))
@click.argument("directory", metavar=N_("DIR"), type=click.Path(path_type=Path))
@click.option(
    "--edition",
    required=True,
    metavar=N_("EDITION"),
    help=N_("Model edition: 2023, 2025 …"),
)
@click.option(
    "--google",
    metavar=N_("[ADDRESS]"),
    is_flag=False,
    flag_value="",
    help=N_("The workbook is a Google spreadsheet: that one, or a new one (written last)."),
)
@click.option(
    "--key",
    metavar=N_("FILE"),
    type=click.Path(path_type=Path),
    help=N_("Key file of the Google account; else PALMARES_GOOGLE_KEY."),
)
@click.option(
    "--account",
    type=click.Choice(["service", "person"]),
    default="service",
    help=N_("Whose account it is: a service account, or yours, asked in the browser."),
)
@click.option(
    "--share",
    multiple=True,
    metavar=N_("EMAIL"),
    help=N_("Who shall edit the spreadsheet, beside the account; may be repeated."),
)
@click.option("--notify", is_flag=True, help=N_("Let Google tell them by a message."))
@writes
def init(  # noqa: PLR0913 - one per option
    folder: Path,
    directory: Path,
    edition: str,
    *,
    google: str | None,
    key: Path | None,
    account: str,
    share: tuple[str, ...],
    notify: bool,
) -> Any:  # noqa: ANN401
    """Plan the folder."""
    from sheets_sync.app.initiate import init as plan
    from sheets_sync.app.initiate_google import wished

    wish = wished(google, share, key, person=account == "person", notify=notify)
    return plan(folder / directory, edition, wish)


@click.command(help=N_("Check configuration, form export and workbook; write nothing."))
@EXPORT
@reads
def check(folder: Path, language: Language, export: Path | None) -> None:
    """Print every finding."""
    from sheets_sync.app.check import check as look
    from sheets_sync.findings import blocking

    findings = look(folder, export, waiting())
    say_findings(findings, language)
    if not findings:
        say(language.text("Nothing to report."))
    if blocking(findings):
        raise click.exceptions.Exit(ExitCode.FINDINGS)


@click.command(help=N_("Bring the form's answers into the tab of answers."))
@EXPORT
@click.option("--whole", is_flag=True, help=N_("Ask a live form for everything again."))
@writes
def sync(folder: Path, export: Path | None, *, whole: bool) -> Any:  # noqa: ANN401
    """Plan the tab of answers."""
    from sheets_sync.app.session import open_session
    from sheets_sync.app.sync import sync as plan

    return plan(open_session(folder), export, whole=whole, tell=waiting())


@click.command(help=N_("Propose levels, with their reasons, from the answers in the workbook."))
@writes
def propose(folder: Path) -> Any:  # noqa: ANN401
    """Plan the tab of proposals."""
    from sheets_sync.app.proposing import propose as plan
    from sheets_sync.app.session import open_session

    return plan(open_session(folder))


@click.command(help=N_("Check and record the decisions of the deliberation tab."))
@writes
def decide(folder: Path) -> Any:  # noqa: ANN401
    """Plan the record of the decisions."""
    from sheets_sync.app.decide import decide as plan
    from sheets_sync.app.session import open_session

    return plan(open_session(folder))


@click.command(help=N_("Freeze the decisions into edition.json, the source of every document."))
@writes
def freeze(folder: Path) -> Any:  # noqa: ANN401
    """Plan the frozen edition."""
    from sheets_sync.app.freeze import freeze as plan
    from sheets_sync.app.session import open_session

    with planning("freeze") as advance:
        return plan(open_session(folder), advance)
