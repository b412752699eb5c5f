"""The smallest set of changed answers with which a candidate would reach a level.

The smallest is the one with the fewest questions; of those, the one that takes the fewest
steps (see :mod:`sheets_sync.raises`); of those, the one that gains the most. It is found
exactly, not by trial:

- Full points are the most that a question can give. Within a domain the k questions with
  the most to gain serve its floor and the total better than any other k; so the fewest
  are the required ones, then the most gainful of each domain up to its floor, then the
  most gainful of all up to the threshold. What one more question adds to the total only
  ever shrinks, so nothing can be saved by choosing otherwise.
- With that number known, a table by (questions changed, steps taken) keeps the most that
  can be gained. More points in a domain are never worse, neither for its floor nor for the
  total, so nothing else has to be remembered.

A question and its required proof are one change. "Not applicable" stays as it was declared:
nobody is advised to answer what does not concern them. Answers are only ever improved, so
that every condition that holds keeps holding.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from sheets_sync.answers import State
from sheets_sync.climb_table import Item
from sheets_sync.climb_table import smallest
from sheets_sync.grid import Proof
from sheets_sync.levels import whole_weights
from sheets_sync.proposal import Lack
from sheets_sync.proposal import Missing
from sheets_sync.raises import raises
from sheets_sync.scoring import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    import numpy as np

    from sheets_sync.answers import Answer
    from sheets_sync.grid import Question
    from sheets_sync.raises import Raise
    from sheets_sync.scheme import Level
    from sheets_sync.scoring import Coded
    from sheets_sync.scoring import GroupScores
    from sheets_sync.scoring import QuestionScores


@dataclass(frozen=True, slots=True)
class Change:
    """One answer to change: its points (0 to the ceiling) now, and how it would be better.

    ``gain`` is what the total (0-100) gains by it. ``answer`` is the answer as it was read.
    """

    question: Question
    answer: Answer
    before: Fraction
    better: Raise
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Climb:
    """The way to a level: the conditions ``missing`` now, and the smallest set of changes.

    ``changes`` are in the order of the grid, and empty when nothing is missing or when no
    answers would do; ``out_of_reach`` are then the conditions that not even the best
    answers fulfil, with what these would give in ``has``.
    """

    level: Level
    missing: tuple[Missing, ...]
    changes: tuple[Change, ...] = ()
    out_of_reach: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """All that a level asks for, the levels below it included."""

    threshold: Fraction
    floors: Mapping[str, Fraction]
    mandatory: tuple[str, ...]


def demand(levels: Iterable[Level], rank: int) -> Demand:
    """What reaching the level of a rank asks for: levels build upon each other."""
    floors: dict[str, Fraction] = {}
    mandatory: dict[str, None] = {}
    threshold = Fraction(0)
    for level in levels:
        if level.rank <= rank:
            threshold = max(threshold, level.threshold)
            mandatory |= dict.fromkeys(level.mandatory)
            for domain, floor in level.floors.items():
                floors[domain] = max(floor, floors.get(domain, floor))
    return Demand(threshold, floors, tuple(mandatory))


class Climber:
    """Finds the climbs of the candidates of a group."""

    def __init__(self, group: GroupScores, coded: Mapping[str, Coded]) -> None:
        """Look up what all candidates share; ``coded`` are the answers that were scored."""
        self.group = group
        self.coded = coded
        self.weights = whole_weights(group.scale.domain_weights)
        self._raises: dict[tuple[str, int, bool], tuple[Raise, ...]] = {}
        self._proofs: dict[str, np.ndarray] = {}
        for scores in group.questions:
            proved = scores.question.proof_of
            if proved:
                given = scores.states == State.ANSWERED
                self._proofs[proved] = self._proofs.get(proved, False) | given

    def climb(self, index: int, rank: int, *, search: bool = True) -> Climb | None:
        """The way of one candidate (by position in the group) to the level of a rank.

        None when the track has no such level. Without ``search`` only what is missing is
        said, which is quicker.
        """
        levels = {level.rank: level for level in self.group.scale.levels}
        if rank not in levels:
            return None
        wall = _Wall(self, index, demand(levels.values(), rank))
        missing = wall.missing({})
        if not (missing and search):
            return Climb(levels[rank], missing)
        out_of_reach = wall.missing({item.position: item.best for item in wall.items})
        if out_of_reach:
            return Climb(levels[rank], missing, (), out_of_reach)
        chosen = smallest(wall.items, wall.floors, wall.total)
        changes = (wall.change(position, pick) for position, pick in sorted(chosen.items()))
        return Climb(levels[rank], missing, tuple(changes))

    def raises(self, scores: QuestionScores, index: int) -> tuple[Raise, ...]:
        """How a candidate could answer a question better; the same few come again."""
        question = scores.question
        coded = self.coded[question.id]
        sort = int(coded.sorts[self.group.rows[index]])
        proofs = self._proofs.get(question.id)
        required = question.proof is Proof.REQUIRED and proofs is not None
        proofless = bool(required and not proofs[index])  # type: ignore[index]
        key = (question.id, sort, proofless)
        if key not in self._raises:
            answer = coded.samples[sort]
            self._raises[key] = raises(question, answer, self.group.scale, proofless=proofless)
        return self._raises[key]

    def answer(self, question: str, index: int) -> Answer:
        """What a candidate answered, as it was read."""
        coded = self.coded[question]
        return coded.reader.read(coded.texts[int(coded.codes[self.group.rows[index]])])


class _Wall:
    """One candidate before one level: what is missing, and which answers could help.

    Points of a domain are whole numbers in the unit of the group. Points of the total are
    whole numbers too: those of each domain times its ``factors``.
    """

    def __init__(self, climber: Climber, index: int, asked: Demand) -> None:
        self.climber, self.index, self.asked = climber, index, asked
        group = climber.group
        self.ceilings = {d: int(c[index]) for d, c in group.ceilings.items() if c[index] > 0}
        self.points = {domain: int(group.points[domain][index]) for domain in self.ceilings}
        self.unit = lcm(*self.ceilings.values())
        weights = {domain: climber.weights[domain] for domain in self.ceilings}
        self.whole = sum(weights.values()) * self.unit
        self.factors = {d: w * (self.unit // self.ceilings[d]) for d, w in weights.items()}
        self.floors = self._floors()
        self.total = self._total()
        self.items = self._items()

    def _floors(self) -> dict[str, int]:
        """Points that are missing by domain, where a floor is not reached."""
        gaps = {
            domain: _up(floor * self.ceilings[domain] / HUNDRED) - self.points[domain]
            for domain, floor in self.asked.floors.items()
            if domain in self.ceilings
        }
        return {domain: gap for domain, gap in gaps.items() if gap > 0}

    def _total(self) -> int:
        """Points of the total that are missing; 0 or less when the threshold is reached."""
        have = sum(self.factors[domain] * points for domain, points in self.points.items())
        return _up(self.asked.threshold * self.whole / HUNDRED) - have

    def _items(self) -> list[Item]:
        """The questions on which something useful can be gained, in the order of the grid."""
        found = []
        for position, scores in enumerate(self.climber.group.questions):
            domain = scores.question.domain
            if not scores.applies[self.index] or domain not in self.ceilings:
                continue
            gained = int(scores.gained[self.index])
            forced = scores.question.id in self.asked.mandatory and gained < scores.ceiling
            better = self.climber.raises(scores, self.index)
            if better and (forced or domain in self.floors or self.factors[domain]):
                more = [self._worth(scores, each) - gained for each in better]
                picks = tuple(zip((each.steps for each in better), more, strict=True))
                item = Item(position, domain, self.factors[domain], picks, forced=forced)
                found.append(item)
        return found

    def _worth(self, scores: QuestionScores, better: Raise) -> int:
        weight = self.climber.group.scale.weights[scores.question.id]
        return int(better.points * weight * self.climber.group.unit)

    def missing(self, more: Mapping[int, int]) -> tuple[Missing, ...]:
        """The conditions that are not met with so many points more, by position of question."""
        questions = self.climber.group.questions
        points = dict(self.points)
        for position, gain in more.items():
            points[questions[position].question.domain] += gain
        lacks = [*self._lacking_total(points)]
        for domain, floor in self.asked.floors.items():
            if domain in points:
                score = Fraction(points[domain] * HUNDRED, self.ceilings[domain])
                if score < floor:
                    lacks.append(Missing(Lack.FLOOR, score, floor, domain))
        for position, scores in enumerate(questions):
            gained = int(scores.gained[self.index]) + more.get(position, 0)
            short = scores.applies[self.index] and gained < scores.ceiling
            if short and scores.question.id in self.asked.mandatory:
                lacks.append(self._lacking_question(scores, gained))
        return tuple(lacks)

    def _lacking_total(self, points: Mapping[str, int]) -> Sequence[Missing]:
        have = sum(self.factors[domain] * each for domain, each in points.items())
        total = Fraction(have * HUNDRED, self.whole) if self.whole else Fraction(0)
        if total >= self.asked.threshold:
            return ()
        return (Missing(Lack.TOTAL, total, self.asked.threshold),)

    def _lacking_question(self, scores: QuestionScores, gained: int) -> Missing:
        unit, question = self.climber.group.unit, scores.question
        has, needs = Fraction(gained, unit), Fraction(scores.ceiling, unit)
        return Missing(Lack.MANDATORY, has, needs, question.domain, question)

    def change(self, position: int, pick: int) -> Change:
        """The change that a pick stands for."""
        group = self.climber.group
        scores = group.questions[position]
        question = scores.question
        better = self.climber.raises(scores, self.index)[pick]
        gained = int(scores.gained[self.index])
        gain = self.factors[question.domain] * (self._worth(scores, better) - gained)
        return Change(
            question,
            self.climber.answer(question.id, self.index),
            Fraction(gained, group.unit) / group.scale.weights[question.id],
            better,
            Fraction(gain * HUNDRED, self.whole) if self.whole else Fraction(0),
        )


def _up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)
