"""The best that anybody of a group can reach: what a level may ask for at most."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sheets_sync.grid import AnswerType

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from sheets_sync.grid import Question
    from sheets_sync.scale import Scale

HUNDRED = 100


def best_points(
    question: Question, points_of: Callable[[str, Fraction], Fraction] | None = None
) -> Fraction:
    """Points of the best answer, before the ceiling is laid on.

    ``points_of`` gives an option's points from its id and its points in the grid.
    """
    options = [
        points_of(option.id, option.points) if points_of else option.points
        for option in question.options
    ]
    if question.type is AnswerType.SINGLE:
        return max(options, default=Fraction(0))
    if question.type is AnswerType.MULTIPLE:
        return sum(options, Fraction(0))
    if question.type in (AnswerType.PERCENTAGE, AnswerType.NUMBER):
        return max((step.points for step in question.steps), default=Fraction(0))
    return question.points


def best_of(question: Question, scale: Scale) -> Fraction:
    """Points of the best answer under a scale, from 0 to its ceiling.

    A candidate may leave out a question that can be declared not applicable: that costs
    nothing, like full points.
    """
    ceiling = scale.ceilings[question.id]
    if question.not_applicable.declared or question.type not in _COUNTED:
        return ceiling
    best = best_points(question, lambda id_, _: scale.option_points[question.id, id_])
    return min(best, ceiling)


_COUNTED = frozenset(
    {AnswerType.SINGLE, AnswerType.MULTIPLE, AnswerType.PERCENTAGE, AnswerType.NUMBER}
)


def best_score(questions: Iterable[Question], scale: Scale) -> Fraction | None:
    """The best score (0-100) over some questions; None when none of them counts."""
    whole = missed = Fraction(0)
    for question in questions:
        if question.id not in scale.never_applies:
            weight, ceiling = scale.weights[question.id], scale.ceilings[question.id]
            whole += weight * ceiling
            if (best := best_of(question, scale)) != ceiling:  # few questions: sums take time
                missed += weight * (ceiling - best)
    return (whole - missed) * HUNDRED / whole if whole else None


def best_domains(scale: Scale) -> dict[str, Fraction | None]:
    """The best score of each domain."""
    return {
        domain: best_score((q for q in scale.asked if q.domain == domain), scale)
        for domain in scale.domain_weights
    }


def best_total(scale: Scale, domains: Mapping[str, Fraction | None]) -> Fraction:
    """The best total (0-100) out of the best scores of the domains; 0 when nothing counts."""
    weights = scale.domain_weights
    scores = {key: score for key, score in domains.items() if score is not None}
    whole = sum((weights[key] for key in scores), Fraction(0))
    best = sum((weights[key] * score for key, score in scores.items()), Fraction(0))
    return best / whole if whole else Fraction(0)
