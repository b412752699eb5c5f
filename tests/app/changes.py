"""What a command did to a workbook, held against what it may do and what it told.

The program never moves a cell: it writes in cells that are there, appends rows and columns,
adds tabs. So everything is compared place by place.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from sheets_sync.journal_changes import Cell as Changed
from sheets_sync.journal_line import changes_of
from tests.app.picture import Address
from tests.app.picture import plain
from tests.app.sight import MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from tests.app.picture import Page
    from tests.app.picture import Picture

JOURNAL = "journal"


@dataclass(frozen=True)
class Told:
    """What entries of the journal's file tell: cells that changed or went, lines added."""

    cells: Mapping[Address, Changed] = field(default_factory=dict)
    added: Mapping[tuple[str, str], Mapping[str, object]] = field(default_factory=dict)
    columns: frozenset[tuple[str, str]] = frozenset()


def told_by(entries: Iterable[bytes]) -> Told:
    """What some lines of the journal's file tell."""
    cells: dict[Address, Changed] = {}
    added: dict[tuple[str, str], Mapping[str, object]] = {}
    columns = set()
    for line in entries:
        changes = changes_of(line)
        for cell in changes.cells:
            cells[Address(cell.tab, cell.row, cell.column)] = cell
        for gone in changes.removed:
            for column, value in gone.values.items():
                address = Address(gone.tab, gone.row, column)
                cells[address] = Changed(*address, value, None, gone.why)
        added |= {(each.tab, each.row): each.values for each in changes.rows}
        columns |= {(each.tab, each.column) for each in changes.columns}
    return Told(cells, added, frozenset(columns))


def compare(
    before: Picture, after: Picture, told: Told, people: frozenset[tuple[str, str]]
) -> list[str]:
    """What a command did that it must not do; one sentence each.

    ``people`` are the managed columns that people own, as (tab id, column id).
    """
    order = [title for title in after.pages if title in before.pages]
    wrong = [] if order == [*before.pages] else [f"tabs: {[*before.pages]} -> {[*after.pages]}"]
    wrong += [f"defined name gone: {each}" for each in before.names - after.names]
    for title, new in after.pages.items():
        if title in MEMORY:
            continue
        old = before.pages.get(title)
        found = _made(new) if old is None else _kept(old, new, told, people)
        wrong += [f"{title}: {each}" for each in found]
    return wrong


def _made(page: Page) -> Iterable[str]:
    if not page.managed:
        yield "a tab that is not the program's was made"


def _kept(old: Page, new: Page, told: Told, people: frozenset[tuple[str, str]]) -> Iterable[str]:
    yield from _values(old, new, told, people)
    yield from _appended(old, new, told)
    yield from _looks(old, new)
    yield from _around(old, new, told)


def _values(old: Page, new: Page, told: Told, people: frozenset[tuple[str, str]]) -> Iterable[str]:
    """What is wrong with the cells that held something and hold something else."""
    for place, value in old.cells.items():
        now = new.cells.get(place)
        if now == value:
            continue
        address = old.addresses.get(place)
        what = f"{place} {address}: {value!r} -> {now!r}"
        if address is None:
            yield f"{what}, in no managed cell"
        elif (address.tab, address.column) in people:
            yield f"{what}, in a column of people"
        elif address.tab == JOURNAL:
            if address.column != "state":
                yield f"{what}, in the journal"
        elif address not in told.cells:
            yield f"{what}, and nobody is told"
        else:
            yield from _told_rightly(told.cells[address], value, now, what)


def _told_rightly(cell: Changed, value: object, now: object, what: str) -> Iterable[str]:
    if plain(cell.before) != plain(value) or plain(cell.after) != plain(now):
        yield f"{what}, told as {cell.before!r} -> {cell.after!r}"


def _appended(old: Page, new: Page, told: Told) -> Iterable[str]:
    """What is wrong with the cells that were empty."""
    filled = max((line for line, _ in old.cells), default=0)
    for place, value in new.cells.items():
        if place in old.cells:
            continue
        address, what = new.addresses.get(place), f"{place}: {value!r} is new"
        if place[1] not in new.managed:
            yield f"{what}, in a column of people"
        elif place[1] not in old.managed and address is None:
            continue  # identity and heading of a column that is new
        elif address is None:
            yield f"{what}, in no record"
        elif place in old.addresses or address in told.cells:
            if address not in told.cells and address.tab != JOURNAL:
                yield f"{what}, and nobody is told"
        elif place[0] <= filled:
            yield f"{what}, above line {filled} that holds something"
        elif address.tab != JOURNAL and plain(value) != _added(told, address):
            yield f"{what}, and nobody is told of the line"


def _added(told: Told, address: Address) -> str | None:
    values = told.added.get((address.tab, address.row))
    if values is None:
        return None
    return plain(values.get(address.column, address.row))


def _looks(old: Page, new: Page) -> Iterable[str]:
    for place, look in old.looks.items():
        if new.looks.get(place) != look:
            yield f"{place}: looks {look} -> {new.looks.get(place)}"


def _around(old: Page, new: Page, told: Told) -> Iterable[str]:
    """What is wrong with all that is no cell; rules may come with a new column."""
    grows = {"rules", "lists"} if told.columns else set()
    for name, value in old.around.items():
        now = new.around[name]
        if now != value and not (name in grows and {*value} <= {*now}):  # type: ignore[misc]
            yield f"{name}: {value} -> {now}"
    for column, width in old.widths.items():
        if new.widths.get(column) != width:
            yield f"column {column}: {width} wide -> {new.widths.get(column)}"
    written = {line for line, _ in new.cells} - {line for line, _ in old.cells}
    written |= {p[0] for p, a in old.addresses.items() if a in told.cells}
    for line, height in old.heights.items():
        now_high = new.heights.get(line, 0)
        if now_high != height and not (line in written and now_high > height):
            yield f"row {line}: {height} high -> {now_high}"
