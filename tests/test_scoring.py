"""Answers -> points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.grid import NotApplicable
from sheets_sync.grid import Proof
from sheets_sync.scale import scale_for
from sheets_sync.scoring import code_answers
from sheets_sync.scoring import score_group
from tests.builders import choice
from tests.builders import grid
from tests.builders import percentage
from tests.builders import proof_of
from tests.builders import scheme
from tests.builders import yes_no

if TYPE_CHECKING:
    from sheets_sync.grid import Question
    from sheets_sync.scoring import GroupScores

NA = "Sans objet"


def scored(
    questions: list[Question],
    *rows: dict[str, str | None],
    kind: str = "commune",
    domains: tuple[str, ...] = ("a", "b"),
) -> GroupScores:
    """Score some candidates; a question that no row names is not asked."""
    made = grid(*questions)
    named = {name for row in rows for name in row}
    columns = {q.id: [row.get(q.id) for row in rows] for q in questions if q.id in named}
    coded = code_answers(columns, made, "fr")
    scale = scale_for(scheme(domains=domains), made, "label", kind, None)
    return score_group(scale, np.arange(len(rows)), coded, domains)


def test_total_of_two_domains_is_their_mean() -> None:
    group = scored([yes_no("x", "a"), yes_no("y", "b", points=3)], {"x": "Oui", "y": "Non"})
    assert group.total_of(0) == 50
    assert [group.domain_of(domain, 0) for domain in "ab"] == [100, 0]


def test_weights_multiply_points_and_ceiling_alike() -> None:
    questions = [yes_no("x", weight=3), yes_no("y", weight=1)]
    group = scored(questions, {"x": "Oui", "y": "Non"}, domains=("a",))
    assert group.total_of(0) == 75


def test_no_answer_gains_nothing_and_counts_in_the_ceiling() -> None:
    group = scored([yes_no("x"), yes_no("y")], {"x": "Oui", "y": None}, domains=("a",))
    assert group.total_of(0) == 50


def test_not_applicable_leaves_the_count() -> None:
    group = scored([yes_no("x"), yes_no("y")], {"x": "Oui", "y": NA}, domains=("a",))
    assert group.total_of(0) == 100


def test_question_without_a_column_counts_for_nobody() -> None:
    group = scored([yes_no("x"), yes_no("y")], {"x": "Oui"}, domains=("a",))
    assert group.total_of(0) == 100


def test_type_that_a_question_never_applies_to_leaves_it_out() -> None:
    never = NotApplicable(types=frozenset({"syndicat"}))
    questions = [yes_no("x"), yes_no("y", not_applicable=never)]
    group = scored(questions, {"x": "Oui", "y": "Non"}, kind="syndicat", domains=("a",))
    assert group.total_of(0) == 100


def test_all_not_applicable_gives_no_score_at_all() -> None:
    group = scored([yes_no("x", "a")], {"x": NA})
    assert group.domain_of("a", 0) is None
    assert group.total_of(0) is None


def test_domain_in_which_nothing_applies_takes_no_part_in_the_total() -> None:
    group = scored([yes_no("x", "a"), yes_no("y", "b")], {"x": NA, "y": "Oui"})
    assert group.total_of(0) == 100


@pytest.mark.parametrize(
    ("answer", "points"), [("9", 0), ("10", 2), ("49,9 %", 2), ("50 %", 10), ("100", 10)]
)
def test_step_is_reached_from_its_bound_on(answer: str, points: int) -> None:
    group = scored([percentage("x", {10: 2, 50: 10})], {"x": answer}, domains=("a",))
    assert group.total_of(0) == points * 10


def test_options_add_up_to_the_ceiling_at_most() -> None:
    question = choice("x", {"Un": 6, "Deux, trois": 6}, several=True)
    group = scored([question], {"x": "Un"}, {"x": "Un, Deux, trois"}, domains=("a",))
    assert [group.total_of(i) for i in range(2)] == [60, 100]


def test_required_proof_that_is_missing_takes_the_points_back() -> None:
    questions = [yes_no("x", proof=Proof.REQUIRED), proof_of("p", "x")]
    group = scored(
        questions, {"x": "Oui", "p": None}, {"x": "Oui", "p": "https://a.example/b"}, domains=("a",)
    )
    assert [group.total_of(i) for i in range(2)] == [0, 100]
    assert group.questions[0].unproven.tolist() == [True, False]


def test_asked_proof_that_is_missing_keeps_the_points() -> None:
    questions = [yes_no("x", proof=Proof.ASKED), proof_of("p", "x")]
    group = scored(questions, {"x": "Oui", "p": None}, domains=("a",))
    assert group.total_of(0) == 100


def test_total_with_awkward_weights_is_exact() -> None:
    questions = [yes_no("x", "a", 3, 7), yes_no("y", "a", 11, 1), yes_no("z", "b", 13)]
    group = scored(questions, {"x": "Oui", "y": "Non", "z": "Non"})
    assert group.total_of(0) == Fraction(100 * 21, 32) / 2


def test_points_that_are_no_whole_numbers_are_exact() -> None:
    halves = yes_no("x", weight=3)._replace(points=Fraction(5, 2))
    thirds = choice("y", {"Un": 1, "Deux": 2})._replace(points=Fraction(4, 3))
    group = scored([halves, thirds], {"x": "Non", "y": "Un"}, domains=("a",))
    assert group.total_of(0) == 100 / (3 * Fraction(5, 2) + Fraction(4, 3))


ANSWERS = st.sampled_from(["Oui", "Non", NA, None])


@given(st.lists(st.tuples(*[ANSWERS] * 4), min_size=1, max_size=12))
def test_scoring_all_at_once_equals_one_by_one(rows: list[tuple[str | None, ...]]) -> None:
    questions = [yes_no("p", "a", 3), yes_no("q", "a", 7, 2), yes_no("r", "b"), yes_no("s", "b")]
    named = [dict(zip("pqrs", row, strict=True)) for row in rows]
    together = scored(questions, *named)
    alone = [scored(questions, row).total_of(0) for row in named]
    assert [together.total_of(i) for i in range(len(rows))] == alone


@given(st.tuples(*[ANSWERS] * 4), st.integers(0, 3))
def test_not_applicable_instead_of_nothing_never_lowers_the_total(
    row: tuple[str | None, ...], position: int
) -> None:
    questions = [yes_no("p", "a", 3), yes_no("q", "a", 7, 2), yes_no("r", "b"), yes_no("s", "b")]
    before = dict(zip("pqrs", row, strict=True))
    before["pqrs"[position]] = None
    after = {**before, "pqrs"[position]: NA}
    group = scored(questions, before, after)
    low, high = group.total_of(0), group.total_of(1)
    assert high is None or (low is not None and high >= low)


def test_many_decimals_in_weights_of_domains_are_counted_exactly() -> None:
    """Three thirds and nine decimals of points: whole numbers that no machine number holds."""
    questions = [
        yes_no("x", "a", points=Fraction("9.123456"), weight=Fraction("1.123456")),
        yes_no("y", "a", points=Fraction("3.000001"), weight=Fraction(2)),
        yes_no("z", "b"),
    ]
    made = grid(*questions)
    coded = code_answers({"x": ["Oui"], "y": ["Non"], "z": ["Non"]}, made, "fr")
    scale = scale_for(scheme(domains=("a", "b")), made, "label", "commune", None)
    weights = {"a": Fraction("333333333.333333333"), "b": Fraction("33.3")}
    group = score_group(scale._replace(domain_weights=weights), np.arange(1), coded, "ab")
    gained = Fraction("9.123456") * Fraction("1.123456")
    share = gained / (gained + 2 * Fraction("3.000001"))
    assert group.total_of(0) == 100 * share * weights["a"] / sum(weights.values())
