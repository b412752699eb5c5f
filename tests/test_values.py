"""Values that went through a spreadsheet compare equal with what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.values import DIGEST_LENGTH
from sheets_sync.values import Seals
from sheets_sync.values import digest
from sheets_sync.values import only_texts
from sheets_sync.values import text
from sheets_sync.values import texts
from sheets_sync.workbooks.text import clean
from tests.in_memory import given_back

ANY_TEXT = st.text(st.characters(codec=None))
VALUES = st.one_of(
    st.none(),
    ANY_TEXT,
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("", ""),
        (float("nan"), ""),
        (3, "3"),
        (3.0, "3"),
        ("3", "3"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (10**400, str(10**400)),
        (1e300, "1e+300"),
        (True, "TRUE"),
        ("007", "007"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        (" kept  ", " kept  "),
        ("a\x00b\ud800c\uffff", "a\ufffdb\ufffdc\ufffd"),
        ("12\u202f000\u00a0€", "12\u202f000\u00a0€"),
    ],
)
def test_text_of_a_value(value: object, expected: str) -> None:
    assert text(value) == expected  # type: ignore[arg-type]


@given(VALUES)
def test_text_after_a_spreadsheet(value: str | float | None) -> None:
    written = clean(value) if isinstance(value, str) else value
    assert text(given_back(written)) == text(value)


@given(st.lists(VALUES))
def test_texts_of_a_column(cells: list[str | float | None]) -> None:
    assert texts(cells) == [text(each) for each in cells]


@given(st.lists(ANY_TEXT | st.none()))
def test_texts_of_a_column_of_texts(cells: list[str | None]) -> None:
    assert texts(cells) == [text(each) for each in cells]


@given(st.lists(VALUES))
def test_column_of_texts_alone_is_told(cells: list[str | float | None]) -> None:
    assert only_texts(cells) == all(each is None or isinstance(each, str) for each in cells)


@given(st.lists(ANY_TEXT, min_size=1), st.lists(ANY_TEXT, min_size=1))
def test_rows_of_one_seal_are_the_same_canonical_texts(one: list[str], other: list[str]) -> None:
    seals = Seals([str(at) for at in range(len(one))])
    canonical = [text(each) for each in one]
    rows = [one, [*other, *one][: len(one)]]
    assert [seals.of(each) == seals.of(canonical) for each in rows] == [
        each == canonical for each in rows
    ]


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT)))
def test_seals_of_many_rows_are_those_of_each(rows: list[tuple[str, str]]) -> None:
    seals = Seals(("a", "b"))
    assert seals.of_each(rows) == [seals.of(row) for row in rows]


def test_seal_stays_for_ever() -> None:
    assert Seals(("a", "b")).of(("déjà", "")) == "D0L3TFFz1jFf"


@given(ANY_TEXT)
def test_digest_length(value: str) -> None:
    assert len(digest(text(value))) == DIGEST_LENGTH


def test_digest_stays_for_ever() -> None:
    assert digest("déjà") == "1RCNUjVw"
