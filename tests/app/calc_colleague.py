"""A colleague who works with LibreOffice: what to order of it, see libreoffice.bas.

Each act looks at the workbook as it lies on the disk, and gives orders for one session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias

from tests.app.sight import MEMORY
from tests.app.sight import in_sight
from tests.app.sight import key_column
from tests.app.sight import own_formula
from tests.app.sight import own_number
from tests.app.sight import places
from tests.app.sight import records
from tests.app.sight import some_cell
from tests.app.sight import some_tab
from tests.app.sight import word

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.app.libreoffice import Order
    from tests.app.sight import Chance

Act: TypeAlias = "Callable[[Workbook, Chance], Iterator[Order]]"
"""Looks at the workbook and gives orders."""

USUAL = ("Oui", "Non", "12", " ", "Niveau 1", "Niveau 2", "")


def at(name: str, sheet: Worksheet, row: int, column: int, *others: object) -> Order:
    """An order about a place, which people count from 1 and LibreOffice from 0."""
    return (name, sheet.title, row - 1, column - 1, *others)


def place_of(cell: Cell | MergedCell) -> tuple[int, int]:
    """The row and the column of a cell."""
    return cell.row or 1, cell.column or 1


# -- cells -------------------------------------------------------------------------------


def type_anywhere(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Type in any cell but a key; refused where the tab is protected."""
    sheet = some_tab(book, chance)
    cell = some_cell(sheet, chance)
    if cell.column != key_column(sheet):
        yield from _typed(sheet, *place_of(cell), chance)


def type_in_a_record(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Lift the protection, and type in a managed cell of a dossier."""
    sheet = some_tab(book, chance)
    columns = [each for each in places(sheet)[1].values() if each != key_column(sheet)]
    if columns and records(sheet):
        yield "lift protection", sheet.title
        yield from _typed(sheet, chance.one(records(sheet)), chance.one(columns), chance)


def _typed(sheet: Worksheet, row: int, column: int, chance: Chance) -> Iterator[Order]:
    kind = chance.one(("type", "type number", "type formula", "usual"))
    if kind == "usual":
        yield at("type", sheet, row, column, chance.one(USUAL))
    else:
        own = {"type": word, "type number": own_number, "type formula": own_formula}
        yield at(kind, sheet, row, column, own[kind]())


def decorate(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Colour a cell, pin a note to it, make its row taller."""
    sheet = some_tab(book, chance)
    place = place_of(some_cell(sheet, chance))
    yield "lift protection", sheet.title
    yield at("colour", sheet, *place, 0xCC99FF)
    yield at("note", sheet, *place, word())
    yield at("height", sheet, *place, 2000)


# -- lines and columns -------------------------------------------------------------------


def sort_lines(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Sort the dossiers by any column."""
    sheet = some_tab(book, chance)
    lines = records(sheet)
    if lines:
        column = chance.number(1, sheet.max_column)
        yield "lift protection", sheet.title
        yield _sort(sheet, (min(lines), max(lines)), column, chance)


def sort_everything(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Sort the whole tab, headings and hidden row carried along."""
    sheet = some_tab(book, chance)
    yield "lift protection", sheet.title
    yield _sort(sheet, (1, sheet.max_row), chance.number(1, sheet.max_column), chance)


def _sort(sheet: Worksheet, lines: tuple[int, int], column: int, chance: Chance) -> Order:
    width = sheet.max_column - 1
    return at("sort", sheet, lines[0], column, lines[1] - 1, width, chance.one(("up", "down")))


def insert_rows(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Insert a row or two anywhere, above the headings too."""
    sheet = some_tab(book, chance)
    yield "lift protection", sheet.title
    row = chance.number(1, sheet.max_row + 1)
    yield "insert rows", sheet.title, row - 1, chance.number(1, 2)


def delete_a_row(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Delete the line of a dossier, or any row."""
    sheet = some_tab(book, chance)
    row = chance.one([*records(sheet), chance.number(1, sheet.max_row)])
    yield "lift protection", sheet.title
    yield "delete rows", sheet.title, row - 1, 1


def insert_columns(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Insert a column or two, with a heading of their own."""
    sheet = some_tab(book, chance)
    column = chance.number(1, sheet.max_column + 1)
    yield "lift protection", sheet.title
    yield "insert columns", sheet.title, chance.number(1, 2), column - 1
    yield at("type", sheet, places(sheet)[0] + 1, column, word())


def delete_a_column(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Delete a column, of theirs or not."""
    sheet = some_tab(book, chance)
    yield "lift protection", sheet.title
    yield "delete columns", sheet.title, 1, chance.number(1, sheet.max_column) - 1


def move_a_column(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Take a column elsewhere, identity and all."""
    sheet = some_tab(book, chance)
    width = sheet.max_column
    yield "lift protection", sheet.title
    yield at("move column", sheet, chance.number(1, width), chance.number(1, width))


def rename_a_heading(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Write another heading, of any column but that of the keys."""
    sheet = some_tab(book, chance)
    row, column = places(sheet)[0] + 1, chance.number(1, sheet.max_column)
    if row > 1 and column != key_column(sheet):
        yield "lift protection", sheet.title
        yield at("type", sheet, row, column, word())


def copy_a_row(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Paste the line of a dossier below all, or over another: its key stands twice."""
    sheet = some_tab(book, chance)
    lines = records(sheet)
    if lines:
        target = chance.one([*lines, sheet.max_row + 1, sheet.max_row + 2])
        yield "lift protection", sheet.title
        size = 1, sheet.max_column
        yield at("copy", sheet, chance.one(lines), 1, *size, target - 1, 0)


def copy_a_column(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Paste a column beside all others, identity and all."""
    sheet = some_tab(book, chance)
    column, width = chance.number(1, sheet.max_column), sheet.max_column
    yield "lift protection", sheet.title
    yield at("copy", sheet, 1, column, sheet.max_row, 1, 0, width)


def paste_a_key(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Paste the key of a dossier on the line of another, or below all."""
    sheet = some_tab(book, chance)
    lines, column = records(sheet), key_column(sheet)
    if lines:
        target = chance.one([*lines, sheet.max_row + 1])
        yield "lift protection", sheet.title
        yield at("copy", sheet, chance.one(lines), column, 1, 1, target - 1, column - 1)


# -- looks -------------------------------------------------------------------------------


def hide(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Hide a row and a column, or show them again."""
    sheet = some_tab(book, chance)
    place = chance.number(1, sheet.max_row), chance.number(1, sheet.max_column)
    yield "lift protection", sheet.title
    yield at("hide", sheet, *place, chance.one(("hidden", "hidden", "shown")))


def filter_lines(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Filter by the key, or show all lines again."""
    sheet = some_tab(book, chance)
    column = key_column(sheet)
    if column:
        yield "lift protection", sheet.title
        row = places(sheet)[0] + 1
        yield at("filter", sheet, row, column, chance.one(("D-01", "D-02", "")))


def arrange(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Make a list, merge two cells beside what is there; freeze elsewhere."""
    sheet = some_tab(book, chance)
    beside = sheet.max_column + 2
    yield "lift protection", sheet.title
    yield at("list", sheet, 3, beside)
    yield at("merge", sheet, sheet.max_row + 3, beside + 1)
    yield at("freeze", sheet, 4, 3)


# -- tabs --------------------------------------------------------------------------------


def add_a_tab(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Add a tab of their own, first or second."""
    title = f"À nous {word()[-6:]}"
    yield "add tab", title, chance.number(0, 1)
    yield "type", title, 1, 1, word()
    yield "type formula", title, 2, 1, f"=COUNTA($'{chance.one(in_sight(book)).title}'.A1:A99)"


def rename_a_tab(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Give a tab another title."""
    yield "rename tab", some_tab(book, chance).title, f"Titre {word()[-6:]}"


def delete_a_tab(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Delete a tab, the hidden ones of the program too."""
    if len(in_sight(book)) > 1:
        titles = [each.title for each in in_sight(book)]
        title = chance.one([*titles, *(each for each in MEMORY if each in book.sheetnames)])
        yield "delete tab", title


def duplicate_a_tab(book: Workbook, chance: Chance) -> Iterator[Order]:
    """Copy a tab, hidden row and all."""
    sheet = some_tab(book, chance)
    yield "copy tab", sheet.title, f"Copie {word()[-6:]}", chance.number(0, len(book.sheetnames))


SOFT: tuple[Act, ...] = (
    *(type_anywhere, type_in_a_record, decorate, sort_lines, insert_rows, insert_columns),
    *(move_a_column, rename_a_heading, hide, filter_lines, arrange, add_a_tab, rename_a_tab),
)
HARD: tuple[Act, ...] = (
    *(sort_everything, delete_a_row, delete_a_column, copy_a_row, copy_a_column),
    *(paste_a_key, delete_a_tab, duplicate_a_tab),
)
