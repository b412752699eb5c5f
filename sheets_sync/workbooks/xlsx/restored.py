"""Values of people's that a file gets back as what they were: dates, errors, bold words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sheets_sync.originals import Held
from sheets_sync.workbooks.serial import serial
from sheets_sync.workbooks.xlsx.plaintext import PlainStyles
from sheets_sync.workbooks.xlsx.plaintext import whole
from sheets_sync.workbooks.xlsx.xml import MAIN
from sheets_sync.workbooks.xlsx.xml import main
from sheets_sync.workbooks.xlsx.xml import parse

if TYPE_CHECKING:
    from sheets_sync.originals import Original
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.xlsx.book import Book
    from sheets_sync.workbooks.xlsx.styles import Styles

_SINCE_1904 = re.compile(rb"""<[\w.-]*:?workbookPr\s[^>]*date1904=["'](?:1|true)["']""")
_DAY, _MOMENT, _TIME, _SPAN = 14, 22, 21, 46
"""Formats that every spreadsheet has: a day, a day and its time, a time, a duration."""

_HOURS = re.compile(r"(-?\d+):\d\d:\d\d.*")
_HOURS_OF_A_DAY = 24


class Restorer:
    """Tells how such values are written in one workbook; ``styles`` are those it gets."""

    def __init__(self, book: Book, styles: Styles) -> None:
        """Look at nothing yet."""
        self._book = book
        self._styles = styles
        self._dateless = PlainStyles(book)

    def value(self, value: Original) -> CellValue:
        """What stands in the cell: a number for a date, an error or a formatted text as it is."""
        if value.held is Held.FORMATTED:
            return value if _reads(value) else str(value)
        if value.held is Held.ERROR:
            return value
        since_1904 = bool(_SINCE_1904.search(self._book.package.read(self._book.part)))
        return serial(value, since_1904=since_1904)

    def style(self, value: Original, style: str) -> str:
        """The style of its cell: the one it has, unless that shows no date."""
        if value.held is not Held.DATE or (style or "0").encode() not in self._dateless:
            return style
        return self._styles.numbered(style, _format(value))


def _reads(value: Original) -> bool:
    """Whether parts with their looks are that, and say the text that they stand for."""
    try:
        parts = parse(f'<is xmlns="{MAIN}">{value.runs}</is>'.encode())
        said = whole(value.runs.encode())
    except ValueError:
        return False
    return all(each.tag == main("r") for each in parts) and value == said


def _format(text: str) -> int:
    hours = _HOURS.fullmatch(text)
    if hours:
        return _TIME if 0 <= int(hours[1]) < _HOURS_OF_A_DAY else _SPAN
    return _MOMENT if "T" in text else _DAY
