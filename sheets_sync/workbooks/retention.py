"""Which earlier versions of a workbook are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

LAST = 20
"""How many of the newest versions are always kept."""

DAYS = 30
"""For how many days the last version of each day is kept as well."""


def outdated(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """The moments of the versions that may go: neither new nor the last of a recent day."""
    newest_first = sorted(set(moments), reverse=True)
    kept = set(newest_first[:LAST])
    last_of_day = {moment.date(): moment for moment in reversed(newest_first)}
    limit = (now - timedelta(days=DAYS)).date()
    kept |= {moment for day, moment in last_of_day.items() if day >= limit}
    return set(newest_first) - kept
