"""Workbooks of the kind .xlsx: read as snapshots, changed by plans."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sheets_sync.workbooks.base import Snapshot
from sheets_sync.workbooks.errors import WorkbookUnreadable
from sheets_sync.workbooks.xlsx.local import FileStorage
from sheets_sync.workbooks.xlsx.storage import digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from sheets_sync.plan import Plan
    from sheets_sync.tabs.model import Tab
    from sheets_sync.wanted import Wanted
    from sheets_sync.workbooks.xlsx.storage import Clock
    from sheets_sync.workbooks.xlsx.storage import Storage


class StoredWorkbook:
    """An .xlsx or .xlsm workbook in a storage.

    It need not be there yet. It is changed in place: every part that is not the program's
    keeps its bytes.
    """

    def __init__(self, storage: Storage) -> None:
        """Name the storage; nothing is read yet."""
        self._storage = storage

    @property
    def place(self) -> str:
        """What to call it in sentences."""
        return self._storage.place

    @property
    def backups(self) -> Path:
        """Where earlier versions lie."""
        return self._storage.versions

    def read(self, tabs: Sequence[Tab], likely: Mapping[str, Wanted] | None = None) -> Snapshot:
        """The state of the tabs asked for; ``NotAWorkbook`` when the file is none."""
        from sheets_sync.workbooks.xlsx.reading import read_snapshot

        try:
            data = self._storage.read()
        except OSError as error:
            raise WorkbookUnreadable(place=self.place) from error
        if data is None:
            return Snapshot("", {}, exists=False)
        return read_snapshot(data, tabs, digest(data), self.place, self._kept(), likely)

    def _kept(self) -> str:
        """Where earlier versions lie; "" when there are none yet."""
        return str(self.backups) if self._storage.has_versions() else ""

    def apply(self, plan: Plan, snapshot: Snapshot) -> None:
        """Carry out a plan made on a snapshot, whole or not at all, and check it.

        An empty plan touches nothing. Raises ``WorkbookBusy`` when somebody has it
        open, ``WorkbookChanged`` when it is not what the snapshot was taken of,
        ``WorkbookUnsafe`` when something could not be kept, ``WorkbookUnwritable`` when the
        disk or the server refuses; it is as it was then. ``KeyError`` and ``ValueError`` tell of a
        plan that names what is not there, or adds what is.
        """
        if plan.empty:
            return
        with self._storage.alone():
            self._apply(plan, snapshot)

    def _apply(self, plan: Plan, snapshot: Snapshot) -> None:
        from sheets_sync.workbooks.xlsx.compose import Composer
        from sheets_sync.workbooks.xlsx.reading import details
        from sheets_sync.workbooks.xlsx.verify import verify

        data = self._storage.unchanged(snapshot.version)
        composer = Composer(data, snapshot, details(snapshot), self.place)
        package = composer.carry_out(plan)
        temporary = self._storage.write(package.save)
        names, touched, outcomes = package.names(), package.touched(), composer.outcomes()
        stretches = package.stretches
        del composer, package, data  # a big sheet should not be in memory twice
        try:
            verify(temporary, self.place, names, touched, outcomes, stretches)
        except BaseException:
            self._storage.discard(temporary)
            raise
        self._storage.replace(temporary, snapshot.version)


class XlsxWorkbook(StoredWorkbook):
    """A workbook file that people edit with Excel, LibreOffice or anything else.

    ``backups`` is where earlier versions go (``.palmares/versions`` beside the file when
    None); ``clock`` dates them.
    """

    def __init__(
        self, path: Path, backups: Path | None = None, clock: Clock = datetime.now
    ) -> None:
        """Name the file; nothing is read yet."""
        super().__init__(FileStorage(path, backups, clock))
