"""What moved since the last edition, as a sentence."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.language import Language
from sheets_sync.progress_told import Move
from sheets_sync.progress_told import moves
from sheets_sync.progress_told import told

ENGLISH = Language("en")
NAMES = {"soft": "Software", "data": "Data", "plans": "Plans"}


def said(gained: int | None, **points: float) -> str:
    """The sentence for some differences in points, the greatest first."""
    found = [Move(domain, Fraction(str(each))) for domain, each in points.items()]
    return told(gained, found, NAMES, ENGLISH)


def test_moves_are_exact_and_the_greatest_come_first() -> None:
    then = {
        "soft": Fraction(50),
        "data": Fraction(100, 3),
        "plans": Fraction(20),
        "gone": Fraction(9),
    }
    now = {"soft": Fraction(45), "data": Fraction(50), "plans": None, "new": Fraction(80)}
    assert moves(then, now) == [Move("data", Fraction(50, 3)), Move("soft", Fraction(-5))]


@pytest.mark.parametrize(
    ("gained", "sentence"),
    [
        (1, "+1 level, thanks to Software (+12 points) and Data (+8 points)"),
        (2, "+2 levels, thanks to Software (+12 points) and Data (+8 points)"),
        (0, "same level: Software (+12 points) and Plans (−9 points)"),
        (-1, "−1 level: Plans (−9 points)"),
        (None, "Software (+12 points) and Plans (−9 points)"),
    ],
)
def test_sentence_names_what_moved_that_way(gained: int | None, sentence: str) -> None:
    assert said(gained, soft=12, plans=-9.9, data=8.5) == sentence


def test_one_point_is_in_the_singular_and_less_is_silent() -> None:
    assert said(1, soft=1.99, data=0.99) == "+1 level, thanks to Software (+1 point)"


def test_levels_alone_are_told_where_no_points_are_known() -> None:
    assert [said(each) for each in (1, -2, 0, None)] == ["+1 level", "−2 levels", "same level", ""]


def test_level_that_rose_while_points_fell_thanks_nothing() -> None:
    assert said(1, soft=-12) == "+1 level"


points = st.fractions(0, 100, max_denominator=60)


@given(st.dictionaries(st.sampled_from(sorted(NAMES)), st.tuples(points, points)))
def test_points_told_are_never_more_than_moved(
    given_: dict[str, tuple[Fraction, Fraction]],
) -> None:
    then, now = ({each: pair[at] for each, pair in given_.items()} for at in (0, 1))
    found = moves(then, now)
    assert {each.domain: now[each.domain] - then[each.domain] for each in found} == {
        domain: after - before for domain, (before, after) in given_.items()
    }
    text = told(None, found, NAMES, ENGLISH)
    whole = [abs(int(each.points)) for each in found if abs(each.points) >= 1][:2]
    assert [f"{each} point" in text for each in whole] == [True] * len(whole)
