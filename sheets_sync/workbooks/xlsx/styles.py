"""The styles part: looks of new tabs are added to it, none that is there is renumbered."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from sheets_sync.workbooks.xlsx.xml import insert_ordered
from sheets_sync.workbooks.xlsx.xml import main
from sheets_sync.workbooks.xlsx.xml import parse
from sheets_sync.workbooks.xlsx.xml import serialise

if TYPE_CHECKING:
    from lxml.etree import _Element

_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
_FIRST_CUSTOM_FORMAT = 164
_FACE = ("sz", "name", "family", "charset", "scheme")


class Styles:
    """A styles part that takes in the styles of another."""

    def __init__(self, data: bytes) -> None:
        """Open a styles part."""
        self._root = parse(data)
        self.changed = False

    def content(self) -> bytes:
        """The part as it is now."""
        return serialise(self._root)

    def adopt(self, other: bytes) -> tuple[dict[str, str], dict[str, str]]:
        """Take in all cell styles and conditional styles of another styles part.

        Gives, for both, the number here of each number there.
        """
        source = parse(other)
        formats = self._formats(source)
        ids = {"numFmtId": formats}
        for group, attribute in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
            ids[attribute] = self._merge(group, [*_children(source, group)])
        xfs = [self._renumbered(each, ids) for each in _children(source, "cellXfs")]
        dxfs = [self._with_format(each, formats) for each in _children(source, "dxfs")]
        return self._merge("cellXfs", xfs), self._merge("dxfs", dxfs)

    def numbered(self, style: str, number: int) -> str:
        """A cell style like another ("" is the usual one), under a number format of its own."""
        xf = deepcopy(self._group("cellXfs")[int(style or "0")])
        xf.set("numFmtId", str(number))
        xf.set("applyNumberFormat", "1")
        return self._merge("cellXfs", [xf])["0"]

    def _formats(self, source: _Element) -> dict[str, str]:
        here = {each.get("formatCode"): each.get("numFmtId", "") for each in self._group("numFmts")}
        numbers = [int(each) for each in here.values()]
        following = max([_FIRST_CUSTOM_FORMAT - 1, *numbers]) + 1
        mapping = {}
        for each in _children(source, "numFmts"):
            code = each.get("formatCode")
            if code not in here:
                here[code] = str(following)
                following += 1
                new = deepcopy(each)
                new.set("numFmtId", here[code])
                self._append("numFmts", new)
            mapping[each.get("numFmtId", "")] = here[code]
        return mapping

    def _merge(self, group: str, elements: list[_Element]) -> dict[str, str]:
        mapping = {}
        known = {
            _canonical(each): index for index, each in reversed([*enumerate(self._group(group))])
        }
        for index, each in enumerate(elements):
            element = self._faced(each) if group == "fonts" else each
            form = _canonical(element)
            if group == "fonts" and index == 0:
                known[form] = self._usual_font()
            if form not in known:
                known[form] = len(self._group(group))
                self._append(group, deepcopy(element))
            mapping[str(index)] = str(known[form])
        return mapping

    def _renumbered(self, xf: _Element, ids: dict[str, dict[str, str]]) -> _Element:
        new = deepcopy(xf)
        new.set("xfId", "0")
        for attribute, mapping in ids.items():
            old = new.get(attribute, "0")
            new.set(attribute, mapping.get(old, old))
        return new

    def _with_format(self, dxf: _Element, formats: dict[str, str]) -> _Element:
        new = deepcopy(dxf)
        for each in new.iter(main("numFmt")):
            old = each.get("numFmtId", "")
            each.set("numFmtId", formats.get(old, old))
        return new

    def _usual_font(self) -> int:
        xfs = self._group("cellXfs")
        return int(xfs[0].get("fontId", "0")) if xfs else 0

    def _faced(self, font: _Element) -> _Element:
        """The font with the family and the size that the workbook usually has."""
        fonts = self._group("fonts")
        if not fonts:
            return font
        usual = fonts[self._usual_font()]
        new = deepcopy(font)
        for name in _FACE:
            mine, theirs = new.find(main(name)), usual.find(main(name))
            if mine is not None and theirs is not None:
                new.replace(mine, deepcopy(theirs))
            elif mine is not None:
                new.remove(mine)
        return new

    def _group(self, name: str) -> list[_Element]:
        return _children(self._root, name)

    def _append(self, group: str, element: _Element) -> None:
        parent = self._root.find(main(group))
        if parent is None:
            parent = self._root.makeelement(main(group))
            insert_ordered(self._root, parent, _ORDER)
        parent.append(element)
        parent.set("count", str(len(parent)))
        self.changed = True


def _children(root: _Element, group: str) -> list[_Element]:
    found = root.find(main(group))
    return [] if found is None else list(found)


def _canonical(element: _Element) -> bytes:
    return etree.tostring(element, method="c14n2", exclusive=True, with_tail=False)
