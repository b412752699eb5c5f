"""A part of a new file, of which some may be copied as it lay packed in the old, read back."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from sheets_sync.workbooks.xlsx.packing import crc32
from sheets_sync.workbooks.xlsx.packing import inflated_bit_by_bit
from sheets_sync.workbooks.xlsx.packing import joined

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO
    from zipfile import ZipInfo

    from sheets_sync.workbooks.xlsx.runs import Stretch

_LENGTHS = struct.Struct("<2H")
_BEFORE_LENGTHS = 26
_PIECE = 1 << 20


def read_back(path: Path, info: ZipInfo, stretches: Sequence[Stretch]) -> Iterator[bytes]:
    """What was packed anew of a part, piece by piece.

    What was copied is compared with what it was copied from: its content is known, since it
    was read and summed up before. ``ValueError`` when it differs, or when sum and length in
    the list of parts are not those of the whole.
    """
    crc = size = 0
    with path.open("rb") as file:
        file.seek(info.header_offset + _BEFORE_LENGTHS)
        file.seek(sum(_LENGTHS.unpack(file.read(_LENGTHS.size))), 1)
        for stretch in stretches:
            if stretch.kept:
                _compare(file, stretch.kept.packed)
                crc = joined(crc, stretch.kept.crc, stretch.kept.size)
                size += stretch.kept.size
                continue
            for content in inflated_bit_by_bit(_pieces(file, stretch.length)):
                crc = crc32(content, crc)
                size += len(content)
                yield content
    packed = sum(stretch.length for stretch in stretches)
    if (crc, size, packed) != (info.CRC, info.file_size, info.compress_size):
        raise ValueError("sum or length")


def _pieces(file: BinaryIO, length: int) -> Iterator[bytes]:
    for start in range(0, length, _PIECE):
        yield file.read(min(_PIECE, length - start))


def _compare(file: BinaryIO, packed: memoryview) -> None:
    for start in range(0, len(packed), _PIECE):
        piece = bytes(packed[start : start + _PIECE])  # views are compared byte by byte
        if file.read(len(piece)) != piece:
            raise ValueError("not as it was copied")
