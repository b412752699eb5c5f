"""Single answers that move a level: the least change of each that lifts or lowers it.

An answer may take any of the worths that its question can have; a "not applicable" that a
candidate declared may be refused, and is then worth nothing in a question that counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from sheets_sync.answers import State
from sheets_sync.grid import AnswerType
from sheets_sync.levels import reached
from sheets_sync.levels import weight_sums
from sheets_sync.levels import whole_weights
from sheets_sync.scoring import HUNDRED
from sheets_sync.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from sheets_sync.grid import Question
    from sheets_sync.scale import Scale
    from sheets_sync.scoring import GroupScores
    from sheets_sync.scoring import QuestionScores


@dataclass(frozen=True, slots=True)
class Move:
    """One answer whose change alone moves the level to ``rank`` (0: none).

    ``before`` and ``after`` are its points, from 0 to its ceiling; ``before`` is None for a
    "not applicable" that would be refused. ``change`` is what the total (0-100) gains or
    loses by it. ``unproven`` answers lack the proof asked for: giving it may do.
    """

    question: Question
    before: Fraction | None
    after: Fraction
    change: Fraction
    rank: int
    unproven: bool = False


@dataclass(frozen=True, slots=True)
class Moves:
    """The answers that would lift and those that would lower a level, least change first."""

    up: tuple[Move, ...]
    down: tuple[Move, ...]


def moves(group: GroupScores) -> list[Moves]:
    """The moves of each candidate of a group, in the order of its rows."""
    search = _Search(group)
    for scores in group.questions:
        if scores.ceiling:
            search.question(scores)
    return [
        Moves(*(tuple(sorted(found, key=_least)) for found in pair))
        for pair in zip(search.up, search.down, strict=True)
    ]


def _least(move: Move) -> tuple[Fraction, str]:
    return abs(move.change), move.question.id


def worths(question: Question, scale: Scale) -> list[Fraction]:
    """All the points that an answer to a question can be worth, ascending, 0 included."""
    ceiling = scale.ceilings[question.id]
    points = [scale.option_points[question.id, option.id] for option in question.options]
    if question.type is AnswerType.SINGLE:
        found = {Fraction(0), *points}
    elif question.type is AnswerType.MULTIPLE:
        found = _sums(points, ceiling)
    elif question.type in (AnswerType.PERCENTAGE, AnswerType.NUMBER):
        found = {Fraction(0), *(step.points for step in question.steps)}
    else:
        found = {Fraction(0), ceiling}
    return sorted({min(max(each, Fraction(0)), ceiling) for each in found})


def _sums(points: Iterable[Fraction], ceiling: Fraction) -> set[Fraction]:
    """What options can add up to; what goes above the ceiling is worth the ceiling."""
    found = {Fraction(0)}
    for each in points:
        found |= {min(have + each, ceiling) for have in found}
    return found


class _Search:
    """The moves found so far, by position in the group."""

    def __init__(self, group: GroupScores) -> None:
        self.group = group
        self.trial = Trial(group)
        self.ranks = reached(group)
        self.weights = whole_weights(group.scale.domain_weights)
        self.wholes = weight_sums(group, self.weights)
        self.known: dict[tuple[str, int], Fraction] = {}
        self.up: list[list[Move]] = [[] for _ in group.rows]
        self.down: list[list[Move]] = [[] for _ in group.rows]

    def question(self, scores: QuestionScores) -> None:
        """Look for the moves of one question."""
        weight = self.group.scale.weights[scores.question.id] * self.group.unit
        values = [int(each * weight) for each in worths(scores.question, self.group.scale)]
        self._lift(scores, [each for each in values if each > 0])
        self._lower(scores, [each for each in reversed(values) if each < scores.ceiling])
        self._refuse(scores)

    def _lift(self, scores: QuestionScores, values: Sequence[int]) -> None:
        rows = np.flatnonzero(scores.applies & (scores.gained < scores.ceiling))
        rows = rows[self.trial.ranks(rows, scores, scores.ceiling) > self.ranks[rows]]
        for value in values:
            ranks = self.trial.ranks(rows, scores, value)
            moved = (ranks > self.ranks[rows]) & (value > scores.gained[rows])
            self._found(self.up, scores, rows[moved], ranks[moved], value)
            rows = rows[~moved]

    def _lower(self, scores: QuestionScores, values: Sequence[int]) -> None:
        rows = np.flatnonzero(scores.applies & (scores.gained > 0) & (self.ranks > 0))
        rows = rows[self.trial.ranks(rows, scores, 0) < self.ranks[rows]]
        for value in values:
            ranks = self.trial.ranks(rows, scores, value)
            moved = (ranks < self.ranks[rows]) & (value < scores.gained[rows])
            self._found(self.down, scores, rows[moved], ranks[moved], value)
            rows = rows[~moved]

    def _refuse(self, scores: QuestionScores) -> None:
        declared = ~scores.applies & (scores.states == State.NOT_APPLICABLE) & (self.ranks > 0)
        if scores.question.id in self.group.scale.never_applies:
            return
        rows = np.flatnonzero(declared)
        ranks = self.trial.ranks(rows, scores, 0)
        moved = ranks < self.ranks[rows]
        self._found(self.down, scores, rows[moved], ranks[moved], 0)

    def _found(
        self,
        where: list[list[Move]],
        scores: QuestionScores,
        rows: np.ndarray,
        ranks: np.ndarray,
        value: int,
    ) -> None:
        for row, rank in zip(rows.tolist(), ranks.tolist(), strict=True):
            where[row].append(self._move(scores, row, rank, value))

    def _move(self, scores: QuestionScores, row: int, rank: int, value: int) -> Move:
        applied, gained = bool(scores.applies[row]), int(scores.gained[row])
        return Move(
            scores.question,
            self._points(scores.question.id, gained) if applied else None,
            self._points(scores.question.id, value),
            self._change(scores, row, value - gained) if applied else self._refused(scores, row),
            rank,
            bool(scores.unproven[row]),
        )

    def _points(self, question: str, worth: int) -> Fraction:
        """Units as points; the same few come again and again."""
        if (question, worth) not in self.known:
            weight = self.group.scale.weights[question]
            self.known[question, worth] = Fraction(worth, self.group.unit) / weight
        return self.known[question, worth]

    def _change(self, scores: QuestionScores, row: int, more: int) -> Fraction:
        """What the total gains when so much more is gained on a question that counts."""
        domain = scores.question.domain
        whole = self.wholes[row] * int(self.group.ceilings[domain][row])
        return Fraction(HUNDRED * self.weights[domain] * more, whole)

    def _refused(self, scores: QuestionScores, row: int) -> Fraction:
        """What the total loses when a question counts after all, and nothing is gained on it."""
        group, domain = self.group, scores.question.domain
        ceiling = int(group.ceilings[domain][row]) + scores.ceiling
        after = self.trial.total(row, domain, int(group.points[domain][row]), ceiling)
        return (after or Fraction(0)) - (group.total_of(row) or Fraction(0))
