"""comments.list and comments.create: kept with the file, as gspread's copy needs them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.drive import files

if TYPE_CHECKING:
    from tests.servers.sheets.call import Call

Object = dict[str, Any]


def listed(call: Call) -> Object:
    """comments.list."""
    kept = files.found(call).file.more.get("comments", [])
    return {"comments": kept}


def create(call: Call) -> Object:
    """comments.create."""
    document, given = files.found(call), call.json()
    new = {name: given[name] for name in ("content", "anchor") if name in given}
    every = [*document.file.more.get("comments", []), new]
    draft = document.copy()
    draft.file = replace(draft.file, more=draft.file.more | {"comments": every})
    draft.touched(call.email, call.world.clock())
    call.world.documents[draft.file.id] = draft
    return new
