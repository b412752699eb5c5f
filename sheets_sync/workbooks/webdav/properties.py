"""What a WebDAV server says of a file beside its bytes: who has it open, who may change it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

DAV = "{DAV:}"
OWNCLOUD = "{http://owncloud.org/ns}"
NEXTCLOUD = "{http://nextcloud.org/ns}"
HEADERS = {"Depth": "0", "Content-Type": "application/xml; charset=utf-8"}
BODY = b"""<?xml version="1.0" encoding="utf-8"?>
<d:propfind xmlns:d="DAV:" xmlns:o="http://owncloud.org/ns" xmlns:n="http://nextcloud.org/ns">
<d:prop><d:lockdiscovery/><o:permissions/><n:lock-owner-displayname/></d:prop>
</d:propfind>"""
CHANGE, CREATE = "W", "C"
"""Letters of Nextcloud's permissions: change this file, make files in this folder."""


class Properties(NamedTuple):
    """``holder`` names who has the file open: "" nobody, "?" somebody without a name.

    ``permissions`` are Nextcloud's letters, None on another server.
    """

    holder: str = ""
    permissions: str | None = None


def read_properties(body: bytes) -> Properties:
    """The properties in the answer to a PROPFIND; those that can't be read are not there."""
    from sheets_sync.workbooks.xlsx.xml import parse

    try:
        root = parse(body)
    except ValueError:
        return Properties()
    holder = _text(root.find(f".//{NEXTCLOUD}lock-owner-displayname"))
    lock = root.find(f".//{DAV}activelock")
    if lock is not None:
        holder = holder or _text(lock.find(f"{DAV}owner")) or "?"
    permissions = root.find(f".//{OWNCLOUD}permissions")
    known = permissions is not None and permissions.text is not None
    return Properties(holder, _text(permissions) if known else None)


def _text(element: _Element | None) -> str:
    """All text below an element, on one line."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
