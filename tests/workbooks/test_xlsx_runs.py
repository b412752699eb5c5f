"""Parts are changed without unpacking what stays, and come out as if they had been."""

from __future__ import annotations

import zlib
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED
from zipfile import BadZipFile
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.memory import BASE_TAB
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.workbooks.xlsx.book import open_book
from sheets_sync.workbooks.xlsx.copied import read_back
from sheets_sync.workbooks.xlsx.deflate import SHORT_RUN
from sheets_sync.workbooks.xlsx.packing import CORRUPT
from sheets_sync.workbooks.xlsx.packing import behind
from sheets_sync.workbooks.xlsx.packing import joined
from sheets_sync.workbooks.xlsx.runs import MARK
from sheets_sync.workbooks.xlsx.runs import Kept
from sheets_sync.workbooks.xlsx.runs import Packed
from sheets_sync.workbooks.xlsx.runs import Runs
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from sheets_sync.workbooks.xlsx.zipped import Package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.workbooks.xlsx.runs import Piece
    from sheets_sync.workbooks.xlsx.runs import Stored

NAME = "xl/big.xml"
SIZE = 700_000  # seven runs


@cache
def content(seed: int = 0, size: int = SIZE) -> bytes:
    """Text of some length that packs well, but not too well."""
    words = [f"{seed * 7919 + number * number % 8191:x} " for number in range(size // 4 + 1)]
    return "".join(words).encode()[:size]


def stored(package: Package) -> Stored:
    """The part as it lies packed."""
    found = package.stored(NAME)
    assert found is not None
    return found


def zipped(data: bytes) -> bytes:
    """A zip file of the standard library with the part."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as target:
        target.writestr(NAME, data)
    return file.getvalue()


def saved(package: Package) -> bytes:
    """The file that a package makes."""
    file = BytesIO()
    package.save(file)
    return file.getvalue()


@cache
def ours(data: bytes) -> bytes:
    """A zip file with the part as this program packs it."""
    package = Package(zipped(b""))
    package.put(NAME, data)
    return saved(package)


def unzipped(data: bytes) -> bytes:
    """The part as the standard library reads it, its sum checked."""
    with ZipFile(BytesIO(data)) as package:
        return package.read(NAME)


def known(data: bytes) -> tuple[bytes, Runs]:
    """The content read piece by piece, and the runs found meanwhile."""
    runs = Runs()
    return b"".join(runs.read(stored(Package(data)))), runs


@given(st.binary(max_size=400), st.binary(max_size=4_000))
def test_sums_are_put_together(first: bytes, second: bytes) -> None:
    both = zlib.crc32(first + second)
    assert joined(zlib.crc32(first), zlib.crc32(second), len(second)) == both
    assert behind(both, zlib.crc32(first), len(second)) == zlib.crc32(second)


@pytest.mark.parametrize(("size", "count"), [(0, 0), (1, 1), (5_000, 1), (SIZE, 7)])
def test_part_of_ours_is_read_run_by_run(size: int, count: int) -> None:
    data = content(size=size)
    read, runs = known(ours(data))
    assert (read, runs.complete, len(runs.table) - 1) == (data, True, count)


def test_part_is_packed_in_runs_of_the_length_asked_for() -> None:
    package = Package(zipped(b""))
    package.put(NAME, content(), SHORT_RUN)
    read, runs = known(saved(package))
    assert (read, len(runs.table) - 1) == (content(), round(SIZE / SHORT_RUN))


def test_memory_of_the_program_is_packed_in_short_runs(tmp_path: Path) -> None:
    """A row of it changes with each row that changes anywhere, and takes a run with it."""
    workbook = XlsxWorkbook(tmp_path / "book.xlsx")
    rows = [
        {"line": f"t/{number}", "written": content(number, 1000).decode()} for number in range(100)
    ]
    added = tuple(AddRow(BASE_TAB, row["line"], row, "") for row in rows)
    workbook.apply(Plan(create=(CreateTab(BASE_TAB),), rows=added), workbook.read([BASE_TAB]))
    data = (tmp_path / "book.xlsx").read_bytes()
    part = Package(data).stored(open_book(data, "", "").sheets[0].part)
    assert part is not None
    runs = Runs()
    size = sum(map(len, runs.read(part)))
    assert (len(runs.table) - 1, size > 3 * SHORT_RUN) == (round(size / SHORT_RUN), True)


def test_part_of_another_program_is_read_whole() -> None:
    read, runs = known(zipped(content()))
    assert (read, runs.complete) == (content(), False)


def test_part_of_another_program_that_marks_its_pieces_is_read() -> None:
    """They need each other: what is found behind the first can't be copied."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    halves = [packer.compress(content()) + packer.flush(zlib.Z_SYNC_FLUSH) for _ in range(2)]
    packed = b"".join(halves) + packer.flush()
    part = stored(Package(ours(content())))
    runs = Runs()
    read = runs.read(
        part._replace(data=packed, start=0, end=len(packed), crc=zlib.crc32(content() * 2))
    )
    assert b"".join(read) == content() * 2
    assert (runs.complete, len(runs.table)) == (False, 2)


def test_what_looks_like_a_mark_is_none() -> None:
    """Packed bytes may hold the mark by chance: here it stands in a block that is stored."""
    packer = zlib.compressobj(0, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = content(size=1000) + MARK + content(1, 1000)
    package = Package(zipped(b""))
    package.put(NAME, content(2, 300_000))
    first = stored(Package(saved(package)))
    rest = packer.compress(data) + packer.flush()
    runs = Runs()
    whole = bytes(first.view(0, first.end - first.start - 2)) + rest
    crc = zlib.crc32(content(2, 300_000) + data)
    part = first._replace(data=whole, start=0, end=len(whole), crc=crc)
    assert b"".join(runs.read(part)) == content(2, 300_000) + data
    assert not runs.complete


def test_wrong_sum_is_told_at_the_end() -> None:
    part = stored(Package(ours(content())))
    with pytest.raises(BadZipFile):
        b"".join(Runs().read(part._replace(crc=part.crc ^ 1)))


@pytest.mark.parametrize("cut", [1, 2, 3, 40_000])
def test_part_that_is_cut_short_is_told(cut: int) -> None:
    part = stored(Package(ours(content())))
    with pytest.raises((BadZipFile, *CORRUPT)):
        b"".join(Runs().read(part._replace(end=part.end - cut)))


CUTS = st.lists(st.integers(0, SIZE), max_size=8).map(sorted)
NEW = b"<new/>"


def changed(packed: bytes, cuts: list[int]) -> bytes:
    """The file with something written at each place of its part."""
    package = Package(packed)
    lying = Packed(stored(package), known(packed)[1].table)
    stretches = [*pairwise([0, *cuts, len(unzipped(packed))])]

    def pieces() -> Iterator[Piece]:
        for at, (start, end) in enumerate(stretches):
            yield NEW if at else b""
            yield from lying.pieces(start, end)

    package.put(NAME, pieces)
    return saved(package)


def expected(data: bytes, cuts: list[int]) -> bytes:
    """What the part should hold then."""
    return NEW.join(data[start:end] for start, end in pairwise([0, *cuts, len(data)]))


@given(CUTS)
def test_part_changed_in_places_holds_what_it_should(cuts: list[int]) -> None:
    file = changed(ours(content()), cuts)
    assert unzipped(file) == expected(content(), cuts)
    read, runs = known(file)
    assert (read, runs.complete) == (expected(content(), cuts), True)


@given(st.integers(0, SIZE), st.integers(0, SIZE))
def test_any_slice_of_a_packed_part(one: int, other: int) -> None:
    packed = ours(content())
    lying = Packed(stored(Package(packed)), known(packed)[1].table)
    start, end = sorted((one, other))
    assert lying.slice(start, end) == content()[start:end]


def test_what_does_not_change_is_not_packed_again() -> None:
    packed = ours(content())
    lying = Packed(stored(Package(packed)), known(packed)[1].table)
    kept = [piece for piece in lying.pieces(100_001, SIZE) if isinstance(piece, Kept)]
    assert [piece.size for piece in kept] == [SIZE - 200_000]


def test_part_is_not_splintered_by_many_changes() -> None:
    data, file = content(), ours(content())
    for turn in range(12):
        cuts = [turn * 37_987 % SIZE]
        data, file = expected(data, cuts), changed(file, cuts)
    read, runs = known(file)
    assert read == data
    assert len(runs.table) - 1 <= 10


def test_copied_part_is_read_back(tmp_path: Path) -> None:
    packed = ours(content())
    package = Package(packed)
    lying = Packed(stored(package), known(packed)[1].table)
    package.put(NAME, lambda: iter([NEW, *lying.pieces(0, SIZE)]))
    path = tmp_path / "new.zip"
    path.write_bytes(saved(package))
    with ZipFile(path) as new:
        info = new.getinfo(NAME)
    stretches = package.stretches[NAME]
    assert b"".join(read_back(path, info, stretches)).startswith(NEW)
    for place in (info.header_offset + 60, info.header_offset + info.compress_size // 2):
        damaged = bytearray(path.read_bytes())
        damaged[place] ^= 1
        path.write_bytes(damaged)
        with pytest.raises((ValueError, *CORRUPT)):
            b"".join(read_back(path, info, stretches))
        damaged[place] ^= 1
        path.write_bytes(damaged)
    info.CRC ^= 1
    with pytest.raises(ValueError, match="sum"):
        b"".join(read_back(path, info, stretches))
