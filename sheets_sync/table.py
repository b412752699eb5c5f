"""A table of texts, column by column: what answers are carried in.

Plain lists, and no library: reading a form's export must not wait for one to be loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name, all of one length; None is an empty cell.

    ``ValueError`` when the columns are not of one length.
    """

    columns: Mapping[str, Sequence[str | None]]

    def __post_init__(self) -> None:
        """Refuse columns that do not stand beside each other."""
        if len({len(cells) for cells in self.columns.values()}) > 1:
            raise ValueError("columns of several lengths")

    @classmethod
    def of_records(
        cls, records: Sequence[Mapping[str, str | None]], names: Iterable[str] = ()
    ) -> Table:
        """A table of rows given by column name; without ``names``, of all that occur."""
        wanted = tuple(names) or tuple(dict.fromkeys(name for each in records for name in each))
        return cls({name: [each.get(name) for each in records] for name in wanted})

    def __len__(self) -> int:
        """How many rows there are."""
        return len(next(iter(self.columns.values()), ()))

    def __contains__(self, name: str) -> bool:
        """Whether there is a column of that name."""
        return name in self.columns

    def __getitem__(self, name: str) -> Sequence[str | None]:
        """The cells of a column, top to bottom."""
        return self.columns[name]

    def records(self, names: Iterable[str] = ()) -> list[dict[str, str | None]]:
        """The rows by column name: of the columns named, of all without names."""
        wanted = tuple(names) or tuple(self.columns)
        return [dict(zip(wanted, row, strict=True)) for row in self.rows(wanted)]

    def rows(self, names: Iterable[str]) -> Iterator[tuple[str | None, ...]]:
        """The cells of each row in some columns; of a column that is not there, None."""
        nothing: list[str | None] = [None] * len(self)
        return zip(*(self.columns.get(name, nothing) for name in names), strict=True)

    def taken(self, rows: Sequence[int]) -> Table:
        """The table of some of the rows, in the order given."""
        if [*rows] == [*range(len(self))]:
            return self
        return Table({name: _at(cells, rows) for name, cells in self.columns.items()})


def _at(cells: Sequence[str | None], rows: Sequence[int]) -> list[str | None]:
    if len(rows) > 1:  # itemgetter gives a tuple from two on
        return [*itemgetter(*rows)(cells)]
    return [cells[row] for row in rows]
