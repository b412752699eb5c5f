"""What people do to a shared workbook, as the contract of workbooks needs it.

A backend brings its own person; the one here opens the file with openpyxl and saves it.
"""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Protocol

from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from sheets_sync.tabs.model import CellValue


class Person(Protocol):
    """Somebody who works in the workbook; rows and columns count from 1."""

    def type_in(self, title: str, row: int, column: int, value: CellValue) -> None:
        """Type a value (a text that begins with "=" is a formula); None empties."""
        ...

    def look(self, title: str, row: int, column: int) -> CellValue:
        """What a cell holds."""
        ...

    def insert_columns(self, title: str, before: int, count: int = 1) -> None:
        """Insert empty columns."""
        ...

    def delete_column(self, title: str, column: int) -> None:
        """Delete a column."""
        ...

    def insert_rows(self, title: str, before: int, count: int = 1) -> None:
        """Insert empty rows."""
        ...

    def delete_row(self, title: str, row: int) -> None:
        """Delete a row."""
        ...

    def sort(self, title: str, first: int, key_column: int, *, descending: bool = False) -> None:
        """Sort all rows from ``first`` on by a column, as text."""
        ...

    def rename(self, title: str, new: str) -> None:
        """Rename a tab."""
        ...

    def duplicate(self, title: str) -> None:
        """Copy a tab beside itself."""
        ...

    def delete_tab(self, title: str) -> None:
        """Delete a tab."""
        ...

    def add_tab(self, title: str) -> None:
        """Add a tab of their own."""
        ...

    def titles(self) -> list[str]:
        """The titles of all tabs that are in sight."""
        ...


class OpenpyxlPerson:
    """A person whose program is openpyxl; ``load`` and ``save`` move the file's content."""

    def __init__(self, load: Callable[[], bytes], save: Callable[[bytes], None]) -> None:
        self._load = load
        self._save = save

    @contextmanager
    def opened(self) -> Iterator[Workbook]:
        """The workbook, saved afterwards."""
        workbook = load_workbook(BytesIO(self._load()))
        yield workbook
        file = BytesIO()
        workbook.save(file)
        self._save(file.getvalue())

    @contextmanager
    def at(self, title: str) -> Iterator[Worksheet]:
        """One tab, saved afterwards."""
        with self.opened() as workbook:
            yield workbook[title]

    def type_in(self, title: str, row: int, column: int, value: CellValue) -> None:
        """Type a value."""
        with self.at(title) as sheet:
            sheet.cell(row, column).value = value

    def look(self, title: str, row: int, column: int) -> CellValue:
        """What a cell holds; a formula as it is written."""
        value = load_workbook(BytesIO(self._load()))[title].cell(row, column).value
        assert value is None or isinstance(value, str | int | float | bool)
        return value

    def insert_columns(self, title: str, before: int, count: int = 1) -> None:
        """Insert empty columns."""
        with self.at(title) as sheet:
            sheet.insert_cols(before, count)

    def delete_column(self, title: str, column: int) -> None:
        """Delete a column."""
        with self.at(title) as sheet:
            sheet.delete_cols(column)

    def insert_rows(self, title: str, before: int, count: int = 1) -> None:
        """Insert empty rows."""
        with self.at(title) as sheet:
            sheet.insert_rows(before, count)

    def delete_row(self, title: str, row: int) -> None:
        """Delete a row."""
        with self.at(title) as sheet:
            sheet.delete_rows(row)

    def sort(self, title: str, first: int, key_column: int, *, descending: bool = False) -> None:
        """Sort all rows from ``first`` on by a column, as text."""
        with self.at(title) as sheet:
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]
            rows.sort(key=lambda row: str(row[key_column - 1] or ""), reverse=descending)
            for line, row in enumerate(rows, start=first):
                for column, value in enumerate(row, start=1):
                    sheet.cell(line, column).value = value

    def rename(self, title: str, new: str) -> None:
        """Rename a tab."""
        with self.at(title) as sheet:
            sheet.title = new

    def duplicate(self, title: str) -> None:
        """Copy a tab beside itself."""
        with self.opened() as workbook:
            workbook.copy_worksheet(workbook[title])

    def delete_tab(self, title: str) -> None:
        """Delete a tab; a workbook never loses its last one in sight."""
        with self.opened() as workbook:
            workbook.create_sheet("Notes")
            del workbook[title]

    def add_tab(self, title: str) -> None:
        """Add a tab of their own."""
        with self.opened() as workbook:
            workbook.create_sheet(title)

    def titles(self) -> list[str]:
        """The titles of all tabs that are in sight."""
        workbook = load_workbook(BytesIO(self._load()))
        return [sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
