"""One spreadsheet file: what Sheets and Drive know of it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.errors import invalid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tests.servers.sheets.areas import Area
    from tests.servers.sheets.metadata import Tag
    from tests.servers.sheets.sheet import Sheet
    from tests.servers.sheets.sheet import Zone

CELLS = 10_000_000
COLUMNS = 18_278
MIME = "application/vnd.google-apps.spreadsheet"


@dataclass(frozen=True, slots=True)
class File:
    """What Drive knows of a file; ``version`` grows with every change."""

    id: str
    owner: str
    created: datetime
    modified: datetime
    modifier: str
    version: int = 1
    mime: str = MIME
    parents: tuple[str, ...] = ()
    permissions: tuple[dict[str, Any], ...] = ()
    trashed: bool = False
    app: str = ""  # the project whose client made it
    drive: str = ""  # the shared drive that owns it; seen by those alone who say they know such
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """A spreadsheet; requests change a copy that replaces it when all went well."""

    file: File
    properties: dict[str, Any]
    sheets: list[Sheet]
    names: list[Zone] = field(default_factory=list)
    tags: dict[int, Tag] = field(default_factory=dict)

    def copy(self) -> Document:
        """A draft: independent, sharing the rows that aren't written."""
        sheets = [sheet.copy() for sheet in self.sheets]
        return Document(self.file, dict(self.properties), sheets, list(self.names), dict(self.tags))

    @property
    def title(self) -> str:
        """Title of the spreadsheet and name of the file."""
        found: str = self.properties["title"]
        return found

    def sheet(self, key: int) -> Sheet:
        """The sheet of an id; refuses an id that isn't there."""
        for sheet in self.sheets:
            if sheet.id == key:
                return sheet
        raise invalid(f"No grid with id: {key}")

    def titles(self) -> dict[str, int]:
        """Sheet ids by title in lower case: titles differ by more than case."""
        return {sheet.title.lower(): sheet.id for sheet in self.sheets}

    def zones(self) -> Iterator[Zone]:
        """Everything that has an id of its own among the sheets."""
        for sheet in self.sheets:
            yield from sheet.protections
            yield from sheet.views
            yield from sheet.charts

    def check_size(self) -> None:
        """Refuse more cells than a spreadsheet may have."""
        cells = sum(sheet.rows * sheet.columns for sheet in self.sheets)
        if cells > CELLS or any(sheet.columns > COLUMNS for sheet in self.sheets):
            raise invalid(
                "This action would increase the number of cells in the workbook above the limit "
                f"of {CELLS} cells."
            )

    def touched(self, user: str, now: datetime) -> None:
        """Note who changed it last, and when."""
        version = self.file.version + 1
        self.file = replace(self.file, version=version, modified=now, modifier=user)

    def reindex(self) -> None:
        """Number the sheets in their order."""
        for index, sheet in enumerate(self.sheets):
            sheet.properties["index"] = index

    def area_of_name(self, name: str) -> Area | None:
        """Area of a named range."""
        for zone in self.names:
            if str(zone.body["name"]).lower() == name.lower():
                return zone.areas[0]
        return None
