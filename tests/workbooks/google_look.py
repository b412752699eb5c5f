"""A tab made on the local server by requests of the look, read back in plain terms."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.tabs.model import FIRST_ROW
from sheets_sync.tabs.model import HEADING_ROW
from sheets_sync.workbooks.google import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    import gspread

    from sheets_sync.tabs.model import Tab

Object = dict[str, Any]
SHEET = 77


def make(
    book: gspread.Spreadsheet,
    tab: Tab,
    editors: Sequence[str] | None,
    rows: int = 10,
    sheet_id: int = SHEET,
) -> None:
    """Make a tab in one batch."""
    properties = look.sheet_properties(tab, sheet_id, rows)
    made: Object = {"addSheet": {"properties": properties}}
    book.batch_update({"requests": [made, *look.new_tab(tab, sheet_id, editors)]})


def sheet(book: gspread.Spreadsheet, sheet_id: int = SHEET) -> Object:
    """All the server knows of a sheet, cells included."""
    found = book.fetch_sheet_metadata({"includeGridData": "true"})["sheets"]
    return next(each for each in found if each["properties"]["sheetId"] == sheet_id)


def cell(found: Object, line: int, place: int) -> Object:
    """A cell, both counted from 1; {} when nothing is in it."""
    rows = found["data"][0]["rowData"]
    cells = rows[line - 1].get("values", []) if line <= len(rows) else []
    return dict(cells[place - 1]) if place <= len(cells) else {}


def columns(found: Object) -> list[Object]:
    """Sizes of the columns."""
    return [dict(each) for each in found["data"][0]["columnMetadata"]]


def hexed(style: Object) -> str:
    """A colour as ``RRGGBB``."""
    rgb = style["rgbColor"]
    return "".join(f"{round(255 * rgb.get(part, 0)):02X}" for part in ("red", "green", "blue"))


def plain(style: Object) -> Object:
    """A cell's format in plain terms: what both kinds of spreadsheet have."""
    text = style["textFormat"]
    return {
        "fill": hexed(style["backgroundColorStyle"]) if "backgroundColorStyle" in style else "",
        "ink": hexed(text["foregroundColorStyle"]),
        "font": (text["fontFamily"], text["fontSize"], text.get("bold", False)),
        "aligned": (style["horizontalAlignment"].lower(), style["verticalAlignment"].lower()),
        "wraps": style["wrapStrategy"] == "WRAP",
        "indented": max(style.get("padding", {}).get(side, 3) for side in ("left", "right")) > 3,
        "format": style.get("numberFormat", {}).get("pattern", ""),
        "lines": {
            side: (line["style"].lower(), hexed(line["colorStyle"]))
            for side, line in style["borders"].items()
        },
    }


def heading_look(found: Object, place: int) -> Object:
    """The look of a heading."""
    return plain(cell(found, HEADING_ROW, place)["userEnteredFormat"])


def cell_look(found: Object, place: int, line: int = FIRST_ROW) -> Object:
    """The look of the cells of a column."""
    return plain(cell(found, line, place)["userEnteredFormat"])


def choices(found: Object, place: int, line: int = FIRST_ROW) -> tuple[list[str], bool] | None:
    """What may be chosen in a column, and whether nothing else may be typed."""
    rule = cell(found, line, place).get("dataValidation")
    if rule is None:
        return None
    assert rule["condition"]["type"] == "ONE_OF_LIST"
    values = [each["userEnteredValue"] for each in rule["condition"]["values"]]
    return values, rule.get("strict", False)


def colours(found: Object) -> list[tuple[str, str, str, str, list[tuple[int, int | None]]]]:
    """Conditions, values, fills, inks, and the columns (from 0) that each is for."""
    return [
        (
            rule["booleanRule"]["condition"]["type"],
            rule["booleanRule"]["condition"]["values"][0]["userEnteredValue"],
            hexed(rule["booleanRule"]["format"]["backgroundColorStyle"]),
            hexed(rule["booleanRule"]["format"]["textFormat"]["foregroundColorStyle"]),
            [(area["startRowIndex"], area.get("startColumnIndex")) for area in rule["ranges"]],
        )
        for rule in found.get("conditionalFormats", [])
    ]


def protections(found: Object) -> list[Object]:
    """Protected ranges without their ids."""
    left_out = {"protectedRangeId", "requestingUserCanEdit"}
    return [
        {name: value for name, value in each.items() if name not in left_out}
        for each in found.get("protectedRanges", [])
    ]
