"""The order of dossiers of one level, by a chain of criteria that is written down."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.scheme import MEDIAN
from sheets_sync.scheme import NAME
from sheets_sync.scheme import TOTAL
from sheets_sync.tabs.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from fractions import Fraction

    from reports.language import Language
    from sheets_sync.scheme import Scheme

NUMBER = "dossier"
NAMES = {
    TOTAL: N_("total"),
    MEDIAN: N_("median of the marks"),
    NAME: N_("name"),
    NUMBER: N_("dossier number"),
}


class Entry(NamedTuple):
    """A dossier to put in order: exact points and median, None where there is none."""

    dossier: str
    name: str
    rank: int
    total: Fraction | None = None
    median: Fraction | None = None
    domains: Mapping[str, Fraction | None] | None = None

    def value(self, criterion: str) -> Fraction | None:
        """What a criterion compares, but for the name."""
        if criterion == TOTAL:
            return self.total
        return self.median if criterion == MEDIAN else (self.domains or {}).get(criterion)


class Ranked(NamedTuple):
    """A dossier in its place, from 1 in all.

    ``broken_by`` is the criterion that parts it from the one before, of the same level,
    when the first criterion does not; "" when nothing had to be broken.
    """

    entry: Entry
    place: int
    broken_by: str = ""
    tied_with: str = ""


def ranking(entries: Sequence[Entry], chain: Sequence[str]) -> list[Ranked]:
    """Highest level first, then by the chain; the dossier's number ends every chain."""
    ordered = sorted(entries, key=lambda each: _key(each, chain))
    first = [Ranked(each, 1) for each in ordered[:1]]
    return first + [
        _after(before, entry, place, chain)
        for place, (before, entry) in enumerate(pairwise(ordered), start=2)
    ]


def _key(entry: Entry, chain: Sequence[str]) -> tuple[object, ...]:
    return (-entry.rank, *(_part(entry, each) for each in chain), entry.dossier)


def _part(entry: Entry, criterion: str) -> tuple[object, ...]:
    """Greater points first; those without any after those that have some."""
    if criterion == NAME:
        return (plain(entry.name), entry.name)
    value = entry.value(criterion)
    return (1,) if value is None else (0, -value)


def _after(before: Entry, entry: Entry, place: int, chain: Sequence[str]) -> Ranked:
    if before.rank != entry.rank or _part(before, chain[0]) != _part(entry, chain[0]):
        return Ranked(entry, place)
    parting = (each for each in chain if _part(before, each) != _part(entry, each))
    return Ranked(entry, place, next(parting, NUMBER), before.dossier)


def criterion_name(criterion: str, scheme: Scheme, language: Language) -> str:
    """A criterion as people read it."""
    for domain in scheme.domains:
        if domain.id == criterion:
            return domain.name
    return language.text(NAMES[criterion])


def chain_text(scheme: Scheme, language: Language) -> str:
    """The chain in words: "total, then Strategy, then …"."""
    chain = (*scheme.deliberation.ties, NUMBER)
    then = language.text(", then ")
    return then.join(criterion_name(each, scheme, language) for each in chain)


def broken(found: Ranked, before: str, scheme: Scheme, language: Language) -> str:
    """How a tie was broken, in words; "" when there was none. ``before`` names the other."""
    if not found.broken_by:
        return ""
    first = criterion_name(scheme.deliberation.ties[0], scheme, language)
    return language.text(
        "Equal to {other} on “{first}”; parted by “{criterion}”.",
        other=before,
        first=first,
        criterion=criterion_name(found.broken_by, scheme, language),
    )
