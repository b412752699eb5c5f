"""The changes of a plan as the journal's file keeps them: complete, and without the plan.

The plan's own line in « Journal » is left out. What it changes in the program's memory
(:mod:`sheets_sync.memory`) is kept apart, because undoing must put it back too.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import TypeAlias

from reports.language import N_
from reports.language import NN_
from sheets_sync.journal import TAB_ID
from sheets_sync.journal import UNDOES
from sheets_sync.memory import BASE_TAB
from sheets_sync.originals import Shown
from sheets_sync.plan import taken_out
from sheets_sync.values import digest
from sheets_sync.values import text

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Iterator
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.plan import Plan
    from sheets_sync.plan import SetCell
    from sheets_sync.tabs.model import CellValue

Address: TypeAlias = "tuple[str, str]"
"""A tab id and a row key."""

CellAddress: TypeAlias = "tuple[str, str, str]"
"""A tab id, a row key and a column id."""

KINDS = {
    "columns": NN_("{count} new column", "{count} new columns"),
    "rows": NN_("{count} new line", "{count} new lines"),
    "removed": NN_("{count} line taken out", "{count} lines taken out"),
    "cells": NN_("{count} changed cell", "{count} changed cells"),
}
"""What is counted of each tab, in the order in which it is told."""


class NewTab(NamedTuple):
    """A tab that was made."""

    tab: str
    title: str


class NewColumn(NamedTuple):
    """A column that was added."""

    tab: str
    column: str
    heading: str


class Line(NamedTuple):
    """A row that was added or taken out; ``values`` by column id, empty ones left out."""

    tab: str
    row: str
    values: Mapping[str, CellValue]
    why: str


class Cell(NamedTuple):
    """A cell that was changed; ``formula`` tells that ``before`` is one that a person wrote.

    ``held`` and ``runs`` tell what a text ``before`` stood for, as
    :class:`~sheets_sync.originals.Shown` has it; "" for a text that is one.
    """

    tab: str
    row: str
    column: str
    before: CellValue
    after: CellValue
    why: str
    formula: bool = False
    held: str = ""
    runs: str = ""


class Remembered(NamedTuple):
    """A line of the memory that was changed (``<tab id>/<row key>``).

    ``before`` is its text, None when there was none; ``after`` the digest of its text
    then, "" when the line went.
    """

    line: str
    before: str | None
    after: str


class Changes(NamedTuple):
    """All changes of one plan."""

    created: tuple[NewTab, ...] = ()
    columns: tuple[NewColumn, ...] = ()
    rows: tuple[Line, ...] = ()
    removed: tuple[Line, ...] = ()
    cells: tuple[Cell, ...] = ()
    memory: tuple[Remembered, ...] = ()


Change: TypeAlias = NewTab | NewColumn | Line | Cell | Remembered
RECORDS = {
    "created": NewTab,
    "columns": NewColumn,
    "rows": Line,
    "removed": Line,
    "cells": Cell,
    "memory": Remembered,
}
UNUSUAL = ("formula", "held", "runs")
"""What is told of a cell only where it was no plain value."""


def sections(
    plan: Plan, formulas: Container[CellAddress] = frozenset()
) -> dict[str, Iterator[Change]]:
    """The changes of a plan, by the names of :class:`Changes`, made as they are asked for.

    ``formulas`` are the cells that held one when the plan was made.
    """
    gone = taken_out(plan)
    return {
        "created": (
            NewTab(each.tab.id, each.tab.title) for each in plan.create if told(each.tab.id)
        ),
        "columns": (
            NewColumn(each.tab.id, each.column.id, each.column.heading)
            for each in plan.columns
            if told(each.tab.id)
        ),
        "rows": (
            Line(each.tab.id, each.key, {**each.values}, each.why)
            for each in plan.rows
            if told(each.tab.id)
        ),
        "removed": _removed(plan, gone),
        "cells": (
            _cell(each, formulas)
            for each in plan.cells
            if told(each.tab.id) and _address(each) not in gone
        ),
        "memory": _memory(plan),
    }


def read_changes(data: Mapping[str, Any]) -> Changes:
    """The changes from what JSON gave back; ``KeyError`` or ``TypeError`` when it is no such."""
    return Changes(
        **{name: tuple(kind(**each) for each in data[name]) for name, kind in RECORDS.items()}
    )


def as_record(change: Change) -> dict[str, object]:
    """A change as values that JSON can hold; that a cell was plain goes without saying."""
    record = change._asdict()
    for name in UNUSUAL:
        if not record.get(name, True):
            del record[name]
    return record


def told(tab: str) -> bool:
    """Whether the changes of a tab are listed: not those of the memory and the journal."""
    return tab not in {BASE_TAB.id, TAB_ID}


def noteworthy(plan: Plan) -> bool:
    """Whether a plan deserves an entry: it changes what people see, or undoes something."""
    return any(told(tab) for tab, _ in _titles(plan)) or UNDOES in plan.facts


def touched(plan: Plan) -> set[Address]:
    """The lines that a plan adds, takes out or changes cells of."""
    rows = {(each.tab.id, each.key) for each in plan.rows}
    both = rows | {_address(each) for each in plan.cells}
    return {(tab, key) for tab, key in both if told(tab)}


def counts(plan: Plan) -> dict[str, int]:
    """How many changes of each kind."""
    return {
        name: sum(1 for _ in found) for name, found in sections(plan).items() if name != "memory"
    }


def in_words(plan: Plan, language: Language) -> str:
    """The changes in words: a line per tab, and what is undone first."""
    titles = dict(_titles(plan))
    made: set[str] = set()
    counted: Counter[tuple[str, str]] = Counter()
    for kind, found in sections(plan).items():
        if kind == "created":
            made = {each.tab for each in found if isinstance(each, NewTab)}
        elif kind != "memory":
            counted.update((each.tab, kind) for each in found if not isinstance(each, Remembered))
    undoes = plan.facts.get(UNDOES)
    lines = [language.text(N_("undoes No. {number}"), number=undoes)] if undoes else []
    for tab in filter(told, titles):
        parts = [language.text(N_("new tab"))] if tab in made else []
        parts += [
            language.plural(*forms, counted[tab, kind])
            for kind, forms in KINDS.items()
            if counted[tab, kind]
        ]
        what = ", ".join(parts)
        lines.append(language.text(N_("{tab}: {what}"), tab=titles[tab], what=what))
    return "\n".join(lines)


def _titles(plan: Plan) -> Iterator[tuple[str, str]]:
    """Id and title of the tab of each change."""
    yield from ((each.tab.id, each.tab.title) for each in plan.create)
    yield from ((each.tab.id, each.tab.title) for each in plan.columns)
    yield from ((each.tab.id, each.tab.title) for each in plan.rows)
    yield from ((each.tab.id, each.tab.title) for each in plan.cells)


def _address(cell: SetCell) -> Address:
    return cell.tab.id, cell.key


def _cell(cell: SetCell, formulas: Container[CellAddress]) -> Cell:
    shown = cell.before if isinstance(cell.before, Shown) else None
    return Cell(
        *(cell.tab.id, cell.key, cell.column),
        *(cell.before, cell.after, cell.why),
        formula=(cell.tab.id, cell.key, cell.column) in formulas,
        held=shown.held.value if shown else "",
        runs=shown.runs if shown else "",
    )


def _removed(plan: Plan, gone: Container[Address]) -> Iterator[Line]:
    values: dict[Address, dict[str, CellValue]] = {}
    why: dict[Address, str] = {}
    for each in plan.cells:
        if told(each.tab.id) and _address(each) in gone:
            values.setdefault(_address(each), {})[each.column] = each.before
            why[_address(each)] = each.why
    for address, record in values.items():
        yield Line(*address, record, why[address])


def _memory(plan: Plan) -> Iterator[Remembered]:
    """Lines about rows; those that name the columns of a tab only ever grow."""
    for row in plan.rows:
        if row.tab.id == BASE_TAB.id and "/" in row.key:
            yield Remembered(row.key, None, mark(text(row.values.get("written"))))
    for cell in plan.cells:
        if cell.tab.id == BASE_TAB.id and cell.column == "written" and "/" in cell.key:
            yield Remembered(cell.key, text(cell.before), mark(text(cell.after) or None))


def mark(written: str | None) -> str:
    """What tells a text of the memory from others; "" when there is none."""
    return "" if written is None else digest(written)
