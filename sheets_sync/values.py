"""When two cell values are the same, whatever road they took.

A spreadsheet gives back 3 as 3.0, an empty text as an empty cell, and a line end as it
likes. Values are therefore compared as canonical texts, and remembered as short digests
of these texts.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from sheets_sync.originals import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from typing import TypeGuard

    from sheets_sync.tabs.model import CellValue

DIGEST_LENGTH = 8
"""Characters of a digest: 48 bits, so two values are confused once in 10¹⁴ changes."""

UNIT = "\x1f"
"""Stands between texts that are joined; no canonical text holds it."""

_SEAL_BYTES = 9
_EXACT = 10**15
_TEXT_OR_EMPTY = {str, Shown, type(None)}
# A workbook is XML: these characters can't be written, and come back as U+FFFD.
_UNWRITABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_UNTIDY = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n"})
_NOT_CHARACTERS = ("\ufffe", "\uffff")


def text(value: CellValue) -> str:
    """The canonical text of a value: "" for an empty cell, "3" for 3, 3.0 and "3".

    Numbers keep the 15 digits that every spreadsheet keeps. Spaces are kept.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return _number(value)


def only_texts(cells: Sequence[CellValue]) -> TypeGuard[Sequence[str | None]]:
    """Whether a column holds texts and empty cells alone."""
    return {*map(type, cells)} <= _TEXT_OR_EMPTY


def texts(cells: Sequence[CellValue]) -> list[str]:
    """The canonical texts of a whole column; fast where they are plain texts already."""
    if only_texts(cells):
        found = [each or "" for each in cells]
        return found if _tidy("".join(found)) else [_clean(each) for each in found]
    return [text(each) for each in cells]


@lru_cache(maxsize=2**16)
def digest(canonical: str) -> str:
    """The short digest of a canonical text, in letters that any spreadsheet keeps."""
    return urlsafe_b64encode(_blake(canonical, digest_size=6)).decode("ascii")


class Seals:
    """One digest for many texts in order, a row; longer, because it stands for all.

    The ids of the columns are part of it, and alike for all rows: they are taken in once.
    """

    def __init__(self, columns: Iterable[str]) -> None:
        """Begin with the ids of the columns."""
        start = UNIT.join((*columns, ""))
        self._start = blake2b(start.encode(), digest_size=_SEAL_BYTES)

    def of(self, canonical: Iterable[str]) -> str:
        """The seal of a row, given as canonical texts in the order of the columns."""
        return self.of_each([canonical])[0]

    def of_each(self, rows: Iterable[Iterable[str]]) -> list[str]:
        """The seals of many rows."""
        digests = []
        for canonical in rows:
            sum_ = self._start.copy()
            sum_.update(UNIT.join(canonical).encode("utf-8", "surrogatepass"))
            digests.append(sum_.digest())
        # Three bytes are four letters: those of all, one behind the other, are theirs too.
        letters = urlsafe_b64encode(b"".join(digests)).decode("ascii")
        length = _SEAL_BYTES // 3 * 4
        return [letters[at : at + length] for at in range(0, len(letters), length)]


def _blake(canonical: str, digest_size: int) -> bytes:
    return blake2b(canonical.encode(), digest_size=digest_size).digest()


def _clean(value: str) -> str:
    if value.isprintable() or not _UNTIDY.search(value):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(_UNWRITABLE, "\ufffd", lines)


def _tidy(column: str) -> bool:
    """Whether a long text is canonical: ten times faster than a regular expression."""
    if any(each in column for each in _NOT_CHARACTERS):
        return False
    try:
        raw = column.encode()
    except UnicodeEncodeError:
        return False
    return len(raw.translate(None, _CONTROLS)) == len(raw)


def _number(value: float) -> str:
    if value != value:  # noqa: PLR0124 - not a number: pandas' empty cell
        return ""
    if abs(value) < _EXACT and value == int(value):
        return str(int(value))
    try:
        return format(float(value), ".15g")
    except OverflowError:
        return str(value)
