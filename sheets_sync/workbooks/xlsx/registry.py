"""The package's own lists: which part is of which type, and which part leads to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from sheets_sync.workbooks.xlsx.book import links
from sheets_sync.workbooks.xlsx.book import links_part
from sheets_sync.workbooks.xlsx.xml import LINKS
from sheets_sync.workbooks.xlsx.xml import PACKAGE_LINKS
from sheets_sync.workbooks.xlsx.xml import TYPES
from sheets_sync.workbooks.xlsx.xml import parse
from sheets_sync.workbooks.xlsx.xml import serialise

if TYPE_CHECKING:
    from collections.abc import Container

    from sheets_sync.workbooks.xlsx.zipped import Package

_TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_CONTENT_TYPES = {
    "worksheet": f"{_OFFICE}spreadsheetml.worksheet+xml",
    "drawing": f"{_OFFICE}drawing+xml",
    "chart": f"{_OFFICE}drawingml.chart+xml",
}
_NO_LINKS = f'<Relationships xmlns="{PACKAGE_LINKS}"/>'.encode()


def add_sheet(package: Package, book: str, data: bytes) -> tuple[str, str]:
    """Put a sheet in; gives its part and the id that the workbook part calls it by."""
    return add_part(package, book, "worksheet", "xl/worksheets/sheet{}.xml", data)


def add_part(package: Package, source: str, kind: str, name: str, data: bytes) -> tuple[str, str]:
    """Put in a part that another leads to; gives its name and the id that the other calls it by.

    ``name`` has {} for the first number that is free; ``kind`` is that of the relationship.
    """
    number = 1
    while name.format(number) in package:
        number += 1
    part = name.format(number)
    package.put(part, data)
    root = parse(package.read(_TYPES))
    element = etree.SubElement(root, f"{{{TYPES}}}Override")
    element.set("PartName", f"/{part}")
    element.set("ContentType", _CONTENT_TYPES[kind])
    package.put(_TYPES, serialise(root))
    return part, _add_link(package, source, part, kind)


def _add_link(package: Package, source: str, part: str, kind: str) -> str:
    name = links_part(source)
    root = parse(package.read(name) if name in package else _NO_LINKS)
    taken = {each.get("Id") for each in root}
    number = 1
    while f"rId{number}" in taken:
        number += 1
    element = etree.SubElement(root, f"{{{PACKAGE_LINKS}}}Relationship")
    element.set("Id", f"rId{number}")
    element.set("Type", f"{LINKS}/{kind}")
    element.set("Target", f"/{part}")
    package.put(name, serialise(root))
    return f"rId{number}"


def forget(package: Package, source: str, kinds: Container[str]) -> None:
    """Drop the parts that a part leads to by relationships of some kinds."""
    for link in links(package, source):
        if link.kind in kinds:
            package.drop(link.part)
            _forget_type(package, link.part)
    name = links_part(source)
    root = parse(package.read(name))
    for each in list(root):
        if each.get("Type", "").rpartition("/")[2] in kinds:
            root.remove(each)
    package.put(name, serialise(root))


def _forget_type(package: Package, part: str) -> None:
    root = parse(package.read(_TYPES))
    for each in list(root):
        if each.get("PartName", "").lower() == f"/{part}".lower():
            root.remove(each)
    package.put(_TYPES, serialise(root))
