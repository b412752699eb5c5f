"""spreadsheets.batchUpdate itself: all requests in order, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.batch import cells
from tests.servers.sheets.batch import charting
from tests.servers.sheets.batch import dimensions
from tests.servers.sheets.batch import merging
from tests.servers.sheets.batch import naming
from tests.servers.sheets.batch import overlays
from tests.servers.sheets.batch import pasting
from tests.servers.sheets.batch import properties
from tests.servers.sheets.batch import protecting
from tests.servers.sheets.batch import searching
from tests.servers.sheets.batch import sorting
from tests.servers.sheets.batch import tagging
from tests.servers.sheets.errors import ApiError
from tests.servers.sheets.errors import invalid

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.sheets.edit import Edit

    Handler = Callable[[Edit, dict[str, Any]], dict[str, Any] | None]

REQUESTS = 100_000
TAGS = {"createDeveloperMetadata", "updateDeveloperMetadata"}
HANDLERS: dict[str, Handler] = {
    "addChart": charting.add,
    "addConditionalFormatRule": overlays.add_rule,
    "addDimensionGroup": dimensions.group,
    "addFilterView": overlays.add_view,
    "addNamedRange": naming.add,
    "addProtectedRange": protecting.add,
    "addSheet": properties.add_sheet,
    "appendCells": cells.append,
    "appendDimension": dimensions.append,
    "autoResizeDimensions": dimensions.resize,
    "clearBasicFilter": overlays.clear_filter,
    "copyPaste": pasting.copy,
    "createDeveloperMetadata": tagging.create,
    "cutPaste": pasting.cut,
    "deleteConditionalFormatRule": overlays.delete_rule,
    "deleteDeveloperMetadata": tagging.delete,
    "deleteDimension": dimensions.delete,
    "deleteDimensionGroup": dimensions.ungroup,
    "deleteDuplicates": sorting.unique,
    "deleteEmbeddedObject": charting.delete,
    "deleteFilterView": overlays.delete_view,
    "deleteNamedRange": naming.delete,
    "deleteProtectedRange": protecting.delete,
    "deleteRange": pasting.delete_range,
    "deleteSheet": properties.delete_sheet,
    "duplicateFilterView": overlays.duplicate_view,
    "duplicateSheet": properties.duplicate_sheet,
    "findReplace": searching.replace,
    "insertDimension": dimensions.insert,
    "insertRange": pasting.insert_range,
    "mergeCells": merging.merge,
    "moveDimension": dimensions.move,
    "pasteData": pasting.data,
    "randomizeRange": sorting.shuffle,
    "repeatCell": cells.repeat,
    "setBasicFilter": overlays.set_filter,
    "setDataValidation": cells.validate,
    "sortRange": sorting.sort,
    "textToColumns": searching.split,
    "trimWhitespace": searching.trim,
    "unmergeCells": merging.unmerge,
    "updateBorders": cells.borders,
    "updateCells": cells.update,
    "updateConditionalFormatRule": overlays.update_rule,
    "updateDeveloperMetadata": tagging.update,
    "updateDimensionGroup": dimensions.update_group,
    "updateDimensionProperties": dimensions.update,
    "updateFilterView": overlays.update_view,
    "updateNamedRange": naming.update,
    "updateProtectedRange": protecting.update,
    "updateSheetProperties": properties.update_sheet,
    "updateSpreadsheetProperties": properties.update_spreadsheet,
}


def apply(edit: Edit, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Apply requests to a draft, in order; gives one reply for each, ``{}`` where there is none.

    Raises:
        ApiError: 400 with the place of the request that can't be done; the draft is to be
            thrown away then.
    """
    if not requests:
        raise invalid("Must specify at least one request.")
    if len(requests) > REQUESTS:
        raise invalid(f"Too many requests in a batch: {len(requests)}. Maximum: {REQUESTS}.")
    replies = [one(edit, request, place) for place, request in enumerate(requests)]
    if any(TAGS & set(request) for request in requests):
        tagging.check_size(edit.document)
    return replies


def one(edit: Edit, request: dict[str, Any], place: int) -> dict[str, Any]:
    """Apply one request."""
    if len(request) != 1:
        raise invalid(f"Invalid requests[{place}]: No request set." if not request else ONEOF)
    ((name, body),) = request.items()
    if name not in HANDLERS:
        raise ApiError(501, f"This server does not do {name}.")
    try:
        reply = HANDLERS[name](edit, body)
    except ApiError as error:
        text = f"Invalid requests[{place}].{name}: {error.message}"
        raise ApiError(error.code, text, **error.more) from error
    return {} if reply is None else {name: reply}


ONEOF = "Invalid JSON payload received. A request can have only one kind."
