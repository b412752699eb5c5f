"""Numbers as people write them, read exactly and written back in a language."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from functools import lru_cache

_LONGEST = 40
_GROUPED = r"(?a)\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?"
_DOTTED = r"(?a)\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}"
_COMMAED = r"(?a)\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}"
_PLAIN = re.compile(r"(\d+)(?:([.,])(\d+))?", re.ASCII)
_DECIMAL_SIGN = {"fr": ",", "en": "."}
_GROUP_SIGN = {"fr": "\u202f", "en": ","}


class Doubt(Enum):
    """Why a text is not read as a number."""

    NOT_A_NUMBER = "not a number"
    AMBIGUOUS = "ambiguous"


def read_number(text: str, language_code: str, *, thousands: bool = True) -> Fraction | Doubt:
    """The exact number that a text states.

    Thousands may be parted by spaces, apostrophes, dots or commas where that can be told
    from decimals. "1.200" in a French text could be 1200 or 1.2: it is ambiguous. Words
    ("env. 50", "50 postes") are not part of a number. Without ``thousands`` a lone dot or
    comma can only part decimals.
    """
    compact = " ".join(text.split())
    if compact.isascii() and compact.isdigit() and len(compact) <= _LONGEST:
        return Fraction(int(compact))
    if not compact or len(compact) > _LONGEST:
        return Doubt.NOT_A_NUMBER
    digits = compact[1:].strip() if compact[0] in "+-−" else compact
    value = _unsigned(digits, language_code if thousands else "")
    return -value if compact[0] in "-−" and not isinstance(value, Doubt) else value


@lru_cache(maxsize=2**12)
def _unsigned(digits: str, language_code: str) -> Fraction | Doubt:
    plain = _PLAIN.fullmatch(digits)
    if plain:
        return _one_sign(plain, language_code)
    if re.fullmatch(_GROUPED, digits):
        return Fraction(re.sub(r"[ '’]", "", digits).replace(",", "."))
    if re.fullmatch(_DOTTED, digits):
        return Fraction(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(_COMMAED, digits):
        return Fraction(digits.replace(",", ""))
    return Doubt.NOT_A_NUMBER


def _one_sign(parts: re.Match[str], language_code: str) -> Fraction | Doubt:
    whole, sign, decimals = parts[1], parts[2], parts[3]
    if sign is None:
        return Fraction(whole)
    looks_grouped = len(decimals) == len("000") >= len(whole) and whole[0] != "0"
    if language_code and looks_grouped and sign != _DECIMAL_SIGN[language_code]:
        if sign == _GROUP_SIGN[language_code]:
            return Fraction(whole + decimals)
        return Doubt.AMBIGUOUS
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def write_number(value: Fraction, language_code: str) -> str:
    """The number in a language's signs, all its decimals kept: "1 200,5"."""
    parts, one = value.as_integer_ratio()
    sign = "-" if parts < 0 else ""
    whole, rest = divmod(abs(parts), one)
    groups = f"{whole:,}".replace(",", _GROUP_SIGN[language_code])
    decimals = _decimals(rest, one)
    return sign + groups + (_DECIMAL_SIGN[language_code] + decimals if decimals else "")


def _decimals(rest: int, whole: int) -> str:
    digits = ""
    while rest and len(digits) < _LONGEST:
        digit, rest = divmod(rest * 10, whole)
        digits += str(digit)
    return digits
