"""findReplace, trimWhitespace and textToColumns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.areas import Area
from tests.servers.sheets.areas import cell_area
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.values.entering import Entering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.sheets.cells import Cell
    from tests.servers.sheets.edit import Edit

Object = dict[str, Any]
DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


def searched(edit: Edit, request: Object) -> list[Area]:
    """Areas to search: a range, a sheet or all sheets."""
    if "range" in request:
        return [edit.area(request["range"])]
    if "sheetId" in request:
        return [Area(edit.sheet(request["sheetId"]).id)]
    if request.get("allSheets"):
        return [Area(sheet.id) for sheet in edit.document.sheets]
    raise invalid("One of range, sheetId or allSheets must be set.")


def expression(request: Object) -> re.Pattern[str]:
    """What to look for."""
    if not request.get("find"):
        raise invalid("find must not be empty.")
    text = request["find"] if request.get("searchByRegex") else re.escape(request["find"])
    whole = rf"\A(?:{text})\Z" if request.get("matchEntireCell") else text
    return re.compile(whole, 0 if request.get("matchCase") else re.IGNORECASE)


def places(edit: Edit, area: Area) -> Iterator[tuple[int, int, Cell]]:
    """Cells with something in them, in an area."""
    top, bottom, left, right = edit.box(area)
    for row, column, cell in list(edit.sheet(area.sheet).grid.cells()):
        if top <= row < bottom and left <= column < right and cell.filled:
            yield row, column, cell


def replace(edit: Edit, request: Object) -> Object:
    """Find a text and put another in its place; tells how often."""
    sought = expression(request)
    new: str = request.get("replacement", "")
    if not request.get("searchByRegex"):
        new = new.replace("\\", "\\\\")
    else:
        new = re.sub(r"\$(\d)", r"\\\1", new)
    enter = Entering(edit.document, "USER_ENTERED")
    rows: set[tuple[int, int]] = set()
    sheets: set[int] = set()
    counts = {"valuesChanged": 0, "formulasChanged": 0, "occurrencesChanged": 0}
    for area in searched(edit, request):
        for row, column, cell in places(edit, area):
            old = text_of(cell, formulas=bool(request.get("includeFormulas")))
            found, times = (old, 0) if old is None else sought.subn(new, old)
            if not times or found is None:
                continue
            edit.guard(cell_area(area.sheet, row, column))
            entered = enter.cell(cell, found) if found else cell.with_content(None)
            edit.sheet(area.sheet).grid.set(row, column, entered)
            counts["valuesChanged" if cell.formula is None else "formulasChanged"] += 1
            counts["occurrencesChanged"] += times
            rows.add((area.sheet, row))
            sheets.add(area.sheet)
    counts |= {"rowsChanged": len(rows), "sheetsChanged": len(sheets)}
    return {name: count for name, count in counts.items() if count}


def text_of(cell: Cell, *, formulas: bool) -> str | None:
    """The text of a cell that a search sees; None when it doesn't."""
    if cell.formula is not None:
        return cell.formula if formulas else None
    if isinstance(cell.value, bool):
        return str(cell.value).upper()
    return None if cell.value is None else str(cell.value)


def trim(edit: Edit, request: Object) -> Object:
    """Blanks at the ends of texts go, several in a row become one."""
    area = edit.editable(request.get("range"))
    grid = edit.sheet(area.sheet).grid
    changed = 0
    for row, column, cell in places(edit, area):
        if isinstance(cell.value, str):
            text = re.sub(r"[ \t\r\n]+", " ", cell.value).strip()
            if text != cell.value:
                grid.set(row, column, cell.with_content(text))
                changed += 1
    return {"cellsChangedCount": changed} if changed else {}


def split(edit: Edit, request: Object) -> None:
    """Texts of one column spread over columns."""
    area = edit.editable(request.get("source"))
    _, _, left, right = edit.box(area)
    if right - left != 1:
        raise invalid("The source must be exactly one column wide.")
    kind = request.get("delimiterType", "AUTODETECT")
    delimiter = request.get("delimiter") if kind == "CUSTOM" else DELIMITERS.get(kind, ",")
    enter = Entering(edit.document, "USER_ENTERED")
    grid = edit.sheet(area.sheet).grid
    for row, column, cell in places(edit, area):
        parts = str(cell.value).split(delimiter or ",") if cell.formula is None else []
        for at, part in enumerate(parts, start=column):
            edit.guard(cell_area(area.sheet, row, at))
            grid.set(row, at, enter.cell(grid.get(row, at), part))
