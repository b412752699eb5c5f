"""How one answer could be worth more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.answers import read_answer
from sheets_sync.grid import Proof
from sheets_sync.raises import raises
from sheets_sync.scale import scale_for
from tests.builders import choice
from tests.builders import grid
from tests.builders import percentage
from tests.builders import scheme
from tests.builders import yes_no

if TYPE_CHECKING:
    from sheets_sync.grid import Question
    from sheets_sync.raises import Raise

STAGES = {"none": 0, "draft": 3, "note": 3, "voted": 10}
BOXES = {"a": 5, "b": 2, "c": 4, "none": -3}


def better(question: Question, text: str | None, *, proofless: bool = False) -> tuple[Raise, ...]:
    scale = scale_for(scheme(), grid(question), "label", "commune", None)
    return raises(question, read_answer(question, text, "fr"), scale, proofless=proofless)


def told(found: tuple[Raise, ...]) -> list[tuple[object, ...]]:
    return [
        (each.steps, each.points, [o.id for o in each.ticked], [o.id for o in each.cleared])
        for each in found
    ]


def test_choice_climbs_by_worth_and_names_one_option_of_each() -> None:
    question = choice("q", STAGES)
    assert told(better(question, None)) == [(1, 3, ["draft"], []), (2, 10, ["voted"], [])]
    assert told(better(question, "note")) == [(1, 10, ["voted"], [])]
    assert better(question, "voted") == ()


def test_boxes_are_ticked_one_by_one_the_most_helpful_first() -> None:
    question = choice("q", BOXES, several=True)
    assert told(better(question, "b")) == [
        (1, 7, ["a"], []),
        (2, 10, ["a", "c"], []),  # 11 points, of which the ceiling keeps 10
    ]


def test_box_that_costs_points_is_cleared() -> None:
    question = choice("q", BOXES, several=True)
    assert told(better(question, "none")) == [
        (1, 2, ["a"], []),
        (2, 6, ["a", "c"], []),
        (3, 9, ["a", "c"], ["none"]),
        (4, 10, ["a", "b", "c"], ["none"]),
    ]


def test_percentage_climbs_by_bounds() -> None:
    found = better(percentage("q", {5: 2, 40: 8, 60: 10}), "12 %")
    assert [(each.steps, int(each.points), int(each.at_least or 0)) for each in found] == [
        (1, 8, 40),
        (2, 10, 60),
    ]


def test_text_or_yes_is_all_it_takes() -> None:
    found = better(yes_no("q"), "Non")
    assert [(each.steps, int(each.points), each.proof) for each in found] == [(1, 10, False)]
    assert better(yes_no("q"), "Oui") == ()


def test_missing_proof_alone_is_one_step() -> None:
    question = yes_no("q", proof=Proof.REQUIRED)
    assert [(each.steps, each.proof) for each in better(question, "Oui", proofless=True)] == [
        (1, True)
    ]


def test_answer_and_its_proof_are_two_steps() -> None:
    question = yes_no("q", proof=Proof.REQUIRED)
    assert [(each.steps, each.proof) for each in better(question, "Non", proofless=True)] == [
        (2, True)
    ]


def test_answer_that_could_not_be_read_counts_as_none() -> None:
    assert told(better(choice("q", STAGES), "?!")) == told(better(choice("q", STAGES), None))
