"""Developer metadata: tags on rows, columns, sheets and spreadsheets, and how they are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.areas import Area
from tests.servers.sheets.areas import dimension_area
from tests.servers.sheets.areas import dimension_range
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.sheets.document import Document

DIMENSION = {"ROW": "ROWS", "COLUMN": "COLUMNS"}
TYPE = {"ROWS": "ROW", "COLUMNS": "COLUMN"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tag hangs: ``kind`` is ROW, COLUMN, SHEET or SPREADSHEET."""

    kind: str
    sheet: int = 0
    index: int = 0

    def area(self) -> Area | None:
        """The cells it stands for; None: those of the whole spreadsheet."""
        if self.kind == "SPREADSHEET":
            return None
        if self.kind == "SHEET":
            return Area(self.sheet)
        return dimension_area(self.sheet, DIMENSION[self.kind], Span(self.index, self.index + 1))

    def body(self) -> dict[str, Any]:
        """As a DeveloperMetadataLocation."""
        kind = {"locationType": self.kind}
        if self.kind == "SPREADSHEET":
            return kind | {"spreadsheet": True}
        if self.kind == "SHEET":
            return kind | {"sheetId": self.sheet}
        span = Span(self.index, self.index + 1)
        return kind | {"dimensionRange": dimension_range(self.sheet, DIMENSION[self.kind], span)}


@dataclass(frozen=True, slots=True)
class Tag:
    """One piece of developer metadata; ``project`` is the one that wrote it."""

    id: int
    key: str
    value: str | None
    place: Place
    visibility: str
    project: str

    def body(self) -> dict[str, Any]:
        """As a DeveloperMetadata."""
        value = {} if self.value is None else {"metadataValue": self.value}
        named = {"metadataId": self.id, "metadataKey": self.key} | value
        return named | {"location": self.place.body(), "visibility": self.visibility}

    def seen_by(self, project: str) -> bool:
        """Whether requests of a project see it."""
        return self.visibility == "DOCUMENT" or self.project == project


def place(document: Document, given: dict[str, Any]) -> Place:
    """The place that a DeveloperMetadataLocation means.

    Raises:
        ApiError: There is none, or it isn't one row, one column, a sheet or the spreadsheet.
    """
    if given.get("spreadsheet"):
        return Place("SPREADSHEET")
    if "sheetId" in given:
        return Place("SHEET", document.sheet(given["sheetId"]).id)
    span = given.get("dimensionRange")
    if not span:
        raise invalid("Developer metadata must have a location specified.")
    start, end = span.get("startIndex", 0), span.get("endIndex", 0)
    dimension = span.get("dimension", "DIMENSION_UNSPECIFIED")
    if dimension not in TYPE or end - start != 1:
        raise invalid("The dimension range must represent a single row or column.")
    sheet = document.sheet(span.get("sheetId", 0))
    if end > sheet.count(dimension):
        raise invalid(f"The {TYPE[dimension].lower()} {start} is outside of the grid.")
    return Place(TYPE[dimension], sheet.id, start)


def found(document: Document, lookup: dict[str, Any], project: str) -> Iterator[Tag]:
    """Tags that a DeveloperMetadataLookup selects, in the order of their ids."""
    where = lookup.get("metadataLocation")
    target = None if where is None else place(document, where)
    exact = lookup.get("locationMatchingStrategy") == "EXACT_LOCATION"
    for _, tag in sorted(document.tags.items()):
        fits = tag.seen_by(project) and matches(tag, lookup)
        if fits and (target is None or (tag.place == target if exact else near(tag, target))):
            yield tag


def matches(tag: Tag, lookup: dict[str, Any]) -> bool:
    """Whether a tag has the id, key, value, visibility and kind of place asked for."""
    wanted = {
        "metadataId": tag.id,
        "metadataKey": tag.key,
        "metadataValue": tag.value,
        "visibility": tag.visibility,
        "locationType": tag.place.kind,
    }
    return all(lookup.get(name, value) == value for name, value in wanted.items())


def near(tag: Tag, target: Place) -> bool:
    """Whether a tag's place shares cells with another (the spreadsheet's meets only itself)."""
    one, other = tag.place.area(), target.area()
    if one is None or other is None:
        return one is other
    return one.meets(other)
