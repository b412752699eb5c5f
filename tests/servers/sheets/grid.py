"""The cells of a sheet: rows of what isn't empty, shared between copies until written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.sheets.cells import EMPTY
from tests.servers.sheets.cells import Cell

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from tests.servers.sheets.spans import Change

Row = dict[int, Cell]


class Grid:
    """Cells by row and column, both counted from 0; knows nothing of the sheet's size."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._own: set[int] = set()  # rows that no copy shares, by identity
        self.formulas = False  # whether a formula was ever written, so that most need no scan

    def copy(self) -> Grid:
        """A grid with the same cells; from now on both copy a row before writing to it."""
        other = Grid()
        other._rows = list(self._rows)
        other.formulas = self.formulas
        self._own = set()
        return other

    @property
    def height(self) -> int:
        """Rows up to the last that was ever used."""
        return len(self._rows)

    def row(self, index: int) -> Row:
        """Cells of a row; not to be changed."""
        return self._rows[index] if index < len(self._rows) else {}

    def get(self, row: int, column: int) -> Cell:
        """One cell."""
        return self.row(row).get(column, EMPTY)

    def set(self, row: int, column: int, cell: Cell) -> None:
        """Write one cell."""
        if row >= len(self._rows) and cell == EMPTY:
            return
        cells = self.writable(row)
        if cell == EMPTY:
            cells.pop(column, None)
        else:
            cells[column] = cell
            self.formulas = self.formulas or cell.formula is not None

    def writable(self, row: int) -> Row:
        """Cells of a row, to be changed by the one who asks (no formulas, no empty cells)."""
        while row >= len(self._rows):
            self._put(len(self._rows), {}, new=True)
        cells = self._rows[row]
        if id(cells) not in self._own:
            cells = dict(cells)
            self._put(row, cells)
        return cells

    def _put(self, row: int, cells: Row, *, new: bool = False) -> None:
        if new:
            self._rows.insert(row, cells)
        else:
            self._rows[row] = cells
        self._own.add(id(cells))

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """All cells that aren't empty, row by row."""
        for index, row in enumerate(self._rows):
            for column in sorted(row):
                yield index, column, row[column]

    def filled(self) -> Iterator[tuple[int, int, Cell]]:
        """The cells with a content, row by row; most have only a format or a rule."""
        for index, row in enumerate(self._rows):
            found = [
                column
                for column, cell in row.items()
                if cell.formula is not None or (cell.value is not None and cell.value != "")
            ]
            for column in sorted(found):
                yield index, column, row[column]

    def insert_rows(self, at: int, count: int) -> None:
        """New empty rows before row ``at``."""
        if at < len(self._rows):
            self._own = set()  # rows may be freed and their identity used again
            self._rows[at:at] = [{} for _ in range(count)]

    def delete_rows(self, start: int, end: int) -> None:
        """Take rows out."""
        self._own = set()
        del self._rows[start:end]

    def move_rows(self, start: int, end: int, landing: int) -> None:
        """Take rows out and put them back so that the first is row ``landing``."""
        while len(self._rows) < max(end, landing):
            self._put(len(self._rows), {}, new=True)
        block = self._rows[start:end]
        del self._rows[start:end]
        self._rows[landing:landing] = block

    def change_columns(self, change: Change) -> None:
        """Insert, delete or move columns."""
        self._own = set()
        for index, row in enumerate(self._rows):
            moved = {change.index(column): cell for column, cell in row.items()}
            self._rows[index] = {
                column: cell for column, cell in moved.items() if column is not None
            }

    def rewrite(self, change: Callable[[Cell], Cell]) -> None:
        """Change every cell with a formula."""
        if self.formulas:
            found = [place for place in self.cells() if place[2].formula is not None]
            for row, column, cell in found:
                self.set(row, column, change(cell))

    def cut(self, rows: int, columns: int) -> None:
        """Drop what lies beyond a new size."""
        self.delete_rows(rows, len(self._rows))
        for index, row in enumerate(self._rows):
            if row and max(row) >= columns:
                kept = {column: cell for column, cell in row.items() if column < columns}
                self._put(index, kept)
