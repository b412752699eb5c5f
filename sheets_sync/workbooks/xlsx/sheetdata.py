"""A sheet part cut into rows, and rows cut into cells, as bytes: what is not touched stays.

Sheet parts may hold hundreds of megabytes; they are searched as bytes, a piece at a time,
and never made into a tree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.workbooks.xlsx.refs import letters
from sheets_sync.workbooks.xlsx.refs import number
from sheets_sync.workbooks.xlsx.runs import Whole

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from sheets_sync.workbooks.xlsx.runs import Content
    from sheets_sync.workbooks.xlsx.runs import Run

_ROOT = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)worksheet\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_NUMBER = re.compile(rb"""[^>]*?\sr=["'](\d+)["']""")
_PIECE = 1 << 20
_PLACE = re.compile(rb"""\sr=["']([A-Z]+)\d+["']""")


class Misleading(ValueError):
    """A part holds what can't be told from rows and cells by searching: comments, CDATA."""


class Row(NamedTuple):
    """A row of a sheet part: its number, and where its bytes start and end."""

    number: int
    start: int
    end: int


class Cell(NamedTuple):
    """A cell of a row: its column, and where its bytes start and end in the row's."""

    column: int
    start: int
    end: int


class Cut(NamedTuple):
    """How a sheet part was cut, and the runs it is packed in: a :class:`SheetData` to be.

    ``runs`` is None when it is not packed in runs.
    """

    prefix: bytes
    head: bytes
    rows: Sequence[Row]
    tail: bytes
    runs: list[Run] | None

    def over(self, content: Content) -> SheetData:
        """The part, over its content, which is what it was."""
        return SheetData(content, self.prefix, self.head, self.rows, self.tail)


class SheetData(NamedTuple):
    """A sheet part: ``prefix`` comes before element names ("" or like "x:").

    ``head`` is what comes before the rows, ``tail`` what comes after them; the rows stay
    where they are, in ``content``.
    """

    content: Content
    prefix: bytes
    head: bytes
    rows: Sequence[Row]
    tail: bytes

    def row(self, row: Row) -> bytes:
        """The bytes of a row."""
        return self.content.slice(row.start, row.end)


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """The attributes of a start tag, in their order and as they are written."""
    start = tag[: tag.find(b">") + 1]
    return {name: one or two for name, one, two in _ATTRIBUTE.findall(start)}


def cut(data: bytes) -> SheetData:
    """Cut a sheet part; raises ``ValueError`` when it is none."""
    if b"<!" in data:
        from sheets_sync.workbooks.xlsx.xml import parse
        from sheets_sync.workbooks.xlsx.xml import serialise

        data = serialise(parse(data))
    cutter = Cutter(data[start : start + _PIECE] for start in range(0, len(data), _PIECE))
    for _ in cutter.batches():
        pass
    return cutter.sheet(Whole(data))


class Cutter:
    """Cuts a sheet part that comes in pieces; :meth:`batches` must be taken to the end."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """Nothing is taken yet."""
        self._pieces = iter(pieces)
        self._before = b""
        self.prefix = self.head = self.tail = b""
        self.rows: list[Row] = []

    def sheet(self, content: Content) -> SheetData:
        """The part as it was cut, over its content."""
        return SheetData(content, self.prefix, self.head, self.rows, self.tail)

    def cut(self, runs: list[Run] | None) -> Cut:
        """How it was cut, and the runs it is packed in."""
        return Cut(self.prefix, self.head, self.rows, self.tail, runs)

    def batches(self) -> Iterator[tuple[Sequence[Row], Sequence[bytes]]]:
        """Some rows at a time, with their bytes behind the name of the element.

        What stands between a row and the next one, which is nothing as a rule, comes with
        it. Raises ``ValueError`` when the part is no sheet or is cut short,
        :class:`Misleading` where a search can't tell.
        """
        data, place = self._take_head()
        opening = b"<" + self.prefix + b"row"
        while place:
            before, *rows = parts = data.split(opening)
            stop = self._stop(data, parts)
            if stop >= 0:
                before, *rows = data[:stop].split(opening)
                yield self._known(rows, place + len(before), len(opening)), rows
                data = data[stop:]
                break
            rest = opening + rows.pop() if rows else before
            yield self._known(rows, place + len(before), len(opening)), rows
            place += len(data) - len(rest)
            data = rest + self._next()
        self._take_tail(data)

    def _stop(self, data: bytes, parts: Sequence[bytes]) -> int:
        """Where rows end in the data that was parted before each of them; -1 where they go on.

        Only the last part, and what is no closed row, needs to be searched.
        """
        end, closing = b"</" + self.prefix + b"row>", b"</" + self.prefix + b"sheetData"
        odd = any(part and not part.endswith(end) for part in parts[:-1])
        return data.find(closing, 0 if odd else len(data) - len(parts[-1]))

    def _next(self) -> bytes:
        piece = next(self._pieces, b"")
        if not piece:
            raise ValueError("cut short")
        if b"!" in piece and b"<!" in self._before + piece:
            raise Misleading
        self._before = piece[-1:]
        return piece

    def _take_head(self) -> tuple[bytes, int]:
        """What comes behind the start of the rows, and where that is; 0 without rows."""
        data = b""
        root = None
        start = end = -1
        while end < 0:
            data += self._next()
            root = root or _ROOT.search(data)
            if root:
                start = data.find(b"<" + root[1] + b"sheetData", root.end())
            end = data.find(b">", start) if start >= 0 else -1
        self.prefix, self.head = root[1] if root else b"", data[:start]
        empty = data[end - 1 : end] == b"/"
        return (data[end:], 0) if empty else (data[end + 1 :], end + 1)

    def _take_tail(self, data: bytes) -> None:
        """What comes behind the tag that the data begins with."""
        rest = b"".join([data, *self._pieces])
        if b"<!" in rest:
            raise Misleading
        self.tail = rest[rest.find(b">") + 1 :]

    def _known(self, rows: Sequence[bytes], place: int, opening: int) -> list[Row]:
        """Take note of rows that follow each other from a place on."""
        last = self.rows[-1].number if self.rows else 0
        known = []
        for row in rows:
            following = last + 1
            usual = row.startswith(b' r="%d"' % following)
            last = following if usual else _number(row, following)
            end = place + opening + len(row)
            known.append(Row(last, place, end))
            place = end
        self.rows += known
        return known


def _number(row: bytes, following: int) -> int:
    """The number of a row, from its bytes behind the name of the element."""
    given = _NUMBER.match(row)
    return int(given[1]) if given else following


def cells(row: bytes, prefix: bytes) -> Iterator[Cell]:
    """The cells of a row's bytes, from left to right."""
    tag = re.compile(b"<" + prefix + rb"c[\s/>]")
    closing = re.compile(b"</" + prefix + rb"c\s*>")
    last = 0
    found = tag.search(row)
    while found:
        start = found.start()
        stop = row.find(b">", start) + 1
        given = _PLACE.search(row, start, stop)
        last = number(given[1].decode()) if given else last + 1
        if row[stop - 2 : stop] != b"/>":
            closed = closing.search(row, stop)
            stop = closed.end() if closed else len(row)
        yield Cell(last, start, stop)
        found = tag.search(row, stop)


def sought(row: bytes, prefix: bytes, line: int, columns: Collection[int]) -> Iterable[Cell]:
    """The cells in some columns of a row, from left to right; all of them where one is missing.

    Cells written as usual are found at once.
    """
    found = []
    for column in sorted(columns):
        start = row.find(b'<c r="%s%d"' % (letters(column).encode(), line))
        stop = row.find(b">", start) + 1
        if row[stop - 2 : stop] != b"/>":
            stop = row.find(b"</c>", stop) + len(b"</c>")
        found.append(Cell(column, start, stop))
    missing = prefix or any(not 0 < each.start < each.end for each in found)
    return cells(row, prefix) if missing else found


def holds_something(row: bytes, prefix: bytes) -> bool:
    """Whether a row has a cell with a value or a formula."""
    return any(b"<" + prefix + name in row for name in (b"v>", b"f", b"is>", b"v "))
