"""The documents that are made from the frozen edition."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import click

from reports.language import N_
from sheets_sync.commands.options import writes

if TYPE_CHECKING:
    from pathlib import Path


@click.command(help=N_("Make one certificate (PDF) per laureate."))
@writes
def certificates(folder: Path) -> Any:  # noqa: ANN401
    """Plan the certificates."""
    from sheets_sync.app.documents import certificates as plan

    return plan(folder)


@click.command(help=N_("Make the results: resultats.pdf and resultats.html."))
@writes
def results(folder: Path) -> Any:  # noqa: ANN401
    """Plan the results."""
    from sheets_sync.app.documents import results as plan

    return plan(folder)
