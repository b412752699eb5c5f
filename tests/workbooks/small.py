"""A small workbook file and what tests do to it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from tests.contracts.workbook_contract import TAB

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import TabState
    from sheets_sync.workbooks.xlsx.workbook import StoredWorkbook

SHEET = "xl/worksheets/sheet1.xml"


def write_small(path: Path, rows: int = 3) -> XlsxWorkbook:
    """A workbook with the tab of the contract and some rows."""
    workbook = XlsxWorkbook(path)
    added = tuple(AddRow(TAB, str(101 + i), {"name": f"Nom {i}", "score": i}) for i in range(rows))
    workbook.apply(Plan(create=(CreateTab(TAB),), rows=added), workbook.read([TAB]))
    return workbook


def set_name(workbook: StoredWorkbook, after: CellValue, key: str = "101") -> None:
    """Read, and change one cell."""
    snapshot = workbook.read([TAB])
    state = snapshot.tabs[TAB.id]
    before = state.values["name"][state.keys.index(key)]
    workbook.apply(Plan(cells=(SetCell(TAB, key, "name", before, after),)), snapshot)


def state(path: Path) -> TabState:
    """The tab as it stands."""
    return XlsxWorkbook(path).read([TAB]).tabs[TAB.id]


def rewrite(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Change parts of the file by hand, as odd programs write them."""
    with ZipFile(BytesIO(path.read_bytes())) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(info, change(info.filename, source.read(info)))


def in_sheet(path: Path, *changes: tuple[bytes, bytes]) -> None:
    """Replace bytes of the sheet part; each must be there."""

    def change(name: str, content: bytes) -> bytes:
        for old, new in changes if name == SHEET else ():
            assert old in content, old
            content = content.replace(old, new)
        return content

    rewrite(path, change)


def replace_cell(path: Path, address: str, cell: bytes) -> None:
    """Put another cell in the place of one that holds something."""

    def change(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        start = content.index(f'<c r="{address}"'.encode())
        end = content.index(b"</c>", start) + len(b"</c>")
        return content[:start] + cell + content[end:]

    rewrite(path, change)
