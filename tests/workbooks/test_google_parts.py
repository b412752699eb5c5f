"""Changes too big for one request: parts that are each whole, in an order that can be resumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.journal import journal_tab
from sheets_sync.language import language_for
from sheets_sync.memory import BASE_TAB
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.workbooks.errors import WorkbookUncertain
from sheets_sync.workbooks.google.client import Timing
from sheets_sync.workbooks.google.errors import PartlyWritten
from tests.servers.sheets.faults import Fault
from tests.servers.sheets.second import Script
from tests.workbooks.google_office import OWNER
from tests.workbooks.google_office import Office
from tests.workbooks.google_office import office
from tests.workbooks.google_tabs import TAB
from tests.workbooks.google_tabs import TABS
from tests.workbooks.google_tabs import renamed
from tests.workbooks.google_tabs import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.workbooks.google.workbook import GoogleWorkbook

LONG = "é" * 20_000
KEYS = [str(number) for number in range(120)]
JOURNAL = journal_tab(language_for("fr"))
BRIEF = Timing(deadline=0.05, connect=1, read=5, first=0.02, longest=0.02)
ALL = (JOURNAL, *TABS)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as found:
        yield found


def plan(workbook: GoogleWorkbook, keys: list[str] = KEYS) -> Plan:
    """What brings the rows that are not there yet, as a merge would."""
    snapshot = workbook.read(ALL)
    known = set(snapshot.tabs[TAB.id].keys) if TAB.id in snapshot.tabs else set()
    noted = set(snapshot.tabs[BASE_TAB.id].keys) if BASE_TAB.id in snapshot.tabs else set()
    rows = [AddRow(TAB, key, {"name": LONG}) for key in keys if key not in known]
    lines = ["answers", *(f"answers/{key}" for key in keys)]
    base = [AddRow(BASE_TAB, line, {"written": "x"}) for line in lines if line not in noted]
    create = tuple(CreateTab(tab) for tab in ALL if tab.id not in snapshot.tabs)
    told = (AddRow(JOURNAL, "1", {"command": "sync"}),)
    return Plan(create=create, rows=(*told, *rows, *base))


def first(workbook: GoogleWorkbook) -> None:
    """Write everything."""
    workbook.apply(plan(workbook), workbook.read(ALL))


def test_parts_are_of_the_size_that_is_advised(place: Office) -> None:
    workbook = place.workbook()
    wanted = plan(workbook)
    place.server.service.journal.clear()
    workbook.apply(wanted, workbook.read(ALL))
    sizes = [e.bytes_in for e in place.server.service.journal.entries if e.kind == "write"]
    assert len(sizes) == 4  # the lock, then three parts of 4.8 MB in all
    assert max(sizes) < 2_100_000
    assert list(table(workbook)) == KEYS


def test_change_that_is_stopped_between_two_parts_can_be_resumed(place: Office) -> None:
    faults = place.server.service.faults
    faults.add(Fault("503", nth=3, times=10_000, only="write"))
    with pytest.raises(WorkbookUncertain):
        first(place.workbook(timing=BRIEF))
    faults.clear()
    workbook = place.workbook()
    snapshot = workbook.read(ALL)
    there = set(snapshot.tabs[TAB.id].keys)
    assert 0 < len(there) < len(KEYS)
    assert set(snapshot.tabs[BASE_TAB.id].keys) == {"answers", *(f"answers/{k}" for k in there)}
    assert snapshot.tabs[JOURNAL.id].keys == ()
    first(workbook)
    assert sorted(table(workbook)) == sorted(KEYS)
    assert workbook.read(ALL).tabs[JOURNAL.id].keys == ("1",)


@pytest.mark.parametrize("nth", [2, 3, 4])
@pytest.mark.parametrize("when", ["before", "after"])
def test_lost_answer_to_a_part_is_made_good(place: Office, nth: int, when: str) -> None:
    place.server.service.faults.add(Fault("reset", nth=nth, when=when, only="write"))
    workbook = place.workbook()
    first(workbook)
    assert list(table(workbook)) == KEYS


def test_part_that_is_refused_is_told(place: Office) -> None:
    """The owner deletes a tab between two parts."""
    workbook = place.workbook()
    first(workbook)
    snapshot = workbook.read(ALL)
    cells = tuple(renamed(key, LONG, LONG[1:]) for key in KEYS)
    delete = {"deleteSheet": {"sheetId": place.book.worksheet(TAB.title).id}}
    place.server.service.second.queue(Script(3, OWNER, place.book.id, [delete]))
    with pytest.raises(PartlyWritten) as caught:
        workbook.apply(Plan(cells=cells), snapshot)
    assert (caught.value.values["done"], caught.value.values["parts"]) == (1, 3)


def test_owner_moves_rows_between_two_parts(place: Office) -> None:
    """Nothing is misplaced; the next run writes what is missing."""
    workbook = place.workbook()
    first(workbook)
    snapshot = workbook.read(ALL)
    cells = tuple(renamed(key, LONG, LONG[1:]) for key in KEYS)
    rows = {"sheetId": place.book.worksheet(TAB.title).id, "dimension": "ROWS"}
    insert = {"insertDimension": {"range": {**rows, "startIndex": 0, "endIndex": 1}}}
    place.server.service.second.queue(Script(3, OWNER, place.book.id, [insert]))
    with pytest.raises(PartlyWritten):
        workbook.apply(Plan(cells=cells), snapshot)
    found = table(workbook)
    assert list(found) == KEYS
    assert {row["name"] for row in found.values()} == {LONG, LONG[1:]}
    left = tuple(renamed(key, LONG, LONG[1:]) for key, row in found.items() if row["name"] == LONG)
    workbook.apply(Plan(cells=left), workbook.read(ALL))
    assert {row["name"] for row in table(workbook).values()} == {LONG[1:]}
