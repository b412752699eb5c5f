"""The small campaign on a Google spreadsheet, and people who work in it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from itertools import zip_longest
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.workbooks.google.addresses import VARIABLE
from tests.app.office import Office
from tests.app.office import office
from tests.servers.sheets import second
from tests.servers.sheets.client import client
from tests.servers.sheets.server import SheetsServer
from tests.workbooks.google_account import OWNER
from tests.workbooks.google_account import ROBOT
from tests.workbooks.google_account import robot_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    import gspread
    import pytest

    from tests.servers.sheets.document import Document

JUROR = "juror@example.org"
SETTINGS = """
[workbook]
backend = "google"
spreadsheet = "{spreadsheet}"
key = "{key}"
protect = {protect}

[form]
export = "export.csv"
"""


@dataclass(frozen=True)
class Kept:
    """A campaign at one moment: its spreadsheet, and a copy of its folder."""

    document: Document
    folder: Path


@dataclass(frozen=True)
class Desk(Office):
    """The office; the spreadsheet is its owner's, shared with the program and a juror."""

    server: SheetsServer = field(default_factory=SheetsServer)
    key: str = ""

    @property
    def document(self) -> Document:
        """The spreadsheet as it is now, on the server's side."""
        return self.server.service.world.documents[self.key]

    def book(self, email: str = OWNER) -> gspread.Spreadsheet:
        """The spreadsheet as somebody sees it, through an unmodified gspread."""
        return client(self.server, email).open_by_key(self.key)

    def act(self, email: str, requests: list[dict[str, Any]]) -> None:
        """Let somebody change something; raises ``ApiError`` when it is not allowed."""
        with self.server.service.lock:
            second.edit(self.server.service.world, email, self.key, requests)

    def keep(self, folder: Path) -> Kept:
        """Keep the campaign as it is now."""
        shutil.copytree(self.folder, folder)
        return Kept(self.document.copy(), folder)

    def restore(self, kept: Kept) -> None:
        """Make the campaign what it was."""
        self.server.service.faults.clear()
        self.server.service.second.scripts.clear()
        self.server.service.second.refused.clear()
        shutil.rmtree(self.folder)
        shutil.copytree(kept.folder, self.folder)
        self.server.service.world.documents[self.key] = kept.document.copy()

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """The requests of a block, by kind, once it is over."""
        journal = self.server.service.journal
        journal.clear()
        found: list[str] = []
        yield found
        found += [each.kind for each in journal.entries if not each.aside]

    def sheet_id(self, title: str) -> int:
        """The id of a tab."""
        return next(each.id for each in self.document.sheets if each.title == title)

    def cells(self, title: str) -> list[list[object]]:
        """The cells of a tab as they were entered, identities and headings first."""
        sheet = next(each for each in self.document.sheets if each.title == title)
        found: list[list[object]] = []
        for row, column, cell in sheet.grid.filled():
            while len(found) <= row:
                found.append([])
            found[row] += [""] * (column + 1 - len(found[row]))
            found[row][column] = cell.formula or cell.value
        return found

    def rows(self, title: str) -> list[tuple[str, dict[str, object]]]:
        """The rows of a managed tab in their order: key, identity -> value.

        A person's column goes by its heading. Empty cells and rows are left out; the key of a
        row without one is "".
        """
        return _rows(self.cells(title))

    def headings(self, title: str) -> list[object]:
        """What people read above the columns."""
        return self.cells(title)[1]

    def state(self, titles: Iterable[str]) -> dict[str, object]:
        """What the tabs that are there hold, and how their columns are headed."""
        there = {sheet.title for sheet in self.document.sheets}
        found = {title: self.cells(title) for title in titles if title in there}
        return {title: (_rows(cells), sorted(map(str, cells[1]))) for title, cells in found.items()}

    def fill(self, tab: str, heading: str, **values: str) -> None:
        """Let the owner type in a column: ``D01="Niveau 2"`` for dossier D-01."""
        sheet = self.book().worksheet(tab)
        column = self.headings(tab).index(heading) + 1
        for key, value in values.items():
            sheet.update_cell(self.line(tab, f"{key[0]}-{key[1:]}"), column, value)

    def line(self, title: str, key: str) -> int:
        """The line of a dossier now."""
        identities, *records = self.cells(title)
        at = next(n for n, each in enumerate(identities) if str(each).endswith(".dossier"))
        keys = [str(record[at]) if len(record) > at else "" for record in records]
        return keys.index(key) + 2


def _rows(cells: list[list[object]]) -> list[tuple[str, dict[str, object]]]:
    """The rows below the identities and the headings: key, identity -> value."""
    identities, headings, *records = cells
    names = [
        str(identity or f"« {heading} »")
        for identity, heading, _ in zip_longest(
            identities, headings, range(max(map(len, records), default=0)), fillvalue=""
        )
    ]
    key = next(at for at, name in enumerate(names) if name.endswith((".dossier", ".number")))
    found = []
    for record in records:
        filled = zip(names, record, strict=False)
        values = {name: value for name, value in filled if value != ""}
        if values:
            found.append((str(record[key]) if len(record) > key else "", values))
    return found


@contextmanager
def google_desk(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, protect: str = "false", lang: str = "en"
) -> Iterator[Desk]:
    """A campaign folder and a server that stands in for Google."""
    with SheetsServer() as server:
        monkeypatch.setenv(VARIABLE, server.address)
        book = client(server, OWNER).create("Campagne inventée")
        for email in (ROBOT, JUROR):
            book.share(email, perm_type="user", role="writer", notify=False)
        made = office(folder / "campagne", lang)
        key = robot_key(server, folder)
        text = SETTINGS.format(spreadsheet=book.id, key=key, protect=protect)
        (made.folder / "campaign.toml").write_text(text, encoding="utf-8")
        yield Desk(made.folder, lang, server, book.id)
