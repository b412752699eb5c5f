"""Marks written away from the workbook, taken back in: three ways, cell by cell.

Of each cell that is a juror's there is what it held when the pack was made, what the pack
holds now, and what the workbook holds now. What changed in one place only is taken from
there; what changed in both, differently, is a conflict: neither is written over the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.memory import Line
from sheets_sync.memory import TabMemory
from sheets_sync.tabs.model import Owner
from sheets_sync.values import digest
from sheets_sync.values import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import TabState

TAKEN = N_("written in the pack")
"""Why a cell of a juror is written; undoing puts such a cell back."""


class Difference(NamedTuple):
    """A cell that the pack and the workbook do not agree on.

    ``line`` is its row in the pack. ``ours`` is what the workbook holds, ``theirs`` what the
    pack does; ``conflict``: both changed since the pack was made.
    """

    key: str
    column: str
    line: int
    ours: CellValue
    theirs: CellValue
    conflict: bool


def remembered(tab: Tab, state: TabState) -> TabMemory:
    """What the juror's cells held when a pack is made of a tab."""
    columns = tuple(each for each in tab.ids(Owner.PEOPLE) if each in state.values)
    rows = {
        key: Line({column: digest(text(state.values[column][at])) for column in columns}).encode(
            columns
        )
        for at, key in enumerate(state.keys)
    }
    return TabMemory(columns, rows)


def differences(
    tab: Tab, base: TabMemory, ours: TabState, theirs: TabState
) -> Iterator[Difference]:
    """The cells of the juror that changed in the pack, in its order.

    Lines and columns that one of both lacks say nothing.
    """
    places = {key: at for at, key in enumerate(ours.keys)}
    columns = [e for e in tab.ids(Owner.PEOPLE) if e in ours.values and e in theirs.values]
    for at, key in enumerate(theirs.keys):
        if key not in places:
            continue
        known = base.line(key).digests
        for column in columns:
            new, now = theirs.values[column][at], ours.values[column][places[key]]
            before = known.get(column, digest(""))
            changed = digest(text(new)) != before
            if changed and text(new) != text(now):
                moved = digest(text(now)) != before
                yield Difference(key, column, theirs.lines[at], now, new, moved)


def strangers(ours: TabState, theirs: TabState) -> list[str]:
    """The keys of lines of the pack that the workbook does not have."""
    known = {*ours.keys}
    return [key for key in theirs.keys if key not in known]
