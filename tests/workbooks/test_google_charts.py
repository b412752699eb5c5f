"""Charts of a tab in a Google spreadsheet, from the same description as in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from tests.workbooks.charted import ONE
from tests.workbooks.charted import PARTS
from tests.workbooks.charted import TAB
from tests.workbooks.charted import TWO
from tests.workbooks.charted import make
from tests.workbooks.google_look import hexed
from tests.workbooks.google_office import Office
from tests.workbooks.google_office import office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.workbooks.google_look import Object


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """A spreadsheet in which the tab was made."""
    with office(tmp_path) as found:
        make(found.workbook())
        yield found


def charts(desk: Office) -> list[Object]:
    """The charts of the tab."""
    found = desk.book.fetch_sheet_metadata()["sheets"]
    sheet = next(each for each in found if each["properties"]["title"] == TAB.title)
    return list(sheet["charts"])


def ranges(part: Object) -> list[tuple[int, int, int, int]]:
    """The areas of a domain or series: first and last line, first and last column, from 1."""
    return [
        (
            area["startRowIndex"] + 1,
            area["endRowIndex"],
            area["startColumnIndex"] + 1,
            area["endColumnIndex"],
        )
        for area in part["sourceRange"]["sources"]
    ]


def test_charts_name_the_cells_of_their_lines(desk: Office) -> None:
    found = [each["spec"] for each in charts(desk)]
    assert [
        (
            spec["basicChart"]["chartType"],
            spec["basicChart"]["stackedType"],
            spec["title"],
            spec["altText"],
            [ranges(each["domain"]) for each in spec["basicChart"]["domains"]],
            [ranges(each["series"]) for each in spec["basicChart"]["series"]],
            [hexed(each["colorStyle"]) for each in spec["basicChart"]["series"]],
        )
        for spec in found
    ] == [
        (
            "BAR" if chart is ONE else "COLUMN",
            "STACKED" if chart is PARTS else "NOT_STACKED",
            chart.title,
            chart.description,
            [[(6, 8, 2, 2)]] if chart is ONE else [[(3, 5, 2, 2)]],
            [[(6, 8, 3, 3)]] if chart is ONE else [[(3, 5, 3, 3)], [(3, 5, 4, 4)]],
            list(chart.colours),
        )
        for chart in TAB.charts
    ]


def test_scale_ends_where_the_description_says(desk: Office) -> None:
    axes = [each["spec"]["basicChart"]["axis"][0] for each in charts(desk)]
    assert axes == [
        {"position": "LEFT_AXIS", "viewWindowOptions": {"viewWindowMin": 0}},
        {
            "position": "BOTTOM_AXIS",
            "viewWindowOptions": {"viewWindowMin": 0, "viewWindowMax": 100},
        },
        {"position": "LEFT_AXIS", "viewWindowOptions": {"viewWindowMin": 0}},
    ]


def test_charts_do_not_lie_over_each_other_or_the_columns(desk: Office) -> None:
    corners = [each["position"]["overlayPosition"]["anchorCell"] for each in charts(desk)]
    assert [(each["rowIndex"], each["columnIndex"]) for each in corners] == [
        (2, 5),
        (2, 10),
        (18, 5),
    ]


def test_chart_that_somebody_deleted_stays_away_when_figures_change(desk: Office) -> None:
    gone = charts(desk)[0]["chartId"]
    desk.book.batch_update({"requests": [{"deleteEmbeddedObject": {"objectId": gone}}]})
    workbook = desk.workbook()
    change = SetCell(TAB, "a", "first", 3, 4)
    workbook.apply(Plan(cells=(change,)), workbook.read([TAB]))
    assert [each["spec"]["title"] for each in charts(desk)] == [ONE.title, PARTS.title]


def test_ranges_follow_a_line_that_somebody_inserts(desk: Office) -> None:
    sheet = desk.book.worksheet(TAB.title)
    sheet.insert_row([], index=3)
    first = charts(desk)[0]["spec"]["basicChart"]
    assert [ranges(each["domain"]) for each in first["domains"]] == [[(4, 6, 2, 2)]]
    assert charts(desk)[0]["spec"]["title"] == TWO.title
