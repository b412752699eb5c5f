"""What a text becomes when it is put in a cell: clean, and short enough.

Callers plan with the text that the cell will hold, so that the next run finds it equal.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 32_767
"""The most that a cell holds, in UTF-16 units, as spreadsheets count."""

SHORT = LONGEST // 2
"""No text of so many characters is longer, however its signs count."""

KEPT = 32_700
"""The most that is kept of a longer text, so that a marker fits behind it."""

MARKER = "… [✂ {count} {digest}]"
"""Stands for what was cut when the caller gives no words of its own."""

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with one sort of line end, and U+FFFD for what no workbook can hold."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub("\ufffd", text)


def units(text: str) -> int:
    """The length of a text as spreadsheets count it."""
    return len(text) + sum(char > "\uffff" for char in text)


def too_long(text: str) -> bool:
    """Whether a cell would cut the text."""
    return len(text) > SHORT and units(text) > LONGEST


def all_short(texts: Iterable[str | None]) -> bool:
    """Whether no text of a column can be too long, however its signs count."""
    return max(map(len, filter(None, texts)), default=0) <= SHORT


def fit_text(text: str, marker: str = MARKER) -> tuple[str, bool]:
    """The text that a cell can hold, and whether something was left out.

    ``marker`` ends a text that was cut; its ``{count}`` is the length of the whole text
    in characters, its ``{digest}`` a short digest of it: what changes beyond the cut changes
    the marker.
    """
    text = clean(text)
    if not too_long(text):
        return text, False
    end = marker.format(count=len(text), digest=_digest(text))
    kept = min(KEPT, LONGEST - units(end))
    cut = text.encode("utf-16-le")[: 2 * kept].decode("utf-16-le", errors="ignore")
    return cut + end, True


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=4).hexdigest()
