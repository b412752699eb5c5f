"""Tables (lists with a name and a style) that people made of managed rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sheets_sync.workbooks.xlsx.book import links
from sheets_sync.workbooks.xlsx.refs import area
from sheets_sync.workbooks.xlsx.sheetdata import attributes

if TYPE_CHECKING:
    from collections.abc import Collection

    from sheets_sync.workbooks.xlsx.zipped import Package

_TABLE = re.compile(rb"<[\w.-]*:?table\s[^>]*>")
_REF = re.compile(rb"""(\sref=["'])([^"']+)(["'])""")


def grow_tables(
    package: Package, part: str, columns: Collection[int], first: int, last: int
) -> None:
    """Let the tables over managed columns that end just above ``first`` reach ``last``.

    A table with a row of totals stays as it is: new rows come below it.
    """
    for link in links(package, part):
        if link.kind != "table":
            continue
        data = package.read(link.part)
        tag = _TABLE.search(data)
        given = attributes(tag[0]) if tag else {}
        where = area(given.get(b"ref", b"").decode())
        if not where or int(given.get(b"totalsRowCount", b"0")):
            continue
        covers = any(where.left <= column <= where.right for column in columns)
        if covers and first - 1 <= where.bottom < last:
            package.put(link.part, _grown(data, given[b"ref"], last))


def _grown(data: bytes, ref: bytes, last: int) -> bytes:
    """The table and its own filter, which has the same area, down to a row."""
    old = area(ref.decode())
    if not old:
        return data
    new = str(old._replace(bottom=last)).encode()
    return _REF.sub(
        lambda found: found[1] + (new if found[2] == ref else found[2]) + found[3], data
    )
