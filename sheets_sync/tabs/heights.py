"""How high a row must be for its texts, as an estimate: no font is measured."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from sheets_sync.tabs.look import setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Column
    from sheets_sync.tabs.model import Tab

LINE = 15.0
"""The height of one line, in points."""

MOST = 20
"""More lines than this would fill a screen with one row."""

SHORT = 5
"""Texts up to this fit any column."""

_FILLED = 0.92
"""How much of a line words fill before they wrap, more or less."""

_BOLD = 0.85
"""How much of a usual text a bold one is, on the same width."""

_MARGIN = 0.4
"""Lines left empty above and below a heading."""


def text_lines(text: str, width: float) -> int:
    """The lines that a text takes in a column of a width in characters."""
    if len(text) < width * _FILLED and "\n" not in text:
        return 1
    room = max(width * _FILLED - 1, 1)
    return sum(max(ceil(len(part) / room), 1) for part in text.split("\n"))


def row_height(values: Mapping[str, CellValue], widths: Mapping[str, float]) -> float:
    """The height of a row in points; 0 when one line is enough.

    ``widths`` are those of the columns that wrap, in characters, by column id.
    """
    most = 1
    for each, value in values.items():
        if isinstance(value, str) and (len(value) > SHORT or "\n" in value) and each in widths:
            most = max(most, text_lines(value, widths[each]))
    return LINE * min(most, MOST) if most > 1 else 0.0


def heading_height(tab: Tab) -> float:
    """The height of the row of headings, in points."""
    needed = max(text_lines(each.heading, each.width * _BOLD) for each in tab.columns)
    return LINE * (min(needed, MOST) + _MARGIN)


def wraps(column: Column) -> bool:
    """Whether the texts of a column wrap."""
    return setting(column.kind, column.owner).wrap
