"""What the reader of values does not tell: which cells hold formulas, and which errors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.workbooks.xlsx.cells import Formula
from sheets_sync.workbooks.xlsx.cells import error
from sheets_sync.workbooks.xlsx.cells import formula
from sheets_sync.workbooks.xlsx.refs import address
from sheets_sync.workbooks.xlsx.sheetdata import cells
from sheets_sync.workbooks.xlsx.sheetdata import cut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.workbooks.xlsx.sheetdata import SheetData
    from sheets_sync.workbooks.xlsx.zipped import Package

Place = tuple[int, int]


class Oddities(NamedTuple):
    """By row and column: formulas as people read them ("=B3*2"), errors ("#N/A")."""

    formulas: Mapping[Place, str]
    errors: Mapping[Place, str]


NONE = Oddities({}, {})


class Marks(NamedTuple):
    """Whether a sheet part may hold formulas, or errors."""

    formulas: bool
    errors: bool


FORMULA = b"f>"
"""Ends what may be a formula."""

_ERRORS = (b't="e"', b"t='e'")


def marked(package: Package, part: str) -> Marks:
    """Look for marks in a sheet part, without ever holding it whole."""
    formulas = errors = False
    last = b""
    for piece in package.stream(part):
        window = last + piece
        formulas = formulas or FORMULA in window
        errors = errors or any(mark in window for mark in _ERRORS)
        last = piece[-len(_ERRORS[0]) :]
    return Marks(formulas, errors)


def oddities(part: bytes) -> Oddities:
    """The formulas and the errors of a sheet part."""
    sheet = cut(part)
    formulas: dict[Place, Formula] = {}
    errors: dict[Place, str] = {}
    for row in sheet.rows:
        _look(sheet, row.number, sheet.row(row), formulas, errors)
    return Oddities(_texts(formulas), errors)


def _look(
    sheet: SheetData,
    line: int,
    row: bytes,
    formulas: dict[Place, Formula],
    errors: dict[Place, str],
) -> None:
    has_formula = b"<" + sheet.prefix + b"f" in row
    if not has_formula and b'"e"' not in row and b"'e'" not in row:
        return
    for cell in cells(row, sheet.prefix):
        content = row[cell.start : cell.end]
        found = formula(content, sheet.prefix) if has_formula else None
        if found:
            formulas[line, cell.column] = found
        shown = error(content, sheet.prefix)
        if shown:
            errors[line, cell.column] = shown


def _texts(formulas: Mapping[Place, Formula]) -> dict[Place, str]:
    masters = {
        each.group: (place, each)
        for place, each in formulas.items()
        if each.kind == "shared" and each.text
    }
    return {place: "=" + _text(place, each, masters) for place, each in formulas.items()}


def _text(place: Place, each: Formula, masters: Mapping[str, tuple[Place, Formula]]) -> str:
    if each.text or each.group not in masters:
        return each.text
    from openpyxl.formula.translate import Translator

    origin, master = masters[each.group]
    moved = Translator(f"={master.text}", address(*origin))
    return str(moved.translate_formula(address(*place)))[1:]
