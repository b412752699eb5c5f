"""Rectangles of a sheet (GridRange) and single dimensions of it (DimensionRange)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.servers.sheets.spans import ALL
from tests.servers.sheets.spans import Span

ROWS = "ROWS"
COLUMNS = "COLUMNS"


@dataclass(frozen=True, slots=True)
class Area:
    """Some rows and columns of one sheet; unbounded spans reach to the edges."""

    sheet: int
    rows: Span = ALL
    columns: Span = ALL

    @staticmethod
    def parse(given: dict[str, Any]) -> Area:
        """From a GridRange."""
        rows = Span(given.get("startRowIndex"), given.get("endRowIndex"))
        columns = Span(given.get("startColumnIndex"), given.get("endColumnIndex"))
        return Area(given.get("sheetId", 0), rows, columns)

    def grid_range(self) -> dict[str, int]:
        """As a GridRange: the first sheet's id 0 and unbounded ends are left out."""
        ends = {
            "startRowIndex": self.rows.start,
            "endRowIndex": self.rows.end,
            "startColumnIndex": self.columns.start,
            "endColumnIndex": self.columns.end,
        }
        found = {name: end for name, end in ends.items() if end is not None}
        return ({"sheetId": self.sheet} if self.sheet else {}) | found

    def meets(self, other: Area) -> bool:
        """Whether the two share a cell."""
        near = self.rows.meets(other.rows) and self.columns.meets(other.columns)
        return self.sheet == other.sheet and near

    def holds(self, other: Area) -> bool:
        """Whether ``other`` lies within."""
        within = self.rows.holds(other.rows) and self.columns.holds(other.columns)
        return self.sheet == other.sheet and within

    def along(self, dimension: str) -> Span:
        """Its rows or its columns."""
        return self.rows if dimension == ROWS else self.columns

    def with_span(self, dimension: str, span: Span) -> Area:
        """The same with other rows or columns."""
        if dimension == ROWS:
            return Area(self.sheet, span, self.columns)
        return Area(self.sheet, self.rows, span)

    @property
    def whole(self) -> bool:
        """Whether it is the whole sheet."""
        return self.rows == ALL and self.columns == ALL


def cell_area(sheet: int, row: int, column: int) -> Area:
    """The area of one cell."""
    return Area(sheet, Span(row, row + 1), Span(column, column + 1))


def dimension_area(sheet: int, dimension: str, span: Span) -> Area:
    """Whole rows or whole columns as an area."""
    return Area(sheet).with_span(dimension, span)


def dimension_range(sheet: int, dimension: str, span: Span) -> dict[str, Any]:
    """As a DimensionRange."""
    ends = {"startIndex": span.start, "endIndex": span.end}
    found = {name: end for name, end in ends.items() if end is not None}
    return ({"sheetId": sheet} if sheet else {}) | {"dimension": dimension} | found
