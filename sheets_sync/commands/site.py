"""What the public reads: the site, and the open data alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import click

from reports.language import N_
from sheets_sync.commands.options import EMBARGO
from sheets_sync.commands.options import PROOF
from sheets_sync.commands.options import writes

if TYPE_CHECKING:
    from pathlib import Path


@click.command(help=N_("Make the public site: palmarès, map, laureates, badges, open data."))
@PROOF
@EMBARGO
@writes
def site(folder: Path, *, proof: bool, lifted: bool) -> Any:  # noqa: ANN401
    """Plan the site, or its proof."""
    from sheets_sync.app.site import proof as draft
    from sheets_sync.app.site import site as plan

    return draft(folder) if proof else plan(folder, lifted=lifted)


@click.command("open-data", help=N_("Make the open data alone: CSV and JSON, in site/donnees."))
@EMBARGO
@writes
def open_data(folder: Path, *, lifted: bool) -> Any:  # noqa: ANN401
    """Plan the open data."""
    from sheets_sync.app.site import open_data as plan

    return plan(folder, lifted=lifted)
