"""Cells as bytes: written, and looked into."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.originals import Held
from sheets_sync.originals import Original
from sheets_sync.workbooks.text import clean
from sheets_sync.workbooks.xlsx.refs import address
from sheets_sync.workbooks.xlsx.sheetdata import attributes
from sheets_sync.workbooks.xlsx.xml import MAIN

if TYPE_CHECKING:
    from sheets_sync.tabs.model import CellValue

_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x")
_SPACES = re.compile(r"\A\s|\s\Z|[^\S ]|  ")
_PRESERVED = ' xml:space="preserve"'
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def escape(text: str) -> str:
    """Text as it stands in a part: nothing in it can be taken for markup."""
    if not _SPECIAL.search(text):
        return text
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def cell_xml(prefix: str, row: int, column: int, value: CellValue, style: str = "") -> str:
    """One cell; text is always text, never a formula. ``style`` is its number, or ""."""
    start = f'<{prefix}c r="{address(row, column)}"' + (f' s="{style}"' if style else "")
    if value is None or value == "":
        return start + "/>"
    if isinstance(value, Original):
        return start + _original(prefix, value)
    if isinstance(value, str):
        space = _PRESERVED if _SPACES.search(value) else ""
        text = f"<{prefix}t{space}>{escape(value)}</{prefix}t>"
        return f'{start} t="inlineStr"><{prefix}is>{text}</{prefix}is></{prefix}c>'
    kind = ' t="b"' if isinstance(value, bool) else ""
    content = int(value) if isinstance(value, bool) else repr(value)
    return f"{start}{kind}><{prefix}v>{content}</{prefix}v></{prefix}c>"


def _original(prefix: str, value: Original) -> str:
    """The rest of a cell that holds an error, or a text whose parts look different."""
    if value.held is Held.ERROR:
        return f' t="e"><{prefix}v>{escape(value)}</{prefix}v></{prefix}c>'
    runs = value.runs.replace("<r>", f'<r xmlns="{MAIN}">') if prefix else value.runs
    return f' t="inlineStr"><{prefix}is>{runs}</{prefix}is></{prefix}c>'


class Formula(NamedTuple):
    """The formula of a cell: ``kind`` is "normal", "shared", "array" or "dataTable".

    ``text`` has no equals sign and is "" where a shared one stands elsewhere; ``area`` is
    what a shared or array formula covers, "" in cells that only follow it.
    """

    kind: str
    text: str
    area: str
    group: str


def formula(cell: bytes, prefix: bytes) -> Formula | None:
    """The formula in a cell's bytes."""
    name = prefix + b"f"
    found = re.search(b"<" + name + rb"([\s/][^>]*)?>", cell)
    if not found:
        return None
    given = attributes(cell[found.start() : found.end()])
    text = b""
    if not found[0].endswith(b"/>"):
        text = cell[found.end() : cell.find(b"</" + name, found.end())]
    parts = (given.get(b"t", b"normal"), text, given.get(b"ref", b""), given.get(b"si", b""))
    return Formula(*(_unescape(part) for part in parts))


def error(cell: bytes, prefix: bytes) -> str:
    """The error that a cell shows, like "#N/A"; "" when it shows none."""
    if attributes(cell).get(b"t") != b"e":
        return ""
    found = re.search(b"<" + prefix + b"v>([^<]*)<", cell)
    return _unescape(found[1]) if found else ""


def _unescape(data: bytes) -> str:
    from html import unescape

    return unescape(data.decode("utf-8"))
