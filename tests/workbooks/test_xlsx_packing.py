"""Packed bytes are read as the standard library reads them, sound or damaged."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.xlsx.packing import CORRUPT
from sheets_sync.workbooks.xlsx.packing import crc32
from sheets_sync.workbooks.xlsx.packing import deflated_alone
from sheets_sync.workbooks.xlsx.packing import inflated_alone
from sheets_sync.workbooks.xlsx.packing import inflated_at_once
from sheets_sync.workbooks.xlsx.packing import inflating
from sheets_sync.workbooks.xlsx.runs import LAST
from sheets_sync.workbooks.xlsx.runs import MARK

CONTENT = "".join(f"<c r='A{number}'>{number * number % 8191:x}</c>" for number in range(3000))
BYTES = CONTENT.encode()


def packed(ending: int) -> bytes:
    """The content as a deflate stream."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(BYTES) + packer.flush(ending)


def standard(data: bytes) -> bytes | None:
    """What the standard library makes of a run; None when it refuses, or wants more."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(data)
        excess = unpacker.decompress(LAST)
    except zlib.error:
        return None
    return content if unpacker.eof and not excess and not unpacker.unused_data else None


RUN = packed(zlib.Z_SYNC_FLUSH)
WHOLE = packed(zlib.Z_FINISH)


@given(st.binary(max_size=3000), st.integers(0, 2**32 - 1))
def test_sum_is_that_of_the_standard_library(data: bytes, before: int) -> None:
    assert crc32(data, before) == zlib.crc32(data, before)


@given(st.integers(0, len(RUN) - 1), st.integers(1, 255))
def test_run_with_another_byte_is_read_as_the_standard_library_reads_it(at: int, by: int) -> None:
    damaged = bytearray(RUN)
    damaged[at] ^= by
    assert inflated_alone(bytes(damaged), LAST) == standard(bytes(damaged))


@given(st.integers(0, len(RUN)))
def test_run_cut_anywhere_is_read_as_the_standard_library_reads_it(end: int) -> None:
    assert inflated_alone(RUN[:end], LAST) == standard(RUN[:end])


def test_part_is_unpacked_at_once_whatever_length_is_said() -> None:
    assert [inflated_at_once(WHOLE, size) for size in (0, 7, len(BYTES), 10**6)] == [BYTES] * 4


@given(st.integers(0, len(WHOLE) - 1))
def test_part_that_is_cut_short_is_refused(end: int) -> None:
    with pytest.raises(CORRUPT):
        b"".join(inflating(memoryview(WHOLE)[:end], b""))
    with pytest.raises(CORRUPT):
        inflated_at_once(WHOLE[:end], len(BYTES))


@given(st.binary(max_size=3000), st.binary(max_size=3000))
def test_what_is_packed_alone_is_read_with_what_comes_behind(one: bytes, other: bytes) -> None:
    packed_runs = [deflated_alone(one), deflated_alone(memoryview(other))]
    assert [each.endswith(MARK) for each in packed_runs] == [True, True]
    assert zlib.decompress(b"".join(packed_runs) + LAST, -zlib.MAX_WBITS) == one + other
    assert [inflated_alone(each, LAST) for each in packed_runs] == [one, other]
