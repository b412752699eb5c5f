"""What a managed tab is: one description that serves every kind of spreadsheet.

In the workbook, the first row of a managed tab is hidden and holds identities: each cell
says ``<tab id>.<column id>``. It moves with its column, so a column is recognised after
moves, insertions and renamed headings. The second row holds the headings that people read;
the third and following rows hold one record each, found by the key column.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

CellValue: TypeAlias = str | int | float | bool | None
"""What a managed cell holds; ``None`` is an empty cell, and "" is written as one."""

IDENTITY_ROW = 1
HEADING_ROW = 2
FIRST_ROW = 3


class Owner(StrEnum):
    """Who writes a column; a column that the suite never heard of is people's too."""

    PROGRAM = "program"
    PEOPLE = "people"


class Kind(StrEnum):
    """How a column shows its values."""

    KEY = "key"
    TEXT = "text"
    LONG = "long"
    INTEGER = "integer"
    POINTS = "points"
    LEVEL = "level"
    CHOICE = "choice"
    FIGURE = "figure"


class Column(NamedTuple):
    """One managed column.

    ``id`` is its identity for ever; ``heading`` is what people read and may rename.
    ``width`` is in characters. ``choices`` makes a drop-down list (``strict``: other
    values are refused by the spreadsheet). ``colours`` maps a value to a fill, as
    ``RRGGBB``, by conditional format. ``note`` explains the column to people (input
    message or cell note).
    """

    id: str
    heading: str
    owner: Owner = Owner.PROGRAM
    kind: Kind = Kind.TEXT
    width: int = 16
    choices: tuple[str, ...] = ()
    strict: bool = True
    colours: Mapping[str, str] = {}
    note: str = ""
    group: str = ""
    hidden: bool = False


class Chart(NamedTuple):
    """A chart of bars beside the records of a tab, drawn when the tab is made.

    ``title`` stands above it, ``description`` is its text for those who can't see it.
    ``labels`` is the column of the names of the bars, ``series`` are the columns of their
    lengths, just right of it and side by side. ``rows`` are the keys of the lines, one
    below the other: the first holds the names of the series, the others the figures.
    ``lying`` bars suit long names; ``stacked`` ones are parts of a whole. ``colours`` are
    ``RRGGBB``, one per series; ``highest`` is the end of the scale (None: as the figures
    want it).
    """

    id: str
    title: str
    description: str
    labels: str
    series: tuple[str, ...]
    rows: tuple[str, ...]
    colours: tuple[str, ...]
    lying: bool = False
    stacked: bool = False
    highest: int | None = None


class Tab(NamedTuple):
    r"""One managed tab; ``key`` is the id of the column that identifies a row.

    ``title`` is at most 31 characters and holds none of ``[]:*?/\``. ``frozen`` columns
    stay in sight (headings always do). ``colour`` is the tab's own, as ``RRGGBB``.
    ``hidden`` tabs are the program's memory; ``filtered`` ones get an auto-filter. Tabs
    that are made come in front of those that are ``last``, and these in front of hidden
    ones, where people left these at the end; no tab is ever moved.
    ``protected`` ones are made with their program-owned cells locked, without a password.
    ``greyed_by`` is the id of a column: where its cell holds more than spaces, the whole row
    (managed columns) is greyed by a conditional format that comes before those of levels,
    ``look.GREYED`` on ``look.GREYED_FILL``. When that column is added to a tab that is there,
    the rule comes with it, over the columns from the first to the new one.
    ``charts`` are drawn right of the columns when the tab is made with their rows, and are
    people's from then on: moved, restyled or deleted, they are never touched again.
    """

    id: str
    title: str
    key: str
    columns: tuple[Column, ...]
    frozen: int = 0
    colour: str = ""
    hidden: bool = False
    filtered: bool = True
    portrait: bool = False
    protected: bool = True
    greyed_by: str = ""
    last: bool = False
    charts: tuple[Chart, ...] = ()

    def column(self, column_id: str) -> Column:
        """The column with an id; ``KeyError`` when there is none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)

    def ids(self, owner: Owner | None = None) -> tuple[str, ...]:
        """Ids of the columns, in order; of one owner when it is given."""
        return tuple(c.id for c in self.columns if owner is None or c.owner is owner)

    def identity(self, column_id: str) -> str:
        """What the hidden first row says above a column."""
        return f"{self.id}.{column_id}"
