"""The tab in which Google Forms writes its answers, read from the spreadsheet itself.

The tab is an export that is always up to date: a row per response, without ids. A candidate
who edits a response moves its row's moment; a dossier is known by its candidate's name.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from sheets_sync.sources.exports import empty_responses
from sheets_sync.sources.exports import responses_of
from sheets_sync.sources.google_forms import NAME
from sheets_sync.sources.platforms import recognise
from sheets_sync.sources.spreadsheet import cell_text
from sheets_sync.sources.spreadsheet import checked
from sheets_sync.sources.tables import NotATable
from sheets_sync.sources.tables import RawTable
from sheets_sync.sources.tables import refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from sheets_sync.findings import Finding
    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.responses import Responses
    from sheets_sync.scheme import Scheme


def read_tabs(
    place: str,
    tabs: Iterable[tuple[str, Sequence[Sequence[str]]]],
    form_map: FormMap,
    grid: Grid,
    scheme: Scheme,
) -> Responses:
    """The answers of the tab that Google Forms writes, among the tabs of a spreadsheet.

    ``place`` is the spreadsheet's title, ``tabs`` are titles with rows as people see them.
    With a blocking finding the table is empty.
    """
    try:
        table, platform, why = recognise([_table(place, *tab) for tab in tabs], NAME)
        form = platform.shape(table)
        if not form.rows:
            raise refused("export-no-answers", place)
    except NotATable as error:
        return empty_responses(place, (error.finding,))
    form = dataclasses.replace(form, findings=(why, *form.findings))
    return responses_of(form, form_map, grid, scheme)


def _table(file: str, sheet: str, rows: Sequence[Sequence[str]]) -> RawTable:
    findings: list[Finding] = []
    records, lines = [], []
    for line, row in enumerate(rows, 1):
        cells = tuple(cell_text(each) for each in row)
        if any(cells):
            records.append(checked(file, sheet, line, cells, findings))
            lines.append(line)
    return RawTable(file, sheet, tuple(records), tuple(lines), tuple(findings))
