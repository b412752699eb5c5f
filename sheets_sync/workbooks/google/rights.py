"""What our account may do with a spreadsheet, asked without writing anything."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.workbooks.google.client import Failure
from sheets_sync.workbooks.google.errors import told
from sheets_sync.workbooks.google.making import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from sheets_sync.workbooks.errors import WorkbookError
    from sheets_sync.workbooks.google.client import Client

Object = dict[str, Any]

SHEETS_FIELDS = (
    "properties(title),sheets(properties(title),"
    "protectedRanges(description,requestingUserCanEdit,warningOnly))"
)
DRIVE_FIELDS = (
    "trashed,capabilities(canEdit,canModifyContent,canShare),permissions(emailAddress,role,type)"
)
WRITERS = frozenset({"owner", "organizer", "fileOrganizer", "writer"})
OFF = frozenset({"SERVICE_DISABLED", "accessNotConfigured"})
SCOPE = frozenset({"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"})
UNSUPPORTED = "not supported for this document"
CLOSED = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


def acting_for(client: Client, known: str) -> str:
    """The address that we act for: the one that the key names, or what Drive says."""
    if known:
        return known
    try:
        found = client.drive("GET", "/drive/v3/about", {"fields": "user(emailAddress)"})
    except Failure as failure:
        if not failure.final:
            raise _outside(failure, "Google Drive") from None
        return "?"
    return str(found.get("user", {}).get("emailAddress", "?"))


def access(
    client: Client, key: str, account: str, editors: Sequence[str] = (), *, sharing: bool = False
) -> Iterator[Finding]:
    """Findings about a spreadsheet: may we read, write, protect; share, when that is wanted.

    ``editors`` are the people who shall be able to write in protected columns. Raises a
    ``WorkbookError`` when Google can't be reached.
    """
    yield Finding("google-account", Place(), {"account": account})
    values: dict[str, object] = {"account": account}
    try:
        found = client.sheets("GET", f"/v4/spreadsheets/{key}", {"fields": SHEETS_FIELDS})
    except Failure as failure:
        yield Finding(_unreadable(failure, key), Place(), values)
        return
    place = Place(file=str(found.get("properties", {}).get("title", "")))
    yield from _protections(found, account)
    try:
        params = SHARED | {"fields": DRIVE_FIELDS}
        file = client.drive("GET", f"/drive/v3/files/{key}", params)
    except Failure as failure:
        yield Finding(_untold(failure, key), place, values)
        return
    yield from _file(file, place, values, sharing=sharing)
    yield from _strangers(file, place, editors)


def _unreadable(failure: Failure, key: str) -> str:
    """The finding of a spreadsheet that can't be read."""
    if failure.login or failure.status == HTTPStatus.UNAUTHORIZED:
        return "google-key-refused"
    if failure.reason in OFF:
        return "google-sheets-off"
    if failure.reason in SCOPE:
        return "google-right-missing"
    if failure.final and failure.status in CLOSED:
        return "google-not-shared"
    if failure.final and UNSUPPORTED in failure.message:
        return "google-office-file"
    raise _outside(failure, key) from None


def _untold(failure: Failure, key: str) -> str:
    """The finding of a spreadsheet that Drive does not tell of."""
    if failure.reason in OFF:
        return "google-drive-off"
    if failure.final and failure.status in CLOSED:
        return "google-rights-unknown"
    raise _outside(failure, key) from None


def _outside(failure: Failure, place: str) -> WorkbookError:
    """A failure that nobody here can repair; nothing was to be written."""
    failure.doubt = False
    return told(failure, place)


def _protections(found: Object, account: str) -> Iterator[Finding]:
    for sheet in found.get("sheets", ()):
        for each in sheet.get("protectedRanges", ()):
            if not (each.get("requestingUserCanEdit") or each.get("warningOnly")):
                description = each.get("description") or "–"
                values = {"account": account, "description": description}
                yield Finding("google-protected", Place(tab=sheet["properties"]["title"]), values)


def _file(
    file: Object, place: Place, values: dict[str, object], *, sharing: bool
) -> Iterator[Finding]:
    rights = file.get("capabilities", {})
    if file.get("trashed"):
        yield Finding("google-trashed", place, values)
    if not (rights.get("canEdit") and rights.get("canModifyContent", True)):
        yield Finding("google-read-only", place, values)
    if sharing and not rights.get("canShare"):
        yield Finding("google-cannot-share", place, values)


def _strangers(file: Object, place: Place, editors: Sequence[str]) -> Iterator[Finding]:
    """Editors without a right to edit; groups and links may give one that Drive does not tell."""
    permissions = file.get("permissions")
    if permissions is None:
        return
    may = [each for each in permissions if each.get("role") in WRITERS]
    if any(each.get("type") != "user" for each in may):
        return
    known = {str(each.get("emailAddress", "")).casefold() for each in may}
    for email in editors:
        if email.casefold() not in known:
            yield Finding("google-editor-outside", place, {"email": email})
