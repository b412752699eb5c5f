"""One spreadsheet through the interface: metadata, values, cells, changes; a request each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.workbooks.google.client import NO_ANSWER
from sheets_sync.workbooks.google.client import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.workbooks.google.client import Client

Object = dict[str, Any]

METADATA = (
    "properties(title,locale,timeZone),"
    "sheets(properties(sheetId,title,sheetType,hidden,gridProperties(rowCount,columnCount)),"
    "merges,basicFilter,protectedRanges(protectedRangeId,range,description,warningOnly,"
    "requestingUserCanEdit)),"
    "developerMetadata(metadataId,metadataKey,metadataValue)"
)
SHEETS = "sheets(properties(sheetId),data(startRow,startColumn,rowData(values(userEnteredValue))))"
SHOWN = (
    "sheets(properties(sheetId),data(startRow,startColumn,rowData(values("
    "userEnteredValue,effectiveValue,formattedValue,effectiveFormat/numberFormat/type))))"
)
NOTED = "sheets(properties(sheetId),data(startRow,rowData(values(note))))"


class Spreadsheet:
    """The requests that the suite makes; all raise ``Failure``."""

    def __init__(self, client: Client, key: str) -> None:
        """Name the spreadsheet; nothing is sent yet."""
        self.client = client
        self.key = key
        self._path = f"/v4/spreadsheets/{key}"

    def hurried(self, deadline: float) -> Spreadsheet:
        """The same with less time, for what may also be left undone."""
        return Spreadsheet(self.client.hurried(deadline), self.key)

    def metadata(self) -> Object:
        """All but the cells."""
        return self.client.sheets("GET", self._path, {"fields": METADATA})

    def values(self, ranges: Sequence[Object]) -> list[Object]:
        """ValueRanges of some GridRanges, in their order; formulas as they are written.

        An answer that does not tell which is which is no answer: a sheet is never taken for
        empty because it was not found there.
        """
        body = {
            "dataFilters": [{"gridRange": each} for each in ranges],
            "valueRenderOption": "FORMULA",
            "majorDimension": "ROWS",
        }
        answer = self.client.sheets("POST", f"{self._path}/values:batchGetByDataFilter", body=body)
        return _matched(ranges, answer.get("valueRanges", ()))

    def cells(self, ranges: Sequence[Object], fields: str = SHEETS) -> Object:
        """Sheets with the cells of some GridRanges, as they stand in an answer."""
        body = {"dataFilters": [{"gridRange": each} for each in ranges]}
        path = f"{self._path}:getByDataFilter"
        return self.client.sheets("POST", path, {"fields": fields}, body)

    def change(self, requests: Sequence[Object], ranges: Sequence[str] = ()) -> Object:
        """Carry out requests, all or none, and read cells back in the same go.

        Gives the spreadsheet as ``cells`` does; {} when no ranges (A1) are asked for.
        """
        body: Object = {"requests": [*requests]}
        fields = "spreadsheetId"
        if ranges:
            body["includeSpreadsheetInResponse"] = True
            body["responseIncludeGridData"] = True
            body["responseRanges"] = [*ranges]
            fields = f"updatedSpreadsheet({SHEETS})"
        path = f"{self._path}:batchUpdate"
        answer = self.client.sheets("POST", path, {"fields": fields}, body)
        found: Object = answer.get("updatedSpreadsheet", {})
        return found

    def note(self, number: int) -> str | None:
        """The value of a piece of developer metadata; None when there is none."""
        body = {"dataFilters": [{"developerMetadataLookup": {"metadataId": number}}]}
        path = f"{self._path}/developerMetadata:search"
        found = self.client.sheets("POST", path, body=body).get("matchedDeveloperMetadata", ())
        for each in found:
            return str(each["developerMetadata"].get("metadataValue", ""))
        return None


def _matched(ranges: Sequence[Object], listed: Sequence[Object]) -> list[Object]:
    """The ValueRange of each GridRange, by the range that it repeats, else by its order."""
    wanted = [_place(each) for each in ranges]
    repeated = [
        [_place(one.get("gridRange", {})) for one in each.get("dataFilters", ())] for each in listed
    ]
    values = [each.get("valueRange", {}) for each in listed]
    found = {
        place: value for places, value in zip(repeated, values, strict=True) for place in places
    }
    if found.keys() >= {*wanted}:
        return [found[each] for each in wanted]
    # Ranges repeated with other ends are still those of their sheets, one after the other.
    if [[place[0] for place in places] for places in repeated] == [[each[0]] for each in wanted]:
        return values
    raise Failure(NO_ANSWER)


def _place(area: Object) -> tuple[int, ...]:
    """A GridRange as a value; the id 0 of a sheet may be left out of answers."""
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    return (area.get("sheetId", 0), *(area.get(name, -1) for name in names))
