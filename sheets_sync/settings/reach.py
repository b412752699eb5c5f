"""The best that anybody of a group can reach: what a level may ask for at most."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sheets_sync.grid import AnswerType

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.grid import Question
    from sheets_sync.scale import Scale

HUNDRED = 100


CHOSEN = frozenset({AnswerType.SINGLE, AnswerType.MULTIPLE})
MEASURED = frozenset({AnswerType.PERCENTAGE, AnswerType.NUMBER})


def best_points(question: Question, options: Sequence[Fraction]) -> Fraction:
    """Points of the best answer, before the ceiling is laid on; ``options`` are its options'."""
    if question.type is AnswerType.MULTIPLE:
        return sum(options, Fraction(0))
    if question.type is AnswerType.SINGLE:
        return max(options, default=Fraction(0))
    if question.type in MEASURED:
        return max((step.points for step in question.steps), default=Fraction(0))
    return question.points


def best_of(question: Question, scale: Scale) -> Fraction:
    """Points of the best answer under a scale, from 0 to its ceiling.

    A candidate may leave out a question that can be declared not applicable: that costs
    nothing, like full points.
    """
    ceiling = scale.ceilings[question.id]
    if question.not_applicable.declared or question.type not in CHOSEN | MEASURED:
        return ceiling
    options = [scale.option_points[question.id, option.id] for option in question.options]
    if question.type in CHOSEN and ceiling in options:  # most are: the others need no look
        return ceiling
    return min(ceiling, best_points(question, options))


def counting(scale: Scale) -> dict[str, list[Question]]:
    """The questions that count for something, by domain."""
    found: dict[str, list[Question]] = {domain: [] for domain in scale.domain_weights}
    for question in scale.asked:
        counts = scale.weights[question.id] and scale.ceilings[question.id]
        if counts and question.domain in found:
            found[question.domain].append(question)
    return found


def best_score(questions: Iterable[Question], scale: Scale) -> Fraction | None:
    """The best score (0-100) over questions that count; None when none applies."""
    counted = [
        (scale.weights[each.id], scale.ceilings[each.id], best_of(each, scale))
        for each in questions
        if each.id not in scale.never_applies
    ]
    if not counted:
        return None
    missed = sum(
        weight * (ceiling - best)
        for weight, ceiling, best in counted
        if best is not ceiling  # few: sums of fractions take time
    )
    if not missed:
        return Fraction(HUNDRED)
    whole = sum(weight * ceiling for weight, ceiling, _ in counted)
    return (whole - missed) * HUNDRED / whole


def best_domains(
    scale: Scale, counted: Mapping[str, Iterable[Question]]
) -> dict[str, Fraction | None]:
    """The best score of each domain, out of the questions that count there."""
    return {domain: best_score(questions, scale) for domain, questions in counted.items()}


def best_total(scale: Scale, domains: Mapping[str, Fraction | None]) -> Fraction:
    """The best total (0-100) out of the best scores of the domains; 0 when nothing counts."""
    weights = scale.domain_weights
    scores = {key: score for key, score in domains.items() if score is not None}
    whole = sum((weights[key] for key in scores), Fraction(0))
    best = sum((weights[key] * score for key, score in scores.items()), Fraction(0))
    return best / whole if whole else Fraction(0)
