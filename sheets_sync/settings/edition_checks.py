"""Checks within ``edition.toml``: dates, ids, bounds; what needs no question."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.numerals import write_number
from sheets_sync.scheme import MEDIAN
from sheets_sync.scheme import NAME
from sheets_sync.scheme import TOTAL
from sheets_sync.settings.dates_checks import check_dates
from sheets_sync.settings.ids import check_form
from sheets_sync.settings.ids import check_known
from sheets_sync.settings.ids import check_unique
from sheets_sync.settings.names_checks import check_names
from sheets_sync.settings.shape_findings import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.scheme import Level
    from sheets_sync.scheme import Scheme
    from sheets_sync.scheme import Variant
    from sheets_sync.settings.toml_file import TomlFile

HUNDRED = 100
SMALLEST = 10**9
"""What a number of a settings file is a multiple of one part of."""

_ADDRESS = r"(?a)[^@\s<>,;:\"]+@[\w-]+(?:\.[\w-]+)+"
_PAGE = r"https?://[^\s/?#]+/[^\s#]*"
Key = tuple[str | int, ...]


class Known(NamedTuple):
    """The ids that an edition defines."""

    domains: frozenset[str]
    types: frozenset[str]
    classes: frozenset[str]
    tracks: frozenset[str]
    levels: frozenset[str]

    @classmethod
    def of(cls, scheme: Scheme) -> Known:
        """The ids of a scheme."""
        return cls(
            frozenset(each.id for each in scheme.domains),
            frozenset(each.id for each in scheme.types),
            frozenset(each.id for each in scheme.population_classes),
            frozenset(each.id for each in scheme.tracks),
            frozenset(level.id for track in scheme.tracks for level in track.levels),
        )


def check_scheme(scheme: Scheme, weekdays: Mapping[str, str], file: TomlFile) -> Iterator[Finding]:
    """All that can be said of a scheme without its questions."""
    known = Known.of(scheme)
    yield from check_dates(scheme, weekdays, file)
    yield from _check_ids(scheme, file)
    yield from check_names(scheme, file)
    if scheme.not_enough is not None and scheme.not_enough > 1:
        yield _over("config-share-outside", scheme.not_enough, ("not_enough",), file)
    if scheme.verification and not re.fullmatch(_PAGE, scheme.verification):
        values = {"found": shown(scheme.verification)}
        yield Finding("config-not-page", file.place(("verification",)), values)
    yield from _check_deliberation(scheme, known, file)
    for path, level in levels_with_keys(scheme):
        yield from _check_bounds({"threshold": level.threshold}, path, file)
        yield from _check_floors(level.floors, (*path, "floors"), known, file)
    for index, variant in enumerate(scheme.variants):
        yield from _check_variant(variant, ("variants", index), known, file)


def _check_deliberation(scheme: Scheme, known: Known, file: TomlFile) -> Iterator[Finding]:
    """The chain that breaks ties, shares, addresses of jurors."""
    given = scheme.deliberation
    if given.solid > 1:
        yield _over("config-share-outside", given.solid, ("deliberation", "solid"), file)
    criteria = known.domains | {TOTAL, MEDIAN, NAME}
    for text in given.ties:
        yield from check_known("criterion", text, criteria, file.place(("deliberation", "ties")))
    for index, juror in enumerate(scheme.jury):
        if juror.email and not re.fullmatch(_ADDRESS, juror.email):
            place = file.place(("jury", index, "email"))
            yield Finding("config-not-email", place, {"key": "email", "found": shown(juror.email)})


def levels_with_keys(scheme: Scheme) -> Iterator[tuple[Key, Level]]:
    """Each level with the path of its section."""
    for i, track in enumerate(scheme.tracks):
        for j, level in enumerate(track.levels):
            yield ("tracks", i, "levels", j), level


def _check_ids(scheme: Scheme, file: TomlFile) -> Iterator[Finding]:
    yield from check_form(scheme.id, file.place(("id",)))
    lists: list[list[tuple[Key, str]]] = [
        [(("domains", i), each.id) for i, each in enumerate(scheme.domains)],
        [(("types", i), each.id) for i, each in enumerate(scheme.types)],
        [(("classes", i), each.id) for i, each in enumerate(scheme.population_classes)],
        [(("tracks", i), each.id) for i, each in enumerate(scheme.tracks)],
        [(path, level.id) for path, level in levels_with_keys(scheme)],
        [(("jury", i), each.id) for i, each in enumerate(scheme.jury)],
        [(("mentions", i), each.id) for i, each in enumerate(scheme.mentions)],
    ]
    for ids in lists:
        placed = [(text, file.place((*path, "id"))) for path, text in ids]
        yield from chain.from_iterable(check_form(text, place) for text, place in placed)
        yield from check_unique(placed)


def _check_variant(variant: Variant, path: Key, known: Known, file: TomlFile) -> Iterator[Finding]:
    lists = (
        ("track", "tracks", variant.tracks, known.tracks),
        ("type", "types", variant.types, known.types),
        ("class", "classes", variant.classes, known.classes),
        ("domain", "domain_weights", variant.domain_weights, known.domains),
        ("level", "thresholds", variant.thresholds, known.levels),
        ("level", "floors", variant.floors, known.levels),
    )
    for what, key, ids, among in lists:
        for text in ids:
            where = (*path, key) if isinstance(ids, tuple) else (*path, key, text)
            yield from check_known(what, text, among, file.place(where))
    yield from _check_bounds(variant.thresholds, (*path, "thresholds"), file)
    for level, floors in variant.floors.items():
        yield from _check_floors(floors, (*path, "floors", level), known, file)
    changes = (variant.weights, variant.points, variant.domain_weights)
    if not any((*changes, variant.thresholds, variant.floors)):
        yield Finding("config-variant-idle", file.place(path), {"name": variant.name})


def _check_floors(
    floors: Mapping[str, Fraction], path: Key, known: Known, file: TomlFile
) -> Iterator[Finding]:
    for domain in floors:
        yield from check_known("domain", domain, known.domains, file.place((*path, domain)))
    yield from _check_bounds(floors, path, file)


def _check_bounds(numbers: Mapping[str, Fraction], path: Key, file: TomlFile) -> Iterator[Finding]:
    for key, number in numbers.items():
        if number > HUNDRED:
            yield _over("config-over-hundred", number, (*path, key), file)


def _over(code: str, number: Fraction, path: Sequence[str | int], file: TomlFile) -> Finding:
    return Finding(code, file.place(path), {"key": str(path[-1]), "found": plain(number)})


def plain(number: Fraction) -> str:
    """A number for a sentence, as a file has it: 45 or 12.5; one without end is cut."""
    if number.denominator != 1 and (number * SMALLEST).denominator != 1:
        number = Fraction(number.numerator * HUNDRED // number.denominator, HUNDRED)
    return write_number(number, "en").replace(",", "")
