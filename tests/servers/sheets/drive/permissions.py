"""permissions.list, get, create, update and delete."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.drive import files
from tests.servers.sheets.errors import drive
from tests.servers.sheets.replies import EMPTY
from tests.servers.sheets.world import READERS
from tests.servers.sheets.world import permission

if TYPE_CHECKING:
    from tests.servers.sheets.call import Call
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.replies import Reply

Object = dict[str, Any]
SHORT = "id,type,kind,role"
TYPES = {"user", "group", "domain", "anyone"}


def published(call: Call, document: Document, permissions: tuple[Object, ...]) -> None:
    """Put other permissions on a file (a copy of it, as with all changes)."""
    draft = document.copy()
    draft.file = replace(draft.file, permissions=permissions)
    draft.touched(call.email, call.world.clock())
    call.world.documents[draft.file.id] = draft


def shown(call: Call, one: Object) -> Object:
    """A permission under the ``fields`` of the request."""
    full = one | dict.fromkeys(("emailAddress", "domain", "displayName"), None) | one
    answer = files.shown(call, full, SHORT)
    return {name: value for name, value in answer.items() if value is not None}


def listed(call: Call) -> Object:
    """permissions.list: only those who may share see it."""
    document = files.found(call, write=True)
    answer = {"kind": "drive#permissionList", "permissions": list(document.file.permissions)}
    full = answer | {"nextPageToken": None}
    result = files.shown(call, full, f"kind,permissions({SHORT})")
    return {name: value for name, value in result.items() if value is not None}


def at(document: Document, key: str) -> Object:
    """The permission of an id."""
    for one in document.file.permissions:
        if one["id"] == key:
            return one
    raise drive(404, f"Permission not found: {key}.", "notFound", "permissionId")


def get(call: Call) -> Object:
    """permissions.get."""
    return shown(call, at(files.found(call, write=True), call.parts[1]))


def create(call: Call) -> Object:
    """permissions.create; for somebody who has one already, it changes the role."""
    document, given = files.found(call, write=True), call.json()
    kind, role = given.get("type"), given.get("role")
    if kind not in TYPES or role not in READERS:
        text = "The permission type or role field is required."
        raise drive(400, text, "required", "permission.type")
    new = made(call, given)
    if role == "owner":
        return handed_over(call, document, new)
    owner = document.file.owner
    if new.get("emailAddress") == owner:
        return shown(call, at(document, new["id"]))
    kept = tuple(one for one in document.file.permissions if one["id"] != new["id"])
    published(call, document, (*kept, new))
    return shown(call, new)


def made(call: Call, given: Object) -> Object:
    """A permission as it is kept."""
    kind, role = given["type"], given["role"]
    plain = {"kind": "drive#permission", "type": kind, "role": role}
    if kind == "anyone":
        key = "anyone" if given.get("allowFileDiscovery") else "anyoneWithLink"
        return plain | {"id": key, "allowFileDiscovery": key == "anyone"}
    if kind == "domain":
        domain = required(given, "domain")
        number = f"{zlib.crc32(domain.encode()):010d}k"
        return plain | {"id": number, "domain": domain, "displayName": domain}
    address = required(given, "emailAddress")
    found = permission(call.world.person(address), role)
    pending = {"pendingOwner": bool(given.get("pendingOwner"))}
    return found | {"type": kind} | pending


def required(given: Object, name: str) -> str:
    """A field that must be there."""
    value: str = given.get(name) or ""
    if not value:
        text = f"The {name} field is required."
        raise drive(400, text, "required", f"permission.{name}")
    return value


def handed_over(call: Call, document: Document, new: Object) -> Object:
    """The file gets another owner; the old one stays as a writer."""
    if not call.flag("transferOwnership"):
        text = (
            "The transferOwnership parameter must be enabled when the permission role is 'owner'."
        )
        raise drive(403, text, "forbidden", "transferOwnership")
    others = [
        one | {"role": "writer"} if one["role"] == "owner" else one
        for one in document.file.permissions
        if one["id"] != new["id"]
    ]
    owner = new | {"role": "owner", "pendingOwner": False}
    published(call, document, (owner, *others))
    draft = call.world.documents[document.file.id]
    draft.file = replace(draft.file, owner=owner["emailAddress"])
    return shown(call, owner)


def update(call: Call) -> Object:
    """permissions.update: another role, or a pending owner."""
    document, given = files.found(call, write=True), call.json()
    old = at(document, call.parts[1])
    role = given.get("role", old["role"])
    if role not in READERS:
        raise drive(400, "The specified role is invalid.", "invalid", "permission.role")
    if role == "owner" and old["role"] != "owner":
        return handed_over(call, document, old)
    pending = {"pendingOwner": given["pendingOwner"]} if "pendingOwner" in given else {}
    new = old | {"role": role} | pending
    every = tuple(new if one is old else one for one in document.file.permissions)
    published(call, document, every)
    return shown(call, new)


def delete(call: Call) -> Reply:
    """permissions.delete; the owner's can't be."""
    document = files.found(call)
    old = at(document, call.parts[1])
    if old["role"] == "owner":
        text = "The owner of a file cannot be removed."
        raise drive(403, text, "cannotRemoveOwner")
    if old.get("emailAddress") != call.email:
        files.found(call, write=True)
    every = tuple(one for one in document.file.permissions if one is not old)
    published(call, document, every)
    return EMPTY
