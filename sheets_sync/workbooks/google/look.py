"""The look of a managed tab as requests of a batchUpdate, from its one description.

Ranges leave their last row open, so that rows added later are in them; places and lines
are counted from 1 as everywhere in the suite, and from 0 only in what is sent.

``editors`` are the addresses that may write in the program's columns: our own account
first, then named staff. None makes protections that only warn. A protected column lets
nobody else insert or sort rows of the tab: what they do to a view of their own (a filter
view) stays free, and so are their columns, those beyond, colours and notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.tabs import look
from sheets_sync.tabs.heights import heading_height
from sheets_sync.tabs.model import FIRST_ROW
from sheets_sync.tabs.model import HEADING_ROW
from sheets_sync.tabs.model import IDENTITY_ROW
from sheets_sync.workbooks.google import styles
from sheets_sync.workbooks.google.guards import protections
from sheets_sync.workbooks.google.ranges import Placed
from sheets_sync.workbooks.google.ranges import area
from sheets_sync.workbooks.google.ranges import runs
from sheets_sync.workbooks.google.ranges import stretch
from sheets_sync.workbooks.google.rules import colour_rules
from sheets_sync.workbooks.google.rules import drop_down
from sheets_sync.workbooks.google.rules import greying

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import Column
    from sheets_sync.tabs.model import Tab

Request = dict[str, Any]

LEAST_COLUMNS = 26
SPARE_COLUMNS = 6
"""Empty columns at the right, for what people add."""


def sheet_properties(tab: Tab, sheet_id: int, rows: int) -> Request:
    """The properties that addSheet takes; ``rows`` is how many the grid has in all."""
    grid = {
        "rowCount": max(rows, FIRST_ROW),
        "columnCount": max(len(tab.columns) + SPARE_COLUMNS, LEAST_COLUMNS),
        "frozenRowCount": HEADING_ROW,
        "frozenColumnCount": tab.frozen,
    }
    properties: Request = {"sheetId": sheet_id, "title": tab.title, "gridProperties": grid}
    if tab.hidden:
        properties["hidden"] = True
    if tab.colour:
        properties["tabColorStyle"] = styles.colour(tab.colour)
    return properties


def new_tab(tab: Tab, sheet_id: int, editors: Sequence[str] | None) -> list[Request]:
    """All that makes a new, empty sheet into a managed tab without rows.

    Identities, headings with notes, looks, drop-downs, colours by value, filter, protection.
    """
    columns = [Placed(place, column) for place, column in enumerate(tab.columns, start=1)]
    marks = look.alternates([column.group for column in tab.columns])
    lines = (IDENTITY_ROW, HEADING_ROW)
    return [
        *_top(tab, columns, marks, sheet_id, lines),
        hidden_row(sheet_id, IDENTITY_ROW),
        _heading_row(tab, sheet_id),
        *_widths(columns, sheet_id),
        *_cells(columns, sheet_id, FIRST_ROW),
        *colour_rules(columns, sheet_id, FIRST_ROW),
        *greying(tab, columns, sheet_id, FIRST_ROW),
        *_filter(tab, sheet_id),
        *(protections(tab, columns, sheet_id, editors) if tab.protected else ()),
    ]


def new_column(
    tab: Tab,
    column: Column,
    sheet_id: int,
    place: int,
    editors: Sequence[str] | None,
    lines: tuple[int, int] = (IDENTITY_ROW, HEADING_ROW),
) -> list[Request]:
    """All that makes an empty sheet column into a managed one.

    ``lines`` are those of the identities and of the headings. It is protected as in a new
    tab: send a tab whose ``protected`` is false where the tab's other columns are not.
    """
    columns = [Placed(place, column)]
    below = lines[1] + FIRST_ROW - HEADING_ROW
    return [
        *_top(tab, columns, [False], sheet_id, lines),
        *_widths(columns, sheet_id),
        *_cells(columns, sheet_id, below),
        *colour_rules(columns, sheet_id, below),
        *greying(tab, columns, sheet_id, below),
        *(protections(tab, columns, sheet_id, editors) if tab.protected else ()),
    ]


def rows_look(
    tab: Tab, places: Mapping[str, int], sheet_id: int, lines: tuple[int, int]
) -> list[Request]:
    """Looks and drop-downs of rows that were added to the grid, from a line to a line.

    ``places`` maps ids of columns to their sheet columns, as ``TabState.columns`` does.
    """
    known = {column.id: column for column in tab.columns}
    columns = sorted(Placed(place, known[each]) for each, place in places.items() if each in known)
    return _cells(columns, sheet_id, *lines)


def grown_filter(found: Mapping[str, Any], place: int) -> list[Request]:
    """The basic filter of a sheet stretched to a new column beside it, criteria kept.

    ``found`` is the filter as the spreadsheet tells it; nothing when it reaches there.
    """
    within = dict(found["range"])
    if within.get("endColumnIndex", place) >= place:
        return []
    return [{"setBasicFilter": {"filter": {**found, "range": within | {"endColumnIndex": place}}}}]


def hidden_row(sheet_id: int, line: int) -> Request:
    """A row hidden from people."""
    return _dimension(stretch(sheet_id, "ROWS", line, line), {"hiddenByUser": True})


def _top(
    tab: Tab,
    columns: Sequence[Placed],
    marks: Sequence[bool],
    sheet_id: int,
    lines: tuple[int, int],
) -> Iterable[Request]:
    """Identities and headings, of columns that stand side by side."""
    first = columns[0].place
    identities = [styles.identity(tab.identity(each.column.id)) for each in columns]
    headings = [
        styles.heading(each.column, alternate=mark)
        for each, mark in zip(columns, marks, strict=True)
    ]
    for line, cells in zip(lines, (identities, headings), strict=True):
        start = {"sheetId": sheet_id, "rowIndex": line - 1, "columnIndex": first - 1}
        yield {
            "updateCells": {
                "start": start,
                "rows": [{"values": cells}],
                "fields": "userEnteredValue,userEnteredFormat,note",
            }
        }


def _heading_row(tab: Tab, sheet_id: int) -> Request:
    height = styles.row_pixels(heading_height(tab))
    return _dimension(stretch(sheet_id, "ROWS", HEADING_ROW, HEADING_ROW), {"pixelSize": height})


def _widths(columns: Sequence[Placed], sheet_id: int) -> Iterable[Request]:
    """Widths, and which columns are hidden."""
    for first, last, (width, hidden) in runs(columns, _size):
        size: Request = {"pixelSize": styles.column_pixels(width)}
        if hidden:
            size["hiddenByUser"] = True
        yield _dimension(stretch(sheet_id, "COLUMNS", first, last), size)


def _size(column: Column) -> tuple[int, bool]:
    return column.width, column.hidden


def _cells(
    columns: Sequence[Placed], sheet_id: int, line: int, last_line: int | None = None
) -> list[Request]:
    """The look of the cells from a line on, and what may be chosen in them."""
    return [
        {
            "repeatCell": {
                "range": area(sheet_id, (line, last_line), (first, last)),
                "cell": cell,
                "fields": "userEnteredFormat,dataValidation",
            }
        }
        for first, last, cell in runs(columns, _cell)
    ]


def _cell(column: Column) -> Request:
    chosen = drop_down(column)
    return {"userEnteredFormat": styles.cell(column)} | (
        {"dataValidation": chosen} if chosen else {}
    )


def _filter(tab: Tab, sheet_id: int) -> Iterable[Request]:
    if tab.filtered and not tab.hidden:
        within = area(sheet_id, (HEADING_ROW, None), (1, len(tab.columns)))
        yield {"setBasicFilter": {"filter": {"range": within}}}


def _dimension(where: Request, properties: Request) -> Request:
    return {
        "updateDimensionProperties": {
            "range": where,
            "properties": properties,
            "fields": ",".join(properties),
        }
    }
