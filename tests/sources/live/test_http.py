"""The HTTP client of live forms: patience, bounds, and silence about secrets."""

from __future__ import annotations

import gzip
import logging

import pytest

from reports.language import Language
from sheets_sync.language import language_for
from sheets_sync.sources.live import http
from sheets_sync.sources.live.http import Http
from sheets_sync.sources.live.http import Patience
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceError
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.protocol import SourceUnreachable
from sheets_sync.sources.live.protocol import SourceUnsafe
from sheets_sync.sources.live.protocol import Waiting
from tests.sources.live.scripted import Said
from tests.sources.live.scripted import Script
from tests.sources.live.scripted import scripted

TOKEN = "un-secret"  # noqa: S105 - of a server that lives for a test
QUICK = Patience(deadline=0.3, first=0.01, longest=0.05, read=5)
GOOD = Said(200, b'{"a":1}')


def client(script: Script, told: list[Waiting] | None = None, deadline: float = 5) -> Http:
    """A client with a token, that waits for a short while only."""
    patience = Patience(deadline, first=0.01, longest=0.05, read=5)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    tell = (lambda _: None) if told is None else told.append
    return Http(script.address, "lieu", headers, tell, patience)


@pytest.mark.parametrize("status", sorted(http.PASSING))
def test_passing_trouble_is_tried_again(status: int) -> None:
    with scripted(Said(status), GOOD) as script:
        assert client(script).json("GET", "x") == {"a": 1}
        assert script.asked == [("GET", "/api/x")] * 2


@pytest.mark.parametrize("arrives", [None, 0, 3])
def test_answer_that_does_not_arrive_whole_is_asked_again(arrives: int | None) -> None:
    with scripted(Said(200, b'{"a":1}', arrives=arrives), GOOD) as script:
        assert client(script).json("GET", "x") == {"a": 1}


def test_nothing_is_left_of_a_first_half() -> None:
    half = Said(200, b"x" * 500_000, arrives=400_000)
    with scripted(half, Said(200, b"whole")) as script:
        assert client(script).ask("GET", "x").body == b"whole"


@pytest.mark.parametrize(
    ("last", "detail"),
    [
        (Said(503), http.TROUBLE),
        (Said(429), http.SLOWER),
        (Said(arrives=None), http.NO_ANSWER),
    ],
)
def test_deadline_ends_it_and_says_why(last: Said, detail: str) -> None:
    with scripted(last) as script:
        with pytest.raises(SourceUnreachable) as caught:
            Http(script.address, "lieu", patience=QUICK).ask("GET")
        assert caught.value.values["detail"] == detail
        assert len(script.asked) > 2


def test_server_that_is_not_there_is_said() -> None:
    with scripted(GOOD) as script:
        address = script.address
    with pytest.raises(SourceUnreachable) as caught:
        Http(address, "lieu", patience=QUICK).ask("GET")
    assert str(caught.value) == "lieu can't be reached: no connection."
    french = caught.value.explain(language_for("fr"))[0]
    assert french != str(caught.value)


def test_pause_that_is_asked_for_is_kept_and_told() -> None:
    told: list[Waiting] = []
    with scripted(Said(429, headers=(("Retry-After", "1"),)), GOOD) as script:
        client(script, told).json("GET", "x")
    assert told == [Waiting(http.SLOWER, 1.0, {"status": 429})]


@pytest.mark.parametrize("said", ["0", "-1"])
def test_server_that_asks_for_no_pause_is_not_asked_at_once(said: str) -> None:
    told: list[Waiting] = []
    with scripted(Said(503, headers=(("Retry-After", said),)), GOOD) as script:
        client(script, told).json("GET", "x")
    assert [each.seconds > 0 for each in told] == [True]


def test_pause_longer_than_the_deadline_is_not_begun() -> None:
    told: list[Waiting] = []
    with scripted(Said(429, headers=(("Retry-After", "3600"),))) as script:
        with pytest.raises(SourceUnreachable):
            client(script, told).ask("GET")
        assert len(script.asked) == 1
    assert told == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_never_followed(status: int) -> None:
    with scripted(GOOD) as elsewhere:
        moved = Said(status, headers=(("Location", elsewhere.address),))
        with scripted(moved) as script, pytest.raises(SourceUnsafe):
            client(script).ask("GET")
        assert elsewhere.asked == []


@pytest.mark.parametrize("path", ["//autre.invalid/x", "https://autre.invalid/", "http:\\\\x"])
def test_path_that_leads_to_another_server_is_refused(path: str) -> None:
    with scripted(GOOD) as script:
        with pytest.raises(SourceUnsafe):
            client(script).ask("GET", path)
        assert script.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "http://formulaires.invalid/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://jeton@formulaires.invalid/",
        "http://127.0.0.1:notaport/",
        "",
    ],
)
def test_address_that_would_expose_the_token_is_refused(address: str) -> None:
    with pytest.raises(SourceUnsafe):
        Http(address, "lieu")


def test_answer_that_is_too_large_is_dropped() -> None:
    with scripted(Said(200, b"x" * 100_000)) as script, pytest.raises(SourceBroken):
        client(script).ask("GET", most=99_999)


def test_answer_of_the_largest_size_is_taken() -> None:
    with scripted(Said(200, b"x" * 100_000)) as script:
        assert len(client(script).ask("GET", most=100_000).body) == 100_000


def test_packed_answer_counts_as_it_is_unpacked() -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    said = Said(200, bomb, (("Content-Encoding", "gzip"),))
    with scripted(said) as script, pytest.raises(SourceBroken):
        client(script).ask("GET", most=1_000_000)


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"a":', b"[" * 100_000])
def test_answer_that_is_not_json_is_said(body: bytes) -> None:
    with scripted(Said(200, body)) as script, pytest.raises(SourceBroken):
        client(script).json("GET")


@pytest.mark.parametrize(
    ("status", "kind"), [(401, SourceRefused), (403, SourceRefused), (404, SourceBroken)]
)
def test_refusal_and_nonsense_are_told_apart(status: int, kind: type[SourceError]) -> None:
    with scripted(Said(status)) as script:
        with pytest.raises(kind):
            client(script).json("GET")
        assert len(script.asked) == 1


@pytest.mark.parametrize("said", [Said(401), Said(404), Said(200, b"x"), Said(302), Said(503)])
def test_token_shows_nowhere(said: Said, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with scripted(said) as script:
        asking = client(script, deadline=0.2)
        with pytest.raises(SourceError) as caught:
            asking.json("GET", "x")
        assert script.headers[0]["authorization"] == f"Bearer {TOKEN}"
    error = caught.value
    shown = [str(error), repr(error), repr(error.values), repr(asking), caplog.text]
    shown += error.explain(Language("en"))
    assert not any(TOKEN in each for each in shown)


def test_query_leaves_out_what_is_not_given() -> None:
    with scripted(GOOD) as script:
        client(script).json("GET", "x", query={"a": 1, "b": None, "c": "é&"})
        assert script.asked == [("GET", "/api/x?a=1&c=%C3%A9%26")]
