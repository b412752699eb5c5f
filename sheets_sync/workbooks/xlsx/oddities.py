"""What the reader of values does not tell: formulas, errors, texts whose parts look different."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.originals import Held
from sheets_sync.originals import Shown
from sheets_sync.workbooks.xlsx.cells import Formula
from sheets_sync.workbooks.xlsx.cells import error
from sheets_sync.workbooks.xlsx.cells import formula
from sheets_sync.workbooks.xlsx.plaintext import whole
from sheets_sync.workbooks.xlsx.refs import address
from sheets_sync.workbooks.xlsx.refs import number
from sheets_sync.workbooks.xlsx.sheetdata import cells
from sheets_sync.workbooks.xlsx.sheetdata import cut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.workbooks.xlsx.sheetdata import SheetData
    from sheets_sync.workbooks.xlsx.zipped import Package

Place = tuple[int, int]


class Oddities(NamedTuple):
    """By row and column: formulas as people read them ("=B3*2"), errors and formatted texts."""

    formulas: Mapping[Place, str]
    shown: Mapping[Place, Shown]


NONE = Oddities({}, {})


class Marks(NamedTuple):
    """Whether a sheet part may hold formulas, errors, or formatted texts of its own."""

    formulas: bool
    errors: bool
    runs: bool


FORMULA = b"f>"
"""Ends what may be a formula."""

_ERRORS = (b't="e"', b"t='e'")
_RUNS = b"<r>"
_WITHIN = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]*\st="inlineStr"[^>]*+><is>(<r>.*?</r>)</is></c>', re.DOTALL
)
_SHARED = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\st="s"[^>]*+><v>(\d+)</v>')


def marked(package: Package, part: str) -> Marks:
    """Look for marks in a sheet part, without ever holding it whole."""
    formulas = errors = runs = False
    last = b""
    for piece in package.stream(part):
        window = last + piece
        formulas = formulas or FORMULA in window
        errors = errors or any(mark in window for mark in _ERRORS)
        runs = runs or _RUNS in window
        last = piece[-len(_ERRORS[0]) :]
    return Marks(formulas, errors, runs)


def oddities(part: bytes, formatted: Mapping[str, Shown]) -> Oddities:
    """The oddities of a sheet part; ``formatted`` are such texts that cells share."""
    sheet = cut(part)
    formulas: dict[Place, Formula] = {}
    shown: dict[Place, Shown] = {}
    for row in sheet.rows:
        _look(sheet, row.number, sheet.row(row), formulas, shown)
    if not sheet.prefix:
        shown.update(chain(_formatted(part), _shared(part, formatted)))
    return Oddities(_texts(formulas), shown)


def _formatted(part: bytes) -> Iterator[tuple[Place, Shown]]:
    for letters, line, runs in _WITHIN.findall(part):
        with suppress(ValueError):
            text = whole(runs)
            if isinstance(text, Shown):
                yield (int(line), number(letters.decode())), text


def _shared(part: bytes, formatted: Mapping[str, Shown]) -> Iterator[tuple[Place, Shown]]:
    for letters, line, text in _SHARED.findall(part) if formatted else ():
        if shown := formatted.get(text.decode()):
            yield (int(line), number(letters.decode())), shown


def _look(
    sheet: SheetData,
    line: int,
    row: bytes,
    formulas: dict[Place, Formula],
    shown: dict[Place, Shown],
) -> None:
    has_formula = b"<" + sheet.prefix + b"f" in row
    if not has_formula and b'"e"' not in row and b"'e'" not in row:
        return
    for cell in cells(row, sheet.prefix):
        content = row[cell.start : cell.end]
        found = formula(content, sheet.prefix) if has_formula else None
        if found:
            formulas[line, cell.column] = found
        sign = error(content, sheet.prefix)
        if sign:
            shown[line, cell.column] = Shown(sign, Held.ERROR)


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
