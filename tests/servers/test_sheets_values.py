"""Reading and writing values through gspread."""

from __future__ import annotations

import gspread
import pytest
from gspread.utils import Dimension
from gspread.utils import InsertDataOption
from gspread.utils import ValueInputOption
from gspread.utils import ValueRenderOption

from tests.servers.asking import said

Sheet = gspread.Worksheet
TABLE = [["A1", "B1", "", "D1"], ["", "b2", "", ""], ["", "", "", ""], ["A4", "B4", "", "D4"]]


def test_get_cuts_trailing_empty_cells_and_rows(sheet: Sheet) -> None:
    sheet.update(TABLE, "A1")
    assert sheet.get("A1:D6") == [["A1", "B1", "", "D1"], ["", "b2"], [], ["A4", "B4", "", "D4"]]


def test_get_an_empty_range_has_no_values(book: gspread.Spreadsheet) -> None:
    answer = book.values_get("Sheet1!B2:C3")
    assert answer == {"range": "Sheet1!B2:C3", "majorDimension": "ROWS"}


@pytest.mark.parametrize(
    ("asked", "echoed"),
    [
        ("Sheet1", "Sheet1!A1:Z1000"),
        ("'Sheet1'!A1:A", "Sheet1!A1:A1000"),
        ("Sheet1!D4:A1", "Sheet1!A1:D4"),
        ("Sheet1!A1:1", "Sheet1!A1:Z1"),
        ("Sheet1!B:C", "Sheet1!B1:C1000"),
        ("Sheet1!2:3", "Sheet1!A2:Z3"),
        ("Sheet1!B2", "Sheet1!B2"),
        ("sheet1!$B$2:C$3", "Sheet1!B2:C3"),
        ("B2:ZZ2000", "Sheet1!B2:Z1000"),
    ],
)
def test_range_is_echoed_whole_and_clipped(
    book: gspread.Spreadsheet, asked: str, echoed: str
) -> None:
    assert book.values_get(asked)["range"] == echoed


def quoted(title: str) -> str:
    """A title as it may always stand before the ``!``."""
    escaped = title.replace("'", "''")
    return f"'{escaped}'"


@pytest.mark.parametrize(
    ("title", "echoed"),
    [
        ("Jury", "Jury!A1:B2"),
        ("Jury_2", "Jury_2!A1:B2"),
        ("Jury 2", "'Jury 2'!A1:B2"),
        ("D3", "'D3'!A1:B2"),
        ("R1C1", "'R1C1'!A1:B2"),
        ("2026", "'2026'!A1:B2"),
        ("L’été", "'L’été'!A1:B2"),
        ("it's", "'it''s'!A1:B2"),
        ("a/b:c!d", "'a/b:c!d'!A1:B2"),
    ],
)
def test_title_is_quoted_when_it_is_not_plain(
    book: gspread.Spreadsheet, title: str, echoed: str
) -> None:
    sheet = book.add_worksheet(title, 2, 2)
    assert book.values_get(f"{quoted(title)}!A1:B2")["range"] == echoed
    assert sheet.get("A1:B2") == [[]]


def test_a_title_like_a_cell_still_reads_the_sheet(sheet: Sheet) -> None:
    sheet.update_title("D3")
    sheet.update(TABLE, "A1")
    assert sheet.get_all_values() == TABLE


def test_batch_get_keeps_the_order_of_ranges(sheet: Sheet) -> None:
    sheet.update(TABLE, "A1")
    first, second = sheet.batch_get(["A1:B1", "B4:D4"])
    assert (first, first.range) == ([["A1", "B1"]], "Sheet1!A1:B1")
    assert (second, second.range) == ([["B4", "", "D4"]], "Sheet1!B4:D4")


def test_columns_first_turns_the_values(sheet: Sheet) -> None:
    sheet.update(TABLE, "A1")
    assert sheet.get("A1:D4", major_dimension=Dimension.cols) == [
        ["A1", "", "", "A4"],
        ["B1", "b2", "", "B4"],
        [],
        ["D1", "", "", "D4"],
    ]


def test_update_by_columns_writes_columns(sheet: Sheet) -> None:
    answer = sheet.update([["a", "b"], ["c"]], "B2", major_dimension=Dimension.cols)
    assert answer["updatedRange"] == "Sheet1!B2:C3"
    assert sheet.get_all_values() == [["", "", ""], ["", "a", "c"], ["", "b", ""]]


def test_update_leaves_what_is_none_and_empties_what_is_blank(sheet: Sheet) -> None:
    sheet.update([["a", "b", "c"]], "A1")
    sheet.update([[None, "", "d"]], "A1")
    assert sheet.get("A1:C1") == [["a", "", "d"]]


def test_update_answers_with_values_when_asked(sheet: Sheet) -> None:
    answer = sheet.update([["01", 2]], "A1", include_values_in_response=True)
    assert answer["updatedData"] == {
        "range": "Sheet1!A1:B1",
        "majorDimension": "ROWS",
        "values": [["01", "2"]],
    }


def test_raw_keeps_texts_as_they_are(sheet: Sheet) -> None:
    texts = ["=1+1", "01", "1,5", "2020-01-01", "TRUE", "'quoted", "+33 1", "@x", " spaces "]
    sheet.update([texts], "A1")
    assert sheet.get("A1:I1", value_render_option=ValueRenderOption.unformatted) == [texts]
    assert sheet.get("A1:I1", value_render_option=ValueRenderOption.formula) == [texts]


def test_raw_keeps_numbers_and_truths(sheet: Sheet) -> None:
    sheet.update([[1, 1.5, True, False]], "A1")
    assert sheet.get("A1:D1") == [["1", "1.5", "TRUE", "FALSE"]]
    values = sheet.get("A1:D1", value_render_option=ValueRenderOption.unformatted)
    assert values == [[1, 1.5, True, False]]


def test_renderings_of_formulas_and_dates(sheet: Sheet) -> None:
    typed = [["=4/2", "2020-01-01", "string", 53], ["=3/2", 0.12, "1999-01-02", ""]]
    sheet.update(typed, "A1", value_input_option=ValueInputOption.user_entered)
    assert sheet.get("A1:D2") == [
        ["2", "2020-01-01", "string", "53"],
        ["1.5", "0.12", "1999-01-02"],
    ]
    unformatted = sheet.get("A1:D2", value_render_option=ValueRenderOption.unformatted)
    assert unformatted == [[2, 43831, "string", 53], [1.5, 0.12, 36162]]
    formula = sheet.get("A1:D2", value_render_option=ValueRenderOption.formula)
    assert formula == [["=4/2", 43831, "string", 53], ["=3/2", 0.12, 36162]]


def test_dates_as_texts_only_matter_without_format(book: gspread.Spreadsheet) -> None:
    book.sheet1.update([["2020-01-01"]], "A1", value_input_option=ValueInputOption.user_entered)
    found = {
        option: book.values_get(
            "A1", {"valueRenderOption": option, "dateTimeRenderOption": "FORMATTED_STRING"}
        )["values"]
        for option in ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")
    }
    assert found == {
        "FORMATTED_VALUE": [["2020-01-01"]],
        "UNFORMATTED_VALUE": [["2020-01-01"]],
        "FORMULA": [[43831]],
    }


def test_update_acell_and_cell_are_typed(sheet: Sheet) -> None:
    sheet.update_acell("A1", "0042")
    sheet.update_cell(1, 2, 42.01)
    assert (sheet.acell("A1").value, sheet.cell(1, 2).value) == ("42", "42.01")


def test_update_cells_of_several_places(sheet: Sheet) -> None:
    cells = [gspread.Cell(1, 2, "b1\nline"), gspread.Cell(3, 1, "a3")]
    sheet.update_cells(cells)
    assert sheet.get_all_values() == [["", "b1\nline"], ["", ""], ["a3", ""]]


def test_batch_update_writes_all_ranges(sheet: Sheet) -> None:
    answer = sheet.batch_update(
        [{"range": "A1:B1", "values": [["a", "b"]]}, {"range": "A4", "values": [["c"]]}]
    )
    del answer["spreadsheetId"]
    for one in answer["responses"]:
        del one["spreadsheetId"]
    assert answer == {
        "totalUpdatedRows": 2,
        "totalUpdatedColumns": 2,
        "totalUpdatedCells": 3,
        "totalUpdatedSheets": 1,
        "responses": [
            {
                "updatedRange": "Sheet1!A1:B1",
                "updatedRows": 1,
                "updatedColumns": 2,
                "updatedCells": 2,
            },
            {"updatedRange": "Sheet1!A4", "updatedRows": 1, "updatedColumns": 1, "updatedCells": 1},
        ],
    }


def test_batch_update_with_a_bad_range_writes_nothing(sheet: Sheet) -> None:
    data = [{"range": "A1", "values": [["x"]]}, {"range": "A1:B1", "values": [["a", "b", "c"]]}]
    assert said(lambda: sheet.batch_update(data)) == (
        400,
        "Invalid data[1]: Requested writing within range [Sheet1!A1:B1], "
        "but tried writing to column [C]",
    )
    assert sheet.get_all_values() == [[]]


def test_append_goes_below_the_last_table(sheet: Sheet) -> None:
    sheet.update([["a", "b"], ["1", "2"]], "A1")
    sheet.update([["k"], ["v"]], "D4")
    answer = sheet.append_row(["n"])
    assert (answer["tableRange"], answer["updates"]["updatedRange"]) == (
        "Sheet1!D4:D5",
        "Sheet1!D6",
    )
    answer = sheet.append_row(["3", "4"], table_range="A1")
    assert (answer["tableRange"], answer["updates"]["updatedRange"]) == (
        "Sheet1!A1:B2",
        "Sheet1!A3:B3",
    )


def test_append_chooses_the_table_that_ends_last(sheet: Sheet) -> None:
    sheet.update([["a"]] * 5, "A1")
    sheet.update([["k"], ["v"]], "D2")
    assert sheet.append_row(["n"])["tableRange"] == "Sheet1!A1:A5"


def test_append_overwrites_or_inserts_rows(sheet: Sheet) -> None:
    sheet.update([["a"], [""], ["note"]], "A1")
    sheet.append_rows(
        [["b"], ["c"]], table_range="A1", insert_data_option=InsertDataOption.insert_rows
    )
    assert sheet.col_values(1) == ["a", "b", "c", "", "note"]
    sheet.append_rows([["d"], ["e"]], table_range="A1")
    assert sheet.col_values(1) == ["a", "b", "c", "d", "e"]


def test_append_at_the_end_of_the_grid_makes_room(book: gspread.Spreadsheet) -> None:
    sheet = book.add_worksheet("Small", 1, 1)
    sheet.append_row(["a"])
    sheet.append_rows([["b", "c"], ["d"]])
    small = book.worksheet("Small")
    assert (small.row_count, small.col_count) == (3, 2)
    assert small.get_all_values() == [["a", ""], ["b", "c"], ["d", ""]]


def test_append_puts_a_diagonal_neighbour_into_the_table(sheet: Sheet) -> None:
    sheet.update([["a", ""], ["", "b"]], "A1")
    assert sheet.append_row(["c"])["updates"]["updatedRange"] == "Sheet1!A3"


def test_clear_keeps_formats(sheet: Sheet) -> None:
    sheet.update([["a"]], "A1")
    sheet.format("A1", {"textFormat": {"bold": True}})
    sheet.clear()
    assert sheet.get_all_values() == [[]]
    data = sheet.spreadsheet.fetch_sheet_metadata({"fields": "sheets.data.rowData"})
    cell = data["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    assert cell["userEnteredFormat"] == {"textFormat": {"bold": True}}


def test_batch_clear_empties_only_its_ranges(sheet: Sheet) -> None:
    sheet.update([["a", "b", "c"], ["d", "e", "f"]], "A1")
    answer = sheet.batch_clear(["A1:B1", "C2:E2"])
    assert answer["clearedRanges"] == ["Sheet1!A1:B1", "Sheet1!C2:E2"]
    assert sheet.get_all_values() == [["", "", "c"], ["d", "e", ""]]


def test_find_and_records_read_what_was_written(sheet: Sheet) -> None:
    sheet.update([["name", "level"], ["Lille", 3], ["Brest", 1]], "A1")
    found = sheet.find("Brest")
    assert found is not None
    assert found.address == "A3"
    assert sheet.get_all_records() == [{"name": "Lille", "level": 3}, {"name": "Brest", "level": 1}]


def test_named_range_can_be_read_by_name(sheet: Sheet) -> None:
    sheet.update([["a", "b"]], "B2")
    sheet.define_named_range("B2:C2", "Answers")
    answer = sheet.spreadsheet.values_get("Answers")
    assert (answer["range"], answer["values"]) == ("Sheet1!B2:C2", [["a", "b"]])
