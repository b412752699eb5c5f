"""Rows of plain texts, read by one pattern that knows all columns that they may have.

Read cell by cell, a row makes several objects of each of its cells. Most rows, besides, hold
what somebody knows already: of these, nothing new needs to stay in memory.
"""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.workbooks.xlsx.plaintext import resolved
from sheets_sync.workbooks.xlsx.refs import letters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.wanted import Wanted

TEXT = (
    r'[^>]*+><is><t(?:>(?=[^ \t\r\n<&])| xml:space="preserve">(?=[^<]))'
    r"([^<]*+)(?<![ \t\r\n;])</t>"
)
"""A text that stands within its cell, from behind the letters of its column on."""


class Likely(NamedTuple):
    """What the records of a sheet may well hold: columns by their ids, the key's among them."""

    key: str
    columns: Mapping[str, Sequence[CellValue]]

    @classmethod
    def of(cls, wanted: Wanted, key: str) -> Likely:
        """What a command wants there, with the column of the keys."""
        return cls(key, {**wanted.values, key: wanted.keys})

    def placed(self, places: Mapping[str, Sequence[int]]) -> Likely:
        """The same by the letters of the columns, which stand where it is said by their ids."""
        at = {column: letters(found[0]) for column, found in places.items()}
        columns = {at[each]: cells for each, cells in self.columns.items() if each in at}
        return Likely(at.get(self.key, ""), columns)


NOTHING = Likely("", {})


class Shape:
    """Rows whose cells are texts, or empty, in some columns."""

    def __init__(self, places: Sequence[str], likely: Likely) -> None:
        """Take the letters of the columns, from left to right, and what is likely in them."""
        cells = "".join(map(_cell, places))
        self._row = re.compile(rf"[^>]*+(?<!/)>{cells}</row>\s*+")
        self._key = 0
        self._known: dict[CellValue, tuple[CellValue, ...]] = {}
        keys = likely.columns.get(likely.key)
        if keys is not None and likely.key in places:
            self._key = places.index(likely.key)
            columns = [likely.columns.get(each, [None] * len(keys)) for each in places]
            self._known = dict(zip(keys, zip(*columns, strict=True), strict=True))

    def cells(self, row: bytes) -> Sequence[CellValue] | None:
        """What stands in each column of a row, given from behind the name of its element on.

        None when it has another shape. A row that holds what was likely is that very row.
        """
        text = row.decode()
        found = self._row.fullmatch(text)
        if not found:
            return None
        cells: tuple[str | None, ...] = found.groups()
        if "&" in text or "_x" in text or "\r" in text:
            cells = tuple([each and resolved(each) for each in cells])
        known = self._known.get(cells[self._key])
        if known == cells:
            return known
        if known is None:
            return [each and intern(each) for each in cells]  # they repeat
        return [old if old == new else new for old, new in zip(known, cells, strict=True)]


def _cell(letters: str) -> str:
    """The pattern of a cell, which may be empty or not there."""
    start = rf'<c r="{letters}\d'
    return rf"(?:{start}{TEXT}</is></c>|{start}[^>]*+(?<=/)>|)"
