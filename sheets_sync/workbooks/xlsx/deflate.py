"""Compression of big parts in runs that know nothing of each other, on all cores.

A deflate stream may be made of such runs, each ending on a whole byte; every unzip program
reads it as one. Runs are packed side by side, and those of an earlier file in which nothing
changed are taken over (:mod:`~sheets_sync.workbooks.xlsx.runs`). The bytes depend on the
content, and on how it was packed before, alone.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.workbooks.xlsx.packing import crc32
from sheets_sync.workbooks.xlsx.packing import deflated_alone
from sheets_sync.workbooks.xlsx.packing import joined
from sheets_sync.workbooks.xlsx.runs import LAST
from sheets_sync.workbooks.xlsx.runs import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from sheets_sync.workbooks.xlsx.runs import Piece

RUN = 3 << 15
"""How much is packed at a time. Smaller runs make files bigger (by 14 % against packing all at
once; of 64 KiB, by 20 %), bigger ones make a change of a few cells cost more."""

SHORT_RUN = 1 << 15
"""The same for digests, which repeat too little for the file to grow by more than a tenth."""

_WORKERS = 2
_WAITING = 16


@dataclass(slots=True)
class Sum:
    """What the directory of a zip file says of a part: its checksum and its size."""

    crc: int = 0
    size: int = 0


def deflated(pieces: Iterable[Piece], total: Sum, run: int = RUN) -> Iterator[bytes | Kept]:
    """The packed content, piece by piece, in runs of about one length.

    ``total`` is right once all were taken.
    """
    with ThreadPoolExecutor(_WORKERS) as pool:
        waiting: deque[Future[bytes] | Kept] = deque()
        for piece in _runs(pieces, run):
            waiting.append(piece if isinstance(piece, Kept) else pool.submit(deflated_alone, piece))
            _add(total, piece)
            if len(waiting) == _WAITING:
                yield _done(waiting.popleft())
        while waiting:
            yield _done(waiting.popleft())
    yield LAST


def _done(each: Future[bytes] | Kept) -> bytes | Kept:
    return each if isinstance(each, Kept) else each.result()


def _add(total: Sum, piece: Piece) -> None:
    if isinstance(piece, Kept):
        total.crc = joined(total.crc, piece.crc, piece.size)
        total.size += piece.size
    else:
        total.crc = crc32(piece, total.crc)
        total.size += len(piece)


def _runs(pieces: Iterable[Piece], run: int) -> Iterator[Piece]:
    """The same content in runs of about one size, but for those that are kept."""
    small: list[bytes | memoryview] = []
    length = 0
    for piece in pieces:
        if isinstance(piece, Kept):
            yield from _cut(small, run)
            yield piece
            small, length = [], 0
            continue
        small.append(piece)
        length += len(piece)
        if length >= run:
            yield from _cut(small, run)
            small, length = [], 0
    yield from _cut(small, run)


def _cut(small: list[bytes | memoryview], run: int) -> Iterator[memoryview]:
    """The content of some pieces in as many runs as come nearest to the usual length."""
    content = memoryview(small[0] if len(small) == 1 else b"".join(small))
    count = max(1, round(len(content) / run)) if content else 0
    for at in range(count):
        yield content[at * len(content) // count : (at + 1) * len(content) // count]
