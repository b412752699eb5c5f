"""What the program keeps in the spreadsheet's developer metadata, which people do not see.

``palmares.tab``: for each tab that was made, its sheet and the columns that it was given: it
tells a column that a person deleted from one that was never there, and spares reading
people's own tabs whole. ``palmares.lock``: the run that is writing now. ``palmares.write``:
the last change that was carried out. Their ids are chosen here, so that none can stand
twice: a second one with the same id makes Google refuse the whole change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

Object = dict[str, Any]

TAB, LOCK, WRITE = "palmares.tab", "palmares.lock", "palmares.write"
_WHOLE = {"spreadsheet": True}


def number(*parts: str) -> int:
    """An id from 1 to 2³¹ - 1 that stands for some texts."""
    digest = sha256("\x1f".join(parts).encode()).digest()
    return int.from_bytes(digest[:4], "big") % (2**31 - 1) + 1


@dataclass(frozen=True, slots=True)
class Made:
    """A tab that the program made: its sheet, and the columns that it was given."""

    tab: str
    sheet: int
    columns: tuple[str, ...]
    id: int


@dataclass(frozen=True, slots=True)
class Memory:
    """The tabs that were made, by their ids."""

    made: Mapping[str, Made] = field(default_factory=dict)

    def columns(self, tab: str) -> frozenset[str]:
        """Ids of the columns that a tab was given; empty when it was never made."""
        found = self.made.get(tab)
        return frozenset(found.columns) if found else frozenset()

    def remember(self, spreadsheet: str, tab: str, sheet: int, columns: Sequence[str]) -> Object:
        """The request that notes the columns of a tab."""
        known = self.made.get(tab)
        key = known.id if known else number(spreadsheet, TAB, tab)
        value = json.dumps({"tab": tab, "sheet": sheet, "columns": [*columns]})
        return renoted(key, value) if known else noted(key, TAB, value)


def read_memory(found: Iterable[Object]) -> Memory:
    """The memory in developer metadata; notes that can't be read are not there."""
    made = {}
    for each in found:
        if each.get("metadataKey") != TAB:
            continue
        try:
            value = json.loads(each.get("metadataValue", ""))
            columns = tuple(map(str, value["columns"]))
            one = Made(str(value["tab"]), int(value["sheet"]), columns, int(each["metadataId"]))
        except (ValueError, KeyError, TypeError):
            continue
        made[one.tab] = one
    return Memory(made)


def noted(key: int, name: str, value: str) -> Object:
    """The request that makes a note; the whole change fails when its id is taken."""
    note = {
        "metadataId": key,
        "metadataKey": name,
        "metadataValue": value,
        "location": _WHOLE,
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": note}}


def renoted(key: int, value: str) -> Object:
    """The request that changes what a note says."""
    return {
        "updateDeveloperMetadata": {
            "dataFilters": [_lookup(key)],
            "developerMetadata": {"metadataValue": value},
            "fields": "metadataValue",
        }
    }


def forgotten(key: int) -> Object:
    """The request that takes a note away."""
    return {"deleteDeveloperMetadata": {"dataFilter": _lookup(key)}}


def _lookup(key: int) -> Object:
    return {"developerMetadataLookup": {"metadataId": key}}
