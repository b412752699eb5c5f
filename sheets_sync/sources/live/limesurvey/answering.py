"""The answers of one record of an export, by question."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import unquote

from sheets_sync.sources.live.limesurvey.asking import MANY
from sheets_sync.sources.live.limesurvey.asking import ONE
from sheets_sync.sources.live.limesurvey.asking import TABLES
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Response
from sheets_sync.sources.live.reading import ChangedMeanwhile
from sheets_sync.sources.live.reading import unix_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from sheets_sync.sources.live.limesurvey.asking import Column
    from sheets_sync.sources.live.model import Answer

OTHER = "-oth-"
NO_DATE = "1980-01-01"
"""What a survey that keeps no dates gives to all that were sent."""

MIDNIGHT = " 00:00:00"
_SIGNS = re.compile(r"[_\[\]]+")
"""What parts the codes of row, column and scale in the heading of a table's cell."""

KILOBYTE = 1000


def response_of(record: Mapping[str, Any], columns: Iterable[Column], zone: ZoneInfo) -> Response:
    """One response; raises ``ChangedMeanwhile`` when a question has no column."""
    submitted = _moment(record.get("submitdate"), zone)
    return Response(
        id=str(int(record["id"])),
        submitted=submitted,
        updated=_moment(record.get("datestamp"), zone) or submitted,
        state="submitted",
        answers={each.question.id: answer_of(each, record) for each in columns},
    )


def _moment(value: object, zone: ZoneInfo) -> datetime | None:
    text = str(value or "")
    if not text or text.startswith(NO_DATE):
        return None
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def answer_of(column: Column, record: Mapping[str, Any]) -> Answer:
    """The answer to a question; None when there is none."""
    if column.type in MANY:
        return _many(column, record)
    if column.type in TABLES:
        return _table(column, record)
    text = _cell(record, column.title)
    return _single(column, record, text) if text.strip() else None


def _single(column: Column, record: Mapping[str, Any], text: str) -> Answer:
    if column.type == "Y":
        return {"Y": "yes", "N": "no"}.get(text, text)
    if column.type in ONE:
        other = _cell(record, f"{column.title}[other]") if text == OTHER else ""
        return column.labels.get(text, other or text)
    if column.type == "D":
        return text.removesuffix(MIDNIGHT).replace(" ", "T")
    return _files(text) if column.type == "|" else unix_lines(text)


def _cell(record: Mapping[str, Any], name: str) -> str:
    if name not in record:
        raise ChangedMeanwhile
    value = record[name]
    return "" if value is None else str(value)


def _many(column: Column, record: Mapping[str, Any]) -> tuple[str, ...] | None:
    ticked = [
        label
        for code, label in column.labels.items()
        if _cell(record, f"{column.title}[{code}]") == "Y"
    ]
    other = _cell(record, f"{column.title}[other]") if column.question.other else ""
    return (*ticked, *filter(None, [" ".join(other.split())])) or None


def _table(column: Column, record: Mapping[str, Any]) -> str | None:
    """A line for each cell of a table that was filled in."""
    begin = f"{column.title}["
    lines = []
    for name, value in record.items():
        if name.startswith(begin) and str(value or "").strip():
            codes = filter(None, _SIGNS.split(name.removeprefix(begin)))
            where = " – ".join(column.parts.get(code, code) for code in codes)
            lines.append(f"{where} : {column.labels.get(str(value), unix_lines(str(value)))}")
    return "\n".join(lines) or None


def _files(text: str) -> tuple[AttachedFile, ...] | str:
    """Files that were sent; the text itself when it is no list of them."""
    try:
        listed = json.loads(text)
        return tuple(
            AttachedFile(unquote(str(each["name"])), size=round(float(each["size"]) * KILOBYTE))
            for each in listed
        )
    except (ValueError, LookupError, TypeError, OverflowError):
        return text
