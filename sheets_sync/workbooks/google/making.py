"""Making a spreadsheet for a campaign: created once, whatever is cut short, then shared.

A new file carries the mark of its campaign in its ``appProperties``, which only this program
sees. A run that was cut short before the campaign's folder was written leaves such a file
behind; the next run finds it and goes on with it. Drive takes no id of ours for a
spreadsheet, so an answer that was lost is made good by looking for the mark.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.workbooks.google.client import Failure
from sheets_sync.workbooks.google.errors import told
from sheets_sync.workbooks.google.making_errors import NoRoom
from sheets_sync.workbooks.google.notes import noted
from sheets_sync.workbooks.google.notes import number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from sheets_sync.workbooks.errors import WorkbookError
    from sheets_sync.workbooks.google.client import Client

Object = dict[str, Any]

MIME = "application/vnd.google-apps.spreadsheet"
MARK, STATE = "palmares", "palmares-state"
OF, WHO = "palmares-of", "palmares-who"
OPEN, SETTLED = "open", "settled"
CAMPAIGN = "palmares.campaign"
FILES = "/drive/v3/files"
WRITERS = frozenset({"owner", "organizer", "fileOrganizer", "writer"})
SHARED = {"supportsAllDrives": "true"}
"""Without it Drive knows nothing of a spreadsheet that a team's shared drive owns."""

ATTEMPTS = 4
"""How often a file is made at most while no answer comes."""

PLACE = "Google Drive"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A spreadsheet to be made.

    ``mark`` tells it from any other; ``locale`` and ``timezone`` are those of its people, as
    in "fr_FR" and "Europe/Paris".
    """

    title: str
    mark: str
    locale: str
    timezone: str
    of: str = ""
    """The campaign's own spreadsheet, for one beside it; ``who`` it is for."""

    who: str = ""


def made(client: Client, wanted: Wanted, account: str) -> str:
    """The id of the spreadsheet: a new one, or one that an earlier run left behind.

    Raises :class:`~sheets_sync.workbooks.google.making_errors.NoRoom` for an account that
    can't own files, a ``WorkbookError`` when Google can't be reached.
    """
    try:
        key = next(_marked(client, wanted.mark), "") or _created(client, wanted)
        _furnish(client, key, wanted)
    except Failure as failure:
        if failure.reason == "storageQuotaExceeded":
            raise NoRoom(account=account) from None
        raise _error(failure) from None
    return key


def _created(client: Client, wanted: Wanted) -> str:
    """A new file; one that was made although nobody said so is found, its twins are binned."""
    body = {
        "name": wanted.title,
        "mimeType": MIME,
        "appProperties": {MARK: wanted.mark, STATE: OPEN, OF: wanted.of, WHO: wanted.who},
    }
    for attempt in range(ATTEMPTS):
        try:
            key = str(client.once().drive("POST", FILES, {"fields": "id"}, body)["id"])
        except Failure as failure:
            if failure.final or attempt + 1 == ATTEMPTS:
                raise
        else:
            return _first(client, wanted.mark) if attempt else key
        time.sleep(client.timing.first)  # a search may lag behind
        found = next(_marked(client, wanted.mark), "")
        if found:
            return found
    raise AssertionError


def _first(client: Client, mark: str) -> str:
    """The oldest file with a mark; the others, which nobody has seen yet, go to the bin."""
    first, *others = _marked(client, mark)
    for each in others:
        client.drive("PATCH", f"{FILES}/{each}", {"fields": "id"}, {"trashed": True})
    return first


def _marked(client: Client, mark: str) -> Iterator[str]:
    """The ids of the files that carry a mark and were not settled, the oldest first."""
    query = " and ".join(
        (
            f"appProperties has {{ key='{MARK}' and value='{mark}' }}",
            f"appProperties has {{ key='{STATE}' and value='{OPEN}' }}",
            "trashed = false",
        )
    )
    params = {"q": query, "fields": "files(id)", "orderBy": "createdTime"}
    for each in client.drive("GET", FILES, params).get("files", ()):
        yield str(each["id"])


def beside(client: Client, main: str) -> dict[str, str]:
    """The spreadsheets made beside a campaign's own, by whom they are for."""
    query = f"appProperties has {{ key='{OF}' and value='{main}' }} and trashed = false"
    params = {"q": query, "fields": "files(id,appProperties)", "orderBy": "createdTime"}
    try:
        files = client.drive("GET", FILES, params).get("files", ())
    except Failure as failure:
        failure.doubt = False
        raise _error(failure) from None
    found: dict[str, str] = {}
    for each in files:
        found.setdefault(str(each["appProperties"].get(WHO, "")), str(each["id"]))
    return found


def _furnish(client: Client, key: str, wanted: Wanted) -> None:
    """Language and time zone of the people who will read it."""
    properties = {"locale": wanted.locale, "timeZone": wanted.timezone}
    request = {
        "updateSpreadsheetProperties": {"properties": properties, "fields": "locale,timeZone"}
    }
    client.sheets("POST", f"/v4/spreadsheets/{key}:batchUpdate", body={"requests": [request]})


def settle(client: Client, key: str) -> None:
    """Note that the campaign of a file that we made is complete: it is never taken again."""
    body = {"appProperties": {STATE: SETTLED}}
    try:
        client.drive("PATCH", f"{FILES}/{key}", {"fields": "id"}, body)
    except Failure as failure:
        raise _error(failure) from None


def share(client: Client, key: str, emails: Sequence[str], *, notify: bool) -> Iterator[str]:
    """Make people editors of a spreadsheet; gives the addresses that were refused.

    Whoever may edit already is left alone. Google sends them a message only with ``notify``.
    """
    path = f"{FILES}/{key}/permissions"
    try:
        may = _writers(client, path) if emails else set()
    except Failure as failure:
        if not failure.final:
            raise _error(failure) from None
        yield from emails  # an account may edit a file and not share it
        return
    for email in emails:
        if email.casefold() in may:
            continue
        params = {"sendNotificationEmail": str(notify).lower(), "fields": "id"} | SHARED
        body = {"type": "user", "role": "writer", "emailAddress": email}
        try:
            client.drive("POST", path, params, body)
        except Failure as failure:
            if not failure.final:
                raise _error(failure) from None
            yield email


def _writers(client: Client, path: str) -> set[str]:
    params = {"fields": "permissions(emailAddress,role)", "pageSize": "100"} | SHARED
    found = client.drive("GET", path, params).get("permissions", ())
    return {str(e.get("emailAddress", "")).casefold() for e in found if e.get("role") in WRITERS}


# -- whose spreadsheet it is ------------------------------------------------------------------


def campaign_of(client: Client, key: str) -> str | None:
    """The edition whose campaign a spreadsheet was taken for; None when nobody did."""
    body = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": CAMPAIGN}}]}
    path = f"/v4/spreadsheets/{key}/developerMetadata:search"
    try:
        found = client.sheets("POST", path, body=body).get("matchedDeveloperMetadata", ())
    except Failure as failure:
        raise _error(failure) from None
    for each in found:
        return str(each["developerMetadata"].get("metadataValue", ""))
    return None


def claim(client: Client, key: str, edition: str) -> None:
    """Note for which edition a spreadsheet is."""
    if campaign_of(client, key) is not None:
        return
    body = {"requests": [noted(number(key, CAMPAIGN), CAMPAIGN, edition)]}
    try:
        client.sheets("POST", f"/v4/spreadsheets/{key}:batchUpdate", body=body)
    except Failure as failure:
        if campaign_of(client, key) is None:  # not even by an attempt whose answer was lost
            raise _error(failure) from None


def _error(failure: Failure) -> WorkbookError:
    return told(failure, PLACE)
