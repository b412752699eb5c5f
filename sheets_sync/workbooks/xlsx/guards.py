"""What stands in a sheet that can't be written into without breaking it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.workbooks.errors import WorkbookUnsafe
from sheets_sync.workbooks.xlsx.book import links
from sheets_sync.workbooks.xlsx.cells import formula
from sheets_sync.workbooks.xlsx.refs import Area
from sheets_sync.workbooks.xlsx.refs import address
from sheets_sync.workbooks.xlsx.refs import area
from sheets_sync.workbooks.xlsx.sheetdata import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.workbooks.xlsx.records import Layout
    from sheets_sync.workbooks.xlsx.sheetdata import SheetData
    from sheets_sync.workbooks.xlsx.zipped import Package

_MERGED = re.compile(rb"<[\w.-]*:?mergeCell\s[^>]*>")
_LOCATION = re.compile(rb"<[\w.-]*:?location\s[^>]*>")
_SPREAD = (b"array", b"dataTable")


class Guarded(NamedTuple):
    """An area that must stay as it is; its first cell may be written when ``corner``."""

    area: Area
    corner: bool
    detail: str


class Guards(NamedTuple):
    """The guarded areas of one sheet; ``place`` and ``title`` are for sentences."""

    areas: tuple[Guarded, ...]
    place: str
    title: str

    @property
    def bottom(self) -> int:
        """The last row that any of them reaches; 0 when there is none."""
        return max((each.area.bottom for each in self.areas), default=0)

    def check(self, row: int, column: int) -> None:
        """Raise ``WorkbookUnsafe`` when a cell lies in one of them."""
        for each in self.areas:
            if each.area.holds(row, column) and not (each.corner and each.area.corner(row, column)):
                self.refuse(each.detail, row, column)

    def refuse(self, detail: str, row: int, column: int) -> None:
        """Raise ``WorkbookUnsafe`` about a cell."""
        cell = address(row, column)
        raise WorkbookUnsafe(place=self.place, detail=detail, tab=self.title, cell=cell)


def guards(sheet: SheetData, layout: Layout, package: Package, place: str, title: str) -> Guards:
    """Everything guarded in a sheet part."""
    found = [*_merged(sheet), *_pivots(package, layout.sheet.part)]
    if layout.formulas:
        found += _spread(sheet)
    return Guards(tuple(found), place, title)


def _merged(sheet: SheetData) -> Iterator[Guarded]:
    detail = N_("cell {cell} of the tab “{tab}” is merged with others")
    for found in _MERGED.finditer(sheet.tail):
        where = area(attributes(found[0]).get(b"ref", b"").decode())
        if where:
            yield Guarded(where, corner=True, detail=detail)


def _spread(sheet: SheetData) -> Iterator[Guarded]:
    detail = N_("cell {cell} of the tab “{tab}” belongs to a formula over several cells")
    formulas = re.compile(b"<" + sheet.prefix + rb"f\s[^>]*>")
    for found in (each for row in sheet.rows for each in formulas.findall(sheet.row(row))):
        given = attributes(found)
        where = area(given.get(b"ref", b"").decode())
        if where and given.get(b"t") in _SPREAD:
            yield Guarded(where, corner=False, detail=detail)


def _pivots(package: Package, part: str) -> Iterator[Guarded]:
    detail = N_("cell {cell} of the tab “{tab}” belongs to a pivot table")
    for link in links(package, part):
        found = _LOCATION.search(package.read(link.part)) if link.kind == "pivotTable" else None
        where = area(attributes(found[0]).get(b"ref", b"").decode()) if found else None
        if where:
            yield Guarded(where, corner=False, detail=detail)


def check_content(cell: bytes, prefix: bytes, row: int, column: int, guarded: Guards) -> None:
    """Raise ``WorkbookUnsafe`` when writing over a cell's content would break another's."""
    if b"vm" in attributes(cell):
        guarded.refuse(N_("cell {cell} of the tab “{tab}” holds a picture"), row, column)
    found = formula(cell, prefix)
    if found and found.kind == "shared" and found.text:
        detail = N_("the formula of cell {cell} of the tab “{tab}” serves other cells")
        guarded.refuse(detail, row, column)
