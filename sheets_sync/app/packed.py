"""The files of jurors in a pack, as they are now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.app.steps import sound
from sheets_sync.memory import BASE_TAB
from sheets_sync.memory import FORGOTTEN
from sheets_sync.memory import read_memory
from sheets_sync.tabs.juror import juror_tabs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.app.session import Session
    from sheets_sync.memory import TabMemory
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState

FOLDER = "pack"


@dataclass(frozen=True, slots=True)
class Packed:
    """One juror's file: ``base`` is what it was made with, ``theirs`` what it holds.

    ``ours`` is the juror's tab in the workbook; ``juror`` the name.
    """

    juror: str
    path: Path
    tab: Tab
    base: TabMemory
    ours: TabState
    theirs: TabState


def folder_of(session: Session, place: Path | None = None) -> Path:
    """Where the pack is: in the campaign folder unless somebody says otherwise."""
    return place or session.folder / FOLDER


def renamed(session: Session, place: Path | None = None) -> list[str]:
    """The names of workbooks in the pack that are no juror's: copies, or renamed files."""
    known = {f"{juror.id}.xlsx" for juror in session.scheme.jury}
    found = (path.name for path in folder_of(session, place).glob("*.xlsx"))
    return sorted(name for name in found if name not in known and name[0] not in "~.")


def packed(session: Session, snapshot: Snapshot, place: Path | None = None) -> Iterator[Packed]:
    """The files that are there, in the jury's order, of jurors whose tab is in the workbook.

    Raises ``UnsoundWorkbook`` for a file that can't be worked from, ``NotAWorkbook`` for one
    that is none.
    """
    from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook

    tabs = juror_tabs(session.scheme, session.language)
    for juror, tab in zip(session.scheme.jury, tabs, strict=True):
        path = folder_of(session, place) / f"{juror.id}.xlsx"
        ours = snapshot.tabs.get(tab.id)
        if ours is None or not path.is_file():
            continue
        found = sound(XlsxWorkbook(path).read([tab, BASE_TAB]))
        theirs = found.tabs.get(tab.id)
        if theirs is not None:
            base = read_memory(found.tabs.get(BASE_TAB.id)).get(tab.id, FORGOTTEN)
            yield Packed(juror.name, path, tab, base, ours, theirs)
