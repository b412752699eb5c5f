"""What the program remembers in the workbook itself, in a sheet that people don't see.

One column per list: its name on the first row, its items below. It tells a column that a
person deleted from one that was never there, and holds the choices of drop-down lists that
a cell's own rule is too short for. Columns are only ever added: other sheets point at them.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from sheets_sync.workbooks.xlsx.cells import cell_xml
from sheets_sync.workbooks.xlsx.refs import letters
from sheets_sync.workbooks.xlsx.xml import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue

TITLE = "_palmares"
_COLUMNS = "columns "
_CHOICES = "choices "


class Memory:
    """Lists by name, in the order of their columns."""

    def __init__(self, lists: dict[str, list[str]] | None = None) -> None:
        """Start with some lists, or with none."""
        self._lists = lists or {}

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[CellValue]]) -> Memory:
        """The memory that a sheet holds."""
        lists: dict[str, list[str]] = {}
        names: list[str] = []
        for index, row in enumerate(rows):
            if index == 0:
                names = [str(value) for value in row if value is not None]
                lists = {name: [] for name in names}
                continue
            for name, value in zip(names, row, strict=False):
                if value is not None:
                    lists[name].append(str(value))
        return cls(lists)

    def copy(self) -> Memory:
        """The same memory, to be added to."""
        return Memory({name: list(items) for name, items in self._lists.items()})

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same lists."""
        return isinstance(other, Memory) and self._lists == other._lists

    __hash__ = None  # type: ignore[assignment] # it grows

    def columns(self, tab: str) -> frozenset[str]:
        """Ids of the columns that a tab was given; empty when it was never made."""
        return frozenset(self._lists.get(_COLUMNS + tab, ()))

    def remember(self, tab: str, columns: Iterable[str]) -> None:
        """Note that a tab was given columns."""
        known = self._lists.setdefault(_COLUMNS + tab, [])
        known += [each for each in columns if each not in known]

    def choices(self, items: Sequence[str]) -> str:
        """The range that holds a list of choices, which is put there if need be."""
        name = _CHOICES + sha256("\0".join(items).encode()).hexdigest()[:16]
        self._lists.setdefault(name, list(items))
        column = letters(list(self._lists).index(name) + 1)
        return f"'{TITLE}'!${column}$2:${column}${len(items) + 1}"

    def sheet(self) -> bytes:
        """The whole sheet part."""
        height = max((len(items) for items in self._lists.values()), default=0)
        rows = [_row(1, list(self._lists))]
        for index in range(height):
            items = [each[index] if index < len(each) else None for each in self._lists.values()]
            rows.append(_row(index + 2, items))
        body = "".join(rows)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
        ).encode()


def _row(line: int, items: Sequence[str | None]) -> str:
    cells = "".join(
        cell_xml("", line, column, item)
        for column, item in enumerate(items, start=1)
        if item is not None
    )
    return f'<row r="{line}">{cells}</row>'
