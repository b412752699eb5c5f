"""Somebody acts between any two requests of any command on a Google spreadsheet.

Whatever the moment, the spreadsheet must end as if they had acted just before the command
or just after it: nothing of theirs lost, nothing of ours in a wrong row. Tabs are made without
lasting protection, so that only the lock of the moment stands in anybody's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.app.google_desk import JUROR
from tests.app.google_desk import google_desk
from tests.app.google_evening import WRITTEN
from tests.app.google_evening import ended
from tests.app.google_evening import prepare
from tests.servers.sheets.second import Script
from tests.workbooks.google_account import OWNER

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from tests.app.google_desk import Desk
    from tests.app.google_desk import Kept

    Requests = list[dict[str, Any]]

NOTE = "une note de quelqu’un"
CORRECTION = "77"


def entered(sheet: int, line: int, column: int, text: str) -> dict[str, Any]:
    """A text typed into a cell; lines and columns from 1."""
    start = {"sheetId": sheet, "rowIndex": line - 1, "columnIndex": column - 1}
    value = {"userEnteredValue": {"stringValue": text}}
    fields = "userEnteredValue"
    return {"updateCells": {"start": start, "rows": [{"values": [value]}], "fields": fields}}


def stretch(sheet: int, dimension: str, first: int) -> dict[str, Any]:
    """One row or column, from 1."""
    span = {"startIndex": first - 1, "endIndex": first}
    return {"range": {"sheetId": sheet, "dimension": dimension, **span}}


def beside(desk: Desk, tab: str, key: str, text: str = NOTE) -> dict[str, Any]:
    """A text in a column of one's own, beside a dossier."""
    width = max(len(row) for row in desk.cells(tab)[:2])
    return entered(desk.sheet_id(tab), desk.line(tab, key), width + 2, text)


def note(desk: Desk, tab: str) -> Requests:
    return [beside(desk, tab, "D-02")]


def correct(desk: Desk, tab: str) -> Requests:
    """Correct a cell of the program's, in the last of its columns that is filled."""
    line = desk.line(tab, "D-02")
    return [entered(desk.sheet_id(tab), line, len(desk.cells(tab)[line - 1]), CORRECTION)]


def sort(desk: Desk, tab: str) -> Requests:
    """The lines the other way round, and a note beside one that moved."""
    spec = {"dimensionIndex": 0, "sortOrder": "DESCENDING"}
    where = {"sheetId": desk.sheet_id(tab), "startRowIndex": 2}
    return [beside(desk, tab, "D-03"), {"sortRange": {"range": where, "sortSpecs": [spec]}}]


def insert_row(desk: Desk, tab: str) -> Requests:
    """A row above a dossier, with a remark in it, below a heading of its own."""
    sheet, line = desk.sheet_id(tab), desk.line(tab, "D-02")
    width = max(len(row) for row in desk.cells(tab)[:2]) + 1
    return [
        {"insertDimension": stretch(sheet, "ROWS", line)},
        entered(sheet, 2, width, "Remarques"),
        entered(sheet, line, width, "une ligne à part"),
    ]


def insert_column(desk: Desk, tab: str) -> Requests:
    sheet = desk.sheet_id(tab)
    return [
        {"insertDimension": stretch(sheet, "COLUMNS", 2)},
        entered(sheet, 2, 2, "Ma colonne"),
        entered(sheet, desk.line(tab, "D-03"), 2, NOTE),
    ]


def delete_row(desk: Desk, tab: str) -> Requests:
    return [{"deleteDimension": stretch(desk.sheet_id(tab), "ROWS", desk.line(tab, "D-02"))}]


def rename_heading(desk: Desk, tab: str) -> Requests:
    return [entered(desk.sheet_id(tab), 2, 1, "N° de dossier")]


ACTS: tuple[Callable[[Desk, str], Requests], ...] = (
    note,
    correct,
    sort,
    insert_row,
    insert_column,
    delete_row,
    rename_heading,
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with google_desk(tmp_path, monkeypatch) as made:
        yield made


class Case:
    """One command, one act: how it must end, and how it ends when they meet."""

    def __init__(self, desk: Desk, kept: Kept, command: str, user: str) -> None:
        self.desk, self.kept, self.command, self.user = desk, kept, command, user
        self.tab = WRITTEN[command]

    def run(self) -> None:
        self.desk.done(*self.command.split())

    def act(self, make: Callable[[Desk, str], Requests]) -> None:
        self.desk.act(self.user, make(self.desk, self.tab))

    def around(self, make: Callable[[Desk, str], Requests]) -> tuple[dict[str, object], ...]:
        """How it ends when somebody acts before the command, and after it."""
        self.desk.restore(self.kept)
        self.act(make)
        self.run()
        before = ended(self.desk)
        self.desk.restore(self.kept)
        self.run()
        self.act(make)
        return before, ended(self.desk)

    def between(self, make: Callable[[Desk, str], Requests], gap: int) -> dict[str, object]:
        """How it ends when somebody acts before a request; again later if they were refused."""
        self.desk.restore(self.kept)
        second = self.desk.server.service.second
        requests = make(self.desk, self.tab)
        second.queue(Script(gap, self.user, self.desk.key, requests))
        self.run()
        if second.refused:
            self.act(make)
        return ended(self.desk)


@pytest.mark.slow
@pytest.mark.parametrize("user", [JUROR, OWNER])
@pytest.mark.parametrize("command", WRITTEN)
def test_acting_between_any_two_requests_is_as_before_or_after(
    desk: Desk, tmp_path: Path, command: str, user: str
) -> None:
    prepare(desk, command)
    kept = desk.keep(tmp_path / "kept")
    with desk.counted() as asked:
        desk.done(*command.split())
    assert asked[-2:] == ["write", "write"]
    untouched = ended(desk)
    cases = 0
    case = Case(desk, kept, command, user)
    for make in ACTS:
        around = case.around(make)
        for gap in range(1, len(asked) + 1):
            found = case.between(make, gap)
            if (user, make, gap) == (OWNER, correct, len(asked)):
                # What stays possible: Google asks the owner for no key, and tells nobody what
                # a cell held before it was written. Their other acts are seen and kept.
                assert found in (untouched, *around)
            else:
                assert found in around, (make.__name__, gap)
            cases += 1
        assert "✗" not in desk.done("journal")
    print(f"{command}: {cases} acts of {user} between {len(asked)} requests")  # noqa: T201
