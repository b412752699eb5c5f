"""A1 notation: what a range of text means, and how an area is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.servers.sheets.areas import Area
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

END = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]*)?")
R1C1 = re.compile(r"[Rr][0-9]+[Cc][0-9]+")
CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+")
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
QUOTED = re.compile(r"'((?:[^']|'')*)'(?:!(.*))?", re.DOTALL)


def letters(column: int) -> str:
    """Letters of a column, counted from 0: A, Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def number(text: str) -> int:
    """Column of some letters, counted from 0."""
    column = 0
    for letter in text.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def quoted(title: str) -> str:
    """A sheet's title as it stands before the ``!``."""
    plain = PLAIN.fullmatch(title) and not CELL.fullmatch(title) and not R1C1.fullmatch(title)
    return title if plain else "'" + title.replace("'", "''") + "'"


def split(text: str) -> tuple[str | None, str | None]:
    """Title (None when there is none) and cells (None when there are none) of a range."""
    match = QUOTED.fullmatch(text)
    if match:
        return match[1].replace("''", "'"), match[2]
    if "!" in text:
        title, _, cells = text.rpartition("!")
        return title, cells
    return None, text


def corners(text: str) -> tuple[Span, Span] | None:
    """Rows and columns of ``A1``, ``A1:B2``, ``A:B``, ``1:2``, ``A2:B``; None: not a range."""
    first, colon, last = text.partition(":")
    start = END.fullmatch(first)
    end = END.fullmatch(last if colon else first)
    if not start or not end or not first or (colon and not last):
        return None
    if not colon and not (start[1] and start[2]):
        return None
    rows = ends(start[2], end[2], lambda found: int(found) - 1)
    columns = ends(start[1], end[1], number)
    return rows, columns


def ends(one: str | None, other: str | None, parse: Callable[[str], int]) -> Span:
    """Span between two ends of a range in either order."""
    if one and other:
        low, high = sorted((parse(one), parse(other)))
        return Span(low, high + 1)
    if one:
        return Span(parse(one), None)
    # "A1:1" and "A1:B" leave an end open: from the other end, or from the edge
    return Span(parse(other), None) if other else Span()


def parse(text: str, titles: dict[str, int], first: int) -> Area:
    """Area of a range.

    Args:
        text: The range as asked for.
        titles: Sheet ids by title in lower case.
        first: Id of the sheet meant when no title is given.

    Raises:
        ApiError: No such sheet, or no range at all.
    """
    title, cells = split(text)
    if title is None and cells is not None and cells.lower() in titles and not is_cells(cells):
        return Area(titles[cells.lower()])
    sheet = first if title is None else titles.get(title.lower())
    found = (Span(), Span()) if cells is None else corners(cells)
    if sheet is None or found is None:
        raise invalid(f"Unable to parse range: {text}")
    return Area(sheet, *found)


def is_cells(text: str) -> bool:
    """Whether a text without a title is read as cells (``D3``) rather than as a title."""
    return corners(text) is not None


def written(title: str, rows: tuple[int, int], columns: tuple[int, int]) -> str:
    """A bounded area as the service echoes it: one cell alone stands without a colon."""
    start = f"{letters(columns[0])}{rows[0] + 1}"
    end = f"{letters(columns[1] - 1)}{rows[1]}"
    return f"{quoted(title)}!{start}" + ("" if start == end else f":{end}")
