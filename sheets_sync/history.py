"""Earlier editions as facts: who held which level, and what is not known of them.

A list that is not complete can prove that somebody was there, never that they were not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.territories import Likeness
from sheets_sync.territories import alike

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class PastResult:
    """One line of an earlier palmarès; ``level`` is an id, None when it is not known.

    ``department`` and ``bearer`` are "" when not known; ``source`` says where it stands.
    """

    year: int
    name: str
    department: str = ""
    level: str | None = None
    bearer: str = ""
    mentions: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class PastEdition:
    """An earlier edition; ``complete``: everybody who was labelled is in ``results``."""

    year: int
    complete: bool
    results: tuple[PastResult, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier editions say of one candidate, the latest first.

    ``held`` are the lines that are theirs, ``perhaps`` those that may be. ``first`` says
    whether this is the first application: None where lists are too incomplete to tell.
    ``unsure`` are the years whose lists are incomplete and do not name them.
    """

    held: tuple[PastResult, ...]
    perhaps: tuple[PastResult, ...]
    first: bool | None
    unsure: tuple[int, ...]

    @property
    def last(self) -> PastResult | None:
        """The latest line whose level is known."""
        return next((each for each in self.held if each.level is not None), None)


def past_of(name: str, department: str, editions: Iterable[PastEdition], year: int) -> Past:
    """What the editions before a year say of a local authority."""
    before = sorted((e for e in editions if e.year < year), key=lambda e: -e.year)
    held, perhaps, unsure = [], [], []
    for edition in before:
        found = {
            likeness: [
                each
                for each in edition.results
                if alike(name, each.name, department, each.department) is likeness
            ]
            for likeness in (Likeness.SAME, Likeness.PERHAPS)
        }
        held += found[Likeness.SAME]
        perhaps += found[Likeness.PERHAPS]
        if not found[Likeness.SAME] and not edition.complete:
            unsure.append(edition.year)
    known = bool(before) and not unsure and not perhaps
    first = False if held else True if known else None
    return Past(tuple(held), tuple(perhaps), first, tuple(unsure))


@dataclass(frozen=True, slots=True)
class Progress:
    """How many levels a candidate gained since the last that is known (below 0: lost)."""

    dossier: str
    gained: int
    since: PastResult


def progressions(ranked: Iterable[tuple[str, int, Past]], levels: Sequence[str]) -> list[Progress]:
    """Candidates by how much they gained, the best first; those of whom nothing is known out.

    ``ranked`` gives dossier, rank now and past; ``levels`` are the ids of the levels that
    ranks count from 1. A past level that is not among them can't be compared.
    """
    ranks = {level: rank for rank, level in enumerate(levels, start=1)}
    found = [
        Progress(dossier, rank - ranks[past.last.level], past.last)
        for dossier, rank, past in ranked
        if past.last is not None and past.last.level in ranks
    ]
    return sorted(found, key=lambda each: (-each.gained, each.dossier))
