"""Records cut at their signs, compared with those that the library reads sign by sign."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.sources.delimited import cut_records
from sheets_sync.sources.delimited import read_records

CELL = st.text(alphabet='aé’ ;"\n\r\u2028\u0085\ufeff', max_size=6)


@given(text=st.text(alphabet='a;"\n\r ', max_size=12))
@example(text='a"b"\n')  # marks within a cell
@example(text='a";b\n"c"\n')  # one within a cell
@example(text='"a";b"\n"c;d\n')  # two of them are no pair
@example(text='"a"b;c\n')  # a mark that closes no cell
@example(text='a;"b""";""""\n')  # two for one
@example(text='a;"b\r\nc";d\r\ne\r\n')  # a cell of two lines
@example(text='a;"b\n')  # a cell without an end
@example(text="a\rb\n")  # a line that ends in an old way
def test_what_is_cut_is_what_the_library_reads(text: str) -> None:
    cut = cut_records(text.encode(), ";")
    assert cut in (None, read_records(text.encode(), ";"))


@given(
    rows=st.lists(st.lists(CELL, max_size=4), max_size=6),
    end=st.sampled_from(["\n", "\r\n"]),
    separator=st.sampled_from([";", ",", "\t", "|", " "]),
    always=st.booleans(),
)
def test_what_a_program_wrote_is_cut(
    rows: list[list[str]], end: str, separator: str, *, always: bool
) -> None:
    plain = [[cell.replace("\r", "") for cell in row] for row in rows]
    written = StringIO(newline="")
    dialect = csv.unix_dialect if always else csv.excel  # marks around all cells, or where needed
    csv.writer(written, dialect, delimiter=separator, lineterminator=end).writerows(plain)
    body = written.getvalue().encode()
    cut = cut_records(body, separator)
    assert cut is not None
    assert cut == read_records(body, separator)


def test_equal_answers_are_in_memory_once() -> None:
    cut = cut_records(b"a;long answer\nb;long answer\n", ";")
    assert cut is not None
    assert cut[0][1][1] is cut[1][1][1]


@pytest.mark.parametrize("separator", ["é", '"', "\r"])
def test_unusual_separators_are_left_to_the_library(separator: str) -> None:
    assert cut_records(b"a;b\n", separator) is None


def test_text_in_another_encoding_is_refused() -> None:
    text = "a;é\n".encode("latin-1")
    for read in (cut_records, read_records):
        with pytest.raises(UnicodeDecodeError):
            read(text, ";")
