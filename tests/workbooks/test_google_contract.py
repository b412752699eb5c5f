"""The contract of workbooks, on a Google spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contracts.workbook_contract import WorkbookContract
from tests.workbooks.google_office import Office
from tests.workbooks.google_office import office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.workbooks.base import Workbook
    from tests.contracts.people import Person


class TestGoogleWorkbook(WorkbookContract):
    """Its owner works in it with gspread between our requests."""

    @pytest.fixture
    def office(self, tmp_path: Path) -> Iterator[Office]:
        """A spreadsheet with an empty sheet."""
        with office(tmp_path) as found:
            yield found

    @pytest.fixture
    def workbook(self, office: Office) -> Workbook:
        """What the program sees of it."""
        return office.workbook()

    @pytest.fixture
    def person(self, office: Office) -> Person:
        """The owner."""
        return office.person()
