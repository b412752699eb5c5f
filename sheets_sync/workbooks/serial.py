"""Dates, times and durations as the numbers that spreadsheets keep: days since a day zero."""

from __future__ import annotations

import re
from datetime import datetime
from datetime import timedelta

_SPAN = r"(-?\d+):(\d\d):(\d\d(?:\.\d+)?)"


def serial(text: str, *, since_1904: bool = False) -> float:
    """The number of what was read as a text: ISO 8601, or hours, minutes and seconds.

    ``since_1904`` is for files whose day zero is in that year. ``ValueError`` for any other
    text.
    """
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900
    from openpyxl.utils.datetime import to_excel

    epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    return float(to_excel(_moment(text), epoch))  # type: ignore[no-untyped-call] # it has none


def _moment(text: str) -> datetime | timedelta:
    span = re.fullmatch(_SPAN, text)
    if not span:
        return datetime.fromisoformat(text)
    hours, minutes, seconds = span.groups()
    return timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
