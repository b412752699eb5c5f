"""The decisions as the deliberation tab has them, recorded or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.app.gathering import tracks_by_dossier
from sheets_sync.app.opining import agreed
from sheets_sync.app.propose import needed
from sheets_sync.jury.decisions import read_decisions
from sheets_sync.tabs import deliberation

if TYPE_CHECKING:
    from sheets_sync.app.session import Session
    from sheets_sync.findings import Finding
    from sheets_sync.jury.decisions import Decision
    from sheets_sync.scheme import Track
    from sheets_sync.workbooks.base import Snapshot


def taken_decisions(
    session: Session, snapshot: Snapshot
) -> tuple[list[Decision], dict[str, Track], list[Finding]]:
    """Decisions that can be kept, the track of every dossier to decide, what is wrong."""
    state = needed(session, snapshot, deliberation.ID, "jury open")
    tracks = tracks_by_dossier(session, snapshot)
    taken, findings = read_decisions(state, tracks, session.scheme.mentions, session.language)
    taken, doubled = agreed(snapshot, taken)
    return taken, tracks, [*findings, *doubled]
