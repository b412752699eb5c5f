"""addProtectedRange, updateProtectedRange and deleteProtectedRange."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import protection
from tests.servers.sheets.batch.masks import asked
from tests.servers.sheets.batch.naming import find as named
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.sheet import Zone

if TYPE_CHECKING:
    from tests.servers.sheets.areas import Area
    from tests.servers.sheets.edit import Edit
    from tests.servers.sheets.sheet import Sheet

Object = dict[str, Any]


def areas(edit: Edit, given: Object) -> tuple[Area, ...]:
    """What is protected, then its exceptions (only a whole sheet may have some)."""
    if "namedRangeId" in given:
        protected = named(edit, given["namedRangeId"]).areas[0]
    else:
        protected = edit.area(given.get("range"))
    free = tuple(edit.area(one) for one in given.get("unprotectedRanges", []))
    if free and not protected.whole:
        raise invalid("Unprotected ranges are only supported on protected sheets.")
    return protected, *free


def writers(edit: Edit, given: Object | None) -> Object:
    """Who may edit: those given, the one who asks and the owner; nobody given means all.

    Recorded: an empty list of editors comes back with the address of the caller in it.
    """
    everybody = protection.editors(edit.document.file)
    if given is None:
        return {"users": everybody}
    strangers = [user for user in given.get("users", []) if user not in everybody]
    if strangers:
        raise invalid(f"{strangers[0]} does not have edit access to the document.")
    users = dict.fromkeys([*given.get("users", []), edit.user, edit.document.file.owner])
    return given | {"users": list(users)}


def check(given: Object) -> None:
    """Refuse a protection that contradicts itself."""
    if given.get("warningOnly") and "editors" in given:
        raise invalid("ProtectedRange is warningOnly. Editors cannot be set on it.")
    if "range" in given and "namedRangeId" in given:
        raise invalid("Only one of range or namedRangeId may be set.")


def add(edit: Edit, request: Object) -> Object:
    """A new protection; its reply doesn't list the editors yet (recorded)."""
    given: Object = request.get("protectedRange", {})
    check(given)
    protected = areas(edit, given)
    sheet = edit.sheet(protected[0].sheet)
    if protected[0].whole and any(zone.areas[0].whole for zone in sheet.protections):
        raise invalid(f'Sheet "{sheet.title}" already has sheet protection.')
    taken = {int(zone.key) for zone in edit.document.zones()}
    key = given.get("protectedRangeId") or edit.new_id(taken)
    if key in taken:
        raise invalid(f"Protected range with id: {key} already exists.")
    kept = {name: given.get(name) for name in ("namedRangeId", "description", "warningOnly")}
    zone = Zone(key, protected).with_body(**kept, editors=writers(edit, given.get("editors")))
    sheet.protections.append(zone)
    answer = protection.body(edit.document, zone, edit.user)
    given_users = given.get("editors", {})
    shown = {name: value for name, value in given_users.items() if value}
    return {"protectedRange": answer | {"editors": shown}}


def find(edit: Edit, key: int) -> tuple[Sheet, Zone]:
    """A protection and the sheet it lies on; refuses those who may not edit it."""
    for sheet in edit.document.sheets:
        for zone in sheet.protections:
            if zone.key == key:
                if not protection.may_edit(edit.document, zone, edit.user):
                    raise protection.refused()
                return sheet, zone
    raise invalid(f"No protected range with id: {key}")


def update(edit: Edit, request: Object) -> None:
    """Another range, other editors and so on."""
    mask = asked(request, "protectedRange", "ProtectedRange")
    given: Object = request.get("protectedRange", {})
    sheet, zone = find(edit, given.get("protectedRangeId", 0))
    check({name: given[name] for name in mask if name in given})
    new = zone
    if {"range", "namedRangeId", "unprotectedRanges"} & set(mask):
        old: Object = {"range": zone.areas[0].grid_range()}
        old["unprotectedRanges"] = [area.grid_range() for area in zone.areas[1:]]
        new = replace(new, areas=areas(edit, old | {k: v for k, v in given.items() if k in mask}))
    for name in ("description", "warningOnly", "namedRangeId"):
        if name in mask:
            new = new.with_body(**{name: given.get(name) or None})
    if "editors" in mask or (zone.body.get("warningOnly") and not new.body.get("warningOnly")):
        found = given.get("editors") if "editors" in mask else None
        new = new.with_body(editors=writers(edit, found))
    sheet.protections[sheet.protections.index(zone)] = new


def delete(edit: Edit, request: Object) -> None:
    """A protection goes."""
    sheet, zone = find(edit, request.get("protectedRangeId", 0))
    sheet.protections.remove(zone)
