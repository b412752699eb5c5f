"""A campaign folder of any size, with a made-up export of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.edition import cut_edition
from benchmarks.made_up import make_up
from sheets_sync.responses import Responses
from sheets_sync.settings.form_file import read_form
from sheets_sync.sources.generic import write_export
from sheets_sync.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.made_up import MadeUp
    from sheets_sync.settings.edition import Edition

EXPORT = "export.csv"
WORKBOOK = "campagne.xlsx"
SETTINGS = f"""\
[workbook]
backend = "xlsx"
file = "{WORKBOOK}"

[form]
export = "{EXPORT}"
"""


def make_campaign(folder: Path, candidates: int) -> None:
    """Write a campaign folder that is not there yet."""
    folder.mkdir(parents=True)
    edition = cut_edition(folder / "config")
    (folder / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    write_answers(folder, edition, make_up(edition, candidates))


def write_answers(folder: Path, edition: Edition, made_up: MadeUp) -> None:
    """Write the export of the form, whole."""
    form = read_form(folder / "config", edition.scheme, edition.grid)
    responses = Responses(_table(made_up, edition), EXPORT)
    write_export(responses, edition.grid, form, folder / EXPORT)


def _table(made_up: MadeUp, edition: Edition) -> Table:
    names = {each.id: each.name for each in edition.scheme.types}
    moment = f"{edition.scheme.closes.date().isoformat()}T08:00:00"
    facts = Table.of_records(
        [
            {
                "dossier": each.dossier,
                "name": each.name,
                "department": each.department,
                "type": names[each.type],
                "population": str(each.population),
                "civility": each.civility,
                "bearer": each.bearer,
                "role": each.role,
                "email": f"{each.dossier.lower()}@exemple.invalid",
                "submitted": moment,
                "updated": moment,
            }
            for each in made_up.candidates
        ]
    )
    return Table({**facts.columns, **made_up.answers})
