"""gspread's worksheet methods that change structure, looks and rules."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
from gspread.utils import MergeType
from gspread.utils import PasteType
from gspread.utils import ValidationConditionType
from gspread.utils import ValueRenderOption

from tests.servers.asking import said

Sheet = gspread.Worksheet
Object = dict[str, Any]


def properties(sheet: Sheet) -> Object:
    """Metadata of a sheet, read again."""
    sheets = sheet.spreadsheet.fetch_sheet_metadata()["sheets"]
    found: Object = next(one for one in sheets if one["properties"]["sheetId"] == sheet.id)
    return found


def cells(sheet: Sheet, cell: str, field: str) -> Any:  # noqa: ANN401  # JSON
    """One field of a cell."""
    mask = f"sheets.data.rowData.values.{field}"
    params: Object = {"ranges": f"'{sheet.title}'!{cell}", "fields": mask}
    data = sheet.spreadsheet.fetch_sheet_metadata(params)["sheets"][0]["data"][0]
    return data["rowData"][0]["values"][0].get(field) if "rowData" in data else None


def test_resize_changes_the_grid(sheet: Sheet) -> None:
    sheet.resize(4, 3)
    sheet.add_rows(2)
    sheet.add_cols(1)
    grid = properties(sheet)["properties"]["gridProperties"]
    assert grid == {"rowCount": 6, "columnCount": 4}


def test_resize_drops_what_lies_beyond(sheet: Sheet) -> None:
    sheet.update([["a", "b"], ["c", "d"]], "A1")
    sheet.resize(1, 1)
    sheet.resize(2, 2)
    assert sheet.get_all_values() == [["a"]]


def test_insert_row_moves_the_others_down(sheet: Sheet) -> None:
    sheet.update([["a"], ["b"]], "A1")
    sheet.insert_row(["new"], 2)
    assert sheet.col_values(1) == ["a", "new", "b"]


def test_insert_rows_moves_formulas_with_their_references(sheet: Sheet) -> None:
    sheet.update([[1], [2], ["=A1+A2"]], "A1", raw=False)
    sheet.insert_row(["x"], 2)
    formula = sheet.acell("A4", value_render_option=ValueRenderOption.formula).value
    assert (formula, sheet.acell("A4").value) == ("=A1+A3", "3")


def test_insert_cols_moves_the_others_right(sheet: Sheet) -> None:
    sheet.update([["a", "b"]], "A1")
    sheet.insert_cols([["new"]], 2)
    assert sheet.row_values(1) == ["a", "new", "b"]


def test_delete_rows_and_columns(sheet: Sheet) -> None:
    sheet.update([["a", "b"], ["c", "d"], ["e", "f"]], "A1")
    sheet.delete_rows(2)
    sheet.delete_columns(1)
    assert sheet.get_all_values() == [["b"], ["f"]]


def test_sort_orders_rows_by_columns(sheet: Sheet) -> None:
    rows: list[list[Any]] = [["Fox", 2], ["ant", 10], ["", 3], ["Bee", 2]]
    sheet.update(rows, "A1")
    sheet.sort((2, "des"), (1, "asc"), range="A1:B4")
    assert sheet.get_all_values() == [["ant", "10"], ["", "3"], ["Bee", "2"], ["Fox", "2"]]
    sheet.sort((1, "des"), range="A1:B4")
    assert sheet.col_values(1) == ["Fox", "Bee", "ant"]


def test_freeze_shows_in_the_properties(sheet: Sheet) -> None:
    sheet.freeze(rows=2, cols=1)
    grid = properties(sheet)["properties"]["gridProperties"]
    assert (grid["frozenRowCount"], grid["frozenColumnCount"]) == (2, 1)
    sheet.freeze(0, 0)
    assert properties(sheet)["properties"]["gridProperties"] == {
        "rowCount": 1000,
        "columnCount": 26,
    }


def test_tab_colour_comes_in_both_forms(sheet: Sheet) -> None:
    sheet.update_tab_color("#ff0000")
    found = properties(sheet)["properties"]
    assert (found["tabColor"], found["tabColorStyle"]) == ({"red": 1}, {"rgbColor": {"red": 1}})
    sheet.clear_tab_color()
    assert "tabColor" not in properties(sheet)["properties"]


def test_hide_and_show(book: gspread.Spreadsheet) -> None:
    sheet = book.add_worksheet("Hidden", 2, 2)
    sheet.hide()
    assert properties(sheet)["properties"]["hidden"] is True
    sheet.show()
    assert "hidden" not in properties(sheet)["properties"]


def test_gridlines_can_be_hidden(sheet: Sheet) -> None:
    sheet.hide_gridlines()
    assert properties(sheet)["properties"]["gridProperties"]["hideGridlines"] is True
    sheet.show_gridlines()
    assert "hideGridlines" not in properties(sheet)["properties"]["gridProperties"]


def test_hidden_rows_and_columns_show_in_their_metadata(sheet: Sheet) -> None:
    sheet.hide_columns(0, 1)
    sheet.hide_rows(1, 2)
    mask: Object = {"fields": "sheets.data(rowMetadata,columnMetadata)"}
    data = sheet.spreadsheet.fetch_sheet_metadata(mask)["sheets"][0]["data"][0]
    assert data["columnMetadata"][:2] == [
        {"pixelSize": 100, "hiddenByUser": True},
        {"pixelSize": 100},
    ]
    assert data["rowMetadata"][:2] == [{"pixelSize": 21}, {"pixelSize": 21, "hiddenByUser": True}]
    sheet.unhide_columns(0, 1)
    sheet.unhide_rows(1, 2)
    data = sheet.spreadsheet.fetch_sheet_metadata(mask)["sheets"][0]["data"][0]
    assert (data["columnMetadata"][0], data["rowMetadata"][1]) == (
        {"pixelSize": 100},
        {"pixelSize": 21},
    )


def test_columns_grow_with_their_texts(sheet: Sheet) -> None:
    sheet.update_acell("A1", "A" * 1024)
    sheet.columns_auto_resize(0, 1)
    mask: Object = {"fields": "sheets.data.columnMetadata"}
    data = sheet.spreadsheet.fetch_sheet_metadata(mask)["sheets"][0]["data"][0]
    assert data["columnMetadata"][0]["pixelSize"] > data["columnMetadata"][1]["pixelSize"]


def test_groups_nest_and_go(sheet: Sheet) -> None:
    sheet.add_dimension_group_columns(0, 4)
    sheet.add_dimension_group_columns(1, 2)
    found = [
        (one["range"]["startIndex"], one["depth"]) for one in sheet.list_dimension_group_columns()
    ]
    assert found == [(0, 1), (1, 2)]
    sheet.delete_dimension_group_columns(1, 2)
    sheet.delete_dimension_group_columns(0, 4)
    assert sheet.list_dimension_group_columns() == []


def test_basic_filter_covers_its_range(sheet: Sheet) -> None:
    sheet.resize(20, 20)
    sheet.set_basic_filter()
    assert properties(sheet)["basicFilter"]["range"] == {
        "startRowIndex": 0,
        "endRowIndex": 20,
        "startColumnIndex": 0,
        "endColumnIndex": 20,
    }
    sheet.set_basic_filter("B1:C2")
    assert properties(sheet)["basicFilter"]["range"]["startColumnIndex"] == 1
    sheet.clear_basic_filter()
    assert "basicFilter" not in properties(sheet)


def test_merges_are_listed_and_replaced(sheet: Sheet) -> None:
    sheet.update([[42, 43], [43, 44]], "A1:B2")
    sheet.merge_cells("A1:B2", merge_type=MergeType.merge_rows)
    assert len(properties(sheet)["merges"]) == 2
    sheet.merge_cells("A1:B2")
    assert properties(sheet)["merges"] == [
        {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2},
    ]
    assert sheet.get_all_values() == [["42"]]
    sheet.unmerge_cells("A1:B2")
    assert "merges" not in properties(sheet)


def test_merged_values_are_combined_by_gspread(sheet: Sheet) -> None:
    sheet.update([["top", "", "x"], ["", "", "y"]], "A1:C2")
    sheet.merge_cells("A1:B2")
    assert sheet.get("A1:C2", combine_merged_cells=True) == [
        ["top", "top", "x"],
        ["top", "top", "y"],
    ]


def test_format_is_kept_with_both_forms_of_colours(sheet: Sheet) -> None:
    wanted: Object = {
        "backgroundColor": {"green": 1, "blue": 1},
        "horizontalAlignment": "CENTER",
        "textFormat": {"foregroundColor": {"red": 1, "green": 1}, "fontSize": 12, "bold": True},
    }
    sheet.format("A2:B2", wanted)
    text = wanted["textFormat"] | {"foregroundColorStyle": {"rgbColor": {"red": 1, "green": 1}}}
    style = {"backgroundColorStyle": {"rgbColor": {"green": 1, "blue": 1}}}
    assert cells(sheet, "A2", "userEnteredFormat") == wanted | {"textFormat": text} | style


def test_format_of_one_field_leaves_the_others(sheet: Sheet) -> None:
    sheet.format("A1", {"textFormat": {"bold": True}})
    sheet.format("A1", {"textFormat": {"italic": True}, "wrapStrategy": "WRAP"})
    assert cells(sheet, "A1", "userEnteredFormat") == {
        "textFormat": {"italic": True},
        "wrapStrategy": "WRAP",
    }


def test_notes_are_written_read_and_cleared(sheet: Sheet) -> None:
    assert sheet.get_note("A1") == ""
    sheet.insert_notes({"A1": "read me", "B2": "don’t"})
    assert sheet.get_notes() == [["read me"], ["", "don’t"]]
    sheet.update_note("A1", "again")
    sheet.clear_notes(["B2"])
    assert (sheet.get_note("A1"), sheet.get_note("B2")) == ("again", "")


def test_validation_is_kept_but_does_not_bind_the_api(sheet: Sheet) -> None:
    sheet.add_validation("A1", ValidationConditionType.one_of_list, ["yes", "no"], strict=True)
    assert cells(sheet, "A1", "dataValidation") == {
        "condition": {
            "type": "ONE_OF_LIST",
            "values": [{"userEnteredValue": "yes"}, {"userEnteredValue": "no"}],
        },
        "strict": True,
    }
    sheet.update([["maybe"]], "A1")
    assert sheet.acell("A1").value == "maybe"


def test_copy_and_cut_move_values(sheet: Sheet) -> None:
    sheet.update([["A1"], ["A2"]], "A1:A2")
    sheet.copy_range("A1:A2", "B1:B2")
    sheet.cut_range("A1:A2", "C1")
    assert sheet.get_all_values() == [["", "A1", "A1"], ["", "A2", "A2"]]


def test_copy_of_a_formula_moves_its_references(sheet: Sheet) -> None:
    sheet.update([[1, "=A1*2"], [5]], "A1", raw=False)
    sheet.copy_range("B1", "B2")
    sheet.copy_range("B1", "C1", paste_type=PasteType.values)
    assert sheet.get_all_values() == [["1", "2", "2"], ["5", "10", ""]]


def test_copy_to_another_spreadsheet(google: gspread.Client, sheet: Sheet) -> None:
    sheet.update([["a"]], "A1")
    other = google.create("Other")
    answer = sheet.copy_to(other.id)
    assert answer["title"] == "Copy of Sheet1"
    assert other.worksheet("Copy of Sheet1").get_all_values() == [["a"]]


def test_named_ranges_come_and_go(sheet: Sheet) -> None:
    answer = sheet.define_named_range("A1:B2", "Answers")
    key = answer["replies"][0]["addNamedRange"]["namedRange"]["namedRangeId"]
    assert [one["name"] for one in sheet.spreadsheet.list_named_ranges()] == ["Answers"]
    sheet.delete_named_range(key)
    assert sheet.spreadsheet.fetch_sheet_metadata({"fields": "namedRanges"}) == {}


def test_protected_ranges_are_listed_and_deleted(sheet: Sheet) -> None:
    sheet.add_protected_range("A1:B2", ["owner@example.org"], description="managed")
    (found,) = sheet.spreadsheet.list_protected_ranges(sheet.id)
    assert (found["description"], found["editors"]) == ("managed", {"users": ["owner@example.org"]})
    sheet.delete_protected_range(found["protectedRangeId"])
    assert sheet.spreadsheet.list_protected_ranges(sheet.id) == []


def test_title_can_be_changed_but_not_to_one_that_is_taken(book: gspread.Spreadsheet) -> None:
    sheet = book.add_worksheet("Other", 1, 1)
    sheet.update_title("Renamed")
    assert book.worksheet("Renamed").id == sheet.id
    assert said(lambda: sheet.update_title("sheet1")) == (
        400,
        'Invalid requests[0].updateSheetProperties: A sheet with the name "sheet1" already exists. '
        "Please enter another name.",
    )


def test_rows_that_inherit_take_the_format_before(sheet: Sheet) -> None:
    sheet.update([["a"], ["b"]], "A1")
    sheet.format("A1", {"textFormat": {"bold": True}})
    sheet.insert_rows([["x"]], 2, inherit_from_before=True)
    assert cells(sheet, "A2", "userEnteredFormat") == {"textFormat": {"bold": True}}


@pytest.mark.parametrize("method", ["row_values", "col_values"])
def test_an_empty_row_or_column_has_no_values(sheet: Sheet, method: str) -> None:
    assert getattr(sheet, method)(1) == []
