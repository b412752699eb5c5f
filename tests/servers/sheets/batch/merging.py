"""mergeCells and unmergeCells."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.areas import Area
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.sheet import Zone
from tests.servers.sheets.spans import Span

if TYPE_CHECKING:
    from tests.servers.sheets.edit import Edit

Object = dict[str, Any]


def pieces(edit: Edit, area: Area, kind: str) -> list[Area]:
    """The merges that a range becomes: one, one per row or one per column."""
    top, bottom, left, right = edit.box(area)
    rows, columns = Span(top, bottom), Span(left, right)
    if kind == "MERGE_ROWS":
        return [Area(area.sheet, Span(row, row + 1), columns) for row in range(top, bottom)]
    if kind == "MERGE_COLUMNS":
        return [Area(area.sheet, rows, Span(at, at + 1)) for at in range(left, right)]
    return [Area(area.sheet, rows, columns)]


def merge(edit: Edit, request: Object) -> None:
    """Make one cell of several; only the value of the first stays.

    Merges within the range are replaced; one that reaches beyond it refuses the request.
    """
    area = edit.editable(request.get("range"))
    sheet = edit.sheet(area.sheet)
    if any(one.areas[0].meets(area) and not area.holds(one.areas[0]) for one in sheet.merges):
        raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [one for one in sheet.merges if not area.holds(one.areas[0])]
    for piece in pieces(edit, area, request.get("mergeType", "MERGE_ALL")):
        top, bottom, left, right = edit.box(piece)
        if (bottom - top) * (right - left) > 1:
            sheet.merges.append(Zone(0, (piece,)))
        keep_first(edit, piece)


def keep_first(edit: Edit, area: Area) -> None:
    """Only the first filled cell of an area keeps its value, and it comes to the corner."""
    top, bottom, left, right = edit.box(area)
    grid = edit.sheet(area.sheet).grid
    places = [(row, column) for row in range(top, bottom) for column in range(left, right)]
    filled = [place for place in places if grid.get(*place).filled]
    if not filled:
        return
    first = grid.get(*filled[0])
    for place in filled:
        grid.set(*place, grid.get(*place).with_content(None))
    corner = grid.get(top, left)
    grid.set(top, left, corner._replace(value=first.value, formula=first.formula))


def unmerge(edit: Edit, request: Object) -> None:
    """Take the merges in a range apart."""
    area = edit.editable(request.get("range"))
    sheet = edit.sheet(area.sheet)
    if any(one.areas[0].meets(area) and not area.holds(one.areas[0]) for one in sheet.merges):
        raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [one for one in sheet.merges if not area.holds(one.areas[0])]
