"""Checks of the levels for every group of candidates: in order, and within reach."""

from __future__ import annotations

from itertools import pairwise
from itertools import product
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.scale import never_applies
from sheets_sync.scale import scale_for
from sheets_sync.settings.edition_checks import levels_with_keys
from sheets_sync.settings.edition_checks import plain
from sheets_sync.settings.reach import best_domains
from sheets_sync.settings.reach import best_of
from sheets_sync.settings.reach import best_total
from sheets_sync.settings.reach import counting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from fractions import Fraction

    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.scale import Scale
    from sheets_sync.scheme import Level
    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.edition_checks import Key
    from sheets_sync.settings.toml_file import TomlFile

FEW = 3


class Group(NamedTuple):
    """Candidates under one scale; the class is None where the population is not known."""

    track: str
    type: str
    population_class: str | None


class Measure(NamedTuple):
    """A scale and the groups that are measured by it, or by one that differs in its name."""

    scale: Scale
    groups: Sequence[Group]


class Problem(NamedTuple):
    """What is the matter with a level; ``about`` is a domain, a question or ""."""

    code: str
    level: str
    about: str
    values: Mapping[str, object]


def check_levels(scheme: Scheme, measured: Iterable[Measure], file: TomlFile) -> Iterator[Finding]:
    """One finding per problem, however many groups have it; it names the first of them."""
    concerned: dict[tuple[str, str, str], list[tuple[Group, Problem]]] = {}
    for scale, alike in measured:
        for problem in _problems(scheme, scale):
            key = (problem.code, problem.level, problem.about)
            concerned.setdefault(key, []).extend((group, problem) for group in alike)
    for found in concerned.values():
        group, problem = found[0]
        named = _name(scheme, [each for each, _ in found])
        place = file.place(_key(scheme, group, problem))
        yield Finding(problem.code, place, {**problem.values, "group": named})


def groups(scheme: Scheme) -> Iterator[Group]:
    """Every track, type and population class together."""
    classes = (None, *(each.id for each in scheme.population_classes))
    for track, kind, population_class in product(scheme.tracks, scheme.types, classes):
        yield Group(track.id, kind.id, population_class)


def measures(scheme: Scheme, grid: Grid) -> list[Measure]:
    """Every scale that differs from the others, with the groups that are measured by it."""
    alike: dict[object, list[Group]] = {}
    for group in groups(scheme):
        alike.setdefault(_mark(scheme, grid, group), []).append(group)
    return [Measure(scale_for(scheme, grid, *found[0]), found) for found in alike.values()]


def _mark(scheme: Scheme, grid: Grid, group: Group) -> object:
    """What decides of the scale: groups that agree in it have the same problems."""
    kind, population_class = group.type, group.population_class
    variants = [v.covers(group.track, kind, population_class) for v in scheme.variants]
    left_out = never_applies(grid.questions, kind, population_class)
    return group.track, *variants, left_out


def _name(scheme: Scheme, concerned: list[Group]) -> str:
    """The track when all of its groups are concerned; else the first group."""
    first = concerned[0]
    track = scheme.track(first.track).name
    of_track = [group for group in groups(scheme) if group.track == first.track]
    if len(concerned) == len(of_track):
        return track
    kind = next(each.name for each in scheme.types if each.id == first.type)
    classes = {each.id: each.name for each in scheme.population_classes}
    parts = (track, kind, classes.get(first.population_class or "", ""))
    return ", ".join(part for part in parts if part)


def _problems(scheme: Scheme, scale: Scale) -> Iterator[Problem]:
    names = {domain.id: domain.name for domain in scheme.domains}
    for lower, level in pairwise(scale.levels):
        yield from _order(lower, level, names)
    counted = counting(scale)
    domains = best_domains(scale, counted)
    best = best_total(scale, domains)
    for level in scale.levels:
        if level.threshold > best:
            values = {"threshold": plain(level.threshold), "best": plain(best)}
            yield _problem("config-total-unreachable", level, "", **values)
        yield from _floors(level, counted, names, domains)
        yield from _mandatory(level, scale)


def _problem(code: str, level: Level, about: str, **values: object) -> Problem:
    return Problem(code, level.id, about, {"level": level.name, **values})


def _order(lower: Level, level: Level, names: Mapping[str, str]) -> Iterator[Problem]:
    """Thresholds rise; floors never fall."""
    if level.threshold <= lower.threshold:
        yield _problem(
            "config-thresholds-order",
            level,
            "",
            lower=lower.name,
            threshold=plain(level.threshold),
            before=plain(lower.threshold),
        )
    for domain, before in lower.floors.items():
        floor = level.floors.get(domain)
        if floor is None or floor < before:
            yield _problem(
                "config-floors-order",
                level,
                domain,
                lower=lower.name,
                domain=names.get(domain, domain),
                floor=plain(floor) if floor is not None else "0",
                before=plain(before),
            )


def _floors(
    level: Level,
    counted: Mapping[str, Sequence[Question]],
    names: Mapping[str, str],
    best: Mapping[str, Fraction | None],
) -> Iterator[Problem]:
    for domain, floor in level.floors.items():
        count = len(counted.get(domain, ()))
        values = {"domain": names.get(domain, domain)}
        score = best.get(domain)
        if not count:
            yield _problem("config-floor-without-questions", level, domain, **values)
        elif count < FEW:
            yield _problem("config-floor-few-questions", level, domain, **values, count=count)
        if score is not None and floor > score:
            values |= {"floor": plain(floor), "best": plain(score)}
            yield _problem("config-floor-unreachable", level, domain, **values)


def _mandatory(level: Level, scale: Scale) -> Iterator[Problem]:
    asked = {question.id: question for question in scale.asked}
    for question_id in level.mandatory:
        question = asked.get(question_id)
        if not question:
            yield _problem("config-mandatory-not-asked", level, question_id, question=question_id)
            continue
        if question_id in scale.never_applies:
            continue
        ceiling = scale.ceilings[question_id]
        best = best_of(question, scale)
        if not scale.weights[question_id] * ceiling:
            yield _problem("config-mandatory-worthless", level, question_id, question=question_id)
        elif best < ceiling:
            values = {"question": question_id, "ceiling": plain(ceiling), "best": plain(best)}
            yield _problem("config-mandatory-unreachable", level, question_id, **values)


def _key(scheme: Scheme, group: Group, problem: Problem) -> Key:
    """The key to correct: the level's, or that of the last variant that sets it."""
    level = next(path for path, each in levels_with_keys(scheme) if each.id == problem.level)
    if problem.code.startswith("config-mandatory"):
        return (*level, "mandatory")
    table = "floors" if problem.about else "threshold"
    key: Key = (*level, table, problem.about) if problem.about else (*level, table)
    for index, variant in enumerate(scheme.variants):
        if not variant.covers(group.track, group.type, group.population_class):
            continue
        if problem.about and problem.about in variant.floors.get(problem.level, {}):
            key = ("variants", index, "floors", problem.level, problem.about)
        elif not problem.about and problem.level in variant.thresholds:
            key = ("variants", index, "thresholds", problem.level)
    return key
