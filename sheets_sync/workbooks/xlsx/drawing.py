"""The charts of a tab put into the package when the tab is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.workbooks.xlsx.charts import Spot
from sheets_sync.workbooks.xlsx.charts import chart_part
from sheets_sync.workbooks.xlsx.charts import drawing_part
from sheets_sync.workbooks.xlsx.registry import add_part

if TYPE_CHECKING:
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.xlsx.edit import SheetEdit
    from sheets_sync.workbooks.xlsx.zipped import Package

_DRAWING = "xl/drawings/drawing{}.xml"
_CHART = "xl/charts/chart{}.xml"


def draw(tab: Tab, edit: SheetEdit, package: Package) -> None:
    """Add a new tab's charts, whose rows are all appended; nothing for a tab without any.

    The sheet part names the drawing as rId1 already: it has no other link.
    """
    if not tab.charts:
        return
    data = drawing_part(tab.charts, len(tab.columns) + 2)
    drawing, _ = add_part(package, edit.part, "drawing", _DRAWING, data)
    for chart in tab.charts:
        spot = Spot(edit.title, edit.columns, [*map(edit.line_added, chart.rows)])
        add_part(package, drawing, "chart", _CHART, chart_part(chart, spot))
