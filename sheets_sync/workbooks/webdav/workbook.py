"""The shared workbook on a WebDAV server."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.workbooks.webdav.storage import RemoteStorage
from sheets_sync.workbooks.xlsx.workbook import StoredWorkbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.workbooks.webdav.client import Client
    from sheets_sync.workbooks.xlsx.storage import Clock


class WebdavWorkbook(StoredWorkbook):
    """An .xlsx workbook that lies on Nextcloud or any other WebDAV server.

    ``aside`` is the suite's folder on this machine: earlier versions, the lock that keeps
    other runs here out. ``patience`` is how many seconds whoever carries out a plan should
    wait while somebody has the workbook open; ``clock`` dates versions.
    """

    def __init__(
        self, client: Client, aside: Path, patience: float = 0, clock: Clock = datetime.now
    ) -> None:
        """Name the file; nothing is asked yet."""
        self._remote = RemoteStorage(client, aside, clock, patience)
        super().__init__(self._remote)

    def rights(self) -> Iterator[Finding]:
        """What would keep a plan from being saved, asked without writing; needs a reading."""
        place = Place(file=self.place)
        if not self._remote.may_write():
            yield Finding("workbook-read-only", place)
        held = self._remote.held
        if not held.sure and not held.fresh:
            yield Finding("workbook-without-versions", place)
        holder = self._remote.properties().holder
        if holder:
            yield Finding("workbook-open-now", place, {"who": holder})
