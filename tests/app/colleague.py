"""A colleague who does to a workbook whatever comes to mind, as somebody at a spreadsheet.

Each act takes a workbook that is open and a way to choose; it does nothing where there is
nothing to do it to. These leave the managed tabs as the program needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart
from openpyxl.chart import Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment
from openpyxl.styles import Font
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tests.app.sight import COLOURS
from tests.app.sight import USUAL
from tests.app.sight import copied
from tests.app.sight import in_sight
from tests.app.sight import key_column
from tests.app.sight import own_formula
from tests.app.sight import own_number
from tests.app.sight import places
from tests.app.sight import put
from tests.app.sight import records
from tests.app.sight import some_cell
from tests.app.sight import some_tab
from tests.app.sight import swap_rows
from tests.app.sight import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from tests.app.sight import Chance

# -- cells --------------------------------------------------------------------


def type_a_word(book: Workbook, chance: Chance) -> None:
    """Write something new in any cell but a key."""
    sheet = some_tab(book, chance)
    cell = some_cell(sheet, chance)
    if cell.column != key_column(sheet):
        put(cell, word())


def type_in_a_record(book: Workbook, chance: Chance) -> None:
    """Write something usual in a managed cell of a dossier."""
    sheet = some_tab(book, chance)
    columns = [each for each in places(sheet)[1].values() if each != key_column(sheet)]
    if columns and records(sheet):
        cell = sheet.cell(chance.one(records(sheet)), chance.one(columns))
        put(cell, chance.one([*USUAL, None, word()]))


def type_something_of_their_own(book: Workbook, chance: Chance) -> None:
    """Write a text, a number or a formula that nobody else would, in a managed cell."""
    sheet = some_tab(book, chance)
    columns = [each for each in places(sheet)[1].values() if each != key_column(sheet)]
    if columns and records(sheet):
        cell = sheet.cell(chance.one(records(sheet)), chance.one(columns))
        put(cell, chance.one((word, own_number, own_formula))())


def empty_a_cell(book: Workbook, chance: Chance) -> None:
    """Empty any cell but a key."""
    sheet = some_tab(book, chance)
    cell = some_cell(sheet, chance)
    if cell.column != key_column(sheet):
        put(cell, None)


def type_a_formula(book: Workbook, chance: Chance) -> None:
    """Write a formula in any cell but a key."""
    sheet = some_tab(book, chance)
    cell = some_cell(sheet, chance)
    if cell.column != key_column(sheet):
        put(cell, chance.one(("=1+1", "=LEN(B3)", "=B3", '=IF(TRUE,"Oui","")', "=1/0")))


def colour(book: Workbook, chance: Chance) -> None:
    """Colour any cell."""
    cell = some_cell(some_tab(book, chance), chance)
    cell.fill = PatternFill("solid", fgColor=chance.one(COLOURS))


def embolden(book: Workbook, chance: Chance) -> None:
    """Write any cell in another letter, on another side."""
    cell = some_cell(some_tab(book, chance), chance)
    cell.font = Font(bold=True, size=chance.number(8, 20))
    cell.alignment = Alignment(horizontal="right")
    cell.number_format = "0.00"


def annotate(book: Workbook, chance: Chance) -> None:
    """Pin a note to any cell."""
    cell = some_cell(some_tab(book, chance), chance)
    if isinstance(cell, Cell):
        cell.comment = Comment(word(), "Jeanne")


# -- lines --------------------------------------------------------------------


def sort_lines(book: Workbook, chance: Chance) -> None:
    """Put the lines of dossiers in another order."""
    sheet = some_tab(book, chance)
    rows = records(sheet)
    if len(rows) > 1 and not sheet.merged_cells.ranges:
        turn = chance.number(1, len(rows) - 1)
        swap_rows(sheet, rows, [*rows[turn:], *rows[:turn]])


def insert_a_row(book: Workbook, chance: Chance) -> None:
    """Insert an empty row anywhere, above the headings too."""
    sheet = some_tab(book, chance)
    if not sheet.merged_cells.ranges:
        sheet.insert_rows(chance.number(1, sheet.max_row + 1))


def write_above(book: Workbook, chance: Chance) -> None:
    """Put a title of their own above everything."""
    sheet = some_tab(book, chance)
    if not sheet.merged_cells.ranges:
        sheet.insert_rows(1)
        sheet.cell(1, 1, word())


def delete_a_record(book: Workbook, chance: Chance) -> None:
    """Delete the line of a dossier."""
    sheet = some_tab(book, chance)
    if records(sheet) and not sheet.merged_cells.ranges:
        sheet.delete_rows(chance.one(records(sheet)))


def add_a_record(book: Workbook, chance: Chance) -> None:
    """Add a line by hand, for a dossier that may come later or for none."""
    sheet = some_tab(book, chance)
    column = key_column(sheet)
    key = chance.one(("D-04", "D-05", "À la main", 77))
    if column and key not in [sheet.cell(row, column).value for row in records(sheet)]:
        row = sheet.max_row + chance.number(1, 2)
        put(sheet.cell(row, column), key)
        put(sheet.cell(row, chance.number(1, sheet.max_column)), word())


def write_without_key(book: Workbook, chance: Chance) -> None:
    """Write under the last line, without a key."""
    sheet = some_tab(book, chance)
    column = chance.number(1, sheet.max_column)
    if column != key_column(sheet):
        put(sheet.cell(sheet.max_row + 1, column), word())


# -- columns ------------------------------------------------------------------


def insert_a_column(book: Workbook, chance: Chance) -> None:
    """Insert a column of their own anywhere."""
    sheet = some_tab(book, chance)
    if not sheet.merged_cells.ranges:
        column = chance.number(1, sheet.max_column + 1)
        sheet.insert_cols(column)
        put(sheet.cell(places(sheet)[0] + 1, column), word())


def move_a_column(book: Workbook, chance: Chance) -> None:
    """Take a column elsewhere, identity and all."""
    sheet = some_tab(book, chance)
    width = sheet.max_column
    if width < 2 or sheet.merged_cells.ranges:
        return
    one, other = chance.number(1, width), chance.number(1, width)
    for row in range(1, sheet.max_row + 1):
        first, second = sheet.cell(row, one), sheet.cell(row, other)
        first.value, second.value = second.value, first.value
        first._style, second._style = second._style, first._style  # type: ignore[union-attr]
        first.comment, second.comment = copied(second.comment), copied(first.comment)


def rename_a_heading(book: Workbook, chance: Chance) -> None:
    """Write another heading, of any column but that of the keys."""
    sheet = some_tab(book, chance)
    row, column = places(sheet)[0] + 1, chance.number(1, sheet.max_column)
    if row > 1 and column != key_column(sheet):
        put(sheet.cell(row, column), word())


# -- looks --------------------------------------------------------------------


def hide(book: Workbook, chance: Chance) -> None:
    """Hide a row and a column, or show all again."""
    sheet = some_tab(book, chance)
    shown = chance.number(0, 3) == 0
    column = get_column_letter(chance.number(1, sheet.max_column))
    sheet.column_dimensions[column].hidden = not shown
    sheet.row_dimensions[chance.number(1, sheet.max_row)].hidden = not shown


def resize(book: Workbook, chance: Chance) -> None:
    """Make a row taller and a column wider; give the tab a colour and a way to print."""
    sheet = some_tab(book, chance)
    sheet.row_dimensions[chance.number(1, sheet.max_row + 1)].height = chance.number(5, 200)
    column = get_column_letter(chance.number(1, sheet.max_column + 1))
    sheet.column_dimensions[column].width = chance.number(2, 80)
    sheet.sheet_properties.tabColor = chance.one(COLOURS)
    sheet.page_setup.orientation = chance.one(("portrait", "landscape"))
    sheet.print_title_rows = "1:2"


def filter_lines(book: Workbook, chance: Chance) -> None:
    """Change the filter, or take it away."""
    sheet = some_tab(book, chance)
    row = places(sheet)[0] + 1
    if chance.number(0, 1):
        sheet.auto_filter.ref = None
    else:
        last = get_column_letter(sheet.max_column)
        sheet.auto_filter.ref = f"A{row}:{last}{max(row, sheet.max_row)}"
        sheet.auto_filter.add_filter_column(0, ["D-01"])


def draw_a_chart(book: Workbook, chance: Chance) -> None:
    """Draw a chart."""
    sheet = some_tab(book, chance)
    chart = BarChart()
    column = chance.number(1, sheet.max_column)
    chart.add_data(Reference(sheet, min_col=column, min_row=3, max_row=sheet.max_row + 1))
    sheet.add_chart(chart, "Z20")


def make_rules(book: Workbook, chance: Chance) -> None:
    """Add a list of their own and a colour by condition; freeze elsewhere."""
    sheet = some_tab(book, chance)
    rule = DataValidation("list", formula1='"un,deux"')
    rule.add(f"Y3:Y{sheet.max_row + 5}")
    sheet.add_data_validation(rule)
    red = PatternFill("solid", bgColor="FFFF0000")
    equal = CellIsRule("equal", ['"rouge"'], fill=red)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("A3:Z99", equal)
    sheet.freeze_panes = chance.one((None, "B3", "C4"))


def merge_cells(book: Workbook, chance: Chance) -> None:
    """Merge two cells that are empty, beside or under everything."""
    sheet = some_tab(book, chance)
    row, column = sheet.max_row + chance.number(1, 3), sheet.max_column + 1
    sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + 1)
    put(sheet.cell(row, column), word())


def add_a_tab(book: Workbook, chance: Chance) -> None:
    """Add a tab of their own."""
    sheet = book.create_sheet(f"À nous {len(book.sheetnames)}", chance.number(0, 3))
    sheet["B2"] = word()
    sheet["B3"] = f"=COUNTA('{chance.one(in_sight(book)).title}'!A:A)"


def rename_a_tab(book: Workbook, chance: Chance) -> None:
    """Give a tab another title, perhaps one that was another's."""
    sheet = some_tab(book, chance)
    titles = [f"Titre {word()[-6:]}", "Réponses", "Conflits", "Journal", "Décisions"]
    title = chance.one([each for each in titles if each not in book.sheetnames])
    sheet.title = title


GENTLE: tuple[Callable[[Workbook, Chance], None], ...] = (
    *(type_a_word, type_in_a_record, type_something_of_their_own, empty_a_cell),
    *(type_a_formula, colour, embolden, annotate, resize),
    *(sort_lines, insert_a_row, write_above, delete_a_record, add_a_record, write_without_key),
    *(insert_a_column, move_a_column, rename_a_heading, hide, filter_lines, draw_a_chart),
    *(make_rules, merge_cells, add_a_tab, rename_a_tab),
)
