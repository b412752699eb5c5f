"""Marks side by side."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.jury.panel import Panel
from sheets_sync.jury.progress import Progress


def panel(*ranks: int) -> Panel:
    """A panel of jurors named by their position."""
    return Panel({str(position): rank for position, rank in enumerate(ranks)})


@pytest.mark.parametrize(
    ("ranks", "median"),
    [((3,), 3), ((2, 5), Fraction(7, 2)), ((5, 1, 3), 3), ((4, 4, 0, 1), Fraction(5, 2))],
)
def test_median_is_the_middle_mark(ranks: tuple[int, ...], median: Fraction) -> None:
    assert panel(*ranks).median == median


def test_median_without_marks_is_none() -> None:
    assert panel().median is None


def test_spread_is_between_lowest_and_highest() -> None:
    assert panel(2, 5, 3).spread == 3


def test_spread_of_one_mark_is_none() -> None:
    assert panel(4).spread is None


@given(st.lists(st.integers(0, 5), min_size=1))
def test_median_lies_between_the_marks(ranks: list[int]) -> None:
    median = panel(*ranks).median
    assert median is not None
    assert min(ranks) <= median <= max(ranks)


@pytest.mark.parametrize(
    ("progress", "finished"),
    [
        (Progress("un", 3, 3, has_tab=True), True),
        (Progress("un", 2, 3, has_tab=True), False),
        (Progress("un", 3, 3, has_tab=False), False),
        (Progress("un", 0, 0, has_tab=True), False),
    ],
)
def test_juror_has_finished_with_a_mark_for_every_dossier(
    progress: Progress, *, finished: bool
) -> None:
    assert progress.finished is finished
