"""People's notes on cells, looked for only on the rows where they count."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.workbooks.google.ranges import area
from sheets_sync.workbooks.google.reading import details
from sheets_sync.workbooks.google.spreadsheet import NOTED
from sheets_sync.workbooks.google.window import blocks

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.google.spreadsheet import Spreadsheet

Object = dict[str, Any]


def annotated(
    spreadsheet: Spreadsheet, snapshot: Snapshot, rows: Collection[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Those of some rows, by tab id and key, that hold a note; raises ``Failure``."""
    layouts = details(snapshot).layouts
    sheets = {tab: layouts[tab].sheet.id for tab in {tab for tab, _ in rows} & layouts.keys()}
    at = {
        (sheets[tab], line): (tab, key)
        for tab in sheets
        for key, line in zip(snapshot.tabs[tab].keys, snapshot.tabs[tab].lines, strict=True)
        if (tab, key) in rows
    }
    ranges = [
        area(sheet, stretch)
        for sheet in sheets.values()
        for stretch in blocks(line for each, line in at if each == sheet)
    ]
    found = _lines(spreadsheet.cells(ranges, NOTED)) if ranges else ()
    yield from (at[place] for place in sorted({*found} & at.keys()))


def _lines(answer: Object) -> Iterator[tuple[int, int]]:
    """Sheets and lines that hold a note."""
    for sheet in answer.get("sheets", ()):
        for data in sheet.get("data", ()):
            for line, row in enumerate(data.get("rowData", ()), data.get("startRow", 0) + 1):
                if any(cell.get("note") for cell in row.get("values", ())):
                    yield sheet["properties"].get("sheetId", 0), line
