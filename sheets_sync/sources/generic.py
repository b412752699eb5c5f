"""Any other table: headings on the first line, one dossier per line.

The same shape is written by :func:`write_export`, with the names of the facts as headings.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.grid import Life
from sheets_sync.responses import FACTS
from sheets_sync.sources.form_table import FormTable
from sheets_sync.sources.form_table import headed
from sheets_sync.sources.form_table import plain_column

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.responses import Responses
    from sheets_sync.sources.tables import RawTable

NAME = "table"


def recognise(table: RawTable) -> Finding | None:
    """Any table is one."""
    return Finding("export-plain-table", Place(table.file, table.sheet))


def shape(table: RawTable) -> FormTable:
    """Headings on the first line."""
    return headed(NAME, table, 0, plain_column, {})


def write_export(responses: Responses, grid: Grid, form_map: FormMap, path: Path) -> None:
    """Write answers as a CSV file that :func:`~sheets_sync.sources.exports.read_export` reads.

    UTF-8 with its mark, semicolons, headings as ``form_map`` names them. Facts that are
    the same for everyone are left to the map. The file is replaced as a whole.
    """
    table = responses.table
    facts = [
        name
        for name in FACTS
        if (name in table or name in form_map.columns) and name not in form_map.constants
    ]
    asked = [each for each in grid.questions if _is_written(each, responses, form_map)]
    headings = [_heading(form_map, name) for name in facts]
    headings += [form_map.question_column(each).headings[0] for each in asked]
    rows = table.rows([*facts, *(each.id for each in asked)])
    draft = path.with_name(path.name + ".part")
    with draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headings)
        writer.writerows(rows)
    draft.replace(path)


def _is_written(question: Question, responses: Responses, form_map: FormMap) -> bool:
    """A form has a column for all that it asks, even where nobody answered."""
    asked = question.life is Life.ACTIVE and question.id not in form_map.not_asked
    return asked or question.id in responses.table


def _heading(form_map: FormMap, fact: str) -> str:
    column = form_map.fact_column(fact)
    return column.headings[0] if column.headings else column.code
