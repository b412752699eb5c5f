"""Putting one value into one cell, RAW or as if typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import locales
from tests.servers.sheets import parsing
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.errors import violation

if TYPE_CHECKING:
    from tests.servers.sheets.cells import Cell
    from tests.servers.sheets.cells import Scalar
    from tests.servers.sheets.document import Document

LONGEST = 50_000
OPTIONS = {"RAW", "USER_ENTERED"}


def option(given: dict[str, Any]) -> str:
    """The input option asked for; refuses none."""
    asked: str = given.get("valueInputOption") or "INPUT_VALUE_OPTION_UNSPECIFIED"
    if asked == "INPUT_VALUE_OPTION_UNSPECIFIED":
        text = "'valueInputOption' is required but not specified"
        raise violation("value_input_option", text, text)
    if asked not in OPTIONS:
        kind = "type.googleapis.com/google.apps.sheets.v4.InputValueOption"
        text = f"Invalid value at 'value_input_option' ({kind}), \"{asked}\""
        raise violation("value_input_option", text)
    return asked


def check(value: Any, row: int, column: int, where: str = "values") -> None:  # noqa: ANN401
    """Refuse what no cell can hold: an object, a list, a text that is too long."""
    kinds = type(value)
    if kinds is str:
        check_length(value)
    elif kinds is dict or kinds is list:
        kind = "struct_value" if isinstance(value, dict) else "list_value"
        raise invalid(f"Invalid {where}[{row}][{column}]: {kind} {{\n}}\n")


def check_length(text: str) -> None:
    """Refuse a text longer than a cell may hold (counted in UTF-16 units, as in a browser)."""
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise invalid(
            f"Your input contains more than the maximum of {LONGEST} characters in a single cell."
        )


class Entering:
    """Puts values into the cells of one spreadsheet."""

    def __init__(self, document: Document, option: str) -> None:
        self.typed = option == "USER_ENTERED"
        self.locale = locales.of(str(document.properties["locale"]))

    def cell(self, old: Cell, value: Scalar) -> Cell:
        """The cell after a value was put in; its format and note stay."""
        if not self.typed or not isinstance(value, str):
            return old.with_content(value)
        if old.number_format.get("type") == "TEXT":
            return old.with_content(value)
        found = parsing.typed(value, self.locale)
        cell = old.with_content(found.value, found.formula)
        automatic = not old.number_format
        if found.kind and automatic:
            number = {"type": found.kind, "pattern": found.pattern}
            return cell._replace(format=(cell.format or {}) | {"numberFormat": number})
        return cell
