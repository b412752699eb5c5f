"""An export as it lies in its file: records of text, with their real line numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.findings import Place

_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DELETE = 0x7F
_CONTROLS = tuple(bytes([code]) for code in sorted({*range(0x20), _DELETE} - {*b"\t\n\r"}))
_NEAR_THEM = b"\xef"
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_PIECE = 1 << 17


class RawTable(NamedTuple):
    """Records of a file or sheet, the headings among them.

    A record is as long as it is in the file; blank ones are left out. ``lines`` are their
    line numbers, from 1. ``sheet`` is "" for a text file, where cells have no address.
    """

    file: str
    sheet: str
    records: tuple[tuple[str | None, ...], ...]
    lines: tuple[int, ...]
    findings: tuple[Finding, ...] = ()


class NotATable(Exception):
    """The file holds nothing to read; bears the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding."""
        super().__init__(finding.code)
        self.finding = finding


def refused(code: str, file: str, **values: object) -> NotATable:
    """The exception for a file that can't be read."""
    return NotATable(Finding(code, Place(file=file), {"file": file, **values}))


def visible(text: str) -> str:
    """A text that any spreadsheet can hold: control characters become visible signs."""
    return _UNHOLDABLE.sub(_sign, text)


def holds_unholdable(text: str) -> bool:
    """Whether :func:`visible` would change the text."""
    return _UNHOLDABLE.search(text) is not None


def bytes_unholdable(text: bytes) -> bool:
    """The same of a long text in UTF-8, several times faster."""
    if _NEAR_THEM in text and any(sign in text for sign in _NO_CHARACTERS):
        return True
    # Sign by sign, in pieces that a processor keeps at hand: five times faster than all at once.
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    return any(sign in piece for piece in pieces for sign in _CONTROLS)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(0x2400 + code)
    return "␡" if code == _DELETE else "\ufffd"
