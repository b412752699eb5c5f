"""Charts of a tab in an .xlsx file: drawn once, read by other programs, nobody else's touched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.chart import Reference

from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from sheets_sync.workbooks.xlsx.xml import parse
from tests.app.libreoffice import saved
from tests.system import SOFFICE
from tests.system import require
from tests.workbooks.charted import ONE
from tests.workbooks.charted import PARTS
from tests.workbooks.charted import TAB
from tests.workbooks.charted import TWO
from tests.workbooks.charted import make

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"
SHEET = "'L’état d''ici'!"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook in which somebody drew a chart, and then the tab was made."""
    path = tmp_path / "campagne.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([1, 2])
    drawn = BarChart()
    drawn.add_data(Reference(sheet, min_col=1, min_row=1))
    sheet.add_chart(drawn, "C3")
    book.save(path)
    make(XlsxWorkbook(path))
    return path


def parts(path: Path, start: str) -> dict[str, bytes]:
    """The parts whose names begin somehow."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name.startswith(start)}


def tab(path: Path) -> Worksheet:
    """The tab with charts."""
    found: Worksheet = openpyxl.load_workbook(path)[TAB.title]
    return found


def drawn(sheet: Worksheet) -> list[tuple[object, ...]]:
    """What a program reads of each chart: its kind, and where its names and figures stand."""
    charts: list[BarChart] = sheet._charts  # type: ignore[attr-defined]
    return [
        (
            chart.barDir,
            chart.grouping,
            title(chart),
            [(each.tx.strRef.f, each.cat.strRef.f, each.val.numRef.f) for each in chart.series],
            chart.y_axis.scaling.max,
        )
        for chart in charts
    ]


def title(chart: BarChart) -> str:
    """What stands above a chart."""
    runs = chart.title.tx.rich.p[0].r  # type: ignore[union-attr] # these charts have a title
    return "".join(run.t for run in runs)


def test_charts_name_the_cells_of_their_lines(path: Path) -> None:
    pairs = [
        (SHEET + "$C$3:$C$3", SHEET + "$B$4:$B$5", SHEET + "$C$4:$C$5"),
        (SHEET + "$D$3:$D$3", SHEET + "$B$4:$B$5", SHEET + "$D$4:$D$5"),
    ]
    alone = [(SHEET + "$C$6:$C$6", SHEET + "$B$7:$B$8", SHEET + "$C$7:$C$8")]
    assert drawn(tab(path)) == [
        ("col", "clustered", TWO.title, pairs, None),
        ("bar", "clustered", ONE.title, alone, 100),
        ("col", "stacked", PARTS.title, pairs, None),
    ]


def test_axis_of_figures_stands_only_where_its_end_is_known(path: Path) -> None:
    """On counts, which bars tell, it would show halves of dossiers."""
    charts: list[BarChart] = tab(path)._charts  # type: ignore[attr-defined]
    axes = [(chart.y_axis.delete, chart.y_axis.majorGridlines is None) for chart in charts]
    assert axes == [(True, True), (False, False), (True, True)]


def test_charts_say_what_they_show(path: Path) -> None:
    with ZipFile(path) as package:
        root = parse(package.read("xl/drawings/drawing2.xml"))
    assert [(each.get("name"), each.get("descr")) for each in root.iter(FRAME)] == [
        (chart.title, chart.description) for chart in TAB.charts
    ]


def test_chart_that_somebody_drew_elsewhere_keeps_its_bytes(tmp_path: Path, path: Path) -> None:
    mine = tmp_path / "avant.xlsx"
    book = openpyxl.load_workbook(path)
    del book[TAB.title]
    book.save(mine)
    before = parts(mine, "xl/charts/") | parts(mine, "xl/drawings/")
    make(XlsxWorkbook(mine))
    after = parts(mine, "xl/charts/") | parts(mine, "xl/drawings/")
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + len(TAB.charts) + 2  # a drawing and its links


def test_charts_are_not_written_when_figures_change(path: Path) -> None:
    before = parts(path, "xl/charts/") | parts(path, "xl/drawings/")
    workbook = XlsxWorkbook(path)
    change = SetCell(TAB, "a", "first", 3, 4)
    workbook.apply(Plan(cells=(change,)), workbook.read([TAB]))
    assert parts(path, "xl/charts/") | parts(path, "xl/drawings/") == before


def test_chart_that_somebody_adds_on_the_tab_stays(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet: Worksheet = book[TAB.title]
    mine = BarChart()
    mine.add_data(Reference(sheet, min_col=3, min_row=4, max_row=5))
    sheet.add_chart(mine, "Z20")
    book.save(path)
    workbook = XlsxWorkbook(path)
    change = SetCell(TAB, "a", "first", 3, 4)
    workbook.apply(Plan(cells=(change,)), workbook.read([TAB]))
    assert len(drawn_series(path)) == len(TAB.charts) + 1


def drawn_series(path: Path) -> list[str]:
    """Where the figures of each chart stand."""
    charts: list[BarChart] = tab(path)._charts  # type: ignore[attr-defined]
    return [chart.series[0].val.numRef.f for chart in charts]


def test_libreoffice_keeps_the_charts_and_reads_their_figures(path: Path, tmp_path: Path) -> None:
    soffice = require(SOFFICE)
    target = saved(soffice, path, tmp_path)
    cached = [
        [[point.v for point in each.val.numRef.numCache.pt] for each in chart.series]
        for chart in tab(target)._charts  # type: ignore[attr-defined]
    ]
    assert cached == [
        [[3, 5], [2, 6]],
        [[61.5, 40]],
        [[3, 5], [2, 6]],
    ]
