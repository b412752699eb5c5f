"""The workbook part: which sheets there are, and which parts they and their things lie in."""

from __future__ import annotations

from posixpath import dirname
from posixpath import join
from posixpath import normpath
from posixpath import split
from typing import TYPE_CHECKING
from typing import NamedTuple
from zipfile import BadZipFile

from reports.language import N_
from sheets_sync.workbooks.errors import NotAWorkbook
from sheets_sync.workbooks.errors import WorkbookClosed
from sheets_sync.workbooks.xlsx.packing import CORRUPT
from sheets_sync.workbooks.xlsx.xml import LINKS
from sheets_sync.workbooks.xlsx.xml import MAIN
from sheets_sync.workbooks.xlsx.xml import PACKAGE_LINKS
from sheets_sync.workbooks.xlsx.xml import STRICT
from sheets_sync.workbooks.xlsx.xml import parse
from sheets_sync.workbooks.xlsx.zipped import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

UNREADABLE = (
    NotImplementedError,
    BadZipFile,
    KeyError,
    ValueError,
    EOFError,
    OSError,
    StopIteration,
    *CORRUPT,
)
"""What damaged packages raise."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Link(NamedTuple):
    """A relationship: ``part`` is the full name of what it leads to."""

    id: str
    kind: str
    part: str


class Sheet(NamedTuple):
    """One worksheet; ``position`` counts all sheets of the workbook, from 0."""

    title: str
    part: str
    position: int


class Book(NamedTuple):
    """A package with its workbook part; ``strict`` ones use the other namespaces."""

    package: Package
    part: str
    sheets: tuple[Sheet, ...]
    titles: tuple[str, ...]
    strict: bool


def links_part(part: str) -> str:
    """The part that holds the relationships of a part."""
    folder, name = split(part)
    return join(folder, "_rels", f"{name}.rels")


def links(package: Package, part: str) -> tuple[Link, ...]:
    """The relationships of a part that lead to other parts."""
    if links_part(part) not in package:
        return ()
    found = []
    for each in parse(package.read(links_part(part))).iter(f"{{{PACKAGE_LINKS}}}Relationship"):
        if each.get("TargetMode") == "External":
            continue
        target = each.get("Target", "")
        full = normpath(target if target.startswith("/") else join(dirname(part), target))
        kind = each.get("Type", "").rpartition("/")[2]
        found.append(Link(each.get("Id", ""), kind, full.lstrip("/")))
    return tuple(found)


def open_book(data: bytes, place: str, backups: str) -> Book:
    """The workbook in a file's content; raises ``NotAWorkbook``."""
    values = {"place": place, "backups": backups}
    if data.startswith(_COMPOUND):
        raise WorkbookClosed(detail=N_("an old .xls file, or one with a password"), **values)
    try:
        package = Package(data)
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise NotAWorkbook(detail=N_("not a whole .xlsx file"), **values) from error
    try:
        return _book(package)
    except UNREADABLE as error:
        raise NotAWorkbook(detail=N_("no workbook inside"), **values) from error


def _book(package: Package) -> Book:
    part = next(each.part for each in _roots(package) if each.kind == "officeDocument")
    root = parse(package.read(part))
    namespace = root.tag.rpartition("}")[0][1:]
    if namespace not in {MAIN, STRICT}:
        raise ValueError(namespace)
    by_id = {each.id: each for each in links(package, part)}
    sheets = []
    titles = []
    listed = root.find(f"{{{namespace}}}sheets")
    if listed is None:
        raise ValueError("no sheets")
    for index, each in enumerate(listed.iterfind(f"{{{namespace}}}sheet")):
        titles.append(each.get("name", ""))
        link = by_id.get(_link_id(each))
        if link and link.kind == "worksheet":
            sheets.append(Sheet(titles[-1], link.part, index))
    return Book(package, part, tuple(sheets), tuple(titles), namespace == STRICT)


def _roots(package: Package) -> tuple[Link, ...]:
    found = links(package, "")
    if not any(each.kind == "officeDocument" for each in found):
        raise ValueError("no workbook")
    return found


def _link_id(element: _Element) -> str:
    strict = LINKS.replace("schemas.openxmlformats.org", "purl.oclc.org/ooxml")
    strict = strict.replace("/2006", "")
    return element.get(f"{{{LINKS}}}id") or element.get(f"{{{strict}}}id") or ""
