"""The spreadsheet that a form is linked with: the tab in which Google Forms writes answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from reports.language import N_
from sheets_sync.form import DateOrder
from sheets_sync.sources.dates import read_moment
from sheets_sync.sources.google_forms import EMAIL
from sheets_sync.sources.google_forms import MOMENTS
from sheets_sync.sources.google_forms import OWN
from sheets_sync.sources.live.google_forms.refusals import checked
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.sources.live.http import Http

FIELDS = (
    "properties(title,timeZone),sheets(properties(title,sheetType),"
    "data(rowData(values(formattedValue,effectiveValue(numberValue)))))"
)
GRID = "GRID"
SERVICE = "Google Sheets API"
NO_SPREADSHEET = N_("there is no spreadsheet “{form}”, or it was not shared with this account")
NO_TAB = N_("no tab of the spreadsheet is one that Google Forms writes")
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock's; the spreadsheet has its zone


@dataclass(frozen=True, slots=True)
class Line:
    """One response: ``number`` counts rows from 1 as people do, ``cells`` are by column."""

    number: int
    moment: datetime | None
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """What a column shows; "" where the row ends before."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class LinkedSheet:
    """The tab: column -> heading of its questions, the column of the e-mail, the responses."""

    title: str
    headings: Mapping[int, str]
    email: int | None
    lines: tuple[Line, ...]


def read_sheet(
    http: Http, key: str, headers: Mapping[str, str], labels: Collection[str]
) -> LinkedSheet:
    """The tab of a spreadsheet that a form writes; of several, that with most of the labels.

    Raises ``SourceError``; whatever has not the shape of a spreadsheet raises ``LookupError``,
    ``TypeError`` or ``ValueError``.
    """
    path = f"/v4/spreadsheets/{quote(key, safe='')}"
    query = {"fields": FIELDS, "prettyPrint": "false"}
    answer = http.ask("GET", path, query=query, headers={"Accept": "application/json", **headers})
    told = checked(http, answer, key, SERVICE, NO_SPREADSHEET)
    zone = ZoneInfo(str(told["properties"]["timeZone"]))
    known = {fold(each) for each in labels}
    found = [made for sheet in told.get("sheets", ()) if (made := _sheet(sheet, zone))]
    if not found:
        raise SourceBroken(place=http.place, detail=NO_TAB)
    return max(found, key=lambda each: len(known & {fold(h) for h in each.headings.values()}))


def _sheet(sheet: Mapping[str, Any], zone: ZoneInfo) -> LinkedSheet | None:
    """A tab as Google Forms writes it; None for any other."""
    properties = sheet["properties"]
    rows = ((sheet.get("data") or [{}])[0]).get("rowData") or [{}]
    shown = [str(cell.get("formattedValue", "")).strip() for cell in rows[0].get("values", ())]
    moments = {fold(each) for each in MOMENTS}
    if properties.get("sheetType", GRID) != GRID or not shown or fold(shown[0]) not in moments:
        return None
    emails, own = ({fold(each) for each in names} for names in (EMAIL, OWN))
    asked = {at: text for at, text in enumerate(shown) if at and text}
    email = next((at for at, text in asked.items() if fold(text) in emails), None)
    headings = {at: text for at, text in asked.items() if at != email and fold(text) not in own}
    return LinkedSheet(str(properties["title"]), headings, email, tuple(_lines(rows, zone)))


def _lines(rows: list[Mapping[str, Any]], zone: ZoneInfo) -> Iterator[Line]:
    for number, row in enumerate(rows[1:], 2):
        values = row.get("values", ())
        cells = tuple(str(cell.get("formattedValue", "")) for cell in values)
        if any(cells):
            yield Line(number, _moment(values[0], cells[0], zone), cells)


def _moment(cell: Mapping[str, Any], text: str, zone: ZoneInfo) -> datetime | None:
    """When the response was last sent; the cell holds the days since its day zero."""
    days = cell.get("effectiveValue", {}).get("numberValue")
    if days is None:
        return read_moment(text, DateOrder.DAY_FIRST, zone.key)
    return (_DAY_ZERO + timedelta(seconds=round(days * 86_400))).replace(tzinfo=zone)
