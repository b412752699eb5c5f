"""The smallest set of changes that reaches a level."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING
from typing import TypeAlias

from hypothesis import assume
from hypothesis import event
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from sheets_sync.climb import Climb
from sheets_sync.climb import Climber
from sheets_sync.climb import demand
from sheets_sync.evaluation import proposals
from sheets_sync.evaluation import score
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Proof
from sheets_sync.proposal import Lack
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
    from collections.abc import Iterator

    from sheets_sync.climb import Change
    from sheets_sync.grid import Question
    from sheets_sync.scheme import Scheme

DOMAINS = ("a", "b")
Row: TypeAlias = dict[str, str | None]


def climbed(made: Scheme, questions: list[Question], row: Row, rank: int) -> Climb:
    """The climb of one candidate."""
    asked = grid(*questions)
    coded = code_answers({q.id: [row.get(q.id)] for q in questions}, asked, "fr")
    (group,) = score([candidate("1")], coded, made, asked)
    found = Climber(group, coded).climb(0, rank)
    assert found is not None
    return found


def rank_of(made: Scheme, questions: list[Question], row: Row) -> int:
    asked = grid(*questions)
    coded = code_answers({q.id: [row.get(q.id)] for q in questions}, asked, "fr")
    (found,) = proposals([candidate("1")], coded, made, asked)
    return found.level.rank if found.level else 0


def ids(found: Climb) -> list[str]:
    return [each.question.id for each in found.changes]


def text_after(change: Change, row: Row) -> str:
    """A text that answers a question as a change asks for."""
    question, better = change.question, change.better
    if question.type is AnswerType.YES_NO:
        return "Oui"
    if question.type is AnswerType.PERCENTAGE:
        assert better.at_least is not None or better.proof
        return f"{better.at_least} %"
    if question.type is AnswerType.SINGLE:
        return better.ticked[0].label
    cleared = {option.label for option in better.cleared}
    kept = [each for each in (row.get(question.id) or "").split("\n") if each not in cleared]
    return "\n".join(filter(None, [*kept, *(option.label for option in better.ticked)]))


def carried_out(found: Climb, row: Row) -> Row:
    """The answers after all changes."""
    after = dict(row)
    for each in found.changes:
        only_proof = each.better.proof and each.better.steps == 1
        if not only_proof:
            after[each.question.id] = text_after(each, row)
        if each.better.proof:
            after[f"proof-{each.question.id}"] = "https://example.org/"
    return after


# -- by hand -------------------------------------------------------------------


def test_one_answer_that_gains_enough_is_taken_before_two_that_gain_more() -> None:
    questions = [yes_no("x", points=6), yes_no("y", points=6), yes_no("z", points=10)]
    made = scheme(level(1, 40))
    assert ids(climbed(made, questions, {}, 1)) == ["z"]


def test_of_single_answers_the_fewest_steps_are_taken() -> None:
    stages = choice("x", {"none": 0, "draft": 3, "plan": 6, "voted": 10})
    share = percentage("y", {10: 5, 50: 10})
    made = scheme(level(1, 25))
    found = climbed(made, [stages, share], {"x": "none", "y": "0 %"}, 1)
    (change,) = found.changes
    assert (change.question.id, str(change.better.at_least), str(change.gain)) == ("y", "10", "25")


def test_of_equal_steps_the_greatest_gain_is_taken() -> None:
    questions = [yes_no("x", points=5), yes_no("y", points=9), yes_no("z", points=6)]
    assert ids(climbed(scheme(level(1, 10)), questions, {}, 1)) == ["y"]


def test_floor_and_required_question_are_part_of_the_set() -> None:
    questions = [yes_no("x", "a"), yes_no("y", "a"), yes_no("z", "b", weight=2), yes_no("t", "b")]
    made = scheme(level(1, 10, floors={"b": 60}, mandatory=["x"]), domains=DOMAINS)
    found = climbed(made, questions, {"y": "Oui"}, 1)
    assert ids(found) == ["x", "z"]
    assert [each.lack for each in found.missing] == [Lack.FLOOR, Lack.MANDATORY]


def test_conditions_of_the_levels_below_are_asked_for_too() -> None:
    """A jury may give a level whose conditions are not met; the next builds upon them."""
    made = scheme(level(1, 10, mandatory=["x"]), level(2, 50))
    questions = [yes_no("x", points=1), yes_no("y", points=20)]
    assert ids(climbed(made, questions, {}, 2)) == ["x", "y"]
    asked = demand(made.tracks[0].levels, 2)
    assert (int(asked.threshold), asked.mandatory) == (50, ("x",))


def test_missing_proof_is_the_change() -> None:
    questions = [yes_no("x", proof=Proof.REQUIRED), proof_of("proof-x", "x"), yes_no("y")]
    (change,) = climbed(scheme(level(1, 50)), questions, {"x": "Oui"}, 1).changes
    assert (change.question.id, change.better.proof, change.better.steps) == ("x", True, 1)


def test_nothing_is_missing_when_the_level_is_reached() -> None:
    found = climbed(scheme(level(1, 50)), [yes_no("x")], {"x": "Oui"}, 1)
    assert (found.missing, found.changes, found.out_of_reach) == ((), (), ())


def test_not_applicable_is_never_proposed() -> None:
    found = climbed(scheme(level(1, 50)), [yes_no("x"), yes_no("y")], {"x": "Sans objet"}, 1)
    assert ids(found) == ["y"]


def test_level_that_no_answers_reach_says_what_stands_in_the_way() -> None:
    made = scheme(level(1, 50, mandatory=["x"]))
    best = choice("x", {"none": 0, "some": 6})  # the ceiling is 10
    found = climbed(made, [best, yes_no("y", points=1)], {}, 1)
    assert found.changes == ()
    assert [(each.lack, int(each.has)) for each in found.out_of_reach] == [(Lack.MANDATORY, 6)]


def test_candidate_to_whom_nothing_applies_can_reach_nothing() -> None:
    found = climbed(scheme(level(1, 50)), [yes_no("x")], {"x": "Sans objet"}, 1)
    assert [(each.lack, int(each.has)) for each in found.out_of_reach] == [(Lack.TOTAL, 0)]


def test_track_without_such_a_level_has_no_climb() -> None:
    questions = [yes_no("x")]
    coded = code_answers({"x": [None]}, grid(*questions), "fr")
    made = scheme(level(1, 50))
    (group,) = score([candidate("1")], coded, made, grid(*questions))
    assert Climber(group, coded).climb(0, 2) is None


# -- against every way there is ------------------------------------------------

WEIGHTS = st.integers(1, 3)


@st.composite
def questionnaires(draw: st.DrawFn) -> tuple[list[Question], Row]:
    """Up to five questions of several sorts, with some answers."""
    questions: list[Question] = []
    row: dict[str, str | None] = {}
    for number in range(draw(st.integers(1, 5))):
        ident, domain = f"q{number}", draw(st.sampled_from(DOMAINS))
        sort = draw(st.sampled_from(["yes", "proven", "single", "boxes", "share"]))
        points = draw(st.lists(st.integers(0, 10), min_size=2, max_size=3))
        labels = [f"{ident}-{n}" for n in range(len(points))]
        options = dict(zip(labels, points, strict=True))
        if sort == "single":
            questions.append(choice(ident, options, domain))
            row[ident] = draw(st.sampled_from([None, "Sans objet", *labels]))
        elif sort == "boxes":
            questions.append(choice(ident, options, domain, several=True))
            ticked = draw(st.lists(st.sampled_from(labels), unique=True))
            row[ident] = "\n".join(ticked) or None
        elif sort == "share":
            bounds = dict(zip((10, 40, 70), sorted(set(points)), strict=False))
            questions.append(percentage(ident, bounds, domain))
            row[ident] = draw(st.sampled_from([None, "5 %", "15 %", "45 %", "90 %"]))
        else:
            proof = Proof.REQUIRED if sort == "proven" else Proof.NONE
            made = yes_no(ident, domain, draw(st.integers(1, 10)), draw(WEIGHTS), proof=proof)
            questions.append(made)
            row[ident] = draw(st.sampled_from([None, "Oui", "Non"]))
            if sort == "proven":
                questions.append(proof_of(f"proof-{ident}", ident, domain))
    return questions, row


@st.composite
def ladders(draw: st.DrawFn, questions: list[Question]) -> Scheme:
    """One level with a threshold, perhaps floors and required questions."""
    floors = draw(st.dictionaries(st.sampled_from(DOMAINS), st.integers(0, 100)))
    asked = [each.id for each in questions if not each.proof_of]
    mandatory = draw(st.lists(st.sampled_from(asked), unique=True, max_size=2))
    one = level(1, draw(st.integers(0, 100)), floors, mandatory)
    return scheme(one, domains=DOMAINS)


def every_way(
    made: Scheme, questions: list[Question], row: Row
) -> Iterator[tuple[int, int, Fraction]]:
    """Questions, steps and gain (below 0) of every set of raises that reaches the level."""
    asked = grid(*questions)
    coded = code_answers({q.id: [row.get(q.id)] for q in questions}, asked, "fr")
    (group,) = score([candidate("1")], coded, made, asked)
    climber = Climber(group, coded)
    ways = []
    for scores in group.questions:
        found = climber.raises(scores, 0) if scores.applies[0] else ()
        ways.append([(scores, None), *((scores, each) for each in found)])
    before = group.total_of(0) or Fraction(0)
    for way in product(*ways):
        points = {domain: int(group.points[domain][0]) for domain in DOMAINS}
        full = {}
        for scores, better in way:
            worth = int(scores.gained[0])
            if better is not None:
                weight = group.scale.weights[scores.question.id] * group.unit
                more = int(better.points * weight) - worth
                points[scores.question.domain] += more
                worth += more
            full[scores.question.id] = not scores.applies[0] or worth >= scores.ceiling
        shares = {
            domain: Fraction(100 * points[domain], int(group.ceilings[domain][0]))
            for domain in DOMAINS
            if group.ceilings[domain][0]
        }
        total = sum(shares.values(), Fraction(0)) / max(len(shares), 1)
        (one,) = group.scale.levels
        if (
            total >= one.threshold
            and all(shares.get(d, floor) >= floor for d, floor in one.floors.items())
            and all(full[question] for question in one.mandatory)
        ):
            chosen = [better for _, better in way if better is not None]
            yield len(chosen), sum(each.steps for each in chosen), before - total


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_other_way_is_smaller(data: st.DataObject) -> None:
    questions, row = data.draw(questionnaires())
    made = data.draw(ladders(questions))
    found = climbed(made, questions, row, 1)
    ways = sorted(every_way(made, questions, row))
    if not ways:
        event("out of reach")
        assert found.out_of_reach
        assert found.changes == ()
        return
    event(f"{len(found.changes)} changes")
    steps = sum(each.better.steps for each in found.changes)
    gain = sum((each.gain for each in found.changes), Fraction(0))
    assert found.out_of_reach == ()
    assert (len(found.changes), steps, -gain) == ways[0]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_answers_changed_so_reach_the_level(data: st.DataObject) -> None:
    """Scored again from their texts, as `palmares propose` would."""
    questions, row = data.draw(questionnaires())
    made = data.draw(ladders(questions))
    found = climbed(made, questions, row, 1)
    assume(not found.out_of_reach)
    after = carried_out(found, row)
    assert rank_of(made, questions, after) == 1
    assert bool(found.changes) is (rank_of(made, questions, row) == 0)
