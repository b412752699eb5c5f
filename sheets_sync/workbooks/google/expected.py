"""What the sheets should hold after a change, and whether what was read back is just that."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from sheets_sync.workbooks.google.grid import entered
from sheets_sync.workbooks.google.grid import formula
from sheets_sync.workbooks.google.grid import plain
from sheets_sync.workbooks.google.ranges import area
from sheets_sync.workbooks.google.ranges import rectangles
from sheets_sync.workbooks.google.window import MOST_RANGES
from sheets_sync.workbooks.google.window import blocks
from sheets_sync.workbooks.google.window import same_cell
from sheets_sync.workbooks.recognise import SEARCHED
from sheets_sync.workbooks.recognise import key_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.google.grid import Place

Object = dict[str, Any]

IDENTITY, HEADING = "\0identity", "\0heading"
"""Stand for the keys of the first two rows, which have none."""

HEADS = {IDENTITY, HEADING}


class Written(NamedTuple):
    """A value, and the row (by its key) and column (by its id) that it was meant for."""

    row: str
    column: str
    value: CellValue


@dataclass(slots=True)
class Expected:
    """What one sheet should hold.

    ``written`` are the cells that were written into rows that are there, ``appended`` those
    of new rows, by the places where they should be. ``around`` and ``keys`` are cells that
    were not written and by which columns and rows are found. ``top`` is the line of the
    headings, ``key`` the column of the keys.
    """

    sheet: int
    title: str
    top: int
    key: int
    written: dict[Place, Written] = field(default_factory=dict)
    appended: dict[Place, Written] = field(default_factory=dict)
    around: dict[Place, str] = field(default_factory=dict)
    keys: dict[Place, str] = field(default_factory=dict)

    def put(self, line: int, column: int, written: Written) -> None:
        """Note a cell of a row that is there."""
        self.written[line, column] = written

    def append(self, line: int, column: int, written: Written) -> None:
        """Note a cell of a new row."""
        self.appended[line, column] = written

    def ranges(self, rows: int) -> Iterator[Object]:
        """What must be read back of a sheet of so many rows.

        Its first lines, the cells that were written, and the keys by which rows are told.
        """
        yield area(self.sheet, (1, min(max(self.top, SEARCHED), rows)))
        cells = {*self.written, *self.appended, *self.keys}
        found = list(rectangles(cells))
        if len(found) > MOST_RANGES:
            columns = [place for _, place in cells]
            span = min(columns), max(columns)
            found = [(stretch, span) for stretch in blocks(line for line, _ in cells)]
        for lines, places in found:
            yield area(self.sheet, lines, places)

    def fits(self, found: Mapping[Place, Object]) -> bool:
        """Whether cells that were read back hold all of it."""
        cells = {**self.written, **self.appended}
        wanted = {place: one.value for place, one in cells.items()} | self.around
        return all(
            same_cell(entered(found.get(place, {})), "" if value is None else value)
            for place, value in wanted.items()
        ) and all(_is_key(found.get(place, {}), key) for place, key in self.keys.items())


def _is_key(cell: Object, key: str) -> bool:
    """Whether a cell holds a key; what a formula shows is not known here."""
    return bool(formula(cell)) or key_text(plain(entered(cell))) == key
