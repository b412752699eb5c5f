"""Faults on purpose, quotas, the second person and the journal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from typing import Any

import gspread
import pytest
import requests
from gspread.exceptions import APIError

from tests.servers.asking import refusal
from tests.servers.asking import said
from tests.servers.sheets.faults import Fault
from tests.servers.sheets.faults import Quotas
from tests.servers.sheets.second import Script
from tests.servers.sheets.second import edit

if TYPE_CHECKING:
    from tests.servers.sheets.journal import Entry
    from tests.servers.sheets.server import SheetsServer
    from tests.servers.sheets.world import World

Book = gspread.Spreadsheet
Object = dict[str, Any]
INSERT: Object = {
    "insertDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 1}},
}

ERRORS = {
    "500": ("Internal error encountered.", "INTERNAL"),
    "503": ("The service is currently unavailable.", "UNAVAILABLE"),
    "409": ("The operation was aborted.", "ABORTED"),
}


@pytest.mark.parametrize("kind", ["500", "503", "409"])
@pytest.mark.parametrize(("when", "left"), [("before", [[]]), ("after", [["x"]])])
def test_an_error_before_or_after_the_write_is_applied(
    server: SheetsServer, book: Book, kind: str, when: str, left: list[list[str]]
) -> None:
    sheet = book.sheet1
    server.service.faults.add(Fault(kind, when=when))
    body = refusal(lambda: sheet.update([["x"]], "A1"))
    message, status = ERRORS[kind]
    assert body == {"error": {"code": int(kind), "message": message, "status": status}}
    assert sheet.get_all_values() == left


def test_too_many_requests_as_the_service_words_it(server: SheetsServer, book: Book) -> None:
    server.service.faults.add(Fault("429"))
    body = refusal(book.fetch_sheet_metadata)["error"]
    info, help_ = body["details"]
    assert (body["code"], body["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert body["message"] == (
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per "
        "user' of service 'sheets.googleapis.com' for consumer 'project_number:123456789012'."
    )
    assert info["@type"] == "type.googleapis.com/google.rpc.ErrorInfo"
    assert (info["reason"], info["domain"]) == ("RATE_LIMIT_EXCEEDED", "googleapis.com")
    assert info["metadata"]["quota_limit"] == "ReadRequestsPerMinutePerUser"
    assert help_["@type"] == "type.googleapis.com/google.rpc.Help"


def test_the_rate_limit_of_drive_is_a_403(server: SheetsServer, book: Book) -> None:
    server.service.faults.add(Fault("403", only="drive"))
    assert refusal(book.list_permissions) == {
        "error": {
            "code": 403,
            "message": "Rate Limit Exceeded",
            "errors": [
                {
                    "message": "Rate Limit Exceeded",
                    "domain": "usageLimits",
                    "reason": "rateLimitExceeded",
                },
            ],
        },
    }


@pytest.mark.parametrize(("when", "left"), [("before", [[]]), ("after", [["x"]])])
def test_a_connection_that_breaks(
    server: SheetsServer, book: Book, when: str, left: list[list[str]]
) -> None:
    sheet = book.sheet1
    server.service.faults.add(Fault("reset", when=when))
    with pytest.raises(requests.ConnectionError):
        sheet.update([["x"]], "A1")
    assert sheet.get_all_values() == left


def test_an_answer_that_is_no_json(server: SheetsServer, book: Book) -> None:
    server.service.faults.add(Fault("html"))
    with pytest.raises(APIError) as caught:
        book.fetch_sheet_metadata()
    assert (caught.value.code, caught.value.response.status_code) == (-1, 502)


def test_a_delay_makes_a_timeout_but_the_write_is_applied(server: SheetsServer, book: Book) -> None:
    sheet = book.sheet1
    server.service.faults.add(Fault("delay", when="after", seconds=0.3))
    book.client.set_timeout(0.1)
    with pytest.raises(requests.Timeout):
        sheet.update([["x"]], "A1")
    book.client.set_timeout(None)
    assert sheet.get_all_values() == [["x"]]


def test_a_fault_waits_for_the_nth_request_that_fits(server: SheetsServer, book: Book) -> None:
    sheet = book.sheet1
    server.service.faults.add(Fault("503", nth=2, only="write", times=2))
    codes = []
    for _ in range(4):
        sheet.get_all_values()
        try:
            sheet.update([["x"]], "A1")
        except APIError as error:
            codes.append(error.code)
        else:
            codes.append(200)
    assert codes == [200, 503, 503, 200]
    assert server.service.faults.armed == []


def test_a_fault_waits_for_a_path(server: SheetsServer, book: Book) -> None:
    sheet = book.sheet1
    server.service.faults.add(Fault("500", path="POST .*:batchUpdate"))
    sheet.update([["x"]], "A1")
    assert said(lambda: sheet.freeze(rows=1))[0] == 500


def test_an_unknown_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="no such fault"):
        Fault("418")


def test_quotas_count_reads_and_writes_apart(server: SheetsServer, book: Book) -> None:
    clock = [0.0]
    server.service.quotas = Quotas(lambda: clock[0], reads=2, writes=1)
    sheet = gspread.Worksheet(book, {"sheetId": 0, "title": "Sheet1"}, book.id, book.client)
    sheet.update([["x"]], "A1")
    message = said(lambda: sheet.update([["y"]], "A1"))[1]
    assert message.startswith("Quota exceeded for quota metric 'Write requests'")
    assert [sheet.acell("A1").value, sheet.acell("A1").value] == ["x", "x"]
    assert said(lambda: sheet.acell("A1"))[0] == 429
    clock[0] = 60.0
    assert sheet.acell("A1").value == "x"


def test_a_second_person_edits_between_two_requests(
    server: SheetsServer, book: Book, juror: Book
) -> None:
    sheet = book.sheet1
    assert juror.id == book.id
    script = Script(2, "juror@example.org", book.id, [INSERT])
    sheet.update([["a"]], "A1")
    server.service.second.queue(script)
    assert sheet.get_all_values() == [["a"]]
    assert sheet.get_all_values() == [[""], ["a"]]


def test_a_second_person_is_called_before_every_request(
    server: SheetsServer, book: Book, juror: Book
) -> None:
    sheet = book.sheet1
    assert juror.id == book.id
    seen = []

    def hook(world: World, entry: Entry) -> None:
        seen.append(entry.method)
        edit(world, "juror@example.org", book.id, [INSERT])

    server.service.second.hook = hook
    sheet.update([["a"]], "A1")
    assert sheet.get_all_values() == [[""], ["a"]]
    assert seen == ["PUT", "GET"]


def test_a_second_person_may_use_a_client_of_their_own(
    server: SheetsServer, book: Book, juror: Book
) -> None:
    sheet, theirs = book.sheet1, juror.sheet1
    server.service.journal.clear()
    server.service.second.hook = lambda _world, _entry: theirs.append_row(["juror"])
    server.service.faults.add(Fault("503", nth=2))
    sheet.update([["a", "b"]], "A1")
    assert said(sheet.get_all_values)[0] == 503
    server.service.second.hook = None
    assert sheet.get_all_values() == [["a", "b"], ["juror", ""]]
    asides = [(entry.user, entry.aside) for entry in server.service.journal.entries]
    assert asides[:2] == [("owner@example.org", False), ("juror@example.org", True)]
    assert (server.service.journal.count("write"), server.service.journal.count("read")) == (1, 2)


def test_what_a_second_person_may_not_do_is_kept(server: SheetsServer, book: Book) -> None:
    server.service.world.person("stranger@example.org")
    server.service.second.queue(Script(1, "stranger@example.org", book.id, [INSERT]))
    book.fetch_sheet_metadata()
    assert [error.code for error in server.service.second.refused] == [403]


def test_the_journal_counts_requests_and_bytes(server: SheetsServer, book: Book) -> None:
    sheet = book.sheet1
    server.service.journal.clear()
    sheet.update([["x"]], "A1")
    sheet.get_all_values()
    first, second = server.service.journal.entries
    assert (first.method, first.kind, first.status, first.user) == (
        "PUT",
        "write",
        200,
        "owner@example.org",
    )
    assert (first.bytes_in, second.bytes_in) == (
        len('{"values": [["x"]], "majorDimension": null}'),
        0,
    )
    assert (second.kind, second.number - first.number) == ("read", 1)
    assert second.bytes_out == len(
        sheet.client.request(
            "get", f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}/values/Sheet1"
        ).content
    )


def test_versions_grow_with_every_change_and_only_then(book: Book, juror: Book) -> None:
    def drive() -> tuple[int, str]:
        url = f"https://www.googleapis.com/drive/v3/files/{book.id}"
        params: Object = {"fields": "version,lastModifyingUser"}
        answer = book.client.request("get", url, params=params).json()
        return int(answer["version"]), answer["lastModifyingUser"]["emailAddress"]

    first, _ = drive()
    book.sheet1.get_all_values()
    assert drive() == (first, "owner@example.org")
    juror.sheet1.update([["x"]], "A1")
    assert drive() == (first + 1, "juror@example.org")
    said(lambda: juror.sheet1.update([["x"]], "ZZ1"))
    assert drive() == (first + 1, "juror@example.org")


def test_switches_over_http(server: SheetsServer, book: Book, juror: Book) -> None:
    admin = f"{server.address}/admin"
    assert juror.id == book.id
    requests.delete(f"{admin}/log", timeout=5)
    requests.post(f"{admin}/faults", json={"kind": "503"}, timeout=5)
    requests.post(
        f"{admin}/edits",
        json={"nth": 2, "user": "juror@example.org", "spreadsheet": book.id, "requests": [INSERT]},
        timeout=5,
    )
    assert said(book.fetch_sheet_metadata)[0] == 503
    book.sheet1.update([["x"]], "A1")
    entries = requests.get(f"{admin}/log", timeout=5).json()["entries"]
    assert [(entry["status"], entry["fault"]) for entry in entries] == [
        (503, "503 before"),
        (200, ""),
        (200, ""),
    ]
    refused = requests.post(f"{admin}/faults", json={"kind": "418"}, timeout=5)
    assert (refused.status_code, requests.get(f"{admin}/nothing", timeout=5).status_code) == (
        400,
        404,
    )


def test_an_answer_goes_out_at_once(book: Book) -> None:
    """Without TCP_NODELAY each of them would wait 40 ms; the fastest say it on any machine."""
    sheet = book.sheet1
    seconds = []
    for _ in range(20):
        start = time.perf_counter()
        sheet.get("A1")
        seconds.append(time.perf_counter() - start)
    assert sorted(seconds)[5] < 0.03
