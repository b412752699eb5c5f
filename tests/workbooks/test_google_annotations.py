"""People's notes on the rows of a Google spreadsheet, looked for where they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.memory import BASE_TAB
from sheets_sync.workbooks.errors import WorkbookUnreachable
from sheets_sync.workbooks.spread import SpreadWorkbook
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from tests.workbooks.google_office import Office
from tests.workbooks.google_office import office
from tests.workbooks.google_tabs import TAB
from tests.workbooks.google_tabs import TABS
from tests.workbooks.google_tabs import made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = [("answers", "101"), ("answers", "102"), ("answers", "103")]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as found:
        made(found.workbook())
        yield found


def note(place: Office, cell: str) -> None:
    place.book.worksheet(TAB.title).insert_note(cell, "à vérifier")


def test_rows_with_a_note_are_told_in_one_request(place: Office) -> None:
    note(place, "B3")
    note(place, "J5")
    note(place, "A2")
    workbook = place.workbook()
    snapshot = workbook.read(TABS)
    with place.noted() as requests:
        found = workbook.annotated(snapshot, ROWS)
    assert found == {ROWS[0], ROWS[2]}
    assert len(requests) == 1


def test_rows_that_nobody_asks_about_are_not_told(place: Office) -> None:
    note(place, "B3")
    note(place, "B4")
    workbook = place.workbook()
    assert workbook.annotated(workbook.read(TABS), ROWS[1:]) == {ROWS[1]}


def test_nothing_is_asked_about_no_rows(place: Office) -> None:
    workbook = place.workbook()
    snapshot = workbook.read(TABS)
    with place.noted() as requests:
        assert workbook.annotated(snapshot, [("gone", "101"), ("answers", "999")]) == frozenset()
    assert requests == []


def test_spreadsheet_that_is_gone_is_told(place: Office) -> None:
    workbook = place.workbook()
    snapshot = workbook.read(TABS)
    del place.server.service.world.documents[place.book.id]
    with pytest.raises(WorkbookUnreachable):
        workbook.annotated(snapshot, ROWS)


def test_spreadsheet_of_one_tab_is_asked_about_its_own(place: Office, tmp_path: Path) -> None:
    note(place, "B3")
    spread = SpreadWorkbook(XlsxWorkbook(tmp_path / "main.xlsx"), {TAB.id: place.workbook()})
    snapshot = spread.read([TAB, BASE_TAB])
    assert spread.annotated(snapshot, [*ROWS, (BASE_TAB.id, "answers/101")]) == {ROWS[0]}
