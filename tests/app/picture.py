"""What stands in a workbook, as another program reads it: cells, looks, what lies around."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING
from typing import NamedTuple

from openpyxl import load_workbook

from sheets_sync.values import text
from tests.app.sight import MEMORY
from tests.app.sight import key_column
from tests.app.sight import places
from tests.app.sight import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet


class Address(NamedTuple):
    """A managed cell, wherever it lies."""

    tab: str
    row: str
    column: str


@dataclass(frozen=True)
class Formula:
    """What a cell computes: not the same as a text that reads alike."""

    source: str


def plain(content: object) -> str:
    """What a cell holds, as the program compares it."""
    return text(content.source if isinstance(content, Formula) else content)  # type: ignore[arg-type]


class Look(NamedTuple):
    """What a cell looks like beside its value."""

    style: object
    note: str


@dataclass(frozen=True)
class Page:
    """One tab; ``tab`` is its id, "" when it is no managed one.

    ``cells`` and ``looks`` by place, as are the ``addresses`` of managed cells; ``managed``
    are the columns with an identity. ``around`` is what people set that is no cell.
    """

    tab: str
    cells: Mapping[tuple[int, int], object]
    looks: Mapping[tuple[int, int], Look]
    around: Mapping[str, object]
    heights: Mapping[int, float]
    widths: Mapping[str, float]
    addresses: Mapping[tuple[int, int], Address]
    managed: frozenset[int]


@dataclass(frozen=True)
class Picture:
    """A whole workbook."""

    pages: Mapping[str, Page]
    names: frozenset[str] = frozenset()

    @property
    def content(self) -> dict[Address, object]:
        """What managed cells hold, empty ones too."""
        return {
            address: page.cells.get(place)
            for title, page in self.pages.items()
            if title not in MEMORY
            for place, address in page.addresses.items()
        }

    @property
    def tabs(self) -> frozenset[str]:
        """The ids of the managed tabs."""
        return frozenset(page.tab for page in self.pages.values())

    @property
    def memory(self) -> list[Mapping[tuple[int, int], object]]:
        """What the program's hidden tabs hold."""
        return [self.pages[each].cells for each in MEMORY if each in self.pages]


@lru_cache(maxsize=4)
def picture(data: bytes | None) -> Picture:
    """A workbook as another program reads it; nothing when there is none."""
    if data is None:
        return Picture({})
    book = load_workbook(BytesIO(data))
    styles: dict[object, object] = {}
    pages = {each.title: page(each, styles) for each in book.worksheets}
    return Picture(pages, frozenset(_names(book)))


def _names(book: Workbook) -> list[str]:
    return [f"{name}: {each.value}" for name, each in book.defined_names.items()]


def page(sheet: Worksheet, styles: dict[object, object]) -> Page:
    """One tab; ``styles`` are those met already."""
    cells: dict[tuple[int, int], object] = {}
    looks: dict[tuple[int, int], Look] = {}
    for line, row in enumerate(sheet.iter_rows(), start=1):
        for column, cell in enumerate(row, start=1):
            place = line, column
            if cell.value is not None:
                cells[place] = _content(cell)
            if cell.has_style or cell.comment:
                note = cell.comment.text.strip() if cell.comment else ""
                looks[place] = Look(_style(cell, styles), note)
    columns = places(sheet)[1]
    tabs = [identity.partition(".")[0] for identity in columns]
    return Page(
        max(tabs, key=tabs.count, default=""),
        cells,
        looks,
        around(sheet),
        {n: each.height for n, each in sheet.row_dimensions.items() if each.customHeight},
        {n: each.width for n, each in sheet.column_dimensions.items() if each.customWidth},
        addresses(sheet),
        frozenset(columns.values()),
    )


def _content(cell: Cell | MergedCell) -> object:
    return Formula(str(cell.value)) if cell.data_type == "f" else cell.value


def _style(cell: Cell | MergedCell, styles: dict[object, object]) -> object:
    """All of a style, in words: the numbers of styles are each file's own."""
    number = tuple(cell._style or ())  # type: ignore[union-attr]  # none under a merged one
    if number not in styles:
        parts = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
        styles[number] = (*map(repr, parts), cell.number_format)
    return styles[number]


def around(sheet: Worksheet) -> dict[str, object]:
    """What people set that is no cell."""
    filters = sheet.auto_filter
    return {
        "state": sheet.sheet_state,
        "charts": len(sheet._charts),  # type: ignore[attr-defined]
        "columns hidden": {n for n, each in sheet.column_dimensions.items() if each.hidden},
        "rows hidden": {n for n, each in sheet.row_dimensions.items() if each.hidden},
        "merged": {str(each) for each in sheet.merged_cells.ranges},
        "frozen": sheet.freeze_panes,
        "filtered": (filters.ref or "").partition(":")[0],
        "filters": [repr(each) for each in filters.filterColumn],
        "rules": sorted(str(each.sqref) for each in sheet.conditional_formatting),
        "lists": sorted(str(each.sqref) for each in sheet.data_validations.dataValidation),
        "protected": sheet.protection.sheet,
        "colour": repr(sheet.sheet_properties.tabColor),
        "print": (repr(sheet.page_setup), sheet.print_title_rows, sheet.print_area),
    }


def addresses(sheet: Worksheet) -> dict[tuple[int, int], Address]:
    """The managed cells of the records of a tab, by place."""
    _, columns = places(sheet)
    keys = key_column(sheet)
    named = {column: identity.partition(".") for identity, column in columns.items()}
    return {
        (row, column): Address(tab, text(sheet.cell(row, keys).value).strip(), name)  # type: ignore[arg-type]
        for row in records(sheet)
        for column, (tab, _, name) in named.items()
    }
