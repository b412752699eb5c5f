"""Keys of Google accounts: where they are found, what is refused, and that they show nowhere."""

from __future__ import annotations

import json
import logging
import traceback
from typing import TYPE_CHECKING

import pytest

from reports.language import LANGUAGES
from sheets_sync.language import language_for
from sheets_sync.workbooks.google import keys
from sheets_sync.workbooks.google.addresses import VARIABLE as API
from sheets_sync.workbooks.google.addresses import local_api
from sheets_sync.workbooks.google.client import Failure
from sheets_sync.workbooks.google.connection import Connection
from sheets_sync.workbooks.google.credentials import SERVICE_SCOPES
from sheets_sync.workbooks.google.credentials import service_account
from sheets_sync.workbooks.google.errors import told
from sheets_sync.workbooks.google.key_errors import ApiElsewhere
from sheets_sync.workbooks.google.key_errors import KeyElsewhere
from sheets_sync.workbooks.google.key_errors import KeyExposed
from sheets_sync.workbooks.google.key_errors import KeyMissing
from sheets_sync.workbooks.google.key_errors import KeyProblem
from sheets_sync.workbooks.google.key_errors import KeyUnreadable
from sheets_sync.workbooks.google.key_errors import NotAKey
from sheets_sync.workbooks.google.keys import Key
from sheets_sync.workbooks.google.keys import find_key
from sheets_sync.workbooks.google.keys import misplaced
from tests.servers.sheets.client import client
from tests.servers.sheets.client import service_account as account_at
from tests.servers.sheets.server import SheetsServer
from tests.workbooks.google_account import OWNER
from tests.workbooks.google_account import ROBOT
from tests.workbooks.google_account import connected
from tests.workbooks.google_account import desktop_client
from tests.workbooks.google_account import key_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MADE_UP = {"type": "service_account", "client_email": ROBOT, "private_key": "c2VjcmV0"}
SECRET = "c2VjcmV0"  # noqa: S105 - the word that must show nowhere


@pytest.fixture
def server() -> Iterator[SheetsServer]:
    with SheetsServer() as running:
        yield running


# -- where a key is found ---------------------------------------------------------------------


def test_key_of_the_settings(tmp_path: Path) -> None:
    path = key_file(tmp_path / "a.json", {"type": "a"})
    assert find_key(path, {}) == Key(str(path), path, {"type": "a"})


def test_key_of_the_environment_comes_first(tmp_path: Path) -> None:
    settings = key_file(tmp_path / "a.json", {"type": "a"})
    given = key_file(tmp_path / "b.json", {"type": "b"})
    usual = key_file(tmp_path / "c.json", {"type": "c"})
    environ = {keys.VARIABLE: str(given), keys.USUAL: str(usual)}
    assert find_key(settings, environ).content == {"type": "b"}
    assert find_key(settings, {keys.USUAL: str(usual)}).content == {"type": "a"}
    assert find_key(None, {keys.USUAL: str(usual)}).content == {"type": "c"}


def test_key_itself_in_the_environment() -> None:
    found = find_key(None, {keys.VARIABLE: f" {json.dumps(MADE_UP)}\n"})
    assert found == Key(keys.VARIABLE, None, MADE_UP)


def test_nobody_gave_a_key() -> None:
    with pytest.raises(KeyMissing):
        find_key(None, {keys.VARIABLE: "", "HOME": "/"})


def test_key_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    key_file(tmp_path / "a.json", {"type": "a"})
    assert find_key(None, {keys.VARIABLE: "~/a.json"}).path == tmp_path / "a.json"


# -- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o640, 0o620, 0o604, 0o602, 0o777])
def test_key_that_others_may_read_or_change_is_refused(tmp_path: Path, mode: int) -> None:
    path = key_file(tmp_path / "key.json", MADE_UP)
    path.chmod(mode)
    with pytest.raises(KeyExposed) as caught:
        find_key(path, {})
    sentence, remedy = caught.value.explain(language_for("en"))
    assert sentence == (
        f"The key {path} is refused: other users of this machine may read or change it."
    )
    assert remedy.startswith(f"Run “chmod 600 {path}”.")


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_key_for_its_owner_alone_is_taken(tmp_path: Path, mode: int) -> None:
    path = key_file(tmp_path / "key.json", MADE_UP)
    path.chmod(mode)
    assert find_key(path, {}).content == MADE_UP


@pytest.mark.parametrize("name", ["none.json", "."])
def test_key_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyUnreadable):
        find_key(tmp_path / name, {})


@pytest.mark.parametrize("text", ["", SECRET, f'["{SECRET}"]', "[" * 9000, f'{{"a": "{SECRET}"'])
def test_file_that_is_no_json_object(tmp_path: Path, text: str) -> None:
    path = tmp_path / "key.json"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(NotAKey) as caught:
        find_key(path, {})
    assert hidden(caught.value) == []


LOGIN = {"token_uri": "https://oauth2.googleapis.com/token"}


@pytest.mark.parametrize(
    "content",
    [
        desktop_client(),
        {"type": "authorized_user", "refresh_token": SECRET, "client_email": ROBOT},
        MADE_UP,
        MADE_UP | LOGIN,
        MADE_UP | LOGIN | {"client_email": 3},
        MADE_UP | LOGIN | {"private_key": f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n"},
    ],
    ids=["client", "user", "no-login", "no-pem", "no-email", "cut"],
)
def test_what_is_no_key_of_a_service_account(content: dict[str, object]) -> None:
    with pytest.raises(NotAKey) as caught:
        service_account(Key("key.json", None, content))
    assert hidden(caught.value) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://exemple.fr/token",
        "https://oauth2.googleapis.com.exemple.fr/token",
        "https://oauth2.googleapis.com@exemple.fr/token",
        "https://x@oauth2.googleapis.com/token",
        "https://oauth2.googleapis.com:8443/token",
        "http://oauth2.googleapis.com/token",
        "http://192.168.1.4/token",
        "https://127.0.0.1/token",
        "ftp://127.0.0.1/token",
        "https://[",
    ],
)
def test_key_that_would_be_used_elsewhere(address: str) -> None:
    with pytest.raises(KeyElsewhere) as caught:
        service_account(Key("key.json", None, MADE_UP | {"token_uri": address}))
    assert hidden(caught.value) == []


def hidden(error: BaseException) -> list[str]:
    """Where the secret shows all the same: sentences, their values, traceback."""
    shown = [*traceback.format_exception(error), repr(error), str(error)]
    if isinstance(error, KeyProblem):
        for code in LANGUAGES:
            shown += error.explain(language_for(code))
        shown.append(repr(error.values))
    return [each for each in shown if SECRET in each]


def test_key_in_the_campaign_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    path = key_file(tmp_path / "secret" / "key.json", MADE_UP)
    assert [each.code for each in misplaced(path, tmp_path)] == ["google-key-in-campaign"]


def test_key_among_versioned_files(tmp_path: Path) -> None:
    (tmp_path / "work" / ".git").mkdir(parents=True)
    path = key_file(tmp_path / "work" / "key.json", MADE_UP)
    found = [*misplaced(path, tmp_path / "campaign")]
    assert [(each.code, each.values) for each in found] == [
        ("google-key-in-git", {"folder": str(tmp_path / "work")})
    ]


def test_key_that_lies_well(tmp_path: Path) -> None:
    path = key_file(tmp_path / "key.json", MADE_UP)
    assert [*misplaced(path, tmp_path / "campaign"), *misplaced(None, tmp_path)] == []


# -- the server that stands in for Google ---------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
        ("http://localhost:80/", "http://localhost:80"),
        (" http://[::1]:8123\n", "http://[::1]:8123"),
    ],
)
def test_server_of_this_machine(given: str, expected: str) -> None:
    assert local_api({API: given}) == expected


@pytest.mark.parametrize(
    "given",
    [
        "https://sheets.example.org",
        "http://192.168.1.4:8123",
        "http://127.0.0.1.exemple.fr",
        "http://127.0.0.1@exemple.fr/",
        "http://moi:c2VjcmV0@127.0.0.1/",
        "http://127.0.0.1/v4?c2VjcmV0",
        "https://127.0.0.1",
        "127.0.0.1:8123",
        "http://[",
    ],
)
def test_server_elsewhere_is_refused(given: str) -> None:
    with pytest.raises(ApiElsewhere) as caught:
        local_api({API: given})
    assert hidden(caught.value) == []
    assert SECRET not in "".join(caught.value.explain(language_for("fr")))


# -- with a key that opens ------------------------------------------------------------------


def test_service_account_reads_what_is_shared_with_it(server: SheetsServer, tmp_path: Path) -> None:
    book = client(server, OWNER).create("Campagne")
    book.share(ROBOT, perm_type="user", role="writer", notify=False)
    robot = connected(server, tmp_path)
    answer = robot.client().sheets("GET", f"/v4/spreadsheets/{book.id}")
    assert (robot.account.email, answer["properties"]["title"]) == (ROBOT, "Campagne")


def test_scopes_are_the_least(server: SheetsServer, tmp_path: Path) -> None:
    """What the token really has, as the server gave it."""
    robot = connected(server, tmp_path)
    robot.client().drive("GET", "/drive/v3/about", {"fields": "user"})
    scopes = [token.scopes for token in server.service.world.tokens.values()]
    assert scopes == [frozenset(SERVICE_SCOPES)]
    assert (
        tuple(
            f"https://www.googleapis.com/auth/{name}"
            for name in ("spreadsheets", "drive.file", "drive.metadata.readonly")
        )
        == SERVICE_SCOPES
    )


def test_key_of_google_is_used_at_the_stand_in_only(server: SheetsServer, tmp_path: Path) -> None:
    """Nothing is signed for Google while a local server stands in for it."""
    content = account_at(server, ROBOT) | LOGIN
    robot = Connection(key_file(tmp_path / "k.json", content), {API: server.address})
    robot.client().drive("GET", "/drive/v3/about", {"fields": "user"})
    assert server.service.journal.count("token") == 1


def talkative(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the libraries tell a log all that they can."""
    for name in ("google", "oauthlib", "requests_oauthlib", "urllib3"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.DEBUG)
        monkeypatch.setattr(logger, "propagate", True)


def test_key_and_answers_show_nowhere(
    server: SheetsServer,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not in logs at their most talkative, representations, nor errors."""
    caplog.set_level(logging.DEBUG)
    talkative(monkeypatch)
    book = client(server, OWNER).create("Réponse secrète")
    book.share(ROBOT, perm_type="user", role="reader", notify=False)
    caplog.clear()
    content = account_at(server, ROBOT)
    robot = Connection(key_file(tmp_path / "k.json", content), {API: server.address})
    google = robot.client()
    google.sheets("GET", f"/v4/spreadsheets/{book.id}")
    path = f"/v4/spreadsheets/{book.id}:batchUpdate"
    body: dict[str, object] = {"requests": [{"addSheet": {}}]}
    with pytest.raises(Failure) as caught:
        google.sheets("POST", path, body=body)
    shown = [
        caplog.text,
        *(repr(vars(each)) for each in caplog.records),
        repr(robot),
        repr(robot.key),
        repr(robot.account),
        repr(vars(robot)),
    ]
    shown += [*traceback.format_exception(caught.value), repr(told(caught.value, "x"))]
    tokens = [*server.service.world.tokens]
    lines = [line for line in content["private_key"].splitlines() if len(line) > 20]
    assert len(lines) > 10
    secrets = [*lines, *tokens, "Réponse secrète", "R\\u00e9ponse", "assertion"]
    assert [each for each in secrets for text in shown if each in text] == []


def test_key_that_google_no_longer_knows(server: SheetsServer, tmp_path: Path) -> None:
    robot = connected(server, tmp_path)
    server.service.world.keys.clear()
    with pytest.raises(Failure) as caught:
        robot.client().drive("GET", "/drive/v3/about", {"fields": "user"})
    assert (caught.value.login, caught.value.final) == (True, True)
