"""The cells of one sheet, as plain values: text, numbers, booleans, None."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

from sheets_sync.originals import Held
from sheets_sync.originals import Shown
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Column

Object = dict[str, Any]
Raw: TypeAlias = "str | int | float | bool"
"""A cell as it was entered: a formula as its text, an empty cell as ""."""

Place: TypeAlias = "tuple[int, int]"

_EXACT = 2**53
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets have no time zones
_DAYS = range(1000, 2_958_466)
"""Serial numbers of days that people may mean: from 1902 to the year 9999."""

_NUMBERS = {Kind.INTEGER, Kind.POINTS, Kind.FIGURE}


class Grid:
    """A sheet as it was read; lines and columns count from 1.

    ``rows`` are the cells as they were entered, each row cut behind its last full cell.
    ``shown`` are the values of the cells where something else is to be seen: formulas,
    dates.
    """

    def __init__(
        self, rows: Sequence[Sequence[Raw]], shown: Mapping[Place, CellValue] | None = None
    ) -> None:
        """Keep the rows as they are."""
        self._rows = rows
        self._shown = shown or {}
        self.width = max(map(len, rows), default=0)

    @property
    def height(self) -> int:
        """The last line that holds anything; 0 in an empty sheet."""
        return len(self._rows)

    def showing(self, shown: Mapping[Place, CellValue]) -> Grid:
        """The same cells with some values in the place of what was entered."""
        return Grid(self._rows, shown)

    def line(self, line: int) -> Sequence[Raw]:
        """A row as it was entered; empty beyond the last."""
        return self._rows[line - 1] if 0 < line <= len(self._rows) else ()

    def raw(self, line: int, column: int) -> Raw:
        """A cell as it was entered; "" when it is empty."""
        row = self.line(line)
        return row[column - 1] if 0 < column <= len(row) else ""

    def entered(self) -> Sequence[Sequence[Raw]]:
        """All rows as they were entered."""
        return self._rows

    def entered_in(self, place: int) -> list[Raw]:
        """A column as it was entered, from line 1 on."""
        return [row[place - 1] if len(row) >= place else "" for row in self._rows]

    def rows(self, count: int | None = None) -> Iterator[list[CellValue]]:
        """The rows from the first on, at most ``count``."""
        for row in self._rows[:count]:
            yield [plain(value) for value in row]

    def columns(self, wanted: Mapping[str, int]) -> dict[str, list[CellValue]]:
        """The cells of some columns, by the names given to them, from line 1 on."""
        found = {name: self._column(place) for name, place in wanted.items()}
        names = {place: name for name, place in wanted.items()}
        for (line, place), value in self._shown.items():
            if place in names and line <= len(self._rows):
                found[names[place]][line - 1] = value
        return found

    def _column(self, place: int) -> list[CellValue]:
        index = place - 1
        return [plain(row[index]) if len(row) > index else None for row in self._rows]

    def lines_outside(self, columns: Container[int]) -> set[int]:
        """The lines that hold something in other columns than some."""
        others = [index for index in range(self.width) if index + 1 not in columns]
        return {
            line
            for line, row in enumerate(self._rows, start=1)
            if any(index < len(row) and row[index] != "" for index in others)
        }


def plain(value: Raw) -> CellValue:
    """A value as the interface gives it, as one of ours."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if isinstance(value, str):
        if "\r" in value:
            value = value.replace("\r\n", "\n").replace("\r", "\n")
        return value or None
    return value


def doubtful(value: Raw, column: Column) -> bool:
    """Whether a cell must be looked at: a formula or a text like one, a date or a number."""
    if isinstance(value, str):
        return value.startswith("=")
    if isinstance(value, bool):
        return False
    if column.kind in _NUMBERS and column.owner is Owner.PROGRAM:
        return False
    days = int(value) in _DAYS
    return days or (0 < value < 1 and column.owner is Owner.PEOPLE)


def shown(cell: Object) -> CellValue:
    """What a cell shows, as a value: dates as ISO 8601 text, errors as their signs."""
    value = cell.get("effectiveValue", {})
    if "numberValue" in value:
        kind = cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type", "")
        return _dated(value["numberValue"], kind)
    if "errorValue" in value:
        return str(cell.get("formattedValue", "#ERROR!"))
    for name in ("stringValue", "boolValue"):
        if name in value:
            return plain(value[name])
    return None


def entered(cell: Object) -> Raw:
    """What was entered into a cell, as :class:`Grid` has it."""
    value = cell.get("userEnteredValue", {})
    for name in ("stringValue", "numberValue", "boolValue", "formulaValue"):
        if name in value:
            found: Raw = value[name]
            return found
    return ""


def formula(cell: Object) -> str:
    """The formula of a cell; "" when it holds none."""
    return str(cell.get("userEnteredValue", {}).get("formulaValue", ""))


def _dated(number: float, kind: str) -> CellValue:
    """A number under a format, as a file that is read would give it."""
    if kind not in {"DATE", "TIME", "DATE_TIME"}:
        return plain(number)
    try:
        moment = _DAY_ZERO + timedelta(seconds=round(number * 86400))
    except OverflowError:
        return plain(number)
    if kind == "TIME" or 0 <= number < 1:
        return Shown(moment.time().isoformat(), Held.DATE)
    at_midnight = moment.time() == moment.min.time()
    told = moment.date().isoformat() if at_midnight else moment.isoformat()
    return Shown(told, Held.DATE)


def placed(answer: Object) -> dict[int, dict[Place, Object]]:
    """The cells of an answer by sheet, line and column; empty cells of its ranges are left out."""
    found: dict[int, dict[Place, Object]] = {}
    for sheet in answer.get("sheets", ()):
        cells = found.setdefault(sheet["properties"].get("sheetId", 0), {})
        for data in sheet.get("data", ()):
            first = data.get("startColumn", 0) + 1
            for line, row in enumerate(data.get("rowData", ()), data.get("startRow", 0) + 1):
                for column, cell in enumerate(row.get("values", ()), first):
                    if cell.get("userEnteredValue"):
                        cells[line, column] = cell
    return found
