"""Number formats: how a number is shown under a pattern such as ``#,##0.00`` or ``yyyy-mm-dd``."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.servers.sheets import serial

if TYPE_CHECKING:
    from datetime import datetime

    from tests.servers.sheets.locales import Locale

DEFAULTS = {
    "DATE": "",
    "TIME": "h:mm:ss am/pm",
    "DATE_TIME": "",
    "NUMBER": "#,##0.00",
    "PERCENT": "0.00%",
    "CURRENCY": "[$$]#,##0.00",
    "SCIENTIFIC": "0.00E+00",
}
DATES = {"DATE", "TIME", "DATE_TIME"}
PIECE = re.compile(r'"([^"]*)"|\\(.)|(\[h+\]|y+|m+|d+|h+|s+|am/pm|a/p)|(.)', re.IGNORECASE)
LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?(?:[eE][+-]0+)?|\.[#0?]+")


def general(value: float, locale: Locale) -> str:
    """A number without a format of its own: up to ten significant digits."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    text = f"{value:.10g}"
    if "e" in text:
        digits, _, power = text.partition("e")
        text = f"{digits}E{power}"
    return text.replace(".", locale.decimal)


def shown(value: float, kind: str, pattern: str, locale: Locale) -> str:
    """A number under a format; ``kind`` is NUMBER, PERCENT, DATE and so on."""
    if kind == "TEXT" or not (kind or pattern):
        return general(value, locale)
    used = pattern or DEFAULTS.get(kind) or locale.date
    if kind == "DATE_TIME" and not pattern:
        used = f"{locale.date} h:mm:ss"
    if kind in DATES:
        return date(value, used, locale)
    return number(value, used, locale)


def date(value: float, pattern: str, locale: Locale) -> str:
    """A serial number under a pattern of days and times."""
    when = serial.moment(value)
    half = bool(re.search(r"am/pm|a/p", pattern, re.IGNORECASE))
    shown, hours = [], False
    pieces = list(PIECE.finditer(pattern))
    for position, match in enumerate(pieces):
        quoted, escaped, piece, other = match.groups()
        if piece is None:
            shown.append(quoted or escaped or other or "")
            continue
        rest = "".join(later[3] or "" for later in pieces[position + 1 :])
        minutes = piece[:1] in {"m", "M"} and len(piece) < 3 and (hours or rest[:1] in {"s", "S"})
        shown.append(part(piece.lower(), when, locale, minutes=minutes, half=half))
        hours = piece[0] in "hH["
    return "".join(shown)


def part(piece: str, when: datetime, locale: Locale, *, minutes: bool, half: bool) -> str:
    """One piece of a date."""
    if piece.startswith("["):
        return str(int((when - serial.ZERO).total_seconds() // 3600))
    if piece in {"am/pm", "a/p"}:
        return ("AM" if when.hour < 12 else "PM")[: 1 if piece == "a/p" else 2]
    if minutes:
        return f"{when.minute:0{len(piece)}d}"
    hour = (when.hour - 1) % 12 + 1 if half else when.hour
    numbers = {"y": when.year, "m": when.month, "d": when.day, "h": hour, "s": when.second}
    value = numbers[piece[0]]
    if piece[0] == "y":
        return f"{value:04d}" if len(piece) > 2 else f"{value % 100:02d}"
    words = {"m": locale.months[when.month - 1], "d": locale.days[when.weekday()]}
    if piece[0] in words and len(piece) > 2:
        word = words[piece[0]]
        return word if len(piece) > 3 else word[:3]
    return f"{value:0{min(len(piece), 2)}d}"


def number(value: float, pattern: str, locale: Locale) -> str:
    """A number under a pattern of digits, with its own part for negative ones and zero."""
    parts = pattern.split(";")
    chosen = parts[0]
    if value < 0 and len(parts) > 1:
        chosen, value = parts[1], -value
    elif value == 0 and len(parts) > 2:
        chosen = parts[2]
    literal = LITERAL.sub(lambda found: found[1] or found[2] or found[3] or "", chosen)
    match = DIGITS.search(literal)
    if not match:
        return literal
    scale = 100 if "%" in literal else 1
    digits = spelt(Decimal(repr(value)) * scale, match[0], locale)
    return literal[: match.start()] + digits + literal[match.end() :]


def spelt(value: Decimal, digits: str, locale: Locale) -> str:
    """Digits of a number under the digit part of a pattern."""
    mantissa, power, exponent = digits.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    if power:
        text = f"{value:.{len(fraction)}e}"
        base, _, size = text.partition("e")
        return f"{base.replace('.', locale.decimal)}E{int(size):+0{len(exponent)}d}"
    rounded = value.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    before, _, after = f"{abs(rounded):f}".partition(".")
    least = len(fraction.rstrip("#"))
    kept = after[:least] + after[least:].rstrip("0")
    wanted = whole.replace(",", "").count("0")
    before = before.lstrip("0").rjust(wanted, "0")
    if "," in whole:
        before = f"{int(before or 0):,}".replace(",", locale.group) if before else ""
    return sign + before + (locale.decimal + kept if kept else "")
