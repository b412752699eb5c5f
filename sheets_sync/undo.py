"""Undoing an entry of the journal: what can be put back without touching anyone's words.

**Cells.** A cell gets its earlier value back when it still holds what the entry put there
(compared as the merge compares). Where somebody, or a later run, wrote something else, the
cell is left and both values are told. A formula that a person let go is not put back: the
program writes no formulas, so it is told, to be typed again. Of people's columns only cells
that were taken from a pack are put back; a first value that a cell was given stays.

**Lines.** A line that the entry added is emptied, key included, when all of it still is as
it was added and nobody wrote in it: neither in people's columns nor in columns of their
own. Otherwise it stays whole. A line that the entry took out (which only an undoing does)
comes back at the end of the tab. Tabs and columns that the entry made are kept.

**Memory.** What the program remembers of each cell put back goes back with it. Its next
run therefore starts from where it stood before the entry: the form still says what it
says, so a sync after the undoing of a sync brings the same answers (and asks the same
questions) again, and takes nothing for a correction by hand. A cell that people changed
since keeps its memory: it stays the correction that it is. To keep an answer out for good,
correct the cell, or the form.

Undoing is a plan like any other: an entry of its own, that can be undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.journal_changes import Address
from sheets_sync.journal_changes import Cell
from sheets_sync.journal_changes import mark
from sheets_sync.jury.packing import TAKEN
from sheets_sync.memory import BASE_TAB
from sheets_sync.memory import Line as Memo
from sheets_sync.memory import TabMemory
from sheets_sync.memory import read_memory
from sheets_sync.originals import Held
from sheets_sync.originals import Original
from sheets_sync.originals import Shown
from sheets_sync.plan import AddRow
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.tabs.model import Owner
from sheets_sync.values import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.journal_changes import Changes
    from sheets_sync.journal_changes import Line
    from sheets_sync.journal_changes import Remembered
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState

UNDONE = N_("put back by an undoing")
TAKEN_BACK = {TAKEN, UNDONE}
"""Why cells of people's columns are ever written: from a pack, and by the undoing of that."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The plan that undoes an entry, and what it leaves as it is."""

    plan: Plan
    findings: tuple[Finding, ...] = ()


def undo(changes: Changes, snapshot: Snapshot, tabs: Sequence[Tab]) -> Undone:
    """Plan the undoing of changes on a workbook as it is now.

    ``tabs`` are the managed tabs as they are described now. On a workbook where all is
    put back already the plan is empty.
    """
    return _Undoing(snapshot, tabs).undone(changes)


class _Undoing:
    """One undoing under way."""

    def __init__(self, snapshot: Snapshot, tabs: Sequence[Tab]) -> None:
        self.tabs = {tab.id: tab for tab in tabs}
        self.states = {each: state for each, state in snapshot.tabs.items() if each in self.tabs}
        self.places = {
            each: {key: at for at, key in enumerate(state.keys)}
            for each, state in self.states.items()
        }
        self.memory = read_memory(snapshot.tabs.get(BASE_TAB.id))
        self.rows: list[AddRow] = []
        self.cells: list[SetCell] = []
        self.findings: dict[tuple[str, Place], Finding] = {}
        self.restored: dict[Address, list[str]] = {}
        self.whole: set[Address] = set()
        self.left: set[Address] = set()

    def undone(self, changes: Changes) -> Undone:
        for line in changes.rows:
            self._take_out(line)
        for line in changes.removed:
            self._bring_back(line)
        for cell in changes.cells:
            self._restore(cell)
        for memo in changes.memory:
            self._remember(memo)
        if self.rows or self.cells:
            self._tell_what_stays(changes)
        plan = Plan("undo", rows=tuple(self.rows), cells=tuple(self.cells))
        return Undone(plan, tuple(self.findings.values()))

    # -- lines ------------------------------------------------------------------------

    def _take_out(self, line: Line) -> None:
        state = self._state(line.tab)
        if state is None:
            return
        if line.row not in self.places[line.tab]:
            self._tell_gone(line.tab, line.row)
        elif self._untouched(line, state):
            self._empty(line, state)
            self.whole.add((line.tab, line.row))
        else:
            self.left.add((line.tab, line.row))
            self._find("undo-line-kept", Place(tab=state.title, row=line.row))

    def _untouched(self, line: Line, state: TabState) -> bool:
        """Whether a line is all the program's, and as it was added."""
        tab, at = self.tabs[line.tab], self.places[line.tab][line.row]
        if line.row in state.beside or any(line.row in each for each in state.formulas.values()):
            return False
        theirs = tab.ids(Owner.PEOPLE)
        return all(
            text(cells[at]) == ("" if column in theirs else text(line.values.get(column)))
            and not isinstance(cells[at], Shown)
            for column, cells in state.values.items()
            if column != tab.key
        )

    def _empty(self, line: Line, state: TabState) -> None:
        """Empty all cells of a line, the key last: it is what the line is found by."""
        tab, at = self.tabs[line.tab], self.places[line.tab][line.row]
        for column in sorted(state.values, key=lambda each: each == tab.key):
            now = state.values[column][at]
            if text(now):
                self.cells.append(SetCell(tab, line.row, column, now, None, UNDONE))

    def _bring_back(self, line: Line) -> None:
        tab, state = self.tabs.get(line.tab), self._state(line.tab)
        if tab is None or state is None:
            return
        if line.row in self.places[line.tab]:
            for column, value in line.values.items():
                self._restore(Cell(line.tab, line.row, column, value, None, line.why))
            return
        values = {name: value for name, value in line.values.items() if name in state.columns}
        self.rows.append(AddRow(tab, line.row, values, UNDONE))
        self.whole.add((line.tab, line.row))

    # -- cells ------------------------------------------------------------------------

    def _restore(self, cell: Cell) -> None:
        address = cell.tab, cell.row
        state = self._state(cell.tab)
        at = self.places.get(cell.tab, {}).get(cell.row)
        if state is None or at is None:
            self.left.add(address)
            if state is not None:
                self._find("undo-line-gone", Place(tab=state.title, row=cell.row))
            return
        tab = self.tabs[cell.tab]
        if cell.column not in state.columns or cell.column not in tab.ids():
            self.left.add(address)
            known = cell.column in tab.ids()
            heading = tab.column(cell.column).heading if known else cell.column
            self._find("undo-tab-gone", Place(tab=state.title, column=heading))
            return
        now = state.values[cell.column][at]
        formula = state.formulas.get(cell.column, {}).get(cell.row)
        if formula is None and text(now) == text(cell.before):
            self.left.add(address)  # as wanted already, by somebody else's hand
        elif formula is not None or text(now) != text(cell.after):
            self._leave("undo-cell-changed", cell, state, formula or now)
        elif cell.formula:
            self._leave("undo-formula", cell, state, now)
        elif tab.column(cell.column).owner is Owner.PEOPLE and cell.why not in TAKEN_BACK:
            self._leave("undo-cell-theirs", cell, state, now)
        else:
            earlier = _earlier(cell)
            self.cells.append(SetCell(tab, cell.row, cell.column, now, earlier, UNDONE))
            self.restored.setdefault(address, []).append(cell.column)

    def _leave(self, code: str, cell: Cell, state: TabState, now: CellValue) -> None:
        self.left.add((cell.tab, cell.row))
        heading = self.tabs[cell.tab].column(cell.column).heading
        place = Place(tab=state.title, row=cell.row, column=heading)
        self._find(code, place, now=text(now), before=text(cell.before))

    # -- memory -----------------------------------------------------------------------

    def _remember(self, memo: Remembered) -> None:
        """Put back what was remembered of the cells that were put back."""
        tab, _, key = memo.line.partition("/")
        if tab not in self.memory:
            return
        now = self.memory[tab].written(key)
        wanted = self._memo(memo, (tab, key), now)
        if wanted == now:
            return
        if wanted is None:
            self.cells.append(SetCell(BASE_TAB, memo.line, "written", now, None, UNDONE))
            self.cells.append(SetCell(BASE_TAB, memo.line, BASE_TAB.key, memo.line, None, UNDONE))
        elif now is None:
            values: dict[str, CellValue] = {BASE_TAB.key: memo.line, "written": wanted}
            self.rows.append(AddRow(BASE_TAB, memo.line, values, UNDONE))
        else:
            self.cells.append(SetCell(BASE_TAB, memo.line, "written", now, wanted, UNDONE))

    def _memo(self, memo: Remembered, address: Address, now: str | None) -> str | None:
        if address in self.whole:
            return memo.before
        if address not in self.left and mark(now) == memo.after:
            return memo.before
        columns = self.restored.get(address)
        if columns is None or now is None:
            return now
        return self._mixed(memo, address, columns)

    def _mixed(self, memo: Remembered, address: Address, columns: Sequence[str]) -> str:
        """What is remembered now, but of some columns what was remembered before."""
        tab, key = address
        memory = self.memory[tab]
        earlier = TabMemory(memory.columns, {key: memo.before} if memo.before else {}).line(key)
        line = memory.line(key)
        kept = {name: each for name, each in line.digests.items() if name not in columns}
        back = {name: each for name, each in earlier.digests.items() if name in columns}
        mixed: Memo = line._replace(digests={**kept, **back}, seal="")
        return mixed.encode(memory.columns)

    # -- what people are told -----------------------------------------------------------

    def _state(self, tab: str) -> TabState | None:
        if tab not in self.states:
            title = self.tabs[tab].title if tab in self.tabs else tab
            self._find("undo-tab-gone", Place(tab=title))
        return self.states.get(tab)

    def _tell_gone(self, tab: str, key: str) -> None:
        """Tell of a line that people took away; one that an undoing emptied is no news."""
        memory = self.memory.get(tab)
        if tab in self.states and memory is not None and key in memory.rows:
            self._find("undo-line-gone", Place(tab=self.states[tab].title, row=key))

    def _tell_what_stays(self, changes: Changes) -> None:
        for made in changes.created:
            self._find("undo-tab-kept", Place(tab=made.title))
        for wider in changes.columns:
            title = self.tabs[wider.tab].title if wider.tab in self.tabs else wider.tab
            self._find("undo-column-kept", Place(tab=title, column=wider.heading))

    def _find(self, code: str, place: Place, **values: object) -> None:
        self.findings.setdefault((code, place), Finding(code, place, values))


def _earlier(cell: Cell) -> CellValue:
    """What a cell held: a date again, where a text stood for one."""
    if not cell.held:
        return cell.before
    return Original(text(cell.before), Held(cell.held), cell.runs)
