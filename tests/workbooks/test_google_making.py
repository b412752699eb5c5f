"""A spreadsheet is made once, settled once, shared once: whatever goes wrong on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gspread.http_client import HTTPClient

from sheets_sync.workbooks.errors import WorkbookError
from sheets_sync.workbooks.google.client import Client
from sheets_sync.workbooks.google.client import Timing
from sheets_sync.workbooks.google.making import Wanted
from sheets_sync.workbooks.google.making import campaign_of
from sheets_sync.workbooks.google.making import claim
from sheets_sync.workbooks.google.making import made
from sheets_sync.workbooks.google.making import settle
from sheets_sync.workbooks.google.making import share
from tests.servers.sheets.client import client as person
from tests.servers.sheets.faults import Fault
from tests.servers.sheets.server import SheetsServer
from tests.workbooks.google_account import OWNER
from tests.workbooks.google_account import ROBOT
from tests.workbooks.google_account import connected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.servers.sheets.document import Document

STAFF = "staff@example.org"
WANTED = Wanted("Campagne", "mark-of-this-campaign", "fr_FR", "Europe/Paris")
QUICK = Timing(deadline=5, first=0.01, longest=0.02)
REQUESTS = 10
"""Of all steps with one person to share with, the token included."""


@pytest.fixture
def server() -> Iterator[SheetsServer]:
    with SheetsServer() as running:
        yield running


@pytest.fixture
def google(server: SheetsServer, tmp_path: Path) -> Client:
    http = HTTPClient(connected(server, tmp_path).account.credentials)
    return Client(http, server.address, timing=QUICK)


def everything(google: Client) -> str:
    """All steps in their order."""
    key = made(google, WANTED, ROBOT)
    claim(google, key, "2023")
    assert [*share(google, key, [STAFF], notify=False)] == []
    settle(google, key)
    return key


def only(server: SheetsServer) -> Document:
    """The only spreadsheet that there is."""
    (document,) = server.service.world.documents.values()
    return document


def as_it_should_be(document: Document) -> None:
    """All steps were done once."""
    assert (document.title, document.properties["locale"]) == ("Campagne", "fr_FR")
    roles = [(one["emailAddress"], one["role"]) for one in document.file.permissions]
    assert roles == [(ROBOT, "owner"), (STAFF, "writer")]
    assert [(tag.key, tag.value) for tag in document.tags.values()] == [
        ("palmares.campaign", "2023")
    ]
    assert document.file.more["appProperties"]["palmares-state"] == "settled"


def test_requests_are_counted(server: SheetsServer, google: Client) -> None:
    everything(google)
    assert len(server.service.journal.entries) == REQUESTS - 1


FAULTS = [
    (kind, when)
    for kind in ("reset", "500", "503", "429", "html", "expired")
    for when in ("before", "after")
    if (kind, when) not in {("429", "after"), ("expired", "after")}
]
"""Tokens that have expired are none at the first request, which asks for one."""


@pytest.mark.parametrize(("kind", "when"), FAULTS)
@pytest.mark.parametrize("nth", range(1, REQUESTS))
def test_fault_at_any_request(
    server: SheetsServer, google: Client, nth: int, kind: str, when: str
) -> None:
    """Before or after it was carried out: one spreadsheet, all of it done."""
    if (nth, kind) == (1, "expired"):
        return
    server.service.faults.add(Fault(kind, nth=nth, when=when))
    everything(google)
    as_it_should_be(only(server))


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("when", ["before", "after"])
def test_making_is_not_answered_again_and_again(
    server: SheetsServer, google: Client, when: str, times: int
) -> None:
    server.service.faults.add(Fault("reset", when=when, times=times, path="^POST .*/files$"))
    everything(google)
    as_it_should_be(only(server))


def test_search_that_lags_makes_twins_which_are_binned(
    server: SheetsServer, google: Client
) -> None:
    """Three files are made before the first is found; the oldest is kept."""
    server.service.faults.add(Fault("reset", when="after", times=2, path="^POST .*/files$"))
    hidden: dict[str, Document] = {}

    def lag(world: object, entry: object) -> None:
        del world
        documents = server.service.world.documents
        if getattr(entry, "method", "") == "GET" and len(documents) + len(hidden) < 3:
            hidden.update(documents)
            documents.clear()
        elif hidden and len(documents) == 1:
            documents.update(hidden)
            hidden.clear()

    server.service.second.hook = lag
    key = everything(google)
    server.service.second.hook = None
    world = server.service.world.documents
    assert len(world) == 3
    assert [each.file.id for each in world.values() if not each.file.trashed] == [key]
    oldest = min(world.values(), key=lambda each: each.file.created)
    assert key == oldest.file.id


def test_google_that_never_answers(server: SheetsServer, google: Client) -> None:
    server.service.faults.add(Fault("503", times=999, path="^POST .*/files$"))
    with pytest.raises(WorkbookError):
        made(google, WANTED, ROBOT)


def test_spreadsheet_left_open_is_taken_up_again(server: SheetsServer, google: Client) -> None:
    first = made(google, WANTED, ROBOT)
    assert everything(google) == first
    as_it_should_be(only(server))


def test_spreadsheet_in_the_bin_is_not_taken_up(server: SheetsServer, google: Client) -> None:
    first = made(google, WANTED, ROBOT)
    google.drive("PATCH", f"/drive/v3/files/{first}", body={"trashed": True})
    assert made(google, WANTED, ROBOT) != first
    assert len(server.service.world.documents) == 2


def test_other_campaign_s_spreadsheet_is_not_taken(google: Client) -> None:
    first = made(google, WANTED, ROBOT)
    assert made(google, Wanted("Campagne", "another-mark", "fr_FR", "Europe/Paris"), ROBOT) != first


def test_who_may_edit_already_is_left_alone(server: SheetsServer, google: Client) -> None:
    key = made(google, WANTED, ROBOT)
    for _ in range(2):
        assert [*share(google, key, [STAFF, ROBOT], notify=True)] == []
    posts = [e for e in server.service.journal.entries if e.path.endswith("/permissions")]
    assert [each.method for each in posts] == ["GET", "POST", "GET"]


def test_reader_becomes_editor(server: SheetsServer, google: Client) -> None:
    key = made(google, WANTED, ROBOT)
    body = {"type": "user", "role": "reader", "emailAddress": STAFF}
    google.drive("POST", f"/drive/v3/files/{key}/permissions", body=body)
    assert [*share(google, key, [STAFF], notify=False)] == []
    roles = {one["emailAddress"]: one["role"] for one in only(server).file.permissions}
    assert roles == {ROBOT: "owner", STAFF: "writer"}


def test_spreadsheet_of_a_shared_drive_is_shared(server: SheetsServer, google: Client) -> None:
    key = made(google, WANTED, ROBOT)
    document = only(server)
    document.file = replace(document.file, drive="0AEquipe")
    assert [*share(google, key, [STAFF], notify=False)] == []
    roles = {one["emailAddress"]: one["role"] for one in only(server).file.permissions}
    assert roles == {ROBOT: "owner", STAFF: "writer"}


def test_sharing_that_is_its_owner_s_affair(server: SheetsServer, google: Client) -> None:
    """Somebody else's file: those whom we could not let in are told."""
    book = person(server, OWNER).create("À Nina")
    book.share(ROBOT, perm_type="user", role="writer", notify=False)
    assert [*share(google, book.id, [STAFF, "x@example.org"], notify=False)] == [
        STAFF,
        "x@example.org",
    ]


def test_claim_is_for_the_first_edition(google: Client) -> None:
    key = made(google, WANTED, ROBOT)
    assert campaign_of(google, key) is None
    claim(google, key, "2023")
    claim(google, key, "2025")
    assert campaign_of(google, key) == "2023"
