"""The Spreadsheet resource: what spreadsheets.get answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import colours
from tests.servers.sheets import fields
from tests.servers.sheets import protection
from tests.servers.sheets.batch import charting
from tests.servers.sheets.batch import dimensions
from tests.servers.sheets.batch import naming
from tests.servers.sheets.batch import overlays
from tests.servers.sheets.griddata import grid_data

if TYPE_CHECKING:
    from tests.servers.sheets.areas import Area
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.fields import Mask
    from tests.servers.sheets.sheet import Sheet

Object = dict[str, Any]
WHITE = {"red": 1, "green": 1, "blue": 1}


def default_format() -> Object:
    """The format of a cell without one of its own (recorded)."""
    text = {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    }
    return {
        "backgroundColor": dict(WHITE),
        "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
        "verticalAlignment": "BOTTOM",
        "wrapStrategy": "OVERFLOW_CELL",
        "textFormat": text,
        "backgroundColorStyle": {"rgbColor": dict(WHITE)},
    }


def new_properties(given: Object) -> Object:
    """Properties of a new spreadsheet."""
    theme = [
        {"colorType": name, "color": {"rgbColor": dict(colour)}}
        for name, colour in colours.THEME.items()
    ]
    return {
        "title": given.get("title") or "Untitled spreadsheet",
        "locale": given.get("locale") or "en_US",
        "autoRecalc": given.get("autoRecalc") or "ON_CHANGE",
        "timeZone": given.get("timeZone") or "Etc/GMT",
        "defaultFormat": given.get("defaultFormat") or default_format(),
        "spreadsheetTheme": given.get("spreadsheetTheme")
        or {"primaryFontFamily": "Arial", "themeColors": theme},
    }


@dataclass(frozen=True, slots=True)
class Asker:
    """Who reads a spreadsheet, and what of it.

    ``areas`` limit the sheets that are shown (None: all); ``mask`` is the field mask, which
    decides about the cells too where there is one.
    """

    user: str
    project: str
    areas: tuple[Area, ...] | None = None
    grid: bool = False
    mask: Mask | None = None

    @property
    def cells(self) -> bool:
        """Whether cells are wanted."""
        if self.mask is None:
            return self.grid
        return fields.wants(self.mask, "sheets", "data")


def spreadsheet(document: Document, asker: Asker) -> Object:
    """A Spreadsheet, before its field mask."""
    file = document.file.id
    shown = [sheet for sheet in document.sheets if wanted(sheet, asker)]
    tags = [
        tag.body()
        for _, tag in sorted(document.tags.items())
        if tag.place.kind == "SPREADSHEET" and tag.seen_by(asker.project)
    ]
    answer: Object = {
        "spreadsheetId": file,
        "properties": document.properties,
        "sheets": [sheet_body(document, sheet, asker) for sheet in shown],
        "namedRanges": [naming.body(zone) for zone in document.names],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{file}/edit",
        "developerMetadata": tags,
    }
    return {name: value for name, value in answer.items() if value != []}


def wanted(sheet: Sheet, asker: Asker) -> bool:
    """Whether a sheet is among those asked for."""
    return asker.areas is None or any(area.sheet == sheet.id for area in asker.areas)


def sheet_body(document: Document, sheet: Sheet, asker: Asker) -> Object:
    """A Sheet; empty lists are left out."""
    tags = [
        tag.body()
        for _, tag in sorted(document.tags.items())
        if tag.place.kind == "SHEET" and tag.place.sheet == sheet.id
        if tag.seen_by(asker.project)
    ]
    protections = [protection.body(document, zone, asker.user) for zone in sheet.protections]
    answer: Object = {
        "properties": sheet.properties,
        "data": cells(document, sheet, asker) if asker.cells else [],
        "merges": [merge_body(sheet, zone.areas[0]) for zone in sheet.merges],
        "conditionalFormats": [overlays.rule_body(zone) for zone in sheet.conditions],
        "filterViews": [overlays.view_body(zone) for zone in sheet.views],
        "protectedRanges": protections,
        "charts": [charting.body(zone) for zone in sheet.charts],
        "basicFilter": overlays.filter_body(sheet.filter) if sheet.filter else [],
        "developerMetadata": tags,
        "rowGroups": dimensions.groups(sheet, "ROWS"),
        "columnGroups": dimensions.groups(sheet, "COLUMNS"),
    }
    return {name: value for name, value in answer.items() if value != []}


def merge_body(sheet: Sheet, area: Area) -> Object:
    """A merge as a GridRange with all its ends."""
    top, bottom, left, right = sheet.box(area)
    ends = {
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }
    return ({"sheetId": sheet.id} if sheet.id else {}) | ends


def cells(document: Document, sheet: Sheet, asker: Asker) -> list[Object]:
    """GridData of the areas asked for, or of the whole sheet."""
    areas = [area for area in asker.areas or () if area.sheet == sheet.id]
    boxes = [sheet.box(area) for area in areas] or [(0, sheet.rows, 0, sheet.columns)]
    return [grid_data(document, sheet, box, asker.project, asker.mask) for box in boxes]
