"""sortRange, randomizeRange and deleteDuplicates: rows of a range in another order, or fewer."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

from tests.servers.sheets import formulas
from tests.servers.sheets.batch.pasting import blank
from tests.servers.sheets.batch.pasting import picked
from tests.servers.sheets.cells import CellError
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.evaluation import result

if TYPE_CHECKING:
    from tests.servers.sheets.areas import Area
    from tests.servers.sheets.cells import Cell
    from tests.servers.sheets.cells import Result
    from tests.servers.sheets.edit import Edit

Object = dict[str, Any]
Key: TypeAlias = "tuple[int, float, str]"


def key(value: Result) -> Key:
    """Order of values: numbers, texts (without regard to case), truths, errors; empty last."""
    if isinstance(value, bool):
        return 2, float(value), ""
    if isinstance(value, int | float):
        return 0, float(value), ""
    if isinstance(value, CellError):
        return 3, 0.0, value.sign
    return 1, 0.0, (value or "").lower()


def sort(edit: Edit, request: Object) -> None:
    """Rows of a range in the order of some of its columns; empty cells come last."""
    area = edit.editable(request.get("range"))
    top, bottom, left, right = edit.box(area)
    bottom = min(bottom, edit.sheet(area.sheet).grid.height)
    order = list(range(top, bottom))
    for spec in reversed(request.get("sortSpecs", [])):
        column = spec.get("dimensionIndex", 0)
        if not left <= column < right:
            raise invalid(f"sortSpecs dimensionIndex {column} is outside of the range.")
        order = by_column(edit, area, order, column, spec.get("sortOrder", "ASCENDING"))
    reorder(edit, area, order, top)


def by_column(edit: Edit, area: Area, order: list[int], column: int, direction: str) -> list[int]:
    """Rows in the order of one column, equal ones as they were."""
    sheet = edit.sheet(area.sheet)
    values = {row: result(edit.document, sheet, row, column) for row in order}
    full = [row for row in order if values[row] not in {None, ""}]
    empty = [row for row in order if values[row] in {None, ""}]
    down = direction == "DESCENDING"
    return sorted(full, key=lambda row: key(values[row]), reverse=down) + empty


def reorder(edit: Edit, area: Area, order: list[int], top: int) -> None:
    """Put rows of a range (only their cells within it) in an order."""
    _, _, left, right = edit.box(area)
    grid = edit.sheet(area.sheet).grid
    lines = {row: [grid.get(row, column) for column in range(left, right)] for row in order}
    for to, row in enumerate(order, start=top):
        for column, cell in enumerate(lines[row], start=left):
            grid.set(to, column, moved(cell, to - row))
    if edit.sort_moves_tags:
        places = {row: to for to, row in enumerate(order, start=top)}
        follow(edit, area.sheet, places)


def moved(cell: Cell, down: int) -> Cell:
    """A cell in another row: relative references of its formula move with it."""
    if cell.formula is None or not down:
        return cell
    return cell._replace(formula=formulas.carried(cell.formula, down, 0))


def follow(edit: Edit, sheet: int, places: dict[int, int]) -> None:
    """Take developer metadata of rows along."""
    for tag in list(edit.document.tags.values()):
        if tag.place.kind == "ROW" and tag.place.sheet == sheet:
            index = places.get(tag.place.index, tag.place.index)
            edit.document.tags[tag.id] = replace(tag, place=replace(tag.place, index=index))


def shuffle(edit: Edit, request: Object) -> None:
    """Rows of a range in any order."""
    area = edit.editable(request.get("range"))
    top, bottom, _, _ = edit.box(area)
    order = list(range(top, bottom))
    random.shuffle(order)
    reorder(edit, area, order, top)


def unique(edit: Edit, request: Object) -> Object:
    """Only the first of rows that show the same; those below move up."""
    area = edit.editable(request.get("range"))
    top, bottom, left, right = edit.box(area)
    columns = [
        column
        for given in request.get("comparisonColumns", [])
        for column in range(given.get("startIndex", left), given.get("endIndex", right))
    ] or list(range(left, right))
    cells = picked(edit, area)
    sheet = edit.sheet(area.sheet)
    seen, kept = set(), []
    for row in range(top, bottom):
        shown = tuple(key(result(edit.document, sheet, row, column)) for column in columns)
        if shown not in seen:
            seen.add(shown)
            kept.append(cells[row - top])
    blank(edit, area)
    for row, line in enumerate(kept, start=top):
        for column, cell in enumerate(line, start=left):
            sheet.grid.set(row, column, cell)
    removed = bottom - top - len(kept)
    return {"duplicatesRemovedCount": removed} if removed else {}
