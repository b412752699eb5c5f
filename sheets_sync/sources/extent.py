"""How far a workbook reaches, told before it is read: a few bytes can unpack to any number.

A library that reads a sheet makes room for every cell up to the last one. Where there is no
such room the system ends the program at once, without a word.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.addresses import column_index
from sheets_sync.sources.tables import NotATable
from sheets_sync.sources.tables import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 1 << 30
"""Bytes of an unpacked workbook; answers of all French local authorities fill a tenth of it."""

MOST_CELLS = 20_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_LETTERS = re.compile(rb' r="([A-Z]{1,3})\d')
_LINE = re.compile(rb' r="[A-Z]{0,3}(\d{1,7})"')


def check_extent(file: str, data: bytes) -> None:
    """Raise ``NotATable`` for a workbook that nobody's memory would hold."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = sum(each.file_size for each in archive.infolist())
        if whole > LARGEST:
            raise refused("export-too-large", file, size=whole // LARGEST)
        for rows, column in _corners(archive):
            if rows * (column_index(column) + 1) > MOST_CELLS:
                place = Place(file=file, cell=f"{column}{rows}")
                raise NotATable(Finding("export-far-cell", place))


def _corners(archive: zipfile.ZipFile) -> Iterator[tuple[int, str]]:
    """The last row and the last column of each sheet of an XLSX workbook."""
    for name in filter(_SHEET.fullmatch, archive.namelist()):
        sheet = archive.read(name)
        columns = {*_LETTERS.findall(sheet)}
        last = _LINE.match(sheet, max(sheet.rfind(b' r="'), 0))
        if columns and last:
            column = max(columns, key=lambda letters: (len(letters), letters))
            yield int(last[1]), column.decode()
