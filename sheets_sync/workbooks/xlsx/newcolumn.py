"""A managed column added at the right of a tab that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.tabs.model import FIRST_ROW
from sheets_sync.tabs.model import HEADING_ROW
from sheets_sync.workbooks.xlsx.blank import blank
from sheets_sync.workbooks.xlsx.blank import filled
from sheets_sync.workbooks.xlsx.newtab import settled
from sheets_sync.workbooks.xlsx.refs import LAST_ROW
from sheets_sync.workbooks.xlsx.refs import address
from sheets_sync.workbooks.xlsx.refs import letters
from sheets_sync.workbooks.xlsx.surroundings import add_rules
from sheets_sync.workbooks.xlsx.surroundings import grow_filter
from sheets_sync.workbooks.xlsx.surroundings import set_column
from sheets_sync.workbooks.xlsx.xml import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from sheets_sync.tabs.model import Column
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.xlsx.edit import SheetEdit
    from sheets_sync.workbooks.xlsx.memory import Memory
    from sheets_sync.workbooks.xlsx.styles import Styles

_SETTINGS = ("width", "style", "hidden", "customWidth")


def add_column(
    edit: SheetEdit,
    tab: Tab,
    column: Column,
    lines: tuple[int, int],
    styles: Styles,
    memory: Memory,
) -> None:
    """Add a column behind the last that holds anything.

    ``lines`` are those of the identities and of the headings. The column is made as the
    only one of a tab, then moved to its place.
    """
    alone = tab._replace(columns=(column,), key=column.id, frozen=0)
    root = settled(blank(alone, memory.choices), styles)
    place = edit.width + 1
    edit.put(lines[0], place, tab.identity(column.id), _style(root, "A1"))
    edit.put(lines[1], place, column.heading, _style(root, f"A{HEADING_ROW}"))
    edit.know(column, place)
    setting = next(root.iter(main("col")))
    given = " ".join(
        f'{name}="{setting.get(name)}"' for name in _SETTINGS if setting.get(name) is not None
    )
    edit.head = set_column(edit.head, edit.sheet.prefix, place, given.encode())
    edit.tail = grow_filter(edit.tail, 0, place)
    edit.tail = add_rules(edit.head, edit.tail, [*_rules(root, place, lines[1])])


def _style(root: _Element, cell: str) -> str:
    return next(each.get("s", "") for each in root.iter(main("c")) if each.get("r") == cell)


def _rules(root: _Element, column: int, heading_line: int) -> Iterator[_Element]:
    first = heading_line + FIRST_ROW - HEADING_ROW
    below = f"{address(first, column)}:{address(LAST_ROW, column)}"
    for each in [*root.iter(main("conditionalFormatting")), *root.iter(main("dataValidation"))]:
        heading = each.get("sqref") == f"A{HEADING_ROW}"
        each.set("sqref", address(heading_line, column) if heading else below)
        if _greying(each, letters(column), first):
            each.set("sqref", f"A{first}:{address(LAST_ROW, column)}")
        yield each


def _greying(rule: _Element, letter: str, first: int) -> bool:
    """Whether a rule greys whole rows; if so, it now looks at the new column."""
    formulas = [
        formula
        for each in rule.iter(main("cfRule"))
        if each.get("type") == "expression"
        for formula in each.iter(main("formula"))
    ]
    for formula in formulas:
        formula.text = filled(letter, first)
    return bool(formulas)
