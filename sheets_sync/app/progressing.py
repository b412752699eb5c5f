"""What earlier editions say of the candidates: last level, first application, progression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from reports.language import NN_
from sheets_sync.app.identifying import pasts
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import counted
from sheets_sync.history import progressions
from sheets_sync.progress_told import moves
from sheets_sync.progress_told import told
from sheets_sync.tabs.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from fractions import Fraction

    from sheets_sync.app.session import Session
    from sheets_sync.history import Past
    from sheets_sync.history import PastResult
    from sheets_sync.jury.decisions import Decision
    from sheets_sync.scheme import Track
    from sheets_sync.workbooks.base import Snapshot

FIRST = N_("first application")
UNKNOWN_LEVEL = N_("labelled in {year}, level not known")
UNKNOWN = N_("not known")
UNLABELLED = N_("applied in {year}, without a level")


def without_level(past: Past, session: Session) -> str:
    """What is said of a past in which no level is known."""
    if past.held:
        said = next((each for each in past.held if each.labelled), past.held[0])
        words = UNKNOWN_LEVEL if said.labelled else UNLABELLED
        return session.language.text(words, year=said.year)
    return session.language.text(FIRST if past.first else UNKNOWN)


def since_last(
    session: Session,
    past: Past,
    track: Track,
    rank: int | None,
    points: Mapping[str, Fraction | None],
) -> str:
    """What moved since the last edition that tells: levels, domains where points are known.

    ``rank`` (0: no level) and ``points`` are those of now. "" where nothing can be compared.
    """
    last = past.compared
    if last is None:
        return ""
    before = _rank_then(last, track)
    gained = None if rank is None or before is None else rank - before
    names = {each.id: each.short or each.name for each in session.scheme.domains}
    return told(gained, moves(dict(last.points), points), names, session.language)


def _rank_then(line: PastResult, track: Track) -> int | None:
    """The rank of a level of then among those of now; None where it is not one of them."""
    if line.level is None:
        return 0
    ranks = {plain(each.id): each.rank for each in track.levels}
    return ranks.get(plain(line.level))


def evidence(
    session: Session, snapshot: Snapshot, taken: Sequence[Decision], tracks: dict[str, Track]
) -> tuple[Said, ...]:
    """First applications and best progressions that the known lists support, for mentions."""
    known = pasts(session, snapshot)
    decided = [each for each in taken if each.dossier in known and each.rank]
    if not decided:
        return ()
    first = [known[d.dossier][0] for d in decided if known[d.dossier][1].first]
    unsure = sum(known[d.dossier][1].first is None for d in decided)
    said = [_best(decided, known, tracks, session)]
    if first:
        names = session.language.list(first)
        said.append(Said(N_("First applications, by complete lists: {names}."), {"names": names}))
    if unsure:
        said.append(
            counted(
                NN_(
                    "Whether it is a first application is not known for {count} dossier: "
                    "lists are incomplete.",
                    "Whether it is a first application is not known for {count} dossiers: "
                    "lists are incomplete.",
                ),
                unsure,
            )
        )
    return tuple(each for each in said if each)


def _best(
    decided: Sequence[Decision],
    known: dict[str, tuple[str, Past]],
    tracks: dict[str, Track],
    session: Session,
) -> Said | None:
    """The dossiers that gained most levels since the last that is known."""
    found = []
    for track in session.scheme.tracks:
        mine = [
            (d.dossier, d.rank, known[d.dossier][1]) for d in decided if tracks[d.dossier] == track
        ]
        found += progressions(mine, [level.id for level in track.levels])
    most = max((each.gained for each in found), default=0)
    if most <= 0:
        return None
    names = [
        f"{known[each.dossier][0]} ({each.since.year})" for each in found if each.gained == most
    ]
    return Said(
        N_("Best progressions that the known lists support (+{gained}): {names}."),
        {"gained": most, "names": session.language.list(names)},
    )
