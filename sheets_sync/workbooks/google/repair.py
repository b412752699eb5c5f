"""Cells that were written in the wrong place, and how to put them right.

The lock binds everybody but the spreadsheet's owner. When the owner moves rows or columns in
the second between our looking and our writing, values land in other cells than meant. Which
ones shows in the sheet as it is then; what these cells held was read before. They get that
back, and the values go where they were meant to, as if the owner had moved things a moment
later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from sheets_sync.workbooks.google.bodies import Formula
from sheets_sync.workbooks.google.expected import HEADING
from sheets_sync.workbooks.google.expected import IDENTITY
from sheets_sync.workbooks.google.expected import Expected
from sheets_sync.workbooks.google.expected import Written
from sheets_sync.workbooks.google.grid import entered
from sheets_sync.workbooks.google.grid import plain
from sheets_sync.workbooks.google.window import same_cell
from sheets_sync.workbooks.recognise import key_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.google.compose import Spot
    from sheets_sync.workbooks.google.edits import TabEdit
    from sheets_sync.workbooks.google.grid import Grid
    from sheets_sync.workbooks.google.grid import Place
    from sheets_sync.workbooks.google.grid import Raw

Object = dict[str, Any]

MOST_MISSING = 1000
"""Beyond, rows are not told by what they hold: it would take too long."""


class Unclear(Exception):
    """It can't be told any more what stood where."""


class Axes(NamedTuple):
    """Where the identities and headings are, the columns by id, and the lines by key."""

    identity: int
    heading: int
    columns: Mapping[str, int]
    lines: Mapping[str, int]


def repaired(
    spot: Spot, expected: Expected, back: Mapping[Place, Object], grid: Grid
) -> tuple[Expected, dict[Place, CellValue]]:
    """The cells that put a tab right, and what it should hold then.

    ``back`` are the cells that were read back with the change, ``grid`` the whole sheet a
    moment later. Raises :class:`Unclear` when something moved again between the two, or when
    it can't be told what stood where.
    """
    moved = (
        place
        for place, cell in back.items()
        if place[0] <= expected.top and not same_cell(entered(cell), grid.raw(*place))
    )
    written = {**expected.written, **expected.appended}
    lost = (
        place for place in written if not same_cell(entered(back.get(place, {})), grid.raw(*place))
    )
    if any(moved) or any(lost):
        raise Unclear
    look = _Look(spot, expected, grid)
    cells = look.cells()
    return look.after(cells), cells


class _Look:
    """A tab in which something was moved before it was written."""

    def __init__(self, spot: Spot, expected: Expected, grid: Grid) -> None:
        if spot.edit.known is None:  # nobody moves anything in a tab that is just made
            raise Unclear
        self.spot, self.edit = spot, spot.edit
        self.state, self.layout = spot.edit.known
        self.expected, self.grid = expected, grid
        self.axes = _axes(spot, grid)
        self.names = {place: each for each, place in self.axes.columns.items()}
        self.was = {line: key for key, line in spot.lines.items()}
        self.at = dict(zip(self.state.keys, self.state.lines, strict=True))
        self.hidden: dict[str, int] = {}  # rows whose keys we wrote over, and their lines
        self.rows_hidden: dict[int, str] = {}

    def cells(self) -> dict[Place, CellValue]:
        """What must be written to put everything right."""
        cells: dict[Place, CellValue] = {}
        missing = []
        for (line, place), one in self.expected.written.items():
            row, column = self.row_at(line), self.names.get(place, "")
            if (row, column) != (one.row, one.column):
                cells[line, place] = self.held(row, column, line, place)
                missing.append(one)
        for one in missing:
            target = self.line(one.row), self.axes.columns.get(one.column, 0)
            if all(target) and (target in cells or self.as_before(target, one)):
                cells[target] = one.value
        return cells | dict(self.rows())

    def after(self, cells: Mapping[Place, CellValue]) -> Expected:
        """What the sheet should hold once they are written."""
        key = self.axes.columns.get(self.edit.tab.key, 0)
        after = Expected(self.expected.sheet, self.expected.title, self.axes.heading, key)
        after.written = {place: Written("", "", value) for place, value in cells.items()}
        for each, place in self.axes.columns.items():
            after.around[self.axes.identity, place] = self.edit.tab.identity(each)
        return after

    # -- rows and columns ---------------------------------------------------------------

    def line(self, row: str) -> int:
        """The line of a row; 0 when it is gone."""
        heads = {IDENTITY: self.axes.identity, HEADING: self.axes.heading}
        return heads.get(row) or self.axes.lines.get(row, 0) or self.hidden.get(row, 0)

    def row_at(self, line: int) -> str:
        """The row on a line: by its key, or by its neighbours where the key was written over."""
        if line in {self.axes.identity, self.axes.heading}:
            return IDENTITY if line == self.axes.identity else HEADING
        place = self.axes.columns.get(self.edit.tab.key, 0)
        if (line, place) not in self.expected.written:
            return key_text(plain(self.grid.raw(line, place)))
        if line not in self.rows_hidden:
            self.rows_hidden[line] = self.row_hidden(line)
            self.hidden[self.rows_hidden[line]] = line
        return self.rows_hidden[line]

    def row_hidden(self, line: int) -> str:
        """The row on a line whose key we wrote over: one of those that are missing now."""
        missing = [
            key for key in self.spot.lines if key not in self.axes.lines and key not in self.hidden
        ]
        if self.in_order():
            return self.row_between(line, missing)
        if len(missing) > MOST_MISSING:
            raise Unclear
        place = self.axes.columns.get(self.edit.tab.key, 0)
        left = sum(column == place for _, column in self.expected.written) - len(self.rows_hidden)
        alike = [key for key in missing if self.alike(key, line)]
        if len(missing) == left == 1:
            return missing[0]
        if len(alike) == 1 or (alike and len(missing) == left):
            return alike[0]  # rows that are alike in all that we left are interchangeable
        raise Unclear

    def in_order(self) -> bool:
        """Whether no row has passed another: none was sorted."""
        lines = [
            self.spot.lines[row] for _, row in sorted(self.seen().items()) if row in self.spot.lines
        ]
        return lines == sorted(lines)

    def row_between(self, line: int, missing: Sequence[str]) -> str:
        """The row on a line, by how far its neighbours have moved; "" for one that is new."""
        shifts = self.shifts(line) or {0}
        found = {self.was.get(line - shift, "") for shift in shifts}
        if found == {""}:
            if missing and max(shifts) > 0:  # rows came and rows went: too much to be sure
                raise Unclear
            return ""
        possible = [row for row in found if row in missing]
        if len(possible) > 1:
            possible = [row for row in possible if self.alike(row, line)]
        if len(possible) == 1:
            return possible[0]
        if possible or len(found) == 1:
            raise Unclear
        return ""

    def alike(self, key: str, line: int) -> bool:
        """Whether what we did not write on a line is what a row held."""
        return all(
            same_cell(
                self.grid.raw(line, place),
                self.layout.grid.raw(
                    self.at.get(key, 0), self.old_place(self.names.get(place, ""), place)
                ),
            )
            for place in range(1, max(self.grid.width, self.layout.grid.width) + 1)
            if (line, place) not in self.expected.written
        )

    def shifts(self, line: int) -> set[int]:
        """How far the nearest rows above and below have moved."""
        seen = sorted(each for each, row in self.seen().items() if row in self.spot.lines)
        above = [other for other in seen if other < line][-1:]
        below = [other for other in seen if other > line][:1]
        return {other - self.spot.lines[self.seen()[other]] for other in above + below}

    def seen(self) -> dict[int, str]:
        """Keys by line, where we wrote none."""
        place = self.axes.columns.get(self.edit.tab.key, 0)
        return {
            line: key
            for key, line in self.axes.lines.items()
            if (line, place) not in self.expected.written
        }

    # -- values -------------------------------------------------------------------------------

    def held(self, row: str, column: str, line: int, place: int) -> CellValue:
        """What a cell held before: as it was read, None where nothing was."""
        old = self.old_line(row, line), self.old_place(column, place)
        if not all(old):
            return None
        raw = self.layout.grid.raw(*old)
        if isinstance(raw, str) and raw.startswith("="):
            people = not column or row in self.state.formulas.get(column, {})
            return Formula(raw) if people else raw
        return raw if raw != "" else None

    def old_line(self, row: str, line: int) -> int:
        """The line that a row had when it was read; 0 for one that was not there."""
        lines = self.layout.lines
        if row in {IDENTITY, HEADING}:
            return lines.identity if row == IDENTITY else lines.heading
        if row:
            return self.at.get(row, 0)
        shifts = self.shifts(line)
        old = line - min(shifts) if len(shifts) == 1 else 0
        return old if old > lines.heading and old not in self.state.lines else 0

    def old_place(self, column: str, place: int) -> int:
        """The place that a column had; people's own are as far from one of ours as before."""
        before = self.state.columns
        if column:
            return before.get(column, 0)
        near = [each for each in self.names if self.names[each] in before]
        neighbour = min(near, key=lambda each: (each > place, abs(each - place)))
        first, last = sorted((place, neighbour))
        new = sum(first < at < last for at, name in self.names.items() if name not in before)
        away = place - neighbour + (new if place < neighbour else -new)
        old = before[self.names[neighbour]] + away
        return old if old > 0 and old not in before.values() else 0

    def as_before(self, target: Place, one: Written) -> bool:
        """Whether a cell still is as it was when the plan was made."""
        line, place = self.at.get(one.row, 0), self.state.columns.get(one.column, 0)
        return same_cell(self.grid.raw(*target), self.layout.grid.raw(line, place))

    def rows(self) -> Iterator[tuple[Place, CellValue]]:
        """Appended rows whose columns had moved: out of the old columns, into the right ones.

        Rows that only stand on another line than expected are where they belong.
        """
        columns, rows = self.axes.columns, set()
        key = self.edit.places.get(self.edit.tab.key, 0)
        new = {one.row for one in self.expected.appended.values()}
        if columns.get(self.edit.tab.key) == key and not new <= self.axes.lines.keys():
            raise Unclear
        for (line, place), one in self.expected.appended.items():
            if columns.get(one.column) != place:
                rows.add(line)
                yield (line, place), None
        for (line, _), one in self.expected.appended.items():
            if line in rows and one.column in columns:
                yield (line, columns[one.column]), one.value


def _axes(spot: Spot, grid: Grid) -> Axes:
    """Rows and columns of a tab by its cells; raises :class:`Unclear` without identities."""
    edit, down = spot.edit, spot.heading - spot.identity
    rows = {line: found for line, found in _identities(edit, grid).items() if found}
    if not rows:
        raise Unclear
    identity = max(rows, key=lambda line: (len(rows[line]), -line))
    columns = dict(rows[identity])
    for column in edit.columns:  # inserted by us just there, whatever had moved
        columns[column.id] = edit.places[column.id]
    key = columns.get(edit.tab.key, 0)
    lines: dict[str, int] = {}
    for line in range(1, grid.height + 1):
        text = key_text(plain(grid.raw(line, key)))
        if text and line not in {identity, identity + down}:
            lines.setdefault(text, line)
    return Axes(identity, identity + down, columns, lines)


def _identities(edit: TabEdit, grid: Grid) -> dict[int, dict[str, int]]:
    """Places of the columns that were there, by the lines that say their identities."""
    assert edit.known  # noqa: S101 - looked at before
    names: dict[Raw, str] = {edit.tab.identity(each): each for each in edit.known.state.columns}
    found: dict[int, dict[str, int]] = {}
    for line, row in enumerate(grid.entered(), start=1):
        for place, raw in enumerate(row, start=1):
            if raw in names:
                found.setdefault(line, {}).setdefault(names[raw], place)
    return found
