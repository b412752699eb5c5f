"""Answers compared whole with shapes recorded from the real service (2021-11 to 2024-03)."""

from __future__ import annotations

from typing import Any

import gspread

from tests.servers.asking import ask
from tests.servers.asking import batch
from tests.servers.asking import rows

Sheet = gspread.Worksheet
Book = gspread.Spreadsheet
Object = dict[str, Any]
WHITE = {"red": 1, "green": 1, "blue": 1}
THEME = [
    {"colorType": "TEXT", "color": {"rgbColor": {}}},
    {"colorType": "BACKGROUND", "color": {"rgbColor": WHITE}},
    {
        "colorType": "ACCENT1",
        "color": {"rgbColor": {"red": 0.25882354, "green": 0.52156866, "blue": 0.95686275}},
    },
    {
        "colorType": "ACCENT2",
        "color": {"rgbColor": {"red": 0.91764706, "green": 0.2627451, "blue": 0.20784314}},
    },
    {
        "colorType": "ACCENT3",
        "color": {"rgbColor": {"red": 0.9843137, "green": 0.7372549, "blue": 0.015686275}},
    },
    {
        "colorType": "ACCENT4",
        "color": {"rgbColor": {"red": 0.20392157, "green": 0.65882355, "blue": 0.3254902}},
    },
    {
        "colorType": "ACCENT5",
        "color": {"rgbColor": {"red": 1, "green": 0.42745098, "blue": 0.003921569}},
    },
    {
        "colorType": "ACCENT6",
        "color": {"rgbColor": {"red": 0.27450982, "green": 0.7411765, "blue": 0.7764706}},
    },
    {
        "colorType": "LINK",
        "color": {"rgbColor": {"red": 0.06666667, "green": 0.33333334, "blue": 0.8}},
    },
]
FORMAT = {
    "backgroundColor": WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": WHITE},
}
BLOCK = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}


def test_a_new_spreadsheet(book: Book) -> None:
    assert ask(book, "get", "?includeGridData=false") == {
        "spreadsheetId": book.id,
        "properties": {
            "title": "Campaign",
            "locale": "en_US",
            "autoRecalc": "ON_CHANGE",
            "timeZone": "Etc/GMT",
            "defaultFormat": FORMAT,
            "spreadsheetTheme": {"primaryFontFamily": "Arial", "themeColors": THEME},
        },
        "sheets": [
            {
                "properties": {
                    "sheetId": 0,
                    "title": "Sheet1",
                    "index": 0,
                    "sheetType": "GRID",
                    "gridProperties": {"rowCount": 1000, "columnCount": 26},
                },
            },
        ],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
    }


def test_that_answer_is_as_long_as_the_recorded_one(google: gspread.Client) -> None:
    book = google.create("Copy of Test ClientTest ClientTest")
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}?includeGridData=false"
    answer = google.http_client.request("get", url)
    assert len(answer.content) == 3332
    assert answer.headers["Content-Type"] == "application/json; charset=UTF-8"
    assert answer.text.startswith('{\n  "spreadsheetId": ')


def test_a_created_and_a_copied_file(google: gspread.Client, book: Book) -> None:
    url = "https://www.googleapis.com/drive/v3/files"
    made = google.http_client.request("post", url, json={"name": "Test"}).json()
    copied = google.http_client.request("post", f"{url}/{made['id']}/copy").json()
    kind = {"kind": "drive#file", "mimeType": "application/vnd.google-apps.spreadsheet"}
    assert made == kind | {"id": made["id"], "name": "Test"}
    assert copied == kind | {"id": copied["id"], "name": "Copy of Test"}
    assert len({made["id"], copied["id"], book.id}) == 3


def test_a_deleted_file_answers_nothing(google: gspread.Client, book: Book) -> None:
    url = f"https://www.googleapis.com/drive/v3/files/{book.id}"
    answer = google.http_client.request("delete", url)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Content-Type"] == "text/html"


def test_times_of_a_file(book: Book) -> None:
    url = f"https://www.googleapis.com/drive/v3/files/{book.id}"
    params: Object = {"fields": "id,name,createdTime,modifiedTime"}
    answer = book.client.request("get", url, params=params).json()
    assert list(answer) == ["id", "name", "createdTime", "modifiedTime"]


def test_a_file_without_comments(book: Book) -> None:
    url = f"https://www.googleapis.com/drive/v3/files/{book.id}/comments"
    params: Object = {"fields": "comments/content,comments/anchor,nextPageToken"}
    assert book.client.request("get", url, params=params).json() == {"comments": []}


def test_clear(book: Book) -> None:
    assert ask(book, "post", "/values/%27Sheet1%27:clear") == {
        "spreadsheetId": book.id,
        "clearedRange": "Sheet1!A1:Z1000",
    }


def test_update(book: Book) -> None:
    body = {"values": [["A1"], ["A2"]], "majorDimension": None}
    answer = ask(book, "put", "/values/%27Sheet1%27%21A1%3AA2?valueInputOption=RAW", json=body)
    assert answer == {
        "spreadsheetId": book.id,
        "updatedRange": "Sheet1!A1:A2",
        "updatedRows": 2,
        "updatedColumns": 1,
        "updatedCells": 2,
    }


def test_update_of_more_than_is_sent(sheet: Sheet) -> None:
    answer = sheet.update([["a1", "B2"]], "A1:B2")
    assert answer["updatedRange"] == "Sheet1!A1:B1"


def test_append_to_an_empty_sheet_then_to_a_table(book: Book) -> None:
    path = "/values/%27Sheet1%27:append?valueInputOption=RAW&includeValuesInResponse=False"
    body = {"values": [["x 1", "", "x 3"]]}
    counts = {"updatedRows": 1, "updatedColumns": 3, "updatedCells": 3}
    updates = {"spreadsheetId": book.id, "updatedRange": "Sheet1!A1:C1"} | counts
    assert ask(book, "post", path, json=body) == {"spreadsheetId": book.id, "updates": updates}
    path = path.replace("Sheet1%27", "Sheet1%27%21A1")
    updates = updates | {"updatedRange": "Sheet1!A2:C2"}
    assert ask(book, "post", path, json=body) == {
        "spreadsheetId": book.id,
        "tableRange": "Sheet1!A1",
        "updates": updates,
    }
    assert ask(book, "get", "/values/%27Sheet1%27%21A2%3A2") == {
        "range": "Sheet1!A2:Z2",
        "majorDimension": "ROWS",
        "values": [["x 1", "", "x 3"]],
    }


def test_append_after_a_gap_shifts_to_the_right(sheet: Sheet) -> None:
    sheet.append_row(["x", "", "y"])
    answer = sheet.append_row(["x", "", "y"])
    assert answer["tableRange"] == "Sheet1!C1"
    assert answer["updates"]["updatedRange"] == "Sheet1!C2:E2"


def test_a_named_range(book: Book) -> None:
    request = {"addNamedRange": {"namedRange": {"name": "Test", "range": BLOCK | {"sheetId": 0}}}}
    answer = batch(book, request)
    key = answer["replies"][0]["addNamedRange"]["namedRange"]["namedRangeId"]
    named = {"namedRangeId": key, "name": "Test", "range": BLOCK}
    replies = [{"addNamedRange": {"namedRange": named}}]
    assert answer == {"spreadsheetId": book.id, "replies": replies}
    assert ask(book, "get", "?fields=namedRanges") == {"namedRanges": [named]}
    gone = batch(book, {"deleteNamedRange": {"namedRangeId": key}})
    assert gone == {"spreadsheetId": book.id, "replies": [{}]}
    assert ask(book, "get", "?fields=namedRanges") == {}


def test_a_note_under_both_kinds_of_mask(book: Book) -> None:
    path = "?ranges=%27Sheet1%27%21A1&fields=sheets%2Fdata%2FrowData%2Fvalues%2Fnote"
    book.sheet1.insert_note("A1", "This is a test note")
    found = {"sheets": [{"data": [{"rowData": [{"values": [{"note": "This is a test note"}]}]}]}]}
    assert ask(book, "get", path) == found
    assert ask(book, "get", path.replace("%2F", ".")) == found
    book.sheet1.clear_note("A1")
    assert ask(book, "get", path) == {"sheets": [{"data": [{}]}]}


def test_a_protected_range_lists_its_editors_only_later(book: Book) -> None:
    given: Object = {
        "range": BLOCK | {"sheetId": 0},
        "description": None,
        "warningOnly": False,
        "requestingUserCanEdit": False,
        "editors": {"users": [], "groups": []},
    }
    answer = batch(book, {"addProtectedRange": {"protectedRange": given}})
    reply = answer["replies"][0]["addProtectedRange"]["protectedRange"]
    key = reply["protectedRangeId"]
    shown = {"protectedRangeId": key, "range": BLOCK, "requestingUserCanEdit": True}
    assert reply == shown | {"editors": {}}
    found = ask(book, "get", "?includeGridData=false")["sheets"][0]["protectedRanges"]
    assert found == [shown | {"editors": {"users": ["owner@example.org"]}}]


def test_a_warning_lists_its_editors_too(sheet: Sheet) -> None:
    sheet.add_protected_range("A1:B2", warning_only=True)
    (found,) = sheet.spreadsheet.list_protected_ranges(0)
    assert found["warningOnly"] is True
    assert found["editors"] == {"users": ["owner@example.org"]}


def test_a_group_turns_its_control_to_the_other_side(book: Book) -> None:
    group = {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 2}, "depth": 1}
    answer = batch(book, {"addDimensionGroup": {"range": rows(0, 2)}})
    assert answer == {
        "spreadsheetId": book.id,
        "replies": [{"addDimensionGroup": {"dimensionGroups": [group]}}],
    }
    found = ask(book, "get", "?includeGridData=false")["sheets"][0]
    assert found["rowGroups"] == [group]
    assert found["properties"]["gridProperties"] == {
        "rowCount": 1000,
        "columnCount": 26,
        "rowGroupControlAfter": True,
    }


def test_an_added_sheet(book: Book) -> None:
    grid = {"rowCount": 2, "columnCount": 2}
    given = {"title": "you cannot see me", "sheetType": "GRID", "gridProperties": grid}
    answer = batch(book, {"addSheet": {"properties": given}})
    key = answer["replies"][0]["addSheet"]["properties"]["sheetId"]
    properties = {"sheetId": key, "title": "you cannot see me", "index": 1, "sheetType": "GRID"}
    assert answer == {
        "spreadsheetId": book.id,
        "replies": [{"addSheet": {"properties": properties | {"gridProperties": grid}}}],
    }


def test_a_copied_range_answers_an_empty_reply(book: Book) -> None:
    to = BLOCK | {"startColumnIndex": 2, "endColumnIndex": 4}
    paste = {"source": BLOCK, "destination": to, "pasteType": "PASTE_NORMAL"}
    assert batch(book, {"copyPaste": paste}) == {"spreadsheetId": book.id, "replies": [{}]}


def test_black_is_an_empty_colour(sheet: Sheet) -> None:
    sheet.format("A1", {"backgroundColor": {"red": 0, "green": 0, "blue": 0}})
    data = ask(sheet.spreadsheet, "get", "?fields=sheets.data.rowData.values.userEnteredFormat")
    found = data["sheets"][0]["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]
    assert found == {"backgroundColor": {}, "backgroundColorStyle": {"rgbColor": {}}}


def test_answer_without_spaces_when_asked(book: Book) -> None:
    path = "?fields=properties.title&prettyPrint="
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}{path}"
    found = [book.client.request("get", url + given).text for given in ("false", "true")]
    dense, pretty = (
        '{"properties":{"title":"Campaign"}}\n',
        ('{\n  "properties": {\n    "title": "Campaign"\n  }\n}\n'),
    )
    assert found == [dense, pretty]
