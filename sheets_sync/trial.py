"""What a level becomes when one answer changes: tried for many candidates at once, exactly.

Floors and mandatory questions are compared in whole numbers. Totals are compared in floats
where these are far enough from the threshold to be sure, and in fractions where not.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from sheets_sync.levels import floor_met
from sheets_sync.levels import mandatory_met
from sheets_sync.scoring import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.scheme import Level
    from sheets_sync.scoring import GroupScores
    from sheets_sync.scoring import QuestionScores

DOUBT = 1e-6
"""Totals (0-100) this near to a threshold are compared exactly; floats err far less."""


class Trial:
    """The candidates of a group as they stand, ready for one answer to change."""

    def __init__(self, group: GroupScores) -> None:
        self.group = group
        self.weights = {d: float(w) for d, w in group.scale.domain_weights.items()}
        self.shares = {d: self._share(d, group.points[d], c) for d, c in group.ceilings.items()}
        empty = np.zeros(len(group.rows))
        self.top = sum(self.shares.values(), empty)
        self.whole = sum((self.weights[d] * (c > 0) for d, c in group.ceilings.items()), empty)
        self.floors = {
            (level.id, domain): floor_met(group, domain, floor)
            for level in group.scale.levels
            for domain, floor in level.floors.items()
        }
        self.mandatory = {
            question: mandatory_met(group, question)
            for level in group.scale.levels
            for question in level.mandatory
        }

    def _share(self, domain: str, points: np.ndarray, ceilings: np.ndarray) -> np.ndarray:
        return np.asarray(self.weights[domain] * points / np.maximum(ceilings, 1))

    def ranks(
        self, rows: np.ndarray, scores: QuestionScores, gained: np.ndarray | int
    ) -> np.ndarray:
        """Rank reached by some candidates if a question applied and gained so much (in units)."""
        change = _Change(self, rows, scores, np.broadcast_to(np.asarray(gained), rows.shape))
        ranks = np.zeros(len(rows), dtype=np.int64)
        so_far = np.ones(len(rows), dtype=bool)
        for level in self.group.scale.levels:
            so_far = so_far & change.meets(level)
            ranks[so_far] = level.rank
        return ranks

    def total(self, row: int, domain: str, points: int, ceiling: int) -> Fraction | None:
        """The exact total of one candidate with other points in one domain."""
        group, top, whole = self.group, Fraction(0), Fraction(0)
        for each, weight in group.scale.domain_weights.items():
            mine = each == domain
            has = ceiling if mine else int(group.ceilings[each][row])
            if has:
                top += weight * (points if mine else int(group.points[each][row])) / has
                whole += weight
        return HUNDRED * top / whole if whole else None


class _Change:
    """One answer changed, for some candidates."""

    def __init__(
        self, trial: Trial, rows: np.ndarray, scores: QuestionScores, gained: np.ndarray
    ) -> None:
        self.trial, self.rows, self.scores, self.gained = trial, rows, scores, gained
        self.domain = scores.question.domain
        group = trial.group
        before, applied = scores.gained[rows], scores.applies[rows]
        self.points = group.points[self.domain][rows] - before + gained
        old = group.ceilings[self.domain][rows]
        self.ceilings = old + np.where(applied, 0, scores.ceiling)
        weight = trial.weights[self.domain]
        shares = trial._share(self.domain, self.points, self.ceilings)  # noqa: SLF001 - its own part
        self.top = trial.top[rows] - trial.shares[self.domain][rows] + shares
        self.whole = trial.whole[rows] + weight * ((self.ceilings > 0) & (old == 0))

    def meets(self, level: Level) -> np.ndarray:
        met = self._total_met(level.threshold)
        for each in self._others(level):
            met &= each[self.rows]
        if self.domain in level.floors:
            floor = level.floors[self.domain]
            points = self.points.astype(object) * (HUNDRED * floor.denominator)
            met &= (points >= self.ceilings.astype(object) * floor.numerator).astype(bool)
        if self.scores.question.id in level.mandatory:
            met &= self.gained >= self.scores.ceiling
        return met

    def _others(self, level: Level) -> Iterator[np.ndarray]:
        """The conditions of a level that the change does not touch."""
        for domain in level.floors:
            if domain != self.domain:
                yield self.trial.floors[level.id, domain]
        for question in level.mandatory:
            if question != self.scores.question.id:
                yield self.trial.mandatory[question]

    def _total_met(self, threshold: Fraction) -> np.ndarray:
        scored = self.whole > 0
        totals = HUNDRED * self.top / np.where(scored, self.whole, 1)
        gaps = totals - float(threshold)
        met = np.where(scored, gaps >= 0, threshold == 0)
        for at in np.flatnonzero(scored & (np.abs(gaps) < DOUBT)).tolist():
            met[at] = self._exactly(at) >= threshold
        return np.asarray(met, dtype=bool)

    def _exactly(self, at: int) -> Fraction:
        row, points, ceiling = int(self.rows[at]), int(self.points[at]), int(self.ceilings[at])
        return self.trial.total(row, self.domain, points, ceiling) or Fraction(0)
