"""A tab with charts, made in any kind of workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.tabs.model import Chart
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Tab

if TYPE_CHECKING:
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Workbook

TWO = Chart(
    "levels",
    "Niveaux <proposés> & « décidés »",
    'Deux barres par niveau "proposé"',
    "what",
    ("first", "second"),
    ("h", "a", "b"),
    ("2F6F8F", "D98B2B"),
)
ONE = Chart(
    "domains",
    "Moyennes",
    "Une barre par domaine",
    "what",
    ("first",),
    ("k", "c", "d"),
    ("2F6F8F",),
    lying=True,
    highest=100,
)
PARTS = Chart(
    "parts", "Parts", "En deux parts", "what", TWO.series, TWO.rows, TWO.colours, stacked=True
)
TAB = Tab(
    id="board",
    title="L’état d'ici",
    key="line",
    columns=(
        Column("line", "Réf.", kind=Kind.KEY, hidden=True),
        Column("what", "Quoi"),
        Column("first", "Nombre", kind=Kind.FIGURE),
        Column("second", "Autre", kind=Kind.FIGURE),
    ),
    filtered=False,
    charts=(TWO, ONE, PARTS),
)
ROWS: dict[str, tuple[CellValue, CellValue, CellValue]] = {
    "h": ("Niveaux", "Proposés", "Décidés"),
    "a": ("Niveau 1", 3, 2),
    "b": ("Niveau 2", 5, 6),
    "k": ("Domaines", "Moyenne", None),
    "c": ("Logiciels", 61.5, None),
    "d": ("Données", 40, None),
}


def make(workbook: Workbook) -> None:
    """The tab with its rows."""
    added = [
        AddRow(TAB, key, {"what": what, "first": first, "second": second})
        for key, (what, first, second) in ROWS.items()
    ]
    workbook.apply(Plan(create=(CreateTab(TAB),), rows=tuple(added)), workbook.read([TAB]))
