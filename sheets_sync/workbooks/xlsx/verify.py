"""The new file read back before it replaces the old one.

The standard library's zip reader tells which parts there are, and reads the small ones that
were changed, whose sums it checks; an XML parser reads these and the rows that were written.
Sheets are unpacked by the library that packed them; their sums and lengths must be those in
the list of parts, and runs that were copied are compared with what they were copied from.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING
from zipfile import BadZipFile
from zipfile import ZipFile

from reports.language import N_
from sheets_sync.workbooks.errors import WorkbookDamaged
from sheets_sync.workbooks.text import clean
from sheets_sync.workbooks.xlsx.copied import read_back
from sheets_sync.workbooks.xlsx.packing import CORRUPT
from sheets_sync.workbooks.xlsx.plaintext import unescaped
from sheets_sync.workbooks.xlsx.refs import address
from sheets_sync.workbooks.xlsx.runs import Stretch
from sheets_sync.workbooks.xlsx.xml import main
from sheets_sync.workbooks.xlsx.xml import parse

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from lxml.etree import _Element

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.xlsx.edit import Outcome

_ROOT = re.compile(rb"<((?:[\w.-]+:)?worksheet)\b[^>]*>")
_TEXT = main("t")


def verify(
    path: Path,
    place: str,
    names: Sequence[str],
    touched: Collection[str],
    outcomes: Sequence[Outcome],
    stretches: Mapping[str, Sequence[Stretch]],
) -> None:
    """Raise ``WorkbookDamaged`` unless a file holds its parts and what was written.

    ``place`` is what to call the workbook, ``names`` are all parts in their order,
    ``touched`` those that were not copied, ``stretches`` those of parts copied in part.
    """
    try:
        with ZipFile(path) as package:
            _verify_parts(package, place, names, touched, {each.part for each in outcomes})
            for outcome in outcomes:
                info = package.getinfo(outcome.part)
                all_new = (Stretch(info.compress_size),)
                content = read_back(path, info, stretches.get(outcome.part, all_new))
                _verify_sheet(content, outcome, place)
    except (BadZipFile, ValueError, KeyError, *CORRUPT) as error:
        raise WorkbookDamaged(place=place, detail=N_("it can't be opened")) from error


def _verify_parts(
    package: ZipFile,
    place: str,
    names: Sequence[str],
    touched: Collection[str],
    sheets: Collection[str],
) -> None:
    if package.namelist() != list(names):
        raise WorkbookDamaged(place=place, detail=N_("parts are missing"))
    for name in names:
        with package.open(name):  # its own header must tell the same as the list of parts
            if name in touched and name not in sheets:
                parse(package.read(name))


def _verify_sheet(content: Iterator[bytes], outcome: Outcome, place: str) -> None:
    added = enumerate(outcome.added, start=outcome.first)
    rows = _Rows(content)
    for line, cells in chain(sorted(outcome.cells.items()), added):
        row = rows.tree(line)
        values = _values(row, line, cells)
        for column, value in cells.items():
            found_value = values.get(column)
            if found_value != value and not _same(found_value, value):
                _refuse(outcome, line, column, place)
    rows.finish()


def _refuse(outcome: Outcome, line: int, column: int, place: str) -> None:
    detail = N_("cell {cell} of the tab “{tab}”")
    cell = address(line, column)
    raise WorkbookDamaged(place=place, detail=detail, cell=cell, tab=outcome.title)


class _Rows:
    """Rows of a sheet part, found one after the other; little of it is in memory."""

    def __init__(self, content: Iterator[bytes]) -> None:
        self._content = content
        self._data = next(content, b"")
        root = _ROOT.search(self._data)
        if not root:
            raise ValueError("no worksheet")
        self._root, self._name = root[0], root[1]
        self._start = root.end()

    def tree(self, line: int) -> _Element:
        """A row that comes after those that were asked for; ``ValueError`` without it."""
        mark = b' r="%d"' % line
        while True:
            place = self._data.find(mark, self._start)
            end = self._data.find(b"row>", place) if place >= 0 else -1
            if end >= 0:
                break
            self._more()
        start = self._data.rfind(b"<", self._start, place)
        self._start = end + len(b"row>")
        row = self._data[start : self._start]
        return parse(self._root + row + b"</" + self._name + b">")[0]

    def _more(self) -> None:
        piece = next(self._content, b"")
        if not piece:
            raise ValueError("no such row")
        kept = max(
            self._start, self._data.rfind(b"<" + self._name.removesuffix(b"worksheet") + b"row")
        )
        self._data = self._data[kept:] + piece
        self._start = 0

    def finish(self) -> None:
        """Read on to the end, where the sum of the part is checked."""
        for _ in self._content:
            pass


def _values(row: _Element, line: int, wanted: Collection[int]) -> Mapping[int, CellValue]:
    """The cells of a row in the columns wanted.

    The others are people's: formulas too, which no value need stand beside.
    """
    columns = {address(line, column): column for column in wanted}
    found = ((columns.get(cell.get("r", "")), cell) for cell in row)
    return {column: _value(cell) for column, cell in found if column}


def _value(cell: _Element) -> CellValue:
    if not len(cell):
        return None
    text = cell[0].text
    kind = cell.get("t")
    if kind is None:
        return None if text is None else float(text)
    if kind == "e":
        return text
    if kind == "b":
        return bool(int(text or "0"))
    return unescaped("".join(each.text or "" for each in cell.iter(_TEXT)))


def _same(found: CellValue, expected: CellValue) -> bool:
    return isinstance(expected, str) and found == (clean(expected) or None)
