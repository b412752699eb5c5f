"""A change cut into parts that are each whole in themselves, when it is too big for one.

Google advises requests of two megabytes. A row travels with the line of the program's memory
that tells of it, so that whatever happens between two parts, the next run finds a state
that it can complete; the line of the journal comes last, because it says that all is done.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from sheets_sync import journal
from sheets_sync.memory import BASE_TAB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.google.edits import TabEdit

LARGEST = 2_000_000
"""Bytes of a request, about."""

_CELL = 45
_ROW = 30
_FIRST, _THEN, _LAST = range(3)


@dataclass(frozen=True, slots=True)
class Part:
    """Keys of the rows that are changed (``cells``) and appended, by tab id."""

    cells: dict[str, list[str]] = field(default_factory=dict)
    added: dict[str, list[str]] = field(default_factory=dict)


def parts(edits: Mapping[str, TabEdit], largest: int = LARGEST) -> list[Part]:
    """The parts in their order; at least one."""
    found = [Part()]
    room = largest
    for unit in _units(edits):
        size = sum(_size(values) for _, _, _, values in unit)
        if size > room and (found[-1].cells or found[-1].added):
            found.append(Part())
            room = largest
        room -= size
        for tab, key, new, _ in unit:
            kept = found[-1].added if new else found[-1].cells
            kept.setdefault(tab, []).append(key)
    return found


_Piece = tuple[str, str, bool, "Mapping[str, CellValue]"]


def _units(edits: Mapping[str, TabEdit]) -> list[list[_Piece]]:
    """Rows that must not be parted, in the order in which they are written."""
    units: dict[tuple[int, str, str], list[_Piece]] = {}
    for piece in _pieces(edits):
        units.setdefault(_belongs(piece[0], piece[1]), []).append(piece)
    return [units[each] for each in sorted(units, key=lambda each: each[0])]


def _pieces(edits: Mapping[str, TabEdit]) -> Iterator[_Piece]:
    for tab, edit in edits.items():
        for key, values in edit.cells.items():
            yield tab, key, False, values
        for key, values in edit.added.items():
            yield tab, key, True, values


def _belongs(tab: str, key: str) -> tuple[int, str, str]:
    """When a row is written, and which it belongs to: a line of the memory to another's."""
    if tab == journal.TAB_ID:
        return _LAST, tab, ""
    if tab != BASE_TAB.id:
        return _THEN, tab, key
    of, slash, row = key.partition("/")
    if not slash:
        return _FIRST, tab, ""
    return (_LAST, of, "") if of == journal.TAB_ID else (_THEN, of, row)


def _size(values: Mapping[str, CellValue]) -> int:
    texts = [value for value in values.values() if isinstance(value, str)]
    joined = "".join(texts)
    length = len(joined)
    if not (joined.isascii() and joined.isalnum()):  # other signs may take more than a byte
        length = len(json.dumps(joined, ensure_ascii=False).encode())
    return _ROW + _CELL * len(values) + length
