"""What the servers of the form platforms answer beyond what our sources ask."""

from __future__ import annotations

import base64
import http.client
import json
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request
from urllib.request import urlopen

import pytest

from tests.servers.common.asked import Asked
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind
from tests.servers.common.faults import Fault
from tests.servers.common.serving import Local
from tests.servers.google_forms.api import GoogleForms
from tests.servers.google_forms.form import Form as GoogleForm
from tests.servers.grist import api
from tests.servers.grist.document import Document
from tests.servers.limesurvey import rpc
from tests.servers.limesurvey.survey import Survey
from tests.servers.nextcloud import ocs
from tests.servers.nextcloud.form import Form as NextcloudForm

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = Asked("word", "Un mot", Kind.LONG)


def said(request: Request) -> tuple[int, bytes]:
    """Status and body of an answer."""
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310 - of this machine
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


def asked(address: str, **headers: str) -> tuple[int, Any]:
    """Status and JSON of an answer."""
    status, body = said(Request(address, headers=headers))  # noqa: S310 - of this machine
    return status, json.loads(body)


class TestGrist:
    @pytest.fixture
    def address(self) -> Iterator[str]:
        document = Document()
        document.ask(WORD)
        for word in ("b", "a", "c"):
            document.submit({"word": Given(word)})
        with Local(api.Grist(document, key="k")) as local:
            yield f"{local.address}/api/docs/{document.id}/tables/Candidatures"

    def words(self, address: str, **query: str) -> list[str]:
        """The words of some records."""
        path = f"{address}/records?{urlencode(query)}"
        status, answer = asked(path, Authorization="Bearer k")
        assert status == 200
        return [each["fields"]["Un_mot"] for each in answer["records"]]

    def test_records_are_sorted_filtered_and_limited(self, address: str) -> None:
        assert self.words(address) == ["b", "a", "c"]
        assert self.words(address, sort="Un_mot") == ["a", "b", "c"]
        assert self.words(address, sort="-Un_mot", limit="2") == ["c", "b"]
        assert self.words(address, filter='{"Un_mot": ["a", "c"]}') == ["a", "c"]

    def test_filter_by_a_column_that_is_not_there_is_refused(self, address: str) -> None:
        path = f"{address}/records?{urlencode({'filter': json.dumps({'x': [1]})})}"
        assert asked(path, Authorization="Bearer k") == (400, {"error": '[Sandbox] KeyError "x"'})

    def test_hidden_columns_are_told_when_asked_for(self, address: str) -> None:
        _, shown = asked(f"{address}/columns", Authorization="Bearer k")
        _, hidden = asked(f"{address}/columns?hidden=true", Authorization="Bearer k")
        names = [each["id"] for each in hidden["columns"]]
        assert names == ["manualSort", *(each["id"] for each in shown["columns"])]

    def test_who_has_no_key_may_not_look(self, address: str) -> None:
        assert asked(f"{address}/records") == (403, {"error": "No view access"})


class TestNextcloud:
    @pytest.fixture
    def local(self) -> Iterator[Local]:
        form = NextcloudForm()
        form.ask(WORD)
        for word in ("a", "b", "c"):
            form.submit({"word": Given(word)})
        with Local(ocs.Nextcloud(form)) as running:
            yield running

    def login(self) -> dict[str, str]:
        """The headers of somebody who may look."""
        login = base64.b64encode(f"{ocs.USER}:{ocs.PASSWORD}".encode()).decode()
        accept = {"Accept": "application/json", "OCS-APIRequest": "true"}
        return {"Authorization": f"Basic {login}", **accept}

    def test_pages_begin_with_the_newest(self, local: Local) -> None:
        path = f"{local.address}{ocs.BASE}3/submissions?limit=2&offset=1"
        _, answer = asked(path, **self.login())
        data = answer["ocs"]["data"]
        words = [each["answers"][0]["text"] for each in data["submissions"]]
        assert (words, data["filteredSubmissionsCount"]) == (["b", "a"], 3)

    def test_header_of_ocs_is_required(self, local: Local) -> None:
        headers = self.login()
        del headers["OCS-APIRequest"]
        told = asked(f"{local.address}{ocs.BASE}3", **headers)
        assert told == (412, {"message": "CSRF check failed"})

    def test_answers_are_xml_for_who_does_not_ask_for_json(self, local: Local) -> None:
        request = Request(f"{local.address}{ocs.BASE}3", headers={"OCS-APIRequest": "true"})  # noqa: S310
        assert said(request)[1].startswith(b"<?xml")

    def test_refusals_are_wrapped(self, local: Local) -> None:
        headers = {**self.login(), "Authorization": "Basic eDp5"}
        status, answer = asked(f"{local.address}{ocs.BASE}3", **headers)
        meta = {"status": "failure", "statuscode": 997, "message": "Current user is not logged in"}
        assert (status, answer) == (401, {"ocs": {"meta": meta, "data": []}})


class TestGoogleForms:
    @pytest.fixture
    def address(self) -> Iterator[str]:
        form = GoogleForm()
        form.ask(WORD)
        for hour in (8, 9, 10):
            moment = datetime(2023, 10, 2, hour, tzinfo=UTC)
            form.submit({"word": Given(str(hour))}, at=moment)
        service = GoogleForms(form, accounts={"a@b.example"})
        service.world.token("a@b.example", "t")
        with Local(service) as local:
            yield f"{local.address}/v1/forms/{form.id}/responses"

    def ask(self, address: str, **query: str) -> tuple[int, Any]:
        """The answer to a request with a token."""
        return asked(f"{address}?{urlencode(query)}", Authorization="Bearer t")

    @pytest.mark.parametrize(("sign", "count"), [(">=", 2), (">", 1)])
    def test_responses_since_a_moment(self, address: str, sign: str, count: int) -> None:
        since = f"timestamp {sign} 2023-10-02T09:00:00.482Z"
        _, answer = self.ask(address, filter=since)
        assert len(answer["responses"]) == count

    def test_page_token_goes_with_its_filter_only(self, address: str) -> None:
        since = "timestamp > 2023-10-01T00:00:00Z"
        _, first = self.ask(address, filter=since, pageSize="2")
        token = first["nextPageToken"]
        _, second = self.ask(address, filter=since, pageSize="2", pageToken=token)
        assert (len(first["responses"]), len(second["responses"])) == (2, 1)
        assert "nextPageToken" not in second
        assert self.ask(address, pageToken=token)[0] == 400

    def test_filter_that_is_none_is_refused(self, address: str) -> None:
        assert self.ask(address, filter="timestamp < 2023")[0] == 400


class TestLimeSurvey:
    @pytest.fixture
    def local(self) -> Iterator[Local]:
        survey = Survey()
        survey.ask(WORD)
        survey.submit({"word": Given('Un "mot"\net un autre')})
        survey.begin({})
        with Local(rpc.LimeSurvey(survey)) as running:
            yield running

    def call(self, local: Local, method: str, *params: object) -> Any:  # noqa: ANN401
        """What a method gives."""
        body = json.dumps({"method": method, "params": params, "id": 1}).encode()
        headers = {"Content-Type": "application/json"}
        request = Request(local.address + rpc.PATH, body, headers)  # noqa: S310
        return json.loads(said(request)[1])

    def key(self, local: Local) -> str:
        """The key of a new session."""
        return str(self.call(local, "get_session_key", rpc.USER, rpc.PASSWORD)["result"])

    def test_surveys_are_listed(self, local: Local) -> None:
        (survey,) = self.call(local, "list_surveys", self.key(local))["result"]
        assert (survey["sid"], survey["active"]) == (783946, "Y")

    def test_csv_is_parted_by_semicolons_with_all_cells_quoted(self, local: Local) -> None:
        exported = self.call(local, "export_responses", self.key(local), 783946, "csv", None, "all")
        lines = base64.b64decode(exported["result"]).decode("utf-8-sig").split("\r\n")
        assert lines[0].startswith('"id";"submitdate";"lastpage"')
        assert lines[1].endswith('"Un ""mot""\net un autre"')
        assert len(lines) == 5  # headings, two responses, an empty line

    def test_unknown_method_is_an_error(self, local: Local) -> None:
        told = {"id": 1, "result": None, "error": "unknown method or incorrect parameters"}
        assert self.call(local, "drop_tables", "x") == told

    def test_released_session_is_no_session(self, local: Local) -> None:
        key = self.key(local)
        assert self.call(local, "release_session_key", key)["result"] == "OK"
        refused = {"status": "Invalid session key"}
        assert self.call(local, "list_questions", key, 783946)["result"] == refused


class TestFaults:
    @pytest.fixture
    def local(self) -> Iterator[Local]:
        with Local(api.Grist(Document())) as running:
            yield running

    def test_fault_strikes_its_requests_and_is_noted(self, local: Local) -> None:
        local.faults.add(Fault("status", nth=2, times=2, status=503))
        statuses = [asked(f"{local.address}/x")[0] for _ in range(4)]
        assert statuses == [404, 503, 503, 404]
        assert [each.fault for each in local.journal.entries] == ["", "status", "status", ""]

    @pytest.mark.parametrize("kind", ["cut", "reset"])
    def test_broken_connection_gives_no_whole_answer(self, local: Local, kind: str) -> None:
        local.faults.add(Fault(kind))
        with pytest.raises((OSError, http.client.HTTPException)):
            said(Request(f"{local.address}/x"))  # noqa: S310
        assert [each.status for each in local.journal.entries] == [0]

    def test_silent_server_answers_when_it_is_told_to_go_on(self, local: Local) -> None:
        local.faults.add(Fault("silent"))
        with pytest.raises(TimeoutError), urlopen(f"{local.address}/x", timeout=0.2):  # noqa: S310
            pass
        local.resume.set()

    def test_fault_that_is_none_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no such fault"):
            Fault("earthquake")
