"""What a frozen edition says of its candidates besides the decisions: their past, their codes.

The past is what the published lists of earlier editions say of the same local authority,
and what a person said to be the same in the tab of signals; what only might be is left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.edition import Award
from sheets_sync.app.identifying import pasts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.edition import Edition
    from reports.language import Language
    from sheets_sync.app.session import Session
    from sheets_sync.candidates import Candidate
    from sheets_sync.history import PastResult
    from sheets_sync.scheme import Scheme
    from sheets_sync.workbooks.base import Snapshot


def with_history(
    edition: Edition, session: Session, snapshot: Snapshot, candidates: Iterable[Candidate]
) -> Edition:
    """The edition with its names of types; each candidate with its past and its codes."""
    known = {each.dossier: each for each in candidates}
    before = pasts(session, snapshot)
    types = {each.id: each.name for each in session.scheme.types}
    frozen = tuple(
        replace(
            each,
            history=awards(before[each.dossier][1].held, session.scheme, session.language)
            if each.dossier in before
            else (),
            siren=known[each.dossier].siren,
            insee=known[each.dossier].insee,
        )
        for each in edition.candidates
    )
    return replace(edition, candidates=frozen, types=types)


def awards(held: Iterable[PastResult], scheme: Scheme, language: Language) -> tuple[Award, ...]:
    """The awards that lines of earlier editions tell of, the oldest first, each edition once."""
    by_year: dict[int, list[PastResult]] = {}
    for each in (line for line in held if line.labelled):
        by_year.setdefault(each.year, []).append(each)
    return tuple(_award(by_year[year], scheme, language) for year in sorted(by_year))


def _award(lines: list[PastResult], scheme: Scheme, language: Language) -> Award:
    """The award of one edition; where several lines tell of it, the first with a level counts."""
    line = next((each for each in lines if each.level), lines[0])
    mentions = tuple(dict.fromkeys(mention for each in lines for mention in each.mentions))
    level, rank = past_level(line.level or "", scheme, language)
    return Award(str(line.year), line.year, level, rank, mentions)


def past_level(ident: str, scheme: Scheme, language: Language) -> tuple[str, int | None]:
    """Name and rank of a level that an earlier edition gave.

    An id that this edition has too names the same level; one that is a number is the number
    of the level, as levels were called before they had names.
    """
    for track in scheme.tracks:
        for level in track.levels:
            if level.id == ident:
                return level.name, level.rank
    if ident.isascii() and ident.isdecimal():
        return language.text("Level {number}", number=ident), int(ident)
    return ident, None
