"""The methods of Sheets v4."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import resources
from tests.servers.sheets.batch import cells
from tests.servers.sheets.batch import properties
from tests.servers.sheets.batch import tagging
from tests.servers.sheets.batch import update
from tests.servers.sheets.cells import EMPTY
from tests.servers.sheets.document import Document
from tests.servers.sheets.edit import Edit
from tests.servers.sheets.errors import forbidden
from tests.servers.sheets.errors import not_found
from tests.servers.sheets.fields import parsed
from tests.servers.sheets.resources import Asker
from tests.servers.sheets.values import appending
from tests.servers.sheets.values import clearing
from tests.servers.sheets.values import reading
from tests.servers.sheets.values import targets
from tests.servers.sheets.values import writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.sheets.areas import Area
    from tests.servers.sheets.call import Call
    from tests.servers.sheets.fields import Mask
    from tests.servers.sheets.sheet import Sheet

Object = dict[str, Any]


def blank(call: Call, given: Object) -> Document:
    """A new spreadsheet of the caller with one empty sheet, unless others are given."""
    named = given.get("properties", {})
    file = replace(call.world.new_file(call.email, {}), app=call.person.project)
    sheets = given.get("sheets") or [{"properties": {"sheetId": 0, "title": "Sheet1"}}]
    document = Document(file, resources.new_properties(named), [])
    edit = Edit(document, call.email, call.person.project)
    for one in sheets:
        properties.add_sheet(edit, {"properties": one.get("properties", {})})
        fill(document.sheets[-1], one)
    return document


def fill(sheet: Sheet, given: Object) -> None:
    """Cells that came with a new sheet."""
    mask: Mask = {"userEnteredValue": {}, "userEnteredFormat": {}, "note": {}, "dataValidation": {}}
    for data in given.get("data", []):
        for row, line in enumerate(data.get("rowData", []), start=data.get("startRow", 0)):
            for column, one in enumerate(line.get("values", []), start=data.get("startColumn", 0)):
                cell = cells.changed(EMPTY, one, dict(mask))
                sheet.grid.set(row, column, cell)


def create(call: Call) -> Object:
    """spreadsheets.create."""
    if not call.person.room:  # as users of the service report it
        raise forbidden()
    document = blank(call, call.body("Spreadsheet"))
    call.world.documents[document.file.id] = document
    asker = Asker(call.email, call.person.project)
    return call.masked(resources.spreadsheet(document, asker), "Spreadsheet")


def asker(call: Call, areas: list[Area] | None, *, grid: bool) -> Asker:
    """Who reads, and what."""
    mask = call.mask("Spreadsheet")
    wanted = None if areas is None else tuple(areas)
    return Asker(call.email, call.person.project, wanted, grid, mask)


def get(call: Call) -> Object:
    """spreadsheets.get."""
    document = call.document()
    ranges = call.lists.get("ranges")
    areas = None if ranges is None else [targets.readable(document, text) for text in ranges]
    who = asker(call, areas, grid=call.flag("includeGridData"))
    return call.masked(resources.spreadsheet(document, who))


def get_filtered(call: Call) -> Object:
    """spreadsheets.getByDataFilter."""
    document = call.document()
    body = call.body("GetSpreadsheetByDataFilterRequest")
    project = call.person.project
    areas = [
        area
        for one in body.get("dataFilters", [])
        for area in targets.filtered(document, one, project)
    ]
    who = asker(call, areas, grid=bool(body.get("includeGridData")))
    return call.masked(resources.spreadsheet(document, who))


def batch_update(call: Call) -> Object:
    """spreadsheets.batchUpdate."""
    body = call.body("BatchUpdateSpreadsheetRequest")

    def act(edit: Edit) -> Object:
        replies = update.apply(edit, body.get("requests", []))
        answer: Object = {"spreadsheetId": edit.document.file.id, "replies": replies}
        if body.get("includeSpreadsheetInResponse"):
            answer["updatedSpreadsheet"] = updated(call, edit.document, body)
        return answer

    return call.masked(call.world.change(call.parts[0], call.email, act))


def updated(call: Call, document: Document, body: Object) -> Object:
    """The spreadsheet after a batch, as its answer carries it."""
    ranges = body.get("responseRanges")
    areas = [targets.readable(document, text) for text in ranges] if ranges else None
    mask = parsed(call.query.get("fields") or "*").get("updatedSpreadsheet") or None
    who = Asker(
        call.email,
        call.person.project,
        None if areas is None else tuple(areas),
        bool(body.get("responseIncludeGridData")),
        mask,
    )
    return resources.spreadsheet(document, who)


def tag(call: Call) -> Object:
    """developerMetadata.get."""
    document = call.document()
    key = call.parts[1]
    found = document.tags.get(int(key)) if key.isdigit() else None
    if found is None or not found.seen_by(call.person.project):
        raise not_found()
    return call.masked(found.body(), "DeveloperMetadata")


def search_tags(call: Call) -> Object:
    """developerMetadata.search: each tag with all filters that found it."""
    document, project = call.document(), call.person.project
    filters = call.body("SearchDeveloperMetadataRequest").get("dataFilters", [])
    matched: dict[int, list[Object]] = {}
    for one in filters:
        for found in tagging.selected(document, [one], project):
            matched.setdefault(found.id, []).append(one)
    answer = [
        {"developerMetadata": document.tags[key].body(), "dataFilters": found}
        for key, found in matched.items()
    ]
    return call.masked({"matchedDeveloperMetadata": answer} if answer else {})


def copy_sheet(call: Call) -> Object:
    """sheets.copyTo: a sheet into another spreadsheet (or the same)."""
    source = call.document()
    key = call.parts[1]
    sheet = source.sheet(int(key) if key.isdigit() else -1)
    to = call.body("CopySheetToAnotherSpreadsheetRequest").get("destinationSpreadsheetId", "")

    def act(edit: Edit) -> Object:
        title = properties.copy_title(edit.document, f"Copy of {sheet.title}")
        taken = {one.id for one in edit.document.sheets}
        new = properties.twin(edit, sheet, edit.new_id(taken), title)
        properties.place(edit.document, new, None)
        return new.properties

    return call.masked(call.world.change(to, call.email, act), "SheetProperties")


def values_get(call: Call) -> Object:
    """values.get."""
    return call.masked(reading.get(call.document(), call.parts[1], call.query), "ValueRange")


def values_batch_get(call: Call) -> Object:
    """values.batchGet."""
    ranges = call.lists.get("ranges", [])
    return call.masked(reading.batch_get(call.document(), ranges, call.query))


def values_get_filtered(call: Call) -> Object:
    """values.batchGetByDataFilter."""
    body = call.body("BatchGetValuesByDataFilterRequest")
    project = call.person.project
    return call.masked(reading.batch_get_filtered(call.document(), body, project))


def changed(call: Call, act: Callable[[Edit], Object]) -> Object:
    """Answer of a method that changes the spreadsheet of the path."""
    return call.masked(call.world.change(call.parts[0], call.email, act))


def values_update(call: Call) -> Object:
    """values.update."""
    body = call.body("ValueRange", "data")
    return changed(call, lambda edit: writing.update(edit, call.parts[1], call.query, body))


def values_append(call: Call) -> Object:
    """values.append."""
    body = call.body("ValueRange", "data")
    return changed(call, lambda edit: appending.append(edit, call.parts[1], call.query, body))


def values_batch_update(call: Call) -> Object:
    """values.batchUpdate."""
    body = call.body("BatchUpdateValuesRequest")
    return changed(call, lambda edit: writing.batch_update(edit, body))


def values_update_filtered(call: Call) -> Object:
    """values.batchUpdateByDataFilter."""
    body = call.body("BatchUpdateValuesByDataFilterRequest")
    return changed(call, lambda edit: writing.batch_update_filtered(edit, body))


def values_clear(call: Call) -> Object:
    """values.clear."""
    call.body("ClearValuesRequest")
    return changed(call, lambda edit: clearing.one(edit, call.parts[1]))


def values_batch_clear(call: Call) -> Object:
    """values.batchClear."""
    body = call.body("BatchClearValuesRequest")
    return changed(call, lambda edit: clearing.batch(edit, body))


def values_clear_filtered(call: Call) -> Object:
    """values.batchClearByDataFilter."""
    body = call.body("BatchClearValuesByDataFilterRequest")
    return changed(call, lambda edit: clearing.filtered(edit, body))
