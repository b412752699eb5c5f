"""Dates as numbers: days since 1899-12-30, the time of day as a fraction."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta

ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet's dates have no zone


def number(moment: datetime) -> float:
    """Serial number of a moment; whole days as whole numbers."""
    gap = moment - ZERO
    seconds = gap.seconds + gap.microseconds / 1e6
    return gap.days + seconds / 86400 if seconds else gap.days


def moment(serial: float) -> datetime:
    """Moment of a serial number, to the millisecond."""
    milliseconds = round(serial * 86_400_000)
    return ZERO + timedelta(milliseconds=milliseconds)
