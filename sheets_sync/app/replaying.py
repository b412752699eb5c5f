"""Answers kept from before, to be replayed: a workbook, or the snapshot of a closing.

A snapshot that still lies in the folder of its campaign is read as that campaign read it:
with its form, its questions and its levels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.app.closed import SnapshotUnreadable
from sheets_sync.app.session import open_session
from sheets_sync.app.sync import wanted_answers
from sheets_sync.settings.campaign_file import CAMPAIGN_FILE
from sheets_sync.tabs import responses
from sheets_sync.tabs.responses import responses_tab
from sheets_sync.tabs.signals import signals_tab
from sheets_sync.workbooks.base import Snapshot
from sheets_sync.workbooks.base import TabState

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.app.session import Session
    from sheets_sync.tabs.model import Tab

SNAPSHOT = ".json"


class NoSuchSnapshot(PalmaresError):
    """What to look back at is not there."""

    exit_code = ExitCode.USAGE
    sentence = N_("There is no workbook {path}.")
    remedy = N_("Name a workbook, for instance one of those in .palmares/versions.")


def replayed(session: Session, over: Path | None) -> tuple[Session, Snapshot]:
    """The campaign whose answers are replayed, and the tab "Réponses" that holds them.

    ``over`` is a workbook or a snapshot, None for the campaign's own workbook.

    Raises:
        NoSuchSnapshot: there is no such file.
        SnapshotUnreadable: the snapshot is not as it was written.
        BadSettings: the campaign of the snapshot is no longer readable.
    """
    if over is None:
        return session, session.read(_tabs(session))
    if not over.is_file():
        raise NoSuchSnapshot(path=over)
    if over.suffix.lower() == SNAPSHOT:
        theirs = _campaign_of(session, over)
        return theirs, _closed(theirs, over)
    from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook

    return session, XlsxWorkbook(over).read(_tabs(session))


def _tabs(session: Session) -> list[Tab]:
    return [
        responses_tab(session.scheme, session.grid, session.language),
        signals_tab(session.language),
    ]


def _campaign_of(session: Session, path: Path) -> Session:
    """The campaign in whose folder a snapshot lies; the one that asks where it lies in none."""
    home = path.resolve().parent.parent
    there = (home / CAMPAIGN_FILE).is_file()
    return open_session(home) if there and home != session.folder.resolve() else session


def _closed(session: Session, path: Path) -> Snapshot:
    """The answers of a snapshot, as `palmares sync` would write them."""
    from sheets_sync.sources.exports import responses_of
    from sheets_sync.sources.live import snapshot as snapshots
    from sheets_sync.sources.live.table import form_table

    content = path.read_bytes()
    try:
        kept = snapshots.read(content)
    except snapshots.SnapshotDamaged:
        raise SnapshotUnreadable(file=path.name) from None
    table = form_table(path.name, kept.form, kept.responses)
    read = responses_of(table, session.form, session.grid, session.scheme)
    tab = responses_tab(session.scheme, session.grid, session.language)
    wanted = wanted_answers(read, tab, session)
    lines = tuple(range(1, len(wanted.keys) + 1))
    state = TabState(path.name, tuple(wanted.keys), lines, {}, {}, wanted.values)
    version = snapshots.digest_of(content)
    return Snapshot(version, {responses.ID: state}, problems=tuple(read.findings))
