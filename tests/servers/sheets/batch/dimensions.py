"""insert-, delete-, move- and appendDimension, their properties, sizes and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import protection
from tests.servers.sheets import structure
from tests.servers.sheets.areas import ROWS
from tests.servers.sheets.areas import dimension_area
from tests.servers.sheets.areas import dimension_range
from tests.servers.sheets.batch.masks import asked
from tests.servers.sheets.batch.masks import updated
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.formatting import Reader
from tests.servers.sheets.formatting import Rendering
from tests.servers.sheets.sheet import PIXELS
from tests.servers.sheets.sheet import Group
from tests.servers.sheets.spans import Delete
from tests.servers.sheets.spans import Insert
from tests.servers.sheets.spans import Move
from tests.servers.sheets.spans import Span

if TYPE_CHECKING:
    from tests.servers.sheets.edit import Edit
    from tests.servers.sheets.sheet import Sheet

Object = dict[str, Any]
WORD = {"ROWS": "row", "COLUMNS": "column"}


def dimension(given: Object) -> str:
    """ROWS or COLUMNS; refuses neither."""
    found: str = given.get("dimension", "DIMENSION_UNSPECIFIED")
    if found not in WORD:
        raise invalid("dimension must be set to ROWS or COLUMNS.")
    return found


def stretch(sheet: Sheet, given: Object, *, bounded: bool) -> Span:
    """Rows or columns of a DimensionRange; unbounded ends are the edges of the grid."""
    start, end = given.get("startIndex"), given.get("endIndex")
    if bounded and (start is None or end is None):
        raise invalid("DimensionRange must be fully bounded.")
    first = start or 0
    last = sheet.count(dimension(given)) if end is None else end
    if first < 0 or last < 0:
        raise invalid("DimensionRange indexes must be >= 0")
    if last <= first:
        raise invalid("DimensionRange endIndex must be greater than startIndex.")
    return Span(first, last)


def insert(edit: Edit, request: Object) -> None:
    """New rows or columns."""
    given: Object = request.get("range", {})
    sheet = edit.own_sheet(given.get("sheetId", 0))
    kind, span = dimension(given), stretch(sheet, given, bounded=True)
    before = bool(request.get("inheritFromBefore"))
    if before and span.first == 0:
        raise invalid("range.startIndex must be greater than 0 if inheritFromBefore is true.")
    size = sheet.count(kind)
    if not before and span.first >= size:
        raise invalid(
            f"range.startIndex must be less than the grid size ({size}) "
            "if inheritFromBefore is false."
        )
    if span.first > size:
        raise invalid(f"range.startIndex must not be greater than the grid size ({size}).")
    guard_between(edit, sheet, kind, span.first)
    change = Insert(span.first, (span.end or 0) - span.first)
    structure.insert(edit.document, sheet, kind, change)
    structure.inherit(sheet, kind, change, before=before)


def guard_between(edit: Edit, sheet: Sheet, kind: str, at: int) -> None:
    """Refuse new rows inside of a protection (above or below it they do no harm).

    A protected column reaches over all rows, so that nobody but its editors can insert any:
    no source words it, but users of the service complain of just that.
    """
    for zone in sheet.protections:
        span = zone.areas[0].along(kind)
        after_start = span.start is None or span.start < at
        before_end = span.end is None or at < span.end
        if after_start and before_end and not protection.may_edit(edit.document, zone, edit.user):
            raise protection.refused()


def delete(edit: Edit, request: Object) -> None:
    """Rows or columns go."""
    given: Object = request.get("range", {})
    sheet = edit.own_sheet(given.get("sheetId", 0))
    kind, span = dimension(given), stretch(sheet, given, bounded=False)
    word, size = WORD[kind], sheet.count(kind)
    end = span.end or 0
    if end > size:
        raise invalid(
            f"Cannot delete a {word} that doesn't exist. Tried to delete {word} index "
            f"{max(span.first, size)} but there are only {size} {word}s."
        )
    if end - span.first == size:
        raise invalid(f"You can't delete all the {word}s on the sheet.")
    frozen = sheet.size.get("frozenRowCount" if kind == ROWS else "frozenColumnCount", 0)
    if frozen and span.first <= frozen and end == size:
        raise invalid(f"Sorry, it is not possible to delete all non-frozen {word}s.")
    edit.guard(dimension_area(sheet.id, kind, span))
    structure.delete(edit.document, sheet, kind, Delete(span.first, end))


def move(edit: Edit, request: Object) -> None:
    """Rows or columns go elsewhere."""
    given: Object = request.get("source", {})
    sheet = edit.own_sheet(given.get("sheetId", 0))
    kind, span = dimension(given), stretch(sheet, given, bounded=False)
    size, to = sheet.count(kind), request.get("destinationIndex", 0)
    if (span.end or 0) > size or not 0 <= to <= size:
        raise invalid(f"Cannot move beyond the grid: there are only {size} {WORD[kind]}s.")
    if span.first < to < (span.end or 0):
        raise invalid("destinationIndex must not be inside of the source range.")
    edit.guard(dimension_area(sheet.id, kind, span))
    guard_between(edit, sheet, kind, to)
    structure.move(edit.document, sheet, kind, Move(span.first, span.end or 0, to))


def append(edit: Edit, request: Object) -> None:
    """New rows or columns at the end."""
    sheet = edit.own_sheet(request.get("sheetId", 0))
    length = request.get("length", 0)
    if length <= 0:
        raise invalid("length must be greater than 0.")
    structure.grow(edit.document, sheet, dimension(request), length)


def update(edit: Edit, request: Object) -> None:
    """Sizes of rows or columns, and whether they are hidden."""
    mask = asked(request, "properties", "DimensionProperties")
    given: Object = request.get("range", {})
    sheet = edit.own_sheet(given.get("sheetId", 0))
    kind, span = dimension(given), stretch(sheet, given, bounded=False)
    edit.guard(dimension_area(sheet.id, kind, span))
    own = sheet.dimensions[kind]
    for index in range(span.first, min(span.end or 0, sheet.count(kind))):
        new = updated(own.get(index, {}), request.get("properties", {}), mask)
        own[index] = {name: value for name, value in new.items() if value}


def resize(edit: Edit, request: Object) -> None:
    """Columns as wide as their longest text, rows back to their height.

    The width is estimated: seven pixels a sign.
    """
    given: Object = request.get("dimensions", {})
    sheet = edit.own_sheet(given.get("sheetId", 0))
    kind, span = dimension(given), stretch(sheet, given, bounded=False)
    reader = Reader(edit.document, sheet, Rendering())
    own = sheet.dimensions[kind]
    for index in range(span.first, min(span.end or 0, sheet.count(kind))):
        pixels = PIXELS[kind]
        if kind != ROWS:
            cells = ((row, sheet.grid.get(row, index)) for row in range(sheet.grid.height))
            texts = (str(reader.value(row, index, cell)) for row, cell in cells if cell.filled)
            pixels = 7 * max(map(len, texts), default=0) + 10 or pixels
        own[index] = own.get(index, {}) | {"pixelSize": pixels}


def groups(sheet: Sheet, kind: str) -> list[Object]:
    """Groups of a sheet as DimensionGroups."""
    return [
        {"range": dimension_range(sheet.id, kind, group.span), "depth": group.depth}
        | ({"collapsed": True} if group.collapsed else {})
        for group in sheet.groups[kind]
    ]


def group(edit: Edit, request: Object) -> Object:
    """A new group around rows or columns, inside of those that hold them."""
    sheet, kind, span = grouped(edit, request)
    around = [one for one in sheet.groups[kind] if one.span.holds(span)]
    found = [
        Group(one.span, one.depth + 1, one.collapsed)
        if span.holds(one.span) and one not in around
        else one
        for one in sheet.groups[kind]
    ]
    sheet.groups[kind] = [*found, Group(span, len(around) + 1)]
    # Recorded: a group that starts at the edge turns its control to the other side.
    if span.first == 0:
        side = "rowGroupControlAfter" if kind == ROWS else "columnGroupControlAfter"
        sheet.size[side] = True
    return {"dimensionGroups": groups(sheet, kind)}


def ungroup(edit: Edit, request: Object) -> Object:
    """The innermost group of exactly these rows or columns goes."""
    sheet, kind, span = grouped(edit, request)
    found = [one for one in sheet.groups[kind] if one.span == span]
    if not found:
        raise invalid("There is no group for the specified range.")
    sheet.groups[kind].remove(max(found, key=lambda one: one.depth))
    left = groups(sheet, kind)
    return {"dimensionGroups": left} if left else {}


def update_group(edit: Edit, request: Object) -> None:
    """Fold a group away, or open it."""
    given: Object = request.get("dimensionGroup", {})
    asked(request, "dimensionGroup", "DimensionGroup")
    sheet, kind, span = grouped(edit, given)
    depth = given.get("depth", 1)
    found = sheet.groups[kind]
    wanted = [one for one in found if one.span == span and one.depth == depth]
    if not wanted:
        raise invalid("There is no group for the specified range and depth.")
    found[found.index(wanted[0])] = Group(span, depth, bool(given.get("collapsed")))


def grouped(edit: Edit, request: Object) -> tuple[Sheet, str, Span]:
    """Sheet, dimension and stretch that a group request is about."""
    given: Object = request.get("range", {})
    sheet = edit.own_sheet(given.get("sheetId", 0))
    return sheet, dimension(given), stretch(sheet, given, bounded=False)
