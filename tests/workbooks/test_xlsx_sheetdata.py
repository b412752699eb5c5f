"""A sheet part is cut in the same places, whatever pieces it comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.xlsx.sheetdata import Cell
from sheets_sync.workbooks.xlsx.sheetdata import Cutter
from sheets_sync.workbooks.xlsx.sheetdata import Misleading
from sheets_sync.workbooks.xlsx.sheetdata import Row
from sheets_sync.workbooks.xlsx.sheetdata import cells

HEAD = b'<worksheet xmlns="x"><sheetData>'
BREAKS = b'<rowBreaks count="1"><brk id="2"/></rowBreaks></worksheet>'
TAILS = st.sampled_from(
    [b"</sheetData></worksheet>", b"</sheetData >\n" + BREAKS, b"</sheetData>" + BREAKS]
)
WITHIN = st.sampled_from(
    [
        b' r="%d"><c r="A%d"/></row>',
        b' r="%d" ht="%d"/>',
        b' r="%d" ht="%d"/>\n',
        b" ht='%d%d'></row>",
    ]
)


def cut(part: bytes, size: int) -> Cutter:
    """A part that comes in pieces of a size, cut."""
    cutter = Cutter(part[at : at + size] for at in range(0, len(part), size))
    found = [row for _, rows in cutter.batches() for row in rows]
    assert b"".join(b"<row" + row for row in found) == b"".join(
        part[row.start : row.end] for row in cutter.rows
    )
    return cutter


@given(st.lists(WITHIN, max_size=9), TAILS, st.integers(1, 400))
def test_part_is_cut_into_its_rows(rows: list[bytes], tail: bytes, size: int) -> None:
    written = [b"<row" + row % (line, line) for line, row in enumerate(rows, 1)]
    cutter = cut(HEAD + b"".join(written) + tail, size)
    ends = [len(HEAD) + sum(map(len, written[:line])) for line in range(len(rows) + 1)]
    assert cutter.rows == [
        Row(line, ends[line - 1], ends[line]) for line in range(1, len(rows) + 1)
    ]
    assert (cutter.head, cutter.tail) == (HEAD[: -len(b"<sheetData>")], tail.partition(b">")[2])


@given(st.lists(WITHIN, max_size=9), st.integers(1, 400))
def test_part_that_ends_within_its_rows_is_told(rows: list[bytes], size: int) -> None:
    part = HEAD + b"".join(b"<row" + row % (line, line) for line, row in enumerate(rows, 1))
    with pytest.raises(ValueError, match="cut short"):
        cut(part, size)


@pytest.mark.parametrize("size", range(1, 12))
def test_comment_is_told_in_pieces_of_any_size(size: int) -> None:
    row = b'<row r="1"><c r="A1"/></row>'
    part = HEAD + row + b"<!-- " + row + b" -->" + row + b"</sheetData></worksheet>"
    with pytest.raises(Misleading):
        cut(part, size)


@pytest.mark.parametrize("closing", [b"</c>", b"</c >", b"</c\n>"])
def test_cells_end_where_they_are_closed(closing: bytes) -> None:
    first, second = b'<c r="B1"><v>1</v>' + closing, b"<c><v>2</v>" + closing
    row = b"<row>" + first + second + b'<c r="E1"/></row>'
    ends = [5 + len(first), 5 + len(first + second)]
    assert [*cells(row, b"")] == [
        Cell(2, 5, ends[0]),
        Cell(3, *ends),
        Cell(5, ends[1], len(row) - len(b"</row>")),
    ]
