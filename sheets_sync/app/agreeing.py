"""palmares jury agreement: what the marks of the jurors say together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.app.gathering import gather
from sheets_sync.app.propose import needed
from sheets_sync.app.steps import sound
from sheets_sync.app.tabs import all_tabs
from sheets_sync.jury.agreement import agreement
from sheets_sync.jury.agreement import gaps
from sheets_sync.tabs import deliberation

if TYPE_CHECKING:
    from sheets_sync.app.session import Session
    from sheets_sync.jury.agreement import Agreement
    from sheets_sync.jury.agreement import Gap


def agreed(session: Session) -> tuple[Agreement, list[Gap]]:
    """How far the jury agrees, and each juror beside the others; reads only.

    The second is for the chair: it is never written in the workbook.
    """
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, deliberation.ID, "jury open")
    gathered = gather(session, snapshot)
    panels = {key: gathered.panel(key) for key in gathered.tracks}
    jurors = [each.id for each in session.scheme.jury]
    return agreement(panels.values()), gaps(panels, jurors)
