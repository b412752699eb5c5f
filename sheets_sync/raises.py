"""How one answer could be worth more: each better answer, and how many steps away it is.

A step is the least that a candidate can move: the next better choice of a question, one box
more, the next bound of a percentage or a number, an answer where there was none, a proof
that was missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sheets_sync.answers import State
from sheets_sync.grid import AnswerType
from sheets_sync.scoring import answer_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.answers import Answer
    from sheets_sync.grid import Option
    from sheets_sync.grid import Question
    from sheets_sync.scale import Scale


@dataclass(frozen=True, slots=True)
class Raise:
    """A better answer: worth ``points`` (0 to the ceiling), ``steps`` away (1 or more).

    ``ticked`` is the option to choose instead, or the boxes to tick besides; ``cleared`` are
    boxes that cost points and would go; ``at_least`` is the bound to reach. ``proof``: a
    required proof has to be given with it. With none of them, an answer is all it takes.
    """

    points: Fraction
    steps: int
    ticked: tuple[Option, ...] = ()
    cleared: tuple[Option, ...] = ()
    at_least: Fraction | None = None
    proof: bool = False


def raises(
    question: Question, answer: Answer, scale: Scale, *, proofless: bool = False
) -> tuple[Raise, ...]:
    """The better answers to a question that applies, the nearest first, each worth more.

    ``proofless`` says that a proof is required and was not given: the answer counts for
    nothing as it is, and any better one needs the proof too.
    """
    claimed = answer_points(question, answer, scale)
    extra = int(proofless)
    found = [Raise(claimed, 1, proof=True)] if proofless and claimed > 0 else []
    for each in _better(question, answer, claimed, scale):
        if not found or each.points > found[-1].points:
            found.append(
                Raise(
                    each.points,
                    each.steps + extra,
                    each.ticked,
                    each.cleared,
                    each.at_least,
                    proofless,
                )
            )
    return tuple(found)


def _better(question: Question, answer: Answer, claimed: Fraction, scale: Scale) -> Iterator[Raise]:
    """The answers that claim more than this one does."""
    ceiling = scale.ceilings[question.id]
    if question.type is AnswerType.SINGLE:
        yield from _choices(question, claimed, scale)
    elif question.type is AnswerType.MULTIPLE:
        yield from _boxes(question, answer, claimed, scale)
    elif question.type in (AnswerType.PERCENTAGE, AnswerType.NUMBER):
        yield from _bounds(question, claimed, ceiling)
    elif claimed < ceiling:
        yield Raise(ceiling, 1)


def _choices(question: Question, claimed: Fraction, scale: Scale) -> Iterator[Raise]:
    ceiling = scale.ceilings[question.id]
    best: dict[Fraction, Option] = {}
    for option in question.options:
        points = min(scale.option_points[question.id, option.id], ceiling)
        if points > claimed:
            best.setdefault(points, option)
    for steps, points in enumerate(sorted(best), start=1):
        yield Raise(points, steps, (best[points],))


def _boxes(question: Question, answer: Answer, claimed: Fraction, scale: Scale) -> Iterator[Raise]:
    """One box more each time, the most helpful first."""
    ceiling = scale.ceilings[question.id]
    ticked = answer.value if isinstance(answer.value, frozenset) else frozenset()
    if answer.state is not State.ANSWERED:
        ticked = frozenset()
    worth = {o.id: scale.option_points[question.id, o.id] for o in question.options}
    points = sum((worth[o.id] for o in question.options if o.id in ticked), Fraction(0))
    helpful = [o for o in question.options if (worth[o.id] > 0) is (o.id not in ticked)]
    helpful.sort(key=lambda option: -abs(worth[option.id]))
    moved: list[Option] = []
    for option in helpful:
        moved.append(option)
        points += abs(worth[option.id])
        reached = min(points, ceiling)
        if reached > claimed:
            yield Raise(
                reached,
                len(moved),
                tuple(o for o in question.options if o in moved and o.id not in ticked),
                tuple(o for o in question.options if o in moved and o.id in ticked),
            )
        if points >= ceiling:
            return


def _bounds(question: Question, claimed: Fraction, ceiling: Fraction) -> Iterator[Raise]:
    steps = 0
    for step in sorted(question.steps, key=lambda each: each.at_least):
        points = min(step.points, ceiling)
        if points > claimed:
            steps += 1
            yield Raise(points, steps, at_least=step.at_least)
