"""Changes that Google refuses as a whole: what is said, and that nothing was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.plan import AddRow
from sheets_sync.plan import Plan
from sheets_sync.workbooks.google.errors import ChangeRefused
from sheets_sync.workbooks.google.errors import SpreadsheetFull
from tests.workbooks.google_office import Office
from tests.workbooks.google_office import office
from tests.workbooks.google_tabs import TAB
from tests.workbooks.google_tabs import TABS
from tests.workbooks.google_tabs import made
from tests.workbooks.google_tabs import renamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CELLS = 10_000_000


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as found:
        made(found.workbook())
        yield found


def test_spreadsheet_without_room_is_said(place: Office) -> None:
    sheets = place.server.service.world.documents[place.book.id].sheets
    used = sum(each.rows * each.columns for each in sheets)
    place.book.add_worksheet("Archives", rows=(CELLS - used) // 10, cols=10)
    workbook = place.workbook()
    before = workbook.read(TABS)
    rows = tuple(AddRow(TAB, f"n{number}", {"name": "Une de trop"}) for number in range(2000))
    with pytest.raises(SpreadsheetFull) as caught:
        workbook.apply(Plan(rows=rows), before)
    assert str(caught.value.values["place"]) == "Campagne 2026"
    assert workbook.read(TABS).version == before.version


def test_cells_that_somebody_protected_are_said(place: Office) -> None:
    workbook = place.workbook()
    before = workbook.read(TABS)
    sheet = place.book.worksheet(TAB.title)
    protection = {"range": {"sheetId": sheet.id}, "editors": {"users": []}}
    place.book.batch_update({"requests": [{"addProtectedRange": {"protectedRange": protection}}]})
    plan = Plan(cells=(renamed("101", "Commune 101", "Ville 101"),))
    with pytest.raises(ChangeRefused) as caught:
        workbook.apply(plan, workbook.read(TABS))
    assert caught.value.values["detail"] == "cells are protected from our account"
    assert workbook.read(TABS).version == before.version
