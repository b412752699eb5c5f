"""Errors, lost answers and used-up quotas: repeated within a deadline, never done twice."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import pytest
from google.oauth2.service_account import Credentials
from gspread.http_client import HTTPClient

from reports.errors import ExitCode
from sheets_sync.plan import AddRow
from sheets_sync.plan import Plan
from sheets_sync.workbooks.errors import WorkbookError
from sheets_sync.workbooks.errors import WorkbookUncertain
from sheets_sync.workbooks.errors import WorkbookUnreachable
from sheets_sync.workbooks.google.client import Client
from sheets_sync.workbooks.google.client import Failure
from sheets_sync.workbooks.google.client import Timing
from sheets_sync.workbooks.google.errors import AccessRefused
from sheets_sync.workbooks.google.errors import LoginRefused
from sheets_sync.workbooks.google.errors import SpreadsheetMissing
from sheets_sync.workbooks.google.workbook import GoogleWorkbook
from tests.servers.sheets.client import service_account
from tests.servers.sheets.faults import Fault
from tests.servers.sheets.faults import Quotas
from tests.workbooks.google_office import PROGRAM
from tests.workbooks.google_office import QUICK
from tests.workbooks.google_office import Office
from tests.workbooks.google_office import office
from tests.workbooks.google_tabs import TAB
from tests.workbooks.google_tabs import TABS
from tests.workbooks.google_tabs import made
from tests.workbooks.google_tabs import renamed
from tests.workbooks.google_tabs import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.workbooks.google.client import Pause
    from tests.servers.sheets.server import SheetsServer

BRIEF = Timing(deadline=0.1, connect=1, read=1, first=0.02, longest=0.05)
KINDS = ["429", "500", "503", "403", "409", "html", "reset"]
LOCK, WRITE = 1, 2


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as found:
        made(found.workbook())
        yield found


def change(workbook: GoogleWorkbook) -> None:
    """Rename 102 and append 104."""
    rows = (AddRow(TAB, "104", {"name": "Dole"}),)
    cells = (renamed("102", "Commune 102", "Brest"),)
    workbook.apply(Plan(rows=rows, cells=cells), workbook.read(TABS))


def names(workbook: GoogleWorkbook) -> dict[str, object]:
    """The names by key."""
    return {key: row["name"] for key, row in table(workbook).items()}


def locked(place: Office) -> bool:
    """Whether anybody is kept out."""
    document = place.server.service.world.documents[place.book.id]
    zones = any("palmares ·" in str(zone.body.get("description")) for zone in document.zones())
    return zones or any(tag.key == "palmares.lock" for tag in document.tags.values())


AFTER = {"101": "Commune 101", "102": "Brest", "103": "Commune 103", "104": "Dole"}
BEFORE = {"101": "Commune 101", "102": "Commune 102", "103": "Commune 103"}


# -- passing troubles -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("nth", [1, 2])
def test_reading_is_repeated(place: Office, kind: str, nth: int) -> None:
    pauses: list[Pause] = []
    place.server.service.faults.add(Fault(kind, nth=nth, times=2))
    assert names(place.workbook(waits=pauses.append)) == BEFORE
    assert len(pauses) == 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("nth", [LOCK, WRITE])
def test_change_is_repeated_and_done_once(place: Office, kind: str, when: str, nth: int) -> None:
    place.server.service.faults.add(Fault(kind, nth=nth, when=when, times=2, only="write"))
    change(place.workbook())
    assert names(place.workbook()) == AFTER
    assert not locked(place)


@pytest.mark.parametrize("kind", ["503", "reset", "html"])
def test_change_that_was_applied_is_not_sent_three_times(place: Office, kind: str) -> None:
    """The second is refused by its mark; a look at the mark tells that all is done."""
    place.server.service.faults.add(Fault(kind, nth=WRITE, when="after", only="write"))
    workbook = place.workbook()
    with place.noted() as asked:
        change(workbook)
    assert asked[3:] == [
        "write batchUpdate",
        "write batchUpdate",
        "read search",
        "read getByDataFilter",
    ]


def test_slow_answer_is_given_up_and_asked_again(place: Office) -> None:
    timing = Timing(deadline=5, connect=1, read=0.2, first=0.01, longest=0.01)
    fault = Fault("delay", nth=WRITE, when="after", only="write", seconds=0.6)
    place.server.service.faults.add(fault)
    change(place.workbook(timing=timing))
    assert names(place.workbook()) == AFTER


def test_pauses_grow_and_tell_why(place: Office) -> None:
    pauses: list[Pause] = []
    place.server.service.faults.add(Fault("503", times=4))
    timing = Timing(deadline=5, first=0.01, longest=1)
    place.workbook(timing=timing, waits=pauses.append).read(TABS)
    bounds = [0.005, 0.01, 0.02, 0.04]
    assert [low <= p.seconds <= 3 * low for low, p in zip(bounds, pauses, strict=True)] == [
        True
    ] * 4
    assert {(p.reason, *p.values.values()) for p in pauses} == {
        ("Google answers with an error (HTTP {status})", 503)
    }


def test_used_up_quota_is_waited_for(place: Office) -> None:
    """Three readings in a window of half a second, five are needed."""
    moments = iter([0.0] * 3 + [0.6] * 99)
    place.server.service.quotas = Quotas(lambda: next(moments), reads=2, window=0.5)
    pauses: list[Pause] = []
    workbook = place.workbook(waits=pauses.append)
    workbook.read(TABS)
    workbook.read(TABS)
    reason = "Google asks to slow down (too many requests in a minute)"
    assert [pause.reason for pause in pauses] == [reason]


# -- lasting troubles --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_reading_is_given_up_at_the_deadline(place: Office, kind: str) -> None:
    place.server.service.faults.add(Fault(kind, times=99))
    with pytest.raises(WorkbookUnreachable) as caught:
        place.workbook(timing=BRIEF).read(TABS)
    assert (type(caught.value), caught.value.exit_code) == (WorkbookUnreachable, ExitCode.OUTSIDE)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", WorkbookUnreachable),
        ("403", WorkbookUnreachable),
        ("500", WorkbookUncertain),
        ("503", WorkbookUncertain),
        ("409", WorkbookUncertain),
        ("html", WorkbookUncertain),
        ("reset", WorkbookUncertain),
    ],
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_writing_is_given_up_at_the_deadline(
    place: Office, kind: str, error: type[WorkbookError], when: str
) -> None:
    """Run again, the command completes, whatever was done the first time."""
    faults = place.server.service.faults
    faults.add(Fault(kind, nth=WRITE, when=when, times=99, only="write"))
    with pytest.raises(WorkbookError) as caught:
        change(place.workbook(timing=BRIEF))
    assert (type(caught.value), caught.value.exit_code) == (error, ExitCode.OUTSIDE)
    faults.clear()
    workbook = place.workbook()
    if names(workbook) == BEFORE:
        change(workbook)
    assert names(workbook) == AFTER
    assert not locked(place)


def test_nobody_answers(tmp_path: Path) -> None:
    with office(tmp_path) as found:
        workbook = found.workbook(timing=BRIEF)
    with pytest.raises(WorkbookUnreachable) as caught:
        workbook.read(TABS)
    assert caught.value.values["detail"] == "no connection"


# -- accounts ----------------------------------------------------------------------------------


def by_key(place: Office, server: SheetsServer) -> tuple[GoogleWorkbook, Credentials]:
    """The workbook with a service account, as in real life."""
    key = service_account(server, PROGRAM)
    scopes = ["https://www.googleapis.com/auth/spreadsheets"]
    credentials = Credentials.from_service_account_info(key, scopes=scopes)  # type: ignore[no-untyped-call]
    ours = Client(HTTPClient(credentials), server.address, timing=QUICK)
    return GoogleWorkbook(ours, place.book.id, place.folder / ".palmares"), credentials


def test_expired_token_is_renewed(place: Office) -> None:
    workbook, credentials = by_key(place, place.server)
    workbook.read(TABS)
    place.server.service.world.expire(str(credentials.token))
    change(workbook)
    assert names(workbook) == AFTER


def test_account_that_the_spreadsheet_is_not_shared_with(place: Office) -> None:
    place.book.remove_permissions(PROGRAM)
    with pytest.raises(AccessRefused):
        place.workbook().read(TABS)


def test_account_that_may_only_read(place: Office) -> None:
    place.book.remove_permissions(PROGRAM)
    place.book.share(PROGRAM, perm_type="user", role="reader", notify=False)
    with pytest.raises(AccessRefused):
        change(place.workbook())
    assert names(place.workbook()) == BEFORE


def test_spreadsheet_that_is_not_there(place: Office) -> None:
    workbook = GoogleWorkbook(place.workbook()._spreadsheet.client, "1" * 44, place.folder)
    with pytest.raises(SpreadsheetMissing):
        workbook.read(TABS)


def test_refused_key_says_nothing_of_itself(place: Office) -> None:
    workbook, credentials = by_key(place, place.server)
    place.server.service.world.keys.clear()
    with pytest.raises(LoginRefused) as caught:
        workbook.read(TABS)
    told = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value))
    secrets = [str(credentials.signer_email), "PRIVATE KEY", "assertion", "token_uri"]
    assert [secret for secret in secrets if secret in told] == []


@pytest.mark.parametrize("kind", ["503", "html", "reset"])
def test_errors_hold_neither_tokens_nor_answers(place: Office, kind: str) -> None:
    place.server.service.faults.add(Fault(kind, nth=WRITE, times=99, only="write"))
    with pytest.raises(WorkbookError) as caught:
        change(place.workbook(timing=BRIEF))
    told = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value))
    secrets = ["token-of", "Bearer", "Brest", "Commune", "currently unavailable", "<html>"]
    assert [secret for secret in secrets if secret in told] == []


def test_failure_shows_only_its_own_words() -> None:
    failure = Failure("no connection")
    failure.message = "Bearer secret"
    assert (str(failure), "secret" in repr(failure)) == ("no connection", False)


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1:80",
        "https://sheets.example.org",
        "http://localhost.example.org",
        "nonsense",
    ],
)
def test_only_this_machine_may_stand_in_for_google(place: Office, address: str) -> None:
    with pytest.raises(ValueError, match="this machine"):
        Client(place.book.client, address)


@pytest.mark.parametrize("kind", ["429", "403", "503"])
def test_change_that_nobody_can_look_at_any_more_is_in_doubt(place: Office, kind: str) -> None:
    """Its answer was lost, it was done; then Google tells nothing more."""
    workbook = place.workbook(timing=BRIEF)
    snapshot = workbook.read(TABS)
    faults = place.server.service.faults
    faults.add(Fault("reset", nth=WRITE, when="after", only="write"))
    faults.add(Fault(kind, times=99, only="read"))
    with pytest.raises(WorkbookUncertain) as caught:
        workbook.apply(Plan(cells=(renamed("102", "Commune 102", "Brest"),)), snapshot)
    assert type(caught.value) is WorkbookUncertain
    faults.clear()
    assert names(place.workbook())["102"] == "Brest"


def test_lock_without_an_answer_is_no_doubt_about_the_workbook(place: Office) -> None:
    """Nothing of people's was written, whether or not the lock is on."""
    place.server.service.faults.add(Fault("503", when="after", times=99, only="write"))
    with pytest.raises(WorkbookUnreachable):
        change(place.workbook(timing=BRIEF))
    place.server.service.faults.clear()
    assert names(place.workbook()) == BEFORE
    assert not locked(place)
