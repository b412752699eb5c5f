"""Answers and counts that can't all be right: what to ask about before anybody decides.

Each check gives findings, in the order of the dossiers; none changes a point or a level.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING
from typing import Protocol

import numpy as np

from sheets_sync.answers import State
from sheets_sync.findings import Finding
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Life
from sheets_sync.grid import Proof
from sheets_sync.scheme import ANSWERED
from sheets_sync.scheme import NO
from sheets_sync.scheme import YES
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.answers import Answer
    from sheets_sync.candidates import Candidate
    from sheets_sync.findings import Place
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.scheme import Contradiction
    from sheets_sync.scoring import Coded


class Where(Protocol):
    """Says where something stands."""

    def __call__(self, dossier: str, column: str = "") -> Place:
        """The place of a dossier, or of one of its cells."""
        ...


def without_bearer(candidates: Sequence[Candidate], where: Where) -> Iterator[Finding]:
    """Dossiers that name nobody who bears them."""
    for each in candidates:
        if not each.bearer:
            yield Finding("candidate-without-bearer", where(each.dossier, "bearer"))


def without_proof(
    candidates: Sequence[Candidate], coded: Mapping[str, Coded], grid: Grid, where: Where
) -> Iterator[Finding]:
    """Dossiers that claim points without the proof that is asked for, one finding each."""
    missing: dict[int, list[str]] = {}
    for question in grid.questions:
        shown = _shown(question, coded, grid)
        if question.proof is Proof.NONE or question.id not in coded or shown is None:
            continue
        claimed = _which(coded[question.id], partial(claims, question))
        for row in _rows(claimed & ~shown):
            if question.asked_in(candidates[row].track):
                missing.setdefault(row, []).append(question.id)
    for row in sorted(missing):
        values = {"questions": ", ".join(missing[row])}
        yield Finding("answer-proof-missing", where(candidates[row].dossier), values)


def claims(question: Question, answer: Answer) -> bool:
    """Whether an answer is worth points by itself."""
    if answer.state is not State.ANSWERED or not question.points or not answer.value:
        return False
    if question.type in (AnswerType.SINGLE, AnswerType.MULTIPLE):
        chosen = answer.value if isinstance(answer.value, frozenset) else frozenset()
        return any(option.points for option in question.options if option.id in chosen)
    if isinstance(answer.value, Fraction):
        return any(step.points for step in question.steps if step.at_least <= answer.value)
    return True


def _shown(question: Question, coded: Mapping[str, Coded], grid: Grid) -> np.ndarray | None:
    """Who gave something as a proof; None where nobody was asked for it."""
    found = [
        _which(coded[each.id], _answered)
        for each in grid.questions
        if each.proof_of == question.id and each.life is Life.ACTIVE and each.id in coded
    ]
    return np.logical_or.reduce(found) if found else None


def _answered(answer: Answer) -> bool:
    return answer.state is State.ANSWERED


def over_hundred(
    candidates: Sequence[Candidate], coded: Mapping[str, Coded], grid: Grid, where: Where
) -> Iterator[Finding]:
    """Percentages that are none: over 100, or under 0."""
    for question in grid.questions:
        if question.type is not AnswerType.PERCENTAGE or question.id not in coded:
            continue
        answers = coded[question.id]
        for row in _rows(_which(answers, _out_of_range)):
            values = {"answer": shortened(_text(answers, row)), "question": question.id}
            place = where(candidates[row].dossier, question.id)
            yield Finding("answer-over-hundred", place, values)


def _out_of_range(answer: Answer) -> bool:
    return answer.problem == "answer-out-of-range"


def contradicting(
    candidates: Sequence[Candidate],
    coded: Mapping[str, Coded],
    declared: Sequence[Contradiction],
    where: Where,
) -> Iterator[Finding]:
    """Dossiers whose answers are those that the edition says can't go together."""
    for each in declared:
        if any(question not in coded for question in each.answers):
            continue
        together = np.logical_and.reduce(
            [
                _which(coded[question], partial(given, words))
                for question, words in each.answers.items()
            ]
        )
        for row in _rows(together):
            said = (
                f"{question}: {shortened(_text(coded[question], row))}" for question in each.answers
            )
            values = {"sentence": each.sentence, "answers": "; ".join(said)}
            yield Finding("answer-contradiction", where(candidates[row].dossier), values)


def given(words: Collection[str], answer: Answer) -> bool:
    """Whether an answer is among those of a contradiction."""
    if answer.state is not State.ANSWERED:
        return False
    if ANSWERED in words:
        return True
    if isinstance(answer.value, bool):
        return (YES if answer.value else NO) in words
    return isinstance(answer.value, frozenset) and bool(answer.value & frozenset(words))


def _which(coded: Coded, holds: Callable[[Answer], bool]) -> np.ndarray:
    """For which dossiers something holds; each sort of answer is looked at once."""
    sorts = np.array([holds(answer) for answer in coded.samples], dtype=bool)
    return np.asarray(sorts[coded.sorts])


def _rows(holds: np.ndarray) -> list[int]:
    """The places of what holds."""
    return [int(row) for row in np.flatnonzero(holds)]


def _text(coded: Coded, row: int) -> str:
    return coded.texts[int(coded.codes[row])] or ""


def announced(told: int | None, found: int, code: str, place: Place) -> Iterator[Finding]:
    """A count that was announced and is not the one there is."""
    if told is not None and told != found:
        yield Finding(code, place, {"announced": told, "count": found})
