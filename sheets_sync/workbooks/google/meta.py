"""The metadata of a spreadsheet, as the suite uses it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.workbooks.google.notes import LOCK
from sheets_sync.workbooks.google.notes import WRITE
from sheets_sync.workbooks.google.notes import Memory
from sheets_sync.workbooks.google.notes import read_memory

if TYPE_CHECKING:
    from collections.abc import Mapping

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a sheet, in lines and columns from 1, its borders included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, line: int, column: int) -> bool:
        """Whether a cell lies inside."""
        return self.top <= line <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Protection:
    """A protected range; ``whole`` when it protects all of its sheet, ``ours`` if we may edit."""

    id: int
    description: str
    whole: bool
    ours: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``rows`` and ``columns`` are the size of its grid."""

    id: int
    title: str
    rows: int
    columns: int
    hidden: bool = False
    merges: tuple[Box, ...] = ()
    protections: tuple[Protection, ...] = ()
    filter: Mapping[str, Any] | None = None

    def range(self, part: str = "") -> str:
        """A part of the sheet in A1 notation, all of it when empty."""
        title = "'" + self.title.replace("'", "''") + "'"
        return f"{title}!{part}" if part else title


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of a spreadsheet beside its cells.

    ``sheets`` are those with a grid, ``titles`` of all. ``locks`` and ``writes`` are notes
    by their ids.
    """

    title: str
    sheets: tuple[Sheet, ...]
    titles: tuple[str, ...]
    memory: Memory = field(default_factory=Memory)
    locks: Mapping[int, str] = field(default_factory=dict)
    writes: Mapping[int, str] = field(default_factory=dict)

    def sheet(self, key: int) -> Sheet | None:
        """The sheet with an id; None when there is none."""
        return next((each for each in self.sheets if each.id == key), None)


def read_meta(answer: Object) -> Meta:
    """The metadata in an answer of ``Spreadsheet.metadata``."""
    sheets = answer.get("sheets", ())
    notes = answer.get("developerMetadata", ())
    return Meta(
        title=answer.get("properties", {}).get("title", ""),
        sheets=tuple(_sheet(each) for each in sheets if _has_grid(each)),
        titles=tuple(each["properties"]["title"] for each in sheets),
        memory=read_memory(notes),
        locks=_notes(notes, LOCK),
        writes=_notes(notes, WRITE),
    )


def _has_grid(sheet: Object) -> bool:
    return bool(sheet["properties"].get("sheetType", "GRID") == "GRID")


def _notes(found: list[Object], key: str) -> dict[int, str]:
    return {
        int(each["metadataId"]): str(each.get("metadataValue", ""))
        for each in found
        if each.get("metadataKey") == key
    }


def _sheet(given: Object) -> Sheet:
    properties = given["properties"]
    grid = properties.get("gridProperties", {})
    return Sheet(
        id=properties.get("sheetId", 0),
        title=properties["title"],
        rows=grid.get("rowCount", 0),
        columns=grid.get("columnCount", 0),
        hidden=properties.get("hidden", False),
        merges=tuple(_box(each) for each in given.get("merges", ())),
        protections=tuple(_protection(each) for each in given.get("protectedRanges", ())),
        filter=given.get("basicFilter"),
    )


def _box(area: Object) -> Box:
    return Box(
        area.get("startRowIndex", 0) + 1,
        area.get("startColumnIndex", 0) + 1,
        area.get("endRowIndex", 0),
        area.get("endColumnIndex", 0),
    )


def _protection(given: Object) -> Protection:
    whole = not (given.get("range", {}).keys() - {"sheetId"})
    ours = bool(given.get("requestingUserCanEdit")) or bool(given.get("warningOnly"))
    key, description = given["protectedRangeId"], given.get("description", "")
    whole = whole and not given.keys() & {"namedRangeId", "tableId"}
    return Protection(key, description, whole, ours)
