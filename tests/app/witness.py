"""What stands in a workbook before and after a command, and what must not have changed.

The program never moves a cell: it writes in cells that are there, appends rows and columns,
adds tabs. So everything is compared place by place.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from typing import NamedTuple

from openpyxl import load_workbook

from sheets_sync.journal_changes import Cell as Changed
from sheets_sync.journal_line import changes_of
from sheets_sync.values import text
from tests.app.colleague import MEMORY
from tests.app.colleague import WORD
from tests.app.colleague import key_column
from tests.app.colleague import places
from tests.app.colleague import records

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet


class Address(NamedTuple):
    """A managed cell, wherever it lies."""

    tab: str
    row: str
    column: str


class Look(NamedTuple):
    """What a cell looks like beside its value."""

    fill: object
    format: str
    note: str


@dataclass(frozen=True)
class Page:
    """One tab: what its cells hold and look like by place, what lies around them."""

    cells: Mapping[tuple[int, int], object]
    looks: Mapping[tuple[int, int], Look]
    around: Mapping[str, object]
    addresses: Mapping[tuple[int, int], Address]
    managed: frozenset[int]


@dataclass(frozen=True)
class Picture:
    """A whole workbook."""

    pages: Mapping[str, Page]

    @property
    def content(self) -> dict[Address, object]:
        """What managed cells hold, empty ones too."""
        return {
            address: page.cells.get(place)
            for title, page in self.pages.items()
            if title not in MEMORY
            for place, address in page.addresses.items()
        }


def picture(data: bytes | None) -> Picture:
    """A workbook as another program reads it; nothing when there is none."""
    if data is None:
        return Picture({})
    book = load_workbook(BytesIO(data))
    return Picture({each.title: page(each) for each in book.worksheets})


def page(sheet: Worksheet) -> Page:
    """One tab."""
    cells: dict[tuple[int, int], object] = {}
    looks: dict[tuple[int, int], Look] = {}
    for line, row in enumerate(sheet.iter_rows(), start=1):
        for column, cell in enumerate(row, start=1):
            place = line, column
            if cell.value is not None:
                cells[place] = cell.value
            if cell.has_style or cell.comment:
                note = cell.comment.text.strip() if cell.comment else ""
                looks[place] = Look(cell.fill.fgColor.rgb, cell.number_format, note)
    _, columns = places(sheet)
    return Page(cells, looks, around(sheet), addresses(sheet), frozenset(columns.values()))


def around(sheet: Worksheet) -> dict[str, object]:
    """What people set that is no cell."""
    return {
        "state": sheet.sheet_state,
        "charts": len(sheet._charts),  # type: ignore[attr-defined]
        "columns hidden": {n for n, each in sheet.column_dimensions.items() if each.hidden},
        "rows hidden": {n for n, each in sheet.row_dimensions.items() if each.hidden},
        "merged": {str(each) for each in sheet.merged_cells.ranges},
        "frozen": sheet.freeze_panes,
        "filtered": bool(sheet.auto_filter.ref),
        "filters": len(sheet.auto_filter.filterColumn),
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


def changed_cells(journal: Iterable[bytes]) -> dict[Address, Changed]:
    """The cells that some entries of the journal's file tell of."""
    found = {}
    for line in journal:
        changes = changes_of(line)
        for cell in changes.cells:
            found[Address(cell.tab, cell.row, cell.column)] = cell
        for gone in changes.removed:
            for column, value in gone.values.items():
                address = Address(gone.tab, gone.row, column)
                found[address] = Changed(*address, value, None, gone.why)
    return found


def compare(before: Picture, after: Picture, told: Mapping[Address, Changed]) -> list[str]:
    """What a command did that it must not do; one sentence each."""
    order = [title for title in after.pages if title in before.pages]
    wrong = [] if order == [*before.pages] else [f"tabs: {[*before.pages]} -> {[*after.pages]}"]
    for title in order:
        if title in MEMORY:
            continue
        old, new = before.pages[title], after.pages[title]
        wrong += [f"{title}: {each}" for each in (*_values(old, new, told), *_looks(old, new))]
    return wrong


def _values(old: Page, new: Page, told: Mapping[Address, Changed]) -> Iterable[str]:
    for place, value in old.cells.items():
        if new.cells.get(place) == value:
            continue
        address = old.addresses.get(place)
        if address is None or (address.tab != "journal" and address not in told):
            yield f"{place} {address}: {value!r} -> {new.cells.get(place)!r}, and nobody is told"
        elif address in told and told_before(told[address]) != text(value):  # type: ignore[arg-type]
            yield f"{place} {address}: {value!r}, told as {told[address].before!r}"
    for place in new.cells.keys() - old.cells.keys():
        if place[1] not in new.managed:
            yield f"{place}: {new.cells[place]!r} written in a column of people"


def told_before(cell: Changed) -> str:
    """What the journal says that a cell held."""
    return text(cell.before)


def _looks(old: Page, new: Page) -> Iterable[str]:
    for place, look in old.looks.items():
        if new.looks.get(place) != look:
            yield f"{place}: looks {look} -> {new.looks.get(place)}"
    for name, value in old.around.items():
        if new.around[name] != value:
            yield f"{name}: {value} -> {new.around[name]}"


def is_word(value: object) -> bool:
    """Whether a value is one that a person wrote and nobody else."""
    return isinstance(value, str) and value.startswith(WORD)
