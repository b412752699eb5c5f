"""How many requests a reading and a change take, and what travels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sheets_sync.plan import AddColumn
from sheets_sync.plan import AddRow
from sheets_sync.plan import Plan
from sheets_sync.tabs.model import Column
from tests.workbooks.google_office import Office
from tests.workbooks.google_office import office
from tests.workbooks.google_tabs import TAB
from tests.workbooks.google_tabs import TABS
from tests.workbooks.google_tabs import made
from tests.workbooks.google_tabs import renamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READ = ["read get", "read batchGetByDataFilter"]
WRITE = ["write batchUpdate", "write batchUpdate"]
MANY = [str(number) for number in range(1, 601)]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as found:
        yield found


def test_reading_what_is_not_there(place: Office) -> None:
    workbook = place.workbook()
    with place.noted() as asked:
        workbook.read(TABS)
    assert asked == READ


@pytest.mark.parametrize("keys", [["1"], MANY])
def test_first_writing_whatever_the_number_of_rows(place: Office, keys: list[str]) -> None:
    workbook = place.workbook()
    with place.noted() as asked:
        made(workbook, keys)
    assert asked == READ + WRITE


@pytest.mark.parametrize("keys", [["1"], MANY])
def test_later_writing_whatever_the_number_of_rows(place: Office, keys: list[str]) -> None:
    workbook = place.workbook()
    made(workbook, keys)
    cells = tuple(renamed(key, f"Commune {key}", f"Ville {key}") for key in keys[::2])
    with place.noted() as asked:
        workbook.apply(Plan(cells=cells), workbook.read(TABS))
    assert asked == READ + WRITE


def test_nothing_to_do_sends_no_change(place: Office) -> None:
    workbook = place.workbook()
    made(workbook)
    with place.noted() as asked:
        workbook.apply(Plan(command="sync"), workbook.read(TABS))
    assert asked == READ


def test_everything_at_once_is_one_change(place: Office) -> None:
    workbook = place.workbook()
    made(workbook)
    column = Column("level", "Niveau")
    plan = Plan(
        columns=(AddColumn(TAB, column),),
        rows=(AddRow(TAB, "104", {"name": "Dole", "level": "2"}),),
        cells=(renamed("101", "Commune 101", "Arles"),),
    )
    with place.noted() as asked:
        workbook.apply(plan, workbook.read(TABS))
    assert asked == READ + WRITE


def test_text_like_a_formula_costs_one_more_reading(place: Office) -> None:
    workbook = place.workbook()
    made(workbook)
    cells = (renamed("101", "Commune 101", "=1+1"),)
    workbook.apply(Plan(cells=cells), workbook.read(TABS))
    with place.noted() as asked:
        workbook.read(TABS)
    assert asked == [*READ, "read getByDataFilter"]


def test_tabs_of_people_are_not_read_whole(place: Office) -> None:
    workbook = place.workbook()
    made(workbook)
    notes = place.book.add_worksheet("Notes", 2000, 2)
    notes.update([["x" * 50]] * 2000, "A1")
    place.server.service.journal.clear()
    workbook.read(TABS)
    assert [e.bytes_out < 10_000 for e in place.server.service.journal.entries] == [True, True]


def test_only_changed_cells_travel(place: Office) -> None:
    """Nothing of a thousand other rows, neither up nor down."""
    workbook = place.workbook()
    made(workbook, [str(number) for number in range(1000)])
    snapshot = workbook.read(TABS)
    place.server.service.journal.clear()
    workbook.apply(Plan(cells=(renamed("500", "Commune 500", "Arles"),)), snapshot)
    lock, write = place.server.service.journal.entries
    assert (write.bytes_in < 3000, write.bytes_out < 3000) == (True, True)
    assert lock.bytes_out < 150 * 1000  # the keys


def test_marks_of_earlier_changes_do_not_pile_up(place: Office) -> None:
    workbook = place.workbook()
    made(workbook)
    for before, after in (("Commune 101", "a"), ("a", "b"), ("b", "c")):
        workbook.apply(Plan(cells=(renamed("101", before, after),)), workbook.read(TABS))
    document = place.server.service.world.documents[place.book.id]
    assert sorted(tag.key for tag in document.tags.values()) == [
        "palmares.tab",
        "palmares.tab",
        "palmares.write",
    ]
    assert {json.loads(t.value or "")["tab"] for t in document.tags.values() if "tab" in t.key} == {
        "answers",
        "base",
    }
