"""What `palmares check` says of an account's rights, for each that can be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from google.oauth2.credentials import Credentials
from gspread.http_client import HTTPClient

from sheets_sync.workbooks.errors import WorkbookUnreachable
from sheets_sync.workbooks.google.client import Client
from sheets_sync.workbooks.google.client import Timing
from sheets_sync.workbooks.google.rights import access
from sheets_sync.workbooks.google.rights import acting_for
from tests.servers.sheets.client import client
from tests.servers.sheets.faults import Fault
from tests.servers.sheets.server import SheetsServer
from tests.workbooks.google_account import OWNER
from tests.workbooks.google_account import ROBOT
from tests.workbooks.google_account import connected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import gspread

    from sheets_sync.workbooks.google.connection import Connection

Found = list[tuple[str, str, dict[str, Any]]]
KNOWN = ("google-account", "", {"account": ROBOT})


@pytest.fixture
def server() -> Iterator[SheetsServer]:
    with SheetsServer() as running:
        yield running


@pytest.fixture
def book(server: SheetsServer) -> gspread.Spreadsheet:
    return client(server, OWNER).create("Campagne")


@pytest.fixture
def robot(server: SheetsServer, tmp_path: Path) -> Connection:
    return connected(server, tmp_path)


def asked(
    robot: Connection, book: gspread.Spreadsheet, *editors: str, sharing: bool = False
) -> Found:
    """Findings: code, where, values."""
    return [
        (each.code, each.place.file or each.place.tab, dict(each.values))
        for each in access(robot.client(), book.id, ROBOT, editors, sharing=sharing)
    ]


def share(book: gspread.Spreadsheet, email: str = ROBOT, role: str = "writer") -> None:
    book.share(email, perm_type="user", role=role, notify=False)


def test_nothing_is_missing(robot: Connection, book: gspread.Spreadsheet) -> None:
    share(book)
    assert asked(robot, book, OWNER, OWNER.upper(), sharing=True) == [KNOWN]


def test_nothing_is_written(
    server: SheetsServer, robot: Connection, book: gspread.Spreadsheet
) -> None:
    share(book)
    server.service.journal.clear()
    asked(robot, book)
    entries = server.service.journal.entries
    assert [(each.method, each.kind) for each in entries] == [
        ("POST", "token"),
        ("GET", "read"),
        ("GET", "drive"),
    ]


@pytest.mark.parametrize("key", ["book", "1nothingthatiswherethisleadsto"])
def test_spreadsheet_that_is_not_shared_or_not_there(
    robot: Connection, book: gspread.Spreadsheet, key: str
) -> None:
    found = access(robot.client(), book.id if key == "book" else key, ROBOT)
    assert [each.code for each in found] == ["google-account", "google-not-shared"]


@pytest.mark.parametrize("role", ["reader", "commenter"])
def test_spreadsheet_that_may_only_be_read(
    robot: Connection, book: gspread.Spreadsheet, role: str
) -> None:
    share(book, role=role)
    assert asked(robot, book) == [KNOWN, ("google-read-only", "Campagne", {"account": ROBOT})]
    assert [code for code, *_ in asked(robot, book, sharing=True)] == [
        "google-account",
        "google-read-only",
        "google-cannot-share",
    ]


def test_spreadsheet_in_the_bin(robot: Connection, book: gspread.Spreadsheet) -> None:
    share(book)
    book.client.request(
        "patch", f"https://www.googleapis.com/drive/v3/files/{book.id}", json={"trashed": True}
    )
    assert asked(robot, book) == [KNOWN, ("google-trashed", "Campagne", {"account": ROBOT})]


def test_file_that_is_no_spreadsheet(robot: Connection, book: gspread.Spreadsheet) -> None:
    """An Excel file that lies on Drive."""
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    http = book.client
    files = "https://www.googleapis.com/drive/v3/files"
    key = http.request("post", files, json={"name": "a.xlsx", "mimeType": office}).json()["id"]
    robots = {"type": "user", "role": "writer", "emailAddress": ROBOT}
    http.request("post", f"{files}/{key}/permissions", json=robots)
    found = access(robot.client(), key, ROBOT)
    assert [each.code for each in found] == ["google-account", "google-office-file"]


def test_protection_against_us(robot: Connection, book: gspread.Spreadsheet) -> None:
    """Those that warn, or that let us, are none."""
    share(book)
    sheet = book.sheet1
    for area, more in (("A1:A9", {}), ("B1", {"editor_users_emails": [ROBOT]})):
        sheet.add_protected_range(area, description=f"à moi {area}", **more)
    sheet.add_protected_range("C1", warning_only=True, editor_users_emails=None)
    values = {"account": ROBOT, "description": "à moi A1:A9"}
    assert asked(robot, book) == [KNOWN, ("google-protected", "Sheet1", values)]


def test_editor_without_access(robot: Connection, book: gspread.Spreadsheet) -> None:
    share(book)
    share(book, "reader@example.org", "reader")
    share(book, "writer@example.org")
    found = asked(robot, book, "writer@example.org", "reader@example.org", "x@example.org")
    assert found[1:] == [
        ("google-editor-outside", "Campagne", {"email": "reader@example.org"}),
        ("google-editor-outside", "Campagne", {"email": "x@example.org"}),
    ]


def test_editor_may_be_one_of_a_domain(robot: Connection, book: gspread.Spreadsheet) -> None:
    share(book)
    book.share("example.org", perm_type="domain", role="writer", notify=False)
    assert asked(robot, book, "x@example.org") == [KNOWN]


@pytest.mark.parametrize(
    ("api", "code"), [("sheets", "google-sheets-off"), ("drive", "google-drive-off")]
)
def test_interface_that_is_switched_off(
    server: SheetsServer, robot: Connection, book: gspread.Spreadsheet, api: str, code: str
) -> None:
    share(book)
    server.service.world.disabled.add(api)
    assert [each[0] for each in asked(robot, book)] == ["google-account", code]


def test_key_that_was_deleted(
    server: SheetsServer, robot: Connection, book: gspread.Spreadsheet
) -> None:
    share(book)
    server.service.world.keys.clear()
    assert [each[0] for each in asked(robot, book)] == ["google-account", "google-key-refused"]


def test_right_that_was_not_given(server: SheetsServer, book: gspread.Spreadsheet) -> None:
    """A person who unticked the spreadsheets."""
    scope = frozenset({"https://www.googleapis.com/auth/drive.metadata.readonly"})
    token = server.service.world.token(OWNER, scopes=scope)
    google = Client(_http(token), server.address)
    found = [each.code for each in access(google, book.id, OWNER)]
    assert found == ["google-account", "google-right-missing"]


def test_person_s_own_drive_is_not_looked_through(
    server: SheetsServer, book: gspread.Spreadsheet
) -> None:
    """A spreadsheet that palmares did not make: Drive does not tell a person's client of it."""
    scopes = {f"https://www.googleapis.com/auth/{each}" for each in ("spreadsheets", "drive.file")}
    token = server.service.world.token(OWNER, scopes=frozenset(scopes), app="palmares")
    google = Client(_http(token), server.address)
    assert acting_for(google, "") == OWNER
    found = [(each.code, each.severity) for each in access(google, book.id, OWNER)]
    assert found == [("google-account", "note"), ("google-rights-unknown", "note")]


@pytest.mark.parametrize("only", ["read", "drive"])
def test_google_that_does_not_answer(
    server: SheetsServer, robot: Connection, book: gspread.Spreadsheet, only: str
) -> None:
    """No finding: nobody here can repair it."""
    share(book)
    server.service.faults.add(Fault("503", times=99, only=only))
    google = Client(HTTPClient(robot.account.credentials), server.address, timing=Timing(0))
    with pytest.raises(WorkbookUnreachable):
        [*access(google, book.id, ROBOT)]


def _http(token: str) -> HTTPClient:
    return HTTPClient(Credentials(token=token))  # type: ignore[no-untyped-call]
