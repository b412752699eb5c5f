"""An empty managed tab, made by openpyxl in a workbook of its own."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from typing import NamedTuple
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment
from openpyxl.styles import Border
from openpyxl.styles import Font
from openpyxl.styles import PatternFill
from openpyxl.styles import Protection
from openpyxl.styles import Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension

from reports.disk import check_room
from reports.disk import drafting
from sheets_sync.tabs import look
from sheets_sync.tabs.heights import heading_height
from sheets_sync.tabs.model import FIRST_ROW
from sheets_sync.tabs.model import HEADING_ROW
from sheets_sync.tabs.model import IDENTITY_ROW
from sheets_sync.tabs.model import Owner
from sheets_sync.workbooks.xlsx.refs import LAST_COLUMN
from sheets_sync.workbooks.xlsx.refs import LAST_ROW

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from sheets_sync.tabs.model import Column
    from sheets_sync.tabs.model import Tab

_INLINE = 255
_TITLE = 32


class Blank(NamedTuple):
    """The parts of an empty tab: its sheet, and the styles that its numbers mean."""

    sheet: bytes
    styles: bytes


def blank(tab: Tab, choices: Callable[[Sequence[str]], str]) -> Blank:
    """An empty tab; ``choices`` gives the range that holds a list too long for a rule."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = tab.title
    marks = look.alternates([column.group for column in tab.columns])
    _greying(sheet, tab)
    for index, (column, alternate) in enumerate(zip(tab.columns, marks, strict=True), start=1):
        _column(sheet, tab, index, column, alternate=alternate)
        _rules(sheet, index, column, choices)
    _view(sheet, tab)
    _paper(sheet, tab)
    _protection(sheet, tab)
    with ZipFile(BytesIO(file_of(workbook))) as parts:
        return Blank(parts.read("xl/worksheets/sheet1.xml"), parts.read("xl/styles.xml"))


def file_of(workbook: Workbook) -> bytes:
    """The file of a workbook, whose sheets openpyxl writes to temporary files first."""
    file = BytesIO()
    check_room()  # where it fails half-way, it leaves words of its own on the terminal
    with drafting():
        workbook.save(file)
    return file.getvalue()


def _column(sheet: Worksheet, tab: Tab, index: int, column: Column, *, alternate: bool) -> None:
    identity = sheet.cell(IDENTITY_ROW, index, tab.identity(column.id))
    identity.data_type = "s"
    identity.font = Font(name=look.FONT, size=look.SIZE, color=look.CELL_LINE)
    heading = sheet.cell(HEADING_ROW, index, column.heading)
    heading.data_type = "s"
    _heading(heading, column, alternate=alternate)
    dimension = sheet.column_dimensions[get_column_letter(index)]
    dimension.width = column.width
    dimension.hidden = column.hidden
    _cells(dimension, column)


def _heading(cell: Cell, column: Column, *, alternate: bool) -> None:
    shade = look.SHADES[column.owner]
    fill = shade.heading_alternate if alternate else shade.heading
    cell.font = Font(name=look.FONT, size=look.SIZE, bold=True, color=look.INK)
    cell.fill = PatternFill("solid", fgColor=fill)
    side = "right" if column.kind in look.NUMBERS else "left"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True, indent=1)
    cell.border = Border(
        bottom=Side("medium", look.HEADING_LINE), right=Side("thin", look.CELL_LINE)
    )
    cell.protection = Protection(locked=True)


def _cells(target: object, column: Column) -> None:
    """The style of a column's cells, which new rows take."""
    setting = look.setting(column.kind, column.owner)
    fill = look.SHADES[column.owner].cell
    line = Side("thin", look.CELL_LINE)
    indent = 0 if setting.horizontal == "center" else 1
    for name, value in {
        "font": Font(name=look.FONT, size=look.SIZE, bold=setting.bold, color=look.INK),
        "fill": PatternFill("solid", fgColor=fill) if fill != "FFFFFF" else PatternFill(),
        "alignment": Alignment(
            horizontal=setting.horizontal, vertical="top", wrap_text=setting.wrap, indent=indent
        ),
        "border": Border(bottom=line, right=line),
        "protection": Protection(locked=column.owner is Owner.PROGRAM),
        "number_format": setting.format or "General",
    }.items():
        setattr(target, name, value)


def _rules(
    sheet: Worksheet, index: int, column: Column, choices: Callable[[Sequence[str]], str]
) -> None:
    letter = get_column_letter(index)
    below = f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}"
    if column.note or column.group:
        sheet.add_data_validation(_note(column, f"{letter}{HEADING_ROW}"))
    if column.choices:
        sheet.add_data_validation(_choice(column, below, choices))
    for value, fill in column.colours.items():
        quoted = value.replace('"', '""')
        rule = CellIsRule(  # type: ignore[no-untyped-call] # typed but for its arguments
            operator="equal",
            formula=[value if column.kind in look.NUMBERS else f'"{quoted}"'],
            fill=PatternFill("solid", bgColor=fill),
            font=Font(color=look.ink_on(fill)),
        )
        sheet.conditional_formatting.add(below, rule)


def _greying(sheet: Worksheet, tab: Tab) -> None:
    """Grey the rows where a column is filled; before the other rules, which it outranks."""
    if tab.greyed_by not in tab.ids():
        return
    marker = get_column_letter(tab.ids().index(tab.greyed_by) + 1)
    last = get_column_letter(len(tab.columns))
    rule = FormulaRule(  # type: ignore[no-untyped-call] # typed but for its arguments
        formula=[filled(marker)],
        stopIfTrue=True,
        fill=PatternFill("solid", bgColor=look.GREYED_FILL),
        font=Font(color=look.GREYED),
    )
    sheet.conditional_formatting.add(f"A{FIRST_ROW}:{last}{LAST_ROW}", rule)


def filled(letter: str, line: int = FIRST_ROW) -> str:
    """The condition that a column's cell holds more than spaces, from a line on."""
    return f"LEN(TRIM(${letter}{line}))>0"


def _note(column: Column, cell: str) -> DataValidation:
    """What a person reads when the heading is selected; it restricts nothing."""
    title = column.group or column.heading
    return DataValidation(
        sqref=cell,
        showInputMessage=True,
        promptTitle=_short(title, _TITLE),
        prompt=_short(column.note or column.heading, _INLINE),
    )


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _choice(column: Column, cells: str, choices: Callable[[Sequence[str]], str]) -> DataValidation:
    inline = ",".join(column.choices)
    simple = len(inline) <= _INLINE and not any(map(_special, column.choices))
    return DataValidation(
        type="list",
        sqref=cells,
        formula1=f'"{inline}"' if simple else choices(column.choices),
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop" if column.strict else "warning",
    )


def _special(item: str) -> bool:
    return any(char in item for char in ',"\n') or item != item.strip() or item.startswith("=")


def _view(sheet: Worksheet, tab: Tab) -> None:
    sheet.row_dimensions[IDENTITY_ROW].hidden = True
    sheet.freeze_panes = f"{get_column_letter(tab.frozen + 1)}{FIRST_ROW}"
    sheet.sheet_view.tabSelected = False
    sheet.row_dimensions[HEADING_ROW].height = heading_height(tab)
    if tab.colour:
        sheet.sheet_properties.tabColor = tab.colour
    if tab.filtered and not tab.hidden:
        last = get_column_letter(len(tab.columns))
        sheet.auto_filter.ref = f"A{HEADING_ROW}:{last}{HEADING_ROW}"


def _protection(sheet: Worksheet, tab: Tab) -> None:
    """Lock the program's cells without a password; all the rest stays as free as it can."""
    beyond = ColumnDimension(
        sheet, index=get_column_letter(len(tab.columns) + 1), min=len(tab.columns) + 1
    )
    beyond.max, beyond.protection = LAST_COLUMN, Protection(locked=False)
    sheet.column_dimensions[beyond.index] = beyond
    if not tab.protected:
        return
    sheet.protection.sheet = True
    for right in look.RIGHTS:
        setattr(sheet.protection, right, False)  # what is not forbidden is allowed


def _paper(sheet: Worksheet, tab: Tab) -> None:
    sheet.page_setup.orientation = "portrait" if tab.portrait else "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = look.pages_across(tab)
    sheet.page_setup.fitToHeight = 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    footer = sheet.oddFooter
    if footer is not None:
        footer.left.text, footer.right.text = "&A", "&P / &N"
