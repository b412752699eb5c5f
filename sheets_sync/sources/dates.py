"""Moments as the platforms write them, to local ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sheets_sync.form import DateOrder

if TYPE_CHECKING:
    from datetime import tzinfo

_ISO = re.compile(
    r"(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?:[T ,]+(?P<rest>.+))?", re.ASCII
)
_LOCAL = re.compile(
    r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>\d{4}|\d{2})"
    r"(?:[T, ]+(?:(?:à|a|at|-)\s+)?(?P<rest>.+))?",
    re.ASCII | re.IGNORECASE,
)
_TIME = re.compile(
    r"(?P<h>\d{1,2})(?::|\s?h\s?)(?P<min>\d{2})?(?::(?P<s>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>.*)",
    re.ASCII | re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*(?P<sign>[+\-−])(?P<h>\d{1,2}):?(?P<m>\d{2})?", re.ASCII)
_NOON = 12
_SHORT_YEARS = 100
_CENTURY = 2000
"""What a year of two digits leaves out; LibreOffice shows dates so."""

_LONGEST = 60


def read_moment(text: str, order: DateOrder, zone: str) -> datetime | None:
    """The aware local moment that a text states; None when it can't be told.

    Without an offset the moment is local already; a date alone is its first minute.
    """
    clean = " ".join(text[:_LONGEST].split())
    parts = _ISO.fullmatch(clean) or _LOCAL.fullmatch(clean)
    if not parts:
        return None
    clock = _clock(parts["rest"])
    if clock is None:
        return None
    hour, minute, second, offset = clock
    try:
        day = _day(parts, order)
        local = datetime(*day, hour, minute, second, tzinfo=offset or ZoneInfo(zone))
        return local.astimezone(ZoneInfo(zone))
    except (ValueError, OverflowError):
        return None


def _day(parts: re.Match[str], order: DateOrder) -> tuple[int, int, int]:
    if "m" in parts.groupdict():
        return int(parts["y"]), int(parts["m"]), int(parts["d"])
    first, second = int(parts["a"]), int(parts["b"])
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    year = int(parts["y"])
    return year if year >= _SHORT_YEARS else _CENTURY + year, month, day


def _clock(rest: str | None) -> tuple[int, int, int, tzinfo | None] | None:
    """Hour, minute, second and offset; None when there is something else."""
    if not rest:
        return 0, 0, 0, None
    parts = _TIME.fullmatch(rest.strip())
    if not parts:
        return None
    zone = parts["zone"].strip()
    offset = _offset(zone) if zone else None
    if zone and offset is None:
        return None
    hour = _hour(int(parts["h"]), (parts["half"] or "").casefold())
    return hour, int(parts["min"] or 0), int(parts["s"] or 0), offset


def _hour(hour: int, half: str) -> int:
    if half.startswith("p") and hour < _NOON:
        return hour + _NOON
    return 0 if half.startswith("a") and hour == _NOON else hour


def _offset(text: str) -> tzinfo | None:
    """The offset, None when it can't be read."""
    if text in {"Z", "UTC", "GMT"}:
        return UTC
    parts = _OFFSET.fullmatch(text)
    if not parts:
        return None
    size = timedelta(hours=int(parts["h"]), minutes=int(parts["m"] or 0))
    return timezone(size if parts["sign"] == "+" else -size)


def local_iso(moment: datetime) -> str:
    """A moment as the table keeps it: local, to the second, without its offset."""
    return moment.replace(tzinfo=None).isoformat("T", "seconds")
