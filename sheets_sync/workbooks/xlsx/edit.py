"""One sheet that a plan changes: what is to be written where, before anything is."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.originals import Original
from sheets_sync.tabs.heights import row_height
from sheets_sync.tabs.heights import wraps
from sheets_sync.tabs.model import Owner
from sheets_sync.workbooks.errors import SAVE_AGAIN
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.errors import WorkbookUnfit
from sheets_sync.workbooks.errors import WorkbookUnsafe
from sheets_sync.workbooks.text import too_long
from sheets_sync.workbooks.xlsx.deflate import RUN
from sheets_sync.workbooks.xlsx.deflate import SHORT_RUN
from sheets_sync.workbooks.xlsx.guards import check_content
from sheets_sync.workbooks.xlsx.guards import guards
from sheets_sync.workbooks.xlsx.patch import Lines
from sheets_sync.workbooks.xlsx.patch import NewRow
from sheets_sync.workbooks.xlsx.patch import Write
from sheets_sync.workbooks.xlsx.patch import patch_row
from sheets_sync.workbooks.xlsx.patch import pieces
from sheets_sync.workbooks.xlsx.patch import style_of
from sheets_sync.workbooks.xlsx.refs import LAST_ROW
from sheets_sync.workbooks.xlsx.runs import Packed
from sheets_sync.workbooks.xlsx.runs import Whole
from sheets_sync.workbooks.xlsx.sheetdata import attributes
from sheets_sync.workbooks.xlsx.sheetdata import cells
from sheets_sync.workbooks.xlsx.sheetdata import cut
from sheets_sync.workbooks.xlsx.sheetdata import holds_something
from sheets_sync.workbooks.xlsx.sheetdata import sought
from sheets_sync.workbooks.xlsx.surroundings import column_settings
from sheets_sync.workbooks.xlsx.surroundings import grow_dimension
from sheets_sync.workbooks.xlsx.surroundings import grow_filter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.plan import AddRow
    from sheets_sync.plan import SetCell
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Column
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import TabState
    from sheets_sync.workbooks.xlsx.records import Layout
    from sheets_sync.workbooks.xlsx.restored import Restorer
    from sheets_sync.workbooks.xlsx.runs import Piece
    from sheets_sync.workbooks.xlsx.sheetdata import SheetData
    from sheets_sync.workbooks.xlsx.surroundings import Setting
    from sheets_sync.workbooks.xlsx.zipped import Package


class Outcome(NamedTuple):
    """What a sheet should hold after a change, to check it by.

    ``cells`` gives what was written by line and sheet column, ``added`` the rows from the
    line ``first`` on, by sheet column.
    """

    title: str
    part: str
    cells: Mapping[int, Mapping[int, CellValue]]
    first: int
    added: Iterable[Mapping[int, CellValue]]


def _opened(layout: Layout, package: Package) -> SheetData:
    """The sheet part, cut; as it was cut already when it was read, where that will do."""
    part, known = layout.sheet.part, layout.cut
    if known is None:
        return cut(package.read(part))
    stored = package.stored(part) if known.runs else None
    if known.runs and stored:
        return known.over(Packed(stored, known.runs))
    return known.over(Whole(package.read(part)))


class SheetEdit:
    """The changes of one managed sheet, gathered and checked.

    ``columns`` gives sheet columns by column id, ``width`` the last that holds anything,
    ``first`` and ``last`` the rows that are appended (none when ``last`` is less).
    """

    def __init__(
        self, tab: Tab, layout: Layout, state: TabState, package: Package, place: str
    ) -> None:
        """Cut the sheet part and see what is guarded in it."""
        sheet = layout.sheet
        self.sheet = _opened(layout, package)
        self.part = sheet.part
        self.title = sheet.title
        self.columns = dict(state.columns)
        self.width = layout.width
        self.head = self.sheet.head
        self.tail = self.sheet.tail
        self.replaces_formula = False
        self._place = place
        self._tab = tab
        self._state = state
        if layout.cut is None:  # what was cut while it was read is in order
            self._check_order()
        self._known = {column.id: column for column in tab.columns}
        self._positions = {key: index for index, key in enumerate(state.keys)}
        self._settings: list[Setting] = []
        self._guards = guards(self.sheet, layout, package, place, state.title)
        self._writes: dict[int, dict[int, Write]] = {}
        self._patched: dict[int, bytes] = {}
        self._added: dict[str, Mapping[str, CellValue]] = {}
        self.first = max(self._last_used(), self._guards.bottom, layout.heading_line) + 1

    def _check_order(self) -> None:
        """Refuse rows that do not follow each other: they could not be found again."""
        if any(row.number >= following.number for row, following in pairwise(self.sheet.rows)):
            detail = N_("the lines of the tab “{tab}” are not in their order")
            values = {"place": self._place, "tab": self._state.title}
            raise WorkbookUnfit(detail=detail, cure=SAVE_AGAIN, **values)

    @property
    def last(self) -> int:
        """The last row that is appended."""
        return self.first + len(self._added) - 1

    @property
    def run(self) -> int:
        """How much of the part is packed at a time; the program's memory is digests."""
        return SHORT_RUN if self._tab.hidden else RUN

    def line_added(self, key: str) -> int:
        """The line on which a row is appended; ``ValueError`` when it is not."""
        return self.first + [*self._added].index(key)

    @property
    def grows(self) -> bool:
        """Whether rows are appended."""
        return bool(self._added)

    def _last_used(self) -> int:
        prefix = self.sheet.prefix
        for row in reversed(self.sheet.rows):
            if holds_something(self.sheet.row(row), prefix):
                return row.number
        return 0

    # -- gathering ------------------------------------------------------------------

    def put(self, line: int, column: int, value: CellValue, style: str) -> None:
        """Write a cell outside of the records: an identity or a heading."""
        self._guards.check(line, column)
        self._writes.setdefault(line, {})[column] = Write(value, style)

    def know(self, column: Column, place: int) -> None:
        """Take note of a managed column that is added behind all others."""
        self._known[column.id] = column
        self.columns[column.id] = self.width = place

    def add(self, row: AddRow) -> None:
        """Append a row; ``ValueError`` when its key is there."""
        if row.key in self._positions or row.key in self._added:
            raise ValueError(row.key)
        for value in row.values.values():
            self._check_value(value)
        self._added[row.key] = row.values
        if self.last > LAST_ROW:
            raise self._unsafe(N_("the tab “{tab}” is full"))

    def set(self, change: SetCell) -> None:
        """Write one cell of a record that is there, or was just appended."""
        self._check_value(change.after)
        if change.key in self._added:
            self._added[change.key] = {**self._added[change.key], change.column: change.after}
            return
        position = self._positions[change.key]
        line, column = self._state.lines[position], self.columns[change.column]
        self._guards.check(line, column)
        self._check_before(change, position, line, column)
        self._writes.setdefault(line, {})[column] = Write(change.after, "")

    def _check_before(self, change: SetCell, position: int, line: int, column: int) -> None:
        """Refuse a plan that was made on something else, or would lose a formula."""
        formula = self._state.formulas.get(change.column, {}).get(change.key)
        if formula is None:
            now = self._state.values.get(change.column, ())[position : position + 1]
            if [change.before or None] != [value or None for value in now or [None]]:
                raise WorkbookChanged(place=self._place)
        elif change.before != formula:
            detail = N_("cell {cell} of the tab “{tab}” holds a formula that a person wrote")
            self._guards.refuse(detail, line, column)
        else:
            self.replaces_formula = True

    def _check_value(self, value: CellValue) -> None:
        """Refuse what a cell would cut or could not hold."""
        if isinstance(value, str) and too_long(value):
            detail = N_("a text of {count} characters, more than a cell holds")
            raise self._unsafe(detail, count=len(value))
        if isinstance(value, float) and value - value != 0:
            raise self._unsafe(N_("a number that is infinite or none at all"))

    def _unsafe(self, detail: str, **values: object) -> WorkbookUnsafe:
        return WorkbookUnsafe(place=self._place, detail=detail, tab=self._state.title, **values)

    # -- writing --------------------------------------------------------------------

    def prepare(self, restorer: Restorer) -> None:
        """Make the changed rows; what may not be written is refused here."""
        self._settings = column_settings(self.head)
        styles = self._styles()
        widths = self._widths()
        for line, writes in self._writes.items():
            row = self._old_row(line)
            self._check_row(row, line, writes)
            self._restore(row, line, styles, restorer)
            styled = {
                column: write._replace(style=write.style or styles.get(column, ""))
                for column, write in writes.items()
            }
            height = row_height(self._by_id(writes), widths)
            self._patched[line] = patch_row(row, line, styled, self.sheet.prefix, height)
        if self.grows:
            self.tail = grow_filter(self.tail, self.last, 0)
        bottom = max([*self._patched, self.last if self.grows else 0], default=0)
        if bottom:
            self.head = grow_dimension(self.head, bottom, max(self.columns.values(), default=1))

    def _by_id(self, writes: Mapping[int, Write]) -> dict[str, CellValue]:
        """The values written on one line, by column id."""
        return {
            each: writes[place].value for each, place in self.columns.items() if place in writes
        }

    def _widths(self) -> dict[str, float]:
        """Widths, now, of the managed columns that wrap: people change them."""
        widths = {each: float(c.width) for each, c in self._known.items() if wraps(c)}
        for setting in self._settings:
            for each, place in self.columns.items():
                inside = setting.first <= place <= setting.last
                if inside and setting.width and each in widths:
                    widths[each] = setting.width
        return widths

    def outcome(self) -> Outcome:
        """What the sheet should hold once it is written."""
        cells = {
            line: {column: write.value for column, write in writes.items()}
            for line, writes in self._writes.items()
        }
        added = (
            {self.columns[each]: value for each, value in row.items()} for row in self._rows_added()
        )
        return Outcome(self._state.title, self.part, cells, self.first, added)

    def _check_row(self, row: bytes, line: int, writes: Mapping[int, Write]) -> None:
        for cell in sought(row, self.sheet.prefix, line, writes):
            if cell.column in writes:
                content = row[cell.start : cell.end]
                check_content(content, self.sheet.prefix, line, cell.column, self._guards)

    def _restore(
        self, row: bytes, line: int, styles: Mapping[int, str], restorer: Restorer
    ) -> None:
        """Make numbers under a style of dates of the dates that are put back."""
        writes = self._writes[line]
        for column, write in writes.items():
            value = write.value
            if isinstance(value, Original):
                found = sought(row, self.sheet.prefix, line, {column})
                there = [style_of(row[c.start : c.end]) for c in found if c.column == column]
                style = restorer.style(value, there[0] if there else styles.get(column, ""))
                writes[column] = Write(restorer.value(value), style, anew=True)

    def content(self) -> Iterator[Piece]:
        """The new sheet part, piece by piece; :meth:`prepare` comes first."""
        lines = Lines(self._patched, self.first, self._appended())
        return pieces(self.sheet, self.head, lines, self.tail)

    def _old_row(self, line: int) -> bytes:
        index = bisect_left(self.sheet.rows, (line,))
        found = self.sheet.rows[index : index + 1]
        return self.sheet.row(found[0]) if found and found[0].number == line else b""

    def _styles(self) -> dict[int, str]:
        """The style of cells that are not there yet: their column's, else that of one above."""
        above = self._old_row(self.first - 1)
        found = dict.fromkeys(self.columns.values(), "")
        for cell in cells(above, self.sheet.prefix):
            if cell.column in found:
                given = attributes(above[cell.start : cell.end])
                found[cell.column] = given.get(b"s", b"").decode()
        return {column: self._own_style(column) or style for column, style in found.items()}

    def _own_style(self, column: int) -> str:
        for setting in self._settings:
            if setting.first <= column <= setting.last and setting.style not in {"", "0"}:
                return setting.style
        return ""

    def _rows_added(self) -> Iterator[Mapping[str, CellValue]]:
        for key, values in self._added.items():
            yield {self._tab.key: key, **values}

    def _appended(self) -> Iterator[NewRow]:
        styles = self._styles()
        widths = self._widths()
        # People's cells are there from the start, empty: not every program looks at the
        # style of the column to tell that they may be written.
        people = set(self._tab.ids(Owner.PEOPLE))
        for values in self._rows_added():
            writes = {
                place: Write(values.get(each), styles[place])
                for each, place in self.columns.items()
                if each in people or values.get(each) not in {None, ""}
            }
            yield NewRow(writes, row_height(values, widths))
