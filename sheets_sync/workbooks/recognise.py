"""Which columns of a sheet are managed, which row holds the headings: for any spreadsheet.

A sheet is given as rows of plain values. Everything here is found by what cells say, never
by where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.findings import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab

SEARCHED = 10
"""How many of the first rows may hold the identities: people insert rows above them."""


class Identities(NamedTuple):
    """A row of identities: ``columns`` gives, by column id, the sheet columns that claim it."""

    tab: str
    line: int
    columns: Mapping[str, tuple[int, ...]]


def find_identities(
    rows: Iterable[Sequence[CellValue]], tabs: Sequence[Tab], first_column: int = 1
) -> Identities | None:
    """The first row that holds identities of a tab; lines count from 1."""
    known = {tab.identity(each): (tab.id, each) for tab in tabs for each in tab.ids()}
    for line, row in enumerate(rows, start=1):
        claims = [
            (*known[value], column)
            for column, value in enumerate(row, start=first_column)
            if isinstance(value, str) and value in known
        ]
        if claims:
            return _identities(claims, line)
    return None


def _identities(claims: Sequence[tuple[str, str, int]], line: int) -> Identities:
    """The tab that most columns belong to; columns pasted from another tab are not its own."""
    owners = [tab for tab, _, _ in claims]
    owner = max(dict.fromkeys(owners), key=owners.count)
    columns: dict[str, tuple[int, ...]] = {}
    for tab, column_id, column in claims:
        if tab == owner:
            columns[column_id] = (*columns.get(column_id, ()), column)
    return Identities(owner, line, columns)


def heading_lines(
    tab: Tab, columns: Mapping[str, Sequence[CellValue]], identity_line: int
) -> list[int]:
    """The lines that read as the tab's headings, the true one first; none when it is gone.

    ``columns`` holds the cells by column id, from line 1. A person's sort may have carried
    the headings anywhere, or a person copied them further down.
    """
    near = {each: cells[: identity_line + SEARCHED] for each, cells in columns.items()}
    found = _heading_scores(tab, near) or _heading_scores(tab, columns)
    heading = tab.column(tab.key).heading
    for line, value in enumerate(columns.get(tab.key, ()), start=1):
        if value == heading:
            found.setdefault(line, 1)  # a copy further down
    expected = identity_line + 1
    return sorted(found, key=lambda line: (-found[line], line != expected, line))


def _heading_scores(tab: Tab, columns: Mapping[str, Sequence[CellValue]]) -> dict[int, int]:
    """How many headings each line shows; lines with half of them, or with that of the key."""
    scores: dict[int, int] = {}
    keyed = set()
    for each, cells in columns.items():
        heading = tab.column(each).heading
        for line, value in enumerate(cells, start=1):
            if value == heading:
                scores[line] = scores.get(line, 0) + 1
                keyed |= {line} if each == tab.key else set()
    return {
        line: score for line, score in scores.items() if line in keyed or 2 * score >= len(columns)
    }


def key_text(value: CellValue) -> str:
    """A key as text: 123 typed as a number equals "123"; "" for an empty cell."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def doubled_keys(title: str, keys: Sequence[str], lines: Sequence[int]) -> list[Finding]:
    """A finding for each key that stands on several lines."""
    if len({*keys}) == len(keys):
        return []
    places: dict[str, list[int]] = {}
    for key, line in zip(keys, lines, strict=True):
        places.setdefault(key, []).append(line)
    return [
        Finding(
            "workbook-key-doubled",
            Place(tab=title, row=key),
            {"key": key, "lines": ", ".join(map(str, found))},
        )
        for key, found in places.items()
        if len(found) > 1
    ]
