"""Checks across the files of an edition: what one says of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.findings import blocking
from sheets_sync.scale import most_counted
from sheets_sync.settings.contradiction_checks import check_contradictions
from sheets_sync.settings.edition_checks import levels_with_keys
from sheets_sync.settings.ids import check_known
from sheets_sync.settings.level_checks import check_levels
from sheets_sync.settings.level_checks import measures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.grid import Grid
    from sheets_sync.scheme import Scheme
    from sheets_sync.scheme import Variant
    from sheets_sync.settings.edition_checks import Key
    from sheets_sync.settings.edition_file import LoadedScheme
    from sheets_sync.settings.grid_file import LoadedGrid
    from sheets_sync.settings.level_checks import Measure
    from sheets_sync.settings.toml_file import TomlFile

COUNTABLE = 2**62
"""The greatest sum that scores, which are exact, can be counted in."""


def check_together(edition: LoadedScheme, grid: LoadedGrid) -> Iterator[Finding]:
    """Findings that need both the scheme and the questions.

    Whether levels can be reached is looked at only when nothing else blocks: a question
    that could not be read would make levels seem out of reach.
    """
    scheme, file = edition.scheme, edition.file
    found = [
        *_check_mandatory(scheme, grid.ids, file),
        *_check_variants(scheme, grid.ids, file),
        *check_contradictions(scheme, grid, file),
    ]
    yield from found
    if grid.sound and not blocking((*edition.findings, *found)):
        measured = measures(scheme, grid.grid)
        yield from check_levels(scheme, measured, file)
        yield from _check_domains(scheme, grid.grid)
        yield from _check_parts(measured)


def _check_mandatory(
    scheme: Scheme, ids: Mapping[str, frozenset[str]], file: TomlFile
) -> Iterator[Finding]:
    for path, level in levels_with_keys(scheme):
        for question in level.mandatory:
            yield from check_known("question", question, ids, file.place((*path, "mandatory")))


def _check_variants(
    scheme: Scheme, ids: Mapping[str, frozenset[str]], file: TomlFile
) -> Iterator[Finding]:
    for index, variant in enumerate(scheme.variants):
        path: Key = ("variants", index)
        for question in variant.weights:
            place = file.place((*path, "weights", question))
            yield from check_known("question", question, ids, place)
        yield from _check_points(variant, path, ids, file)


def _check_points(
    variant: Variant, path: Key, ids: Mapping[str, frozenset[str]], file: TomlFile
) -> Iterator[Finding]:
    for question, points in variant.points.items():
        key: Key = (*path, "points", question)
        yield from check_known("question", question, ids, file.place(key))
        options = ids.get(question)
        for option in points if options is not None else ():
            if option:
                place = file.place((*key, option))
                yield from check_known(
                    "option", option, sorted(options or ()), place, question=question
                )


def _check_domains(scheme: Scheme, grid: Grid) -> Iterator[Finding]:
    """Domains that count for nothing in a track."""
    for track in scheme.tracks:
        counted = {q.domain for q in grid.questions if q.asked_in(track.id) and q.points * q.weight}
        for domain in scheme.domains:
            if domain.id not in counted and domain.weight:
                values = {"domain": domain.name, "track": track.name}
                yield Finding("config-domain-without-questions", Place("grid.csv"), values)


def _check_parts(measured: Iterable[Measure]) -> Iterator[Finding]:
    """Weights and points whose decimals, put together, are too many to count with."""
    if any(most_counted(each.scale) > COUNTABLE for each in measured):
        yield Finding("config-too-fine", Place("grid.csv"))
