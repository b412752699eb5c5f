"""Last time, for the letters: points by domain, and what moved since; from kept editions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sheets_sync.app.progressing import since_last

if TYPE_CHECKING:
    from reports import edition as frozen
    from sheets_sync.app.session import Session
    from sheets_sync.history import Past


def with_earlier(
    told: frozen.Advice, candidate: frozen.Candidate, past: Past, session: Session, rank: int
) -> frozen.Advice:
    """The advice with the points of last time, by domain of this edition.

    ``rank`` is that of the level decided, 0 for none. Nothing is added for who did not apply
    in an edition that was kept.
    """
    line = next((each for each in past.held if each.points), None)
    if line is None:
        return told
    progress = ""
    if line == past.compared:
        track = session.scheme.track(candidate.track)
        now = {each: None if e is None else Fraction(e) for each, e in candidate.domains.items()}
        progress = since_last(session, past, track, rank, now)
    earlier = {domain: str(points) for domain, points in line.points}
    return replace(told, since=line.year, earlier=earlier, progress=progress)
