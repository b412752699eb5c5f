"""One sheet (tab): its properties, its cells and what lies over them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.areas import ROWS
from tests.servers.sheets.areas import Area
from tests.servers.sheets.grid import Grid

if TYPE_CHECKING:
    from tests.servers.sheets.spans import Span

PIXELS = {"ROWS": 21, "COLUMNS": 100}


@dataclass(frozen=True, slots=True)
class Zone:
    """Something that lies over areas: a protection, a filter, a rule, a merge, a name.

    ``areas`` move with the cells; ``body`` are the other fields as the API knows them.
    """

    key: int | str
    areas: tuple[Area, ...]
    body: dict[str, Any] = field(default_factory=dict)

    def with_body(self, **changes: Any) -> Zone:  # noqa: ANN401  # JSON
        """The same with other fields; None takes one away."""
        body = {name: value for name, value in (self.body | changes).items() if value is not None}
        return replace(self, body=body)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows or columns that fold away together; ``depth`` from 1."""

    span: Span
    depth: int
    collapsed: bool = False


@dataclass(slots=True)
class Sheet:
    """State of a sheet; a draft of it is changed in place, never the published one."""

    properties: dict[str, Any]
    grid: Grid = field(default_factory=Grid)
    merges: list[Zone] = field(default_factory=list)
    protections: list[Zone] = field(default_factory=list)
    conditions: list[Zone] = field(default_factory=list)
    views: list[Zone] = field(default_factory=list)
    charts: list[Zone] = field(default_factory=list)
    filter: Zone | None = None
    # rows and columns with own properties (pixelSize, hiddenByUser), by index
    dimensions: dict[str, dict[int, dict[str, Any]]] = field(
        default_factory=lambda: {"ROWS": {}, "COLUMNS": {}}
    )
    groups: dict[str, list[Group]] = field(default_factory=lambda: {"ROWS": [], "COLUMNS": []})

    @property
    def id(self) -> int:
        """Its sheetId."""
        found: int = self.properties["sheetId"]
        return found

    @property
    def title(self) -> str:
        """Its title."""
        found: str = self.properties["title"]
        return found

    @property
    def size(self) -> dict[str, Any]:
        """Its gridProperties."""
        found: dict[str, Any] = self.properties["gridProperties"]
        return found

    @property
    def rows(self) -> int:
        """Number of rows."""
        return self.count(ROWS)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return self.count("COLUMNS")

    def count(self, dimension: str) -> int:
        """Number of rows or columns."""
        found: int = self.size["rowCount" if dimension == ROWS else "columnCount"]
        return found

    def resize(self, dimension: str, count: int) -> None:
        """Set the number of rows or columns, without looking at the cells."""
        self.size["rowCount" if dimension == ROWS else "columnCount"] = count

    def box(self, area: Area) -> tuple[int, int, int, int]:
        """An area clipped to the grid: first row, end row, first column, end column."""
        return *area.rows.clip(self.rows), *area.columns.clip(self.columns)

    def copy(self) -> Sheet:
        """An independent sheet with the same content."""
        return Sheet(
            self.properties | {"gridProperties": dict(self.size)},
            self.grid.copy(),
            list(self.merges),
            list(self.protections),
            list(self.conditions),
            list(self.views),
            list(self.charts),
            self.filter,
            {name: dict(found) for name, found in self.dimensions.items()},
            {name: list(found) for name, found in self.groups.items()},
        )
