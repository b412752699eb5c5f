"""A spreadsheet on the local server, our client for it, and people who work in it with gspread."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from gspread.utils import ValueRenderOption

from sheets_sync.workbooks.google.client import Client
from sheets_sync.workbooks.google.client import Timing
from sheets_sync.workbooks.google.workbook import GoogleWorkbook
from tests.servers.sheets.client import client
from tests.servers.sheets.server import SheetsServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    import gspread

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.google.client import Pause

OWNER = "owner@example.org"
PROGRAM = "palmares@campaign.iam.gserviceaccount.com"
JUROR = "juror@example.org"

QUICK = Timing(deadline=5, connect=2, read=5, first=0.01, longest=0.02)


class Office:
    """A spreadsheet of its owner, shared with the program and a juror as editors."""

    def __init__(self, server: SheetsServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.book = client(server, OWNER).create("Campagne 2026")
        for address in (PROGRAM, JUROR):
            self.book.share(address, perm_type="user", role="writer", notify=False)

    def workbook(
        self,
        *,
        timing: Timing = QUICK,
        waits: Callable[[Pause], None] = lambda _: None,
        who: str = "secretary@office",
        folder: str = ".palmares",
        editors: Sequence[str] | None = (),
    ) -> GoogleWorkbook:
        """The spreadsheet as the program sees it; ``editors`` None only warns the others."""
        http = client(self.server, PROGRAM).http_client
        ours = Client(http, timing=timing, waits=waits)
        aside = self.folder / folder
        return GoogleWorkbook(ours, self.book.id, aside, who=who, editors=editors)

    def person(self, address: str = OWNER) -> GspreadPerson:
        """Somebody who works in it."""
        return GspreadPerson(client(self.server, address).open_by_key(self.book.id))

    def requests(self) -> list[str]:
        """What was asked since the journal was cleared, by kind and method."""
        return [
            f"{entry.kind} {entry.path.rpartition('/')[2].partition(':')[2] or 'get'}"
            for entry in self.server.service.journal.entries
            if not entry.aside
        ]

    @contextmanager
    def noted(self) -> Iterator[list[str]]:
        """Note what is asked within a block."""
        self.server.service.journal.clear()
        found: list[str] = []
        yield found
        found += self.requests()


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """A running server with one spreadsheet in which nothing is yet."""
    with SheetsServer() as server:
        yield Office(server, folder)


class GspreadPerson:
    """A person whose program is an unmodified gspread."""

    def __init__(self, book: gspread.Spreadsheet) -> None:
        self.book = book

    def at(self, title: str) -> gspread.Worksheet:
        """One tab as it is now."""
        return self.book.worksheet(title)

    def type_in(self, title: str, row: int, column: int, value: CellValue) -> None:
        """Type a value as in a browser; None empties.

        A formula is pasted: typed into a cell of the format "plain text", it would be a text.
        """
        sheet = self.at(title)
        if row > sheet.row_count or column > sheet.col_count:
            sheet.resize(max(row, sheet.row_count), max(column, sheet.col_count))
        if isinstance(value, str) and value.startswith("="):
            self.formula(sheet.id, row, column, value)
        else:
            sheet.update_cell(row, column, "" if value is None else value)

    def formula(self, sheet: int, row: int, column: int, text: str) -> None:
        """Paste a formula, whatever the format of the cell."""
        start = {"sheetId": sheet, "rowIndex": row - 1, "columnIndex": column - 1}
        cells = [{"values": [{"userEnteredValue": {"formulaValue": text}}]}]
        update = {"start": start, "rows": cells, "fields": "userEnteredValue"}
        self.book.batch_update({"requests": [{"updateCells": update}]})

    def look(self, title: str, row: int, column: int) -> CellValue:
        """What a cell holds; a formula as it is written."""
        formula = ValueRenderOption.formula
        found = self.at(title).cell(row, column, value_render_option=formula).value
        assert found is None or isinstance(found, str | int | float | bool)
        return None if found == "" else found

    def insert_columns(self, title: str, before: int, count: int = 1) -> None:
        """Insert empty columns."""
        self.at(title).insert_cols([[]] * count, before)

    def delete_column(self, title: str, column: int) -> None:
        """Delete a column."""
        self.at(title).delete_columns(column)

    def insert_rows(self, title: str, before: int, count: int = 1) -> None:
        """Insert empty rows."""
        self.at(title).insert_rows([[]] * count, before)

    def delete_row(self, title: str, row: int) -> None:
        """Delete a row."""
        self.at(title).delete_rows(row)

    def sort(self, title: str, first: int, key_column: int, *, descending: bool = False) -> None:
        """Sort all rows from ``first`` on by a column."""
        sheet = self.at(title)
        whole = {"sheetId": sheet.id, "startRowIndex": first - 1}
        order = "DESCENDING" if descending else "ASCENDING"
        spec = {"dimensionIndex": key_column - 1, "sortOrder": order}
        self.book.batch_update({"requests": [{"sortRange": {"range": whole, "sortSpecs": [spec]}}]})

    def rename(self, title: str, new: str) -> None:
        """Rename a tab."""
        self.at(title).update_title(new)

    def duplicate(self, title: str) -> None:
        """Copy a tab beside itself."""
        self.at(title).duplicate()

    def delete_tab(self, title: str) -> None:
        """Delete a tab; a spreadsheet never loses its last one in sight."""
        self.add_tab("Notes")
        self.book.del_worksheet(self.at(title))

    def add_tab(self, title: str) -> None:
        """Add a tab of their own."""
        self.book.add_worksheet(title, 100, 10)

    def titles(self) -> list[str]:
        """The titles of all tabs that are in sight."""
        return [sheet.title for sheet in self.book.worksheets(exclude_hidden=True)]
