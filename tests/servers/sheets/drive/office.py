"""A spreadsheet as .xlsx: values and formulas, formats, sizes, lists, colours by value, notes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Target
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment
from openpyxl.styles import Border
from openpyxl.styles import Font
from openpyxl.styles import PatternFill
from openpyxl.styles import Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tests.servers.sheets.areas import ROWS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.servers.sheets.areas import Area
    from tests.servers.sheets.cells import Cell
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.sheet import Sheet

Object = dict[str, Any]
DIGIT = 7  # pixels of a width of one
POINT = 0.75  # points of a pixel
LINES: dict[str, Literal["thin", "medium", "thick", "dotted", "dashed", "double"]] = {
    "SOLID": "thin",
    "SOLID_MEDIUM": "medium",
    "SOLID_THICK": "thick",
    "DOTTED": "dotted",
    "DASHED": "dashed",
    "DOUBLE": "double",
}


def exported(document: Document) -> bytes:
    """The whole spreadsheet."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for sheet in document.sheets:
        page: Worksheet = book.create_sheet(sheet.title)
        for row, column, cell in sheet.grid.cells():
            target = page.cell(row + 1, column + 1)
            assert isinstance(target, Target)  # nothing is merged in a new page
            written(target, cell)
        sized(page, sheet)
        lists(page, sheet)
        colours(page, sheet)
        viewed(page, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def written(target: Target, cell: Cell) -> None:
    """A cell with its format and its note."""
    value = cell.formula or cell.value
    if value is not None:
        target.value = value
        if isinstance(cell.value, str):
            target.data_type = "s"
    if cell.note:
        target.comment = Comment(cell.note, "")
    if cell.format:
        formatted(target, cell.format)


def formatted(target: Target, given: Object) -> None:
    """The format of a cell, as far as .xlsx has it."""
    text = given.get("textFormat", {})
    target.font = Font(
        name=text.get("fontFamily", "Arial"),
        size=text.get("fontSize", 10),
        bold=text.get("bold", False),
        italic=text.get("italic", False),
        color=rgb(text.get("foregroundColor", {})),
    )
    if "backgroundColor" in given:
        target.fill = PatternFill("solid", fgColor=rgb(given["backgroundColor"]))
    upright = given.get("verticalAlignment", "BOTTOM").lower()
    target.alignment = Alignment(
        horizontal=given.get("horizontalAlignment", "").lower() or None,
        vertical="center" if upright == "middle" else upright,
        wrap_text=given.get("wrapStrategy") == "WRAP",
        indent=given.get("padding", {}).get("left", 3) // 9,
    )
    lines = Border()
    for side, line in given.get("borders", {}).items():
        if line.get("style") in LINES:
            setattr(lines, side, Side(LINES[line["style"]], rgb(line.get("color", {}))))
    target.border = lines
    target.number_format = given.get("numberFormat", {}).get("pattern") or "General"


def rgb(colour: Object) -> str:
    """A colour as ``RRGGBB``."""
    return "".join(f"{round(255 * colour.get(part, 0)):02X}" for part in ("red", "green", "blue"))


def sized(page: Worksheet, sheet: Sheet) -> None:
    """Widths, heights, and what is hidden."""
    for index, own in sheet.dimensions["COLUMNS"].items():
        column = page.column_dimensions[get_column_letter(index + 1)]
        column.width = own.get("pixelSize", 100) / DIGIT
        column.hidden = own.get("hiddenByUser", False)
    for index, own in sheet.dimensions[ROWS].items():
        row = page.row_dimensions[index + 1]
        row.hidden = own.get("hiddenByUser", False)
        if "pixelSize" in own:
            row.height = own["pixelSize"] * POINT


def lists(page: Worksheet, sheet: Sheet) -> None:
    """Lists of choices short enough to stand in a rule."""
    rules: dict[tuple[str, bool], DataValidation] = {}
    for row, column, cell in sheet.grid.cells():
        rule = cell.validation or {}
        if rule.get("condition", {}).get("type") != "ONE_OF_LIST":
            continue
        items = ",".join(each["userEnteredValue"] for each in rule["condition"]["values"])
        key = items[:255], rule.get("strict", False)
        if key not in rules:
            rules[key] = DataValidation(type="list", formula1=f'"{key[0]}"')
            rules[key].errorStyle = "stop" if key[1] else "warning"
            page.add_data_validation(rules[key])
        rules[key].add(f"{get_column_letter(column + 1)}{row + 1}")


def colours(page: Worksheet, sheet: Sheet) -> None:
    """Conditional formats that compare with one text or one number."""
    for zone in sheet.conditions:
        rule = zone.body.get("booleanRule", {})
        kind = rule.get("condition", {}).get("type")
        if kind not in {"TEXT_EQ", "NUMBER_EQ"}:
            continue
        value = rule["condition"]["values"][0]["userEnteredValue"].replace('"', '""')
        found = CellIsRule(  # type: ignore[no-untyped-call] # typed but for its arguments
            operator="equal",
            formula=[f'"{value}"' if kind == "TEXT_EQ" else value],
            fill=PatternFill("solid", bgColor=rgb(rule["format"].get("backgroundColor", {}))),
            font=Font(color=rgb(rule["format"].get("textFormat", {}).get("foregroundColor", {}))),
        )
        for area in zone.areas:
            page.conditional_formatting.add(cells(sheet, area), found)


def cells(sheet: Sheet, area: Area) -> str:
    """An area as A1."""
    top, bottom, left, right = sheet.box(area)
    return f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right)}{bottom}"


def viewed(page: Worksheet, sheet: Sheet) -> None:
    """Frozen parts, colour of the tab, filter, whether it shows."""
    frozen = sheet.size.get("frozenRowCount", 0), sheet.size.get("frozenColumnCount", 0)
    if any(frozen):
        page.freeze_panes = f"{get_column_letter(frozen[1] + 1)}{frozen[0] + 1}"
    if "tabColor" in sheet.properties:
        page.sheet_properties.tabColor = rgb(sheet.properties["tabColor"])
    if sheet.filter:
        page.auto_filter.ref = cells(sheet, sheet.filter.areas[0])
    if sheet.properties.get("hidden"):
        page.sheet_state = "hidden"
