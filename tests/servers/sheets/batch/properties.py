"""addSheet, deleteSheet, duplicateSheet, updateSheetProperties, updateSpreadsheetProperties."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import colours
from tests.servers.sheets import fields
from tests.servers.sheets import protection
from tests.servers.sheets.batch.masks import asked
from tests.servers.sheets.batch.masks import updated
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.sheet import Sheet

if TYPE_CHECKING:
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.edit import Edit
    from tests.servers.sheets.sheet import Zone

LONGEST_TITLE = 100
Object = dict[str, Any]


def new_title(document: Document) -> str:
    """A title that no sheet has yet."""
    number = len(document.sheets) + 1
    while f"sheet{number}" in document.titles():
        number += 1
    return f"Sheet{number}"


def check_title(document: Document, title: str, own: int | None = None) -> None:
    """Refuse a title that another sheet has, that is empty or too long."""
    if document.titles().get(title.lower(), own) != own:
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')
    if not title:
        raise invalid("You must enter a sheet name.")
    if len(title) > LONGEST_TITLE:
        raise invalid("Sheet names can not exceed 100 characters.")


def sheet_properties(given: Object, key: int, title: str) -> Object:
    """Properties of a new sheet, in the order in which the service shows them."""
    grid = {"rowCount": 1000, "columnCount": 26} | given.get("gridProperties", {})
    shown = {"sheetId": key, "title": title, "index": 0, "sheetType": "GRID"}
    shown["gridProperties"] = {name: value for name, value in grid.items() if value}
    for name in ("hidden", "tabColor", "rightToLeft", "tabColorStyle"):
        if given.get(name):
            shown[name] = given[name]
    return colours.paired(shown)


def add_sheet(edit: Edit, request: Object) -> Object:
    """A new sheet, at the end or at an index."""
    given: Object = request.get("properties", {})
    document = edit.document
    title = given.get("title") or new_title(document)
    check_title(document, title)
    taken = {sheet.id for sheet in document.sheets}
    key = given.get("sheetId")
    if key in taken:
        raise invalid(f"Sheet with id: {key} already exists.")
    if key is None:
        key = edit.new_id(taken)
    properties = sheet_properties(given, key, title)
    check_size(properties["gridProperties"])
    place(document, Sheet(properties), given.get("index"))
    return {"properties": document.sheet(key).properties}


def check_size(size: Object) -> None:
    """Refuse a grid without rows or columns, or with all of them frozen."""
    for name, frozen, word in (
        ("rowCount", "frozenRowCount", "rows"),
        ("columnCount", "frozenColumnCount", "columns"),
    ):
        if size.get(name, 0) <= 0:
            raise invalid(f"gridProperties.{name} must be > 0.")
        if size.get(frozen, 0) >= size[name]:
            raise invalid(f"You can't freeze all visible {word} on the sheet.")


def place(document: Document, sheet: Sheet, index: int | None) -> None:
    """Put a sheet among the others."""
    at = len(document.sheets) if index is None else index
    if not 0 <= at <= len(document.sheets):
        raise invalid(f"Sheet index {at} is out of bounds.")
    document.sheets.insert(at, sheet)
    document.reindex()
    document.check_size()


def delete_sheet(edit: Edit, request: Object) -> None:
    """A sheet with all that hangs on it."""
    document = edit.document
    sheet = document.sheet(request.get("sheetId", 0))
    if any(not protection.may_edit(document, zone, edit.user) for zone in sheet.protections):
        raise protection.refused()
    visible = [one for one in document.sheets if not one.properties.get("hidden")]
    if visible == [sheet] or len(document.sheets) == 1:
        raise invalid("You can't remove all the visible sheets in a document.")
    document.sheets.remove(sheet)
    document.reindex()
    document.names = [zone for zone in document.names if zone.areas[0].sheet != sheet.id]
    document.tags = {
        tag.id: tag
        for tag in document.tags.values()
        if tag.place.kind == "SPREADSHEET" or tag.place.sheet != sheet.id
    }


def duplicate_sheet(edit: Edit, request: Object) -> Object:
    """A copy of a sheet, next to it or at an index."""
    document = edit.document
    source = document.sheet(request.get("sourceSheetId", 0))
    title = request.get("newSheetName") or copy_title(document, f"Copy of {source.title}")
    check_title(document, title)
    taken = {sheet.id for sheet in document.sheets}
    key = request.get("newSheetId")
    if key in taken:
        raise invalid(f"Sheet with id: {key} already exists.")
    sheet = twin(edit, source, edit.new_id(taken) if key is None else key, title)
    place(document, sheet, request.get("insertSheetIndex", 0))
    return {"properties": sheet.properties}


def copy_title(document: Document, wanted: str) -> str:
    """A title for a copy: with a number when the first is taken."""
    number, title = 1, wanted
    while title.lower() in document.titles():
        number += 1
        title = f"{wanted} {number}"
    return title


def twin(edit: Edit, source: Sheet, key: int, title: str) -> Sheet:
    """A sheet with the content of another under its own id.

    Protections, filters and rules are copied with it. Developer metadata is not: ids are unique
    in a spreadsheet (not documented for copies; chosen).
    """
    sheet = source.copy()
    sheet.properties = source.copy().properties | {"sheetId": key, "title": title}
    taken = {int(zone.key) for zone in edit.document.zones()}

    def moved(zone: Zone, *, new: bool) -> Zone:
        areas = tuple(replace(area, sheet=key) for area in zone.areas)
        fresh = edit.new_id(taken) if new else zone.key
        taken.add(int(fresh) if new else 0)
        return replace(zone, key=fresh, areas=areas)

    sheet.merges = [moved(zone, new=False) for zone in source.merges]
    sheet.conditions = [moved(zone, new=False) for zone in source.conditions]
    sheet.protections = [moved(zone, new=True) for zone in source.protections]
    sheet.views = [moved(zone, new=True) for zone in source.views]
    sheet.charts = [moved(zone, new=True) for zone in source.charts]
    sheet.filter = moved(source.filter, new=False) if source.filter else None
    return sheet


def update_sheet(edit: Edit, request: Object) -> None:
    """Title, place, size, frozen rows, colour and so on of a sheet."""
    mask = asked(request, "properties", "SheetProperties")
    given: Object = request.get("properties", {})
    sheet = edit.own_sheet(given.get("sheetId", 0))
    if "title" in mask:
        check_title(edit.document, given.get("title", ""), sheet.id)
    before = dict(sheet.size)
    mask.pop("sheetId", None)
    index = mask.pop("index", None)
    new = updated(sheet.properties, given, mask)
    shown = {name: value for name, value in new.items() if value is not False}
    sheet.properties = colours.paired(shown, colours.sides(mask))
    sheet.properties["gridProperties"] = {
        name: value for name, value in new.get("gridProperties", {}).items() if value
    }
    resized(edit, sheet, before)
    if index is not None:
        reordered(edit.document, sheet, given.get("index", 0))
    if all(one.properties.get("hidden") for one in edit.document.sheets):
        raise invalid("You can't hide all the sheets in a document.")


def resized(edit: Edit, sheet: Sheet, before: Object) -> None:
    """Check a new size, and drop what lies beyond it."""
    check_size(sheet.size)
    edit.document.check_size()
    rows, columns = sheet.rows, sheet.columns
    if rows < before["rowCount"] or columns < before["columnCount"]:
        sheet.grid.cut(rows, columns)
        limits = {"ROW": rows, "COLUMN": columns}
        edit.document.tags = {
            tag.id: tag
            for tag in edit.document.tags.values()
            if tag.place.sheet != sheet.id
            or tag.place.index < limits.get(tag.place.kind, tag.place.index + 1)
        }


def reordered(document: Document, sheet: Sheet, index: int) -> None:
    """Put a sheet at an index counted before it moves."""
    at = document.sheets.index(sheet)
    if not 0 <= index <= len(document.sheets):
        raise invalid(f"Sheet index {index} is out of bounds.")
    document.sheets.remove(sheet)
    document.sheets.insert(index - 1 if index > at else index, sheet)
    document.reindex()


def update_spreadsheet(edit: Edit, request: Object) -> None:
    """Title, locale, time zone and so on of the spreadsheet."""
    mask = asked(request, "properties", "SpreadsheetProperties")
    given: Object = request.get("properties", {})
    if "title" in mask and not given.get("title"):
        raise invalid("You must enter a title.")
    if "locale" in mask and not fields.NAME.fullmatch(given.get("locale", "")):
        raise invalid(f"Unsupported locale: {given.get('locale', '')}")
    edit.document.properties = updated(edit.document.properties, given, mask)
