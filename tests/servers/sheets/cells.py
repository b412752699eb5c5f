"""What one cell holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from typing import NamedTuple
from typing import TypeAlias

ERRORS = {
    "#NULL!": "NULL_VALUE",
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#NUM!": "NUM",
    "#N/A": "N_A",
    "#ERROR!": "ERROR",
}


@dataclass(frozen=True, slots=True)
class CellError:
    """What a formula gives that can't be computed: ``#NAME?`` and its like."""

    sign: str
    message: str = ""


Scalar: TypeAlias = "str | float | bool"
Result: TypeAlias = "str | float | bool | CellError | None"
Format: TypeAlias = "dict[str, Any] | None"


class Cell(NamedTuple):
    """One cell; immutable, so that copies of a document share cells.

    A formula stands in ``formula`` with its ``=``; ``value`` is None then, and is computed
    when somebody reads.
    """

    value: Scalar | None = None
    formula: str | None = None
    format: Format = None
    note: str | None = None
    validation: Format = None
    runs: tuple[dict[str, Any], ...] = ()

    @property
    def filled(self) -> bool:
        """Whether it has content (an empty text is none)."""
        return self.formula is not None or (self.value is not None and self.value != "")

    @property
    def number_format(self) -> dict[str, Any]:
        """Its own number format: ``type`` and ``pattern``, or nothing."""
        found: dict[str, Any] = (self.format or {}).get("numberFormat", {})
        return found

    def with_content(self, value: Scalar | None, formula: str | None = None) -> Cell:
        """The same cell with other content (an empty text empties it)."""
        kept = None if value == "" else value
        return Cell(kept, formula, self.format, self.note, self.validation)


EMPTY = Cell()
