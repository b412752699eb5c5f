"""batchUpdate as a whole, and the requests that gspread has no method for."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.servers.asking import ask
from tests.servers.asking import batch
from tests.servers.asking import rows
from tests.servers.asking import said
from tests.servers.asking import tag

Book = gspread.Spreadsheet
Object = dict[str, Any]


def area(top: int, bottom: int, left: int, right: int) -> Object:
    """A GridRange of the first sheet."""
    return {
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def fill(book: Book, values: list[list[Any]], start: str = "A1") -> None:
    """Values written as they are."""
    book.sheet1.update(values, start)


def table(book: Book) -> list[list[Any]]:
    """Values of the first sheet."""
    found: list[list[Any]] = book.values_get("Sheet1").get("values", [])
    return found


def texts(*values: str) -> Object:
    """RowData of texts."""
    return {"values": [{"userEnteredValue": {"stringValue": value}} for value in values]}


def test_one_bad_request_undoes_the_whole_batch(book: Book) -> None:
    before = ask(book, "get", "?includeGridData=true")
    code, message = said(
        lambda: batch(
            book,
            {"addSheet": {"properties": {"title": "New"}}},
            {"insertDimension": {"range": rows(0, 5)}},
            {"updateCells": {"start": {}, "rows": [texts("a")], "fields": "*"}},
            {"deleteSheet": {"sheetId": 99}},
        )
    )
    assert (code, message) == (400, "Invalid requests[3].deleteSheet: No grid with id: 99")
    assert ask(book, "get", "?includeGridData=true") == before


def test_replies_stand_in_the_order_of_the_requests(book: Book) -> None:
    replies = batch(
        book,
        {"insertDimension": {"range": rows(0, 1)}},
        {"addSheet": {"properties": {"sheetId": 5, "title": "New"}}},
        {"deleteSheet": {"sheetId": 0}},
    )["replies"]
    assert [list(reply) for reply in replies] == [[], ["addSheet"], []]


def test_later_requests_see_what_earlier_ones_did(book: Book) -> None:
    batch(
        book,
        {"addSheet": {"properties": {"sheetId": 5, "title": "New"}}},
        {"updateCells": {"start": {"sheetId": 5}, "rows": [texts("a")], "fields": "*"}},
    )
    assert book.worksheet("New").acell("A1").value == "a"


def test_the_spreadsheet_comes_with_the_answer(book: Book) -> None:
    answer = batch(
        book,
        {"updateCells": {"start": {}, "rows": [texts("a", "b")], "fields": "*"}},
        includeSpreadsheetInResponse=True,
        responseRanges=["Sheet1!B1:C2"],
        responseIncludeGridData=True,
    )
    (found,) = answer["updatedSpreadsheet"]["sheets"]
    (data,) = found["data"]
    assert data["startColumn"] == 1
    assert [cell["formattedValue"] for row in data["rowData"] for cell in row["values"]] == ["b"]


def test_the_spreadsheet_comes_without_cells_when_none_are_asked_for(book: Book) -> None:
    request = {"insertDimension": {"range": rows(0, 1)}}
    answer = batch(book, request, includeSpreadsheetInResponse=True)
    assert answer["updatedSpreadsheet"] == ask(book, "get", "")


def test_cells_come_with_values_formats_and_notes(book: Book) -> None:
    fill(book, [["text", 1.5, True]])
    book.sheet1.update_acell("D1", "=B1*2")
    book.sheet1.insert_note("C3", "look")
    data = ask(book, "get", "?ranges=Sheet1!A1:D3&includeGridData=true")["sheets"][0]["data"][0]
    values = data["rowData"][0]["values"]
    assert [cell["userEnteredValue"] for cell in values] == [
        {"stringValue": "text"},
        {"numberValue": 1.5},
        {"boolValue": True},
        {"formulaValue": "=B1*2"},
    ]
    assert [cell["effectiveValue"] for cell in values][3] == {"numberValue": 3}
    assert [cell["formattedValue"] for cell in values] == ["text", "1.5", "TRUE", "3"]
    assert data["rowData"][1:] == [{}, {"values": [{}, {}, {"note": "look"}]}]
    assert (len(data["rowMetadata"]), len(data["columnMetadata"])) == (3, 4)
    assert "startRow" not in data


def test_update_cells_of_a_range_empties_what_is_not_given(book: Book) -> None:
    fill(book, [["a", "b"], ["c", "d"]])
    batch(
        book,
        {"updateCells": {"range": area(0, 2, 0, 2), "rows": [texts("x")], "fields": "*"}},
    )
    assert table(book) == [["x"]]


def test_update_cells_from_a_corner_touches_only_what_is_given(book: Book) -> None:
    fill(book, [["a", "b"], ["c", "d"]])
    update = {"start": {"rowIndex": 1}, "rows": [texts("x")], "fields": "userEnteredValue"}
    batch(book, {"updateCells": update})
    assert table(book) == [["a", "b"], ["x", "d"]]


def test_repeat_cell_carries_formulas_along(book: Book) -> None:
    fill(book, [[1], [2], [3]])
    cell = {"userEnteredValue": {"formulaValue": "=A1*$A$3"}}
    batch(
        book,
        {"repeatCell": {"range": area(0, 3, 1, 2), "cell": cell, "fields": "userEnteredValue"}},
    )
    assert [row[1] for row in table(book)] == ["3", "6", "9"]


def test_append_cells_goes_below_all_data(book: Book) -> None:
    fill(book, [["a"], [""], ["b"]])
    batch(book, {"appendCells": {"rows": [texts("c", "d")], "fields": "userEnteredValue"}})
    assert table(book) == [["a"], [], ["b"], ["c", "d"]]


@pytest.mark.parametrize(
    ("source", "to", "order"),
    [((0, 1), 3, "bcade"), ((3, 5), 1, "adebc"), ((1, 3), 4, "adbce"), ((2, 3), 2, "abcde")],
)
def test_move_dimension(book: Book, source: tuple[int, int], to: int, order: str) -> None:
    fill(book, [[letter] for letter in "abcde"])
    batch(book, {"moveDimension": {"source": rows(*source), "destinationIndex": to}})
    assert "".join(row[0] for row in table(book)) == order


def test_insert_and_delete_range_shift_only_their_part(book: Book) -> None:
    fill(book, [["a", "b"], ["c", "d"]])
    batch(book, {"insertRange": {"range": area(0, 1, 0, 1), "shiftDimension": "ROWS"}})
    assert table(book) == [["", "b"], ["a", "d"], ["c"]]
    batch(book, {"deleteRange": {"range": area(0, 1, 0, 1), "shiftDimension": "COLUMNS"}})
    assert table(book) == [["b"], ["a", "d"], ["c"]]
    batch(book, {"deleteRange": {"range": area(0, 1, 0, 1), "shiftDimension": "ROWS"}})
    assert table(book) == [["a"], ["c", "d"]]
    batch(book, {"insertRange": {"range": area(1, 2, 0, 1), "shiftDimension": "COLUMNS"}})
    assert table(book) == [["a"], ["", "c", "d"]]


def test_paste_data_is_typed(book: Book) -> None:
    paste = {"coordinate": {"rowIndex": 1}, "data": "01,x\n2020-01-01", "delimiter": ","}
    batch(book, {"pasteData": paste})
    answer = book.values_get("A2:B3", {"valueRenderOption": "UNFORMATTED_VALUE"})
    assert answer["values"] == [[1, "x"], [43831]]


def test_find_replace_counts(book: Book) -> None:
    fill(book, [["aXa", "x"], ["y", "X"]])
    found = {"find": "x", "replacement": "o", "allSheets": True}
    reply = batch(book, {"findReplace": found})["replies"][0]["findReplace"]
    assert reply == {
        "valuesChanged": 3,
        "occurrencesChanged": 3,
        "rowsChanged": 2,
        "sheetsChanged": 1,
    }
    assert table(book) == [["aoa", "o"], ["y", "o"]]


def test_find_replace_by_pattern_and_whole_cell(book: Book) -> None:
    fill(book, [["ab12", "12"]])
    pattern = {"find": r"([a-z]+)(\d+)", "replacement": "$2$1", "searchByRegex": True, "sheetId": 0}
    batch(book, {"findReplace": pattern})
    whole = {"find": "12", "replacement": "z", "matchEntireCell": True, "sheetId": 0}
    batch(book, {"findReplace": whole})
    assert table(book) == [["12ab", "z"]]


def test_trim_split_and_duplicates(book: Book) -> None:
    fill(book, [[" a  b "], ["c"], ["c"]])
    trimmed = batch(book, {"trimWhitespace": {"range": area(0, 3, 0, 1)}})["replies"][0]
    removed = batch(book, {"deleteDuplicates": {"range": area(0, 3, 0, 1)}})["replies"][0]
    assert (trimmed, removed) == (
        {"trimWhitespace": {"cellsChangedCount": 1}},
        {"deleteDuplicates": {"duplicatesRemovedCount": 1}},
    )
    split = {"source": area(0, 1, 0, 1), "delimiterType": "SPACE"}
    batch(book, {"textToColumns": split})
    assert table(book) == [["a", "b"], ["c"]]


def test_borders_lie_around_and_between(book: Book) -> None:
    line = {"style": "SOLID"}
    batch(
        book, {"updateBorders": {"range": area(0, 2, 0, 1), "top": line, "innerHorizontal": line}}
    )
    path = "?fields=sheets.data.rowData.values.userEnteredFormat.borders"
    data = ask(book, "get", path)["sheets"][0]["data"][0]["rowData"]
    sides = [sorted(row["values"][0]["userEnteredFormat"]["borders"]) for row in data]
    assert sides == [["bottom", "top"], ["top"]]


def test_conditional_formats_keep_their_order(book: Book) -> None:
    def rule(text: str) -> Object:
        condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": text}]}
        boolean = {"condition": condition, "format": {"textFormat": {"bold": True}}}
        return {"ranges": [area(0, 5, 0, 1)], "booleanRule": boolean}

    batch(
        book,
        {"addConditionalFormatRule": {"rule": rule("a"), "index": 0}},
        {"addConditionalFormatRule": {"rule": rule("b"), "index": 0}},
    )
    found = ask(book, "get", "")["sheets"][0]["conditionalFormats"]
    assert found == [rule("b"), rule("a")]
    moved = batch(book, {"updateConditionalFormatRule": {"index": 0, "newIndex": 1, "sheetId": 0}})
    assert moved["replies"][0]["updateConditionalFormatRule"]["oldIndex"] == 0
    gone = batch(book, {"deleteConditionalFormatRule": {"index": 0, "sheetId": 0}})
    assert gone["replies"][0]["deleteConditionalFormatRule"]["rule"] == rule("a")


def test_filter_views_come_change_and_go(book: Book) -> None:
    given = {"title": "Mine", "range": area(0, 5, 0, 2)}
    reply = batch(book, {"addFilterView": {"filter": given}})["replies"][0]
    key = reply["addFilterView"]["filter"]["filterViewId"]
    batch(
        book,
        {"updateFilterView": {"filter": {"filterViewId": key, "title": "T"}, "fields": "title"}},
    )
    twin = batch(book, {"duplicateFilterView": {"filterId": key}})["replies"][0]
    assert twin["duplicateFilterView"]["filter"]["title"] == "Copy of T"
    batch(book, {"deleteFilterView": {"filterId": key}})
    views = ask(book, "get", "")["sheets"][0]["filterViews"]
    assert [view["title"] for view in views] == ["Copy of T"]


def test_ranges_follow_inserted_and_deleted_rows(book: Book) -> None:
    book.sheet1.define_named_range("A3:B5", "Name")
    book.sheet1.merge_cells("A3:B4")
    book.sheet1.add_protected_range("A3:B5")
    batch(
        book, {"insertDimension": {"range": rows(0, 2)}}, {"deleteDimension": {"range": rows(5, 6)}}
    )
    found = ask(book, "get", "")
    assert found["namedRanges"][0]["range"] == area(4, 6, 0, 2)
    assert found["sheets"][0]["merges"] == [area(4, 5, 0, 2)]
    assert found["sheets"][0]["protectedRanges"][0]["range"] == area(4, 6, 0, 2)


@pytest.mark.parametrize(
    ("request_", "start", "end"),
    [
        ({"insertDimension": {"range": rows(1, 2)}}, 3, 6),
        ({"insertDimension": {"range": rows(2, 3)}}, 3, 6),
        ({"insertDimension": {"range": rows(3, 4)}}, 2, 6),
        ({"insertDimension": {"range": rows(5, 6)}}, 2, 5),
        ({"deleteDimension": {"range": rows(0, 3)}}, 0, 2),
        ({"deleteDimension": {"range": rows(4, 9)}}, 2, 4),
        ({"moveDimension": {"source": rows(2, 3), "destinationIndex": 5}}, 2, 5),
        ({"moveDimension": {"source": rows(2, 5), "destinationIndex": 9}}, 6, 9),
        ({"moveDimension": {"source": rows(3, 4), "destinationIndex": 9}}, 2, 4),
        ({"moveDimension": {"source": rows(8, 9), "destinationIndex": 3}}, 2, 6),
        ({"moveDimension": {"source": rows(0, 1), "destinationIndex": 9}}, 1, 4),
    ],
)
def test_a_named_range_after_a_change(book: Book, request_: Object, start: int, end: int) -> None:
    book.sheet1.define_named_range("A3:B5", "Name")
    batch(book, request_)
    assert ask(book, "get", "")["namedRanges"][0]["range"] == area(start, end, 0, 2)


def test_ranges_die_with_all_their_rows(book: Book) -> None:
    book.sheet1.define_named_range("A3:B5", "Name")
    batch(book, {"deleteDimension": {"range": rows(2, 5)}})
    assert "namedRanges" not in ask(book, "get", "")


def test_a_duplicated_sheet_has_its_own_protections_and_no_metadata(book: Book) -> None:
    book.sheet1.add_protected_range("A1:B2")
    batch(book, tag("key", 0, 1))
    batch(book, {"duplicateSheet": {"newSheetId": 7, "insertSheetIndex": 1}})
    path = "?fields=sheets(properties.sheetId,protectedRanges,data.rowMetadata.developerMetadata)"
    first, second = ask(book, "get", path)["sheets"]
    assert second["protectedRanges"][0]["range"] == area(0, 2, 0, 2) | {"sheetId": 7}
    keys = {one["protectedRanges"][0]["protectedRangeId"] for one in (first, second)}
    assert len(keys) == 2
    assert "developerMetadata" not in second["data"][0]["rowMetadata"][0]


def test_an_idempotent_append_can_be_sent_twice(book: Book) -> None:
    fill(book, [["head"], ["old"]])
    requests: list[Object] = [
        {"insertDimension": {"range": rows(2, 3)}},
        {"updateCells": {"start": {"rowIndex": 2}, "rows": [texts("new")], "fields": "*"}},
        tag("row", 2, 4711),
    ]
    batch(book, *requests)
    assert said(lambda: batch(book, *requests)) == (
        400,
        "Invalid requests[2].createDeveloperMetadata: "
        "Developer metadata with id: 4711 already exists.",
    )
    assert table(book) == [["head"], ["old"], ["new"]]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.integers(0, 5), st.integers(1, 3)),
        st.tuples(st.just("delete"), st.integers(0, 5), st.integers(1, 3)),
        st.tuples(st.just("move"), st.integers(0, 5), st.integers(0, 8)),
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(STEPS)
def test_rows_formats_and_metadata_move_together(
    google: gspread.Client, steps: list[tuple[str, int, int]]
) -> None:
    book = google.create("Moves")
    model = [f"row {number}" for number in range(6)]
    book.sheet1.resize(len(model), 1)
    requests: list[Object] = [tag(name, row, row + 1) for row, name in enumerate(model)]
    fill(book, [[name] for name in model])
    for kind, start, number in steps:
        size = len(model)
        if kind == "insert" and start < size:
            model[start:start] = [""] * number
            requests.append({"insertDimension": {"range": rows(start, start + number)}})
        elif kind == "delete" and start + number < size:
            del model[start : start + number]
            requests.append({"deleteDimension": {"range": rows(start, start + number)}})
        elif kind == "move" and start < size and number <= size:
            name = model.pop(start)
            model.insert(number - 1 if number > start else number, name)
            move = {"source": rows(start, start + 1), "destinationIndex": number}
            requests.append({"moveDimension": move})
    batch(book, *requests)
    values = [row[0] if row else "" for row in table(book)]
    assert values == [*model[: len(values)]]
    assert not any(model[len(values) :])
    data = ask(book, "get", "?fields=sheets.data.rowMetadata.developerMetadata")
    found = data["sheets"][0]["data"][0]["rowMetadata"]
    tags = {row: one["developerMetadata"][0]["metadataKey"] for row, one in enumerate(found) if one}
    assert tags == {row: name for row, name in enumerate(model) if name}
