"""palmares jury remind: a draft for each juror who has not finished; none is sent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reports.files import write_whole
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.counting import progress
from sheets_sync.app.gathering import gather
from sheets_sync.app.propose import needed
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import sound
from sheets_sync.app.tabs import all_tabs
from sheets_sync.candidates import cell_text
from sheets_sync.jury.reminder import reminder
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import proposals

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Advance
    from sheets_sync.jury.reminder import Reminder
    from sheets_sync.scheme import Juror
    from sheets_sync.workbooks.base import Snapshot

FOLDER = "relances"


def remind(session: Session) -> Step:
    """Plan the drafts, in the folder ``relances`` of the campaign, under today's date."""
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, deliberation.ID, "jury open")
    gathered = gather(session, snapshot)
    late = {p.juror for p in progress(session, snapshot, gathered) if not p.finished}
    drafts = {
        _path(session, juror): _draft(session, snapshot, gathered, juror)
        for juror in session.scheme.jury
        if juror.id in late
    }

    def write(_: Advance) -> tuple[Said, ...]:
        for path, draft in drafts.items():
            write_whole(path, draft)
        return ()

    said = [
        counted(
            NN_(
                "{count} reminder drafted in {folder}; it is yours to send.",
                "{count} reminders drafted in {folder}; they are yours to send.",
            ),
            len(drafts),
            folder=FOLDER,
        )
        if drafts
        else Said(N_("Every juror has finished: nobody to remind."))
    ]
    unknown = [j.name for j in session.scheme.jury if j.id in late and not j.email]
    if unknown:
        names = session.language.list(unknown)
        said.append(Said(N_("No address in edition.toml for: {names}."), {"names": names}))
    return Step("jury remind", files=tuple(drafts), write=write, summary=tuple(said))


def _path(session: Session, juror: Juror) -> Path:
    today = datetime.now(ZoneInfo(session.scheme.timezone)).date()
    return session.folder / FOLDER / f"{today.isoformat()}-{juror.id}.eml"


def _draft(session: Session, snapshot: Snapshot, gathered: Gathered, juror: Juror) -> bytes:
    state = snapshot.tabs[proposals.ID]
    names = state.values.get("name", ())
    ballot = gathered.ballots[juror.id]
    waiting = [
        f"{cell_text(names, index)} ({key})"
        for index, key in enumerate(state.keys)
        if key in gathered.tracks and key not in ballot.recusals and ballot.mark(key) is None
    ]
    told = reminder(juror, waiting, session.workbook.place, session.scheme, session.language)
    return drafted(told)


def drafted(told: Reminder) -> bytes:
    """A reminder as the bytes of an .eml file; the same dossiers give the same bytes."""
    from reports.mails import composed

    headers = {
        "Subject": told.subject,
        "To": told.to or None,
        "Reply-To": told.reply_to or None,
    }
    return composed(headers, told.text)
