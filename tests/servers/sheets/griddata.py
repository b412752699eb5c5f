"""GridData: cells with their values, formats and notes, and the rows and columns they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import fields
from tests.servers.sheets.cells import EMPTY
from tests.servers.sheets.cells import ERRORS
from tests.servers.sheets.cells import CellError
from tests.servers.sheets.formatting import Reader
from tests.servers.sheets.formatting import Rendering
from tests.servers.sheets.metadata import DIMENSION
from tests.servers.sheets.sheet import PIXELS

if TYPE_CHECKING:
    from tests.servers.sheets.cells import Cell
    from tests.servers.sheets.cells import Result
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.fields import Mask
    from tests.servers.sheets.sheet import Sheet

Object = dict[str, Any]
Box = tuple[int, int, int, int]
DATA = ("sheets", "data")


def grid_data(
    document: Document, sheet: Sheet, box: Box, project: str, mask: Mask | None
) -> Object:
    """GridData of a part of a sheet; parts that the mask leaves out aren't even made."""
    top, bottom, left, right = box
    answer: Object = {}
    if top:
        answer["startRow"] = top
    if left:
        answer["startColumn"] = left
    asked = {} if mask is None else mask
    if fields.wants(asked, *DATA, "rowData"):
        rows = row_data(document, sheet, box)
        answer |= {"rowData": rows} if rows else {}
    for name, kind, start, end in (
        ("rowMetadata", "ROWS", top, bottom),
        ("columnMetadata", "COLUMNS", left, right),
    ):
        if fields.wants(asked, *DATA, name):
            answer[name] = dimension_data(document, sheet, kind, range(start, end), project)
    return answer


def dimension_data(
    document: Document, sheet: Sheet, kind: str, indexes: range, project: str
) -> list[Object]:
    """DimensionProperties of rows or columns."""
    tags: dict[int, list[Object]] = {}
    for _, tag in sorted(document.tags.items()):
        here = tag.place.sheet == sheet.id and DIMENSION.get(tag.place.kind) == kind
        if here and tag.seen_by(project):
            tags.setdefault(tag.place.index, []).append(tag.body())
    own = sheet.dimensions[kind]
    plain = {"pixelSize": PIXELS[kind]}
    return [
        plain | own.get(index, {}) | ({"developerMetadata": tags[index]} if index in tags else {})
        for index in indexes
    ]


def row_data(document: Document, sheet: Sheet, box: Box) -> list[Object]:
    """RowData without trailing empty cells and rows."""
    top, bottom, left, right = box
    reader = Reader(document, sheet, Rendering())
    rows: list[Object] = []
    for row in range(top, min(bottom, sheet.grid.height)):
        cells = [sheet.grid.get(row, column) for column in range(left, right)]
        while cells and cells[-1] == EMPTY:
            cells.pop()
        values = [
            cell_data(reader, row, column, cell) for column, cell in enumerate(cells, start=left)
        ]
        rows.append({"values": values} if values else {})
    while rows and not rows[-1]:
        rows.pop()
    return rows


def cell_data(reader: Reader, row: int, column: int, cell: Cell) -> Object:
    """CellData; what a cell doesn't have is left out."""
    answer: Object = {}
    if cell.filled:
        computed = reader.computed(row, column, cell)
        formula = {"formulaValue": cell.formula}
        answer["userEnteredValue"] = formula if cell.formula else extended(computed)
        answer["effectiveValue"] = extended(computed)
        answer["formattedValue"] = reader.formatted(computed, cell)
    if cell.format:
        answer["userEnteredFormat"] = cell.format
    if cell.filled or cell.format:
        answer["effectiveFormat"] = effective(reader.document, cell)
    if cell.runs:
        answer["textFormatRuns"] = list(cell.runs)
    if cell.note:
        answer["note"] = cell.note
    if cell.validation:
        answer["dataValidation"] = cell.validation
    return answer


def extended(value: Result) -> Object:
    """A value as an ExtendedValue."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    if isinstance(value, CellError):
        error = {"type": ERRORS[value.sign]}
        return {"errorValue": error | ({"message": value.message} if value.message else {})}
    return {"stringValue": value or ""}


def effective(document: Document, cell: Cell) -> Object:
    """The format a cell shows in: that of the spreadsheet under its own."""
    base: Object = document.properties["defaultFormat"]
    own = cell.format or {}
    text = base["textFormat"] | own.get("textFormat", {})
    aligned = "LEFT" if isinstance(cell.value, str) else "RIGHT"
    link = {"horizontalAlignment": aligned} if cell.filled else {}
    return base | link | own | {"textFormat": text, "hyperlinkDisplayType": "PLAIN_TEXT"}
