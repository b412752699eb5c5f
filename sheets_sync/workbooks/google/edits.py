"""What a plan changes, tab by tab, checked against the snapshot that it was made on."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.originals import Held
from sheets_sync.originals import Original
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.errors import WorkbookUnsafe
from sheets_sync.workbooks.google.notes import number
from sheets_sync.workbooks.serial import serial
from sheets_sync.workbooks.text import clean
from sheets_sync.workbooks.text import too_long
from sheets_sync.workbooks.xlsx.order import position
from sheets_sync.workbooks.xlsx.order import rank
from sheets_sync.workbooks.xlsx.refs import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.plan import AddRow
    from sheets_sync.plan import Plan
    from sheets_sync.plan import SetCell
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Column
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState
    from sheets_sync.workbooks.google.reading import Details
    from sheets_sync.workbooks.google.reading import Layout

COLUMNS = 18_278
"""The most columns that a sheet may have."""


class Known(NamedTuple):
    """A tab that is there: its state when it was read, and where it lies."""

    state: TabState
    layout: Layout


@dataclass(slots=True)
class TabEdit:
    """The changes of one managed tab.

    ``known`` is None for a tab that the plan makes, at ``index`` among the sheets.
    ``places`` gives sheet columns by column id, new ones included. ``cells`` gives what is
    written by key and column id, ``added`` the rows that are appended, by key.
    """

    tab: Tab
    sheet: int
    known: Known | None
    places: dict[str, int]
    index: int = 0
    columns: list[Column] = field(default_factory=list)
    cells: dict[str, dict[str, CellValue]] = field(default_factory=dict)
    added: dict[str, dict[str, CellValue]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The tab's title now."""
        return self.known.state.title if self.known else self.tab.title

    @property
    def heading_line(self) -> int:
        """The line of the headings of a tab that is there."""
        return self.known.layout.lines.heading if self.known else 0


class Edits:
    """The changes of a plan; :meth:`carry_out` gathers and checks them.

    ``tabs`` holds them by tab id, tabs that are made first, in the order of the plan.
    """

    def __init__(self, snapshot: Snapshot, details: Details, place: str, spreadsheet: str) -> None:
        """Name what is there."""
        self.tabs: dict[str, TabEdit] = {}
        self._snapshot = snapshot
        self._details = details
        self._place = place
        self._spreadsheet = spreadsheet
        self._indexes: dict[str, dict[str, int]] = {}

    def carry_out(self, plan: Plan) -> None:
        """Gather a plan.

        Raises ``WorkbookUnsafe`` for what can't be written safely, ``WorkbookChanged`` for a
        plan made on something else, ``KeyError`` and ``ValueError`` for one that names what
        is not there or adds what is.
        """
        self._create([each.tab for each in plan.create])
        for each in plan.columns:
            self._add_column(each.tab, each.column)
        for row in plan.rows:
            self._add(row)
        for change in plan.cells:
            self._set(change)

    def _create(self, tabs: list[Tab]) -> None:
        titles, ranks = [*self._details.meta.titles], dict(self._details.ranks)
        for tab in tabs:
            if tab.title.casefold() in map(str.casefold, titles):
                raise self._unsafe(N_("a tab “{tab}” is there already"), tab.title)
            index = position(rank(tab), titles, ranks)
            titles.insert(index, tab.title)
            ranks[tab.title] = rank(tab)
            places = {each: place for place, each in enumerate(tab.ids(), start=1)}
            self.tabs[tab.id] = TabEdit(tab, self._new_sheet(tab), None, places, index)

    def _new_sheet(self, tab: Tab) -> int:
        """An id for a new sheet: the same each time that one change is tried."""
        taken = {sheet.id for sheet in self._details.meta.sheets}
        found = number(self._spreadsheet, tab.id, self._snapshot.version)
        while found in taken:
            found = number(str(found))
        return found

    def _edit(self, tab: Tab) -> TabEdit:
        if tab.id not in self.tabs:
            state, layout = self._snapshot.tabs[tab.id], self._details.layouts[tab.id]
            known = Known(state, layout)
            self.tabs[tab.id] = TabEdit(tab, layout.sheet.id, known, dict(state.columns))
            self._indexes[tab.id] = {key: at for at, key in enumerate(state.keys)}
        return self.tabs[tab.id]

    def _add_column(self, tab: Tab, column: Column) -> None:
        edit = self._edit(tab)
        if edit.known is None or column.id in edit.places:
            raise ValueError(column.id)
        grid = edit.known.layout.grid
        place = max([grid.width, *edit.places.values()]) + 1
        if place > COLUMNS:
            raise self._unsafe(N_("the tab “{tab}” is full"), edit.title)
        edit.columns.append(column)
        edit.places[column.id] = place

    def _add(self, row: AddRow) -> None:
        edit = self._edit(row.tab)
        if row.key in edit.added or row.key in self._indexes.get(row.tab.id, ()):
            raise ValueError(row.key)
        values = {edit.tab.key: row.key, **row.values}
        for each in values.keys() - edit.places.keys():
            raise KeyError(each)
        edit.added[row.key] = {each: self._checked(v, edit) for each, v in values.items()}

    def _set(self, change: SetCell) -> None:
        edit = self._edit(change.tab)
        value = self._checked(change.after, edit)
        if change.column not in edit.places:
            raise KeyError(change.column)
        if change.key in edit.added:
            edit.added[change.key][change.column] = value
            return
        at = self._indexes[change.tab.id][change.key]
        self._check_before(change, edit, at)
        edit.cells.setdefault(change.key, {})[change.column] = value

    def _check_before(self, change: SetCell, edit: TabEdit, at: int) -> None:
        """Refuse a plan that was made on something else, or would lose a formula."""
        if edit.known is None:
            raise KeyError(change.key)
        state = edit.known.state
        line, column = state.lines[at], edit.places[change.column]
        self._check_merges(edit.known.layout, state.title, line, column)
        found = state.formulas.get(change.column, {}).get(change.key)
        if found is None:
            now = state.values.get(change.column, ())[at : at + 1]
            if [change.before or None] != [value or None for value in now or [None]]:
                raise WorkbookChanged(place=self._place)
        elif change.before != found:
            detail = N_("cell {cell} of the tab “{tab}” holds a formula that a person wrote")
            raise self._unsafe(detail, state.title, cell=address(line, column))

    def _check_merges(self, layout: Layout, title: str, line: int, column: int) -> None:
        for box in layout.sheet.merges:
            if box.holds(line, column) and (line, column) != (box.top, box.left):
                detail = N_("cell {cell} of the tab “{tab}” is merged with others")
                raise self._unsafe(detail, title, cell=address(line, column))

    def _checked(self, value: CellValue, edit: TabEdit) -> CellValue:
        """A value as the cell will hold it; refuses what it would cut or could not hold."""
        if isinstance(value, Original) and value.held is Held.DATE:
            return serial(value)
        if isinstance(value, str):
            if too_long(value):
                detail = N_("a text of {count} characters, more than a cell holds")
                raise self._unsafe(detail, edit.title, count=len(value))
            return clean(value) or None
        if isinstance(value, float) and value - value != 0:
            raise self._unsafe(N_("a number that is infinite or none at all"), edit.title)
        return value

    def _unsafe(self, detail: str, tab: str, **values: object) -> WorkbookUnsafe:
        return WorkbookUnsafe(place=self._place, detail=detail, tab=tab, **values)


def written(edits: Mapping[str, TabEdit]) -> list[TabEdit]:
    """The edits of tabs that are there already."""
    return [each for each in edits.values() if each.known]
