"""Numbers that the French State gives: SIRET, SIREN, and the INSEE codes of communes.

A number is proved by its own check, never by a register: one that fails is certainly
wrong, one that passes may still be somebody else's.
"""

from __future__ import annotations

import re

from sheets_sync.departments import NAMES

SIREN = 9
SIRET = 14
CODE = 5
POST = "356000000"
"""SIREN of La Poste, whose many establishments follow a rule of their own."""

_SPACING = re.compile(r"[\s.\u00a0\u202f\u2007_-]+")
_OVERSEAS = ("97", "98")
_TEN = 10


def siret(text: str) -> str | None:
    """The 14 digits of a SIRET, spaces and points set aside; None when it is none."""
    digits = _digits(text, SIRET)
    if digits is None or not siren(digits[:SIREN]):
        return None
    right = _luhn(digits) or (digits.startswith(POST) and sum(map(int, digits)) % 5 == 0)
    return digits if right else None


def siren(text: str) -> str | None:
    """The 9 digits of a SIREN; None when it is none."""
    digits = _digits(text, SIREN)
    return digits if digits and digits.strip("0") and _luhn(digits) else None


def insee(text: str) -> str | None:
    """The INSEE code of a commune, "38111" or "2A004"; None when it is none.

    A spreadsheet that took it for a number lost its first zero, which comes back.
    """
    code = _SPACING.sub("", text).upper()
    if len(code) == CODE - 1 and code.isascii() and code.isdecimal():
        code = f"0{code}"
    if not re.fullmatch(r"\d[\dAB]\d{3}", code, re.ASCII):
        return None
    department = department_of(code)
    number = code[len(department) :]
    return code if department in NAMES and number.strip("0") else None


def department_of(code: str) -> str:
    """The department's code out of a commune's INSEE code."""
    return code[:3] if code.startswith(_OVERSEAS) else code[:2]


def _digits(text: str, length: int) -> str | None:
    digits = _SPACING.sub("", text)
    right = len(digits) == length and digits.isascii() and digits.isdecimal()
    return digits if right else None


def _luhn(digits: str) -> bool:
    """Whether the last digit is the one that the others call for."""
    doubled = [int(each) * (1 + at % 2) for at, each in enumerate(reversed(digits))]
    return sum(each // _TEN + each % _TEN for each in doubled) % _TEN == 0
