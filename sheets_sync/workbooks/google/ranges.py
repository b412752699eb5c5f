"""Parts of a sheet as the API says them: from 0, the end left out, open where it has none."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import TypeVar

from sheets_sync.workbooks.xlsx.refs import letters

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from sheets_sync.tabs.model import Column

Range = dict[str, Any]
Ends = tuple[int, int | None]
"""First and last, counted from 1; None: all that follow."""

Stretch = tuple[int, int]
"""First and last, counted from 1."""

Shared = TypeVar("Shared")


class Placed(NamedTuple):
    """A column and the sheet column, from 1, where it stands."""

    place: int
    column: Column


def runs(
    columns: Sequence[Placed], what: Callable[[Column], Shared]
) -> Iterator[tuple[int, int, Shared]]:
    """First and last place of columns side by side that share something, and what it is."""
    # Columns side by side are as far from their numbers in the list as each other.
    found = [(each.place - number, what(each.column)) for number, each in enumerate(columns)]
    numbered = zip(found, columns, strict=True)
    for (_, shared), run in groupby(numbered, lambda each: each[0]):
        places = [placed.place for _, placed in run]
        yield places[0], places[-1], shared


def area(sheet_id: int, lines: Ends | None = None, places: Ends | None = None) -> Range:
    """A GridRange; without lines and places, the whole sheet."""
    found: Range = {"sheetId": sheet_id}
    for name, ends in (("Row", lines), ("Column", places)):
        if ends is not None:
            found[f"start{name}Index"] = ends[0] - 1
            if ends[1] is not None:
                found[f"end{name}Index"] = ends[1]
    return found


def stretch(sheet_id: int, dimension: str, first: int, last: int) -> Range:
    """A DimensionRange; ``dimension`` is ROWS or COLUMNS."""
    return {
        "sheetId": sheet_id,
        "dimension": dimension,
        "startIndex": first - 1,
        "endIndex": last,
    }


def rectangles(cells: Iterable[tuple[int, int]]) -> Iterator[tuple[Stretch, Stretch]]:
    """Lines and places of the fewest blocks of whole rows that hold some cells and no others."""
    lines: dict[int, list[int]] = {}
    for line, place in sorted(cells):
        lines.setdefault(line, []).append(place)
    spans = sorted((span, line) for line, places in lines.items() for span in _spans(places))
    # Lines that follow each other are as far from their numbers in the list.
    for (_, span), run in groupby(
        enumerate(spans), lambda each: (each[1][1] - each[0], each[1][0])
    ):
        block = [line for _, (_, line) in run]
        yield (block[0], block[-1]), span


def _spans(places: Sequence[int]) -> Iterator[Stretch]:
    """First and last of the places that follow each other."""
    for _, run in groupby(enumerate(places), lambda each: each[1] - each[0]):
        block = [place for _, place in run]
        yield block[0], block[-1]


def named(part: Range, title: str) -> str:
    """A GridRange of the sheet with a title in A1 notation; the title is quoted in any case."""
    quoted = "'" + title.replace("'", "''") + "'"
    bottom, right = part.get("endRowIndex"), part.get("endColumnIndex")
    if bottom is None and right is None:
        return quoted
    top = "" if bottom is None else str(part.get("startRowIndex", 0) + 1)
    left = "" if right is None else letters(part.get("startColumnIndex", 0) + 1)
    return f"{quoted}!{left}{top}:{letters(right or 0)}{bottom or ''}"
