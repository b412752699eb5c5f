"""files.export, and the v2 upload that turns CSV into a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.batch import properties
from tests.servers.sheets.cells import EMPTY
from tests.servers.sheets.drive import files
from tests.servers.sheets.errors import drive
from tests.servers.sheets.formatting import Reader
from tests.servers.sheets.formatting import Rendering
from tests.servers.sheets.replies import Reply
from tests.servers.sheets.sheet import Sheet
from tests.servers.sheets.values.entering import Entering

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.sheets.call import Call
    from tests.servers.sheets.document import Document

Object = dict[str, Any]
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OASIS = "application/vnd.oasis.opendocument.spreadsheet"


def table(document: Document, sheet: Sheet, rendering: Rendering) -> list[list[Any]]:
    """Values of a sheet up to its last used row and column, all rows equally long."""
    reader = Reader(document, sheet, rendering)
    filled = [place for place in sheet.grid.cells() if place[2].filled]
    height = max((row + 1 for row, _, _ in filled), default=0)
    width = max((column + 1 for _, column, _ in filled), default=0)
    return [
        [reader.value(row, column, sheet.grid.get(row, column)) for column in range(width)]
        for row in range(height)
    ]


def separated(delimiter: str) -> Callable[[Document], bytes]:
    """Values of the first sheet as text; the last line has no end (recorded)."""

    def exported(document: Document) -> bytes:
        text = io.StringIO()
        rows = table(document, document.sheets[0], Rendering())
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
        return text.getvalue().removesuffix("\r\n").encode()

    return exported


def office(document: Document) -> bytes:
    """All sheets as .xlsx."""
    from tests.servers.sheets.drive.office import exported

    return exported(document)


def oasis(document: Document) -> bytes:
    """All sheets as .ods: what they show, as text."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table
    from odf.table import TableCell
    from odf.table import TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    for sheet in document.sheets:
        page = Table(name=sheet.title)
        for line in table(document, sheet, Rendering()):
            row = TableRow()
            for value in line:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=str(value)))
                row.addElement(cell)
            page.addElement(row)
        book.spreadsheet.addElement(page)
    stream = io.BytesIO()
    book.write(stream)
    return stream.getvalue()


EXPORTS: dict[str, Callable[[Document], bytes]] = {
    "text/csv": separated(","),
    "text/tab-separated-values": separated("\t"),
    OFFICE: office,
    OASIS: oasis,
    "application/x-vnd.oasis.opendocument.spreadsheet": oasis,
}


def export(call: Call) -> Reply:
    """files.export (no PDF and no HTML here)."""
    document, kind = files.found(call), call.query.get("mimeType", "")
    if kind not in EXPORTS:
        text = "The requested conversion is not supported."
        raise drive(400, text, "badRequest", "convertTo")
    return Reply(200, EXPORTS[kind](document), kind)


def upload(call: Call) -> Object:
    """CSV in place of all sheets: one sheet with the title of the file remains (recorded)."""
    draft = files.found(call, write=True).copy()
    if "csv" not in call.type:
        raise drive(400, "Only CSV can be uploaded here.", "badRequest")
    rows = list(csv.reader(io.StringIO(call.content.decode("utf-8-sig"))))
    size = {
        "rowCount": max(1000, len(rows)),
        "columnCount": max(26, *map(len, rows or [[]])),
    }
    key = 1 + draft.file.version + sum(sheet.id for sheet in draft.sheets) % 2**30
    given = {"gridProperties": size}
    sheet = Sheet(properties.sheet_properties(given, key, draft.title[:100]))
    enter = Entering(draft, "USER_ENTERED")
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            sheet.grid.set(row, column, enter.cell(EMPTY, value))
    draft.sheets, draft.names, draft.tags = [sheet], [], {}
    draft.touched(call.email, call.world.clock())
    call.world.documents[draft.file.id] = draft
    answer = files.body(call, draft)
    older = {"title": draft.title, "modifiedDate": answer["modifiedTime"]}
    older["createdDate"] = answer["createdTime"]
    kept = ("kind", "id", "mimeType", "version")
    return {name: answer[name] for name in kept} | older
