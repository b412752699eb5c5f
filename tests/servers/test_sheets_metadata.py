"""Developer metadata and data filters."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import gspread
import pytest

from tests.servers.asking import ask
from tests.servers.asking import batch
from tests.servers.asking import lookup
from tests.servers.asking import rows
from tests.servers.asking import said
from tests.servers.asking import tag
from tests.servers.sheets.client import client

if TYPE_CHECKING:
    from tests.servers.sheets.server import SheetsServer

Book = gspread.Spreadsheet
Object = dict[str, Any]


def placed(key: str, place: Object, visibility: str = "DOCUMENT") -> Object:
    """A request for metadata at any place."""
    body = {"metadataKey": key, "location": place, "visibility": visibility}
    return {"createDeveloperMetadata": {"developerMetadata": body}}


def row_of(book: Book, number: int) -> int:
    """Row that a piece of metadata hangs on."""
    place = ask(book, "get", f"/developerMetadata/{number}")["location"]
    found: int = place["dimensionRange"]["startIndex"]
    return found


def found(book: Book, *filters: Object) -> list[str]:
    """Keys that a search finds."""
    answer = ask(book, "post", "/developerMetadata:search", json={"dataFilters": list(filters)})
    matched = answer.get("matchedDeveloperMetadata", [])
    return [one["developerMetadata"]["metadataKey"] for one in matched]


def test_created_metadata_is_answered_and_read_back(book: Book) -> None:
    answer = batch(book, tag("key", 2, 7, "value"))
    body = {
        "metadataId": 7,
        "metadataKey": "key",
        "metadataValue": "value",
        "location": {
            "locationType": "ROW",
            "dimensionRange": {"dimension": "ROWS", "startIndex": 2, "endIndex": 3},
        },
        "visibility": "DOCUMENT",
    }
    assert answer["replies"] == [{"createDeveloperMetadata": {"developerMetadata": body}}]
    assert ask(book, "get", "/developerMetadata/7") == body


def test_metadata_that_is_not_there(book: Book) -> None:
    code, message = said(lambda: ask(book, "get", "/developerMetadata/7"))
    assert (code, message) == (404, "Requested entity was not found.")


def test_an_id_is_chosen_when_none_is_given(book: Book) -> None:
    answer = batch(book, tag("key", 2), tag("key", 2))
    bodies = [one["createDeveloperMetadata"]["developerMetadata"] for one in answer["replies"]]
    assert len({one["metadataId"] for one in bodies}) == 2


def test_a_taken_id_refuses_the_whole_batch(book: Book) -> None:
    batch(book, tag("key", 0, 7))
    update = {"start": {}, "rows": [{"values": [{"note": "x"}]}], "fields": "note"}
    code, _ = said(lambda: batch(book, {"updateCells": update}, tag("key", 1, 7)))
    assert code == 400
    assert book.sheet1.get_note("A1") == ""


@pytest.mark.parametrize(
    ("request_", "row"),
    [
        ({"insertDimension": {"range": rows(0, 3)}}, 7),
        ({"insertDimension": {"range": rows(4, 5)}}, 5),
        ({"insertDimension": {"range": rows(5, 6)}}, 4),
        ({"deleteDimension": {"range": rows(1, 3)}}, 2),
        ({"moveDimension": {"source": rows(4, 5), "destinationIndex": 0}}, 0),
        ({"moveDimension": {"source": rows(0, 2), "destinationIndex": 9}}, 2),
        ({"moveDimension": {"source": rows(8, 9), "destinationIndex": 1}}, 5),
    ],
)
def test_metadata_follows_its_row(book: Book, request_: Object, row: int) -> None:
    batch(book, tag("key", 4, 7), request_)
    assert row_of(book, 7) == row


def test_metadata_dies_with_its_row(book: Book) -> None:
    batch(book, tag("key", 4, 7), {"deleteDimension": {"range": rows(4, 5)}})
    assert said(lambda: ask(book, "get", "/developerMetadata/7"))[0] == 404


def test_metadata_dies_with_its_sheet(book: Book) -> None:
    batch(book, {"addSheet": {"properties": {"sheetId": 5}}}, placed("key", {"sheetId": 5}))
    assert found(book, lookup("key")) == ["key"]
    batch(book, {"deleteSheet": {"sheetId": 5}})
    assert found(book, lookup("key")) == []


@pytest.mark.parametrize(("follows", "row"), [(False, 0), (True, 2)])
def test_sorting_moves_metadata_only_when_told(
    server: SheetsServer, book: Book, row: int, *, follows: bool
) -> None:
    server.service.world.sort_moves_tags = follows
    book.sheet1.update([["c"], ["b"], ["a"]], "A1")
    batch(book, tag("key", 0, 7))
    book.sheet1.sort((1, "asc"), range="A1:A3")
    assert row_of(book, 7) == row


def test_places_of_all_kinds(book: Book) -> None:
    column = {"dimensionRange": {"dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}}
    batch(
        book,
        placed("book", {"spreadsheet": True}),
        placed("sheet", {"sheetId": 0}),
        placed("column", column),
        tag("row", 0),
    )
    answer = ask(book, "get", "?includeGridData=true&ranges=Sheet1!A1:B1")
    (sheet,) = answer["sheets"]
    shown = {
        "book": answer["developerMetadata"],
        "sheet": sheet["developerMetadata"],
        "row": sheet["data"][0]["rowMetadata"][0]["developerMetadata"],
        "column": sheet["data"][0]["columnMetadata"][1]["developerMetadata"],
    }
    places = {key: one["location"] for key, (one,) in shown.items()}
    assert [one["metadataKey"] for (one,) in shown.values()] == list(shown)
    assert places == {
        "book": {"locationType": "SPREADSHEET", "spreadsheet": True},
        "sheet": {"locationType": "SHEET", "sheetId": 0},
        "row": {
            "locationType": "ROW",
            "dimensionRange": {"dimension": "ROWS", "startIndex": 0, "endIndex": 1},
        },
        "column": {"locationType": "COLUMN"} | column,
    }


@pytest.mark.parametrize(
    "place",
    [{}, {"dimensionRange": rows(1, 3)}, {"dimensionRange": rows(1000, 1001)}, {"sheetId": 9}],
)
def test_places_that_are_none(book: Book, place: Object) -> None:
    assert said(lambda: batch(book, placed("key", place)))[0] == 400


def test_search_by_key_value_kind_and_place(book: Book) -> None:
    batch(
        book,
        tag("one", 0, 1, "x"),
        tag("two", 1, 2, "x"),
        placed("sheet", {"sheetId": 0}),
        placed("book", {"spreadsheet": True}),
    )

    def by(**fields: Any) -> list[str]:  # noqa: ANN401  # JSON
        return sorted(found(book, {"developerMetadataLookup": fields}))

    here = {"dimensionRange": rows(0, 1)}
    assert by(metadataKey="one") == ["one"]
    assert by(metadataValue="x") == ["one", "two"]
    assert by(metadataId=2) == ["two"]
    assert by(locationType="SHEET") == ["sheet"]
    assert by(metadataLocation=here) == ["one", "sheet"]
    exact = {"metadataLocation": here, "locationMatchingStrategy": "EXACT_LOCATION"}
    assert by(**exact) == ["one"]
    assert sorted(found(book, {"a1Range": "Sheet1!A2"})) == ["sheet", "two"]
    assert by(metadataLocation={"spreadsheet": True}) == ["book"]


def test_metadata_of_a_project_is_hidden_from_others(server: SheetsServer, book: Book) -> None:
    server.service.world.person("other@example.org", project="999")
    book.share("other@example.org", perm_type="user", role="writer", notify=False)
    batch(book, placed("own", {"sheetId": 0}, "PROJECT"), placed("all", {"sheetId": 0}))
    other = client(server, "other@example.org").open_by_key(book.id)
    everything: Object = {"developerMetadataLookup": {}}
    assert sorted(found(book, everything)) == ["all", "own"]
    assert found(other, everything) == ["all"]


def test_update_and_delete_answer_what_they_touched(book: Book) -> None:
    batch(book, tag("key", 0, 1, "old"), tag("key", 1, 2, "old"))
    change = {
        "dataFilters": [lookup("key")],
        "developerMetadata": {"metadataValue": "new"},
        "fields": "metadataValue",
    }
    reply = batch(book, {"updateDeveloperMetadata": change})["replies"][0]
    changed = reply["updateDeveloperMetadata"]["developerMetadata"]
    assert [one["metadataValue"] for one in changed] == ["new", "new"]
    by_id = {"developerMetadataLookup": {"metadataId": 1}}
    reply = batch(book, {"deleteDeveloperMetadata": {"dataFilter": by_id}})["replies"][0]
    gone = reply["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]
    assert [one["metadataId"] for one in gone] == [1]
    assert found(book, lookup("key")) == ["key"]


def test_values_are_read_by_filter(book: Book) -> None:
    book.sheet1.resize(3, 2)
    book.sheet1.update([["a", "b"], ["c", "d"], ["e", "f"]], "A1")
    batch(book, tag("row", 1))
    filters = [lookup("row"), {"a1Range": "Sheet1!B1"}, lookup("none")]
    body = {"dataFilters": filters, "majorDimension": "ROWS"}
    answer = ask(book, "post", "/values:batchGetByDataFilter", json=body)
    assert answer["valueRanges"] == [
        {
            "valueRange": {
                "range": "Sheet1!A2:B2",
                "majorDimension": "ROWS",
                "values": [["c", "d"]],
            },
            "dataFilters": [lookup("row")],
        },
        {
            "valueRange": {"range": "Sheet1!B1", "majorDimension": "ROWS", "values": [["b"]]},
            "dataFilters": [{"a1Range": "Sheet1!B1"}],
        },
    ]


def test_values_are_written_by_filter_wherever_the_row_went(book: Book) -> None:
    book.sheet1.update([["a"], ["b"]], "A1")
    batch(book, tag("row", 1), {"insertDimension": {"range": rows(0, 1)}})
    data = {"dataFilter": lookup("row"), "values": [["B", None, "=1+1"]]}
    body = {"valueInputOption": "RAW", "data": [data]}
    answer = ask(book, "post", "/values:batchUpdateByDataFilter", json=body)
    assert answer == {
        "spreadsheetId": book.id,
        "totalUpdatedRows": 1,
        "totalUpdatedColumns": 2,
        "totalUpdatedCells": 2,
        "totalUpdatedSheets": 1,
        "responses": [
            {
                "updatedRange": "Sheet1!A3:C3",
                "updatedRows": 1,
                "updatedColumns": 2,
                "updatedCells": 2,
                "dataFilter": lookup("row"),
            },
        ],
    }
    assert book.sheet1.row_values(3) == ["B", "", "=1+1"]


def test_a_filter_that_finds_nothing_writes_nothing(book: Book) -> None:
    data = {"dataFilter": lookup("none"), "values": [["x"]]}
    body = {"valueInputOption": "RAW", "data": [data]}
    answer = ask(book, "post", "/values:batchUpdateByDataFilter", json=body)
    assert answer == {"spreadsheetId": book.id}


def test_values_are_cleared_by_filter(book: Book) -> None:
    book.sheet1.update([["a"], ["b"]], "A1")
    batch(book, tag("row", 0))
    body = {"dataFilters": [lookup("row")]}
    answer = ask(book, "post", "/values:batchClearByDataFilter", json=body)
    assert answer["clearedRanges"] == ["Sheet1!A1:Z1"]
    assert book.sheet1.col_values(1) == ["", "b"]


def test_a_spreadsheet_is_read_by_filter(book: Book) -> None:
    book.sheet1.update([["a"], ["b"]], "A1")
    book.add_worksheet("Other", 1, 1)
    batch(book, tag("row", 1))
    body = {"dataFilters": [lookup("row")], "includeGridData": True}
    (sheet,) = ask(book, "post", ":getByDataFilter", json=body)["sheets"]
    (data,) = sheet["data"]
    assert (data["startRow"], data["rowData"][0]["values"][0]["formattedValue"]) == (1, "b")
