"""How solid a level is, beside what every changed answer really gives."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.draws import draw
from sheets_sync.evaluation import proposals
from sheets_sync.evaluation import score
from sheets_sync.grid import NotApplicable
from sheets_sync.grid import Proof
from sheets_sync.moves import worths
from sheets_sync.robustness import assess
from sheets_sync.robustness import robustness
from sheets_sync.scale import scale_for
from sheets_sync.scheme import Variant
from sheets_sync.scoring import code_answers
from tests.builders import candidate
from tests.builders import choice
from tests.builders import grid
from tests.builders import level
from tests.builders import percentage
from tests.builders import proof_of
from tests.builders import scheme
from tests.builders import yes_no

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.grid import Question
    from sheets_sync.moves import Move
    from sheets_sync.robustness import Robustness
    from sheets_sync.scheme import Scheme

NA = "Sans objet"
Row = dict[str, str | None]
QUESTIONS = [
    yes_no("p", "a", weight=3),
    choice("q", {"Rien": 0, "Peu": 3, "Tout": 10}, "a"),
    choice("r", {"Un": 6, "Deux": 3, "Trois": 4}, "b", several=True),
    percentage("s", {10: 2, 50: 7, 90: 10}, "b"),
    yes_no("t", "c"),
]
SCALES = scheme(
    level(1, 20),
    level(2, "43.75", {"a": 30}),
    level(3, 70, {"a": 50, "b": 50}, ["p"]),
    domains="abc",
    variants=[
        Variant("Syndicats", types=("syndicat",), domain_weights={"b": Fraction(3)}),
        Variant("Syndicats", types=("syndicat",), thresholds={"2": Fraction(40)}),
    ],
)
ANSWERS: dict[str, list[str | None]] = {
    "p": ["Oui", "Non"],
    "q": ["Rien", "Peu", "Tout"],
    "r": ["", "Un", "Deux", "Trois", "Un, Deux", "Un, Trois", "Deux, Trois", "Un, Deux, Trois"],
    "s": ["0", "10", "50", "90"],
    "t": ["Oui", "Non"],
}
ROWS = st.fixed_dictionaries({q: st.sampled_from([*a, None, NA]) for q, a in ANSWERS.items()})
KINDS = st.sampled_from(["commune", "syndicat"])


def ranks(
    made: Scheme, questions: Sequence[Question], rows: Sequence[Row], kind: str = "commune"
) -> list[tuple[int, Fraction]]:
    """Rank and total of some candidates, by the ordinary way."""
    asked = grid(*questions)
    columns = {q.id: [row.get(q.id) for row in rows] for q in questions}
    found = proposals(
        [candidate(str(at), kind) for at in range(len(rows))],
        code_answers(columns, asked, made.language),
        made,
        asked,
    )
    return [(each.level.rank if each.level else 0, each.total or Fraction(0)) for each in found]


def solidity(
    made: Scheme,
    questions: Sequence[Question],
    *rows: Row,
    kind: str = "commune",
    draws: int = 200,
) -> list[Robustness]:
    """How solid the levels of some candidates are."""
    asked = grid(*questions)
    columns = {q.id: [row.get(q.id) for row in rows] for q in questions}
    coded = code_answers(columns, asked, made.language)
    candidates = [candidate(str(at), kind) for at in range(len(rows))]
    return robustness(candidates, coded, made, asked, draws)


def told(moves: Sequence[Move]) -> dict[str, tuple[int, Fraction]]:
    """Moves as question -> rank, change of the total."""
    return {each.question.id: (each.rank, each.change) for each in moves}


def tried(row: Row, kind: str, way: int) -> dict[str, tuple[int, Fraction]]:
    """What changing each answer really gives: the least change that moves the level a way."""
    (now,) = ranks(SCALES, QUESTIONS, [row], kind)
    found: dict[str, tuple[int, Fraction]] = {}
    for question, answers in ANSWERS.items():
        others = [
            each for each in answers if row[question] != NA or each in ("Non", "Rien", "", "0")
        ]
        changed = ranks(SCALES, QUESTIONS, [{**row, question: each} for each in others], kind)
        moved = [
            (abs(total - now[1]), rank, total - now[1])
            for rank, total in changed
            if (rank - now[0]) * way > 0
        ]
        if moved:
            _, rank, change = min(moved)
            found[question] = (rank, change)
    return found


@given(ROWS, KINDS)
def test_lifting_answers_are_those_that_lift_when_they_are_given(row: Row, kind: str) -> None:
    (found,) = solidity(SCALES, QUESTIONS, row, kind=kind, draws=1)
    really = tried(row, kind, 1)
    # Refusing a "not applicable" only ever lowers: what it lifts is not looked for.
    assert told(found.moves.up) == {q: each for q, each in really.items() if row[q] != NA}


@given(ROWS, KINDS)
def test_lowering_answers_are_those_that_lower_when_they_are_given(row: Row, kind: str) -> None:
    (found,) = solidity(SCALES, QUESTIONS, row, kind=kind, draws=1)
    assert told(found.moves.down) == tried(row, kind, -1)


@given(ROWS)
def test_refused_not_applicable_never_lifts(row: Row) -> None:
    rows = [row, {q: ("Non" if a == NA and q in "pt" else a) for q, a in row.items()}]
    (before, _), (after, _) = ranks(SCALES, QUESTIONS, rows)
    assert after <= before


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_candidates_together_are_as_each_alone(rows: list[Row]) -> None:
    together = solidity(SCALES, QUESTIONS, *rows, draws=20)
    assert together == [solidity(SCALES, QUESTIONS, row, draws=20)[0] for row in rows]


def test_moves_come_with_the_least_change_first() -> None:
    questions = [yes_no("x"), yes_no("y", weight=2), yes_no("z", weight=3)]
    made = scheme(level(1, 40), level(2, 80))
    (found,) = solidity(made, questions, {"x": "Non", "y": "Non", "z": "Oui"})
    assert [(each.question.id, each.change) for each in found.moves.up] == [
        ("y", Fraction(100, 3)),
    ]
    (found,) = solidity(made, questions, {"x": "Oui", "y": "Oui", "z": "Oui"})
    assert [(each.question.id, each.change) for each in found.moves.down] == [
        ("y", Fraction(-100, 3)),
        ("z", -50),
    ]


TWO = [yes_no("x", "a"), yes_no("y", "b")]


def test_margins_are_exact_to_both_thresholds() -> None:
    made = scheme(level(1, 20), level(2, "70.5"), domains="ab")
    (found,) = solidity(made, TWO, {"x": "Oui", "y": "Non"})
    assert (found.above, found.below) == (Fraction(30), Fraction(41, 2))


def test_margins_end_where_levels_end() -> None:
    made = scheme(level(1, 20), domains="ab")
    top, none = solidity(made, TWO, {"x": "Oui", "y": "Oui"}, {"x": "Non", "y": "Non"})
    assert [(each.above, each.below) for each in (top, none)] == [(80, None), (None, 20)]


def test_margins_without_a_total_are_not_known() -> None:
    (found,) = solidity(scheme(level(1, 20), domains="ab"), TWO, {"x": NA, "y": NA})
    assert (found.above, found.below, found.kept) == (None, None, Fraction(1))


def test_total_exactly_at_its_threshold_is_decided_exactly() -> None:
    thirds = [yes_no(each) for each in "pqr"]
    made = scheme(level(1, "33.333333333"), level(2, "200/3"))
    (found,) = solidity(made, thirds, {"p": "Oui", "q": "Non", "r": "Non"})
    assert told(found.moves.up) == {each: (2, Fraction(100, 3)) for each in "qr"}


def test_total_a_hair_below_its_threshold_is_decided_exactly() -> None:
    thirds = [yes_no(each) for each in "pqr"]
    made = scheme(level(1, 20), level(2, "66.666666667"))
    (found,) = solidity(made, thirds, {"p": "Oui", "q": "Non", "r": "Non"})
    assert told(found.moves.up) == {}


def test_missing_proof_is_said_of_the_answer_that_lacks_it() -> None:
    questions = [yes_no("x", proof=Proof.REQUIRED), proof_of("z", "x"), yes_no("y")]
    (found,) = solidity(scheme(level(1, 50)), questions, {"x": "Oui", "y": "Non", "z": None})
    assert [(move.question.id, move.unproven) for move in found.moves.up] == [
        ("x", True),
        ("y", False),
    ]


def test_question_that_never_applies_to_a_type_is_not_refused() -> None:
    never = NotApplicable(declared=True, types=frozenset({"syndicat"}))
    questions = [yes_no("x"), yes_no("y", not_applicable=never)]
    made = scheme(level(1, 80))
    (found,) = solidity(made, questions, {"x": "Oui", "y": NA}, kind="syndicat")
    assert told(found.moves.down) == {"x": (0, Fraction(-100))}
    (found,) = solidity(made, questions, {"x": "Oui", "y": NA})
    assert told(found.moves.down) == {"y": (0, Fraction(-50)), "x": (0, Fraction(-100))}


def test_refused_not_applicable_was_worth_nothing_before() -> None:
    (found,) = solidity(scheme(level(1, 80)), [*TWO[:1], yes_no("y")], {"x": "Oui", "y": NA})
    assert [move.before for move in found.moves.down] == [None, 10]


def test_worths_of_several_options_are_all_their_sums_up_to_the_ceiling() -> None:
    question = QUESTIONS[2]
    scale = scale_for(SCALES, grid(question), "label", "commune", None)
    assert worths(question, scale) == [0, 3, 4, 6, 7, 9, 10]


# -- draws ----------------------------------------------------------------------------


TENTHS = [percentage("x", {10 * step: step for step in range(1, 11)})]


def test_draws_of_a_level_far_from_its_thresholds_keep_it() -> None:
    made = scheme(level(1, 20), level(2, 80))
    (found,) = solidity(made, TENTHS, {"x": "50"})
    assert (found.drawn.kept, found.drawn.lower, found.drawn.higher) == (200, 0, 0)


def test_draws_at_a_threshold_fall_half_of_the_time() -> None:
    made = scheme(level(1, 50))
    (found,) = solidity(made, TENTHS, {"x": "50"}, draws=1000)
    assert (found.drawn.higher, found.drawn.of) == (0, 1000)
    assert Fraction(9, 20) < found.kept < Fraction(11, 20)


def test_draws_below_a_threshold_rise_and_never_fall() -> None:
    made = scheme(level(1, 20), level(2, "50.5"))
    (found,) = solidity(made, TENTHS, {"x": "50"}, draws=1000)
    assert found.drawn.lower == 0
    assert Fraction(1, 5) < Fraction(found.drawn.higher, 1000) < Fraction(3, 10)


def test_draws_respect_a_mandatory_question() -> None:
    made = scheme(level(1, 10), level(2, 20, mandatory=["y"]), domains="ab")
    (found,) = solidity(made, TWO, {"x": "Oui", "y": "Non"})
    assert (found.drawn.kept, found.drawn.higher) == (200, 0)


def test_draws_respect_a_floor() -> None:
    made = scheme(level(1, 10), level(2, 20, {"b": 30}), domains="ab")
    (found,) = solidity(made, TWO, {"x": "Oui", "y": "Non"})
    assert (found.drawn.kept, found.drawn.higher) == (200, 0)


def test_draws_keep_floor_and_total_of_full_marks() -> None:
    made = scheme(level(1, 100, {"a": 100, "b": 100}, ["x"]), domains="ab")
    (found,) = solidity(made, TWO, {"x": "Oui", "y": "Oui"})
    assert found.drawn.kept == 200


def test_draws_move_a_floor_that_hangs_on_weights() -> None:
    questions = [yes_no("x"), yes_no("y")]
    made = scheme(level(1, 10, {"a": 50}))
    (found,) = solidity(made, questions, {"x": "Oui", "y": "Non"}, draws=1000)
    assert Fraction(9, 20) < found.kept < Fraction(11, 20)


def test_draws_vary_the_weights_of_domains() -> None:
    made = scheme(level(1, 10), level(2, "51.5"), domains="ab")
    (found,) = solidity(made, TWO, {"x": "Oui", "y": "Non"}, draws=1000)
    assert 0 < found.drawn.higher < 500


def test_draws_are_the_same_whatever_the_size_of_the_chunks() -> None:
    asked = grid(*QUESTIONS)
    rows: list[Row] = [{"p": "Oui", "q": "Peu", "r": "Un", "s": str(s)} for s in range(0, 100, 9)]
    columns = {q.id: [row.get(q.id) for row in rows] for q in QUESTIONS}
    coded = code_answers(columns, asked, "fr")
    (group,) = score([candidate(str(at)) for at in range(len(rows))], coded, SCALES, asked)
    assert draw(group, 100, at_once=5) == draw(group, 100)
    assert [each.drawn for each in assess(group, 100)] == draw(group, 100)


def test_solid_is_kept_by_the_share_asked_for() -> None:
    made = scheme(level(1, 50))
    (found,) = solidity(made, TENTHS, {"x": "50"}, draws=1000)
    assert (found.solid(found.kept), found.solid(found.kept + Fraction(1, 1000))) == (True, False)


def test_refused_not_applicable_brings_its_domain_into_the_total() -> None:
    made = scheme(level(1, 60), domains="ab")
    (found,) = solidity(made, TWO, {"x": "Oui", "y": NA})
    assert told(found.moves.down) == {"y": (0, Fraction(-50)), "x": (0, Fraction(-100))}


def test_draws_hold_no_floor_against_who_has_no_score_there() -> None:
    made = scheme(level(1, 50, {"b": 40}), domains="ab")
    (found,) = solidity(made, TWO, {"x": "Oui", "y": NA})
    assert found.kept == 1


def test_draws_without_a_total_keep_what_asks_for_nothing() -> None:
    made = scheme(level(1, 0), level(2, "0.1"), domains="ab")
    (found,) = solidity(made, TWO, {"x": NA, "y": NA})
    assert (found.kept, found.drawn.of) == (Fraction(1), 200)
