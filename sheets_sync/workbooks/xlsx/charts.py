"""The charts of a new tab: a drawing with a frame for each, and a part for each chart.

Only references stand in them, no copies of the figures: whoever opens the workbook draws
what the cells hold, and the parts never have to be written again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.tabs import look
from sheets_sync.workbooks.xlsx.cells import escape
from sheets_sync.workbooks.xlsx.refs import Area

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import Chart

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FRAMES = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

EMU = 9525
"""Units of drawings in a pixel."""


class Spot(NamedTuple):
    """Where a chart finds its figures: its tab's title, the sheet columns by id, the lines."""

    title: str
    columns: Mapping[str, int]
    lines: Sequence[int]

    def area(self, column: str, *, heading: bool = False) -> str:
        """A reference to what stands in a column, or to its heading in the block."""
        place = self.columns[column]
        top, bottom = (self.lines[0],) * 2 if heading else (self.lines[1], self.lines[-1])
        quoted = self.title.replace("'", "''")
        return escape(f"'{quoted}'!{Area(top, place, bottom, place).absolute()}")


def drawing_part(charts: Sequence[Chart], left: int) -> bytes:
    """The frames of charts, whose parts are linked as rId1, rId2 and so on.

    ``left`` is the sheet column, from 1, from which on they stand.
    """
    frames = "".join(_frame(chart, number, left) for number, chart in enumerate(charts, start=1))
    spaces = f'xmlns:xdr="{_FRAMES}" xmlns:a="{_MAIN}"'
    return f"{_HEAD}<xdr:wsDr {spaces}>{frames}</xdr:wsDr>".encode()


def _frame(chart: Chart, number: int, left: int) -> str:
    place = look.chart_place(number - 1)
    name, told = (_attribute(each) for each in (chart.title, chart.description))
    return (
        "<xdr:oneCellAnchor>"
        f"<xdr:from><xdr:col>{left - 1 + place.columns}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{place.line - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
        f'<xdr:ext cx="{look.CHART_WIDTH * EMU}" cy="{look.CHART_HEIGHT * EMU}"/>'
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="{number + 1}" name="{name}" descr="{told}"/><xdr:cNvGraphicFramePr/>'
        "</xdr:nvGraphicFramePr>"
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_LINKS}" r:id="rId{number}"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>"
    )


def chart_part(chart: Chart, spot: Spot) -> bytes:
    """One chart."""
    series = "".join(
        _series(chart, index, column, spot) for index, column in enumerate(chart.series)
    )
    legend = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_words(look.INK)}</c:legend>'
        if len(chart.series) > 1
        else ""
    )
    overlap = '<c:overlap val="100"/>' if chart.stacked else ""
    spaces = f'xmlns:c="{_CHART}" xmlns:a="{_MAIN}"'
    return (
        f'{_HEAD}<c:chartSpace {spaces}><c:roundedCorners val="0"/><c:chart>{_title(chart.title)}'
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="{"bar" if chart.lying else "col"}"/>'
        f'<c:grouping val="{"stacked" if chart.stacked else "clustered"}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/>{overlap}'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_names_axis(chart)}{_figures_axis(chart)}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    ).encode()


def _title(text: str) -> str:
    look_of_it = f'<a:solidFill><a:srgbClr val="{look.INK}"/></a:solidFill>'
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p>"
        f'<a:pPr><a:defRPr sz="1200" b="1">{look_of_it}</a:defRPr></a:pPr>'
        f'<a:r><a:rPr sz="1200" b="1">{look_of_it}</a:rPr><a:t>{escape(text)}</a:t></a:r>'
        '</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _series(chart: Chart, index: int, column: str, spot: Spot) -> str:
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx><c:strRef><c:f>{spot.area(column, heading=True)}</c:f></c:strRef></c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{chart.colours[index]}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f"<c:dLbls>{_label(chart, index)}"
        '<c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{spot.area(chart.labels)}</c:f></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{spot.area(column)}</c:f></c:numRef></c:val></c:ser>"
    )


def _label(chart: Chart, index: int) -> str:
    """How the figure of a bar is written: at its end, or within where bars are stacked."""
    if not chart.stacked:
        return f'{_words(look.INK)}<c:dLblPos val="outEnd"/>'
    ink = look.ink_on(chart.colours[index])
    zeros = '<c:numFmt formatCode="0;;" sourceLinked="0"/>'  # nothing to see, nothing to say
    return f'{zeros}{_words(ink)}<c:dLblPos val="ctr"/>'


def _names_axis(chart: Chart) -> str:
    # Lying bars are drawn from below: turned round, they come as the lines do.
    order, side = ("maxMin", "l") if chart.lying else ("minMax", "b")
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_line()}{_words(look.INK)}'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _figures_axis(chart: Chart) -> str:
    # Where nothing says how far it goes, counts are told by the bars: an axis would show halves.
    bare = chart.highest is None
    highest = "" if bare else f'<c:max val="{chart.highest}"/>'
    grid = "" if bare else f"<c:majorGridlines>{_line()}</c:majorGridlines>"
    side, crosses = ("b", "max") if chart.lying else ("l", "autoZero")
    return (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'{highest}<c:min val="0"/></c:scaling><c:delete val="{int(bare)}"/>'
        f'<c:axPos val="{side}"/>{grid}'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_words(look.INK)}'
        f'<c:crossAx val="1"/><c:crosses val="{crosses}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _line() -> str:
    fill = f'<a:solidFill><a:srgbClr val="{look.CELL_LINE}"/></a:solidFill>'
    return f'<c:spPr><a:ln w="9525">{fill}</a:ln></c:spPr>'


def _words(ink: str) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900">{fill}</a:defRPr></a:pPr>'
        "<a:endParaRPr/></a:p></c:txPr>"
    )


def _attribute(text: str) -> str:
    return escape(text).replace('"', "&quot;")
