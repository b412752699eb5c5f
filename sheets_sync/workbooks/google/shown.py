"""What the tabs of a spreadsheet show, read in one request: answers that a form writes there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

if TYPE_CHECKING:
    from sheets_sync.workbooks.google.client import Client

FIELDS = (
    "properties(title),sheets(properties(title,sheetType),data(rowData(values(formattedValue))))"
)
GRID = "GRID"


class ShownTab(NamedTuple):
    """A tab and its rows as people see them; a row ends with its last cell that is not empty."""

    title: str
    rows: tuple[tuple[str, ...], ...]


class Shown(NamedTuple):
    """A spreadsheet and its tabs of cells, all of one moment."""

    title: str
    tabs: tuple[ShownTab, ...]


def shown(client: Client, key: str) -> Shown:
    """All tabs of a spreadsheet; raises :class:`~sheets_sync.workbooks.google.client.Failure`."""
    told = client.sheets("GET", f"/v4/spreadsheets/{key}", {"fields": FIELDS})
    tabs = tuple(
        ShownTab(str(sheet["properties"]["title"]), tuple(_rows(sheet)))
        for sheet in told.get("sheets", ())
        if sheet["properties"].get("sheetType", GRID) == GRID
    )
    return Shown(str(told.get("properties", {}).get("title", "")), tabs)


def _rows(sheet: dict[str, Any]) -> list[tuple[str, ...]]:
    data = (sheet.get("data") or [{}])[0]
    return [
        tuple(str(cell.get("formattedValue", "")) for cell in row.get("values", ()))
        for row in data.get("rowData", ())
    ]
