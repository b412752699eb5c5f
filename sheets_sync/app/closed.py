"""The answers of a campaign that was closed: those of its snapshot, whatever came later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.live import snapshot as snapshots
from sheets_sync.sources.live.intake import Taken
from sheets_sync.sources.live.protocol import SourceError
from sheets_sync.sources.live.store import Kept

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.app.live import LiveForm
    from sheets_sync.app.session import Session
    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.snapshot import Snapshot

FOLDER = "closing"


class SnapshotUnreadable(PalmaresError):
    """A snapshot is not as it was written; values: file."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The snapshot {file} is not as it was written at closing.")
    remedy = N_("Bring it back from a backup; nothing else can stand for it.")


def find_snapshot(folder: Path, source: FormSource) -> tuple[Path, Snapshot] | None:
    """The snapshot of a form, the last one when there are several.

    Raises :class:`SnapshotUnreadable`: a damaged one is never passed over.
    """
    wanted = snapshots.identity(source)
    found = None
    for path in sorted((folder / FOLDER).glob("????-??-??*.json")):
        try:
            read = snapshots.read(path.read_bytes())
        except (OSError, snapshots.SnapshotDamaged):
            raise SnapshotUnreadable(file=f"{FOLDER}/{path.name}") from None
        if read.source == wanted:
            found = path, read
    return found


def closed_answers(session: Session, live: LiveForm, *, whole: bool = False) -> Taken | None:
    """The answers at closing, with what changed on the form since; None before closing.

    A form that can't be asked any more changes nothing to them.
    """
    found = find_snapshot(session.folder, live.settings)
    if found is None:
        return None
    _, snapshot = found
    place = live.source.place
    try:
        now = live.take_in(whole=whole)
        later = snapshots.changes_since(snapshot, now.kept.responses, place)
        findings = (*now.findings, *later)
        seen = now.now
    except SourceError as error:
        findings = (Finding("form-not-asked", Place(place), {"reason": error}),)
        seen = None
    return Taken(Kept(snapshot.form, snapshot.responses), findings, seen)
