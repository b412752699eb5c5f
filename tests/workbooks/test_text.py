"""Texts made fit for a cell."""

from __future__ import annotations

from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.text import KEPT
from sheets_sync.workbooks.text import LONGEST
from sheets_sync.workbooks.text import clean
from sheets_sync.workbooks.text import fit_text
from sheets_sync.workbooks.text import too_long
from sheets_sync.workbooks.text import units

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


def test_text_that_fits_is_left() -> None:
    assert fit_text("é" * LONGEST) == ("é" * LONGEST, False)


def test_longer_text_ends_with_its_length() -> None:
    marker = "… [tronqué : {count} caractères]"
    text, cut = fit_text("é" * 40_000, marker)
    assert (text, cut) == ("é" * KEPT + "… [tronqué : 40000 caractères]", True)


def test_signs_outside_the_basic_plane_count_twice() -> None:
    text, cut = fit_text("🏛" * 20_000)
    assert (text.partition("…")[0], cut) == ("🏛" * (KEPT // 2), True)


def test_change_beyond_the_cut_shows() -> None:
    assert fit_text("é" * 40_000)[0] != fit_text("é" * 39_999 + "è")[0]


def test_long_marker_takes_the_room_of_the_text() -> None:
    text, _ = fit_text("é" * 40_000, "[" + "long" * 100 + "{count} {digest}]")
    assert (units(text), text.count("long")) == (LONGEST, 100)


def test_line_ends_become_one_sort() -> None:
    assert clean("a\r\nb\rc\nd") == "a\nb\nc\nd"


@given(ANY_TEXT)
@example("\ud800a\x00\ufffe\x7f\t")
def test_what_is_fit_stays_as_it_is(text: str) -> None:
    once, _ = fit_text(text)
    assert fit_text(once) == (once, False)


@given(ANY_TEXT)
def test_clean_text_can_be_written_down(text: str) -> None:
    assert len(clean(text).encode()) >= len(text) - text.count("\r\n")


@given(st.integers(LONGEST - 2, LONGEST + 50), st.sampled_from("a🏛"))
def test_fit_text_is_never_too_long(length: int, sign: str) -> None:
    text, _ = fit_text(sign * length)
    assert (too_long(text), units(text) <= LONGEST) == (False, True)
