"""The charts of a tab as requests: they come with the sheet, in the same change."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.tabs import look
from sheets_sync.workbooks.google import styles
from sheets_sync.workbooks.google.ranges import area

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import Chart
    from sheets_sync.tabs.model import Tab

Object = dict[str, Any]


def charts(
    tab: Tab, sheet_id: int, places: Mapping[str, int], lines: Mapping[str, int]
) -> Iterator[Object]:
    """Requests that draw the charts of a new tab.

    ``places`` gives sheet columns by column id, ``lines`` the rows by key.
    """
    left = len(tab.columns) + 1
    for index, chart in enumerate(tab.charts):
        place = look.chart_place(index)
        corner = {
            "sheetId": sheet_id,
            "rowIndex": place.line - 1,
            "columnIndex": left + place.columns,
        }
        position = {
            "anchorCell": corner,
            "widthPixels": look.CHART_WIDTH,
            "heightPixels": look.CHART_HEIGHT,
        }
        spec = _spec(chart, sheet_id, places, [lines[key] for key in chart.rows])
        yield {"addChart": {"chart": {"spec": spec, "position": {"overlayPosition": position}}}}


def _spec(chart: Chart, sheet_id: int, places: Mapping[str, int], lines: Sequence[int]) -> Object:
    def data(column: str) -> Object:
        within = area(sheet_id, (lines[0], lines[-1]), (places[column], places[column]))
        return {"sourceRange": {"sources": [within]}}

    figures = "BOTTOM_AXIS" if chart.lying else "LEFT_AXIS"
    names = "LEFT_AXIS" if chart.lying else "BOTTOM_AXIS"
    window = {"viewWindowMin": 0} | (
        {"viewWindowMax": chart.highest} if chart.highest is not None else {}
    )
    return {
        "title": chart.title,
        "altText": chart.description,
        "basicChart": {
            "chartType": "BAR" if chart.lying else "COLUMN",
            "legendPosition": "BOTTOM_LEGEND" if len(chart.series) > 1 else "NO_LEGEND",
            "axis": [{"position": figures, "viewWindowOptions": window}, {"position": names}],
            "domains": [{"domain": data(chart.labels)}],
            "series": [
                {
                    "series": data(column),
                    "targetAxis": figures,
                    "colorStyle": styles.colour(colour),
                    "dataLabel": {"type": "DATA"},
                }
                for column, colour in zip(chart.series, chart.colours, strict=True)
            ],
            "headerCount": 1,
            "stackedType": "STACKED" if chart.stacked else "NOT_STACKED",
        },
    }
