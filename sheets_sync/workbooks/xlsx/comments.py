"""Which lines of a sheet people commented: their notes lie in parts of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sheets_sync.workbooks.xlsx.book import links
from sheets_sync.workbooks.xlsx.refs import area
from sheets_sync.workbooks.xlsx.sheetdata import attributes

if TYPE_CHECKING:
    from sheets_sync.workbooks.xlsx.zipped import Package

_COMMENT = re.compile(rb"<(?:[\w.-]*:)?comment\s[^>]*>")


def commented_lines(package: Package, part: str) -> frozenset[int]:
    """The lines of a sheet that hold a note; a thread of comments always has one beside it."""
    found = (
        area(attributes(tag).get(b"ref", b"").decode())
        for link in links(package, part)
        if link.kind == "comments" and link.part in package
        for tag in _COMMENT.findall(package.read(link.part))
    )
    return frozenset(each.top for each in found if each)
