"""palmares close: a dated snapshot of all answers; dossiers locked where the platform can."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.files import write_whole
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.closed import FOLDER
from sheets_sync.app.closed import find_snapshot
from sheets_sync.app.live import live_form
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.live import snapshot as snapshots
from sheets_sync.sources.live.protocol import Lockable
from sheets_sync.sources.live.protocol import silent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sheets_sync.app.live import LiveForm
    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Advance
    from sheets_sync.sources.live.intake import Taken
    from sheets_sync.sources.live.protocol import Locked
    from sheets_sync.sources.live.protocol import Tell
    from sheets_sync.sources.live.snapshot import Snapshot

CLOSED = N_("The campaign was closed before: {file} is left as it is.")
LOCKS = "locks"


class CannotLock(PalmaresError):
    """The platform has no such state, or we do not know how; values: platform."""

    exit_code = ExitCode.USAGE
    sentence = N_("Dossiers of {platform} can't be locked from here.")
    remedy = N_("Close the form on the platform itself, then run “palmares close” alone.")


def close(session: Session, *, lock: bool = False, tell: Tell = silent) -> Step:
    """Plan the snapshot; with ``lock``, plan to lock the dossiers that it holds.

    A campaign is closed once: the snapshot that is there stays, and a repeated command only
    locks what is not locked yet.
    """
    live = live_form(session, tell)
    locker = live.source if lock and isinstance(live.source, Lockable) else None
    if lock and locker is None:
        raise CannotLock(platform=live.settings.platform)
    found = find_snapshot(session.folder, live.settings)
    taken = live.take_in(whole=True)
    snapshot = found[1] if found else _snapshot(session, live, taken)
    path = found[0] if found else _free(session, snapshot)
    waiting = _to_lock(snapshot, taken) if lock else []
    record = path.parent / LOCKS / path.name
    files = ([] if found else [path]) + ([record] if waiting else [])
    findings = list(taken.findings)
    if found:
        findings += snapshots.changes_since(snapshot, taken.kept.responses, live.source.place)
    if locker and waiting:
        values = {"count": len(waiting)}
        findings.append(Finding("form-lock-planned", Place(live.source.place), values))
        if locker.tells_candidates:
            findings.append(Finding("form-lock-tells", Place(live.source.place)))

    def write(advance: Advance) -> tuple[Said, ...]:
        said = [] if found else [_written(path, snapshot)]
        if locker and waiting:
            said += _lock(locker, waiting, record, advance)
        return tuple(said)

    return Step(
        "close",
        findings=tuple(findings),
        files=tuple(files),
        write=write,
        keep=lambda: live.store.save(taken.kept),
        summary=(Said(CLOSED, {"file": f"{FOLDER}/{path.name}"}),) if found else (),
    )


def _snapshot(session: Session, live: LiveForm, taken: Taken) -> Snapshot:
    now = datetime.now(ZoneInfo(session.scheme.timezone)).replace(microsecond=0)
    responses = tuple(snapshots.plain(each) for each in taken.kept.responses)
    return snapshots.Snapshot(now, snapshots.identity(live.settings), taken.kept.form, responses)


def _free(session: Session, snapshot: Snapshot) -> Path:
    """A name that no file bears yet: other forms may be closed on the same day."""
    folder, day = session.folder / FOLDER, f"{snapshot.closed:%Y-%m-%d}"
    path, number = folder / f"{day}.json", 2
    while path.exists():
        path, number = folder / f"{day}-{number}.json", number + 1
    return path


def _written(path: Path, snapshot: Snapshot) -> Said:
    content = snapshots.written(snapshot)
    write_whole(path, content)
    return counted(
        NN_(
            "{count} dossier kept in {file}, fingerprint {digest}.",
            "{count} dossiers kept in {file}, fingerprint {digest}.",
        ),
        len(snapshot.responses),
        file=f"{FOLDER}/{path.name}",
        digest=snapshots.digest_of(content)[:12],
    )


def _to_lock(snapshot: Snapshot, taken: Taken) -> list[str]:
    """The dossiers of the snapshot that candidates can still edit."""
    kept = {each.id for each in snapshot.responses}
    return [r.id for r in taken.kept.responses if r.state == "submitted" and r.id in kept]


def _lock(locker: Lockable, waiting: Sequence[str], record: Path, advance: Advance) -> list[Said]:
    """Lock dossier by dossier, and write down what became of each, even when it breaks off."""
    done: list[Locked] = []
    try:
        for each in locker.lock(waiting):
            done.append(each)
            advance(len(done), len(waiting))
    finally:
        results = {each.id: {"locked": each.done, "detail": each.detail} for each in done}
        write_whole(record, json.dumps(results, indent=1, ensure_ascii=False).encode())
    locked = sum(each.done for each in done)
    forms = NN_(
        "{count} dossier locked on the platform.", "{count} dossiers locked on the platform."
    )
    refused = N_("Dossier {id} is not locked: {detail}")
    said = [counted(forms, locked)]
    return said + [Said(refused, {"id": e.id, "detail": e.detail}) for e in done if not e.done]
