"""How high a row must be for its texts, as an estimate: no font is measured.

Heights are written as automatic ones: Excel and LibreOffice compute them anew as soon as a
person edits the row, and LibreOffice would not compute them at all when it opens the file.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from sheets_sync.tabs.look import setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Column

LINE = 15.0
"""The height of one line, in points."""

MOST = 20
"""More lines than this would fill a screen with one row."""

SHORT = 5
"""Texts up to this fit any column."""

_FILLED = 0.92
"""How much of a line words fill before they wrap, more or less."""

_HEIGHT = re.compile(rb"""\sht=["']([\d.]+)["']""")
_FIXED = re.compile(rb"""\scustomHeight=["'](?:1|true)["']""")


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


def wraps(column: Column) -> bool:
    """Whether the texts of a column wrap."""
    return setting(column.kind, column.owner).wrap


def raised(tag: bytes, height: float) -> bytes:
    """A row's start tag with a height at least; one that a person fixed stays."""
    found = _HEIGHT.search(tag)
    if not height or _FIXED.search(tag) or (found and float(found[1]) >= height):
        return tag
    new = b' ht="%s"' % f"{height:g}".encode()
    if found:
        return tag[: found.start()] + new + tag[found.end() :]
    end = -2 if tag.endswith(b"/>") else -1
    return tag[:end] + new + tag[end:]
