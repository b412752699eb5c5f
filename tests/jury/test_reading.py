"""Agreement in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from sheets_sync.jury.agreement import Agreement
from sheets_sync.jury.agreement import Gap
from sheets_sync.jury.agreement import agreement
from sheets_sync.jury.panel import Panel
from sheets_sync.jury.reading import ALIKE
from sheets_sync.jury.reading import APART
from sheets_sync.jury.reading import PARTLY
from sheets_sync.jury.reading import UNSURE
from sheets_sync.jury.reading import describe
from sheets_sync.jury.reading import gap_text
from sheets_sync.language import language_for

ENGLISH = language_for("en")
COUNTED = (
    "15 of 60 pairs of marks on one dossier are equal (25 %). 3 of 20 dossiers have marks that "
    "are all equal."
)
FOUND = Agreement(20, 60, 3, 60, 15, Fraction(71, 100), (0.68, 0.79))


def test_no_pair_is_said_at_once() -> None:
    sentence = "Agreement is not defined: no dossier has two marks yet."
    assert describe(agreement([]), ENGLISH) == [sentence]


def test_one_is_said_in_the_singular() -> None:
    found = agreement([Panel({"a": 3, "b": 3}), Panel({"a": 1, "b": 2})])
    assert describe(found, ENGLISH)[0] == (
        "1 of 2 pairs of marks on one dossier is equal (50 %). 1 of 2 dossiers has marks that "
        "are all equal."
    )


def test_no_variation_is_said() -> None:
    found = agreement([Panel({"a": 3, "b": 3})])
    assert describe(found, ENGLISH)[1:] == [
        "Alpha is not defined: every mark is the same, so agreement can't be told from chance."
    ]


def test_few_dossiers_get_no_alpha() -> None:
    found = replace(FOUND, dossiers=11, interval=None)
    assert describe(found, ENGLISH)[1:] == [
        "Alpha is not given under 12 dossiers with two marks: its interval would be as wide as "
        "the scale."
    ]


def test_figures_come_with_their_interval_and_meaning() -> None:
    assert describe(FOUND, ENGLISH) == [
        COUNTED,
        "Krippendorff's alpha (ordinal): 0.71, between 0.68 and 0.79 with other dossiers of "
        "the same sort (95 %).",
        PARTLY,
    ]


@pytest.mark.parametrize(
    ("interval", "meaning"),
    [
        ((0.8, 0.9), ALIKE),
        ((0.7, 0.79), PARTLY),
        ((-0.2, 0.6), APART),
        ((0.5, 0.7), UNSURE),
        ((0.7, 0.85), UNSURE),
        (None, UNSURE),
    ],
)
def test_meaning_is_only_said_when_the_whole_interval_says_it(
    interval: tuple[float, float] | None, meaning: str
) -> None:
    assert describe(replace(FOUND, interval=interval), ENGLISH)[-1] == meaning


def test_nearly_equal_marks_warn_of_alpha() -> None:
    found = replace(FOUND, equal=54, alpha=Fraction(0))
    assert describe(found, ENGLISH)[-1] == (
        "Nearly all marks are equal: alpha hangs on a few dossiers, and says little here."
    )


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (
            Gap("a", 9, Fraction(2, 5), Fraction(1, 2)),
            "0.40 above the others on average, 0.50 apart (9 dossiers)",
        ),
        (
            Gap("a", 9, Fraction(-2, 5), Fraction(1, 2)),
            "0.40 below the others on average, 0.50 apart (9 dossiers)",
        ),
        (
            Gap("a", 1, Fraction(-1, 101), Fraction(1)),
            "level with the others on average, 1.00 apart (1 dossier)",
        ),
        (
            Gap("a", 1, Fraction(1, 100), Fraction(1)),
            "0.01 above the others on average, 1.00 apart (1 dossier)",
        ),
        (Gap("a", 0, None, None), "no dossier that others marked too"),
    ],
)
def test_gap_says_which_way(gap: Gap, words: str) -> None:
    assert gap_text(gap, ENGLISH) == words
