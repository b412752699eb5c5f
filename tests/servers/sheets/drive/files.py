"""files.list, get, create, copy, update and delete; about.get."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import fields
from tests.servers.sheets import methods
from tests.servers.sheets.document import MIME
from tests.servers.sheets.document import Document
from tests.servers.sheets.drive import query
from tests.servers.sheets.errors import drive
from tests.servers.sheets.errors import no_file
from tests.servers.sheets.protection import WRITERS
from tests.servers.sheets.replies import EMPTY

if TYPE_CHECKING:
    from datetime import datetime

    from tests.servers.sheets.call import Call
    from tests.servers.sheets.document import File
    from tests.servers.sheets.replies import Reply

Object = dict[str, Any]
SHORT = "kind,id,name,mimeType"
PAGE = 100
KEPT = ("description", "properties", "appProperties", "starred")
NAMES = {
    "kind", "id", "name", "mimeType", "createdTime", "modifiedTime", "version", "trashed",
    "parents", "owners", "ownedByMe", "lastModifyingUser", "modifiedByMe", "shared",
    "permissions", "permissionIds", "capabilities", "webViewLink", "size", "starred", "spaces",
    "description", "properties", "appProperties", "driveId", "explicitlyTrashed", "writersCanShare",
    "copyRequiresWriterPermission", "contentRestrictions",
}  # fmt: skip


def stamp(moment: datetime) -> str:
    """A time as Drive writes it: milliseconds and Z."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def found(call: Call, *, write: bool = False) -> Document:
    """The file of the path, when the caller may read (or change) it."""
    document = call.world.documents.get(call.parts[0])
    role = document and call.world.role(document, call.email)
    if document is None or role is None or not seen_by(call, document):
        raise no_file(call.parts[0])
    if document.file.drive and not call.flag("supportsAllDrives"):
        raise no_file(call.parts[0])
    if write and role not in WRITERS:
        text = "The user does not have sufficient permissions for this file."
        raise drive(403, text, "insufficientFilePermissions")
    return document


def seen_by(call: Call, document: Document) -> bool:
    """Whether the token lets Drive show a file: with ``drive.file`` only the app's own."""
    return not call.person.narrow or document.file.app == call.person.project


def user(call: Call, email: str) -> Object:
    """An account as Drive shows it."""
    person = call.world.person(email)
    return {
        "kind": "drive#user",
        "displayName": person.name,
        "me": email == call.email,
        "permissionId": person.id,
        "emailAddress": email,
    }


def body(call: Call, document: Document) -> Object:
    """All fields of a file."""
    file = document.file
    role = call.world.role(document, call.email)
    writes, owns = role in WRITERS, role == "owner"
    rights = {
        "canEdit": writes,
        "canComment": writes or role == "commenter",
        "canCopy": True,
        "canDownload": True,
        "canShare": writes,
        "canRename": writes,
        "canDelete": owns,
        "canTrash": owns,
        "canModifyContent": writes,
        "canReadRevisions": writes,
    }
    answer = {
        "kind": "drive#file",
        "id": file.id,
        "name": document.title,
        "mimeType": file.mime,
        "starred": False,
        "trashed": file.trashed,
        "explicitlyTrashed": file.trashed,
        "parents": list(file.parents),
        "spaces": ["drive"],
        "version": str(file.version),
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{file.id}/edit?usp=drivesdk",
        "createdTime": stamp(file.created),
        "modifiedTime": stamp(file.modified),
        "owners": [user(call, file.owner)],
        "lastModifyingUser": user(call, file.modifier),
        "shared": len(file.permissions) > 1,
        "ownedByMe": owns,
        "capabilities": rights,
        "writersCanShare": True,
        "permissionIds": [one["id"] for one in file.permissions],
        "size": "1024",
    }
    if writes:
        answer["permissions"] = list(file.permissions)
    return answer | {name: value for name, value in file.more.items() if name != "comments"}


def shown(call: Call, answer: Object, usual: str) -> Object:
    """An answer under the ``fields`` of the request, or with the usual ones."""
    text = call.query.get("fields") or usual
    try:
        mask = fields.parsed(text)
    except ValueError:
        raise drive(400, f"Invalid field selection {text}", "invalidParameter", "fields") from None
    unknown = [name for name in mask if name != "*" and name not in answer and name not in NAMES]
    if unknown:
        said = f"Invalid field selection {unknown[0]}"
        raise drive(400, said, "invalidParameter", "fields")
    result: Object = fields.chosen(answer, mask)
    return result


def everything(document: Document) -> bool:
    """A query that nobody made."""
    return bool(document.file.id)


def listed(call: Call) -> Object:
    """files.list: what the caller may see, the latest changed first."""
    text = call.query.get("q")
    wanted = query.parsed(text) if text else everything
    size = int(call.query.get("pageSize") or PAGE)
    if not 1 <= size <= 1000:
        text = f"Invalid value '{size}'. Values must be within the range: [1, 1000]"
        raise drive(400, text, "invalidParameter", "pageSize")
    every = call.world.documents.values()
    mine = [one for one in every if call.world.role(one, call.email) and seen_by(call, one)]
    seen = [one for one in mine if wanted(one)]
    seen.sort(key=lambda document: document.file.modified, reverse=True)
    if call.query.get("orderBy") == "createdTime":  # the one order that was needed so far
        seen.sort(key=lambda document: document.file.created)
    start = int(call.query.get("pageToken") or 0)
    page = seen[start : start + size]
    answer: Object = {"kind": "drive#fileList", "incompleteSearch": False, "nextPageToken": ""}
    answer["files"] = [body(call, document) for document in page]
    more = start + size < len(seen)
    answer["nextPageToken"] = str(start + size) if more else None
    usual = f"kind,incompleteSearch,nextPageToken,files({SHORT})"
    result = shown(call, answer, usual)
    return {name: value for name, value in result.items() if value is not None}


def get(call: Call) -> Object:
    """files.get."""
    return shown(call, body(call, found(call)), SHORT)


def create(call: Call) -> Object:
    """files.create, without content."""
    given = call.json()
    if given.get("mimeType", MIME) == MIME:
        document = methods.blank(call, {})
        file = replace(document.file, parents=tuple(given.get("parents") or ["root"]))
        document.file = file
    else:
        document = Document(call.world.new_file(call.email, given), {}, [])
    more = {name: given[name] for name in KEPT if name in given}
    document.file = replace(document.file, more=more, app=call.person.project)
    document.properties = document.properties | {"title": given.get("name") or "Untitled"}
    call.world.documents[document.file.id] = document
    return shown(call, body(call, document), SHORT)


def copy(call: Call) -> Object:
    """files.copy: cells, formats and protections, but neither readers nor comments.

    Editors of protections become the one who copies (gspread#1072).
    """
    source, given = found(call), call.json()
    new = source.copy()
    parents = {"parents": given.get("parents") or source.file.parents}
    file = call.world.new_file(call.email, {"mimeType": source.file.mime} | parents)
    new.file = replace(file, app=call.person.project)
    title = given.get("name") or f"Copy of {source.title}"
    new.properties = new.properties | {"title": title}
    for sheet in new.sheets:
        sheet.protections = [
            zone.with_body(editors={"users": [call.email]}) for zone in sheet.protections
        ]
    call.world.documents[new.file.id] = new
    return shown(call, body(call, new), SHORT)


def update(call: Call) -> Object:
    """files.update: name, trash and folders."""
    draft, given = found(call, write=True).copy(), call.json()
    if "name" in given:
        draft.properties = draft.properties | {"title": given["name"]}
    file = replace(draft.file, trashed=given.get("trashed", draft.file.trashed))
    gone = set((call.query.get("removeParents") or "").split(","))
    added = [one for one in (call.query.get("addParents") or "").split(",") if one]
    parents = tuple(one for one in file.parents if one not in gone) + tuple(added)
    more = {name: merged(file, name, given[name]) for name in KEPT if name in given}
    draft.file = replace(file, parents=parents, more=file.more | more)
    draft.touched(call.email, call.world.clock())
    call.world.documents[draft.file.id] = draft
    return shown(call, body(call, draft), SHORT)


def merged(file: File, name: str, given: Any) -> Any:  # noqa: ANN401  # JSON
    """A field with what is new of it; of properties, those not named stay and null takes away."""
    if name not in {"properties", "appProperties"}:
        return given
    every = file.more.get(name, {}) | given
    return {key: value for key, value in every.items() if value is not None}


def delete(call: Call) -> Reply:
    """files.delete: only the owner may."""
    document = found(call)
    if call.world.role(document, call.email) != "owner":
        text = "The user does not have sufficient permissions for this file."
        raise drive(403, text, "insufficientFilePermissions")
    del call.world.documents[document.file.id]
    return EMPTY


def about(call: Call) -> Object:
    """about.get; Drive refuses it without ``fields``."""
    if not call.query.get("fields"):
        text = "The 'fields' parameter is required for this method."
        raise drive(400, text, "required", "fields")
    answer = {"kind": "drive#about", "user": user(call, call.email)}
    return shown(call, answer, "user")
