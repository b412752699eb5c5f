"""A plan carried out: lock and look again, write and look again, each in one request."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.google import compose
from sheets_sync.workbooks.google import notes
from sheets_sync.workbooks.google import window
from sheets_sync.workbooks.google.bodies import entered
from sheets_sync.workbooks.google.client import Failure
from sheets_sync.workbooks.google.edits import written
from sheets_sync.workbooks.google.errors import Disturbed
from sheets_sync.workbooks.google.errors import LockedElsewhere
from sheets_sync.workbooks.google.errors import PartlyWritten
from sheets_sync.workbooks.google.errors import told
from sheets_sync.workbooks.google.grid import Grid
from sheets_sync.workbooks.google.grid import placed
from sheets_sync.workbooks.google.lock import LONGEST
from sheets_sync.workbooks.google.lock import found as lock_found
from sheets_sync.workbooks.google.lock import put_on
from sheets_sync.workbooks.google.lock import same_run
from sheets_sync.workbooks.google.meta import read_meta
from sheets_sync.workbooks.google.parts import parts
from sheets_sync.workbooks.google.ranges import area
from sheets_sync.workbooks.google.ranges import named
from sheets_sync.workbooks.google.repair import Unclear
from sheets_sync.workbooks.google.repair import repaired

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.workbooks.errors import WorkbookError
    from sheets_sync.workbooks.google.compose import Spot
    from sheets_sync.workbooks.google.edits import TabEdit
    from sheets_sync.workbooks.google.expected import Expected
    from sheets_sync.workbooks.google.grid import Place
    from sheets_sync.workbooks.google.lock import Holder
    from sheets_sync.workbooks.google.lock import Lock
    from sheets_sync.workbooks.google.meta import Meta
    from sheets_sync.workbooks.google.parts import Part
    from sheets_sync.workbooks.google.reading import Details
    from sheets_sync.workbooks.google.spreadsheet import Spreadsheet

Object = dict[str, Any]
Cells = "Mapping[int, Mapping[Place, Object]]"

HURRY = 5.0
"""Seconds for what may also be left to the next run."""


class Desk(NamedTuple):
    """What the writing needs to know of the workbook: see ``GoogleWorkbook``."""

    place: str
    editors: Sequence[str] | None
    patience: float


class Writing:
    """One plan on its way into a spreadsheet."""

    def __init__(
        self,
        spreadsheet: Spreadsheet,
        details: Details,
        edits: Mapping[str, TabEdit],
        holder: Holder,
        desk: Desk,
    ) -> None:
        """Nothing is sent yet."""
        self._spreadsheet = spreadsheet
        self._meta = details.meta
        self._edits = edits
        self._holder = holder
        self._place, self._patience = desk.place, desk.patience
        self._composer = compose.Composer(spreadsheet.key, details.meta.memory, desk.editors)
        self._parts = parts(edits)
        visible = any(not each.known and not each.tab.hidden for each in edits.values())
        self._blank = details.blank if visible else None
        self._lock: Lock | None = None
        self._spots: dict[str, Spot] = {}
        self._begun = False
        self._done = 0

    def carry_out(self) -> None:
        """Lock, write, lift.

        Raises ``WorkbookChanged`` and other errors of workbooks; the lock is off then, or
        left to the next run where Google can't be reached.
        """
        try:
            self._settle(self._locked())
            for part in self._parts:
                self._begun = True
                self._write(part)
        except window.Moved:
            self._lift()
            raise WorkbookChanged(place=self._place) from None
        except Failure as failure:
            failure.doubt = failure.doubt and self._begun  # a lock is no change of people's
            error = self._explained(failure)
            self._lift()
            raise error from None
        except BaseException:
            self._lift()
            raise

    # -- locking --------------------------------------------------------------------------

    def _locked(self) -> Mapping[int, Mapping[Place, Object]]:
        """Put the lock on; gives what is there now."""
        ranges = [each for edit in written(self._edits) for each in window.ranges(edit)]
        if self._blank:
            ranges.append(area(self._blank.id))
        return self._put_on(lock_found(self._meta, self._spreadsheet.key), ranges)

    def _put_on(
        self, before: Lock | None, ranges: Sequence[Object] = ()
    ) -> Mapping[int, Mapping[Place, Object]]:
        """Put a lock on in the place of one that a dead run left."""
        edits = self._edits.values()
        lock, requests = put_on(self._spreadsheet.key, self._holder, edits, self._blank)
        if before:
            self._refuse_living(before)
            requests = [*before.lift(), *requests]
        self._lock = lock
        return self._changed(requests, ranges, lock.note, self._holder.value())

    def _refuse_living(self, lock: Lock) -> None:
        holder, now = lock.holder, self._spreadsheet.client.now
        if holder and not holder.dead(now, self._holder.home):
            since = f"{holder.when.astimezone():%H:%M}"
            minutes = int(LONGEST.total_seconds() // 60)
            named = {"place": self._place, "who": holder.who, "since": since}
            raise LockedElsewhere(**named, minutes=minutes, patience=self._patience)

    def _changed(
        self, requests: Sequence[Object], ranges: Sequence[Object], note: int, value: str
    ) -> Mapping[int, Mapping[Place, Object]]:
        """Carry out requests that make a note; one that was carried out already is no failure."""
        titles = {edit.sheet: edit.title for edit in self._edits.values()}
        if self._blank:
            titles[self._blank.id] = self._blank.title
        asked = [named(each, titles[each["sheetId"]]) for each in ranges]
        try:
            answer = self._spreadsheet.change(requests, asked)
        except Failure as failure:
            if not (failure.final and failure.tries > 1):
                raise
            found = self._carried_out(note, value, ranges)
            if found is None:
                failure.doubt = False
                raise
            answer = found
        return placed(answer)

    def _carried_out(self, note: int, value: str, ranges: Sequence[Object]) -> Object | None:
        """What a change left, by its note; None when it was not carried out."""
        try:
            if self._spreadsheet.note(note) != value:
                return None
            return self._spreadsheet.cells(ranges) if ranges else {}
        except Failure as failure:
            failure.doubt = True  # nobody can tell
            raise

    def _settle(self, found: Mapping[int, Mapping[Place, Object]]) -> None:
        """Find where everything is; raises ``Moved``."""
        if self._blank and found.get(self._blank.id):
            self._blank = None  # somebody began to write there
        for tab, edit in self._edits.items():
            more, cells = self._spreadsheet.values, found.get(edit.sheet, {})
            now = window.Reread(edit, cells, more).settle() if edit.known else None
            self._spots[tab] = compose.spot_of(edit, now)

    # -- writing --------------------------------------------------------------------------

    def _write(self, part: Part) -> None:
        """Write one part and look at it."""
        note, value = self._mark(self._done)
        expected = {tab: compose.frame(spot) for tab, spot in self._spots.items()}
        requests = [notes.noted(note, notes.WRITE, value)]
        for tab, spot in self._spots.items():
            if self._done == 0:
                requests += self._composer.heads(spot, expected[tab])
        for tab, spot in self._spots.items():
            requests += compose.cells(spot, part.cells.get(tab, ()), expected[tab])
            requests += compose.rows(spot, part.added.get(tab, ()), expected[tab])
        requests += self._closing()
        ranges = [
            each for tab, one in expected.items() for each in one.ranges(self._spots[tab].rows)
        ]
        found = self._changed(requests, ranges, note, value)
        self._done += 1
        if self._done == len(self._parts):
            self._lock = None
        moved = [tab for tab, one in expected.items() if not one.fits(found.get(one.sheet, {}))]
        if moved:
            self._repair({tab: expected[tab] for tab in moved}, found)
        for tab, spot in self._spots.items():
            compose.forget(spot, part.cells.get(tab, ()))

    def _mark(self, index: int) -> tuple[int, str]:
        """The note that a part leaves: its id and what it says."""
        value = f"{self._holder.run} {index + 1}/{len(self._parts)}"
        return notes.number(self._spreadsheet.key, notes.WRITE, value), value

    def _closing(self) -> Iterator[Object]:
        """What ends each part: the marks of earlier ones go; the lock is renewed or lifted."""
        assert self._lock  # noqa: S101 - put on before
        if self._done:
            yield notes.forgotten(self._mark(self._done - 1)[0])
        else:
            yield from map(notes.forgotten, self._meta.writes)
        if self._done + 1 < len(self._parts):
            self._holder = replace(self._holder, when=self._spreadsheet.client.now)
            yield notes.renoted(self._lock.note, self._holder.value())
            return
        yield from self._lock.lift()
        if self._blank:
            yield {"deleteSheet": {"sheetId": self._blank.id}}

    # -- when something was moved ---------------------------------------------------------------

    def _repair(
        self, expected: Mapping[str, Expected], back: Mapping[int, Mapping[Place, Object]]
    ) -> None:
        """Put right what the owner moved under our hands; once, then give up."""
        tab = next(iter(expected))
        try:
            if self._lock is None:
                self._holder = replace(self._holder, run=f"{self._holder.run}r")
                self._put_on(None)
            self._mend(expected, back)
        except Unclear:
            raise Disturbed(place=self._place, tab=self._spots[tab].edit.title) from None
        if self._done < len(self._parts):
            raise PartlyWritten(place=self._place, done=self._done, parts=len(self._parts))

    def _mend(
        self, expected: Mapping[str, Expected], back: Mapping[int, Mapping[Place, Object]]
    ) -> None:
        assert self._lock  # noqa: S101 - put on before
        note, value = notes.number(self._spreadsheet.key, notes.WRITE, self._holder.run), "repair"
        requests = [notes.noted(note, notes.WRITE, value)]
        sheets = [area(one.sheet) for one in expected.values()]
        grids = [Grid(each.get("values", [])) for each in self._spreadsheet.values(sheets)]
        after: list[tuple[Expected, int]] = []
        for (tab, one), grid in zip(expected.items(), grids, strict=True):
            spot = self._spots[tab]
            wanted, cells = repaired(spot, one, back.get(one.sheet, {}), grid)
            requests += entered(one.sheet, cells)
            after.append((wanted, max(spot.rows, grid.height)))
        requests += self._lock.lift()
        ranges = [each for wanted, rows in after for each in wanted.ranges(rows)]
        found = self._changed(requests, ranges, note, value)
        self._lock = None
        for wanted, _ in after:
            if not wanted.fits(found.get(wanted.sheet, {})):
                raise Disturbed(place=self._place, tab=wanted.title)

    # -- when it did not work -----------------------------------------------------------------

    def _explained(self, failure: Failure) -> WorkbookError:
        """A failure in words; a refusal may only tell that something was changed meanwhile."""
        if failure.final and 0 < self._done < len(self._parts):
            return PartlyWritten(place=self._place, done=self._done, parts=len(self._parts))
        failure.doubt = failure.doubt or bool(self._done)
        if self._done or not (failure.final and failure.status == HTTPStatus.BAD_REQUEST):
            return told(failure, self._place)
        try:
            now = read_meta(self._spreadsheet.metadata())
        except Failure:
            return told(failure, self._place)
        other = lock_found(now, self._spreadsheet.key)
        if other and not same_run(other, self._holder):
            return WorkbookChanged(place=self._place)
        same = _outline(now) == _outline(self._meta)
        return told(failure, self._place) if same else WorkbookChanged(place=self._place)

    def _lift(self) -> None:
        """Take the lock off, if it is on; what can't be done now is left to the next run."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        hurried = self._spreadsheet.hurried(HURRY)
        with suppress(Failure):
            found = lock_found(read_meta(hurried.metadata()), self._spreadsheet.key)
            if found and same_run(found, self._holder):
                hurried.change([*found.lift()])


def _outline(meta: Meta) -> list[tuple[int, str, int, int]]:
    """What a change by somebody else may show in."""
    return [(each.id, each.title, each.rows, each.columns) for each in meta.sheets]
