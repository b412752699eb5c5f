"""updateCells, repeatCell, appendCells, updateBorders and setDataValidation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import colours
from tests.servers.sheets import formulas
from tests.servers.sheets import structure
from tests.servers.sheets.areas import Area
from tests.servers.sheets.batch.masks import asked
from tests.servers.sheets.batch.masks import updated
from tests.servers.sheets.cells import EMPTY
from tests.servers.sheets.edit import beyond_grid
from tests.servers.sheets.edit import check_inside
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.spans import Span
from tests.servers.sheets.values.entering import check_length

if TYPE_CHECKING:
    from tests.servers.sheets.cells import Cell
    from tests.servers.sheets.edit import Edit
    from tests.servers.sheets.fields import Mask
    from tests.servers.sheets.sheet import Sheet

Object = dict[str, Any]
KINDS = {"numberValue", "stringValue", "boolValue", "formulaValue"}


def changed(cell: Cell, given: Object, mask: Mask) -> Cell:
    """A cell after an update of some of its fields."""
    if "userEnteredValue" in mask:
        cell = entered(cell, given.get("userEnteredValue") or {})
    if "userEnteredFormat" in mask:
        cell = formatted(cell, given, mask["userEnteredFormat"])
    if "note" in mask:
        cell = cell._replace(note=given.get("note") or None)
    if "dataValidation" in mask:
        cell = cell._replace(validation=rule(given.get("dataValidation")))
    if "textFormatRuns" in mask:
        cell = cell._replace(runs=tuple(given.get("textFormatRuns") or ()))
    return cell


def entered(cell: Cell, value: Object) -> Cell:
    """A cell with another value; an ExtendedValue without any kind empties it."""
    if len(value) == 1 and "stringValue" in value:
        check_length(value["stringValue"])
        return cell.with_content(value["stringValue"])
    if "errorValue" in value:
        raise invalid("Cannot set an error value on a cell.")
    if len(KINDS & set(value)) > 1:
        raise invalid("A value can have only one kind.")
    if "formulaValue" in value:
        text: str = value["formulaValue"]
        check_length(text)
        if not text.startswith("="):
            raise invalid(f"Invalid formula: {text}")
        return cell.with_content(None, text)
    for name in KINDS & set(value):
        number = value[name]
        whole = isinstance(number, float) and number.is_integer()
        return cell.with_content(int(number) if whole else number)
    return cell.with_content(None)


def formatted(cell: Cell, given: Object, mask: Mask) -> Cell:
    """A cell with another format."""
    new = given.get("userEnteredFormat") or {}
    found = new if not mask or "*" in mask else updated(cell.format or {}, new, mask)
    paired = colours.paired(found, colours.sides(mask))
    return cell._replace(format=without_empty(paired) or None)


def without_empty(given: Object) -> Object:
    """A format without the parts that say nothing (colours may be empty: that is black)."""
    keep = {"color", "rgbcolor"}
    return {
        name: value
        for name, value in given.items()
        if value != {} or any(name.lower().endswith(one) for one in keep)
    }


def rule(given: Object | None) -> Object | None:
    """A validation rule, checked for what its condition needs."""
    if not given:
        return None
    condition = given.get("condition", {})
    kind = condition.get("type", "CONDITION_TYPE_UNSPECIFIED")
    values = condition.get("values", [])
    if kind == "CONDITION_TYPE_UNSPECIFIED":
        raise invalid("rule.condition.type must be set.")
    if kind in {"ONE_OF_LIST", "ONE_OF_RANGE", "CUSTOM_FORMULA"} and not values:
        raise invalid(f"ConditionType '{kind}' needs at least one ConditionValue.")
    if kind == "ONE_OF_RANGE" and not values[0].get("userEnteredValue", "").startswith("="):
        raise invalid("ConditionValue of ONE_OF_RANGE must be a formula that gives a range.")
    return {name: value for name, value in given.items() if value is not False}


def update(edit: Edit, request: Object) -> None:
    """Write cells from a corner on, or all cells of a range (those without data are emptied)."""
    mask = asked(request, "rows", "CellData")
    rows: list[Object] = request.get("rows", [])
    if "start" in request:
        fill(edit, target(edit, request["start"], rows), rows, mask, pad=False)
    else:
        fill(edit, edit.area(request.get("range")), rows, mask, pad=True)


def target(edit: Edit, start: Object, rows: list[Object]) -> Area:
    """The area that rows of cells take from a corner on."""
    sheet = edit.sheet(start.get("sheetId", 0))
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    width = max((len(row.get("values", [])) for row in rows), default=0)
    area = Area(sheet.id, Span(top, top + max(len(rows), 1)), Span(left, left + max(width, 1)))
    check_inside(sheet, area)
    return area


def fill(edit: Edit, area: Area, rows: list[Object], mask: Mask, *, pad: bool) -> None:
    """Write cells into an area; with ``pad`` also those that nothing is given for."""
    edit.guard(area)
    top, bottom, left, right = edit.box(area)
    grid = edit.sheet(area.sheet).grid
    if pad and (
        len(rows) > bottom - top or any(len(r.get("values", [])) > right - left for r in rows)
    ):
        raise invalid("Attempting to write more rows or columns than the range has.")
    last = min(bottom, max(grid.height, top + len(rows)))
    for row in range(top, last):
        given = rows[row - top].get("values", []) if row - top < len(rows) else []
        for column in range(left, right if pad else left + len(given)):
            data = given[column - left] if column - left < len(given) else {}
            grid.set(row, column, changed(grid.get(row, column), data, mask))


def repeat(edit: Edit, request: Object) -> None:
    """Give all cells of a range the same fields; formulas move along."""
    mask = asked(request, "cell", "CellData")
    area = edit.editable(request.get("range"))
    top, bottom, left, right = edit.box(area)
    grid = edit.sheet(area.sheet).grid
    data: Object = request.get("cell", {})
    formula = data.get("userEnteredValue", {}).get("formulaValue")
    fresh = changed(EMPTY, data, mask)  # most cells are empty before: once for them all
    for row in range(top, bottom):
        for column in range(left, right):
            before = grid.get(row, column)
            cell = fresh if before is EMPTY else changed(before, data, mask)
            if formula and "userEnteredValue" in mask:
                cell = cell._replace(formula=formulas.carried(formula, row - top, column - left))
            grid.set(row, column, cell)


def append(edit: Edit, request: Object) -> None:
    """Write rows after the last row of a sheet that has any data."""
    mask = asked(request, "rows", "CellData")
    sheet = edit.own_sheet(request.get("sheetId", 0))
    rows: list[Object] = request.get("rows", [])
    top = used(sheet)
    width = max((len(row.get("values", [])) for row in rows), default=0)
    for kind, needed in (("ROWS", top + len(rows)), ("COLUMNS", width)):
        missing = needed - sheet.count(kind)
        if missing > 0:
            structure.grow(edit.document, sheet, kind, missing)
    area = Area(sheet.id, Span(top, top + len(rows)), Span(0, max(width, 1)))
    if rows:
        fill(edit, area, rows, mask, pad=False)


def used(sheet: Sheet) -> int:
    """Rows up to the last with data in it."""
    for row in range(sheet.grid.height, 0, -1):
        if any(cell.filled for cell in sheet.grid.row(row - 1).values()):
            return row
    return 0


def borders(edit: Edit, request: Object) -> None:
    """Lines around and between the cells of a range."""
    area = edit.editable(request.get("range"))
    top, bottom, left, right = edit.box(area)
    grid = edit.sheet(area.sheet).grid
    for row in range(top, bottom):
        for column in range(left, right):
            sides = {
                "top": "top" if row == top else "innerHorizontal",
                "bottom": "bottom" if row == bottom - 1 else "innerHorizontal",
                "left": "left" if column == left else "innerVertical",
                "right": "right" if column == right - 1 else "innerVertical",
            }
            lines = {side: request[name] for side, name in sides.items() if name in request}
            cell = grid.get(row, column)
            grid.set(row, column, cell._replace(format=bordered(cell.format or {}, lines)))


def bordered(old: Object, lines: Object) -> Object | None:
    """A format with other lines; NONE takes a line away."""
    found = old.get("borders", {}) | lines
    kept = {
        side: colours.paired({"width": 1} | line if line.get("style") == "SOLID" else line)
        for side, line in found.items()
        if line.get("style", "NONE") not in {"NONE", "STYLE_UNSPECIFIED"}
    }
    rest = {name: value for name, value in old.items() if name != "borders"}
    return (rest | ({"borders": kept} if kept else {})) or None


def validate(edit: Edit, request: Object) -> None:
    """A rule for what may be typed into the cells of a range; without one it goes."""
    area = edit.editable(request.get("range"))
    top, bottom, left, right = edit.box(area)
    sheet = edit.sheet(area.sheet)
    if bottom > sheet.rows or right > sheet.columns:
        raise beyond_grid(sheet, area)
    found = rule(request.get("rule"))
    last = bottom if found else min(bottom, sheet.grid.height)
    for row in range(top, last):
        for column in range(left, right):
            cell = sheet.grid.get(row, column)
            sheet.grid.set(row, column, cell._replace(validation=found))
