"""Somebody acts between any two requests of any command on a Google spreadsheet.

Whatever the moment, the spreadsheet must end as if they had acted just before the command
or just after it: nothing of theirs lost, nothing of ours in a wrong row. Tabs are made without
lasting protection, so that only the lock of the moment stands in anybody's way.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.app.google_desk import JUROR
from tests.app.google_evening import WRITTEN
from tests.app.google_evening import ended
from tests.app.google_evening import google_evening
from tests.servers.sheets.second import Script
from tests.workbooks.google_account import OWNER

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from tests.app.google_desk import Desk
    from tests.app.google_evening import Evening

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


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    with google_evening(tmp_path_factory.mktemp("evening")) as made:
        yield made


class Case:
    """One command: how it must end, and how it ends when somebody meets it."""

    def __init__(self, desk: Desk, folder: Path, command: str) -> None:
        self.desk, self.command = desk, command
        self.tab = WRITTEN[command]
        self.before = desk.keep(folder / "before")
        with desk.counted() as self.asked:
            self.run()
        self.untouched = ended(desk)
        self.after = desk.keep(folder / "after")
        self._around: dict[Callable[[Desk, str], Requests], tuple[dict[str, object], ...]] = {}

    def gaps(self, user: str) -> range:
        """The requests that are waited for; before the first is before the command.

        No lock is on before the last: until then owner and juror may do the same.
        """
        last = len(self.asked)
        return range(last if user == OWNER else 2, last + 1)

    def run(self) -> None:
        self.desk.done(*self.command.split())

    def act(self, user: str, make: Callable[[Desk, str], Requests]) -> None:
        self.desk.act(user, make(self.desk, self.tab))

    def around(self, make: Callable[[Desk, str], Requests]) -> tuple[dict[str, object], ...]:
        """How it ends when somebody, who is all the same, acts before the command, and after."""
        if make not in self._around:
            self.desk.restore(self.before)
            self.act(JUROR, make)
            self.run()
            before = ended(self.desk)
            self.desk.restore(self.after)
            self.act(JUROR, make)
            self._around[make] = before, ended(self.desk)
        return self._around[make]

    def between(
        self, user: str, make: Callable[[Desk, str], Requests], gap: int
    ) -> dict[str, object]:
        """How it ends when somebody acts before a request; again later if they were refused."""
        self.desk.restore(self.before)
        second = self.desk.server.service.second
        requests = make(self.desk, self.tab)
        second.queue(Script(gap, user, self.desk.key, requests))
        self.run()
        if second.refused:
            self.act(user, make)
        return ended(self.desk)


@pytest.fixture(scope="module")
def case(evening: Evening, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Case]:
    """The case of a command, prepared once for all who meet it."""

    @cache
    def made(command: str) -> Case:
        return Case(evening.prepare(command), tmp_path_factory.mktemp("case"), command)

    return made


@pytest.mark.slow
@pytest.mark.parametrize("command", WRITTEN)
@pytest.mark.parametrize("user", [JUROR, OWNER])
def test_acting_between_any_two_requests_is_as_before_or_after(
    case: Callable[[str], Case], command: str, user: str
) -> None:
    met = case(command)
    assert met.asked[-2:] == ["write", "write"]
    cases = 0
    for make in ACTS:
        around = met.around(make)
        for gap in met.gaps(user):
            found = met.between(user, make, gap)
            if (user, make, gap) == (OWNER, correct, len(met.asked)):
                # What stays possible: Google asks the owner for no key, and tells nobody what
                # a cell held before it was written. Their other acts are seen and kept.
                assert found in (met.untouched, *around)
            else:
                assert found in around, (make.__name__, gap)
            cases += 1
        assert "✗" not in met.desk.done("journal")
    print(f"{command}: {cases} acts of {user} between {len(met.asked)} requests")  # noqa: T201
