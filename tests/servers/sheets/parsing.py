"""USER_ENTERED: what a text becomes when typed into a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from tests.servers.sheets import serial

if TYPE_CHECKING:
    from tests.servers.sheets.cells import Scalar
    from tests.servers.sheets.locales import Locale

TIME = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?"
ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
SHORT = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
DAY_FIRST = re.compile(r"(\d{1,2})\s+([^\W\d]{3,})\.?,?\s+(\d{4})")
MONTH_FIRST = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})")
CENTURY = 30  # two-digit years up to here are of this century
SYMBOLS = "$€£"


@dataclass(frozen=True, slots=True)
class Typed:
    """What typing gave: a value or a formula, and the number format that came with it."""

    value: Scalar | None = None
    formula: str | None = None
    kind: str = ""
    pattern: str = ""


def typed(text: str, locale: Locale) -> Typed:
    """Read a text as if a person had typed it into a cell with an automatic format."""
    if text.startswith("=") and len(text) > 1:
        return Typed(formula=text)
    if text.startswith("'"):
        return Typed(text[1:])
    upper = text.strip().upper()
    if upper in {locale.true, "TRUE"}:
        return Typed(value=True)
    if upper in {locale.false, "FALSE"}:
        return Typed(value=False)
    if not any(sign.isdigit() for sign in text):
        return Typed(text)
    return number(text.strip(), locale) or moment(text.strip(), locale) or Typed(text)


def number(text: str, locale: Locale) -> Typed | None:
    """A number, percentage or amount; None when it is none."""
    symbol = text[:1] if text[:1] in SYMBOLS else text[-1:] if text[-1:] in SYMBOLS else ""
    bare = text.strip(SYMBOLS).strip() if symbol else text
    percent = bare.endswith("%")
    digits = bare.removesuffix("%").strip()
    whole, group = numeric(locale)
    match = whole.fullmatch(digits)
    if not match or not any(sign.isdigit() for sign in digits.partition("e")[0]):
        return None
    plain = group.sub("", digits).replace(locale.decimal, ".")
    value = float(plain)
    exact: float = int(value) if value.is_integer() and abs(value) < 10**15 else value
    return formatted(exact, match, percent=percent, symbol=symbol)


@cache
def numeric(locale: Locale) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a number (whole part, fraction, exponent) and of what groups its digits."""
    decimal = re.escape(locale.decimal)
    group = "[\u202f\u00a0 ]" if locale.group == "\u202f" else re.escape(locale.group)
    whole = rf"[+-]?(\d{{1,3}}(?:{group}\d{{3}})+|\d*)(?:{decimal}(\d*))?(?:[eE]([+-]?\d+))?"
    return re.compile(whole), re.compile(group)


def formatted(value: float, match: re.Match[str], *, percent: bool, symbol: str) -> Typed:
    """The number with the format that typing it like this gives."""
    cents = "0.00" if match[2] else "0"
    if percent:
        exact = round(value / 100, 15)
        return Typed(exact, kind="PERCENT", pattern=f"{cents}%")
    if symbol:
        return Typed(value, kind="CURRENCY", pattern=f"[${symbol}]#,##{cents}")
    if match[3]:
        return Typed(value, kind="SCIENTIFIC", pattern="0.00E+00")
    grouped = match[1] and not match[1].isdigit()
    return Typed(value, kind="NUMBER", pattern=f"#,##{cents}") if grouped else Typed(value)


def moment(text: str, locale: Locale) -> Typed | None:
    """A day, a time of day or both; None when it is none."""
    match = re.fullmatch(TIME, text)
    if match:
        clock = time_of(match)
        pattern = "h:mm:ss" if match[3] else "h:mm"
        if clock is None:
            return None
        return Typed(clock.total_seconds() / 86400, kind="TIME", pattern=pattern)
    match = re.fullmatch(rf"(.+?)[T ]\s*{TIME}", text)
    if match:
        part = day(match[1], locale)
        clock = time_of(re.fullmatch(TIME, text[match.end(1) + 1 :].strip()))
        if part is None or clock is None:
            return None
        pattern = f"{part[1]} h:mm:ss"
        return Typed(serial.number(part[0] + clock), kind="DATE_TIME", pattern=pattern)
    alone = day(text, locale)
    return alone and Typed(serial.number(alone[0]), kind="DATE", pattern=alone[1])


def time_of(match: re.Match[str] | None) -> timedelta | None:
    """A time of day."""
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


def day(text: str, locale: Locale) -> tuple[datetime, str] | None:
    """A day and the pattern it is shown in."""
    match = ISO.fullmatch(text)
    if match:
        return dated(match[1], match[2], match[3], "yyyy-mm-dd")
    match = SHORT.fullmatch(text)
    if match:
        one, two = (2, 1) if locale.month_first else (1, 2)
        return dated(match[3], match[two], match[one], locale.date)
    match = DAY_FIRST.fullmatch(text)
    if match:
        return dated(match[3], month(match[2], locale), match[1], "d mmm yyyy")
    match = MONTH_FIRST.fullmatch(text)
    return match and dated(match[3], month(match[1], locale), match[2], "mmm d, yyyy")


def month(word: str, locale: Locale) -> str:
    """Number of a month's name, or of the beginning of one; "0" when it is none."""
    for position, name in enumerate(locale.months, start=1):
        if name.lower().startswith(word.lower()):
            return str(position)
    return "0"


def dated(year: str, month: str, day: str, pattern: str) -> tuple[datetime, str] | None:
    """A day of the calendar, or None when there is no such day."""
    full = int(year)
    if len(year) == 2:
        full += 2000 if full < CENTURY else 1900
    try:
        return datetime(full, int(month), int(day)), pattern  # noqa: DTZ001  # a day has no zone
    except ValueError:
        return None
