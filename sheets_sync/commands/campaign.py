"""The campaign from its folder to its frozen edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from reports.errors import ExitCode
from reports.language import N_
from sheets_sync.commands.options import EXPORT
from sheets_sync.commands.options import reads
from sheets_sync.commands.options import writes
from sheets_sync.terminal import say
from sheets_sync.terminal import say_findings

if TYPE_CHECKING:
    from reports.language import Language


@click.command(help=N_("Make a campaign folder from a model edition."))
@click.argument("directory", metavar=N_("DIR"), type=click.Path(path_type=Path))
@click.option("--edition", required=True, help=N_("Model edition: 2023, 2025 …"))
@writes
def init(folder: Path, directory: Path, edition: str) -> Any:  # noqa: ANN401
    """Plan the folder."""
    from sheets_sync.app.initiate import init as plan

    return plan(folder / directory, edition)


@click.command(help=N_("Check configuration, form export and workbook; write nothing."))
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


@click.command(help=N_("Bring the form's answers into the tab of answers."))
@EXPORT
@writes
def sync(folder: Path, export: Path | None) -> Any:  # noqa: ANN401
    """Plan the tab of answers."""
    from sheets_sync.app.session import open_session
    from sheets_sync.app.sync import sync as plan

    return plan(open_session(folder), export)


@click.command(help=N_("Propose levels, with their reasons, from the answers in the workbook."))
@writes
def propose(folder: Path) -> Any:  # noqa: ANN401
    """Plan the tab of proposals."""
    from sheets_sync.app.propose import propose as plan
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

    return plan(open_session(folder))
