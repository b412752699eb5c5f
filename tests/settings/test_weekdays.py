"""Weekdays are named as the calendar's library names them."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest
from babel.dates import format_date

from reports.language import LANGUAGES
from sheets_sync.settings.dates_checks import weekday


@pytest.mark.parametrize("language", LANGUAGES)
def test_weekdays_of_a_week(language: str) -> None:
    days = [date(2023, 11, 6) + timedelta(days=number) for number in range(7)]
    assert [weekday(day, language) for day in days] == [
        format_date(day, "EEEE", locale=language) for day in days
    ]
