"""Protected ranges: who may change what."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.errors import invalid

if TYPE_CHECKING:
    from tests.servers.sheets.areas import Area
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.document import File
    from tests.servers.sheets.sheet import Sheet
    from tests.servers.sheets.sheet import Zone

WRITERS = {"owner", "organizer", "fileOrganizer", "writer"}
SENTENCE = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to "
    "remove protection if you need to edit."
)


def refused() -> Exception:
    """400 of an edit that a protection forbids."""
    return invalid(SENTENCE)


def editors(file: File) -> list[str]:
    """Addresses of all who may write to a file, the owner first."""
    users = [
        str(one["emailAddress"])
        for one in file.permissions
        if one["role"] in WRITERS and one["type"] == "user"
    ]
    return [file.owner, *(user for user in users if user != file.owner)]


def may_edit(document: Document, zone: Zone, user: str) -> bool:
    """Whether somebody who may write to the file may write under a protection."""
    if zone.body.get("warningOnly") or user == document.file.owner:
        return True
    allowed: dict[str, Any] = zone.body.get("editors", {})
    if user in allowed.get("users", []):
        return True
    domain = document.file.owner.partition("@")[2]
    return bool(allowed.get("domainUsersCanEdit")) and user.endswith(f"@{domain}")


def guard(document: Document, user: str, area: Area) -> None:
    """Refuse an edit of cells that are protected from somebody.

    The first area of a protection is what it protects, the others are its exceptions.
    """
    for zone in document.sheet(area.sheet).protections:
        protected, *open_to_all = zone.areas
        within = any(one.holds(area) for one in open_to_all)
        if protected.meets(area) and not within and not may_edit(document, zone, user):
            raise refused()


def guard_sheet(document: Document, user: str, sheet: Sheet) -> None:
    """Refuse to change a sheet as a whole when all of it is protected from somebody."""
    for zone in sheet.protections:
        if zone.areas[0].whole and not may_edit(document, zone, user):
            raise refused()


def body(document: Document, zone: Zone, user: str) -> dict[str, Any]:
    """As a ProtectedRange for somebody: who may edit is shown to those who may."""
    allowed = may_edit(document, zone, user)
    answer: dict[str, Any] = {"protectedRangeId": zone.key}
    answer["range"] = zone.areas[0].grid_range()
    for name in ("namedRangeId", "description", "warningOnly"):
        if zone.body.get(name):
            answer[name] = zone.body[name]
    if allowed:
        answer["requestingUserCanEdit"] = True
    if len(zone.areas) > 1:
        answer["unprotectedRanges"] = [area.grid_range() for area in zone.areas[1:]]
    if allowed:
        given: dict[str, Any] = zone.body.get("editors", {})
        answer["editors"] = {name: value for name, value in given.items() if value}
    return answer
