"""A small tab and a short way to merge it, for the tests of the merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import Language
from sheets_sync.merge import Merged
from sheets_sync.merge import merge
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work
from tests.in_memory import EMPTY
from tests.in_memory import applied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.plan import SetCell
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot

ENGLISH = Language("en")
NOW = "2023-11-06 09:00"
TAB = Tab(
    "answers",
    "Answers",
    "dossier",
    (
        Column("dossier", "Dossier", kind=Kind.KEY),
        Column("name", "Name"),
        Column("town", "Town"),
        Column("note", "Note", owner=Owner.PEOPLE),
    ),
)
KEEP = "keep the sheet's value"
TAKE = "take the form's value"
LEAVE = "leave this line out"
RESTORE = "restore this line"


def wanted(rows: Mapping[str, Mapping[str, CellValue]]) -> Wanted:
    """What the program wants, from rows by key; every row names the same columns."""
    columns = next(iter(rows.values()), {})
    return Wanted([*rows], {name: [row[name] for row in rows.values()] for name in columns})


def run(
    snapshot: Snapshot,
    rows: Mapping[str, Mapping[str, CellValue]],
    rules: Rules | None = None,
    tab: Tab = TAB,
    now: str = NOW,
) -> Merged:
    """One merge of the tab."""
    work = Work(tab, wanted(rows), rules or Rules())
    return merge([work], snapshot, ENGLISH, now)


def synced(
    snapshot: Snapshot,
    rows: Mapping[str, Mapping[str, CellValue]],
    rules: Rules | None = None,
    tab: Tab = TAB,
) -> Snapshot:
    """The workbook after a merge was carried out."""
    return applied(run(snapshot, rows, rules, tab).plan, snapshot)


def started(
    rows: Mapping[str, Mapping[str, CellValue]], rules: Rules | None = None, tab: Tab = TAB
) -> Snapshot:
    """A workbook after its first merge."""
    return synced(EMPTY, rows, rules, tab)


def cells(merged: Merged, tab: str = "answers") -> list[tuple[str, str, CellValue, CellValue, str]]:
    """The cells that a merge writes in a tab: key, column, before, after, why."""
    return [_short(each) for each in merged.plan.cells if each.tab.id == tab]


def record(snapshot: Snapshot, key: str, tab: str = "answers") -> dict[str, CellValue]:
    """One row of a tab."""
    found = snapshot.tabs[tab]
    return found.record(found.keys.index(key))


def _short(cell: SetCell) -> tuple[str, str, CellValue, CellValue, str]:
    return cell.key, cell.column, cell.before, cell.after, cell.why
