"""Dates, hours, numbers and lists of the documents."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from reports.language import Language

FR = Language("fr")
EN = Language("en")


def test_weekday_is_computed() -> None:
    assert FR.date(date(2023, 12, 6)) == "mercredi 6 décembre 2023"
    assert FR.date(date(2021, 11, 8)) == "lundi 8 novembre 2021"
    assert EN.date(date(2023, 12, 6)) == "Wednesday, December 6, 2023"


def test_first_of_the_month_is_an_ordinal_in_french() -> None:
    assert FR.day(date(2025, 9, 1)) == "1er septembre 2025"
    assert FR.date(date(2025, 9, 1)) == "lundi 1er septembre 2025"
    assert FR.day(date(2025, 9, 11)) == "11 septembre 2025"


@pytest.mark.parametrize(
    ("start", "end", "french"),
    [
        (date(2023, 6, 12), date(2023, 11, 10), "du 12 juin au 10 novembre 2023"),
        (date(2025, 9, 1), date(2025, 9, 30), "du 1er au 30 septembre 2025"),
        (date(2024, 12, 1), date(2025, 1, 15), "du 1er décembre 2024 au 15 janvier 2025"),
        (date(2025, 9, 1), date(2025, 9, 1), "le 1er septembre 2025"),
    ],
)
def test_period_says_nothing_twice(start: date, end: date, french: str) -> None:
    assert FR.period(start, end) == french


def test_period_in_english() -> None:
    assert EN.period(date(2023, 6, 12), date(2023, 11, 10)) == (
        "from June 12, 2023 to November 10, 2023"
    )


def test_hours() -> None:
    assert FR.hours(time(17), time(18, 30)) == "de 17\xa0h à 18\xa0h\xa030"
    assert FR.hours(time(10), None) == "à 10\xa0h"
    assert FR.hours(None, time(18)) == ""


def test_moment_is_a_day_and_its_time() -> None:
    moment = datetime(2026, 11, 1, 10, 5, tzinfo=timezone(timedelta(hours=1)))
    assert FR.moment(moment) == "1er novembre 2026 à 10\xa0h\xa005"
    assert EN.moment(moment).replace("\u202f", " ") == "November 1, 2026 at 10:05 AM"


def test_number_is_never_rounded_up() -> None:
    assert FR.number(Fraction(4999, 100), 1) == "49,9"


def test_plural_agrees() -> None:
    forms = ("{count} local authority", "{count} local authorities")
    assert [FR.plural(*forms, n) for n in (0, 1, 22)] == [
        "0 collectivité", "1 collectivité", "22 collectivités"
    ]  # fmt: skip


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        Language("de")


@pytest.mark.parametrize("language", [FR, EN])
@given(st.integers(0, 1_200))
def test_small_number_is_as_the_library_writes_it(language: Language, value: int) -> None:
    assert language.number(value) == format_decimal(value, "#,##0", locale=language.code)
