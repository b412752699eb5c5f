"""How far each juror is, as the workbook tells it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sheets_sync.candidates import cell_text
from sheets_sync.jury.ballot import NO
from sheets_sync.jury.progress import Progress
from sheets_sync.tabs import panel
from sheets_sync.tabs.words import plain

if TYPE_CHECKING:
    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.session import Session
    from sheets_sync.workbooks.base import Snapshot


def progress(session: Session, snapshot: Snapshot, gathered: Gathered) -> list[Progress]:
    """How far each juror is, in the jury's order."""
    due = session.scheme.deliberation.due
    past = due is not None and datetime.now(due.tzinfo) > due
    said = _said_in_panel(snapshot)
    found = []
    for each in session.scheme.jury:
        ballot = gathered.ballots[each.id]
        finished, presence = said.get(each.id, ("", ""))
        found.append(
            Progress(
                each.id,
                len(ballot.marks),
                len(gathered.tracks) - len(ballot.recusals),
                ballot.has_tab,
                len(ballot.recusals),
                bool(finished) and plain(finished) not in NO,
                presence,
                past,
            )
        )
    return found


def _said_in_panel(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """By juror: "I have finished", and the presence that the chair wrote."""
    state = snapshot.tabs.get(panel.ID)
    if state is None:
        return {}
    cells = [state.values.get(column, ()) for column in (panel.FINISHED, panel.PRESENCE)]
    return {
        key: (cell_text(cells[0], index), cell_text(cells[1], index))
        for index, key in enumerate(state.keys)
    }
