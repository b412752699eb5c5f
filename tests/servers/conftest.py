"""A server for each test, and gspread clients of its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.sheets.client import client
from tests.servers.sheets.server import SheetsServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    import gspread


@pytest.fixture
def server() -> Iterator[SheetsServer]:
    with SheetsServer() as running:
        yield running


@pytest.fixture
def google(server: SheetsServer) -> gspread.Client:
    """Unmodified gspread, as the owner of what it creates."""
    return client(server)


@pytest.fixture
def book(google: gspread.Client) -> gspread.Spreadsheet:
    """A new spreadsheet with one empty sheet of 1000 x 26."""
    return google.create("Campaign")


@pytest.fixture
def sheet(book: gspread.Spreadsheet) -> gspread.Worksheet:
    """That sheet."""
    return book.sheet1


@pytest.fixture
def juror(server: SheetsServer, book: gspread.Spreadsheet) -> gspread.Spreadsheet:
    """The same spreadsheet as a second person sees it, who may edit."""
    book.share("juror@example.org", perm_type="user", role="writer", notify=False)
    return client(server, "juror@example.org").open_by_key(book.id)
