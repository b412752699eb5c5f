"""values.append: find the table in a range, write after its last row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import structure
from tests.servers.sheets.areas import Area
from tests.servers.sheets.errors import violation
from tests.servers.sheets.spans import Insert
from tests.servers.sheets.spans import Span
from tests.servers.sheets.values import entering
from tests.servers.sheets.values import targets
from tests.servers.sheets.values import writing

if TYPE_CHECKING:
    from tests.servers.sheets.edit import Edit
    from tests.servers.sheets.sheet import Sheet

BLANK = (None, "")
INSERT = ("OVERWRITE", "INSERT_ROWS")


@dataclass(slots=True)
class Block:
    """A rectangle of cells that touch each other (corners count)."""

    top: int
    bottom: int
    left: int
    right: int

    def touches(self, row: int, left: int, right: int) -> bool:
        """Whether cells of a later row belong to it."""
        return row <= self.bottom and left <= self.right and self.left <= right

    def area(self, sheet: Sheet) -> Area:
        """As an area."""
        return Area(sheet.id, Span(self.top, self.bottom), Span(self.left, self.right))


def runs(sheet: Sheet, row: int) -> list[tuple[int, int]]:
    """Stretches of filled cells of a row."""
    cells = sheet.grid.row(row)
    columns = sorted([at for at, one in cells.items() if one[0] not in BLANK or one[1]])
    if columns and columns[-1] - columns[0] == len(columns) - 1:
        return [(columns[0], columns[-1] + 1)]
    found: list[tuple[int, int]] = []
    for column in columns:
        if found and found[-1][1] == column:
            found[-1] = (found[-1][0], column + 1)
        else:
            found.append((column, column + 1))
    return found


def blocks(sheet: Sheet) -> list[Block]:
    """The tables of a sheet: what blank rows and columns separate."""
    done: list[Block] = []
    live: list[Block] = []
    for row in range(sheet.grid.height):
        done += [block for block in live if block.bottom < row]
        live = [block for block in live if block.bottom >= row]
        for left, right in runs(sheet, row):
            live = joined(live, Block(row, row + 1, left, right))
    return done + live


def joined(live: list[Block], new: Block) -> list[Block]:
    """Blocks with a new one merged into those that it touches."""
    apart = []
    for block in live:
        if block.touches(new.top, new.left, new.right):
            new = Block(
                min(block.top, new.top),
                max(block.bottom, new.bottom),
                min(block.left, new.left),
                max(block.right, new.right),
            )
        else:
            apart.append(block)
    return [*apart, new]


def table(sheet: Sheet, area: Area) -> Block | None:
    """The last table that an area meets: the lowest, then the rightmost."""
    met = [block for block in blocks(sheet) if block.area(sheet).meets(area)]
    return max(met, key=lambda block: (block.bottom, block.right), default=None)


def append(edit: Edit, text: str, query: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """values.append."""
    option = entering.option(query)
    mode = query.get("insertDataOption") or INSERT[0]
    if mode not in INSERT:
        kind = "type.googleapis.com/google.apps.sheets.v4.InsertDataOption"
        said = f"Invalid value at 'insert_data_option' ({kind}), \"{mode}\""
        raise violation("insert_data_option", said)
    area = targets.readable(edit.document, text)
    sheet = edit.sheet(area.sheet)
    found = table(sheet, area)
    values = writing.table(body)
    top = found.bottom if found else area.rows.first
    left = found.left if found else area.columns.first
    answer: dict[str, Any] = {"spreadsheetId": edit.document.file.id}
    if found:
        answer["tableRange"] = targets.written(edit.document, found.area(sheet))
    target = room(edit, sheet, (top, left), values, mode)
    edit.guard(target)
    written = writing.put(edit, target, values, option)
    given = query | {"majorDimension": body.get("majorDimension")}
    return answer | {"updates": writing.answer(edit, written, given)}


def room(
    edit: Edit, sheet: Sheet, start: tuple[int, int], values: list[list[Any]], mode: str
) -> Area:
    """The area to write to, with rows and columns added where there are none."""
    top, left = start
    height, width = max(len(values), 1), max(map(len, values), default=1)
    if mode == "INSERT_ROWS" and top < sheet.rows:
        structure.insert(edit.document, sheet, "ROWS", Insert(top, height))
    for dimension, needed in (("ROWS", top + height), ("COLUMNS", left + max(width, 1))):
        missing = needed - sheet.count(dimension)
        if missing > 0:
            structure.grow(edit.document, sheet, dimension, missing)
    return Area(sheet.id, Span(top, top + height), Span(left, left + max(width, 1)))
