"""Points -> proposed level, with every reason, and what is missing for the next one.

Level L is proposed when the total reaches its threshold, every floor of L is reached in
its domain, every mandatory question of L has full points (or does not apply), and level
L-1 is met. Comparisons are exact and include the bound. A domain in which nothing
applies has no score: its floor is not held against the candidate, but it is reported.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from sheets_sync.answers import State
from sheets_sync.proposal import Gain
from sheets_sync.proposal import Lack
from sheets_sync.proposal import Missing
from sheets_sync.proposal import Proposal
from sheets_sync.scoring import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.grid import Question
    from sheets_sync.scheme import Level
    from sheets_sync.scoring import GroupScores
    from sheets_sync.scoring import QuestionScores


GAINS_SHOWN = 3


def reached(group: GroupScores) -> np.ndarray:
    """Rank of the level each candidate of a group reaches; 0 for none."""
    ranks = np.zeros(len(group.rows), dtype=np.int64)
    so_far = np.ones(len(group.rows), dtype=bool)
    for level in group.scale.levels:
        so_far = so_far & meets(group, level)
        ranks[so_far] = level.rank
    return ranks


def meets(group: GroupScores, level: Level) -> np.ndarray:
    """Who meets the conditions of one level by itself, lower levels apart."""
    threshold = level.threshold
    met = ((group.whole > 0) | (threshold == 0)) & (
        group.total * (HUNDRED * threshold.denominator) >= group.whole * threshold.numerator
    )
    for domain, floor in level.floors.items():
        met &= floor_met(group, domain, floor)
    for question in level.mandatory:
        met &= mandatory_met(group, question)
    return np.asarray(met, dtype=bool)


def floor_met(group: GroupScores, domain: str, floor: Fraction) -> np.ndarray:
    """Who reaches a floor (0-100) in a domain, or has no score there."""
    points = group.points[domain].astype(object)
    ceilings = group.ceilings[domain].astype(object)
    return np.asarray(
        points * (HUNDRED * floor.denominator) >= ceilings * floor.numerator, dtype=bool
    )


def mandatory_met(group: GroupScores, question: str) -> np.ndarray:
    """Who has full points on a question, or to whom it does not apply."""
    for scores in group.questions:
        if scores.question.id == question:
            return ~scores.applies | (scores.gained >= scores.ceiling)
    return np.ones(len(group.rows), dtype=bool)


def propose(group: GroupScores, not_enough: Fraction | None = None) -> list[Proposal]:
    """The proposal of each candidate of a group, in the order of its rows.

    ``not_enough`` is the share (0-1, excluded) of a domain's weight beyond which "not
    applicable" leaves too little to judge; None never says so.
    """
    reasons = _Reasons(group, not_enough)
    return [reasons.proposal(index) for index in range(len(group.rows))]


class _Reasons:
    """What is looked up for every candidate of a group, computed for all of them at once."""

    def __init__(self, group: GroupScores, not_enough: Fraction | None) -> None:
        self.group = group
        self.ranks = reached(group).tolist()
        self.levels = {level.rank: level for level in group.scale.levels}
        self.following = _following(self.levels, [0, *self.levels])
        self.weights = whole_weights(group.scale.domain_weights)
        self.weight_sums = weight_sums(group, self.weights)
        self.best = _best_gains(group, self.weights)
        self.positions = {q.question.id: q for q in group.questions}
        self.unread = _rows_with(group, [q.states == State.UNREADABLE for q in group.questions])
        self.unproven = _rows_with(group, [q.unproven for q in group.questions])
        self.not_enough = _too_little(group, not_enough)

    def proposal(self, index: int) -> Proposal:
        group = self.group
        rank = self.ranks[index]
        following = self.following[rank]
        total = group.total_of(index)
        domains = {domain: group.domain_of(domain, index) for domain in group.points}
        return Proposal(
            level=self.levels.get(rank),
            next=following,
            total=total,
            domains=domains,
            missing=self.missing(index, following, total, domains) if following else (),
            gains=self.gains(index) if following else (),
            not_enough=self.not_enough.get(index, ()),
            unread=self.unread.get(index, ()),
            unproven=self.unproven.get(index, ()),
        )

    def missing(
        self,
        index: int,
        level: Level,
        total: Fraction | None,
        domains: dict[str, Fraction | None],
    ) -> tuple[Missing, ...]:
        """Every condition of a level that is not met, not only the first."""
        lacks: list[Missing] = []
        if (total or 0) < level.threshold:
            lacks.append(Missing(Lack.TOTAL, total or Fraction(0), level.threshold))
        for domain, floor in level.floors.items():
            score = domains[domain]
            if score is not None and score < floor:
                lacks.append(Missing(Lack.FLOOR, score, floor, domain))
        for question in level.mandatory:
            scores = self.positions.get(question)
            if scores and scores.applies[index] and scores.gained[index] < scores.ceiling:
                lacks.append(_mandatory_lack(self.group, index, scores))
        return tuple(lacks)

    def gains(self, index: int) -> tuple[Gain, ...]:
        """What full points on one more question would add to the total, the most first."""
        group, gains = self.group, []
        for position in self.best[index]:
            scores = group.questions[position]
            domain = scores.question.domain
            left = scores.ceiling - int(scores.gained[index])
            weight = self.weights[domain]
            if not scores.applies[index] or left <= 0 or not weight:
                continue
            whole = self.weight_sums[index] * int(group.ceilings[domain][index])
            points = Fraction(HUNDRED * weight * left, whole)
            gains.append(Gain(scores.question, points, bool(scores.unproven[index])))
        return tuple(gains)


def _following(levels: dict[int, Level], ranks: Iterable[int]) -> dict[int, Level | None]:
    """The level above each rank; None at the top."""
    return {
        rank: min((x for r, x in levels.items() if r > rank), key=lambda x: x.rank, default=None)
        for rank in ranks
    }


def whole_weights(weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Weights of domains as whole numbers, in the same proportions."""
    unit = lcm(*(weight.denominator for weight in weights.values()))
    return {domain: int(weight * unit) for domain, weight in weights.items()}


def weight_sums(group: GroupScores, weights: Mapping[str, int]) -> list[int]:
    """By row, the sum of the weights of the domains that have a score."""
    none = np.zeros(len(group.rows), dtype=object)
    found = sum((weights[d] * (c > 0).astype(object) for d, c in group.ceilings.items()), none)
    sums: list[int] = found.tolist()
    return sums


def _rows_with(group: GroupScores, marks: Sequence[np.ndarray]) -> dict[int, tuple[Question, ...]]:
    """By row, the questions that are marked there; rows without any are left out."""
    found: dict[int, tuple[Question, ...]] = {}
    for scores, mark in zip(group.questions, marks, strict=True):
        for index in np.flatnonzero(mark).tolist():
            found[index] = (*found.get(index, ()), scores.question)
    return found


def _best_gains(group: GroupScores, weights: Mapping[str, int]) -> list[list[int]]:
    """For each candidate, the positions of the questions with the most to gain.

    Floats serve to choose which ones; what is shown of them is computed exactly.
    """
    gains = np.zeros((len(group.questions), len(group.rows)))
    for position, scores in enumerate(group.questions):
        ceilings = group.ceilings[scores.question.domain]
        left = np.where(scores.applies, scores.ceiling - scores.gained, 0)
        gains[position] = float(weights[scores.question.domain]) * left / np.maximum(ceilings, 1)
    best: list[list[int]] = np.argsort(-gains, axis=0, kind="stable")[:GAINS_SHOWN].T.tolist()
    return best


def _mandatory_lack(group: GroupScores, index: int, scores: QuestionScores) -> Missing:
    unit = group.unit
    return Missing(
        Lack.MANDATORY,
        Fraction(int(scores.gained[index]), unit),
        Fraction(scores.ceiling, unit),
        scores.question.domain,
        scores.question,
    )


def _too_little(group: GroupScores, not_enough: Fraction | None) -> dict[int, tuple[str, ...]]:
    """By row, the domains in which too little applies; rows without any are left out."""
    few: dict[int, tuple[str, ...]] = {}
    if not_enough is None:
        return few
    for domain, ceilings in group.ceilings.items():
        out = group.left_out[domain].astype(object)
        mark = out * not_enough.denominator > (out + ceilings) * not_enough.numerator
        for index in np.flatnonzero(mark).tolist():
            few[index] = (*few.get(index, ()), domain)
    return few
