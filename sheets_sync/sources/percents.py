"""Which cells of a workbook are shown as percentages: 0.125 there means 12.5 %.

Spreadsheets turn a typed "12.5 %" into the number 0.125 with a format; the number alone
would be read as a hundredth of what the candidate said.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from typing import TypeAlias

from sheets_sync.sources.addresses import column_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

Cells: TypeAlias = frozenset[tuple[int, int]]
"""(line from 1, column from 0)."""

_NONE: Cells = frozenset()
_XLSX_FORMATS = rb'numFmtId="(?:9|10)"|formatCode="[^"]*%'
_BUILT_IN = ("9", "10")
_ODS_FORMAT = b'value-type="percentage"'
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_REPEATED_ROWS = f"{_TABLE}number-rows-repeated"
_REPEATED_COLUMNS = f"{_TABLE}number-columns-repeated"
_MOST_REPEATED = 1000


def percent_cells(data: bytes, sheet: str) -> Cells:
    """The cells of a sheet that are shown with a percent sign; none in old Excel files.

    The workbook is looked through only when it has such a format at all.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return _NONE
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "xl/styles.xml" in names and re.search(_XLSX_FORMATS, archive.read("xl/styles.xml")):
            return frozenset(_in_xlsx(archive, sheet))
        if "content.xml" in names and _ODS_FORMAT in archive.read("content.xml"):
            return frozenset(_in_ods(_parsed(archive, "content.xml"), sheet))
    return _NONE


def _in_xlsx(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, int]]:
    from lxml import etree

    styles = _percent_styles(_parsed(archive, "xl/styles.xml"))
    line = 0
    with archive.open(_sheet_file(archive, sheet)) as file:
        for _, row in etree.iterparse(file, tag="{*}row", resolve_entities=False, huge_tree=True):
            line = int(row.get("r", line + 1))
            column = -1
            for cell in row.iterchildren("{*}c"):
                column = _column(cell.get("r", ""), column + 1)
                if cell.get("s") in styles and cell.get("t", "n") == "n":
                    yield line, column
            row.clear()


def _percent_styles(styles: _Element) -> set[str]:
    """The numbers of the cell styles whose number format shows a percent sign."""
    formats = {
        each.get("numFmtId")
        for each in styles.iterfind("{*}numFmts/{*}numFmt")
        if "%" in (each.get("formatCode") or "")
    }
    known = {*formats, *_BUILT_IN}
    cells = enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
    return {str(at) for at, style in cells if style.get("numFmtId") in known}


def _sheet_file(archive: zipfile.ZipFile, sheet: str) -> str:
    """Path of a sheet within the archive; ``KeyError`` when it has none of that name."""
    relations = {
        each.get("Id"): each.get("Target") or ""
        for each in _parsed(archive, "xl/_rels/workbook.xml.rels")
    }
    for each in _parsed(archive, "xl/workbook.xml").iterfind("{*}sheets/{*}sheet"):
        if each.get("name") == sheet:
            key = next(str(name) for name in each.attrib if str(name).endswith("}id"))
            target = relations[each.get(key)]
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def _parsed(archive: zipfile.ZipFile, name: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(archive.read(name), parser)


def _column(address: str, following: int) -> int:
    """The column of an address ("B7" is 1); a cell without one follows the last."""
    letters = address.rstrip("0123456789")
    return column_index(letters) if letters else following


def _in_ods(content: _Element, sheet: str) -> Iterator[tuple[int, int]]:
    for table in content.iter(f"{_TABLE}table"):
        if table.get(f"{_TABLE}name") == sheet:
            line = 1
            for row in table.iter(f"{_TABLE}table-row"):
                times = int(row.get(_REPEATED_ROWS, "1"))
                columns = list(_percent_columns(row))
                for at in range(line, line + min(times, _MOST_REPEATED)):
                    yield from ((at, column) for column in columns)
                line += times


def _percent_columns(row: _Element) -> Iterator[int]:
    column = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = int(cell.get(_REPEATED_COLUMNS, "1"))
        if cell.get(f"{_OFFICE}value-type") == "percentage":
            yield from range(column, column + min(times, _MOST_REPEATED))
        column += times
