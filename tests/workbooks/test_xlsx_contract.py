"""The contract of workbooks, on a file in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from tests.contracts.people import OpenpyxlPerson
from tests.contracts.workbook_contract import WorkbookContract

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.workbooks.base import Workbook
    from tests.contracts.people import Person


class TestXlsxWorkbook(WorkbookContract):
    """The file is changed by openpyxl between our requests."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """Where the workbook will be."""
        return tmp_path / "campagne.xlsx"

    @pytest.fixture
    def workbook(self, path: Path) -> Workbook:
        """No file yet."""
        return XlsxWorkbook(path)

    @pytest.fixture
    def person(self, path: Path) -> Person:
        """Somebody with openpyxl."""

        def save(data: bytes) -> None:
            path.write_bytes(data)

        return OpenpyxlPerson(path.read_bytes, save)
