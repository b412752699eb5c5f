"""One row that differs somewhere, merged cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.conflicts import Choice
from sheets_sync.conflicts import Outcome
from sheets_sync.conflicts import State
from sheets_sync.plan import SetCell
from sheets_sync.values import digest
from sheets_sync.values import text
from sheets_sync.verdict import Verdict
from sheets_sync.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.conflicts import Address
    from sheets_sync.conflicts import Record
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.wanted import Work

FIRST_VALUE = N_("first value")
INITIAL = N_("first value of a cell that people fill in")
CHOSEN = N_("chosen by a person in the tab of conflicts")
WITHDRAWN = N_("withdrawn from the form")
BESIDE = N_("computed again while the jury is open: shown beside")
MARKED = N_("list of the cells that people corrected")

_CLOSED = {
    Verdict.AGREED: State.AGREED,
    Verdict.UPDATE: State.SHEET_BACK,
    Verdict.CORRECTION: State.FORM_BACK,
}


class Correction(NamedTuple):
    """A program-owned cell that a person changed: ``ours`` stays, ``theirs`` is the form's."""

    tab: str
    row: str
    column: str
    heading: str
    ours: CellValue
    theirs: CellValue


class Desk(NamedTuple):
    """What people were asked about a tab: open records, and the valid choices made."""

    opened: Mapping[Address, Record] = {}
    choices: Mapping[Address, Choice] = {}

    def outcome(self, address: Address, ours: CellValue, theirs: CellValue) -> Outcome:
        """What becomes of a disagreement: a choice only holds for the values it was shown."""
        record = self.opened.get(address)
        choice = self.choices.get(address)
        if record is None or choice is None:
            return Outcome(State.OPEN, ours, theirs)
        if text(record.theirs) != text(theirs):
            return Outcome(State.OVERTAKEN, ours, theirs)
        if choice is Choice.KEEP:
            return Outcome(State.KEPT, ours, theirs)
        seen = text(record.ours) == text(ours)
        return Outcome(State.TAKEN if seen else State.OVERTAKEN, ours, theirs)


class Row(NamedTuple):
    """One version of a row: values and their canonical texts, by column id."""

    values: Mapping[str, CellValue]
    texts: Mapping[str, str]


class RowMerge:
    """One row in three versions, and what comes out of them.

    ``digests`` is the new base by column; ``cells`` the changes, ``corrections`` and
    ``outcomes`` what people are told. ``as_wanted`` says whether the base now is what the
    program wants in all of the row.
    """

    def __init__(
        self, work: Work, desk: Desk, key: str, base: Mapping[str, str], ours: Row
    ) -> None:
        """Start from what was written and what the sheet holds; nothing is decided yet."""
        self._work, self._desk, self._key, self._ours = work, desk, key, ours
        self._held = work.rules.beside if work.rules.held else {}
        self._beside: dict[str, CellValue] = {}
        self.digests = dict(base)
        self.cells: list[SetCell] = []
        self.corrections: list[Correction] = []
        self.outcomes: dict[Address, Outcome] = {}
        self.as_wanted = True

    def merge(self, theirs: Row) -> None:
        """Merge every cell that the program has something to say about."""
        for column in self._work.plain:
            plain = theirs.texts[column]
            if not self._unmoved(column, plain):
                self._merge(column, theirs.values[column], plain, self._work.rules.why)
        # What follows from the merge comes after it, and is merged by the same rules.
        corrected = ", ".join(each.heading for each in self.corrections)
        if self._work.rules.corrected:
            self._derive(self._work.rules.corrected, corrected, MARKED)
        for companion in self._work.rules.beside.values():
            self._derive(companion, self._beside.get(companion), BESIDE)
        for column in self._work.initial:
            self._initialise(column, theirs)

    def withdraw(self) -> None:
        """Say in the status column that the dossier is no longer in the form."""
        rules = self._work.rules
        self._merge(rules.status, rules.withdrawn, text(rules.withdrawn), WITHDRAWN)

    def _unmoved(self, column: str, theirs: str) -> bool:
        """Whether all versions of a cell say the same: nothing to do, nothing to say."""
        same = theirs == self._ours.texts.get(column, "")
        known = self.digests.get(column)
        return same and known == digest(theirs) and (self._key, column) not in self._desk.opened

    def _derive(self, column: str, value: CellValue, why: str) -> None:
        plain = text(value)
        self._merge(column, value, plain, why)
        self.as_wanted &= not plain

    def _merge(self, column: str, value: CellValue, theirs: str, why: str) -> None:
        ours, base = self._ours.texts.get(column, ""), self.digests.get(column)
        verdict = judge(base, theirs, ours)
        if base is not None and self._hold(column, value, verdict):
            return
        if verdict is Verdict.CONFLICT:
            self._disagree(column, value, theirs)
            return
        if verdict is Verdict.UPDATE:
            self._write(column, value, why if base else FIRST_VALUE)
        elif verdict is Verdict.CORRECTION:
            self._correct(column, value)
        self.digests[column] = digest(theirs)
        if (self._key, column) in self._desk.opened:
            self.outcomes[self._key, column] = Outcome(_CLOSED[verdict])

    def _hold(self, column: str, value: CellValue, verdict: Verdict) -> bool:
        """Keep what jurors saw, and show the newer value beside it."""
        if column not in self._held:
            return False
        asked = verdict is Verdict.CONFLICT and (self._key, column) in self._desk.opened
        if asked or verdict in {Verdict.AGREED, Verdict.CORRECTION}:
            return False
        self._beside[self._held[column]] = value
        self.as_wanted = False
        return True

    def _disagree(self, column: str, value: CellValue, theirs: str) -> None:
        """Ask people, or carry out what they chose."""
        ours = self._ours.values.get(column)
        outcome = self._desk.outcome((self._key, column), ours, value)
        self.outcomes[self._key, column] = outcome
        if outcome.state not in {State.TAKEN, State.KEPT}:
            self.as_wanted = False
            return
        self.digests[column] = digest(theirs)
        if outcome.state is State.TAKEN:
            self._write(column, value, CHOSEN)
        else:
            self._correct(column, value)

    def _initialise(self, column: str, theirs: Row) -> None:
        """Offer a first value, once: a cell that people emptied later stays empty."""
        plain = theirs.texts[column]
        if column in self.digests or not plain:
            return
        self.digests[column] = digest(plain)
        if not text(self._ours.values.get(column)):
            self._write(column, theirs.values[column], INITIAL)

    def _write(self, column: str, after: CellValue, why: str) -> None:
        before = self._ours.values.get(column)
        cell = SetCell(self._work.tab, self._key, column, before, after, why)
        self.cells.append(cell)

    def _correct(self, column: str, theirs: CellValue) -> None:
        tab, ours = self._work.tab, self._ours.values.get(column)
        heading = tab.column(column).heading
        self.corrections.append(Correction(tab.id, self._key, column, heading, ours, theirs))
