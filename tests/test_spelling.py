"""Many texts at once are folded as one by one."""

from __future__ import annotations

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.spelling import fold
from sheets_sync.spelling import fold_all


@given(st.lists(st.text()))
@example(["Ville d’Œuvre-lès-É (38)", "n° 5 ;", "a\n b", "\u1fef x", "ẞß .", "İ", "\u034fa", "ΑΒΓ"])
def test_texts_at_once_are_folded_as_one_by_one(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


@pytest.mark.parametrize(
    ("signs", "plain"),
    [("œŒ", "oe"), ("æÆ", "ae"), ("’‘ʼ`´′", "'"), ("«»“”„", '"'), ("‐‑‒–—−", "-")],
)
def test_signs_of_one_meaning_are_one(signs: str, plain: str) -> None:
    assert [fold(f"é {sign}{sign}x") for sign in signs] == [f"e {plain}{plain}x"] * len(signs)
