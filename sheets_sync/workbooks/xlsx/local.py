"""A workbook as a file on the disk."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.errors import WorkbookOpen
from sheets_sync.workbooks.errors import WorkbookUnwritable
from sheets_sync.workbooks.xlsx.locks import lock_beside
from sheets_sync.workbooks.xlsx.storage import Storage
from sheets_sync.workbooks.xlsx.storage import digest

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.workbooks.xlsx.storage import Clock


class FileStorage(Storage):
    """One workbook file, with the folder that the suite keeps beside it."""

    def __init__(self, path: Path, versions: Path | None, clock: Clock) -> None:
        """Name the file, which need not be there; a symbolic link is followed."""
        self.path = path.resolve()
        self._names = dict.fromkeys((self.path, path.absolute()))
        aside = self.path.parent / ".palmares"
        super().__init__(self.path.name, self.path.name, aside, versions, clock)

    def read(self) -> bytes | None:
        """The content of the file; None when there is none."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    def unchanged(self, version: str) -> bytes | None:
        """The content; raises when somebody has the file open, saved it since, or closed it to us.

        A lock may lie beside the file or beside a link to it.
        """
        for lock in filter(None, map(lock_beside, self._names)):
            raise WorkbookOpen(place=self.place, who=lock.who, lock=lock.file)
        data = self.read()
        if digest(data) != version:
            raise WorkbookChanged(place=self.place)
        if data is not None and not os.access(self.path, os.W_OK):
            raise WorkbookUnwritable(place=self.place, detail=N_("it is read-only"))
        return data

    def replace(self, temporary: Path, version: str) -> None:
        """Put a new file in the place of the old one, of which a copy is kept."""
        try:
            self.unchanged(version)
        except BaseException:
            self.discard(temporary)
            raise
        with self._writable(temporary):
            if self.path.exists():
                self._keep_version(lambda kept: shutil.copy2(self.path, kept))
                _same_rights(self.path, temporary)
            temporary.replace(self.path)
            _sync_folder(self.path.parent)
        self._forget_versions()


def _same_rights(old: Path, new: Path) -> None:
    """Mode and, where the system lets us, owner of the old file for the new one."""
    status = old.stat()
    with suppress(OSError):
        os.chown(new, status.st_uid, status.st_gid)
    new.chmod(status.st_mode & 0o7777)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where folders can be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
