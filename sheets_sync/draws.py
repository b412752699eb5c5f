"""How often a level stays the same when weights and thresholds are drawn again.

In each draw the weight of every question and of every domain is multiplied by a number
between 0.8 and 1.2, and every threshold moves by at most a point (within 0 and 100); all
at once, each by itself. Floors keep their values and are compared with the scores of the
draw; mandatory questions, which weights do not touch, are kept as they are. Draws are
seeded: the same answers always give the same shares.

This is the one place where levels are computed in floats: a draw decides of nobody's level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sheets_sync.levels import mandatory_met
from sheets_sync.levels import reached
from sheets_sync.scoring import HUNDRED

if TYPE_CHECKING:
    from sheets_sync.scheme import Level
    from sheets_sync.scoring import GroupScores

DRAWS = 1_000
SEED = 2016
WEIGHTS = (0.8, 1.2)
POINTS = 1.0
AT_ONCE = 32
"""Candidates computed together: a few tables of so many by the number of draws."""

NEAR = 1e-9
"""Scores that should be equal may differ by so much, in floats."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Of ``of`` draws, how many kept a level, and how many gave a lower or a higher one."""

    kept: int
    lower: int
    higher: int

    @property
    def of(self) -> int:
        """How many draws there were."""
        return self.kept + self.lower + self.higher


def draw(
    group: GroupScores, draws: int = DRAWS, seed: int = SEED, at_once: int = AT_ONCE
) -> list[Drawn]:
    """What the draws make of each candidate of a group, in the order of its rows.

    Candidates under one scale meet the same draws. ``at_once`` bounds the memory used.
    """
    wheel = _Wheel(group, draws, seed)
    now = reached(group)
    found: list[Drawn] = []
    for start in range(0, len(group.rows), at_once):
        rows = slice(start, start + at_once)
        ranks, before = wheel.ranks(rows), now[rows, None]
        counts = [(ranks == before).sum(axis=1), (ranks < before).sum(axis=1)]
        for kept, lower in zip(*(each.tolist() for each in counts), strict=True):
            found.append(Drawn(kept, lower, draws - kept - lower))
    return found


class _Wheel:
    """The draws of a group, and what they are applied to."""

    def __init__(self, group: GroupScores, draws: int, seed: int) -> None:
        self.group = group
        random = np.random.default_rng(seed)
        scale = group.scale
        self.domains = [d for d in group.ceilings if scale.domain_weights[d] > 0]
        self.factors = random.uniform(*WEIGHTS, (len(group.questions), draws))
        weights = np.array([[float(scale.domain_weights[d])] for d in self.domains])
        self.weights = weights * random.uniform(*WEIGHTS, (len(self.domains), draws))
        levels = np.array([[float(level.threshold)] for level in scale.levels])
        moved = levels + random.uniform(-POINTS, POINTS, (len(levels), draws))
        self.thresholds = np.clip(moved, 0, HUNDRED)
        self.draws = draws
        self.tables = {d: self._tables(d) for d in group.ceilings}
        self.mandatory = {
            q: mandatory_met(group, q) for level in scale.levels for q in level.mandatory
        }

    def ranks(self, rows: slice) -> np.ndarray:
        """The rank of each candidate of some rows in each draw."""
        scores = {domain: self._scores(domain, rows) for domain in self.tables}
        totals, scored = self._totals(scores, rows)
        ranks = np.zeros(totals.shape, dtype=np.int8)
        so_far = np.ones(totals.shape, dtype=bool)
        for level, thresholds in zip(self.group.scale.levels, self.thresholds, strict=True):
            met = totals >= thresholds - NEAR
            met[~scored] = level.threshold == 0
            so_far &= met
            so_far &= self._conditions(level, scores, rows)
            np.copyto(ranks, np.int8(level.rank), where=so_far)
        return ranks

    def _tables(self, domain: str) -> tuple[np.ndarray, ...]:
        """Of one domain: what each question gained, its ceiling, the factors of its weight."""
        mine = [at for at, q in enumerate(self.group.questions) if q.question.domain == domain]
        questions = [self.group.questions[at] for at in mine]
        shape = (len(self.group.rows), len(mine))
        gained, ceilings = np.empty(shape), np.empty(shape)
        for at, each in enumerate(questions):
            gained[:, at] = each.gained
            ceilings[:, at] = each.ceiling * each.applies
        return gained, ceilings, self.factors[mine]

    def _scores(self, domain: str, rows: slice) -> np.ndarray:
        """The scores (0-1) of some candidates in each draw; 0 where no question counts."""
        gained, ceilings, factors = self.tables[domain]
        scores, whole = gained[rows] @ factors, ceilings[rows] @ factors
        whole[self.group.ceilings[domain][rows] == 0] = 1
        scores /= whole
        return np.asarray(scores)

    def _totals(self, scores: dict[str, np.ndarray], rows: slice) -> tuple[np.ndarray, np.ndarray]:
        """Totals (0-100), and which candidates have one."""
        has = np.array([self.group.ceilings[domain][rows] > 0 for domain in self.domains]).T
        scored = has.any(axis=1)
        whole = has.astype(float) @ self.weights
        whole[~scored] = 1
        totals, share = np.zeros(whole.shape), np.empty(whole.shape)
        for domain, weights in zip(self.domains, self.weights, strict=True):
            totals += np.multiply(scores[domain], weights, out=share)
        totals *= HUNDRED
        totals /= whole
        return np.asarray(totals), np.asarray(scored)

    def _conditions(self, level: Level, scores: dict[str, np.ndarray], rows: slice) -> np.ndarray:
        """Floors and mandatory questions of a level, in each draw."""
        met = np.ones((len(self.group.rows[rows]), 1), dtype=bool)
        for question in level.mandatory:
            met = met & self.mandatory[question][rows, None]
        for domain, floor in level.floors.items():
            none = (self.group.ceilings[domain][rows] == 0)[:, None]
            met = met & (none | (scores[domain] >= float(floor) / HUNDRED - NEAR))
        return met
