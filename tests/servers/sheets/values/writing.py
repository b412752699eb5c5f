"""values.update, batchUpdate and batchUpdateByDataFilter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import a1
from tests.servers.sheets.areas import Area
from tests.servers.sheets.cells import EMPTY
from tests.servers.sheets.cells import Cell
from tests.servers.sheets.edit import beyond_grid
from tests.servers.sheets.errors import ApiError
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.formatting import Rendering
from tests.servers.sheets.spans import Span
from tests.servers.sheets.values import entering
from tests.servers.sheets.values import reading
from tests.servers.sheets.values import targets

if TYPE_CHECKING:
    from tests.servers.sheets.edit import Edit
    from tests.servers.sheets.grid import Grid


@dataclass(frozen=True, slots=True)
class Written:
    """What one write touched: its area, and rows, columns and cells that got a value."""

    area: Area
    rows: frozenset[int]
    columns: frozenset[int]
    cells: int


def table(given: dict[str, Any]) -> list[list[Any]]:
    """Rows of a ValueRange, whatever its major dimension."""
    values: list[list[Any]] = given.get("values", [])
    for row, line in enumerate(values):
        for column, value in enumerate(line):
            entering.check(value, row, column)
    if reading.major(given) == "ROWS":
        return values
    width = max(map(len, values), default=0)
    padded = [line + [None] * (width - len(line)) for line in values]
    return [list(column) for column in zip(*padded, strict=True)]


def write(edit: Edit, area: Area, values: list[list[Any]], option: str) -> Written:
    """Write rows of values at the start of an area.

    None leaves a cell alone, "" empties it. An area of one cell grows with the values; any
    other must have room for them.

    Raises:
        ApiError: 400, beyond the area or the grid, or protected.
    """
    top, left = area.rows.first, area.columns.first
    height, width = len(values), max(map(len, values), default=0)
    check_room(edit, area, height, width)
    target = Area(area.sheet, Span(top, top + max(height, 1)), Span(left, left + max(width, 1)))
    sheet = edit.sheet(area.sheet)
    if target.rows.clip(sheet.rows)[1] != target.rows.end:
        raise beyond_grid(sheet, target)
    if target.columns.clip(sheet.columns)[1] != target.columns.end:
        raise beyond_grid(sheet, target)
    edit.guard(target)
    return put(edit, target, values, option)


def put(edit: Edit, target: Area, values: list[list[Any]], option: str) -> Written:
    """Write rows of values into a grid that has room for them."""
    grid = edit.sheet(target.sheet).grid
    enter = entering.Entering(edit.document, option)
    rows: set[int] = set()
    columns: set[int] = set()
    cells = 0
    for row, line in enumerate(values, start=target.rows.first):
        places = [at for at, value in enumerate(line, target.columns.first) if value is not None]
        if places:
            rows.add(row)
            columns.update(places)
            cells += len(places)
            put_row(grid, enter, row, dict(zip(places, filter(given, line), strict=True)))
    return Written(target, frozenset(rows), frozenset(columns), cells)


def given(value: object) -> bool:
    """Whether a cell is to be written at all."""
    return value is not None


def put_row(grid: Grid, enter: entering.Entering, row: int, values: dict[int, Any]) -> None:
    """Write values into a row; most are plain values for empty cells."""
    cells = grid.writable(row)
    for column, value in values.items():
        old = cells.get(column, EMPTY)
        if old is EMPTY and not enter.typed and value != "":
            cells[column] = Cell(value)
        else:
            grid.set(row, column, enter.cell(old, value))


def check_room(edit: Edit, area: Area, height: int, width: int) -> None:
    """Refuse values that need more room than the area has (one cell has all room)."""
    rows, columns = area.rows, area.columns
    single = rows == Span(rows.first, rows.first + 1) and columns == Span(
        columns.first, columns.first + 1
    )
    if single:
        return
    written = targets.written(edit.document, area)
    if rows.end is not None and rows.first + height > rows.end:
        end = f"row [{rows.end + 1}]"
    elif columns.end is not None and columns.first + width > columns.end:
        end = f"column [{a1.letters(columns.end)}]"
    else:
        return
    raise invalid(f"Requested writing within range [{written}], but tried writing to {end}")


def answer(edit: Edit, written: Written, given: dict[str, Any]) -> dict[str, Any]:
    """An UpdateValuesResponse; counts of nothing are left out."""
    body: dict[str, Any] = {
        "spreadsheetId": edit.document.file.id,
        "updatedRange": targets.written(edit.document, written.area),
    }
    counts = {
        "updatedRows": len(written.rows),
        "updatedColumns": len(written.columns),
        "updatedCells": written.cells,
    }
    body |= {name: count for name, count in counts.items() if count}
    if truth(given.get("includeValuesInResponse")):
        body["updatedData"] = reading.value_range(
            edit.document,
            written.area,
            Rendering.asked(given, response=True),
            reading.major(given),
        )
    return body


def truth(value: object) -> bool:
    """A truth of a query (``true``, ``True``) or of a body."""
    return value is True or str(value).lower() == "true"


def update(edit: Edit, text: str, query: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """values.update."""
    option = entering.option(query)
    if "range" in body and body["range"].replace("'", "") != text.replace("'", ""):
        raise invalid(
            f"Requested writing within range [{text}], but the body is for [{body['range']}]"
        )
    written = write(edit, targets.readable(edit.document, text), table(body), option)
    return answer(edit, written, query | {"majorDimension": body.get("majorDimension")})


def totals(body: dict[str, Any], all_written: list[Written]) -> dict[str, Any]:
    """Counts over all ranges of a batch: rows and columns are counted per sheet."""
    rows = {(one.area.sheet, row) for one in all_written for row in one.rows}
    columns = {(one.area.sheet, column) for one in all_written for column in one.columns}
    counts = {
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": sum(one.cells for one in all_written),
        "totalUpdatedSheets": len({one.area.sheet for one in all_written}),
    }
    return body | {name: count for name, count in counts.items() if count}


def batch_update(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    """values.batchUpdate: all ranges or none."""
    option = entering.option(body)
    all_written = []
    answers = []
    for place, one in enumerate(body.get("data", [])):
        try:
            area = targets.readable(edit.document, one.get("range", ""))
            all_written.append(write(edit, area, table(one), option))
        except ApiError as error:
            raise ApiError(error.code, f"Invalid data[{place}]: {error.message}") from error
    for one, written in zip(body.get("data", []), all_written, strict=True):
        answers.append(answer(edit, written, body | {"majorDimension": one.get("majorDimension")}))
    found = totals({"spreadsheetId": edit.document.file.id}, all_written)
    return found | ({"responses": answers} if answers else {})


def batch_update_filtered(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    """values.batchUpdateByDataFilter: a filter that finds nothing writes nothing."""
    option = entering.option(body)
    all_written = []
    answers = []
    for place, one in enumerate(body.get("data", [])):
        try:
            areas = targets.filtered(edit.document, one.get("dataFilter", {}), edit.project)
            written = [write(edit, area, table(one), option) for area in areas]
        except ApiError as error:
            raise ApiError(error.code, f"Invalid data[{place}]: {error.message}") from error
        all_written += written
        for done in written:
            found = answer(edit, done, body | {"majorDimension": one.get("majorDimension")})
            del found["spreadsheetId"]
            answers.append(found | {"dataFilter": one["dataFilter"]})
    total = totals({"spreadsheetId": edit.document.file.id}, all_written)
    return total | ({"responses": answers} if answers else {})
