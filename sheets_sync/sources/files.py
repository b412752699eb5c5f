"""An export's file opened: what it is, told from its first bytes."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from reports.disk import Unread
from sheets_sync.sources.spreadsheet import read_sheets
from sheets_sync.sources.tables import refused
from sheets_sync.sources.text_file import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.sources.tables import RawTable

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SOMETHING = re.compile(rb"[^ \t\r\n\x00\xef\xbb\xbf\xff\xfe]")
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf")


def read_tables(path: Path) -> tuple[RawTable, ...]:
    """The tables of an export: one for a text file, one per sheet of a workbook.

    What the file is, is told from its first bytes and not from its name. Raises
    ``NotATable``.
    """
    data = _bytes(path)
    if not _SOMETHING.search(data):
        raise refused("export-empty", path.name)
    if data.startswith((_ZIP, _OLD_EXCEL)):
        return read_sheets(path.name, data)
    if data.startswith(_NOT_TEXT) or re.match(rb"\s*<(?:!doctype|html)", data[:200], re.IGNORECASE):
        raise refused("export-not-a-table", path.name)
    return (read_text(path.name, data),)


def _bytes(path: Path) -> bytes:
    """What a file holds, without the mark of UTF-8: nobody has to make a copy without it."""
    try:
        with path.open("rb", buffering=0) as file:
            if file.read(len(BOM_UTF8)) != BOM_UTF8:
                file.seek(0)
            return file.readall()
    except OSError as error:
        raise refused("export-file", path.name, reason=Unread(error)) from error
