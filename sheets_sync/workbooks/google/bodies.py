"""Changes of cells as requests: only the cells that change, side by side ones together."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

from sheets_sync.workbooks.google.ranges import area
from sheets_sync.workbooks.google.ranges import rectangles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.google.grid import Place

Object = dict[str, Any]
Values: TypeAlias = "Mapping[int, CellValue]"
"""Values by column."""

ENTERED = "userEnteredValue"


class Formula(str):
    """A formula of people's that is put back; any other text is a text."""

    __slots__ = ()


def cell(value: CellValue) -> Object:
    """A cell that holds a value: a text is never parsed, whatever it looks like."""
    if value is None or value == "":
        return {}
    if isinstance(value, bool):
        return {ENTERED: {"boolValue": value}}
    if isinstance(value, str):
        kind = "formulaValue" if isinstance(value, Formula) else "stringValue"
        return {ENTERED: {kind: value}}
    return {ENTERED: {"numberValue": value}}


def appended(sheet: int, rows: Iterable[Values]) -> Object:
    """Rows put below the last that holds anything, wherever that is by then."""
    body = {"sheetId": sheet, "rows": [_row(row) for row in rows], "fields": ENTERED}
    return {"appendCells": body}


def _row(values: Values) -> Object:
    filled = {place: cell(value) for place, value in values.items() if value not in {None, ""}}
    return {"values": [filled.get(place, {}) for place in range(1, max(filled, default=0) + 1)]}


def entered(sheet: int, cells: Mapping[Place, CellValue]) -> Iterator[Object]:
    """Cells written by line and column, in the fewest blocks of whole rows."""
    for (top, bottom), (left, right) in rectangles(cells):
        rows = [
            [cells[line, place] for place in range(left, right + 1)]
            for line in range(top, bottom + 1)
        ]
        yield _block(sheet, top, left, rows)


def _block(sheet: int, line: int, left: int, rows: Sequence[Sequence[CellValue]]) -> Object:
    corner = {"sheetId": sheet, "rowIndex": line - 1, "columnIndex": left - 1}
    if not any(cell(value) for row in rows for value in row):
        lines, places = (line, line + len(rows) - 1), (left, left + len(rows[0]) - 1)
        whole = area(sheet, lines, places)
        return {"repeatCell": {"range": whole, "cell": {}, "fields": ENTERED}}
    found = [{"values": [cell(value) for value in row]} for row in rows]
    return {"updateCells": {"start": corner, "rows": found, "fields": ENTERED}}
