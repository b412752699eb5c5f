"""The tab that Google Forms writes, read from a spreadsheet of the local Sheets server."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from sheets_sync.findings import Severity
from sheets_sync.sources.google_tab import read_tabs
from sheets_sync.workbooks.google.client import Client
from sheets_sync.workbooks.google.shown import shown
from tests.exports import writers
from tests.servers.sheets.client import client
from tests.servers.sheets.server import SheetsServer
from tests.sources.everyone import BARE_OTHER
from tests.sources.everyone import COUNT
from tests.sources.everyone import differences
from tests.sources.everyone import everyone
from tests.sources.everyone import rows_by_name
from tests.sources.everyone import wanted_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import gspread

    from sheets_sync.responses import Responses
    from tests.exports.writers import Records
    from tests.exports.writers import Value

TAB = "Réponses au formulaire 1"


@pytest.fixture
def book() -> Iterator[gspread.Spreadsheet]:
    with SheetsServer() as server:
        made = client(server).create("Candidatures")
        made.update_locale("fr_FR")
        made.add_worksheet(TAB, 200, 120)
        yield made


def fill(book: gspread.Spreadsheet, records: Records) -> None:
    """Write rows as the form does: texts as they are, moments as moments."""

    def entered(value: Value) -> object:
        if isinstance(value, datetime):
            return f"{value:%d/%m/%Y %H:%M:%S}"
        return f"'{value}" if isinstance(value, str) and value else value

    rows = [[entered(cell) for cell in record] for record in records]
    book.worksheet(TAB).update(rows, value_input_option="USER_ENTERED")  # type: ignore[arg-type]


def read(book: gspread.Spreadsheet) -> Responses:
    """What is read of all tabs."""
    people = everyone()
    form = people.form
    whole = shown(Client(book.client), book.id)
    return read_tabs(whole.title, whole.tabs, form.form_map, form.grid, form.scheme)


def test_answers_are_the_same_cell_by_cell(book: gspread.Spreadsheet) -> None:
    people = everyone()
    fill(book, writers.google_workbook(people.form, people.responses))
    book.sheet1.update([["Notes", "de l’équipe"], ["rien", "à lire"]])
    responses = read(book)
    wanted = wanted_of(people, (BARE_OTHER,))
    told = {f.code for f in responses.findings if f.severity is not Severity.NOTE}
    assert told == {"answer-option-unknown"}
    assert differences(rows_by_name(responses), wanted, ("dossier", "updated")) == []
    assert (len(responses.table), responses.source) == (COUNT, "google-forms")
    assert (responses.file, responses.sheet, responses.lines[0]) == ("Candidatures", TAB, 2)


def test_spreadsheet_without_such_a_tab_is_told(book: gspread.Spreadsheet) -> None:
    book.sheet1.update([["Notes", "de l’équipe"]])
    responses = read(book)
    assert ([f.code for f in responses.findings], len(responses.table)) == (
        ["export-other-platform"],
        0,
    )


def test_tab_without_answers_is_told(book: gspread.Spreadsheet) -> None:
    fill(book, [["Horodateur", "Nom de la collectivité"]])
    assert [f.code for f in read(book).findings] == ["export-no-answers"]


def test_empty_spreadsheet_is_told(book: gspread.Spreadsheet) -> None:
    assert [f.code for f in read(book).findings] == ["export-empty"]
