"""A sheet of plain texts and numbers, read straight from its bytes, a few rows at a time.

Nearly all cells of a workbook are one of three things: a text within the cell, the number
of a text that cells share, or a number that is no date. A sheet of nothing else is read
here, several times faster than by a library and without ever being in memory whole.
Anything else at all raises :class:`NotPlain`: then the library reads the sheet.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import repeat
from sys import intern
from typing import TYPE_CHECKING

from sheets_sync.workbooks.xlsx.plaintext import BARE
from sheets_sync.workbooks.xlsx.plaintext import NotPlain
from sheets_sync.workbooks.xlsx.plaintext import as_it_stands
from sheets_sync.workbooks.xlsx.plaintext import resolved
from sheets_sync.workbooks.xlsx.plaintext import spaced
from sheets_sync.workbooks.xlsx.plaintext import text_of
from sheets_sync.workbooks.xlsx.refs import number
from sheets_sync.workbooks.xlsx.shape import NOTHING
from sheets_sync.workbooks.xlsx.shape import Shape
from sheets_sync.workbooks.xlsx.shape import SharedShape
from sheets_sync.workbooks.xlsx.sheetdata import Cutter
from sheets_sync.workbooks.xlsx.sheetdata import attributes
from sheets_sync.workbooks.xlsx.values import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Container
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.xlsx.plaintext import PlainStyles
    from sheets_sync.workbooks.xlsx.plaintext import SharedTexts
    from sheets_sync.workbooks.xlsx.shape import Likely

# The second half of each finds what the first half does not know, with no letters.
_OTHER = rb"[^>]*+(?<!/)>[^<]*+<[^/]"
_WITHIN = re.compile(
    rb'<c(?: r="([A-Z]++)[^>]*+><is><t' + BARE.encode() + rb"</t>|" + _OTHER + rb")"
)
_SHARED = re.compile(
    rb'<c(?: r="([A-Z]++)\d++"(?: s="\d++")?+ t="s"><v>(\d++)</v>|' + _OTHER + rb")"
)
_CELL = re.compile(rb"(<c[\s>][^>]*+(?<!/)>)(.*?)</c\s*+>", re.DOTALL)
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_TEXT = re.compile(rb"<is><t([^>]*>[^<]*)</t></is>")
_FIGURES = re.compile(rb"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_PLACE = re.compile(rb"([A-Z]+)\d+")
_DECLARED = re.compile(rb"""<\?xml[^>]*\sencoding=["'](?!utf-8)""", re.IGNORECASE)
_END = object()
_BATCH = 100
"""Lines put behind the others at a time; behind so many, a pattern for the rest is worth while."""

_WIDE = 300
"""Columns from which on lines that do not fit a pattern would take it too long."""

_FARTHEST = 100_000


class PlainSheet:
    """The values of one sheet; lines and columns count from 1.

    It is read as far as what is asked for needs; everything it gives may raise
    :class:`NotPlain`, ``ValueError`` and what damaged packages raise.
    """

    def __init__(self, pieces: Iterable[bytes], shared: SharedTexts, styles: PlainStyles) -> None:
        """Take the content of the part, piece by piece; nothing is read yet."""
        self.cutter = Cutter(pieces)
        self._batches = self._read()
        self._shared = shared
        self._styles = styles
        self._columns: dict[bytes, list[CellValue]] = {}
        self._blank: dict[bytes, CellValue] = {}
        self._height = 0
        self._likely = NOTHING
        self._shape: Shape | None = None
        self._fitting: Callable[[Sequence[str], Likely], Shape] | None = None

    @property
    def width(self) -> int:
        """The last column that holds a value; 0 in an empty sheet."""
        self.finish()
        return max((number(each.decode()) for each in self._columns), default=0)

    def rows(self, count: int | None = None) -> Iterator[list[CellValue]]:
        """The rows from the first on, each from column 1 on; at most ``count``."""
        while count is None or self._height < count:
            if next(self._batches, _END) is _END:
                break
        columns = self._numbered()
        nothing: Sequence[CellValue] = [None] * self._height
        width = range(1, max(columns, default=0) + 1)
        rows = zip(*(columns.get(each, nothing) for each in width), strict=True)
        for line, row in enumerate(rows):
            if count is not None and line >= count:
                return
            yield [*row]

    def columns(self, wanted: Mapping[str, int]) -> dict[str, list[CellValue]]:
        """The cells of some columns, by the names given to them, from line 1 on."""
        self.finish()
        columns = self._numbered()
        return {
            name: columns[each] if each in columns else [None] * self._height
            for name, each in wanted.items()
        }

    def lines_outside(self, columns: Container[int]) -> set[int]:
        """The lines that hold a value in other columns than some."""
        self.finish()
        return {
            line
            for column, cells in self._numbered().items()
            if column not in columns
            for line, value in enumerate(cells, 1)
            if value is not None
        }

    def expect(self, likely: Likely, columns: Mapping[str, Sequence[int]]) -> None:
        """Take what may well be in the lines still to be read, and where its columns are."""
        self._likely, self._shape = likely.placed(columns), None

    def finish(self) -> None:
        """Read to the end."""
        for _ in self._batches:
            pass

    def _numbered(self) -> dict[int, list[CellValue]]:
        return {number(letters.decode()): cells for letters, cells in self._columns.items()}

    # -- reading ----------------------------------------------------------------------

    def _read(self) -> Iterator[None]:
        """Read on; stops now and then, when more lines are known."""
        waiting: list[Sequence[CellValue]] = []
        last = 0
        try:
            for places, rows in self.cutter.batches():
                self._check_head()
                known = self._height
                for place, row in zip(places, rows, strict=True):
                    if place.number != last + 1:
                        self._leave_out(place.number - last - 1, waiting)
                    waiting.append(self._line(row, waiting))
                    last = place.number
                    if len(waiting) >= _BATCH:
                        self._take(waiting)
                        self._learn()
                if not known:
                    self._take(waiting)
                if self._height > known:
                    yield
            self._take(waiting)
        except ValueError as error:  # misleading, damaged, in another encoding
            raise NotPlain from error

    def _check_head(self) -> None:
        if not self._height and (self.cutter.prefix or _DECLARED.search(self.cutter.head)):
            raise NotPlain

    def _leave_out(self, count: int, waiting: list[Sequence[CellValue]]) -> None:
        """Lines that the part does not mention."""
        if not 0 <= count < _FARTHEST:
            raise NotPlain
        if count:
            waiting += repeat([*self._blank.values()], count)

    def _learn(self) -> None:
        """Prepare for more lines like the last, of the columns that are known."""
        known = self._shape or len(self._blank) >= _WIDE
        if self._fitting and not known:
            self._columns = dict(sorted(self._columns.items(), key=_from_the_left))
            self._blank = dict.fromkeys(self._columns)
            self._shape = self._fitting([each.decode() for each in self._columns], self._likely)

    def _line(self, row: bytes, waiting: list[Sequence[CellValue]]) -> Sequence[CellValue]:
        """The values of a row, in the order of the columns that are known."""
        if self._shape and (cells := self._shape.cells(row)):
            return cells
        line = self._blank.copy()
        line.update(self._found(row))
        if len(line) > len(self._blank):
            self._take(waiting)
            self._shape = None
            self._blank = dict.fromkeys(line)
            for letters in line:
                self._columns.setdefault(letters, [None] * self._height)
        return [*line.values()]

    def _take(self, waiting: list[Sequence[CellValue]]) -> None:
        """Put lines behind those that are known, column by column."""
        for letters, cells in zip(self._columns, zip(*waiting, strict=True), strict=False):
            self._columns[letters] += cells
        self._height += len(waiting)
        waiting.clear()

    def _found(self, row: bytes) -> Iterable[tuple[bytes, CellValue]]:
        """The cells of a row that are not empty."""
        found = _WITHIN.findall(row)
        if not found:
            return ()
        letters, texts = zip(*found, strict=True)
        self._fitting = None
        if b"" not in letters:
            self._fitting = Shape
            made = [each.decode() for each in texts]
            if not as_it_stands(row):
                made = [resolved(each) for each in made]
                if spaced(made):
                    return self._cells(row)
            # Texts repeat, here and in the form: each is in memory once.
            return zip(letters, map(intern, made), strict=True)
        letters, places = zip(*_SHARED.findall(row), strict=True)
        if b"" not in letters:
            self._fitting = partial(SharedShape, shared=self._shared)
            numbers = map(bytes.decode, places)
            return zip(letters, map(self._shared.__getitem__, numbers), strict=True)
        return self._cells(row)

    def _cells(self, row: bytes) -> Iterator[tuple[bytes, CellValue]]:
        """The cells of a row that are not all alike."""
        for tag, content in _CELL.findall(row):
            given = attributes(tag)
            place = _PLACE.fullmatch(given.get(b"r", b""))
            if not place:
                raise NotPlain
            yield place[1], self._value(given.get(b"t", b"n"), given.get(b"s", b"0"), content)

    def _value(self, kind: bytes, style: bytes, content: bytes) -> CellValue:
        if kind == b"inlineStr" and (within := _TEXT.fullmatch(content)):
            return text_of(within[1])
        value = _VALUE.fullmatch(content)
        if not content:
            return None
        if value and kind == b"s" and value[1].isdigit():
            return self._shared[value[1].decode()]
        if value and kind == b"n" and _FIGURES.fullmatch(value[1]) and style in self._styles:
            return plain(float(value[1]))
        raise NotPlain


def _from_the_left(column: tuple[bytes, object]) -> int:
    return number(column[0].decode())
