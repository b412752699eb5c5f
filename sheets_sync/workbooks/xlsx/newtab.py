"""The sheet part of a new tab, its style numbers being those of the workbook it goes into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.workbooks.xlsx.surroundings import AFTER_ROWS
from sheets_sync.workbooks.xlsx.xml import LINKS
from sheets_sync.workbooks.xlsx.xml import insert_ordered
from sheets_sync.workbooks.xlsx.xml import main
from sheets_sync.workbooks.xlsx.xml import parse
from sheets_sync.workbooks.xlsx.xml import serialise

if TYPE_CHECKING:
    from lxml.etree import _Element

    from sheets_sync.workbooks.xlsx.blank import Blank
    from sheets_sync.workbooks.xlsx.styles import Styles

_STYLED = {"c": "s", "col": "style", "row": "s"}


def settled(made: Blank, styles: Styles) -> _Element:
    """The tree of a new sheet, after its styles were taken in by the workbook's."""
    cell_styles, rule_styles = styles.adopt(made.styles)
    root = parse(made.sheet)
    for name, attribute in _STYLED.items():
        for each in root.iter(main(name)):
            if each.get(attribute) is not None:
                each.set(attribute, cell_styles[each.get(attribute, "")])
    for each in root.iter(main("row")):
        each.attrib.pop("customHeight", "")  # heights stay automatic: an edited row fits again
    for each in root.iter(main("cfRule")):
        if each.get("dxfId") is not None:
            each.set("dxfId", rule_styles[each.get("dxfId", "")])
    return root


def sheet_part(made: Blank, styles: Styles, *, drawn: bool = False) -> bytes:
    """The part with empty cells: the texts are in the other workbook, and written later.

    ``drawn``: it leads to a drawing, by the first link that is given to it.
    """
    root = settled(made, styles)
    if drawn:
        drawing = root.makeelement(main("drawing"), {f"{{{LINKS}}}id": "rId1"})
        insert_ordered(root, drawing, AFTER_ROWS)
    for cell in root.iter(main("c")):
        cell.attrib.pop("t", "")
        for child in list(cell):
            cell.remove(child)
    return serialise(root)
