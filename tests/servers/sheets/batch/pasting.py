"""copyPaste, cutPaste, pasteData, insertRange and deleteRange."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import formulas
from tests.servers.sheets.areas import ROWS
from tests.servers.sheets.areas import Area
from tests.servers.sheets.cells import EMPTY
from tests.servers.sheets.cells import Cell
from tests.servers.sheets.cells import CellError
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.evaluation import result
from tests.servers.sheets.spans import Span
from tests.servers.sheets.values.entering import Entering

if TYPE_CHECKING:
    from tests.servers.sheets.edit import Edit

Object = dict[str, Any]
Cells = list[list[Cell]]
VALUES = {"PASTE_NORMAL", "PASTE_VALUES", "PASTE_NO_BORDERS", "PASTE_FORMULA"}
FORMATS = {"PASTE_NORMAL", "PASTE_FORMAT", "PASTE_NO_BORDERS"}
RULES = {"PASTE_NORMAL", "PASTE_DATA_VALIDATION", "PASTE_NO_BORDERS"}


def picked(edit: Edit, area: Area) -> Cells:
    """Cells of an area."""
    top, bottom, left, right = edit.box(area)
    grid = edit.sheet(area.sheet).grid
    return [[grid.get(row, column) for column in range(left, right)] for row in range(top, bottom)]


def pasted(old: Cell, new: Cell, kind: str, value: Cell) -> Cell:
    """A cell after something was pasted onto it.

    Args:
        old: The cell before.
        new: The cell that was copied.
        kind: What is pasted of it (PASTE_NORMAL and so on).
        value: The copied cell as its content is to be pasted (formula moved, or its result).
    """
    if kind in VALUES:
        old = old._replace(value=value.value, formula=value.formula, runs=new.runs)
    if kind in FORMATS:
        form = dict(new.format or {})
        if kind == "PASTE_NO_BORDERS":
            form.pop("borders", None)
        old = old._replace(format=form or None)
    if kind in RULES:
        old = old._replace(validation=new.validation)
    return old._replace(note=new.note) if kind == "PASTE_NORMAL" else old


def copy(edit: Edit, request: Object) -> None:
    """Copy a range onto another; a larger one is filled with copies."""
    kind = request.get("pasteType", "PASTE_NORMAL")
    source = edit.area(request.get("source"))
    given = edit.area(request.get("destination"))
    cells = picked(edit, source)
    top, _, left, _ = edit.box(source)
    turned = request.get("pasteOrientation") == "TRANSPOSE"
    if turned:
        cells = [list(column) for column in zip(*cells, strict=True)]
    target = widened(edit, given, len(cells), len(cells[0]))
    edit.guard(target)
    first, end, start, last = edit.box(target)
    grid = edit.sheet(target.sheet).grid
    for row in range(first, end):
        for column in range(start, last):
            down, right = (row - first) % len(cells), (column - start) % len(cells[0])
            new = cells[down][right]
            origin = (top + right, left + down) if turned else (top + down, left + right)
            moved = content(edit, source, new, kind, origin, (row, column))
            grid.set(row, column, pasted(grid.get(row, column), new, kind, moved))


def widened(edit: Edit, given: Area, height: int, width: int) -> Area:
    """A destination as large as a whole number of copies, at least one."""
    top, bottom, left, right = edit.box(given)
    rows = max((bottom - top) // height, 1) * height
    columns = max((right - left) // width, 1) * width
    area = Area(given.sheet, Span(top, top + rows), Span(left, left + columns))
    sheet = edit.sheet(given.sheet)
    for name, needed in (("ROWS", top + rows), ("COLUMNS", left + columns)):
        if needed > sheet.count(name):
            sheet.resize(name, needed)
    edit.document.check_size()
    return area


def content(
    edit: Edit, source: Area, cell: Cell, kind: str, origin: tuple[int, int], to: tuple[int, int]
) -> Cell:
    """A copied cell as its content is pasted: formulas move along, or become values."""
    if cell.formula is None:
        return cell
    if kind == "PASTE_VALUES":
        found = result(edit.document, edit.sheet(source.sheet), *origin)
        return cell.with_content(found.sign if isinstance(found, CellError) else found)
    down, right = to[0] - origin[0], to[1] - origin[1]
    return cell._replace(formula=formulas.carried(cell.formula, down, right))


def cut(edit: Edit, request: Object) -> None:
    """Move a range onto another place; formulas stay as they are written."""
    kind = request.get("pasteType", "PASTE_NORMAL")
    source = edit.editable(request.get("source"))
    to: Object = request.get("destination", {})
    cells = picked(edit, source)
    blank(edit, source)
    put(edit, corner(to, len(cells), len(cells[0])), cells, kind)


def corner(to: Object, height: int, width: int) -> Area:
    """An area from a GridCoordinate on."""
    row, column = to.get("rowIndex", 0), to.get("columnIndex", 0)
    return Area(to.get("sheetId", 0), Span(row, row + height), Span(column, column + width))


def blank(edit: Edit, area: Area) -> None:
    """Empty all cells of an area, formats and all."""
    top, bottom, left, right = edit.box(area)
    grid = edit.sheet(area.sheet).grid
    for row in range(top, min(bottom, grid.height)):
        for column in range(left, right):
            grid.set(row, column, EMPTY)


def put(edit: Edit, area: Area, cells: Cells, kind: str = "PASTE_NORMAL") -> None:
    """Paste cells into an area of their size."""
    target = widened(edit, area, len(cells), len(cells[0]))
    edit.guard(target)
    grid = edit.sheet(target.sheet).grid
    for row, line in enumerate(cells, start=target.rows.first):
        for column, new in enumerate(line, start=target.columns.first):
            grid.set(row, column, pasted(grid.get(row, column), new, kind, new))


def data(edit: Edit, request: Object) -> None:
    """Text pasted as if from the clipboard: lines and a delimiter (no HTML)."""
    if request.get("html"):
        raise invalid("This server does not paste HTML.")
    kind = request.get("type", "PASTE_NORMAL")
    lines = request.get("data", "").split("\n")
    table = [line.split(request.get("delimiter") or "\t") for line in lines]
    width = max(map(len, table))
    area = widened(
        edit, corner(request.get("coordinate", {}), len(table), width), len(table), width
    )
    edit.guard(area)
    grid = edit.sheet(area.sheet).grid
    enter = Entering(edit.document, "USER_ENTERED")
    for row, line in enumerate(table, start=area.rows.first):
        for column, text in enumerate(line, start=area.columns.first):
            old = grid.get(row, column)
            new = enter.cell(old._replace(format=None) if kind in FORMATS else old, text)
            grid.set(row, column, pasted(old, new, kind, new))


def insert_range(edit: Edit, request: Object) -> None:
    """Push cells down or to the right to make room; what falls off widens the grid."""
    area, down = edit.area(request.get("range")), shifts_down(request)
    sheet = edit.sheet(area.sheet)
    top, bottom, left, right = edit.box(area)
    moving = rest(edit, area, down=down, after=False)
    edit.guard(moving)
    cells = picked(edit, moving)
    blank(edit, moving)
    height, width = (bottom - top, 0) if down else (0, right - left)
    while cells and down and not any(any(cell != EMPTY for cell in row) for row in cells[-1:]):
        cells.pop()
    if not down:
        used = max(
            (at + 1 for row in cells for at, cell in enumerate(row) if cell != EMPTY), default=0
        )
        cells = [row[:used] for row in cells] if used else []
    if cells:
        rows = Span(top + height, top + height + len(cells))
        columns = Span(left + width, left + width + len(cells[0]))
        put(edit, Area(sheet.id, rows, columns), cells)


def delete_range(edit: Edit, request: Object) -> None:
    """Take cells out and let those below or to the right move in."""
    area, down = edit.area(request.get("range")), shifts_down(request)
    edit.guard(rest(edit, area, down=down, after=False))
    top, _, left, _ = edit.box(area)
    moving = rest(edit, area, down=down, after=True)
    first, end, start, last = edit.box(moving)
    cells = picked(edit, moving)
    blank(edit, area)
    blank(edit, moving)
    if first < end and start < last:
        rows, columns = Span(top, top + len(cells)), Span(left, left + len(cells[0]))
        put(edit, Area(area.sheet, rows, columns), cells)


def shifts_down(request: Object) -> bool:
    """Whether cells move along rows (down or up) rather than sideways."""
    kind = request.get("shiftDimension", "DIMENSION_UNSPECIFIED")
    if kind == "DIMENSION_UNSPECIFIED":
        raise invalid("shiftDimension must be specified.")
    return bool(kind == ROWS)


def rest(edit: Edit, area: Area, *, down: bool, after: bool) -> Area:
    """From an area (or from after it) on to the edge of the grid."""
    top, bottom, left, right = edit.box(area)
    sheet = edit.sheet(area.sheet)
    if down:
        rows = Span(bottom if after else top, sheet.rows)
        return Area(sheet.id, rows, Span(left, right))
    columns = Span(right if after else left, sheet.columns)
    return Area(sheet.id, Span(top, bottom), columns)
