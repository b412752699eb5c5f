"""Which earlier versions are kept."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.retention import DAYS
from sheets_sync.workbooks.retention import LAST
from sheets_sync.workbooks.retention import outdated

NOW = datetime(2031, 5, 20, 12)  # noqa: DTZ001 - local times, as file names have them
MOMENTS = st.lists(st.datetimes(NOW - timedelta(days=90), NOW), max_size=60)


def test_few_versions_all_stay() -> None:
    moments = [NOW - timedelta(days=100 + day) for day in range(LAST)]
    assert outdated(moments, NOW) == set()


def test_of_one_day_the_newest_stay() -> None:
    moments = [NOW - timedelta(minutes=minute) for minute in range(LAST + 5)]
    assert outdated(moments, NOW) == set(moments[LAST:])


def test_last_of_each_recent_day_stays() -> None:
    recent = [NOW - timedelta(minutes=minute) for minute in range(LAST)]
    evening, morning = NOW - timedelta(days=3), NOW - timedelta(days=3, hours=5)
    old = NOW - timedelta(days=DAYS + 1)
    assert outdated([*recent, evening, morning, old], NOW) == {morning, old}


@given(MOMENTS)
def test_newest_and_last_of_recent_days_never_go(moments: list[datetime]) -> None:
    gone = outdated(moments, NOW)
    newest = sorted(set(moments), reverse=True)[:LAST]
    limit = (NOW - timedelta(days=DAYS)).date()
    days: dict[object, datetime] = {}
    for moment in moments:
        days[moment.date()] = max(moment, days.get(moment.date(), moment))
    assert gone.isdisjoint(newest)
    assert gone.isdisjoint(moment for day, moment in days.items() if moment.date() >= limit)


@given(MOMENTS)
def test_what_stays_is_bounded(moments: list[datetime]) -> None:
    assert len(set(moments) - outdated(moments, NOW)) <= LAST + DAYS + 1
