"""Exports of KoboToolbox: names or labels as headings, groups before a slash.

The columns ``_id``, ``_uuid`` and ``_submission_time`` (in UTC) are in all of them. Ticked
options are joined by spaces in one column, or stand in one column each with 0 or 1, or
both. A line of tags ("#age") may stand below the headings.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.form_table import FormColumn
from sheets_sync.sources.form_table import FormTable
from sheets_sync.sources.form_table import headed
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from sheets_sync.sources.tables import RawTable

NAME = "kobotoolbox"
_TELLING = ("_id", "_uuid", "_submission_time")
_FACTS = {
    "dossier": ("_id",),
    "submitted": ("_submission_time",),
    "state": ("_validation_status",),
}
_OWN = (
    *("_uuid", "_notes", "_status", "_submitted_by", "__version__", "_version_", "_tags"),
    *("_index", "_attachments", "meta/rootUuid", "meta/instanceID", "formhub/uuid"),
    *("start", "end", "today", "deviceid", "username"),
)
_STATES = {
    "accepted": ("Approved", "validation_status_approved", "Approuvé"),
    "refused": ("Not Approved", "validation_status_not_approved", "Non approuvé"),
    "instructed": ("On Hold", "validation_status_on_hold", "En attente"),
}
_GROUP = 2
"""So many columns share the name of a group; one alone may have a slash in its label."""


def recognise(table: RawTable) -> Finding | None:
    """By the three columns that every export has."""
    headings = {heading for heading in table.records[0] if heading}
    if not headings.issuperset(_TELLING):
        return None
    values = {"first": _TELLING[0], "second": _TELLING[2]}
    return Finding("export-kobotoolbox", Place(table.file, table.sheet), values)


def shape(table: RawTable) -> FormTable:
    """Headings without their groups; a question is read from its single options if it can be."""
    headings = [heading or "" for heading in table.records[0]]
    groups = _groups(headings)
    bases = sorted(filter(None, headings), key=len, reverse=True)

    def column(position: int, heading: str) -> FormColumn:
        return _column(position, heading, groups, bases)

    form = headed(NAME, _untagged(table), 0, column, _FACTS, _OWN)
    sent = form.facts["submitted"]
    rows = tuple(_in_utc(row, sent) for row in form.rows)
    joined = _joined(headings)
    return dataclasses.replace(
        form,
        rows=rows,
        own=form.own | joined,
        values={"state": _STATES},
        parted_by_spaces=True,
    )


def _untagged(table: RawTable) -> RawTable:
    """The table without its line of tags."""
    if len(table.records) < _GROUP:
        return table
    tags = [cell for cell in table.records[1] if cell]
    if not tags or not all(tag.startswith("#") for tag in tags):
        return table
    records = (table.records[0], *table.records[2:])
    return table._replace(records=records, lines=(table.lines[0], *table.lines[2:]))


def _groups(headings: Sequence[str]) -> frozenset[str]:
    """What stands before the slash in several headings, and is no heading itself."""
    known = {*headings}
    above = Counter(prefix for heading in headings for prefix in _above(heading))
    return frozenset(p for p, count in above.items() if count >= _GROUP and p not in known)


def _above(heading: str) -> Iterable[str]:
    parts = heading.split("/")
    return ("/".join(parts[:at]) for at in range(1, len(parts)))


def _column(
    position: int, heading: str, groups: frozenset[str], bases: Sequence[str]
) -> FormColumn:
    if "/" not in heading:
        return FormColumn(position, heading)
    group = _longest(heading, groups)
    base = next((each for each in bases if heading.startswith(f"{each}/")), group)
    option = heading.removeprefix(f"{base}/") if base else heading
    above = base.removeprefix(f"{_longest(base, groups)}/")
    bare = heading.removeprefix(f"{group}/")
    return FormColumn(position, bare, heading.rpartition("/")[2], above, option if base else "")


def _longest(heading: str, groups: frozenset[str]) -> str:
    """The innermost group that a heading stands in; "" for none."""
    return max((each for each in _above(heading) if each in groups), key=len, default="")


def _joined(headings: Sequence[str]) -> frozenset[int]:
    """The columns that say again what single options say."""
    parted = {prefix for heading in headings for prefix in _above(heading)}
    return frozenset(at for at, heading in enumerate(headings) if heading in parted)


def _in_utc(row: tuple[str | None, ...], sent: int) -> tuple[str | None, ...]:
    """A row whose moment says that it is in UTC."""
    moment = row[sent]
    if not moment or fold(moment)[-1:] == "z" or "+" in moment:
        return row
    return (*row[:sent], f"{moment}Z", *row[sent + 1 :])
