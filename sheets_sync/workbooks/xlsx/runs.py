"""The content of a packed part, run by run, so that most of it need not be packed again.

This program packs big parts in runs that know nothing of each other (see
:mod:`~sheets_sync.workbooks.xlsx.deflate`). A mark stands between two of them, so that they
are found again, and those in which nothing changes are copied as they are. A part that
another program packed is one stream: it is read all the same, and has no runs to copy.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from bisect import bisect_right
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol
from typing import TypeAlias
from zipfile import BadZipFile

from sheets_sync.workbooks.xlsx.packing import behind
from sheets_sync.workbooks.xlsx.packing import crc32
from sheets_sync.workbooks.xlsx.packing import inflated
from sheets_sync.workbooks.xlsx.packing import inflated_alone
from sheets_sync.workbooks.xlsx.packing import inflating

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = b"\0\0\xff\xff"
"""Ends a run: the length of an empty block, and its complement."""

LAST = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS).flush()
"""The block behind all runs."""

SMALL = 1 << 14
"""A stretch shorter than this is packed again, with what comes before and behind."""

_PIECE = 1 << 20
_KNOWN = 64


class Kept(NamedTuple):
    """A stretch of a part as it lies packed: its checksum, and its length when unpacked."""

    packed: memoryview
    crc: int
    size: int


Piece: TypeAlias = bytes | memoryview | Kept
"""Part of the content of a new part: plain, or packed already."""


class Stretch(NamedTuple):
    """Some of the packed bytes of a part that was written; ``kept`` is what was copied."""

    length: int
    kept: Kept | None = None


def unpacked(piece: Piece) -> bytes | memoryview:
    """The plain bytes of a piece."""
    return inflated(piece.packed) if isinstance(piece, Kept) else piece


class Content(Protocol):
    """The content of a part that is there, of which little needs to be in memory."""

    def slice(self, start: int, end: int) -> bytes:
        """Some of the bytes."""
        ...

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Some of the bytes, to be written again."""
        ...


class Whole:
    """A content that lies in memory."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes."""
        self._data = data

    def slice(self, start: int, end: int) -> bytes:
        """Some of the bytes."""
        return self._data[start:end]

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Some of the bytes in pieces, none of them copied."""
        view = memoryview(self._data)
        for place in range(start, end, _PIECE):
            yield view[place : min(place + _PIECE, end)]


class Run(NamedTuple):
    """Where a run starts, in the content and in the packed bytes; ``crc`` of all before it."""

    start: int
    packed: int
    crc: int


class Stored(NamedTuple):
    """A packed part within the bytes of a file, and the checksum of its content."""

    data: bytes
    start: int
    end: int
    crc: int

    def view(self, start: int, end: int) -> memoryview:
        """Some of the packed bytes, not copied."""
        return memoryview(self.data)[self.start + start : self.start + end]


class Runs:
    """The runs of a part, found while its content is read.

    ``table`` has one more at the end, which only tells where they end. ``complete`` tells
    whether they are all of the part; it is right once the content was read.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.table = [Run(0, 0, 0)]
        self.complete = False

    def read(self, stored: Stored) -> Iterator[bytes]:
        """The content, piece by piece; ``BadZipFile`` at the end when it has another sum.

        One of ``CORRUPT`` when it can't be unpacked.
        """
        last = b""
        start, place, crc = self.table[0]
        for mark in _marks(stored):
            piece = inflated_alone(stored.view(place, mark), LAST)
            if piece is None:
                break
            last, place, start = piece, mark, start + len(piece)
            crc = crc32(piece, crc)
            self.table.append(Run(start, place, crc))
            yield piece
        rest = stored.view(place, stored.end - stored.start)
        self.complete = rest == LAST
        for piece in () if self.complete else inflating(rest, last):
            crc = crc32(piece, crc)
            yield piece
        if crc != stored.crc:
            raise BadZipFile("wrong sum")


def _marks(stored: Stored) -> Iterator[int]:
    """Where marks end, as it seems: now and then packed bytes look like one."""
    place = stored.start
    while (found := stored.data.find(MARK, place, stored.end)) >= 0:
        place = found + len(MARK)
        yield place - stored.start


class Packed:
    """A content that lies packed, in runs that were found; ``complete`` they must be."""

    def __init__(self, stored: Stored, table: list[Run]) -> None:
        """Take the bytes of the file, and where the runs are."""
        self._stored = stored
        self._table = table
        self._starts = [run.start for run in table]
        self._known: dict[int, bytes] = {}

    def slice(self, start: int, end: int) -> bytes:
        """Some of the bytes."""
        return b"".join(self._plain(start, end))

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Some of the bytes to be written again: whole runs stay as they are packed."""
        first = bisect_left(self._starts, start)
        last = bisect_right(self._starts, end) - 1
        if first >= last or self._starts[last] - self._starts[first] < SMALL:
            yield from self._plain(start, end)
            return
        yield from self._plain(start, self._starts[first])
        yield self._kept(self._table[first], self._table[last])
        yield from self._plain(self._starts[last], end)

    def _kept(self, first: Run, last: Run) -> Kept:
        size = last.start - first.start
        packed = self._stored.view(first.packed, last.packed)
        return Kept(packed, behind(last.crc, first.crc, size), size)

    def _plain(self, start: int, end: int) -> Iterator[bytes]:
        at = bisect_right(self._starts, start) - 1
        while start < end:
            content, offset = self._run(at), self._starts[at]
            yield content[start - offset : end - offset]
            at += 1
            start = self._starts[at]

    def _run(self, at: int) -> bytes:
        """The content of a run; it is asked for once to change a row, once to write it."""
        if at not in self._known:
            if len(self._known) == _KNOWN:
                del self._known[next(iter(self._known))]
            run, following = self._table[at : at + 2]
            packed = self._stored.view(run.packed, following.packed)
            self._known[at] = inflated(packed)
        return self._known[at]
