"""A workbook as a file on the disk."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from sheets_sync.workbooks.errors import WorkbookBusy
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.xlsx.locks import holder
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
        aside = self.path.parent / ".palmares"
        super().__init__(self.path.name, self.path.name, aside, versions, clock)

    def read(self) -> bytes | None:
        """The content of the file; None when there is none."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    def unchanged(self, version: str) -> bytes | None:
        """The content; raises when somebody has the file open, or saved it since."""
        who = holder(self.path)
        if who is not None:
            raise WorkbookBusy(place=self.place, who=who)
        data = self.read()
        if digest(data) != version:
            raise WorkbookChanged(place=self.place)
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
