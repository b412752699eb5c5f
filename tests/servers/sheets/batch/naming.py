"""addNamedRange, updateNamedRange and deleteNamedRange."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import a1
from tests.servers.sheets.batch.masks import asked
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.sheet import Zone

if TYPE_CHECKING:
    from tests.servers.sheets.edit import Edit

Object = dict[str, Any]
NAME = re.compile(r"[^\W\d][\w]{0,249}")


def body(zone: Zone) -> Object:
    """As a NamedRange."""
    named = {"namedRangeId": zone.key, "name": zone.body["name"]}
    return named | {"range": zone.areas[0].grid_range()}


def check_name(edit: Edit, name: str, own: str = "") -> None:
    """Refuse a name that is taken, or that is none."""
    cells = a1.CELL.fullmatch(name) or a1.R1C1.fullmatch(name)
    if not NAME.fullmatch(name) or cells or name.lower() in {"true", "false"}:
        raise invalid(f"Invalid name: {name}")
    taken = [zone for zone in edit.document.names if zone.body["name"].lower() == name.lower()]
    if taken and taken[0].key != own:
        raise invalid(f"A named range with name: {name} already exists.")


def find(edit: Edit, key: str) -> Zone:
    """The named range of an id."""
    for zone in edit.document.names:
        if zone.key == key:
            return zone
    raise invalid(f"No named range with id: {key}")


def add(edit: Edit, request: Object) -> Object:
    """A new named range."""
    given: Object = request.get("namedRange", {})
    check_name(edit, given.get("name", ""))
    taken = {zone.key for zone in edit.document.names}
    key = given.get("namedRangeId") or str(edit.new_id(set()))
    if key in taken:
        raise invalid(f"A named range with id: {key} already exists.")
    zone = Zone(key, (edit.area(given.get("range")),), {"name": given["name"]})
    edit.document.names.append(zone)
    return {"namedRange": body(zone)}


def update(edit: Edit, request: Object) -> None:
    """Another name or another range."""
    mask = asked(request, "namedRange", "NamedRange")
    given: Object = request.get("namedRange", {})
    old = find(edit, given.get("namedRangeId", ""))
    new = old
    if "name" in mask:
        check_name(edit, given.get("name", ""), str(old.key))
        new = new.with_body(name=given["name"])
    if "range" in mask:
        new = replace(new, areas=(edit.area(given.get("range")),))
    names = edit.document.names
    names[names.index(old)] = new


def delete(edit: Edit, request: Object) -> None:
    """A name goes; the cells stay."""
    edit.document.names.remove(find(edit, request.get("namedRangeId", "")))
