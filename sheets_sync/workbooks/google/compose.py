"""The changes of one tab as requests, and what the sheet should hold after them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.tabs.model import HEADING_ROW
from sheets_sync.tabs.model import IDENTITY_ROW
from sheets_sync.workbooks.google import bodies
from sheets_sync.workbooks.google import look
from sheets_sync.workbooks.google.charts import charts
from sheets_sync.workbooks.google.expected import HEADING
from sheets_sync.workbooks.google.expected import HEADS
from sheets_sync.workbooks.google.expected import IDENTITY
from sheets_sync.workbooks.google.expected import Expected
from sheets_sync.workbooks.google.expected import Written
from sheets_sync.workbooks.google.guards import SIGN
from sheets_sync.workbooks.google.ranges import stretch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.google.edits import TabEdit
    from sheets_sync.workbooks.google.meta import Sheet
    from sheets_sync.workbooks.google.notes import Memory
    from sheets_sync.workbooks.google.window import Now

Object = dict[str, Any]

SPARE_ROWS = 200
"""Empty rows below what a sheet holds, for what people add."""


@dataclass(slots=True)
class Spot:
    """Where a tab is written, known once the lock is on.

    ``lines`` gives rows by key; ``last`` is the last that holds anything and ``rows`` the
    size of the grid, which both grow as parts are written.
    """

    edit: TabEdit
    identity: int = IDENTITY_ROW
    heading: int = HEADING_ROW
    last: int = HEADING_ROW
    rows: int = HEADING_ROW
    lines: Mapping[str, int] = field(default_factory=dict)


def spot_of(edit: TabEdit, now: Now | None) -> Spot:
    """Where a tab is written; ``now`` is where it is, None for one that is made."""
    if edit.known is None or now is None:
        return Spot(edit, rows=HEADING_ROW + len(edit.added) + SPARE_ROWS)
    rows = edit.known.layout.sheet.rows
    return Spot(edit, now.identity, now.heading, now.last, rows, now.lines)


class Composer:
    """Makes the requests of a plan; ``editors`` may write in the program's columns."""

    def __init__(self, spreadsheet: str, memory: Memory, editors: Sequence[str] | None) -> None:
        """Keep what new tabs and columns need."""
        self._spreadsheet = spreadsheet
        self._memory = memory
        self._editors = editors

    def heads(self, spot: Spot, expected: Expected) -> Iterator[Object]:
        """A new tab, or new columns and room for the rows of one that is there."""
        edit = spot.edit
        if edit.known is None:
            properties = look.sheet_properties(edit.tab, edit.sheet, spot.rows)
            yield {"addSheet": {"properties": properties | {"index": edit.index}}}
            yield from look.new_tab(edit.tab, edit.sheet, self._editors)
            lines = {key: line for line, key in enumerate(edit.added, start=spot.last + 1)}
            yield from charts(edit.tab, edit.sheet, edit.places, lines)
            yield self._remember(edit, edit.tab.ids())
            return
        if edit.columns:
            yield from self._columns(spot, edit.known.layout.sheet, expected)
            known = self._memory.columns(edit.tab.id) or set(edit.known.state.columns)
            yield self._remember(edit, (*sorted(known), *(each.id for each in edit.columns)))
        yield from _room(spot)

    def _remember(self, edit: TabEdit, columns: Sequence[str]) -> Object:
        return self._memory.remember(self._spreadsheet, edit.tab.id, edit.sheet, columns)

    def _columns(self, spot: Spot, sheet: Sheet, expected: Expected) -> Iterator[Object]:
        """Columns that are inserted behind all others: nothing can be in them."""
        edit = spot.edit
        guarded = any(each.description.startswith(SIGN) for each in sheet.protections)
        tab = edit.tab._replace(protected=edit.tab.protected and guarded)
        for column in edit.columns:
            place = edit.places[column.id]
            where = stretch(edit.sheet, "COLUMNS", place, place)
            yield {"insertDimension": {"range": where, "inheritFromBefore": True}}
            lines = (spot.identity, spot.heading)
            yield from look.new_column(tab, column, edit.sheet, place, self._editors, lines)
            heads = {IDENTITY: edit.tab.identity(column.id), HEADING: column.heading}
            for line, (row, value) in zip(lines, heads.items(), strict=True):
                expected.put(line, place, Written(row, column.id, value))
            found = sheet.filter
            if found and found.get("range", {}).get("endColumnIndex") == place - 1:
                yield from look.grown_filter(found, place)


def frame(spot: Spot) -> Expected:
    """What must stand around what is written: the identities."""
    edit = spot.edit
    expected = Expected(edit.sheet, edit.title, spot.heading, edit.places.get(edit.tab.key, 0))
    for each, place in edit.places.items():
        expected.around[spot.identity, place] = edit.tab.identity(each)
    return expected


def cells(spot: Spot, keys: Sequence[str], expected: Expected) -> Iterator[Object]:
    """The cells of rows that are there."""
    edit = spot.edit
    place = edit.places.get(edit.tab.key, 0)
    replaced = {key for key in keys if edit.tab.key in edit.cells[key]}
    # Rows whose keys are written over are told by their neighbours, so all keys must stand.
    for key in spot.lines if replaced else keys:
        if place and key not in replaced:
            expected.keys[spot.lines[key], place] = key
    for key in keys:
        for each, value in edit.cells[key].items():
            expected.put(spot.lines[key], edit.places[each], Written(key, each, value))
    own = {at: one.value for at, one in expected.written.items() if one.row not in HEADS}
    yield from bodies.entered(edit.sheet, own)


def forget(spot: Spot, keys: Sequence[str]) -> None:
    """Let rows go whose keys were written over: nothing finds them any more."""
    gone = {key for key in keys if spot.edit.tab.key in spot.edit.cells[key]}
    if gone:
        spot.lines = {key: line for key, line in spot.lines.items() if key not in gone}


def rows(spot: Spot, keys: Sequence[str], expected: Expected) -> Iterator[Object]:
    """Rows that are appended."""
    edit = spot.edit
    found: list[dict[int, CellValue]] = []
    for line, key in enumerate(keys, start=spot.last + 1):
        values = edit.added[key]
        found.append({edit.places[each]: value for each, value in values.items()})
        for each, value in values.items():
            expected.append(line, edit.places[each], Written(key, each, value))
    spot.last += len(found)
    if found:
        yield bodies.appended(edit.sheet, found)


def _room(spot: Spot) -> Iterator[Object]:
    """Rows for what is appended, and some to spare, looking like the others."""
    edit = spot.edit
    missing = spot.last + len(edit.added) - spot.rows
    if not edit.added or missing <= 0:
        return
    length = missing + SPARE_ROWS
    yield {"appendDimension": {"sheetId": edit.sheet, "dimension": "ROWS", "length": length}}
    first = spot.rows + 1
    spot.rows += length
    yield from look.rows_look(edit.tab, edit.places, edit.sheet, (first, spot.rows))
