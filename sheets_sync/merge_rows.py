"""The rows of one tab, merged three ways: see :mod:`sheets_sync.merge` for the rules.

A row is looked at cell by cell only when the sheet, or what was last written, differs
from what the program wants. The others, nearly all of them, are told column by column and
by their seals, on the values as they are: where these are equal, so are canonical texts.
"""

from __future__ import annotations

from itertools import compress
from itertools import count
from itertools import repeat
from operator import ne
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.conflicts import Choice
from sheets_sync.conflicts import Outcome
from sheets_sync.conflicts import State
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.memory import Line
from sheets_sync.memory import TabMemory
from sheets_sync.merge_cells import Correction
from sheets_sync.merge_cells import Row
from sheets_sync.merge_cells import RowMerge
from sheets_sync.plan import AddColumn
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.tabs.facts import KEY
from sheets_sync.values import Seals
from sheets_sync.values import digest
from sheets_sync.values import only_texts
from sheets_sync.values import text
from sheets_sync.values import texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.conflicts import Address
    from sheets_sync.merge_cells import Desk
    from sheets_sync.plan import SetCell
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.wanted import Work
    from sheets_sync.workbooks.base import TabState

NEW_DOSSIER = N_("new dossier")
NEW_LINE = N_("new line")
RESTORED = N_("line restored at a person's request")


class TabMerge(NamedTuple):
    """One tab merged: what to write, what to remember anew, what to tell people."""

    plan: Plan
    memory: TabMemory
    corrections: tuple[Correction, ...] = ()
    outcomes: Mapping[Address, Outcome] = {}
    findings: tuple[Finding, ...] = ()


def merge_tab(work: Work, state: TabState | None, memory: TabMemory, desk: Desk) -> TabMerge:
    """Merge what a command wants into a tab; nothing is written when a column is gone."""
    if missing := _missing(work, state, memory):
        return TabMerge(Plan(), memory, findings=missing)
    return _Rows(work, state, memory, desk).merged()


class _Rows:
    """The three versions of a tab, side by side."""

    def __init__(self, work: Work, state: TabState | None, memory: TabMemory, desk: Desk) -> None:
        self.work, self.tab, self.state, self.desk = work, work.tab, state, desk
        self.memory = memory
        self.columns = (*work.plain, *work.derived, *work.initial)
        self.owned = len(self.columns) - len(work.initial)
        self.header = memory.widened(self.tab.ids())
        self.values = {each: work.column(each) for each in self.columns}
        self.textual = {each for each, cells in self.values.items() if only_texts(cells)}
        self.sheet = {} if state is None else _as_people_wrote(state)
        self.line_of = {} if state is None else {key: at for at, key in enumerate(state.keys)}
        self.places = [self.line_of.get(key) for key in work.wanted.keys]
        self.in_order = self.places == list(range(len(self.places)))
        self.moved = self._moved()
        self.sealed = Seals(self.columns)
        self.asked = {key for key, _ in desk.opened}
        self.rows: list[AddRow] = []
        self.cells: list[SetCell] = []
        self.remembered: dict[str, str] = {}
        self.corrections: list[Correction] = []
        self.outcomes: dict[Address, Outcome] = {}
        self.findings: list[Finding] = []

    def merged(self) -> TabMerge:
        seals = self.sealed.of_each(self._as_they_are())
        for at, (key, seal) in enumerate(zip(self.work.wanted.keys, seals, strict=True)):
            # Nearly all say the same without being brought to one spelling.
            if at in self.moved or self.memory.seal(key) != seal or key in self.asked:
                self._row(at, key, texts([*self._wanted(at).values()]))
        self._others()
        return TabMerge(
            self._plan(),
            TabMemory(self.header, self._changed()),
            tuple(self.corrections),
            self.outcomes,
            tuple(self.findings),
        )

    # -- rows that the program wants --------------------------------------------------

    def _row(self, at: int, key: str, row: list[str]) -> None:
        """Merge a row, whose texts are given, that seems to have moved."""
        if key not in self.line_of:
            self._absent(at, key, row)
            return
        values = self._record(key)
        ours = texts([values.get(column) for column in self.columns[: self.owned]])
        alike = row[: self.owned] == ours and self.memory.seal(key) == self.sealed.of(row)
        if not alike or key in self.asked:
            self._differing(at, key, row, Row(values, dict(zip(self.columns, ours, strict=False))))

    def _differing(self, at: int, key: str, row: list[str], ours: Row) -> None:
        merge = RowMerge(self.work, self.desk, key, self.memory.line(key).digests, ours)
        merge.merge(Row(self._wanted(at), dict(zip(self.columns, row, strict=True))))
        self._collect(merge)
        line = Line(merge.digests, self.sealed.of(row) if merge.as_wanted else "")
        self._remember(key, line)
        if (key, "") in self.desk.opened:
            self.outcomes[key, ""] = Outcome(State.LINE_BACK)

    def _absent(self, at: int, key: str, row: list[str]) -> None:
        """Add a new row; one that a person deleted is offered, not brought back."""
        line = self.memory.line(key)
        if line.left_out:
            return
        if self.state is None or key not in self.memory.rows:
            self._add(at, key, row, NEW_DOSSIER if self.tab.key == KEY else NEW_LINE)
            return
        choice = self.desk.choices.get((key, ""))
        if choice is Choice.TAKE:
            self._add(at, key, row, RESTORED)
            self.outcomes[key, ""] = Outcome(State.RESTORED)
        elif choice is Choice.KEEP:
            self._remember(key, Line(line.digests, left_out=True))
            self.outcomes[key, ""] = Outcome(State.LEFT_OUT)
        else:
            self.outcomes[key, ""] = Outcome(State.OPEN)

    def _add(self, at: int, key: str, row: list[str], why: str) -> None:
        wanted = zip(self.columns, row, self._wanted(at).values(), strict=True)
        values: dict[str, CellValue] = {self.tab.key: key}
        values |= {column: value for column, plain, value in wanted if plain}
        self.rows.append(AddRow(self.tab, key, values, why))
        owned = self.columns[: self.owned]
        written = zip(self.columns, row, strict=True)
        digests = {c: digest(plain) for c, plain in written if plain or c in owned}
        self._remember(key, Line(digests, self.sealed.of(row)))

    # -- rows that the program does not want -------------------------------------------

    def _others(self) -> None:
        """Flag dossiers that left the form, and rows that people added by hand."""
        wanted = set(self.work.wanted.keys)
        for key in sorted(self.line_of.keys() - wanted):
            if key not in self.memory.rows:
                self._find("workbook-line-by-hand", key)
            elif self.work.rules.status:
                self._withdrawn(key)
            elif self.tab.key == KEY:
                self._find("workbook-dossier-withdrawn", key)
            else:
                self._over(key)

    def _over(self, key: str) -> None:
        """Tell of a line that is about something else than a dossier: a juror, a figure."""
        if self.state is not None:
            place = Place(tab=self.state.title, line=self.state.lines[self.line_of[key]])
            self.findings.append(Finding("workbook-line-over", place, {"key": key}))

    def _withdrawn(self, key: str) -> None:
        values, status = self._record(key), self.work.rules.status
        ours = Row(values, {status: text(values.get(status))})
        merge = RowMerge(self.work, self.desk, key, self.memory.line(key).digests, ours)
        merge.withdraw()
        self._collect(merge)
        self._remember(key, Line(merge.digests))

    # -- what comes out -----------------------------------------------------------------

    def _changed(self) -> dict[str, str]:
        """What to remember anew: of the rows remembered before first, in their order."""
        known = {key: self.remembered[key] for key in self.memory.rows if key in self.remembered}
        return known | self.remembered

    def _collect(self, merge: RowMerge) -> None:
        self.cells += merge.cells
        self.corrections += merge.corrections
        self.outcomes |= merge.outcomes

    def _remember(self, key: str, line: Line) -> None:
        self.remembered[key] = line.encode(self.header)

    def _find(self, code: str, key: str) -> None:
        title = self.tab.title if self.state is None else self.state.title
        self.findings.append(Finding(code, Place(tab=title, row=key)))

    def _plan(self) -> Plan:
        rows, cells = tuple(self.rows), tuple(self.cells)
        if self.state is not None:
            lacking = (c for c in self.tab.columns if c.id not in self.state.columns)
            columns = tuple(AddColumn(self.tab, column) for column in lacking)
            return Plan(columns=columns, rows=rows, cells=cells)
        if self.memory.rows:
            self._find("workbook-tab-made-again", "")
        return Plan(create=(CreateTab(self.tab),), rows=rows)

    # -- the versions -------------------------------------------------------------------

    def _wanted(self, at: int) -> dict[str, CellValue]:
        return {column: cells[at] for column, cells in self.values.items()}

    def _record(self, key: str) -> dict[str, CellValue]:
        at = self.line_of[key]
        return {column: cells[at] for column, cells in self.sheet.items()}

    def _moved(self) -> set[int]:
        """The rows wanted that the sheet lacks, or where it shows another value of ours."""
        moved = {at for at, place in enumerate(self.places) if place is None}
        for column in self.columns[: self.owned]:
            wanted, cells = self.values[column], self._aligned(column)
            if column not in self.textual:  # Python holds 1 and True for equal, people do not
                wanted, cells = texts(wanted), texts(cells)
            if wanted != cells:
                moved.update(compress(count(), map(ne, wanted, cells)))
        return moved

    def _as_they_are(self) -> Iterable[tuple[str, ...]]:
        """The rows wanted as texts, those of text columns not brought to one spelling."""
        columns = (
            _filled(cells) if column in self.textual else texts(cells)
            for column, cells in self.values.items()
        )
        return zip(*columns, strict=True) if self.values else repeat((), len(self.places))

    def _aligned(self, column: str) -> Sequence[CellValue]:
        """The cells of the sheet, in the order of the rows wanted."""
        if column not in self.sheet:
            return [None] * len(self.places)
        cells = self.sheet[column]
        if self.in_order:
            return cells[: len(self.places)]
        return [None if place is None else cells[place] for place in self.places]


def _filled(cells: Sequence[CellValue]) -> Sequence[CellValue]:
    """Texts, with "" for empty cells."""
    return ["" if each is None else each for each in cells] if None in cells else cells


def _as_people_wrote(state: TabState) -> dict[str, Sequence[CellValue]]:
    """The cells of a tab; where people put a formula, the formula and not what it shows.

    What a formula shows changes by itself; it is never what the program wrote.
    """
    cells = dict(state.values)
    for column, formulas in state.formulas.items():
        pairs = zip(state.keys, cells[column], strict=True)
        cells[column] = [formulas.get(key, value) for key, value in pairs]
    return cells


def _missing(work: Work, state: TabState | None, memory: TabMemory) -> tuple[Finding, ...]:
    """Columns that the program once made in this tab and that are gone from it."""
    if state is None:
        return ()
    gone = [
        column
        for column in work.tab.columns
        if column.id in memory.columns and column.id not in state.columns
    ]
    return tuple(
        Finding(
            "workbook-column-missing",
            Place(tab=state.title, column=column.heading),
            {"heading": column.heading},
        )
        for column in gone
    )
