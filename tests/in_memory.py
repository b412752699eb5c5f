"""A workbook that is only a value: plans are carried out as a spreadsheet would.

What is written comes back as spreadsheets give it: whole numbers as floats, empty texts
as empty cells, line ends as they like. People's acts are functions from one snapshot to
the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.workbooks.base import Snapshot
from sheets_sync.workbooks.base import TabState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from sheets_sync.plan import Plan
    from sheets_sync.tabs.model import CellValue

EMPTY = Snapshot("0", {}, exists=False)


def applied(plan: Plan, snapshot: Snapshot) -> Snapshot:
    """The workbook once a plan is carried out; a plan that does not fit is an error."""
    tabs = dict(snapshot.tabs)
    for made in plan.create:
        assert made.tab.id not in tabs
        tabs[made.tab.id] = state(made.tab.ids(), title=made.tab.title)
    for wider in plan.columns:
        assert wider.column.id not in tabs[wider.tab.id].columns
        tabs[wider.tab.id] = _widened(tabs[wider.tab.id], wider.column.id)
    for row in plan.rows:
        assert row.key not in tabs[row.tab.id].keys
        tabs[row.tab.id] = with_row(tabs[row.tab.id], row.key, row.values)
    for cell in plan.cells:
        found = tabs[cell.tab.id]
        now = found.values[cell.column][found.keys.index(cell.key)]
        assert now == cell.before, "the plan was made on another state"
        changed = with_cell(found, cell.key, cell.column, cell.after)
        if cell.column == cell.tab.key:
            changed = _without_key(changed, cell.key)
        tabs[cell.tab.id] = changed
    return Snapshot(snapshot.version + "'", tabs)


def state(columns: Iterable[str], title: str = "") -> TabState:
    """A tab without rows."""
    columns = tuple(columns)
    places = {column: at for at, column in enumerate(columns, 1)}
    return TabState(title, (), (), places, {}, dict.fromkeys(columns, ()))


def with_row(found: TabState, key: str, record: object) -> TabState:
    """The tab with one more row at its end."""
    assert isinstance(record, dict)
    values = {c: (*cells, given_back(record.get(c))) for c, cells in found.values.items()}
    return found._replace(keys=(*found.keys, key), lines=_lines(len(found.keys) + 1), values=values)


def with_cell(found: TabState, key: str, column: str, value: CellValue) -> TabState:
    """The tab with another value in one cell."""
    cells = list(found.values[column])
    cells[found.keys.index(key)] = given_back(value)
    return found._replace(values={**found.values, column: tuple(cells)})


def without_row(found: TabState, key: str) -> TabState:
    """The tab after somebody deleted a line."""
    return in_order(found, [at for at, each in enumerate(found.keys) if each != key])


def in_order(found: TabState, order: Sequence[int]) -> TabState:
    """The tab with the rows at these places, in this order."""
    return found._replace(
        keys=tuple(found.keys[at] for at in order),
        lines=_lines(len(order)),
        values={c: tuple(cells[at] for at in order) for c, cells in found.values.items()},
    )


def edited(snapshot: Snapshot, tab: str, key: str, column: str, value: CellValue) -> Snapshot:
    """The workbook after somebody typed a value in a cell."""
    found = with_cell(snapshot.tabs[tab], key, column, value)
    return snapshot._replace(tabs={**snapshot.tabs, tab: found})


def given_back(value: CellValue) -> CellValue:
    """What a spreadsheet reads where a value was written."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") or None
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


def _without_key(found: TabState, key: str) -> TabState:
    """The tab once the key of a row is emptied: all of the row must be empty then."""
    values = found.record(found.keys.index(key)).values()
    assert {*values} == {None}, "a row lost its key, not its values"
    return without_row(found, key)


def _widened(found: TabState, column: str) -> TabState:
    return found._replace(
        columns={**found.columns, column: len(found.columns) + 1},
        values={**found.values, column: (None,) * len(found.keys)},
    )


def _lines(count: int) -> tuple[int, ...]:
    return tuple(range(3, 3 + count))
