"""Compression of big parts on all cores: pieces are packed side by side and joined.

A deflate stream may be made of pieces that know nothing of each other, each ending on a
whole byte; every unzip program reads it as one. The bytes depend on the content alone.
"""

from __future__ import annotations

import zlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from concurrent.futures import Future

LEVEL = 1
"""Measured to take a third of the time of the usual 6, for 20 % more bytes."""

PIECE = 1 << 20
"""How much is packed at a time."""

_WORKERS = 2
_WAITING = 4
_END = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS).flush()


@dataclass(slots=True)
class Sum:
    """What the directory of a zip file says of a part: its checksum and its size."""

    crc: int = 0
    size: int = 0


def deflated(pieces: Iterable[bytes | memoryview], total: Sum) -> Iterator[bytes]:
    """The packed content, piece by piece; ``total`` is right once all were taken."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        waiting: deque[Future[bytes]] = deque()
        for piece in _big(pieces):
            waiting.append(pool.submit(_packed, piece))
            total.crc = zlib.crc32(piece, total.crc)
            total.size += len(piece)
            if len(waiting) == _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    yield _END


def _packed(piece: bytes | memoryview) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)


def _big(pieces: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
    """The same content in pieces of some size, the last one apart."""
    small: list[bytes | memoryview] = []
    for piece in pieces:
        small.append(piece)
        if sum(map(len, small)) >= PIECE:
            yield small[0] if len(small) == 1 else b"".join(small)
            small = []
    if small:
        yield b"".join(small)
