"""values.get, batchGet and batchGetByDataFilter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.errors import violation
from tests.servers.sheets.formatting import Reader
from tests.servers.sheets.formatting import Rendering
from tests.servers.sheets.values import targets

if TYPE_CHECKING:
    from tests.servers.sheets.areas import Area
    from tests.servers.sheets.document import Document

MAJOR = {"ROWS", "COLUMNS"}


def major(given: dict[str, Any]) -> str:
    """The major dimension asked for; rows when none is."""
    asked: str = given.get("majorDimension") or "ROWS"
    if asked == "DIMENSION_UNSPECIFIED":
        return "ROWS"
    if asked not in MAJOR:
        kind = "type.googleapis.com/google.apps.sheets.v4.Dimension"
        text = f"Invalid value at 'major_dimension' ({kind}), \"{asked}\""
        raise violation("major_dimension", text)
    return asked


def value_range(
    document: Document, area: Area, rendering: Rendering, dimension: str
) -> dict[str, Any]:
    """A ValueRange: the range echoed, and its values without trailing empty ones."""
    sheet = document.sheet(area.sheet)
    top, bottom, left, right = sheet.box(area)
    reader = Reader(document, sheet, rendering)
    table: list[list[Any]] = []
    for row in range(top, min(bottom, sheet.grid.height)):
        cells = sheet.grid.row(row)
        inside = [column for column in cells if left <= column < right and cells[column].filled]
        line: list[Any] = [""] * (max(inside) - left + 1 if inside else 0)
        for column in inside:
            line[column - left] = reader.value(row, column, cells[column])
        table.append(line)
    if dimension == "COLUMNS":
        table = turned(table)
    answer = {"range": targets.written(document, area), "majorDimension": dimension}
    values = trimmed(table)
    return answer | ({"values": values} if values else {})


def trimmed(table: list[list[Any]]) -> list[list[Any]]:
    """Rows without trailing empty cells, and no trailing empty rows."""
    for line in table:
        while line and line[-1] == "":
            line.pop()
    while table and not table[-1]:
        table.pop()
    return table


def turned(table: list[list[Any]]) -> list[list[Any]]:
    """Columns instead of rows."""
    width = max(map(len, table), default=0)
    padded = [line + [""] * (width - len(line)) for line in table]
    return [list(column) for column in zip(*padded, strict=True)]


def get(document: Document, text: str, given: dict[str, Any]) -> dict[str, Any]:
    """values.get."""
    area = targets.readable(document, text)
    return value_range(document, area, Rendering.asked(given), major(given))


def batch_get(document: Document, ranges: list[str], given: dict[str, Any]) -> dict[str, Any]:
    """values.batchGet."""
    found = [get(document, text, given) for text in ranges]
    answer = {"spreadsheetId": document.file.id}
    return answer | ({"valueRanges": found} if found else {})


def batch_get_filtered(document: Document, body: dict[str, Any], project: str) -> dict[str, Any]:
    """values.batchGetByDataFilter: each range with all filters that found it."""
    rendering, dimension = Rendering.asked(body), major(body)
    matched: dict[Area, list[dict[str, Any]]] = {}
    for one in body.get("dataFilters", []):
        for area in targets.filtered(document, one, project):
            matched.setdefault(area, []).append(one)
    found = [
        {
            "valueRange": value_range(document, area, rendering, dimension),
            "dataFilters": filters,
        }
        for area, filters in matched.items()
    ]
    answer: dict[str, Any] = {"spreadsheetId": document.file.id}
    return answer | ({"valueRanges": found} if found else {})
