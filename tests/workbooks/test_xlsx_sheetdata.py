"""A sheet part is cut in the same places, whatever pieces it comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.xlsx.sheetdata import Cutter
from sheets_sync.workbooks.xlsx.sheetdata import Row

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
