"""Protection of the program's columns against slips."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.tabs.model import Owner
from sheets_sync.workbooks.google.ranges import area
from sheets_sync.workbooks.google.ranges import runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.google.ranges import Placed

Object = dict[str, Any]

SIGN = "palmares: "
"""Begins the description of every protection of ours."""


def protections(
    tab: Tab, columns: Sequence[Placed], sheet_id: int, editors: Sequence[str] | None
) -> Iterator[Object]:
    """A protection for each run of the program's columns, headings and identities included.

    Columns and not the whole sheet: people may then still add columns of their own beside
    and between them, note and colour. The program's memory is protected whole.
    """
    if tab.hidden:
        yield _protection(area(sheet_id), tab.title, editors)
        return
    headings = {each.place: each.column.heading or each.column.id for each in columns}
    for first, last, owner in runs(columns, attrgetter("owner")):
        if owner is Owner.PROGRAM:
            named = " – ".join(headings[place] for place in sorted({first, last}))
            yield _protection(area(sheet_id, None, (first, last)), named, editors)


def _protection(where: Object, named: str, editors: Sequence[str] | None) -> Object:
    """Editors are always said: left out, everybody would be one."""
    who: Object = {"warningOnly": True} if editors is None else {"editors": {"users": [*editors]}}
    protected = {"range": where, "description": SIGN + named, **who}
    return {"addProtectedRange": {"protectedRange": protected}}
