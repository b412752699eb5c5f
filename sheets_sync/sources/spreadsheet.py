"""XLSX, ODS and old Excel workbooks, through calamine."""

from __future__ import annotations

import io
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import TypeAlias
from zipfile import BadZipFile

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.addresses import column_letters
from sheets_sync.sources.extent import check_extent
from sheets_sync.sources.percents import percent_cells
from sheets_sync.sources.tables import RawTable
from sheets_sync.sources.tables import holds_unholdable
from sheets_sync.sources.tables import refused
from sheets_sync.sources.tables import visible

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from sheets_sync.sources.percents import Cells

Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
_GROUP = 3


def read_sheets(file: str, data: bytes) -> tuple[RawTable, ...]:
    """The visible and hidden sheets of a workbook; raises ``NotATable``."""
    from python_calamine import CalamineError
    from python_calamine import PasswordError
    from python_calamine import load_workbook

    try:
        check_extent(file, data)
        workbook = load_workbook(io.BytesIO(data))
        names = workbook.sheet_names
        sheets = [
            _table(file, name, workbook.get_sheet_by_name(name), percent_cells(data, name))
            for name in names
        ]
    except PasswordError as error:
        raise refused("export-locked", file) from error
    # lxml's errors are syntax errors; a part that is missing from the archive, a KeyError.
    except (CalamineError, BadZipFile, OSError, ValueError, KeyError, SyntaxError) as error:
        raise refused("export-damaged", file) from error
    return tuple(sheets)


def _table(file: str, name: str, sheet: CalamineSheet, percents: Cells) -> RawTable:
    records, lines = [], []
    findings: list[Finding] = []
    for line, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
        cells = tuple([cell_text(value) for value in row])
        if percents:
            cells = tuple(
                _percent(value) if (line, at) in percents else cell
                for at, (value, cell) in enumerate(zip(row, cells, strict=True))
            )
        if any(cell is not None for cell in cells):
            cells = checked(file, name, line, cells, findings)
            records.append(cells)
            lines.append(line)
    return RawTable(file, name, tuple(records), tuple(lines), tuple(findings))


def checked(
    file: str, name: str, line: int, cells: tuple[str | None, ...], findings: list[Finding]
) -> tuple[str | None, ...]:
    """The cells of a row as any spreadsheet can hold them; what was replaced is a finding."""
    if not any(cell and holds_unholdable(cell) for cell in cells):
        return cells
    for number, cell in enumerate(cells):
        if cell and holds_unholdable(cell):
            place = Place(file=file, tab=name, line=line, cell=f"{column_letters(number)}{line}")
            findings.append(Finding("export-control-characters", place, {"number": number + 1}))
    return tuple(visible(cell) if cell else cell for cell in cells)


def cell_text(value: Value) -> str | None:
    """A cell as a person would type it: 38 and not 38.0, dates as ISO; blank is None."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_\n", "\n")
        return text if text and not text.isspace() else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return str(value)


def _percent(value: Value) -> str | None:
    """A share as its cell shows it: 0.125 is 12.5 %."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return cell_text(value)
    return f"{_decimal(float(format(value * 100, '.12g')))} %"


def _decimal(value: float) -> str:
    if value.is_integer():
        return str(int(value))
    text = format(value, ".15g")
    if "e" in text:
        return text
    # Three decimals would be mistaken for thousands ("12.125"): a fourth settles it.
    return text + "0" if len(text.partition(".")[2]) == _GROUP else text
