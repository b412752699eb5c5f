"""Cell addresses: letters and numbers; rows and columns count from 1."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?\Z")


@lru_cache(maxsize=2048)
def letters(column: int) -> str:
    """Column 1 is "A", column 28 "AB"."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@lru_cache(maxsize=2048)
def number(column: str) -> int:
    """Column "A" is 1, column "AB" 28."""
    total = 0
    for letter in column:
        total = total * 26 + ord(letter) - 64
    return total


def address(row: int, column: int) -> str:
    """A cell as people write it: "C5"."""
    return f"{letters(column)}{row}"


class Area(NamedTuple):
    """A rectangle of cells, its borders included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def corner(self, row: int, column: int) -> bool:
        """Whether a cell is the first of the area."""
        return (row, column) == (self.top, self.left)

    def absolute(self) -> str:
        """The area as names have it: "$A$1:$C$5"."""
        left, right = letters(self.left), letters(self.right)
        return f"${left}${self.top}:${right}${self.bottom}"

    def __str__(self) -> str:
        """The area as people write it: "A1:C5"."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


def area(text: str) -> Area | None:
    """The area that a reference names ("B2" or "A1:C5"); None for whole rows or columns."""
    found = _AREA.match(text)
    if not found:
        return None
    left, top, right, bottom = found.groups()
    return Area(int(top), number(left), int(bottom or top), number(right or left))
