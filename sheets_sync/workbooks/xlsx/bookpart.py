"""The workbook part, changed: sheets listed, names of areas, recalculation."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from typing import NamedTuple

from lxml import etree

from sheets_sync.workbooks.xlsx import registry
from sheets_sync.workbooks.xlsx.book import Sheet
from sheets_sync.workbooks.xlsx.sheetdata import attributes
from sheets_sync.workbooks.xlsx.xml import LINKS
from sheets_sync.workbooks.xlsx.xml import insert_ordered
from sheets_sync.workbooks.xlsx.xml import main
from sheets_sync.workbooks.xlsx.xml import parse
from sheets_sync.workbooks.xlsx.xml import serialise
from sheets_sync.workbooks.xlsx.zipped import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

    from sheets_sync.workbooks.xlsx.refs import Area

_ORDER = (
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)
_FILTER = "_xlnm._FilterDatabase"
_TITLES = "_xlnm.Print_Titles"
_NAME = re.compile(rb"<(?:[\w.-]*:)?definedName\s[^>]*>[^<]*<")
_CALCULATION = re.compile(rb"<(?:[\w.-]*:)?calcPr\b[^>]*>")
_ON_OPENING = re.compile(rb"""\sfullCalcOnLoad\s*=\s*(?:"[^"]*"|'[^']*')""")


class Names(NamedTuple):
    """The names that belong to a sheet: ``filter`` is an area like "$A$2:$H$2".

    ``titles`` are the columns and the rows that are printed on every page.
    """

    filter: str = ""
    titles: tuple[str, ...] = ()


class BookPart:
    """The workbook part; ``changed`` tells whether it has to be written."""

    def __init__(self, package: Package, part: str) -> None:
        """Open it."""
        self._package = package
        self._part = part
        self._root = parse(package.read(part))
        self.changed = False

    @property
    def protected(self) -> bool:
        """Whether people locked the list of sheets."""
        found = self._root.find(main("workbookProtection"))
        return found is not None and found.get("lockStructure") in {"1", "true"}

    @property
    def titles(self) -> list[str]:
        """The titles of all sheets, in their order."""
        return [each.get("name", "") for each in self._sheets()]

    def _sheets(self) -> _Element:
        sheets = self._root.find(main("sheets"))
        if sheets is None:
            raise ValueError("no sheets")
        return sheets

    def add_sheet(
        self, title: str, data: bytes, position: int, *, hidden: bool, names: Names
    ) -> Sheet:
        """Set a sheet in at a position, which counts from 0."""
        self.changed = True
        sheets = self._sheets()
        part, link = registry.add_sheet(self._package, self._part, data)
        taken = max((int(each.get("sheetId", "0")) for each in sheets), default=0)
        element = sheets.makeelement(main("sheet"))
        sheets.insert(position, element)
        self._make_room(position)
        element.set("name", title)
        element.set("sheetId", str(taken + 1))
        if hidden:
            element.set("state", "veryHidden")
        element.set(f"{{{LINKS}}}id", link)
        sheet = Sheet(title, part, position)
        self._name_areas(sheet, names)
        return sheet

    def _make_room(self, position: int) -> None:
        """Count on where sheets are told by their position: that one is a new sheet now."""
        for each in self._root.iter(main("definedName"), main("workbookView")):
            for name in ("localSheetId", "activeTab", "firstSheet"):
                told = each.get(name)
                if told is not None and int(told) >= position:
                    each.set(name, str(int(told) + 1))

    def _name_areas(self, sheet: Sheet, names: Names) -> None:
        quoted = sheet.title.replace("'", "''")
        for name, areas in ((_FILTER, (names.filter,)), (_TITLES, names.titles)):
            if any(areas):
                element = self._define(name, sheet.position)
                element.text = ",".join(f"'{quoted}'!{area}" for area in areas)

    def _define(self, name: str, index: int) -> _Element:
        parent = self._root.find(main("definedNames"))
        if parent is None:
            parent = self._root.makeelement(main("definedNames"))
            insert_ordered(self._root, parent, _ORDER)
        element = etree.SubElement(parent, main("definedName"))
        element.set("name", name)
        element.set("localSheetId", str(index))
        if name == _FILTER:
            element.set("hidden", "1")
        return element

    def show_first(self) -> None:
        """Open a new workbook on its first visible sheet; one at least is made visible."""
        sheets = list(self._sheets())
        hidden = [each.get("state", "visible") != "visible" for each in sheets]
        if all(hidden):
            sheets[0].attrib.pop("state", "")
            return
        for view in self._root.iter(main("workbookView")):
            view.set("activeTab", str(hidden.index(False)))
            view.set("firstSheet", "0")

    def content(self) -> bytes:
        """The part as it is now."""
        return serialise(self._root)


def move_filter_name(data: bytes, position: int, area: Area) -> bytes:
    """The workbook part with the hidden name of a sheet's filter, if any, naming an area."""
    mine = {b"name": _FILTER.encode(), b"localSheetId": b"%d" % position}

    def grown(found: re.Match[bytes]) -> bytes:
        given = attributes(found[0])
        if any(given.get(each) != value for each, value in mine.items()):
            return found[0]
        return found[0][: found[0].rfind(b"!") + 1] + area.absolute().encode() + b"<"

    return _NAME.sub(grown, data)


def ask_recalculation(data: bytes) -> bytes:
    """The workbook part asking spreadsheets to compute all formulas when they open it.

    People's formulas may count what was changed, and the file keeps their last results:
    without this, Excel shows those until somebody edits the cells.
    """
    found = _CALCULATION.search(data)
    if not found:
        root = parse(data)
        insert_ordered(root, root.makeelement(main("calcPr"), {"fullCalcOnLoad": "1"}), _ORDER)
        return serialise(root)
    if attributes(found[0]).get(b"fullCalcOnLoad") in {b"1", b"true"}:
        return data
    tag = _ON_OPENING.sub(b"", found[0]).replace(b"calcPr", b'calcPr fullCalcOnLoad="1"', 1)
    return data[: found.start()] + tag + data[found.end() :]


def empty_package() -> bytes:
    """A package with a workbook and styles, and no sheet yet."""
    from openpyxl import Workbook

    from sheets_sync.workbooks.xlsx.blank import file_of

    package = Package(file_of(Workbook()))
    registry.forget(package, "", {"core-properties", "extended-properties"})
    registry.forget(package, "xl/workbook.xml", {"worksheet"})
    root = parse(package.read("xl/workbook.xml"))
    for sheets in root.iter(main("sheets")):
        for each in list(sheets):
            sheets.remove(each)
    package.put("xl/workbook.xml", serialise(root))
    out = BytesIO()
    package.save(out)
    return out.getvalue()
