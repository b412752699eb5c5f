"""Requests that gspread has no method for, sent through its own client."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from gspread.exceptions import APIError

if TYPE_CHECKING:
    from collections.abc import Callable

    import gspread

URL = "https://sheets.googleapis.com/v4/spreadsheets"
DRIVE = "https://www.googleapis.com/drive/v3/files"
Object = dict[str, Any]


def ask(book: gspread.Spreadsheet, verb: str, path: str, **more: Any) -> Any:  # noqa: ANN401
    """Answer to a request about a spreadsheet."""
    return book.client.request(verb, f"{URL}/{book.id}{path}", **more).json()


def batch(book: gspread.Spreadsheet, *requests: Object, **more: Any) -> Any:  # noqa: ANN401
    """Answer of a batchUpdate."""
    return book.batch_update({"requests": list(requests), **more})


def refusal(act: Callable[[], object]) -> Object:
    """Body of the error that an act is refused with."""
    with pytest.raises(APIError) as caught:
        act()
    body: Object = caught.value.response.json()
    return body


def said(act: Callable[[], object]) -> tuple[int, str]:
    """Code and message of that error."""
    error = refusal(act)["error"]
    return error["code"], error["message"]


def rows(first: int, last: int, sheet: int = 0) -> Object:
    """A DimensionRange of rows."""
    return {"sheetId": sheet, "dimension": "ROWS", "startIndex": first, "endIndex": last}


def tag(key: str, row: int, number: int | None = None, value: str = "") -> Object:
    """A request that hangs developer metadata on a row of the first sheet."""
    place = {"dimensionRange": rows(row, row + 1)}
    body: Object = {"metadataKey": key, "location": place, "visibility": "DOCUMENT"}
    if value:
        body["metadataValue"] = value
    if number is not None:
        body["metadataId"] = number
    return {"createDeveloperMetadata": {"developerMetadata": body}}


def lookup(key: str) -> Object:
    """A DataFilter for metadata of a key."""
    return {"developerMetadataLookup": {"metadataKey": key}}
