"""The values of settings that the engine does not know: exact numbers, moments, zones."""

from __future__ import annotations

import re
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from fractions import Fraction
from typing import Annotated
from zoneinfo import ZoneInfo
from zoneinfo import ZoneInfoNotFoundError
from zoneinfo import available_timezones

from pydantic_core import PydanticCustomError

from sheets_sync.settings.nearest import by_likeness
from sheets_sync.settings.shape import Before
from sheets_sync.settings.shape import Instead

_DIGITS = re.compile(r"[+-]?\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_COLOUR = re.compile(r"#?[0-9A-Fa-f]{6}", re.ASCII)
_END_OF_DAY = time(23, 59, 59, 999999)


def _number(value: object) -> Fraction:
    """An exact number of 0 or more, of at most nine digits each side of the point."""
    exact = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if not exact or not _DIGITS.fullmatch(str(value)):
        raise PydanticCustomError("config-not-number", "not a number")
    number = Fraction(str(value))
    if number < 0:
        raise PydanticCustomError("config-negative", "negative")
    return number


def _moment(value: object) -> datetime:
    """A local moment; a day means all of it."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, _END_OF_DAY)
    raise PydanticCustomError("config-not-moment", "not a moment")


def _day(value: object) -> object:
    """A date without a time; the engine would let midnight pass."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise PydanticCustomError("config-not-date", "not a date")
    return value


def _zone(value: object) -> object:
    if isinstance(value, str):
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            close = {"nearest": by_likeness(value, sorted(available_timezones()), 1)}
            raise PydanticCustomError("config-timezone", "no such zone", close) from None
    return value


def _colour(value: object) -> object:
    if isinstance(value, str) and not _COLOUR.fullmatch(value):
        raise PydanticCustomError("config-colour", "not a colour")
    return value.removeprefix("#").upper() if isinstance(value, str) else value


def written(value: object) -> object:
    """A text, if it is one, that says something."""
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("config-text-empty", "nothing written")
    return value


Number = Annotated[Fraction, Instead(_number)]
Moment = Annotated[datetime, Instead(_moment)]
Day = Annotated[date, Before(_day)]
Zone = Annotated[str, Before(_zone)]
Colour = Annotated[str, Before(_colour)]
