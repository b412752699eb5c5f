"""Checks of what people choose by name in the workbook: no two alike, none that says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.language import language_for
from sheets_sync.spelling import fold
from sheets_sync.tabs.words import NO_LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from sheets_sync.findings import Place
    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.toml_file import TomlFile


def check_names(scheme: Scheme, file: TomlFile) -> Iterator[Finding]:
    """Names that could mean two things, and population classes that begin together."""
    lists: list[tuple[tuple[str | int, ...], list[str]]] = [
        (("domains",), [each.name for each in scheme.domains]),
        (("types",), [each.name for each in scheme.types]),
        (("classes",), [each.name for each in scheme.population_classes]),
        (("tracks",), [each.name for each in scheme.tracks]),
        (("mentions",), [each.name for each in scheme.mentions]),
    ]
    for at, track in enumerate(scheme.tracks):
        lists.append((("tracks", at, "levels"), [level.name for level in track.levels]))
    for path, names in lists:
        places = (file.place((*path, i, "name")) for i in range(len(names)))
        yield from _doubled(names, places)
    yield from _taken(scheme, file)
    yield from _classes(scheme, file)


def _doubled(names: Iterable[str], places: Iterable[Place]) -> Iterator[Finding]:
    """One finding for each name that came before, with the line of the first."""
    first: dict[str, Place] = {}
    for name, place in zip(names, places, strict=True):
        before = first.setdefault(fold(name), place)
        if before is not place:
            yield Finding("config-name-doubled", place, {"name": name, "line": before.line})


def _taken(scheme: Scheme, file: TomlFile) -> Iterator[Finding]:
    """Levels called like the words for none."""
    none = fold(language_for(scheme.language).text(NO_LEVEL))
    for i, track in enumerate(scheme.tracks):
        for j, level in enumerate(track.levels):
            if fold(level.name) == none:
                place = file.place(("tracks", i, "levels", j, "name"))
                yield Finding("config-name-taken", place, {"name": level.name})


def _classes(scheme: Scheme, file: TomlFile) -> Iterator[Finding]:
    """Population classes of which one would hold nobody."""
    first: dict[int, Place] = {}
    for i, each in enumerate(scheme.population_classes):
        place = file.place(("classes", i, "at_least"))
        before = first.setdefault(each.at_least, place)
        if before is not place:
            values = {"found": each.at_least, "line": before.line}
            yield Finding("config-classes-alike", place, values)
