"""Checks within ``grid.csv``: options, steps, points and proofs of the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Life
from sheets_sync.grid import Proof
from sheets_sync.settings.edition_checks import Known
from sheets_sync.settings.edition_checks import plain
from sheets_sync.settings.ids import check_known
from sheets_sync.settings.reach import best_points
from sheets_sync.spelling import fold
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.grid import Question
    from sheets_sync.scheme import Scheme

WITH_OPTIONS = frozenset({AnswerType.SINGLE, AnswerType.MULTIPLE})
WITH_STEPS = frozenset({AnswerType.PERCENTAGE, AnswerType.NUMBER})
COLLECTS_PROOFS = frozenset({AnswerType.URL, AnswerType.FILE})


def check_scheme_ids(questions: Sequence[Question], scheme: Scheme, file: str) -> Iterator[Finding]:
    """Ids of domains, tracks, types and classes that the edition does not have."""
    known = Known.of(scheme)
    for question in questions:
        rule = question.not_applicable
        lists = (
            ("domain", "domain", {question.domain} - {""}, known.domains),
            ("track", "tracks", question.tracks, known.tracks),
            ("type", "not_applicable", rule.types, known.types),
            ("class", "not_applicable", rule.classes, known.classes),
        )
        for what, column, ids, among in lists:
            place = Place(file, line=question.line, column=column)
            for text in sorted(ids):
                yield from check_known(what, text, among, place)


def check_questions(
    questions: Sequence[Question], scheme: Scheme | None, file: str
) -> Iterator[Finding]:
    """What is the matter with questions whose cells could all be read."""
    by_id = {question.id: question for question in questions}
    tracks = [track.id for track in scheme.tracks] if scheme else []
    yield from _check_texts(questions, file)
    for question in questions:
        yield from _check_options(question, file)
        yield from _check_steps(question, file)
        yield from _check_points(question, file)
        yield from _check_proof(question, questions, tracks, file)
        yield from _check_proof_of(question, by_id, file)


def _check_texts(questions: Sequence[Question], file: str) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for question in questions:
        other = first.setdefault(fold(question.text), question.id)
        if other != question.id:
            place = Place(file, line=question.line, column="text")
            values = {"question": question.id, "other": other}
            yield Finding("config-question-text-doubled", place, values)


def _check_options(question: Question, file: str) -> Iterator[Finding]:
    if question.type in WITH_OPTIONS and not question.options:
        place = Place(file, line=question.line, column="type")
        yield Finding("config-options-missing", place, {"type": question.type.value})
    labels: set[str] = set()
    for option in question.options:
        if question.type not in WITH_OPTIONS:
            place = Place(file, line=option.line, column="option")
            values = {"type": question.type.value, "id": option.id}
            yield Finding("config-options-unwanted", place, values)
        if fold(option.label) in labels:
            place = Place(file, line=option.line, column="text")
            values = {"question": question.id, "label": shortened(option.label)}
            yield Finding("config-label-doubled", place, values)
        labels.add(fold(option.label))


def _check_steps(question: Question, file: str) -> Iterator[Finding]:
    place = Place(file, line=question.line, column="steps")
    if question.steps and question.type not in WITH_STEPS:
        yield Finding("config-steps-unwanted", place, {"type": question.type.value})
    if question.type in WITH_STEPS and question.points and not question.steps:
        yield Finding("config-steps-missing", place)


def _check_points(question: Question, file: str) -> Iterator[Finding]:
    worth = [(option.points, option.line, "points") for option in question.options]
    worth += [(step.points, question.line, "steps") for step in question.steps]
    for points, line, column in worth:
        if points > question.points:
            values = {"found": plain(points), "ceiling": plain(question.points)}
            yield Finding("config-points-above", Place(file, line=line, column=column), values)
    if question.life is not Life.ACTIVE:
        return
    place = Place(file, line=question.line, column="points")
    best = best_points(question, [option.points for option in question.options])
    if not question.points and not question.proof_of:
        yield Finding("config-question-worthless", place, {"question": question.id})
    elif best < question.points and (question.options or question.steps):
        values = {"best": plain(best), "ceiling": plain(question.points)}
        yield Finding("config-ceiling-unreached", place, {"question": question.id, **values})


def _check_proof(
    question: Question, questions: Sequence[Question], tracks: Sequence[str], file: str
) -> Iterator[Finding]:
    """Whether a proof that is wanted is collected wherever the question is asked."""
    if question.proof is Proof.NONE or question.life is not Life.ACTIVE:
        return
    place = Place(file, line=question.line, column="proof")
    proofs = [each for each in questions if each.proof_of == question.id]
    if not proofs:
        values = {"question": question.id, "proof": question.proof.value}
        yield Finding("config-proof-missing", place, values)
    for track in tracks if proofs else ():
        if question.asked_in(track) and not any(proof.asked_in(track) for proof in proofs):
            values = {"question": question.id, "track": track, "id": proofs[0].id}
            yield Finding("config-proof-not-asked", place, values)


def _check_proof_of(
    question: Question, by_id: Mapping[str, Question], file: str
) -> Iterator[Finding]:
    """Whether what a proof says to prove exists and wants one."""
    if not question.proof_of:
        return
    place = Place(file, line=question.line, column="proof_of")
    others = by_id.keys() - {question.id}
    yield from check_known("question", question.proof_of, sorted(others), place)
    if question.type not in COLLECTS_PROOFS:
        yield Finding("config-proof-type", place, {"type": question.type.value})
    proved = by_id.get(question.proof_of)
    if proved and proved.proof is Proof.NONE:
        yield Finding("config-proof-idle", place, {"question": proved.id})
