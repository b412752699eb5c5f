"""The scale: what counts, and how much, for the candidates of one group.

A group is a track, a type and a population class. The scheme's variants that cover it are
laid over the scheme and the grid in the order of the file; a later one wins.
"""

from __future__ import annotations

from dataclasses import replace
from math import lcm
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from fractions import Fraction

    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.scheme import Level
    from sheets_sync.scheme import Scheme
    from sheets_sync.scheme import Variant


class Scale(NamedTuple):
    """What holds for every candidate of a group.

    ``asked`` are the active questions of the track, in the order of the grid; ``weights``
    and ``ceilings`` (points) are by question id, ``option_points`` by question id and
    option id. ``never_applies`` are the asked questions that this type or class leaves
    out. ``domain_weights`` has every domain of the scheme. ``levels`` ascend.
    """

    track: str
    type: str
    population_class: str | None
    asked: tuple[Question, ...]
    weights: Mapping[str, Fraction]
    ceilings: Mapping[str, Fraction]
    option_points: Mapping[tuple[str, str], Fraction]
    never_applies: frozenset[str]
    domain_weights: Mapping[str, Fraction]
    levels: tuple[Level, ...]


def scale_for(
    scheme: Scheme, grid: Grid, track: str, kind: str, population_class: str | None
) -> Scale:
    """The scale of a group; ``KeyError`` when the scheme has no such track.

    ``kind`` is the id of a type, ``population_class`` None when the population is not
    known; neither needs to be in the scheme.
    """
    variants = [v for v in scheme.variants if v.covers(track, kind, population_class)]
    asked = tuple(question for question in grid.questions if question.asked_in(track))
    points = _laid(variant.points for variant in variants)
    return Scale(
        track=track,
        type=kind,
        population_class=population_class,
        asked=asked,
        weights=_weights(asked, variants),
        ceilings={q.id: points.get(q.id, {}).get("", q.points) for q in asked},
        option_points={
            (q.id, option.id): points.get(q.id, {}).get(option.id, option.points)
            for q in asked
            for option in q.options
        },
        never_applies=never_applies(asked, kind, population_class),
        domain_weights=_domain_weights(scheme, variants),
        levels=tuple(_level(level, variants) for level in scheme.track(track).levels),
    )


def _weights(asked: Iterable[Question], variants: Iterable[Variant]) -> dict[str, Fraction]:
    weights = {question.id: question.weight for question in asked}
    for variant in variants:
        weights |= {key: weight for key, weight in variant.weights.items() if key in weights}
    return weights


def _domain_weights(scheme: Scheme, variants: Iterable[Variant]) -> dict[str, Fraction]:
    weights = {domain.id: domain.weight for domain in scheme.domains}
    for variant in variants:
        weights |= variant.domain_weights
    return weights


def never_applies(
    asked: Iterable[Question], kind: str, population_class: str | None
) -> frozenset[str]:
    """The questions that a type or a class leaves out."""
    return frozenset(
        question.id
        for question in asked
        if kind in question.not_applicable.types
        or population_class in question.not_applicable.classes
    )


def _level(level: Level, variants: Iterable[Variant]) -> Level:
    threshold = level.threshold
    floors = dict(level.floors)
    for variant in variants:
        threshold = variant.thresholds.get(level.id, threshold)
        floors |= variant.floors.get(level.id, {})
    return replace(level, threshold=threshold, floors=floors)


def smallest_part(asked: Iterable[Question], scale: Scale) -> int:
    """How many parts to cut a point in so that every weight x points is whole."""
    weights, points = _parts(asked, scale)
    return weights * points


def most_counted(scale: Scale) -> int:
    """The most that is ever counted for a candidate, in these smallest parts."""
    weights, points = _parts(scale.asked, scale)
    return sum(
        _whole(scale.weights[q.id], weights) * _whole(scale.ceilings[q.id], points)
        for q in scale.asked
    )


def _parts(asked: Iterable[Question], scale: Scale) -> tuple[int, int]:
    """How many parts to cut weights in, and points, so that all of them are whole."""
    weights, points = {1}, {1}
    for question in asked:
        weights.add(scale.weights[question.id].denominator)
        points.update(each.denominator for each in _worths(question, scale))
    return lcm(*weights), lcm(*points)


def _whole(number: Fraction, parts: int) -> int:
    """A number counted in parts that make it whole."""
    return number.numerator * (parts // number.denominator)


def _worths(question: Question, scale: Scale) -> Iterator[Fraction]:
    """All the points that a question's answers are made of."""
    yield scale.ceilings[question.id]
    yield from (scale.option_points[question.id, option.id] for option in question.options)
    yield from (step.points for step in question.steps)


def _laid(
    layers: Iterable[Mapping[str, Mapping[str, Fraction]]],
) -> dict[str, dict[str, Fraction]]:
    """Two-storey tables laid over each other, entry by entry."""
    laid: dict[str, dict[str, Fraction]] = {}
    for layer in layers:
        for key, values in layer.items():
            laid.setdefault(key, {}).update(values)
    return laid
