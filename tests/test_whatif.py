"""The same answers under other rules."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sheets_sync.evaluation import proposals
from sheets_sync.language import language_for
from sheets_sync.scheme import Scheme
from sheets_sync.scheme import Variant
from sheets_sync.scoring import code_answers
from sheets_sync.whatif import Change
from sheets_sync.whatif import compared
from sheets_sync.whatif import moving
from sheets_sync.whatif import why_moved
from sheets_sync.whatif import with_thresholds
from tests.builders import candidate
from tests.builders import grid
from tests.builders import level
from tests.builders import scheme
from tests.builders import yes_no

ENGLISH = language_for("en")
BEFORE = scheme(level(1, 20), level(2, 50, {"b": 30}), domains="ab")
QUESTIONS = grid(yes_no("x", "a"), yes_no("y", "b"))
ROWS = (("Oui", "Oui"), ("Oui", "Non"), ("Non", "Non"))


def changes(after: Scheme) -> list[Change]:
    """Three candidates under both schemes."""
    candidates = [candidate(f"D-{at}") for at in range(len(ROWS))]
    columns = {"x": [row[0] for row in ROWS], "y": [row[1] for row in ROWS]}
    found = [
        proposals(candidates, code_answers(columns, QUESTIONS, "fr"), made, QUESTIONS)
        for made in (BEFORE, after)
    ]
    return compared(candidates, *found)


def why(change: Change) -> list[str]:
    """Why one moves, in English."""
    return why_moved(change, {d.id: d for d in BEFORE.domains}, ENGLISH)


def test_same_rules_move_nobody() -> None:
    assert moving(changes(BEFORE)) == []


def test_who_falls_is_told_what_the_level_would_ask() -> None:
    (fallen,) = moving(changes(with_thresholds(BEFORE, {"1": Fraction(51)})))
    assert (fallen.candidate.dossier, fallen.steps) == ("D-1", -1)
    assert why(fallen) == ["Niveau 1 would ask for: 1.0 more points on the total (50.0 of 51.0)"]


def test_who_rises_is_told_what_held_the_level_back() -> None:
    after = scheme(level(1, 20), level(2, 50), domains="ab")
    (risen,) = moving(changes(after))
    assert (risen.candidate.dossier, risen.steps) == ("D-1", 1)
    assert why(risen) == ["Niveau 2 was held back by: at least 30.0 in “Domaine b” (now 0.0)"]


def test_scores_that_change_are_said() -> None:
    candidates = [candidate("D-1")]
    heavy = grid(yes_no("x", "a", weight=3), yes_no("z", "a"))
    light = grid(yes_no("x", "a"), yes_no("z", "a"))
    columns: dict[str, list[str | int | float | bool | None]] = {"x": ["Oui"], "z": ["Non"]}
    made = scheme(level(1, 20), level(2, 60))
    found = [
        proposals(candidates, code_answers(columns, each, "fr"), made, each)
        for each in (heavy, light)
    ]
    (change,) = moving(compared(candidates, *found))
    assert why_moved(change, {d.id: d for d in made.domains}, ENGLISH)[:2] == [
        "Total 75.0 → 50.0",
        "A 75.0 → 50.0",
    ]


def test_falls_come_before_rises() -> None:
    found = moving(changes(scheme(level(1, 0), level(2, 101), domains="ab")))
    assert [(each.candidate.dossier, each.steps) for each in found] == [("D-0", -1), ("D-2", 1)]


def test_threshold_given_overrules_those_of_variants() -> None:
    variant = Variant("Petites", thresholds={"1": Fraction(10), "2": Fraction(40)})
    made = with_thresholds(scheme(variants=[variant]), {"2": Fraction(60)})
    assert made.tracks[0].levels[1].threshold == 60
    assert made.variants[0].thresholds == {"1": Fraction(10)}


def test_threshold_of_no_level_is_refused() -> None:
    with pytest.raises(KeyError, match="9"):
        with_thresholds(BEFORE, {"9": Fraction(1)})
