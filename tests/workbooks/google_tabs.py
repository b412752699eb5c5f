"""Tabs and plans that the tests of the Google workbook share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.memory import BASE_TAB
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Workbook

TAB = Tab(
    id="answers",
    title="Réponses",
    key="dossier",
    columns=(
        Column("dossier", "Dossier", kind=Kind.KEY),
        Column("name", "Collectivité"),
        Column("score", "Total", kind=Kind.POINTS),
        Column("opinion", "Avis", Owner.PEOPLE, Kind.LONG),
    ),
    frozen=1,
)
TABS = (TAB, BASE_TAB)


def made(workbook: Workbook, keys: Iterable[str] = ("101", "102", "103")) -> None:
    """The tab with a row for each key, and the program's memory of them."""
    rows = [AddRow(TAB, key, {"name": f"Commune {key}", "score": 1}) for key in keys]
    lines = [AddRow(BASE_TAB, f"answers/{row.key}", {"written": "x"}) for row in rows]
    create = (CreateTab(TAB), CreateTab(BASE_TAB))
    header = AddRow(BASE_TAB, "answers", {"written": "dossier\nname\nscore"})
    plan = Plan(create=create, rows=(*rows, header, *lines))
    workbook.apply(plan, workbook.read(TABS))


def renamed(key: str, before: CellValue, after: CellValue) -> SetCell:
    """A cell of the names changed."""
    return SetCell(TAB, key, "name", before, after)


def scored(key: str, before: CellValue, after: CellValue) -> SetCell:
    """A cell of the scores changed."""
    return SetCell(TAB, key, "score", before, after)


def table(workbook: Workbook) -> dict[str, dict[str, CellValue]]:
    """All rows by key."""
    state = workbook.read(TABS).tabs[TAB.id]
    return {key: state.record(at) for at, key in enumerate(state.keys)}
