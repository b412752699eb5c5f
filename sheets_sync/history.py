"""Earlier editions as facts: who held which level, and what is not known of them.

A list that is not complete can prove that somebody was there, never that they were not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from sheets_sync import identifiers
from sheets_sync.departments import department_code
from sheets_sync.identities import department_of
from sheets_sync.identities import family
from sheets_sync.territories import COMMUNE
from sheets_sync.territories import Likeness
from sheets_sync.territories import aliases
from sheets_sync.territories import alike
from sheets_sync.territories import placed

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence
    from fractions import Fraction

    from sheets_sync.candidates import Candidate


@dataclass(frozen=True, slots=True)
class PastResult:
    """One line of an earlier palmarès; ``level`` is an id, None when it is not known.

    ``department`` and ``bearer`` are "" when not known; ``source`` says where it stands.
    ``siren`` and ``insee`` are right numbers, "" when not known. ``points`` (0-100) are by
    domain of the edition that looks back, none where only a list is known. ``labelled`` is
    False for who is known to have applied in vain.
    """

    year: int
    name: str
    department: str = ""
    level: str | None = None
    bearer: str = ""
    mentions: tuple[str, ...] = ()
    source: str = ""
    siren: str = ""
    insee: str = ""
    points: tuple[tuple[str, Fraction], ...] = ()
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class PastEdition:
    """An earlier edition; ``complete``: everybody who was labelled is in ``results``.

    ``apart`` are the domains (ids of the edition that looks back) that can't be compared with
    one of it, where its points are known.
    """

    year: int
    complete: bool
    results: tuple[PastResult, ...]
    source: str = ""
    apart: tuple[str, ...] = ()


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

    @property
    def compared(self) -> PastResult | None:
        """The latest line that tells what became of the application: a level, or none."""
        return next((e for e in self.held if e.level is not None or not e.labelled), None)


def unanswered(_: PastResult) -> bool | None:
    """Nobody said whether a line is the candidate's."""
    return None


def past_of(  # noqa: PLR0913 - who it is, in every way that tells
    name: str,
    department: str,
    editions: Iterable[PastEdition],
    year: int,
    *,
    siren: str = "",
    insee: str = "",
    kind: str = "",
    shared: bool = False,
    answer: Callable[[PastResult], bool | None] = unanswered,
) -> Past:
    """What the editions before a year say of a local authority.

    Numbers tell more than names: ``siren``, ``insee`` (of a commune). ``kind`` is its type,
    an id: a commune is never the agglomeration of its name. ``shared``: somebody else of
    another department bears this name, so that a line without a department may be either's.
    What only might be theirs is theirs when ``answer``, what a person said of that line, is
    true, and nobody's matter any more when it is false.
    """
    before = sorted((e for e in editions if e.year < year), key=lambda e: -e.year)
    who = PastResult(year, name, department, siren=siren, insee=insee)
    held, perhaps, unsure = [], [], []
    for edition in before:
        found = [(e, _likeness(who, kind, e, answer, shared=shared)) for e in edition.results]
        mine = [each for each, likeness in found if likeness is Likeness.SAME]
        held += mine
        perhaps += [each for each, likeness in found if likeness is Likeness.PERHAPS]
        if not mine and not edition.complete:
            unsure.append(edition.year)
    known = bool(before) and not unsure and not perhaps
    first = False if held else True if known else None
    return Past(tuple(held), tuple(perhaps), first, tuple(unsure))


class PastIndex:
    """Earlier editions by names and numbers, so that many candidates are soon found in them."""

    def __init__(self, editions: Iterable[PastEdition]) -> None:
        """Sort the lines of all editions."""
        self._editions = tuple(editions)
        self._lines: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self._seats: dict[str, set[str]] = defaultdict(set)
        for at, edition in enumerate(self._editions):
            for line, each in enumerate(edition.results):
                for mark in _marks(each.name, each.siren, each.insee):
                    self._lines[mark].add((at, line))
                    self._seats[mark].add(_seat(each))

    def past_of(
        self,
        candidate: Candidate,
        year: int,
        answer: Callable[[PastResult], bool | None] = unanswered,
        *,
        shared: bool = False,
    ) -> Past:
        """As :func:`past_of` of the candidate's name, department and numbers.

        Its name is shared too where a line that says another department bears it.
        """
        marks = _marks(candidate.name, candidate.siren, candidate.insee)
        near = sorted({each for mark in marks for each in self._lines.get(mark, ())})
        mine: dict[int, list[PastResult]] = defaultdict(list)
        for at, line in near:
            mine[at].append(self._editions[at].results[line])
        editions = [
            replace(each, results=tuple(mine.get(at, ()))) for at, each in enumerate(self._editions)
        ]
        return past_of(
            candidate.name,
            candidate.department,
            editions,
            year,
            siren=candidate.siren,
            insee=candidate.insee,
            kind=candidate.type,
            shared=shared or self._is_elsewhere(candidate, marks),
            answer=answer,
        )

    def _is_elsewhere(self, candidate: Candidate, marks: Iterable[str]) -> bool:
        """Whether lines that share a mark with a candidate are of another department."""
        here = department_of(candidate)
        seats = {seat for mark in marks for seat in self._seats.get(mark, ())}
        return bool(here and seats - {here, ""})


def _seat(line: PastResult) -> str:
    """The code of the department that a line says; "" when it says none."""
    said = department_code(line.department) or placed(line.name).department
    return said or identifiers.department_of(line.insee)


def _marks(name: str, siren: str, insee: str) -> set[str]:
    """What two must share in part to be one."""
    return {alias.core for alias in aliases(name)} | ({siren, insee} - {""})


def _likeness(
    who: PastResult,
    kind: str,
    line: PastResult,
    answer: Callable[[PastResult], bool | None],
    *,
    shared: bool,
) -> Likeness:
    """Whether a line is of a local authority: by numbers, by names, by what a person said."""
    if who.siren and line.siren == who.siren:
        return Likeness.SAME
    found = alike(who.name, line.name, _seat(who), _seat(line))
    sorts = family(who.name, kind), family(line.name, "")
    if all(sorts) and sorts[0] != sorts[1]:
        return Likeness.OTHER
    communes = {*sorts} <= {COMMUNE, ""}
    if who.insee and line.insee and communes and found is not Likeness.OTHER:
        found = Likeness.SAME if who.insee == line.insee else Likeness.OTHER
    elif found is Likeness.SAME and who.siren and line.siren:
        found = Likeness.PERHAPS  # one name, two numbers: a new legal form, or another
    elif found is Likeness.SAME and shared and not _seat(line):
        found = Likeness.PERHAPS
    if found is not Likeness.PERHAPS:
        return found
    return {True: Likeness.SAME, False: Likeness.OTHER, None: found}[answer(line)]


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
