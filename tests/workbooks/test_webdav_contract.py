"""The contract of workbooks, over WebDAV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.workbooks.webdav.client import Client
from sheets_sync.workbooks.webdav.workbook import WebdavWorkbook
from tests.contracts.people import OpenpyxlPerson
from tests.contracts.workbook_contract import WorkbookContract
from tests.servers.webdav import PASSWORD
from tests.servers.webdav import USER
from tests.servers.webdav import Server
from tests.servers.webdav import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.workbooks.base import Workbook
    from tests.contracts.people import Person


class TestWebdavWorkbook(WorkbookContract):
    """The file on the server is changed by openpyxl between our requests."""

    @pytest.fixture
    def server(self, tmp_path: Path) -> Iterator[Server]:
        """A server with an empty folder."""
        folder = tmp_path / "serveur"
        folder.mkdir()
        with served(Server(folder)) as server:
            yield server

    @pytest.fixture
    def workbook(self, server: Server, tmp_path: Path) -> Workbook:
        """No file yet."""
        client = Client(server.address(), USER, lambda: PASSWORD)
        return WebdavWorkbook(client, tmp_path / ".palmares")

    @pytest.fixture
    def person(self, server: Server) -> Person:
        """Somebody with openpyxl, on the server's side."""
        path = server.folder / "campagne.xlsx"

        def save(data: bytes) -> None:
            path.write_bytes(data)

        return OpenpyxlPerson(path.read_bytes, save)
