"""Cells as Grist's API gives them, as answers.

A cell is a plain value, or a list whose first item says what it is: "L" a list, "d" a day,
"D" a moment, "R" and "r" references, "E" an error.
"""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from zoneinfo import ZoneInfo

from sheets_sync.sources.live.reading import unix_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.sources.live.grist.columns import Column
    from sheets_sync.sources.live.model import Answer
    from sheets_sync.sources.live.model import AttachedFile

ERROR = "E"
"""A formula's error, which the API tells beside the cells, these being empty then."""

ERRORS = frozenset("EUPCSV")


def answer_of(
    column: Column,
    value: Any,  # noqa: ANN401 - JSON
    rows: Mapping[int, str],
    files: Mapping[int, AttachedFile],
) -> Answer:
    """The answer in a cell; ``rows`` are the names of what references lead to.

    Raises ``ValueError`` for a cell that holds an error instead of a value.
    """
    if isinstance(value, list) and value and value[0] in ERRORS:
        raise ValueError(column.id)
    if value is None or value in ("", []):
        return None
    if column.type == "Attachments":
        return tuple(files[int(each)] for each in _items(value) if int(each) in files) or None
    if column.type in {"Ref", "RefList"}:
        names = tuple(rows.get(int(each), str(each)) for each in _items(value) if each)
        return names if column.type == "RefList" else "".join(names[:1]) or None
    if column.type == "ChoiceList":
        return tuple(str(each) for each in _items(value)) or None
    return _text(column, value)


def _items(value: Any) -> list[Any]:  # noqa: ANN401 - JSON
    """What a list holds; a lone value is a list of one."""
    if not isinstance(value, list):
        return [value]
    if value[0] in {"R", "r"}:
        held = value[2]
        return held if isinstance(held, list) else [held]
    return value[1:]


def _text(column: Column, value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _of_number(column, value)
    if isinstance(value, list):
        return _of_list(value)
    return unix_lines(str(value))


def _of_number(column: Column, value: float) -> str:
    if column.type == "Date":
        return day(value)
    if column.type == "DateTime":
        return moment(value, column.detail).isoformat()
    return number(value)


def _of_list(value: list[Any]) -> str:
    """A value of a column without a type."""
    if value[0] == "d":
        return day(value[1])
    if value[0] == "D":
        return moment(value[1], str(value[2])).isoformat()
    return "\n".join(str(each) for each in _items(value))


def number(value: float) -> str:
    """A number without a useless ".0" or an exponent."""
    if float(value).is_integer():
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f")


def day(seconds: float) -> str:
    """A day, which Grist keeps as the second of its midnight in UTC."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}"


def moment(seconds: float, zone: str) -> datetime:
    """A moment in the zone of its column."""
    return datetime.fromtimestamp(seconds, ZoneInfo(zone) if zone else UTC)
