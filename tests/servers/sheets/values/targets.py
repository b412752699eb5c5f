"""Ranges and data filters of a request as areas of sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import a1
from tests.servers.sheets import metadata
from tests.servers.sheets.areas import Area
from tests.servers.sheets.edit import beyond_grid
from tests.servers.sheets.edit import check_inside
from tests.servers.sheets.errors import invalid

if TYPE_CHECKING:
    from tests.servers.sheets.document import Document


def area(document: Document, text: str) -> Area:
    """Area of a range in A1 notation, or of a named range; may reach beyond the grid."""
    named = document.area_of_name(text)
    return named or a1.parse(text, document.titles(), document.sheets[0].id)


def readable(document: Document, text: str) -> Area:
    """The same, refused when it starts beyond the grid (its end is cut)."""
    found = area(document, text)
    sheet = document.sheet(found.sheet)
    if found.rows.first >= sheet.rows or found.columns.first >= sheet.columns:
        raise beyond_grid(sheet, found)
    return found


def written(document: Document, found: Area) -> str:
    """An area clipped to the grid, as the service echoes it."""
    sheet = document.sheet(found.sheet)
    top, bottom, left, right = sheet.box(found)
    return a1.written(sheet.title, (top, bottom), (left, right))


def filtered(document: Document, given: dict[str, Any], project: str) -> list[Area]:
    """Areas that a DataFilter selects; none when its lookup finds nothing.

    Metadata of the spreadsheet selects all sheets.
    """
    if "a1Range" in given:
        return [readable(document, given["a1Range"])]
    if "gridRange" in given:
        found = Area.parse(given["gridRange"])
        check_inside(document.sheet(found.sheet), found)
        return [found]
    if "developerMetadataLookup" not in given:
        raise invalid("A data filter must have a filter specified.")
    areas: list[Area] = []
    for tag in metadata.found(document, given["developerMetadataLookup"], project):
        place = tag.place.area()
        areas.extend([place] if place else [Area(sheet.id) for sheet in document.sheets])
    return areas
