"""How managed tabs look, for every kind of spreadsheet: colours, alignments, formats.

Colours are ``RRGGBB``. Cool is the program's, warm or white is people's: whose cell it is
shows before one types. Fills are pale, so that a colour that a person gives to a cell stands out.

Visible tabs are protected against slips, without a password: cells of the program are locked,
people's and all beyond the managed columns are free, and every right that a spreadsheet can
grant on a protected sheet is granted. Some programs still refuse to sort a range with locked
cells, or to colour them: people then lift the protection from the menu. It is set only when
a tab is made, never put back; what people do to a managed cell is the merge's affair.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.tabs.model import FIRST_ROW
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner

if TYPE_CHECKING:
    from sheets_sync.tabs.model import Tab

TEXT_FORMAT = "@"
"""Text stays text when a person edits the cell: "007", "1,5" or "=1+1" included."""


class Shade(NamedTuple):
    """The colours of a column; ``heading_alternate`` tells neighbouring groups apart."""

    heading: str
    heading_alternate: str
    cell: str


SHADES = {
    Owner.PROGRAM: Shade("DCE6F0", "C9D8E8", "F6F9FC"),
    Owner.PEOPLE: Shade("FBE8C8", "F6DBAC", "FFFFFF"),
}
RIGHTS = (
    "formatCells",
    "formatColumns",
    "formatRows",
    "insertColumns",
    "insertRows",
    "insertHyperlinks",
    "deleteRows",
    "sort",
    "autoFilter",
    "pivotTables",
    "objects",
    "scenarios",
)
"""What people may do on a protected tab, besides typing in their cells."""

FONT = "Calibri"
"""The font of a new workbook; a tab in one that is there takes its usual font."""

SIZE = 11
INK = "1F2A37"
HEADING_LINE = "8A9BB0"
CELL_LINE = "E1E7EE"

GREYED = "666B73"
GREYED_FILL = "E3E5E8"
"""The row of a dossier from which a juror stands back."""

CHART_WIDTH, CHART_HEIGHT = 460, 300
"""The size of a chart, in pixels."""

_ACROSS, _DOWN = 5, 16
"""Sheet columns and lines, of the usual size, that a chart and the space beside it take."""

_MIDDLE = 0.22
"""The luminance on which dark ink and white read about equally well."""

_DARK = 0.04045
"""Where the sRGB curve begins to bend."""


PAGE_HOLDS = {False: 260, True: 170}
"""How wide a printed page may be, in characters, and still be read: lying, and upright."""


class ChartPlace(NamedTuple):
    """Where a chart stands: columns right of the first free one, and the line (from 1)."""

    columns: int
    line: int


def chart_place(index: int) -> ChartPlace:
    """The place of a chart of a tab, two side by side."""
    return ChartPlace(index % 2 * _ACROSS, FIRST_ROW + index // 2 * _DOWN)


def pages_across(tab: Tab) -> int:
    """How many pages of A4 lie side by side when a tab is printed."""
    width = sum(each.width for each in tab.columns if not each.hidden)
    return max(1, ceil(width / PAGE_HOLDS[tab.portrait]))


class Setting(NamedTuple):
    """How a kind of column is set; ``format`` is a number format, or "" for the usual one."""

    horizontal: str
    wrap: bool
    bold: bool
    format: str


SETTINGS = {
    Kind.KEY: Setting("left", wrap=False, bold=True, format=TEXT_FORMAT),
    Kind.TEXT: Setting("left", wrap=True, bold=False, format=TEXT_FORMAT),
    Kind.LONG: Setting("left", wrap=True, bold=False, format=TEXT_FORMAT),
    Kind.INTEGER: Setting("right", wrap=False, bold=False, format="#,##0"),
    Kind.POINTS: Setting("right", wrap=False, bold=False, format="0.0"),
    Kind.LEVEL: Setting("center", wrap=True, bold=True, format=TEXT_FORMAT),
    Kind.CHOICE: Setting("center", wrap=True, bold=False, format=TEXT_FORMAT),
    Kind.FIGURE: Setting("right", wrap=False, bold=False, format=""),
}


NUMBERS = (Kind.INTEGER, Kind.POINTS, Kind.FIGURE)
"""Kinds whose values are numbers: a colour by value compares them as such."""


def setting(kind: Kind, owner: Owner) -> Setting:
    """How a column is set; people's texts take the usual format, so that formulas work."""
    found = SETTINGS[kind]
    if owner is Owner.PEOPLE and found.format == TEXT_FORMAT:
        return found._replace(format="")
    return found


def ink_on(fill: str) -> str:
    """The text colour that reads best on a fill: dark ink or white."""
    red, green, blue = (int(fill[index : index + 2], 16) / 255 for index in (0, 2, 4))
    light = 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
    return INK if light > _MIDDLE else "FFFFFF"


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARK else ((channel + 0.055) / 1.055) ** 2.4


def alternates(groups: list[str]) -> list[bool]:
    """Which headings take the alternate shade, so that each group differs from the last."""
    marks: list[bool] = []
    for index, group in enumerate(groups):
        changed = index > 0 and group != groups[index - 1]
        marks.append((not marks[-1] if changed else marks[-1]) if marks else False)
    return marks
