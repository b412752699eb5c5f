"""Drop-downs and colours by value, as the API says them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.tabs import look
from sheets_sync.workbooks.google import styles
from sheets_sync.workbooks.google.ranges import area
from sheets_sync.workbooks.xlsx.refs import letters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from sheets_sync.tabs.model import Column
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.google.ranges import Placed

Object = dict[str, Any]
Key = tuple[str, str, str]


def drop_down(column: Column) -> Object | None:
    """What may be chosen in the cells of a column; None when anything may be typed.

    A strict list refuses the rest, another shows a mark beside it.
    """
    if not column.choices:
        return None
    values = [{"userEnteredValue": typed(choice)} for choice in column.choices]
    rule: Object = {"condition": {"type": "ONE_OF_LIST", "values": values}, "showCustomUi": True}
    if column.strict:
        rule["strict"] = True
    return rule


def colour_rules(columns: Iterable[Placed], sheet_id: int, line: int) -> Iterator[Object]:
    """A rule for each value that is coloured, over all the columns where it is."""
    places: dict[Key, list[int]] = {}
    for place, column in columns:
        kind = "NUMBER_EQ" if column.kind in look.NUMBERS else "TEXT_EQ"
        for value, fill in column.colours.items():
            places.setdefault((kind, value, fill), []).append(place)
    for index, ((kind, value, fill), found) in enumerate(places.items()):
        rule = {
            "ranges": [area(sheet_id, (line, None), (place, place)) for place in found],
            "booleanRule": {
                "condition": {"type": kind, "values": [{"userEnteredValue": typed(value)}]},
                "format": {
                    "backgroundColorStyle": styles.colour(fill),
                    "textFormat": {"foregroundColorStyle": styles.colour(look.ink_on(fill))},
                },
            },
        }
        yield {"addConditionalFormatRule": {"rule": rule, "index": index}}


def greying(tab: Tab, columns: Iterable[Placed], sheet_id: int, line: int) -> Iterator[Object]:
    """The rule that greys rows where a column is filled, when that column is among these.

    It reaches from the first column of the sheet to the last of these, and comes first.
    """
    places = {column.id: place for place, column in columns}
    if tab.greyed_by not in places:
        return
    condition = f"=LEN(TRIM(${letters(places[tab.greyed_by])}{line}))>0"
    rule = {
        "ranges": [area(sheet_id, (line, None), (1, max(places.values())))],
        "booleanRule": {
            "condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": condition}]},
            "format": {
                "backgroundColorStyle": styles.colour(look.GREYED_FILL),
                "textFormat": {"foregroundColorStyle": styles.colour(look.GREYED)},
            },
        },
    }
    yield {"addConditionalFormatRule": {"rule": rule, "index": 0}}


def typed(text: str) -> str:
    """A text as it is typed into a cell so that it is no formula."""
    return f"'{text}" if text.startswith(("=", "+")) else text
