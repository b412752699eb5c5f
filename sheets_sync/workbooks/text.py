"""What a text becomes when it is put in a cell: clean, and short enough.

Callers plan with the text that the cell will hold, so that the next run finds it equal.
"""

from __future__ import annotations

import re

LONGEST = 32_767
"""The most that a cell holds, in UTF-16 units, as spreadsheets count."""

KEPT = 32_700
"""What is kept of a longer text, so that the marker fits behind it."""

MARKER = "… [✂ {count}]"
"""Stands for what was cut when the caller gives no words of its own."""

_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
    return len(text) > LONGEST // 2 and units(text) > LONGEST


def fit_text(text: str, marker: str = MARKER) -> tuple[str, bool]:
    """The text that a cell can hold, and whether something was left out.

    ``marker`` ends a text that was cut; its ``{count}`` is the length of the whole text
    in characters.
    """
    text = clean(text)
    if not too_long(text):
        return text, False
    cut = text.encode("utf-16-le")[: 2 * KEPT].decode("utf-16-le", errors="ignore")
    return cut + marker.format(count=len(text)), True
