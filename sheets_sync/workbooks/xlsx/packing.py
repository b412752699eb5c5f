"""Packing, unpacking and summing up, by a library that takes half the time of the standard one.

It packs the same content into the same bytes on every processor, as others that are faster
still do not.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from zlib_ng import zlib_ng

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

_REFUSED: type[Exception] = zlib_ng.error  # type: ignore[assignment] # its stub errs

CORRUPT = (zlib.error, _REFUSED)
"""What either library raises on packed bytes that are damaged."""

LEVEL = 2
"""Measured to take half the time of the usual 6, for 27 % more bytes."""

_WINDOW = 1 << 15

crc32 = zlib_ng.crc32
"""The checksum of some bytes, behind others of which it is given."""


def deflated_alone(content: bytes | memoryview) -> bytes:
    """Some content packed without an end, so that more can come behind."""
    packer = zlib_ng.compressobj(LEVEL, zlib_ng.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush(zlib_ng.Z_SYNC_FLUSH)


def inflated(packed: bytes | memoryview) -> bytes:
    """The content of packed bytes, as far as they go."""
    return zlib_ng.decompressobj(-zlib.MAX_WBITS).decompress(packed)


def inflated_bit_by_bit(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same of packed bytes that come in pieces."""
    unpacker = zlib_ng.decompressobj(-zlib.MAX_WBITS)
    yield from map(unpacker.decompress, pieces)


def inflated_at_once(packed: bytes | memoryview, size: int) -> bytes:
    """The content of packed bytes, which are whole; about ``size`` of them in one memory."""
    return zlib_ng.decompress(packed, -zlib.MAX_WBITS, max(size, 1))


def inflated_alone(packed: bytes | memoryview, end: bytes) -> bytes | None:
    """The content of packed bytes to which an end must fit; None where it does not.

    The end is a last block that holds nothing: it fits only where a block has just ended.
    """
    unpacker = zlib_ng.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(packed)
        excess = unpacker.decompress(end)
    except _REFUSED:
        return None
    return content if unpacker.eof and not excess and not unpacker.unused_data else None


def inflating(packed: memoryview, before: bytes) -> Iterator[bytes]:
    """The content of packed bytes that go on behind other content, piece by piece.

    One of :data:`CORRUPT` is raised when they are cut short.
    """
    unpacker = zlib_ng.decompressobj(-zlib.MAX_WBITS, before[-_WINDOW:])
    for place in range(0, len(packed), _WINDOW):
        yield unpacker.decompress(packed[place : place + _WINDOW])
    if not unpacker.eof:
        raise _REFUSED("cut short")


def joined(first: int, second: int, length: int) -> int:
    """The checksum of two contents, one behind the other; ``length`` is the second's."""
    return zlib_ng.crc32_combine(first, second, length)


def behind(both: int, first: int, length: int) -> int:
    """The checksum of what comes behind a first content; ``length`` is that of the rest."""
    return joined(first, both, length)  # adding and taking away are the same
