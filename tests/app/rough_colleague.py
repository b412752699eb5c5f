"""A colleague who does what the program asks people not to do.

Each act takes a workbook that is open and a way to choose. It may take away what the
program needs, so that it must stop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.app.sight import MEMORY
from tests.app.sight import in_sight
from tests.app.sight import key_column
from tests.app.sight import places
from tests.app.sight import put
from tests.app.sight import records
from tests.app.sight import some_tab
from tests.app.sight import swap_rows
from tests.app.sight import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from tests.app.sight import Chance


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


ROUGH: tuple[Callable[[Workbook, Chance], None], ...] = (
    *(delete_any_row, delete_identities, delete_a_column, copy_a_column, paste_a_key),
    *(clear_a_key, change_a_key, sort_everything, type_at_the_top, delete_a_tab),
    *(duplicate_a_tab, scribble_in_the_memory),
)
