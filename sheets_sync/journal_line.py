"""One line of the journal's file: an entry with all its changes, sealed by a digest.

    {"changes":{…},"entry":{…},"digest":"<SHA-256 of everything before this key>"}

The digest covers bytes, so that any change of any byte shows. The head comes last: the end
of the file tells the last entry, however big its changes are.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from sheets_sync.journal import Entry
from sheets_sync.journal import Head
from sheets_sync.journal_changes import Changes
from sheets_sync.journal_changes import as_record
from sheets_sync.journal_changes import read_changes
from sheets_sync.journal_changes import sections

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Iterator

    from sheets_sync.journal_changes import CellAddress
    from sheets_sync.plan import Plan

_START = b'{"changes":'
_HEAD = b',"entry":{"number":'
_CLOSING = re.compile(rb',"digest":"([0-9a-f]{64})"}\n\Z')
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_CLOSING_LENGTH = len(',"digest":"') + 64 + len('"}\n')


def pieces(
    plan: Plan, head: Head, formulas: Container[CellAddress] = frozenset()
) -> Iterator[bytes]:
    """The content of a line, piece by piece: a big plan is never in memory as text.

    ``formulas`` are the cells that held one when the plan was made.
    """
    opening = _START + b"{"
    for name, found in sections(plan, formulas).items():
        yield opening + json.dumps(name).encode() + b":["
        comma = b""
        for change in found:
            yield comma + _json(as_record(change))
            comma = b","
        opening = b"],"
    yield b"]},"
    yield b'"entry":' + _json(head._asdict())


def closing(digest: str) -> bytes:
    """The end of a line whose content has a digest."""
    return f',"digest":"{digest}"}}\n'.encode()


def sealed(plan: Plan, head: Head, formulas: Container[CellAddress] = frozenset()) -> bytes:
    """A whole line."""
    content = b"".join(pieces(plan, head, formulas))
    return content + closing(sha256(content).hexdigest())


def read_entry(line: bytes) -> Entry | None:
    """The entry of a line; None when the line is not one, or not as it was written."""
    found = last_entry(line)
    if found is None or not line.startswith(_START):
        return None
    content = memoryview(line)[:-_CLOSING_LENGTH]
    return found if sha256(content).hexdigest() == found.digest else None


def last_entry(end: bytes) -> Entry | None:
    """The entry that the end of a file tells of; its changes are not looked at."""
    found = _CLOSING.search(end, max(0, len(end) - _CLOSING_LENGTH))
    # Quotes within texts are escaped: what is searched can't be part of one.
    start = end.rfind(_HEAD)
    if not found or start < 0:
        return None
    try:
        head = json.loads(b"{" + end[start + 1 : found.start()] + b"}")["entry"]
        return Entry(Head(**head), found[1].decode())
    except (ValueError, TypeError, KeyError):
        return None


def stored_digest(line: bytes) -> str:
    """The digest that a line says to have, whether it is true or not; "" for none."""
    found = _CLOSING.search(line, max(0, len(line) - _CLOSING_LENGTH))
    return found[1].decode() if found else ""


def changes_of(line: bytes) -> Changes:
    """The changes of a line that :func:`read_entry` found whole."""
    return read_changes(json.loads(line)["changes"])


def _json(value: object) -> bytes:
    # Half a surrogate pair, which a form may hold, comes back as it was.
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")
