"""A workbook as somebody sees it: where tabs, dossiers and columns are, and how to choose.

What people write that nobody else would ever write can be found again: texts, numbers and
formulas of their own.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING
from typing import Protocol
from typing import TypeVar

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Item = TypeVar("Item")

MEMORY = ("palmares-base", "_palmares")
"""The hidden tabs of the program: people don't see them."""

KEYS = {
    "readme": "line",
    "base": "line",
    "conflicts": "number",
    "journal": "number",
    "panel": "juror",
    "dashboard": "line",
    "meeting": "act",
    "signals": "signal",
}
"""The key columns of the tabs that are about something else than dossiers."""

KEY_HEADINGS = ("Dossier", "Nᵒ")
SEARCHED = 40
COUNT = itertools.count(1)
WORD = "mot de quelqu’un "
OWN_NUMBERS = 70_000_000
"""No form says a number as big; people's own begin there."""

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


# -- what is somebody's own --------------------------------------------------------------


def word() -> str:
    """A text that nobody wrote before."""
    return f"{WORD}{next(COUNT)}"


def own_number() -> int:
    """A number that nobody wrote before."""
    return OWN_NUMBERS + next(COUNT)


def own_formula() -> str:
    """A formula that nobody wrote before."""
    return f"={own_number()}+1"


def is_own(plain: str) -> bool:
    """Whether what a cell holds is what a person wrote and nobody else would."""
    own = str(OWN_NUMBERS // 1000)
    return plain.startswith((WORD, own, f"={own}"))


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
        tab, _, name = identity.partition(".")
        if name == KEYS.get(tab, "dossier"):
            return column
    return 0


def records(sheet: Worksheet) -> list[int]:
    """The rows that hold a key, wherever a sort has carried identities and headings."""
    column, identities = key_column(sheet), places(sheet)[0]
    if not column:
        return []
    rows = range(1, sheet.max_row + 1)
    tops = {identities, identities + 1}
    keys = {row: sheet.cell(row, column).value for row in rows if row not in tops}
    return [row for row, key in keys.items() if key is not None and key not in KEY_HEADINGS]


def some_tab(book: Workbook, chance: Chance) -> Worksheet:
    """A tab in sight, one with dossiers rather than not."""
    return chance.one([*filter(records, in_sight(book)), *in_sight(book)])


def some_cell(sheet: Worksheet, chance: Chance) -> Cell | MergedCell:
    """A cell under the headings, a little beyond what is filled too."""
    first = places(sheet)[0] + 2
    row = chance.number(first, max(first, sheet.max_row) + 2)
    return sheet.cell(row, chance.number(1, sheet.max_column + 2))


# -- writing ------------------------------------------------------------------------------


def put(cell: object, value: object) -> None:
    """Write in a cell, unless it lies under a merged one."""
    if isinstance(cell, Cell):
        cell.value = value  # type: ignore[assignment]


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


def copied(note: Comment | None) -> Comment | None:
    """The same note for another cell."""
    return Comment(note.text, note.author) if note else None
