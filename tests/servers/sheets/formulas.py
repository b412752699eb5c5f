"""Formulas: read into signs, moved along with cells, and a handful of them computed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.servers.sheets import a1

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.sheets.spans import Change

TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<place>(?:'(?:[^']|'')*'!|[A-Za-z_]\w*!)?
        \$?[A-Za-z]{1,3}\$?[1-9][0-9]*(?::\$?[A-Za-z]{1,3}\$?[1-9][0-9]*)?(?![\w(])
        |(?:'(?:[^']|'')*'!|[A-Za-z_]\w*!)\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?!\w)
        |\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?!\w))
    |(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
    |(?P<name>[^\W\d][\w.]*)
    |(?P<sign><=|>=|<>|[-+*/^&=<>%(){},;:])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
END = re.compile(r"(\$?)([A-Za-z]{1,3})?(\$?)([1-9][0-9]*)?")


@dataclass(frozen=True, slots=True)
class Token:
    """One sign of a formula; ``kind`` is text, place, number, name, sign or other."""

    kind: str
    text: str


def tokens(formula: str) -> list[Token]:
    """Signs of a formula, without its ``=``; with the spaces."""
    found = TOKEN.finditer(formula.removeprefix("="))
    return [Token(match.lastgroup or "other", match[0]) for match in found]


def shifted(
    formula: str, here: str, sheet: str, rows: Change | None, columns: Change | None
) -> str:
    """A formula after rows or columns of a sheet changed.

    Args:
        formula: The formula, with its ``=``.
        here: Title of the sheet that the formula stands on.
        sheet: Title of the sheet that changed.
        rows: What happened to its rows.
        columns: What happened to its columns.
    """

    def moved(place: str) -> str:
        title, cells = a1.split(place)
        if (here if title is None else title).lower() != sheet.lower():
            return place
        front = place[: len(place) - len(cells or "")]
        ends = [end_shifted(end, rows, columns) for end in (cells or "").split(":")]
        return "#REF!" if None in ends else front + ":".join(filter(None, ends))

    return rewritten(formula, moved)


def end_shifted(end: str, rows: Change | None, columns: Change | None) -> str | None:
    """One corner of a reference after a change; None when it is gone.

    A corner of a deleted row makes the whole reference #REF!, as the service does for single
    cells; it shrinks ranges instead, which nothing here needs.
    """
    match = END.fullmatch(end)
    if not match:
        return end
    column, row = match[2], match[4]
    if column and columns:
        place = columns.index(a1.number(column))
        if place is None:
            return None
        column = a1.letters(place)
    if row and rows:
        place = rows.index(int(row) - 1)
        if place is None:
            return None
        row = str(place + 1)
    return f"{match[1]}{column or ''}{match[3]}{row or ''}"


def carried(formula: str, down: int, right: int) -> str:
    """A formula copied elsewhere: relative references move by so many rows and columns."""

    def corner(end: str) -> str:
        match = END.fullmatch(end)
        if not match:
            return end
        column, row = match[2], match[4]
        if column and not match[1]:
            column = a1.letters(max(0, a1.number(column) + right))
        if row and not match[3]:
            row = str(max(1, int(row) + down))
        return f"{match[1]}{column or ''}{match[3]}{row or ''}"

    def moved(place: str) -> str:
        _, cells = a1.split(place)
        front = place[: len(place) - len(cells or "")]
        return front + ":".join(corner(end) for end in (cells or "").split(":"))

    return rewritten(formula, moved)


def rewritten(formula: str, change: Callable[[str], str]) -> str:
    """A formula with every reference changed."""
    signs = tokens(formula)
    return "=" + "".join(change(one.text) if one.kind == "place" else one.text for one in signs)
