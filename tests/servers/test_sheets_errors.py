"""What the service says when it refuses."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
from gspread.utils import ExportFormat

from tests.servers.asking import DRIVE
from tests.servers.asking import URL
from tests.servers.asking import ask
from tests.servers.asking import batch
from tests.servers.asking import refusal
from tests.servers.asking import rows
from tests.servers.asking import said

Book = gspread.Spreadsheet
Object = dict[str, Any]
FOUND = "Requested entity was not found."
CELL = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
NO_FIELD = "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"


def test_values_that_are_no_list(book: Book) -> None:
    path = "/values/A1?valueInputOption=RAW"
    body = {"values": "X", "majorDimension": None}
    text = "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), \"X\""
    violation = {"field": "data.values", "description": text}
    assert refusal(lambda: ask(book, "put", path, json=body)) == {
        "error": {
            "code": 400,
            "message": text,
            "status": "INVALID_ARGUMENT",
            "details": [
                {
                    "@type": "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations": [violation],
                },
            ],
        },
    }


def test_hiding_the_last_sheet(book: Book) -> None:
    assert refusal(book.sheet1.hide) == {
        "error": {
            "code": 400,
            "message": "Invalid requests[0].updateSheetProperties: "
            "You can't hide all the sheets in a document.",
            "status": "INVALID_ARGUMENT",
        },
    }


def test_an_unknown_spreadsheet(book: Book) -> None:
    body = refusal(lambda: book.client.request("get", f"{URL}/nothing-here"))
    assert body == {"error": {"code": 404, "message": FOUND, "status": "NOT_FOUND"}}


def test_an_unknown_file_in_the_dialect_of_drive(book: Book) -> None:
    text = "File not found: nothing-here."
    error = {
        "message": text,
        "domain": "global",
        "reason": "notFound",
        "location": "fileId",
        "locationType": "parameter",
    }
    body = refusal(lambda: book.client.request("get", f"{DRIVE}/nothing-here"))
    assert body == {"error": {"code": 404, "message": text, "errors": [error]}}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("Nowhere!A1", "Unable to parse range: Nowhere!A1"),
        ("Sheet1!", "Unable to parse range: Sheet1!"),
        ("A1:B2:C3", "Unable to parse range: A1:B2:C3"),
        ("Sheet1!A0", "Unable to parse range: Sheet1!A0"),
        (
            "Sheet1!AA1",
            "Range (Sheet1!AA1) exceeds grid limits. Max rows: 1000, max columns: 26",
        ),
        (
            "Sheet1!A1001:B1002",
            "Range (Sheet1!A1001:B1002) exceeds grid limits. Max rows: 1000, max columns: 26",
        ),
    ],
)
def test_ranges_that_are_none(book: Book, asked: str, message: str) -> None:
    assert said(lambda: book.values_get(asked)) == (400, message)


@pytest.mark.parametrize(
    ("start", "values", "message"),
    [
        (
            "A1:B1",
            [["a"], ["b"]],
            "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]",
        ),
        (
            "A1:B1",
            [["a", "b", "c"]],
            "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]",
        ),
        (
            "A1000",
            [["a"], ["b"]],
            "Range (Sheet1!A1000:A1001) exceeds grid limits. Max rows: 1000, max columns: 26",
        ),
        ("A1", [[{}]], "Invalid values[0][0]: struct_value {\n}\n"),
        ("A1", [["a", ["b"]]], "Invalid values[0][1]: list_value {\n}\n"),
        (
            "A1",
            [["x" * 50_001]],
            "Your input contains more than the maximum of 50000 characters in a single cell.",
        ),
    ],
)
def test_values_that_do_not_fit(book: Book, start: str, values: Any, message: str) -> None:  # noqa: ANN401
    assert said(lambda: book.sheet1.update(values, start)) == (400, message)


def test_a_cell_holds_50000_characters(book: Book) -> None:
    book.sheet1.update([["x" * 50_000]], "A1")
    assert book.sheet1.acell("A1").value == "x" * 50_000


def test_writing_without_an_input_option(book: Book) -> None:
    path = "/values/A1"
    code, message = said(lambda: ask(book, "put", path, json={"values": [["a"]]}))
    assert (code, message) == (400, "'valueInputOption' is required but not specified")


def test_an_unknown_option(book: Book) -> None:
    code, message = said(lambda: ask(book, "get", "/values/A1?majorDimension=SIDEWAYS"))
    kind = "type.googleapis.com/google.apps.sheets.v4.Dimension"
    assert (code, message) == (400, f"Invalid value at 'major_dimension' ({kind}), \"SIDEWAYS\"")


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {"deleteDimension": {"range": rows(0, 1001)}},
            "Cannot delete a row that doesn't exist. Tried to delete row index 1000 "
            "but there are only 1000 rows.",
        ),
        (
            {"deleteDimension": {"range": rows(0, 1000)}},
            "You can't delete all the rows on the sheet.",
        ),
        (
            {"insertDimension": {"range": rows(-1, 1)}},
            "DimensionRange indexes must be >= 0",
        ),
        (
            {"insertDimension": {"range": rows(1000, 1001)}},
            "range.startIndex must be less than the grid size (1000) "
            "if inheritFromBefore is false.",
        ),
        ({"deleteSheet": {"sheetId": 5}}, "No grid with id: 5"),
        (
            {"deleteSheet": {"sheetId": 0}},
            "You can't remove all the visible sheets in a document.",
        ),
        (
            {"addSheet": {"properties": {"title": "Sheet1"}}},
            'A sheet with the name "Sheet1" already exists. Please enter another name.',
        ),
        (
            {"addSheet": {"properties": {"sheetId": 0, "title": "New"}}},
            "Sheet with id: 0 already exists.",
        ),
        ({"updateCells": {"start": {}, "rows": []}}, NO_FIELD),
        (
            {"repeatCell": {"range": CELL, "cell": {}, "fields": "nonsense"}},
            "Invalid field: nonsense",
        ),
        (
            {"updateCells": {"range": CELL | {"endColumnIndex": 27}, "fields": "note"}},
            "Range (Sheet1!A1:AA1) exceeds grid limits. Max rows: 1000, max columns: 26",
        ),
        (
            {
                "updateSheetProperties": {
                    "properties": {"sheetId": 0, "gridProperties": {"rowCount": 400_000}},
                    "fields": "gridProperties.rowCount",
                },
            },
            "This action would increase the number of cells in the workbook above the limit of "
            "10000000 cells.",
        ),
        (
            {"appendDimension": {"dimension": "ROWS", "length": 400_000}},
            "This action would increase the number of cells in the workbook above the limit of "
            "10000000 cells.",
        ),
        ({"deleteProtectedRange": {"protectedRangeId": 9}}, "No protected range with id: 9"),
        (
            {
                "addProtectedRange": {
                    "protectedRange": {
                        "range": CELL,
                        "warningOnly": True,
                        "editors": {"users": []},
                    },
                },
            },
            "ProtectedRange is warningOnly. Editors cannot be set on it.",
        ),
    ],
)
def test_requests_that_cannot_be_done(book: Book, request_: Object, message: str) -> None:
    (name,) = request_
    expected = (400, f"Invalid requests[0].{name}: {message}")
    assert said(lambda: batch(book, request_)) == expected


def test_deleting_all_rows_that_are_not_frozen(book: Book) -> None:
    book.sheet1.freeze(rows=1)
    assert said(lambda: batch(book, {"deleteDimension": {"range": rows(1, 1000)}})) == (
        400,
        "Invalid requests[0].deleteDimension: "
        "Sorry, it is not possible to delete all non-frozen rows.",
    )


def test_a_second_protection_of_a_whole_sheet(book: Book) -> None:
    whole = {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}}}}
    batch(book, whole)
    assert said(lambda: batch(book, whole)) == (
        400,
        'Invalid requests[0].addProtectedRange: Sheet "Sheet1" already has sheet protection.',
    )


def test_a_batch_without_requests(book: Book) -> None:
    assert said(lambda: batch(book)) == (400, "Must specify at least one request.")


def test_an_unknown_field_says_where(book: Book) -> None:
    request = {"insertDimension": {"range": rows(0, 1), "inheritBefore": True}}
    text = (
        'Invalid JSON payload received. Unknown name "inherit_before" '
        "at 'requests[0].insert_dimension': Cannot find field."
    )
    assert said(lambda: batch(book, request)) == (400, text)


def test_a_value_of_a_wrong_type_says_where(book: Book) -> None:
    request = {"insertDimension": {"range": rows(0, 1) | {"startIndex": "one"}}}
    text = "Invalid value at 'requests[0].insert_dimension.range.start_index' (TYPE_INT32), \"one\""
    assert said(lambda: batch(book, request)) == (400, text)


def test_numbers_may_come_as_texts_and_names_in_snake_case(book: Book) -> None:
    span = {"sheet_id": "0", "dimension": "ROWS", "start_index": "0", "end_index": "1"}
    assert batch(book, {"insert_dimension": {"range": span}})["replies"] == [{}]


def test_a_body_that_is_no_json(book: Book) -> None:
    url = f"{URL}/{book.id}:batchUpdate"
    code, message = said(lambda: book.client.request("post", url, data=b"{"))
    assert (code, message) == (400, "Invalid JSON payload received. Unexpected token.")


def test_a_mask_of_an_unknown_field(book: Book) -> None:
    body = refusal(lambda: ask(book, "get", "?fields=nonsense"))
    assert body["error"]["message"] == "Request contains an invalid argument."
    text = "Error expanding 'fields' parameter. Cannot find matching fields for path 'nonsense'."
    assert body["error"]["details"][0]["fieldViolations"] == [
        {"field": "nonsense", "description": text},
    ]


def test_a_mask_of_an_unknown_field_of_drive(book: Book) -> None:
    call = f"{DRIVE}/{book.id}?fields=nonsense"
    code, message = said(lambda: book.client.request("get", call))
    assert (code, message) == (400, "Invalid field selection nonsense")


def test_an_export_that_there_is_none_for(book: Book) -> None:
    code, message = said(lambda: book.export(ExportFormat.PDF))
    assert (code, message) == (400, "The requested conversion is not supported.")
