"""What reading a cell gives, under the render options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import evaluation
from tests.servers.sheets import locales
from tests.servers.sheets import patterns
from tests.servers.sheets.cells import CellError
from tests.servers.sheets.cells import Result
from tests.servers.sheets.errors import violation

if TYPE_CHECKING:
    from tests.servers.sheets.cells import Cell
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.sheet import Sheet

VALUES = ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")
DATES = ("SERIAL_NUMBER", "FORMATTED_STRING")


@dataclass(frozen=True, slots=True)
class Rendering:
    """How values are to be read."""

    value: str = "FORMATTED_VALUE"
    date: str = "SERIAL_NUMBER"

    @staticmethod
    def asked(given: dict[str, Any], *, response: bool = False) -> Rendering:
        """From query or body fields (``response…`` is what a write is to answer)."""
        value = "responseValueRenderOption" if response else "valueRenderOption"
        date = "responseDateTimeRenderOption" if response else "dateTimeRenderOption"
        chosen = Rendering(given.get(value) or VALUES[0], given.get(date) or DATES[0])
        for name, option, known in ((value, chosen.value, VALUES), (date, chosen.date, DATES)):
            if option not in known:
                kind = f"google.apps.sheets.v4.{name[0].upper()}{name[1:]}".removesuffix("Option")
                text = (
                    f"Invalid value at '{snake(name)}' (type.googleapis.com/{kind}), \"{option}\""
                )
                raise violation(snake(name), text)
        return chosen


def snake(name: str) -> str:
    """A field name as error texts write it."""
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name)


class Reader:
    """Reads cells of one sheet under one rendering."""

    def __init__(self, document: Document, sheet: Sheet, rendering: Rendering) -> None:
        self.document = document
        self.sheet = sheet
        self.rendering = rendering
        self.locale = locales.of(str(document.properties["locale"]))

    def value(self, row: int, column: int, cell: Cell) -> str | float | bool:
        """One cell as the values methods answer it; "" when it is empty."""
        if self.rendering.value == "FORMULA" and cell.formula is not None:
            return cell.formula
        computed = self.computed(row, column, cell)
        if self.rendering.value == "FORMATTED_VALUE":
            return self.formatted(computed, cell)
        if isinstance(computed, CellError):
            return computed.sign
        dated = cell.number_format.get("type") in patterns.DATES
        number = isinstance(computed, int | float) and not isinstance(computed, bool)
        strings = self.rendering.date == "FORMATTED_STRING"
        if dated and number and strings and self.rendering.value == "UNFORMATTED_VALUE":
            return self.formatted(computed, cell)
        return "" if computed is None else computed

    def computed(self, row: int, column: int, cell: Cell) -> Result:
        """Value of a cell, its formula computed."""
        if cell.formula is None:
            return cell.value
        return evaluation.result(self.document, self.sheet, row, column)

    def formatted(self, value: Result, cell: Cell) -> str:
        """A value as it shows in its cell."""
        if value is None:
            return ""
        if isinstance(value, CellError):
            return value.sign
        if isinstance(value, bool):
            return self.locale.true if value else self.locale.false
        if isinstance(value, str):
            return value
        number = cell.number_format
        return patterns.shown(value, number.get("type", ""), number.get("pattern", ""), self.locale)
