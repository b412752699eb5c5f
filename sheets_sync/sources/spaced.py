"""Ticked options that only spaces part, where the options themselves hold spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from sheets_sync.ticked import Choices


def parted(text: str, known: Choices) -> str:
    """The options of a text, one per line; the text as it is when not all of it is options.

    The longest option wins at each place.
    """
    words = text.split()
    most = max((spelling.count(" ") + 1 for spelling in known.by_spelling), default=0)
    found: list[str] = []
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + most), at, -1)
        end = next((e for e in ends if fold(" ".join(words[at:e])) in known.by_spelling), None)
        if end is None:
            return text
        found.append(" ".join(words[at:end]))
        at = end
    return "\n".join(found) or text
