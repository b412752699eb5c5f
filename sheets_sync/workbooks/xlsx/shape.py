"""Rows of plain texts, read by one pattern that knows all columns that they may have.

This program writes texts within their cells; Excel and LibreOffice keep the texts that
cells share in a list, and write their numbers. Read cell by cell, a row makes several
objects of each of its cells. Most rows, besides, hold what somebody knows already: of
these, nothing new needs to stay in memory.
"""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.workbooks.xlsx.plaintext import as_it_stands
from sheets_sync.workbooks.xlsx.plaintext import resolved
from sheets_sync.workbooks.xlsx.plaintext import spaced
from sheets_sync.workbooks.xlsx.refs import letters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.wanted import Wanted


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
    """Rows whose cells are texts within them, or empty, in some columns."""

    _text = r"<is><t[^>]*+>([^<]++)</t></is></c>"
    _edged = True
    """Whether a space at an edge of a text may be there without meaning."""

    def __init__(self, places: Sequence[str], likely: Likely) -> None:
        """Take the letters of the columns, from left to right, and what is likely in them."""
        cells = "".join(_cell(each, self._text) for each in places)
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

        None when it has another shape, or a space at an edge that may have no meaning. A row
        that holds what was likely is that very row.
        """
        found = self._row.fullmatch(row.decode())
        if not found:
            return None
        cells = self._texts(found.groups(), row)
        known = self._known.get(cells[self._key])
        if known == cells:
            return known
        if self._edged and spaced(cells):
            return None
        if known is None:
            return self._once(cells)
        return [old if old == new else new for old, new in zip(known, cells, strict=True)]

    def _texts(self, cells: tuple[str | None, ...], row: bytes) -> tuple[str | None, ...]:
        """What the cells say whose content in the row is given."""
        return cells if as_it_stands(row) else tuple([each and resolved(each) for each in cells])

    def _once(self, cells: Sequence[str | None]) -> Sequence[str | None]:
        """The same texts, which repeat: each is in memory once."""
        return [each and intern(each) for each in cells]


class SharedShape(Shape):
    """Rows whose cells are texts that cells share, or empty, in some columns."""

    _text = r'(?<= t="s">)<v>(\d++)</v></c>'
    _edged = False

    def __init__(
        self, places: Sequence[str], likely: Likely, shared: Mapping[str, str | None]
    ) -> None:
        """Take the same as any shape, and the shared texts by their numbers."""
        super().__init__(places, likely)
        self._shared = shared

    def _texts(self, cells: tuple[str | None, ...], row: bytes) -> tuple[str | None, ...]:  # noqa: ARG002 - numbers say nothing of how texts are written
        shared = self._shared
        return tuple([each and shared[each] for each in cells])

    def _once(self, cells: Sequence[str | None]) -> Sequence[str | None]:
        return cells


def _cell(letters: str, text: str) -> str:
    """The pattern of a cell, which may be empty or not there."""
    return rf'(?:<c r="{letters}\d[^<]*+(?:{text}|(?<=/>)|(?<=>)</c>)|)'
