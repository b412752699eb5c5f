"""What earlier editions say of the candidates: last level, first application, progression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from reports.language import NN_
from sheets_sync.app.propose import needed
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import counted
from sheets_sync.candidates import read_candidates
from sheets_sync.history import past_of
from sheets_sync.history import progressions
from sheets_sync.tabs import responses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.app.session import Session
    from sheets_sync.history import Past
    from sheets_sync.jury.decisions import Decision
    from sheets_sync.scheme import Track
    from sheets_sync.workbooks.base import Snapshot

FIRST = N_("first application")
UNKNOWN_LEVEL = N_("labelled in {year}, level not known")
UNKNOWN = N_("not known")


def pasts(session: Session, snapshot: Snapshot) -> dict[str, tuple[str, Past]]:
    """Name and past of each candidate, by dossier; {} when no earlier edition is known."""
    if not session.history:
        return {}
    answers = needed(session, snapshot, responses.ID, "sync")
    candidates, _ = read_candidates(answers, session.scheme)
    year = session.scheme.year
    return {
        each.dossier: (each.name, past_of(each.name, each.department, session.history, year))
        for each in candidates
    }


def without_level(past: Past, session: Session) -> str:
    """What is said of a past in which no level is known."""
    if past.held:
        return session.language.text(UNKNOWN_LEVEL, year=past.held[0].year)
    return session.language.text(FIRST if past.first else UNKNOWN)


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
