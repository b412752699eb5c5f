"""Answers and counts that can't all be right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sheets_sync.consistency import announced
from sheets_sync.consistency import contradicting
from sheets_sync.consistency import over_hundred
from sheets_sync.consistency import without_bearer
from sheets_sync.consistency import without_proof
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.grid import Proof
from sheets_sync.scheme import Contradiction
from sheets_sync.scoring import code_answers
from tests.builders import candidate
from tests.builders import choice
from tests.builders import grid
from tests.builders import percentage
from tests.builders import proof_of
from tests.builders import yes_no

if TYPE_CHECKING:
    from sheets_sync.scoring import Coded
    from sheets_sync.tabs.model import CellValue

PLAN = yes_no("plan", proof=Proof.ASKED)
GRID = grid(
    PLAN,
    proof_of("plan-url", "plan"),
    choice("tool", {"none": 0, "some": 5}),
    percentage("share", {50: 5}),
)
CANDIDATES = [candidate("D-1"), candidate("D-2")]


def where(dossier: str, column: str = "") -> Place:
    """A place as the tab of answers would say it."""
    return Place(tab="Réponses", row=dossier, column=column)


def coded(**columns: list[CellValue]) -> dict[str, Coded]:
    """Answers by question, one for each candidate."""
    given = {name.replace("_", "-"): cells for name, cells in columns.items()}
    return code_answers(given, GRID, "fr")


def test_dossier_without_bearer() -> None:
    candidates = [CANDIDATES[0], replace(CANDIDATES[1], bearer="")]
    assert [*without_bearer(candidates, where)] == [
        Finding("candidate-without-bearer", where("D-2", "bearer"))
    ]


@pytest.mark.parametrize(
    ("answer", "proof", "missing"),
    [
        ("Oui", None, True),
        ("Oui", "https://exemple.invalid/plan", False),
        ("Non", None, False),
        ("Sans objet", None, False),
        (None, None, False),
        ("peut-être", None, False),
    ],
)
def test_yes_without_its_proof(answer: CellValue, proof: CellValue, missing: bool) -> None:  # noqa: FBT001 - a case
    answers = coded(plan=["Non", answer], plan_url=[None, proof])
    expected = [Finding("answer-proof-missing", where("D-2"), {"questions": "plan"})]
    assert [*without_proof(CANDIDATES, answers, GRID, where)] == (expected if missing else [])


@pytest.mark.parametrize(("ticked", "missing"), [("some", True), ("none", False)])
def test_option_worth_points_without_its_proof(ticked: str, missing: bool) -> None:  # noqa: FBT001 - a case
    questions = grid(
        choice("tool", {"none": 0, "some": 5})._replace(proof=Proof.REQUIRED),
        proof_of("url", "tool"),
    )
    answers = code_answers({"tool": [ticked, "none"], "url": [None, None]}, questions, "fr")
    expected = [Finding("answer-proof-missing", where("D-1"), {"questions": "tool"})]
    assert [*without_proof(CANDIDATES, answers, questions, where)] == (expected if missing else [])


def test_proof_that_the_form_does_not_ask_is_not_missing() -> None:
    assert [*without_proof(CANDIDATES, coded(plan=["Oui", "Oui"]), GRID, where)] == []


@pytest.mark.parametrize(
    ("answer", "over"), [("120 %", True), ("100 %", False), (101, True), (100, False), ("x", False)]
)
def test_percentage_over_a_hundred(answer: CellValue, over: bool) -> None:  # noqa: FBT001 - a case
    expected = Finding(
        "answer-over-hundred", where("D-1", "share"), {"answer": str(answer), "question": "share"}
    )
    found = [*over_hundred(CANDIDATES, coded(share=[answer, "50 %"]), GRID, where)]
    assert found == ([expected] if over else [])


NO_PLAN = Contradiction("Sans plan, pas d’adresse.", {"plan": ("no",), "plan-url": ("answered",)})
TOOLS = Contradiction("Aucun outil, et une part.", {"tool": ("none",), "share": ("answered",)})


def test_answers_that_the_edition_says_contradict_each_other() -> None:
    answers = coded(
        plan=["Non", "Oui"],
        plan_url=["https://exemple.invalid/x", "https://exemple.invalid/y"],
        tool=["some", "none"],
        share=["10 %", "20 %"],
    )
    assert [*contradicting(CANDIDATES, answers, [NO_PLAN, TOOLS], where)] == [
        Finding(
            "answer-contradiction",
            where("D-1"),
            {
                "sentence": NO_PLAN.sentence,
                "answers": "plan: Non; plan-url: https://exemple.invalid/x",
            },
        ),
        Finding(
            "answer-contradiction",
            where("D-2"),
            {"sentence": TOOLS.sentence, "answers": "tool: none; share: 20 %"},
        ),
    ]


def test_answers_that_were_not_given_contradict_nothing() -> None:
    answers = coded(plan=["Non", None], plan_url=[None, "https://exemple.invalid/y"])
    assert [*contradicting(CANDIDATES, answers, [NO_PLAN, TOOLS], where)] == []


@pytest.mark.parametrize(("told", "found"), [(None, []), (3, []), (4, [4])])
def test_announced_count_beside_the_one_there_is(told: int | None, found: list[int]) -> None:
    place = Place(file="edition.toml")
    expected = [
        Finding("count-announced-laureates", place, {"announced": each, "count": 3})
        for each in found
    ]
    assert [*announced(told, 3, "count-announced-laureates", place)] == expected
