"""What stands around the rows of a sheet part: dimension, columns, filter, rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.workbooks.xlsx.refs import Area
from sheets_sync.workbooks.xlsx.refs import area
from sheets_sync.workbooks.xlsx.sheetdata import attributes
from sheets_sync.workbooks.xlsx.xml import insert_ordered
from sheets_sync.workbooks.xlsx.xml import main
from sheets_sync.workbooks.xlsx.xml import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

AFTER_ROWS = (
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""The elements behind the rows, in the order of the schema."""

_DIMENSION = re.compile(rb"""(<[\w.-]*:?dimension\s+ref=["'])([^"']+)(["'])""")
_FILTER = re.compile(rb"""(<[\w.-]*:?autoFilter\s[^>]*?ref=["'])([^"']+)(["'])""")
_COLUMN = re.compile(rb"<[\w.-]*:?col\s[^>]*>")
_VIEWS = b"customSheetViews>"
"""Stands behind the sheet's own filter, in front of views that people keep with theirs."""


def grow_dimension(head: bytes, row: int, column: int) -> bytes:
    """The head with its note of the used area reaching a cell."""

    def grown(found: re.Match[bytes]) -> bytes:
        old = area(found[2].decode())
        if not old:
            return found[0]
        new = old._replace(bottom=max(old.bottom, row), right=max(old.right, column))
        return found[1] + str(new).encode() + found[3]

    return _DIMENSION.sub(grown, head, count=1)


def filtered(tail: bytes) -> Area | None:
    """The area under the sheet's own filter; None when there is no filter."""
    found = _FILTER.search(tail.partition(_VIEWS)[0])
    return area(found[2].decode()) if found else None


def grow_filter(tail: bytes, bottom: int, right: int) -> bytes:
    """The tail with the filter reaching down to a row, and right to a column beside it."""

    def grown(found: re.Match[bytes]) -> bytes:
        old = area(found[2].decode())
        if not old:
            return found[0]
        new = old._replace(bottom=max(old.bottom, bottom))
        if right == old.right + 1:
            new = new._replace(right=right)
        return found[1] + str(new).encode() + found[3]

    own, mark, rest = tail.partition(_VIEWS)
    return _FILTER.sub(grown, own, count=1) + mark + rest


class Setting(NamedTuple):
    """A setting of columns: the first, the last, their style number, their width."""

    first: int
    last: int
    style: str
    width: float


def column_settings(head: bytes) -> list[Setting]:
    """The settings of columns, as the head has them."""
    found = []
    for tag in _COLUMN.findall(head):
        given = attributes(tag)
        first, last = int(given.get(b"min", b"0")), int(given.get(b"max", b"0"))
        style, width = given.get(b"style", b"").decode(), float(given.get(b"width", b"0"))
        found.append(Setting(first, last, style, width))
    return found


def set_column(head: bytes, prefix: bytes, column: int, setting: bytes) -> bytes:
    """The head with a setting of one column (attributes but ``min`` and ``max``).

    Settings of several columns that include it are split around it.
    """
    name = prefix + b"col"
    kept: list[tuple[int, int, bytes]] = []
    for tag in _COLUMN.findall(head):
        given = attributes(tag)
        first, last = int(given.pop(b"min")), int(given.pop(b"max"))
        rest = b"".join(b' %s="%s"' % each for each in given.items())
        kept += [
            (low, high, rest)
            for low, high in ((first, min(last, column - 1)), (max(first, column + 1), last))
            if low <= high
        ]
    kept.append((column, column, b" " + setting))
    body = b"".join(
        b'<%s min="%d" max="%d"%s/>' % (name, low, high, rest) for low, high, rest in sorted(kept)
    )
    whole = b"<%ss>%s</%ss>" % (name, body, name)
    start = head.find(b"<" + name + b"s>")
    if start < 0:
        return head + whole
    closing = b"</" + name + b"s>"
    return head[:start] + whole + head[head.find(closing, start) + len(closing) :]


def add_rules(head: bytes, tail: bytes, rules: Sequence[_Element]) -> bytes:
    """The tail with conditional formats and validations added.

    Validations (``dataValidation``) go into the sheet's list of them, the rest beside its
    likes; new conditional formats come last, so they never outrank people's.
    """
    if not rules:
        return tail
    root_tag = _root_tag(head)
    root = parse(root_tag + tail)
    lowest = _lowest_priority(root)
    for rule in rules:
        if rule.tag == main("dataValidation"):
            _add_validation(root, rule)
            continue
        for each in rule.iter(main("cfRule")):
            lowest += 1
            each.set("priority", str(lowest))
        insert_ordered(root, rule, AFTER_ROWS)
    return _without_root_tag(root)


def _root_tag(head: bytes) -> bytes:
    start = re.search(rb"<[\w.-]*:?worksheet\b[^>]*>", head)
    if not start:
        raise ValueError("no worksheet")
    return start[0]


def _without_root_tag(root: _Element) -> bytes:
    from lxml import etree

    whole = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return whole[whole.find(b">") + 1 :]


def _lowest_priority(root: _Element) -> int:
    return max((int(each.get("priority", "0")) for each in root.iter(main("cfRule"))), default=0)


def _add_validation(root: _Element, rule: _Element) -> None:
    found = root.find(main("dataValidations"))
    if found is None:
        found = root.makeelement(main("dataValidations"))
        insert_ordered(root, found, AFTER_ROWS)
    found.append(rule)
    found.set("count", str(len(found)))
