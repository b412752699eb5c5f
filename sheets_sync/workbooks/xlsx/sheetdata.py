"""A sheet part cut into rows, and rows cut into cells, as bytes: what is not touched stays.

Sheet parts may hold hundreds of megabytes; they are searched with ``bytes.find`` and
never made into a tree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.workbooks.xlsx.refs import number

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)worksheet\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


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


class SheetData(NamedTuple):
    """A sheet part: ``prefix`` comes before element names ("" or like "x:").

    ``head`` is what comes before the rows, ``tail`` what comes after them.
    """

    data: bytes
    prefix: bytes
    head: bytes
    rows: tuple[Row, ...]
    tail: bytes

    def row(self, row: Row) -> bytes:
        """The bytes of a row."""
        return self.data[row.start : row.end]


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """The attributes of a start tag, in their order and as they are written."""
    start = tag[: tag.find(b">") + 1]
    return {name: one or two for name, one, two in _ATTRIBUTE.findall(start)}


def cut(data: bytes) -> SheetData:
    """Cut a sheet part; raises ``ValueError`` when it is none."""
    data = _plain(data)
    root = _ROOT.search(data)
    if not root:
        raise ValueError("no worksheet")
    prefix = root[1]
    start = data.find(b"<" + prefix + b"sheetData", root.end())
    if start < 0:
        raise ValueError("no sheet data")
    first = data.find(b">", start) + 1
    if data[first - 2 : first] == b"/>":
        return SheetData(data, prefix, data[:start], (), data[first:])
    end = data.find(b"</" + prefix + b"sheetData", first)
    if end < 0:
        raise ValueError("sheet data cut short")
    tail = data[data.find(b">", end) + 1 :]
    return SheetData(data, prefix, data[:start], tuple(_rows(data, prefix, first, end)), tail)


def _plain(data: bytes) -> bytes:
    """The same part without what would mislead a search: comments and CDATA."""
    if b"<!" not in data:
        return data
    from sheets_sync.workbooks.xlsx.xml import parse
    from sheets_sync.workbooks.xlsx.xml import serialise

    return serialise(parse(data))


def _rows(data: bytes, prefix: bytes, start: int, end: int) -> Iterator[Row]:
    """Each row with what stands between it and the next one, which is nothing as a rule."""
    opening = b"<" + prefix + b"row"
    last = 0
    start = data.find(opening, start, end)
    while start >= 0:
        following = data.find(opening, start + 1, end)
        given = _NUMBER.match(data, start)
        last = int(given[1]) if given else last + 1
        yield Row(last, start, following if following >= 0 else end)
        start = following


_NUMBER = re.compile(rb"""<[^>]*?\sr=["'](\d+)["']""")
_PLACE = re.compile(rb"""\sr=["']([A-Z]+)\d+["']""")


def cells(row: bytes, prefix: bytes) -> Iterator[Cell]:
    """The cells of a row's bytes, from left to right."""
    tag = re.compile(b"<" + prefix + rb"c[\s/>]")
    closing = b"</" + prefix + b"c>"
    last = 0
    found = tag.search(row)
    while found:
        start = found.start()
        stop = row.find(b">", start) + 1
        given = _PLACE.search(row, start, stop)
        last = number(given[1].decode()) if given else last + 1
        if row[stop - 2 : stop] != b"/>":
            stop = row.find(closing, stop) + len(closing)
        yield Cell(last, start, stop)
        found = tag.search(row, stop)


def holds_something(row: bytes, prefix: bytes) -> bool:
    """Whether a row has a cell with a value or a formula."""
    return any(b"<" + prefix + name in row for name in (b"v>", b"f", b"is>", b"v "))
