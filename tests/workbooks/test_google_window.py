"""What others do between our requests: nothing of theirs is lost, nothing of ours misplaced."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from reports.errors import ExitCode
from sheets_sync.memory import BASE_TAB
from sheets_sync.plan import AddColumn
from sheets_sync.plan import AddRow
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.tabs.model import Column
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.google.errors import Disturbed
from tests.servers.sheets.second import Script
from tests.workbooks.google_office import JUROR
from tests.workbooks.google_office import OWNER
from tests.workbooks.google_office import Office
from tests.workbooks.google_office import office
from tests.workbooks.google_tabs import TAB
from tests.workbooks.google_tabs import TABS
from tests.workbooks.google_tabs import made
from tests.workbooks.google_tabs import renamed
from tests.workbooks.google_tabs import table

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.workbooks.google.workbook import GoogleWorkbook

Object = dict[str, Any]

BEFORE_LOCK, BEFORE_WRITE = 1, 2
READ, WRITE = ["read get", "read batchGetByDataFilter"], "write batchUpdate"


@pytest.fixture(params=[False, True], ids=["tags-stay", "tags-follow"])
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Office]:
    """Nobody knows whether tags of rows follow a sort: we live with both.

    Jurors may write everywhere, after a warning, so that nothing but the lock stops them.
    """
    with office(tmp_path) as found:
        found.server.service.world.sort_moves_tags = request.param
        made(found.workbook(editors=None))
        yield found


def sheet_of(place: Office) -> int:
    """The id of the tab."""
    return place.book.worksheet(TAB.title).id


def later(place: Office, gap: int, user: str, *acts: Object) -> None:
    """Let somebody act before one of our next requests."""
    place.server.service.second.queue(Script(gap, user, place.book.id, [*acts]))


def rows(sheet: int, first: int, last: int) -> Object:
    """Some rows, from 1."""
    return {"sheetId": sheet, "dimension": "ROWS", "startIndex": first - 1, "endIndex": last}


def sort(sheet: int) -> Object:
    """All records the other way round."""
    spec = {"dimensionIndex": 0, "sortOrder": "DESCENDING"}
    return {"sortRange": {"range": {"sheetId": sheet, "startRowIndex": 2}, "sortSpecs": [spec]}}


def insert_row(sheet: int) -> Object:
    return {"insertDimension": {"range": rows(sheet, 3, 4), "inheritFromBefore": True}}


def insert_on_top(sheet: int) -> Object:
    return {"insertDimension": {"range": rows(sheet, 1, 2)}}


def delete_other_row(sheet: int) -> Object:
    return {"deleteDimension": {"range": rows(sheet, 3, 3)}}


def insert_column(sheet: int) -> Object:
    where = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    return {"insertDimension": {"range": where, "inheritFromBefore": True}}


def typed(sheet: int, line: int, place: int, text: str) -> Object:
    """A text typed into a cell, from 1."""
    start = {"sheetId": sheet, "rowIndex": line - 1, "columnIndex": place - 1}
    cells = [{"values": [{"userEnteredValue": {"stringValue": text}}]}]
    return {"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}}


def insert_first_column(sheet: int) -> Object:
    where = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    return {"insertDimension": {"range": where}}


def delete_other_column(sheet: int) -> Object:
    where = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
    return {"deleteDimension": {"range": where}}


def move_column(sheet: int) -> Object:
    where = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    return {"moveDimension": {"source": where, "destinationIndex": 7}}


def rename_heading(sheet: int) -> Object:
    return typed(sheet, 2, 2, "Commune")


def rename_tab(sheet: int) -> Object:
    properties = {"sheetId": sheet, "title": "Candidatures"}
    return {"updateSheetProperties": {"properties": properties, "fields": "title"}}


def change(workbook: GoogleWorkbook, place: Office, gap: int, user: str, *acts: Object) -> None:
    """Rename 102 and append 104 while somebody acts."""
    snapshot = workbook.read(TABS)
    later(place, gap, user, *acts)
    rows = (AddRow(TAB, "104", {"name": "Dole"}),)
    workbook.apply(Plan(rows=rows, cells=(renamed("102", "Commune 102", "Brest"),)), snapshot)


WANTED: dict[str, dict[str, Any]] = {
    "101": {"dossier": "101", "name": "Commune 101", "score": 1, "opinion": None},
    "102": {"dossier": "102", "name": "Brest", "score": 1, "opinion": None},
    "103": {"dossier": "103", "name": "Commune 103", "score": 1, "opinion": None},
    "104": {"dossier": "104", "name": "Dole", "score": None, "opinion": None},
}


@pytest.mark.parametrize("act", [sort, insert_row, insert_on_top])
def test_rows_moved_before_the_lock_are_found_again(
    place: Office, act: Callable[[int], Object]
) -> None:
    workbook = place.workbook()
    change(workbook, place, BEFORE_LOCK, OWNER, act(sheet_of(place)))
    assert table(workbook) == WANTED


@pytest.mark.parametrize("act", [sort, insert_row, insert_on_top])
def test_moved_rows_cost_one_more_reading(place: Office, act: Callable[[int], Object]) -> None:
    workbook = place.workbook()
    sheet = sheet_of(place)
    with place.noted() as asked:
        change(workbook, place, BEFORE_LOCK, OWNER, act(sheet))
    # A sort of three rows leaves the second where it was.
    more = [] if act is sort else ["read batchGetByDataFilter"]
    assert asked == [*READ, WRITE, *more, WRITE]


def test_row_deleted_before_the_lock_that_we_do_not_write(place: Office) -> None:
    workbook = place.workbook()
    change(workbook, place, BEFORE_LOCK, OWNER, delete_other_row(sheet_of(place)))
    assert table(workbook) == {key: row for key, row in WANTED.items() if key != "101"}


@pytest.mark.parametrize(
    "act",
    [
        insert_column,
        lambda sheet: typed(sheet, 4, 2, "à moi"),
        lambda sheet: typed(sheet, 4, 4, "un avis"),
        lambda sheet: typed(sheet, 4, 9, "une note"),
        lambda sheet: typed(sheet, 4, 1, "999"),
        lambda sheet: typed(sheet, 7, 1, "104"),
        lambda sheet: typed(sheet, 7, 1, "102"),
        lambda sheet: {"deleteDimension": {"range": rows(sheet, 4, 4)}},
        lambda sheet: {"deleteDimension": {"range": rows(sheet, 1, 1)}},
        lambda sheet: {"deleteSheet": {"sheetId": sheet}},
        rename_tab,
    ],
)
def test_what_the_plan_relies_on_changed_before_the_lock(
    place: Office, act: Callable[[int], Object]
) -> None:
    """Nothing is written, nobody is kept out any more."""
    workbook = place.workbook()
    place.book.add_worksheet("Notes", 10, 10)
    sheet = sheet_of(place)
    acts = [act(sheet)]
    with pytest.raises(WorkbookChanged):
        change(workbook, place, BEFORE_LOCK, OWNER, *acts)
    assert locks(place) == []
    assert "Brest" not in [row["name"] for row in table_or_none(workbook).values()]


def table_or_none(workbook: GoogleWorkbook) -> dict[str, Any]:
    """All rows by key; none when the tab is gone."""
    return table(workbook) if TAB.id in workbook.read(TABS).tabs else {}


def locks(place: Office) -> list[str]:
    """What keeps people or other runs out."""
    document = place.server.service.world.documents[place.book.id]
    tags = [tag.key for tag in document.tags.values() if tag.key == "palmares.lock"]
    zones = [str(zone.body.get("description", "")) for zone in document.zones()]
    return tags + [each for each in zones if each.startswith("palmares ·")]


def test_edits_elsewhere_before_the_lock_stay(place: Office) -> None:
    workbook = place.workbook()
    sheet = sheet_of(place)
    change(workbook, place, BEFORE_LOCK, JUROR, typed(sheet, 3, 4, "bien"))
    opinion = {"101": {**WANTED["101"], "opinion": "bien"}}
    assert table(workbook) == WANTED | opinion


# -- while the lock is on ----------------------------------------------------------------


@pytest.mark.parametrize(
    "act", [sort, insert_row, insert_on_top, delete_other_row, insert_column, rename_heading]
)
def test_juror_can_move_nothing_while_we_write(place: Office, act: Callable[[int], Object]) -> None:
    workbook = place.workbook()
    change(workbook, place, BEFORE_WRITE, JUROR, act(sheet_of(place)))
    assert len(place.server.service.second.refused) == 1
    assert locks(place) == []
    assert table(workbook) == WANTED


@pytest.mark.parametrize("line", [3, 4, 5])
def test_juror_can_write_in_columns_of_people_while_we_write(place: Office, line: int) -> None:
    workbook = place.workbook()
    sheet = sheet_of(place)
    acts = typed(sheet, line, 4, "bien"), typed(sheet, line, 7, "à moi")
    change(workbook, place, BEFORE_WRITE, JUROR, *acts)
    key = ("101", "102", "103")[line - 3]
    assert table(workbook) == WANTED | {key: WANTED[key] | {"opinion": "bien"}}
    assert place.person().look(TAB.title, line, 7) == "à moi"
    assert place.server.service.second.refused == []


# -- the owner passes through the lock ----------------------------------------------------


MOVES = [
    sort,
    insert_row,
    insert_on_top,
    delete_other_row,
    insert_column,
    insert_first_column,
    move_column,
    rename_heading,
]


def annotate(place: Office) -> None:
    """Notes of people in a column of their own."""
    person = place.person()
    for line, note in ((2, "Ma note"), (3, "a"), (4, "b"), (5, "c")):
        person.type_in(TAB.title, line, 6, note)


@pytest.mark.parametrize("act", MOVES)
def test_what_the_owner_moves_under_our_hands_is_put_right(
    place: Office, act: Callable[[int], Object]
) -> None:
    workbook = place.workbook()
    annotate(place)
    change(workbook, place, BEFORE_WRITE, OWNER, act(sheet_of(place)))
    gone = {"101"} if act is delete_other_row else set()
    assert table(workbook) == {key: row for key, row in WANTED.items() if key not in gone}
    assert notes(place) == {k: v for k, v in NOTES.items() if k not in gone}
    assert locks(place) == []


@pytest.mark.parametrize("act", MOVES)
def test_new_column_while_the_owner_moves_things(
    place: Office, act: Callable[[int], Object]
) -> None:
    workbook = place.workbook()
    annotate(place)
    column = Column("level", "Niveau")
    wider = TAB._replace(columns=(*TAB.columns, column))
    cells = (SetCell(wider, "102", "level", None, "2"), renamed("102", "Commune 102", "Brest"))
    snapshot = workbook.read((wider, BASE_TAB))
    later(place, BEFORE_WRITE, OWNER, act(sheet_of(place)))
    workbook.apply(Plan(columns=(AddColumn(wider, column),), cells=cells), snapshot)
    state = workbook.read((wider, BASE_TAB)).tabs[TAB.id]
    assert dict(zip(state.keys, state.values["level"], strict=True)).get("102") == "2"
    assert state.headings["level"] == "Niveau"
    gone = {"101"} if act is delete_other_row else set()
    assert table(workbook) == {k: row for k, row in WANTED.items() if k not in {"104", *gone}}
    assert notes(place) == {k: v for k, v in NOTES.items() if k not in gone}


@pytest.mark.parametrize("act", [*MOVES[1:]])
def test_line_taken_out_while_the_owner_moves_things(
    place: Office, act: Callable[[int], Object]
) -> None:
    """Its key is emptied too: the rows are told by their neighbours."""
    workbook = place.workbook()
    annotate(place)
    before: dict[str, Any] = {"name": "Commune 102", "score": 1, "dossier": "102"}
    cells = tuple(SetCell(TAB, "102", each, value, None) for each, value in before.items())
    snapshot = workbook.read(TABS)
    later(place, BEFORE_WRITE, OWNER, act(sheet_of(place)))
    workbook.apply(Plan(cells=cells), snapshot)
    gone = {"102", "101"} if act is delete_other_row else {"102"}
    expected = {k: row for k, row in WANTED.items() if k not in {"104", *gone}}
    assert table(workbook) == expected


def take_out(place: Office, *acts: Object) -> None:
    """Take 101 out while the owner acts."""
    workbook = place.workbook()
    snapshot = workbook.read(TABS)
    later(place, BEFORE_WRITE, OWNER, *acts)
    cells = (
        SetCell(TAB, "101", "name", "Commune 101", None),
        SetCell(TAB, "101", "score", 1, None),
        SetCell(TAB, "101", "dossier", "101", None),
    )
    workbook.apply(Plan(cells=cells), snapshot)


def test_line_taken_out_while_the_owner_sorts(place: Office) -> None:
    """The only key that is missing tells which line lost it."""
    annotate(place)
    take_out(place, sort(sheet_of(place)))
    assert table(place.workbook()) == {key: WANTED[key] | NAMES[key] for key in ("103", "102")}
    assert notes(place) == {"": "a", "102": "b", "103": "c"}


NAMES = {"102": {"name": "Commune 102"}, "103": {"name": "Commune 103"}}


def test_line_taken_out_that_nobody_can_tell_any_more(place: Office) -> None:
    """Two keys are missing, and nothing tells the lines apart: the version history does."""
    sheet = sheet_of(place)
    delete = {"deleteDimension": {"range": rows(sheet, 4, 4)}}
    with pytest.raises(Disturbed) as caught:
        take_out(place, sort(sheet), delete)
    assert caught.value.exit_code == ExitCode.REFUSED
    assert locks(place) == []


@pytest.mark.parametrize(
    "act", [lambda sheet: {"deleteSheet": {"sheetId": sheet}}, rename_tab], ids=["delete", "rename"]
)
def test_tab_that_goes_while_we_write(place: Office, act: Callable[[int], Object]) -> None:
    """Google refuses the change as a whole; the step is made again."""
    place.book.add_worksheet("Notes", 10, 10)
    with pytest.raises(WorkbookChanged):
        change(place.workbook(), place, BEFORE_WRITE, OWNER, act(sheet_of(place)))
    assert locks(place) == []


def test_line_that_the_owner_deletes_while_we_write_it_stays_deleted(place: Office) -> None:
    workbook = place.workbook()
    annotate(place)
    delete = {"deleteDimension": {"range": rows(sheet_of(place), 4, 4)}}
    change(workbook, place, BEFORE_WRITE, OWNER, delete)
    assert table(workbook) == {key: row for key, row in WANTED.items() if key != "102"}
    assert notes(place) == {"101": "a", "103": "c"}


def test_formulas_of_people_are_put_back_as_formulas(place: Office) -> None:
    workbook = place.workbook()
    place.person().type_in(TAB.title, 5, 2, '="Ville "&A5')
    cells = (renamed("101", "Commune 101", "Arles"), renamed("102", "Commune 102", "Brest"))
    snapshot = workbook.read(TABS)
    later(place, BEFORE_WRITE, OWNER, sort(sheet_of(place)))
    workbook.apply(Plan(cells=cells), snapshot)
    state = workbook.read(TABS).tabs[TAB.id]
    names = dict(zip(state.keys, state.values["name"], strict=True))
    assert (names["101"], names["102"]) == ("Arles", "Brest")
    assert list(state.formulas["name"]) == ["103"]


NOTES = {"101": "a", "102": "b", "103": "c"}


def notes(place: Office) -> dict[str, str]:
    """The notes that people wrote in a column of their own, by key."""
    found = [[*row, *[""] * 9] for row in place.book.worksheet(TAB.title).get_all_values()]
    heading = next(row for row in found if "Ma note" in row)
    key, column = heading.index("Dossier"), heading.index("Ma note")
    return {row[key]: row[column] for row in found if row[column] and row is not heading}
