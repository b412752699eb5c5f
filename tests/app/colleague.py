"""A colleague who does to a workbook whatever comes to mind, as somebody at a spreadsheet.

Each act takes a workbook that is open and a way to choose; it does nothing where there is
nothing to do it to. Acts that are gentle leave the managed tabs as the program needs them;
rough ones may take away what it needs, so that it must stop.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING
from typing import Protocol
from typing import TypeVar

from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart
from openpyxl.chart import Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Item = TypeVar("Item")

MEMORY = ("palmares-base", "_palmares")
"""The hidden tabs of the program: people don't see them."""

KEYS = (".dossier", ".number", ".line")
KEY_HEADINGS = ("Dossier", "Nᵒ")
SEARCHED = 40
WORDS = itertools.count(1)
WORD = "mot de quelqu’un "
"""Begins a text that nobody else ever writes: it can be found again."""

USUAL = ("Oui", "Non", "12", 12, 3.5, "Niveau 1", "Niveau 2", "Non labellisé", " ", "D-01", "1,5")
COLOURS = ("FFCC99FF", "FF00FF00")


class Chance(Protocol):
    """A way to choose."""

    def one(self, items: Sequence[Item]) -> Item:
        """One of some things."""
        ...

    def number(self, least: int, most: int) -> int:
        """A number within bounds."""
        ...


def word() -> str:
    """A text that nobody wrote before."""
    return f"{WORD}{next(WORDS)}"


# -- finding one's way -------------------------------------------------------------------


def in_sight(book: Workbook) -> list[Worksheet]:
    """The tabs that people see."""
    return [each for each in book.worksheets if each.title not in MEMORY]


def places(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of the identities (0 when it is gone), and the columns by identity."""
    for line, row in enumerate(sheet.iter_rows(max_row=SEARCHED), start=1):
        found = {
            str(cell.value): cell.column
            for cell in row
            if isinstance(cell.value, str) and "." in cell.value and " " not in cell.value
        }
        if len(found) > 1:
            return line, found
    return 0, {}


def key_column(sheet: Worksheet) -> int:
    """The column of the keys; 0 in a tab without any."""
    for identity, column in places(sheet)[1].items():
        if identity.endswith(KEYS):
            return column
    return 0


def records(sheet: Worksheet) -> list[int]:
    """The rows that hold a key, wherever a sort has carried identities and headings."""
    column, identities = key_column(sheet), places(sheet)[0]
    if not column:
        return []
    rows = range(1, sheet.max_row + 1)
    keys = {row: sheet.cell(row, column).value for row in rows if row != identities}
    return [row for row, key in keys.items() if key is not None and key not in KEY_HEADINGS]


def some_tab(book: Workbook, chance: Chance) -> Worksheet:
    """A tab in sight, one with dossiers rather than not."""
    return chance.one([*filter(records, in_sight(book)), *in_sight(book)])


def some_cell(sheet: Worksheet, chance: Chance) -> Cell | MergedCell:
    """A cell under the headings, a little beyond what is filled too."""
    first = places(sheet)[0] + 2
    row = chance.number(first, max(first, sheet.max_row) + 2)
    return sheet.cell(row, chance.number(1, sheet.max_column + 2))


# -- gentle acts: cells --------------------------------------------------------------------


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


def annotate(book: Workbook, chance: Chance) -> None:
    """Pin a note to any cell."""
    cell = some_cell(some_tab(book, chance), chance)
    if isinstance(cell, Cell):
        cell.comment = Comment(word(), "Jeanne")


def put(cell: object, value: object) -> None:
    """Write in a cell, unless it lies under a merged one."""
    if isinstance(cell, Cell):
        cell.value = value  # type: ignore[assignment]


# -- gentle acts: lines --------------------------------------------------------------------


def sort_lines(book: Workbook, chance: Chance) -> None:
    """Put the lines of dossiers in another order."""
    sheet = some_tab(book, chance)
    rows = records(sheet)
    if len(rows) > 1 and not sheet.merged_cells.ranges:
        turn = chance.number(1, len(rows) - 1)
        swap_rows(sheet, rows, [*rows[turn:], *rows[:turn]])


def swap_rows(sheet: Worksheet, rows: Sequence[int], origins: Sequence[int]) -> None:
    """Put what stands in some rows in others, with looks and notes."""
    width = range(1, sheet.max_column + 1)
    held = {
        (row, column): (cell.value, cell._style, cell.comment)  # type: ignore[union-attr]
        for row in rows
        for column in width
        for cell in [sheet.cell(row, column)]
    }
    for row, origin in zip(rows, origins, strict=True):
        for column in width:
            value, style, note = held[origin, column]
            cell = sheet.cell(row, column)
            cell.value, cell._style = value, style  # type: ignore[union-attr]
            cell.comment = Comment(note.text, note.author) if note else None


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


# -- gentle acts: columns ------------------------------------------------------------------


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


def copied(note: Comment | None) -> Comment | None:
    """The same note for another cell."""
    return Comment(note.text, note.author) if note else None


def rename_a_heading(book: Workbook, chance: Chance) -> None:
    """Write another heading, of any column but that of the keys."""
    sheet = some_tab(book, chance)
    row, column = places(sheet)[0] + 1, chance.number(1, sheet.max_column)
    if row > 1 and column != key_column(sheet):
        put(sheet.cell(row, column), word())


# -- gentle acts: looks --------------------------------------------------------------------


def hide(book: Workbook, chance: Chance) -> None:
    """Hide a row and a column, or show all again."""
    sheet = some_tab(book, chance)
    shown = chance.number(0, 3) == 0
    column = get_column_letter(chance.number(1, sheet.max_column))
    sheet.column_dimensions[column].hidden = not shown
    sheet.row_dimensions[chance.number(1, sheet.max_row)].hidden = not shown


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
    titles = [f"Autre titre {len(book.sheetnames)}", "Réponses", "Conflits", "Journal", "Décisions"]
    title = chance.one([each for each in titles if each not in book.sheetnames])
    sheet.title = title


# -- rough acts ----------------------------------------------------------------------------


def delete_any_row(book: Workbook, chance: Chance) -> None:
    """Delete a row, be it that of the headings or the hidden one."""
    sheet = some_tab(book, chance)
    if not sheet.merged_cells.ranges:
        sheet.delete_rows(chance.number(1, sheet.max_row))


def delete_identities(book: Workbook, chance: Chance) -> None:
    """Delete the hidden first row."""
    sheet = some_tab(book, chance)
    row = places(sheet)[0]
    if row and not sheet.merged_cells.ranges:
        sheet.delete_rows(row)


def delete_a_column(book: Workbook, chance: Chance) -> None:
    """Delete a column, of theirs or not."""
    sheet = some_tab(book, chance)
    if not sheet.merged_cells.ranges:
        sheet.delete_cols(chance.number(1, sheet.max_column))


def copy_a_column(book: Workbook, chance: Chance) -> None:
    """Paste a column beside all others, identity and all."""
    sheet = some_tab(book, chance)
    origin, target = chance.number(1, sheet.max_column), sheet.max_column + 1
    for row in range(1, sheet.max_row + 1):
        put(sheet.cell(row, target), sheet.cell(row, origin).value)


def paste_a_key(book: Workbook, chance: Chance) -> None:
    """Write the key of a dossier on the line of another, or below all."""
    sheet = some_tab(book, chance)
    if records(sheet):
        column = key_column(sheet)
        key = sheet.cell(chance.one(records(sheet)), column).value
        put(sheet.cell(chance.one([*records(sheet), sheet.max_row + 1]), column), key)


def clear_a_key(book: Workbook, chance: Chance) -> None:
    """Empty the key of a dossier."""
    sheet = some_tab(book, chance)
    if records(sheet):
        put(sheet.cell(chance.one(records(sheet)), key_column(sheet)), None)


def change_a_key(book: Workbook, chance: Chance) -> None:
    """Write something else for a key: another dossier, spaces around, a formula."""
    sheet = some_tab(book, chance)
    if records(sheet):
        cell = sheet.cell(chance.one(records(sheet)), key_column(sheet))
        put(cell, chance.one((f" {cell.value} ", "D-09", "=B3", "1", 3, "a/b", "Dossier")))


def sort_everything(book: Workbook, chance: Chance) -> None:
    """Sort the whole tab, headings and hidden row carried along."""
    sheet = some_tab(book, chance)
    rows = list(range(1, sheet.max_row + 1))
    if not sheet.merged_cells.ranges:
        turn = chance.number(1, len(rows))
        swap_rows(sheet, rows, [*rows[turn:], *rows[:turn]])


def type_at_the_top(book: Workbook, chance: Chance) -> None:
    """Write in the first rows, whatever stands there."""
    sheet = some_tab(book, chance)
    cell = sheet.cell(chance.number(1, 2), chance.number(1, sheet.max_column))
    put(cell, chance.one((None, word(), "Dossier", "responses.dossier")))


def delete_a_tab(book: Workbook, chance: Chance) -> None:
    """Delete a tab, the hidden ones of the program too."""
    if len(in_sight(book)) > 1:
        title = chance.one([each.title for each in in_sight(book)] + list(MEMORY))
        if title in book.sheetnames:
            del book[title]
        book.active = 0


def duplicate_a_tab(book: Workbook, chance: Chance) -> None:
    """Copy a tab, with or without its hidden row."""
    copy = book.copy_worksheet(some_tab(book, chance))
    if chance.number(0, 1) and places(copy)[0] and not copy.merged_cells.ranges:
        copy.delete_rows(places(copy)[0])


def scribble_in_the_memory(book: Workbook, chance: Chance) -> None:
    """Write in what the program remembers."""
    sheet = book[title] if (title := chance.one(MEMORY)) in book.sheetnames else None
    if sheet is not None:
        row, column = chance.number(1, sheet.max_row), chance.number(1, sheet.max_column)
        put(sheet.cell(row, column), chance.one((None, "abc", "!", ":", 3, "responses/D-01")))


GENTLE: tuple[Callable[[Workbook, Chance], None], ...] = (
    *(type_a_word, type_in_a_record, empty_a_cell, type_a_formula, colour, annotate),
    *(sort_lines, insert_a_row, write_above, delete_a_record, add_a_record, write_without_key),
    *(insert_a_column, move_a_column, rename_a_heading, hide, filter_lines, draw_a_chart),
    *(make_rules, merge_cells, add_a_tab, rename_a_tab),
)
ROUGH: tuple[Callable[[Workbook, Chance], None], ...] = (
    *(delete_any_row, delete_identities, delete_a_column, copy_a_column, paste_a_key),
    *(clear_a_key, change_a_key, sort_everything, type_at_the_top, delete_a_tab),
    *(duplicate_a_tab, scribble_in_the_memory),
)
