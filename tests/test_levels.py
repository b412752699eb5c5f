"""Points -> level, reasons, what is missing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.evaluation import proposals
from sheets_sync.proposal import Lack
from sheets_sync.proposal import Missing
from sheets_sync.scoring import code_answers
from sheets_sync.tabs.proposals import tenths
from tests.builders import candidate
from tests.builders import choice
from tests.builders import grid
from tests.builders import level
from tests.builders import percentage
from tests.builders import scheme
from tests.builders import yes_no

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.grid import Question
    from sheets_sync.proposal import Proposal
    from sheets_sync.scheme import Scheme

NA = "Sans objet"


def proposed(
    made: Scheme, questions: list[Question], *rows: Mapping[str, str | None]
) -> list[Proposal]:
    """The proposals of some candidates."""
    asked = grid(*questions)
    columns = {q.id: [row.get(q.id) for row in rows] for q in questions}
    coded = code_answers(columns, asked, made.language)
    return proposals([candidate(str(i)) for i in range(len(rows))], coded, made, asked)


def ranks(found: list[Proposal]) -> list[int]:
    """Ranks of the levels proposed; 0 for none."""
    return [each.level.rank if each.level else 0 for each in found]


TWO = [yes_no("x", "a"), yes_no("y", "b")]
DOMAINS = ("a", "b")


def test_level_is_reached_at_its_threshold() -> None:
    made = scheme(level(1, 50), level(2, "50.01"), domains=DOMAINS)
    assert ranks(proposed(made, TWO, {"x": "Oui", "y": "Non"})) == [1]


def test_threshold_is_compared_unrounded() -> None:
    thirds = [yes_no(each) for each in "pqr"]
    made = scheme(level(1, "33.3"), level(2, "33.34"))
    assert ranks(proposed(made, thirds, {"p": "Oui"})) == [1]


def test_floor_that_is_not_reached_holds_the_level_back() -> None:
    made = scheme(level(1, 20), level(2, 40, {"b": 30}), domains=DOMAINS)
    (found,) = proposed(made, TWO, {"x": "Oui", "y": "Non"})
    assert ranks([found]) == [1]
    assert found.missing == (Missing(Lack.FLOOR, Fraction(0), Fraction(30), "b"),)


def test_mandatory_question_without_full_points_holds_the_level_back() -> None:
    made = scheme(level(1, 20), level(2, 40, mandatory=["y"]), domains=DOMAINS)
    (found,) = proposed(made, TWO, {"x": "Oui", "y": None})
    assert ranks([found]) == [1]
    assert found.missing == (Missing(Lack.MANDATORY, Fraction(0), Fraction(10), "b", TWO[1]),)


def test_mandatory_question_that_does_not_apply_is_met() -> None:
    made = scheme(level(1, 20), level(2, 40, mandatory=["y"]), domains=DOMAINS)
    assert ranks(proposed(made, TWO, {"x": "Oui", "y": NA})) == [2]


def test_floor_of_a_domain_in_which_nothing_applies_is_not_held_against() -> None:
    made = scheme(level(1, 20, {"b": 50}), domains=DOMAINS)
    assert ranks(proposed(made, TWO, {"x": "Oui", "y": NA})) == [1]


def test_level_above_an_unmet_one_is_not_proposed() -> None:
    made = scheme(level(1, 10, mandatory=["y"]), level(2, 40), domains=DOMAINS)
    assert ranks(proposed(made, TWO, {"x": "Oui", "y": "Non"})) == [0]


def test_every_missing_condition_is_listed() -> None:
    made = scheme(level(1, 10), level(2, 80, {"b": 30}, ["y"]), domains=DOMAINS)
    (found,) = proposed(made, TWO, {"x": "Oui", "y": "Non"})
    assert [each.lack for each in found.missing] == [Lack.TOTAL, Lack.FLOOR, Lack.MANDATORY]


def test_gains_are_exact_and_the_greatest_first() -> None:
    questions = [yes_no("p", "a", weight=3), yes_no("q", "a", weight=1), yes_no("r", "b")]
    made = scheme(level(1, 10), level(2, 90), domains=DOMAINS)
    (found,) = proposed(made, questions, {"p": "Non", "q": "Non", "r": "Oui"})
    assert [(gain.question.id, gain.points) for gain in found.gains] == [
        ("p", Fraction(75, 2)),
        ("q", Fraction(25, 2)),
    ]


def test_gain_taken_gives_the_total_it_promised() -> None:
    questions = [yes_no("p", "a", weight=3), yes_no("q", "a", weight=1), yes_no("r", "b")]
    made = scheme(level(1, 10), level(2, 90), domains=DOMAINS)
    before, after = proposed(
        made, questions, {"p": "Non", "q": "Oui", "r": "Non"}, {"p": "Oui", "q": "Oui", "r": "Non"}
    )
    promised = {gain.question.id: gain.points for gain in before.gains}["p"]
    assert before.total is not None
    assert after.total == before.total + promised


def test_top_level_has_nothing_missing() -> None:
    (found,) = proposed(scheme(level(1, 10)), [yes_no("x")], {"x": "Oui"})
    assert (found.next, found.missing, found.gains) == (None, (), ())


def test_domain_mostly_not_applicable_is_reported() -> None:
    made = scheme(level(1, 10), not_enough=Fraction(1, 2))
    questions = [yes_no("p"), yes_no("q"), yes_no("r")]
    few, enough = proposed(
        made, questions, {"p": "Oui", "q": NA, "r": NA}, {"p": "Oui", "q": "Oui", "r": NA}
    )
    assert (few.not_enough, enough.not_enough) == (("a",), ())


def test_unreadable_answer_is_reported_and_gains_nothing() -> None:
    (found,) = proposed(scheme(level(1, 10)), [yes_no("x")], {"x": "peut-être"})
    assert [question.id for question in found.unread] == ["x"]
    assert found.total == 0


ORDERED = ["Rien", "Un peu", "Tout"]
GRADED = [
    choice(each, {"Rien": 0, "Un peu": 4, "Tout": 10}, domain)
    for each, domain in (("p", "a"), ("q", "a"), ("r", "b"), ("s", "b"))
]
STEEP = scheme(
    level(1, 20), level(2, 45, {"a": 30}), level(3, 70, {"a": 50, "b": 50}, ["p"]), domains=DOMAINS
)


@given(st.tuples(*[st.integers(0, 2)] * 4), st.integers(0, 3))
def test_better_answer_never_lowers_a_level(row: tuple[int, ...], position: int) -> None:
    better = [min(2, each + (i == position)) for i, each in enumerate(row)]
    rows = [
        dict(zip("pqrs", (ORDERED[each] for each in each_row), strict=True))
        for each_row in (row, better)
    ]
    before, after = ranks(proposed(STEEP, GRADED, *rows))
    assert after >= before


@given(st.tuples(*[st.sampled_from([*ORDERED, NA, None])] * 4), st.integers(0, 3))
def test_not_applicable_instead_of_nothing_never_lowers_a_level(
    row: tuple[str | None, ...], position: int
) -> None:
    before = dict(zip("pqrs", row, strict=True)) | {"pqrs"[position]: None}
    after = before | {"pqrs"[position]: NA}
    low, high = ranks(proposed(STEEP, GRADED, before, after))
    assert high >= low


def test_threshold_of_nothing_is_reached_even_when_nothing_applies() -> None:
    assert ranks(proposed(scheme(level(1, 0)), [yes_no("x")], {"x": NA})) == [1]


MIXED = [
    yes_no("p", "a", points=7, weight=3),
    choice("q", {"Rien": 0, "Un peu": 4, "Tout": 10}, "a"),
    choice("r", {"Un": 6, "Deux": 3, "Trois": 4}, "b", several=True),
    percentage("s", {10: 2, 50: 7, 90: 10}, "b"),
]
RISING: dict[str, list[str | None]] = {
    "p": [None, "Non", "Oui"],
    "q": [None, "Rien", "Un peu", "Tout"],
    "r": [None, "Deux", "Trois", "Un", "Deux, Trois", "Un, Deux", "Un, Trois", "Un, Deux, Trois"],
    "s": [None, "9", "10", "49,9", "50", "90", "100"],
}
MIXED_ROWS = st.fixed_dictionaries({q: st.sampled_from([*a, NA]) for q, a in RISING.items()})


@given(MIXED_ROWS, st.sampled_from("pqrs"), st.data())
def test_better_answer_of_any_type_never_lowers_a_level(
    row: dict[str, str | None], question: str, data: st.DataObject
) -> None:
    rising = RISING[question]
    low = data.draw(st.integers(0, len(rising) - 1))
    high = data.draw(st.integers(low, len(rising) - 1))
    rows = [{**row, question: rising[at]} for at in (low, high)]
    before, after = ranks(proposed(STEEP, MIXED, *rows))
    assert after >= before


@given(MIXED_ROWS, st.integers(-3, 3), st.integers(1, 25))
def test_rounding_never_lifts_a_level(row: dict[str, str | None], hairs: int, digits: int) -> None:
    (found,) = proposed(scheme(level(1, 0), domains=DOMAINS), MIXED, row)
    total = found.total or Fraction(0)
    bound = min(Fraction(100), max(Fraction(0), total + Fraction(hairs, 10**digits)))
    made = scheme(level(1, str(bound)), domains=DOMAINS)
    (again,) = proposed(made, MIXED, row)
    exact = total >= bound if found.total is not None else bound == 0
    assert ranks([again]) == [int(exact)]
    shown = tenths(again.total)
    assert shown is None or Fraction(shown) <= total + Fraction(1, 10**9)


@given(st.lists(MIXED_ROWS, min_size=1, max_size=4))
def test_not_applicable_never_divides_by_zero(rows: list[dict[str, str | None]]) -> None:
    nothing = dict.fromkeys("pqrs", NA)
    found = proposed(STEEP, MIXED, *rows, nothing)
    assert (found[-1].total, found[-1].level) == (None, None)
    assert all(
        each.total is not None
        for each, row in zip(found, rows, strict=False)
        if any(answer != NA for answer in row.values())
    )
