"""How solid a level is, in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sheets_sync.draws import Drawn
from sheets_sync.fragility import fragility
from sheets_sync.fragility import verdict
from sheets_sync.language import language_for
from sheets_sync.moves import Move
from sheets_sync.moves import Moves
from sheets_sync.robustness import Robustness
from sheets_sync.scheme import Deliberation
from tests.builders import level
from tests.builders import yes_no

ENGLISH = language_for("en")
LEVELS = (level(1, 20), level(2, 50))
X, Y = yes_no("x"), yes_no("y")
DOWN = (
    Move(Y, None, Fraction(0), Fraction(-3), 1),
    Move(X, Fraction(10), Fraction(5, 2), Fraction(-8), 0),
)
UP = tuple(
    Move(yes_no(name), Fraction(0), Fraction(10), Fraction(5), 2, unproven=name == "p")
    for name in "pqrs"
)
FOUND = Robustness(Fraction(155, 100), Fraction(191, 100), Moves((), ()), Drawn(798, 201, 1))


def test_draws_and_margins_are_said_on_the_safe_side() -> None:
    assert fragility(FOUND, LEVELS, ENGLISH).splitlines() == [
        "Kept in 79 % of 1,000 draws of weights and thresholds (lower 21 %, higher 1 %).",
        "1.5 points above the threshold of the level.",
        "2.0 points below the threshold of the next one.",
    ]


def test_margins_that_do_not_exist_are_not_said() -> None:
    found = replace(FOUND, above=None, below=Fraction(-1))
    assert len(fragility(found, LEVELS, ENGLISH).splitlines()) == 1


def test_answers_that_move_the_level_are_named() -> None:
    found = replace(FOUND, moves=Moves(UP, DOWN))
    assert fragility(found, LEVELS, ENGLISH).splitlines()[3:] == [
        "One answer less and it falls:",
        "– Niveau 1: “Question y?” (“not applicable” refused)",
        "– no level: “Question x?” (10 → 2.5 points)",
        "One answer more and it rises:",
        "– Niveau 2: “Question p?” (its proof)",
        "– Niveau 2: “Question q?” (0 → 10 points)",
        "– and 2 others",
    ]


def test_verdict_is_in_the_edition_s_words() -> None:
    rules = Deliberation(solid=Fraction(4, 5), solid_word="sûr", discuss_word="à revoir")
    kept = replace(FOUND, drawn=Drawn(800, 200, 0))
    assert [verdict(each, rules, ENGLISH) for each in (FOUND, kept)] == ["à revoir", "sûr"]


def test_verdict_has_words_of_its_own() -> None:
    kept = replace(FOUND, drawn=Drawn(800, 200, 0))
    words = [verdict(each, Deliberation(), ENGLISH) for each in (FOUND, kept)]
    assert words == ["to discuss", "solid"]
