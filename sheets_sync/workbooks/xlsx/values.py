"""The values of one sheet, as plain values: text, numbers, booleans, None."""

from __future__ import annotations

from datetime import date
from datetime import time
from datetime import timedelta
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from sheets_sync.originals import Held
from sheets_sync.originals import Shown

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from python_calamine import CalamineWorkbook

    from sheets_sync.tabs.model import CellValue

_EXACT = 2**53
_BATCH = 500


class Values:
    """A sheet that is read when it is first asked for; rows and columns count from 1."""

    def __init__(self, reader: CalamineWorkbook, title: str) -> None:
        """Name the sheet; nothing is read yet."""
        self._sheet = reader.get_sheet_by_name(title)
        self._first = self._sheet.start[1] + 1 if self._sheet.start else 1

    @property
    def width(self) -> int:
        """The last column that holds a value; 0 in an empty sheet."""
        return self._sheet.end[1] + 1 if self._sheet.end else 0

    def rows(self, count: int | None = None) -> Iterator[list[CellValue]]:
        """The rows from the first on, each from column 1 on; at most ``count``."""
        if self._sheet.start is None:
            return
        left: list[CellValue] = [None] * (self._first - 1)
        for line, row in enumerate(self._sheet.iter_rows()):
            if count is not None and line >= count:
                return
            yield left + [plain(value) for value in row]

    def columns(self, wanted: Mapping[str, int]) -> dict[str, list[CellValue]]:
        """The cells of some columns, by the names given to them, from line 1 on."""
        found: dict[str, list[CellValue]] = {name: [] for name in wanted}
        for batch in self.batches():
            for name, column in wanted.items():
                found[name] += self.pick(batch, column)
        return found

    def lines_outside(self, columns: Container[int]) -> set[int]:
        """The lines that hold a value in other columns than some."""
        width = self.width - self._first + 1
        others = [index for index in range(width) if index + self._first not in columns]
        found: set[int] = set()
        start = 1
        for batch in self.batches() if others else ():
            for index in others:
                lines = enumerate(map(itemgetter(index), batch), start)
                found.update(line for line, value in lines if value != "")
            start += len(batch)
        return found

    def pick(self, rows: Sequence[Sequence[object]], column: int) -> list[CellValue]:
        """The cells of one column in some rows, as the reader gave them."""
        index = column - self._first
        if not 0 <= index < self.width - self._first + 1:
            return [None] * len(rows)
        return _plain_cells(list(map(itemgetter(index), rows)))

    def batches(self) -> Iterator[Sequence[Sequence[object]]]:
        """Rows as the reader gives them, a few at a time: they are big in memory."""
        if self._sheet.start is None:
            return
        rows = self._sheet.iter_rows()
        while batch := list(islice(rows, _BATCH)):
            yield batch


def _plain_cells(cells: list[object]) -> list[CellValue]:
    """Values of a column: most columns are all text or all numbers, which goes fast."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        texts: list[str] = cells  # type: ignore[assignment] # it holds nothing else
        if "\r" not in "".join(texts):
            return [text or None for text in texts] if "" in texts else [*texts]
    if kinds == {float}:
        numbers: list[float] = cells  # type: ignore[assignment] # it holds nothing else
        if all(map(float.is_integer, numbers)) and max(map(abs, numbers)) < _EXACT:
            return [*map(int, numbers)]
    return [plain(value) for value in cells]


def plain(value: object) -> CellValue:
    """A value as the reader gives it, as one of ours; dates become ISO 8601 text."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if isinstance(value, str):
        if "\r" in value:
            value = value.replace("\r\n", "\n").replace("\r", "\n")
        return value or None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, date | time):
        return Shown(value.isoformat(), Held.DATE)
    if isinstance(value, timedelta):
        return Shown(_duration(value), Held.DATE)
    return str(value)


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
