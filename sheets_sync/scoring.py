"""Answers -> points, for all candidates at once, exactly.

Each distinct answer to a question is read once, the points of each sort of answer are
looked up, and whole columns are summed as integers. The score of a domain is

    100 x sum(weight x points) / sum(weight x ceiling)   over the questions that apply,

the same weights above and below; the total is the mean of the domains' scores, weighted,
over the domains that have a score. Nothing is rounded: totals are ratios of integers.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sheets_sync.answers import Reader
from sheets_sync.answers import State
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Proof
from sheets_sync.scale import smallest_part

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.answers import Answer
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.scale import Scale
    from sheets_sync.tabs.model import CellValue

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Coded:
    """The answers to one question: ``codes[i]`` is the index of dossier i in ``texts``.

    ``texts`` are all different. Answers that score alike under any scale are of one sort:
    ``sorts[i]`` is the index of dossier i in ``samples``, which holds one answer of each
    sort. Thirty thousand addresses are one sort.
    """

    reader: Reader
    texts: Sequence[str | None]
    codes: np.ndarray
    sorts: np.ndarray
    samples: tuple[Answer, ...]

    @property
    def answers(self) -> list[Answer]:
        """What each of the texts says; read when it is asked for."""
        return self.reader.read_all(self.texts)

    def states(self) -> np.ndarray:
        """The :class:`~sheets_sync.answers.State` of each sort of answer, as int8."""
        return np.array([answer.state for answer in self.samples], dtype=np.int8)


def code_answers(
    columns: Mapping[str, Sequence[CellValue]], grid: Grid, language: str
) -> dict[str, Coded]:
    """Read each distinct answer once; by question id, for the questions with a column."""
    coded: dict[str, Coded] = {}
    for question in grid.questions:
        if question.id in columns:
            cells = pd.Series(list(columns[question.id]), dtype=object)
            codes, uniques = pd.factorize(cells, use_na_sentinel=False)
            texts = [*map(_text, uniques)]
            coded[question.id] = _sorted_out(Reader(question, language), texts, np.asarray(codes))
    return coded


def _sorted_out(reader: Reader, texts: Sequence[str | None], codes: np.ndarray) -> Coded:
    """Find the sort of each text."""
    known: dict[Hashable, int] = {}
    sorts = [known.setdefault(mark, len(known)) for mark in _marks(reader, texts)]
    samples = tuple(reader.read(texts[sorts.index(number)]) for number in range(len(known)))
    return Coded(reader, texts, codes, np.array(sorts, dtype=np.intp)[codes], samples)


def _marks(reader: Reader, texts: Sequence[str | None]) -> Iterable[Hashable]:
    """What tells the answers of one sort from the others."""
    question = reader.question
    if question.type in (AnswerType.TEXT, AnswerType.URL, AnswerType.FILE):
        return reader.states(texts)  # any text is worth as much as any other
    answers = reader.read_all(texts)
    if question.type in (AnswerType.PERCENTAGE, AnswerType.NUMBER):
        return _reached(question, answers)
    return [(answer.state, answer.value) for answer in answers]


def _reached(question: Question, answers: Iterable[Answer]) -> Iterator[Hashable]:
    """The state of each answer, and how many steps its number reaches; in whole numbers."""
    unit = lcm(*(step.at_least.denominator for step in question.steps))
    bounds = sorted(int(step.at_least * unit) for step in question.steps)
    for answer in answers:
        number = answer.value if isinstance(answer.value, Fraction) else Fraction(0)
        yield answer.state, bisect_right(bounds, number.numerator * unit // number.denominator)


def _text(value: object) -> str | None:
    """A cell as the text an answer is read from; NaN and None are no answer."""
    if isinstance(value, str):
        return value
    if value is None or value != value:  # noqa: PLR0124 - NaN is the only one unlike itself
        return None
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def answer_points(question: Question, answer: Answer, scale: Scale) -> Fraction:
    """Points of one answer under a scale: from 0 to the question's ceiling (both included)."""
    ceiling = scale.ceilings[question.id]
    if answer.state is not State.ANSWERED:
        return Fraction(0)
    value = answer.value
    if question.type in (AnswerType.SINGLE, AnswerType.MULTIPLE):
        ticked = value if isinstance(value, frozenset) else frozenset({value})
        gained = sum(
            (scale.option_points[question.id, o.id] for o in question.options if o.id in ticked),
            Fraction(0),
        )
    elif question.type is AnswerType.YES_NO:
        gained = ceiling if value is True else Fraction(0)
    elif question.type in (AnswerType.PERCENTAGE, AnswerType.NUMBER):
        gained = _step_points(question, value)
    else:
        gained = ceiling if value else Fraction(0)
    return min(max(gained, Fraction(0)), ceiling)


def _step_points(question: Question, value: object) -> Fraction:
    """Points of the highest step that a number reaches; 0 below them all."""
    number = value if isinstance(value, Fraction) else Fraction(0)
    reached = [step for step in question.steps if step.at_least <= number]
    return max(reached, key=lambda step: step.at_least).points if reached else Fraction(0)


@dataclass(frozen=True, slots=True)
class QuestionScores:
    """One question for the candidates of a group, as integers in the group's unit.

    ``gained`` is weight x points, ``ceiling`` weight x ceiling (one number for all),
    ``applies`` tells who is counted, ``states`` how the answer stands, ``unproven`` who
    claimed points whose required proof is missing (their ``gained`` is 0).
    """

    question: Question
    gained: np.ndarray
    ceiling: int
    applies: np.ndarray
    states: np.ndarray
    unproven: np.ndarray


@dataclass(frozen=True, slots=True)
class GroupScores:
    """Scores of the candidates that share one scale; arrays are aligned with ``rows``.

    ``rows`` are positions in the table of candidates. ``points[d]`` and ``ceilings[d]`` are
    integers per domain id (a ceiling of 0: no score); ``left_out[d]`` is the weight x
    ceiling that "not applicable" took out. ``total`` and ``whole`` are the numerator and
    the denominator of the total, arrays of Python integers; ``whole`` is 0 where no
    domain has a score.
    """

    scale: Scale
    rows: np.ndarray
    questions: tuple[QuestionScores, ...]
    points: Mapping[str, np.ndarray]
    ceilings: Mapping[str, np.ndarray]
    left_out: Mapping[str, np.ndarray]
    total: np.ndarray
    whole: np.ndarray
    unit: int

    def total_of(self, index: int) -> Fraction | None:
        """Total (0-100) of one candidate of the group; None when nothing can be scored."""
        whole = int(self.whole[index])
        return Fraction(int(self.total[index]) * HUNDRED, whole) if whole else None

    def domain_of(self, domain: str, index: int) -> Fraction | None:
        """Score (0-100) of one candidate in a domain; None when no question applies."""
        ceiling = int(self.ceilings[domain][index])
        return Fraction(int(self.points[domain][index]) * HUNDRED, ceiling) if ceiling else None


def score_group(
    scale: Scale, rows: np.ndarray, coded: Mapping[str, Coded], domains: Sequence[str]
) -> GroupScores:
    """Score the candidates at ``rows`` under the scale they share.

    A question without a column in ``coded`` was not asked, and counts for nobody.
    """
    asked = [question for question in scale.asked if question.id in coded]
    unit = smallest_part(asked, scale)
    shown = _proofs_shown(scale, coded, rows)
    questions = tuple(
        _score_question(question, coded[question.id], rows, scale, unit, shown)
        for question in asked
    )
    points, ceilings, left_out = {}, {}, {}
    for domain in domains:
        mine = [each for each in questions if each.question.domain == domain]
        zero = np.zeros(len(rows), dtype=np.int64)
        points[domain] = sum((each.gained for each in mine), zero)
        ceilings[domain] = sum((each.ceiling * each.applies for each in mine), zero)
        left_out[domain] = sum((each.ceiling * ~each.applies for each in mine), zero)
    total, whole = _total(points, ceilings, scale.domain_weights, len(rows))
    return GroupScores(scale, rows, questions, points, ceilings, left_out, total, whole, unit)


def _proofs_shown(
    scale: Scale, coded: Mapping[str, Coded], rows: np.ndarray
) -> dict[str, np.ndarray]:
    """By id of the question that is proved: who gave something as a proof."""
    shown: dict[str, np.ndarray] = {}
    for question in scale.asked:
        if question.proof_of and question.id in coded:
            answers = coded[question.id]
            given = answers.states()[answers.sorts[rows]] == State.ANSWERED
            shown[question.proof_of] = shown.get(question.proof_of, False) | given
    return shown


def _score_question(
    question: Question,
    coded: Coded,
    rows: np.ndarray,
    scale: Scale,
    unit: int,
    shown: Mapping[str, np.ndarray],
) -> QuestionScores:
    """Look up the points of each sort of answer, then take them for every candidate."""
    weight = int(scale.weights[question.id] * unit)
    table = np.array(
        [_whole(weight, answer_points(question, each, scale)) for each in coded.samples],
        dtype=np.int64,
    )
    sorts = coded.sorts[rows]
    states = coded.states()[sorts]
    if question.id in scale.never_applies:
        applies = np.zeros(len(rows), dtype=bool)
    else:
        applies = states != State.NOT_APPLICABLE
    gained = np.where(applies, table[sorts], 0)
    unproven = np.zeros(len(rows), dtype=bool)
    if question.proof is Proof.REQUIRED and question.id in shown:
        unproven = (gained > 0) & ~shown[question.id]
        gained = np.where(unproven, 0, gained)
    ceiling = _whole(weight, scale.ceilings[question.id])
    return QuestionScores(question, gained, ceiling, applies, states, unproven)


def _whole(weight: int, points: Fraction) -> int:
    """Weight x points, a whole number in the group's unit."""
    return weight * points.numerator // points.denominator


def _total(
    points: Mapping[str, np.ndarray],
    ceilings: Mapping[str, np.ndarray],
    weights: Mapping[str, Fraction],
    size: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Weighted mean of the domains as (numerator, denominator), in Python integers.

    Sum of w x p/c is put over the product of the ceilings; a domain without a ceiling
    takes no part.
    """
    unit = lcm(*(weight.denominator for weight in weights.values())) if weights else 1
    top = np.zeros(size, dtype=object)
    bottom = np.ones(size, dtype=object)
    weight_sum = np.zeros(size, dtype=object)
    for domain, points_here in points.items():
        weight = int(weights[domain] * unit)
        has = (ceilings[domain] > 0) & (weight > 0)
        ceiling = np.where(has, ceilings[domain], 1).astype(object)
        share = np.where(has, points_here.astype(object) * weight, 0)
        top = top * ceiling + share * bottom
        bottom = bottom * ceiling
        weight_sum = weight_sum + np.where(has, weight, 0).astype(object)
    return top, bottom * weight_sum
