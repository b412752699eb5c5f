"""A person lets the suite act for them: the real flow, with a browser that agrees at once."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sheets_sync.workbooks.errors import WorkbookUnreachable
from sheets_sync.workbooks.google.addresses import VARIABLE as API
from sheets_sync.workbooks.google.connection import Connection
from sheets_sync.workbooks.google.consent import config_folder
from sheets_sync.workbooks.google.credentials import PERSON_SCOPES
from sheets_sync.workbooks.google.key_errors import ConsentMissing
from sheets_sync.workbooks.google.key_errors import KeyElsewhere
from sheets_sync.workbooks.google.key_errors import NotAKey
from tests.servers.sheets.server import SheetsServer
from tests.workbooks.google_account import desktop_client
from tests.workbooks.google_account import key_file

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PERSON = "person@example.org"
ASK = """
import logging, os, sys
from pathlib import Path
from sheets_sync.workbooks.google.connection import Connection
from sheets_sync.workbooks.google.rights import acting_for
logging.basicConfig(level=logging.DEBUG)
try:
    made = Connection(Path(sys.argv[1]), os.environ, "Ouvrez {url}", "Merci.")
    print("WHO", acting_for(made.client(), made.account.email))
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def server() -> Iterator[SheetsServer]:
    with SheetsServer() as running:
        yield running


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return key_file(tmp_path / "client.json", desktop_client())


def ask(server: SheetsServer, key: Path, browser: str) -> str:
    """What a new process says that asks for consent, its log included."""
    environ = {
        **os.environ,
        API: server.address,
        "BROWSER": browser,
        "XDG_CONFIG_HOME": str(key.parent / "config"),
        "PYTHONPATH": str(ROOT),
        "NO_PROXY": "",
        "http_proxy": "http://127.0.0.1:9",  # the stand-in is asked without it
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(key)],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout + done.stderr


BROWSER = f"{sys.executable} {Path(__file__).with_name('google_browser.py')} %s"
AGREES = f"{BROWSER} &"


def kept(key: Path) -> Path:
    """The only file of the person's configuration folder."""
    (found,) = (key.parent / "config" / "palmares").iterdir()
    return found


def test_person_agrees_once(server: SheetsServer, key: Path) -> None:
    first, again = ask(server, key, AGREES), ask(server, key, "false")
    assert [line for line in first.splitlines() if line.startswith("WHO")] == [f"WHO {PERSON}"]
    assert [line for line in again.splitlines() if line.startswith("WHO")] == [f"WHO {PERSON}"]
    assert [text.count("Ouvrez http") for text in (first, again)] == [1, 0]


def test_rights_asked_for_are_the_least(server: SheetsServer, key: Path) -> None:
    """And the code is proven to be for who asked (PKCE)."""
    ask(server, key, AGREES)
    (consent,) = server.service.world.consents.values()
    assert consent.scopes.split() == list(PERSON_SCOPES)
    assert len(consent.challenge) == 43


def test_what_is_kept_is_for_the_person_alone(server: SheetsServer, key: Path) -> None:
    ask(server, key, AGREES)
    path = kept(key)
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent)]
    assert modes == [0o600, 0o700]
    assert sorted(json.loads(path.read_text())) == ["refresh_token", "scopes"]


def test_nothing_secret_is_logged(server: SheetsServer, key: Path) -> None:
    """With the log at its most talkative."""
    shown = ask(server, key, AGREES)
    token = json.loads(kept(key).read_text())["refresh_token"]
    secrets = ["GOCSPX-made-up-secret", token, *server.service.world.tokens]
    assert [each for each in secrets if each in shown] == []


def test_consent_that_others_could_use_is_refused(server: SheetsServer, key: Path) -> None:
    ask(server, key, AGREES)
    kept(key).chmod(0o644)
    assert ask(server, key, AGREES).startswith("KeyExposed")


def test_consent_that_was_taken_back_is_asked_for_again(server: SheetsServer, key: Path) -> None:
    ask(server, key, AGREES)
    server.service.world.refreshing.clear()
    assert f"WHO {PERSON}" in ask(server, key, AGREES)


@pytest.mark.parametrize("answer", ["error=access_denied", "code=code-of-nobody", ""])
def test_person_who_does_not_agree(server: SheetsServer, key: Path, answer: str) -> None:
    """Refused, somebody else's code, or nothing of use."""
    shown = ask(server, key, f"{BROWSER} '{answer}' &")
    assert "ConsentRefused Google was not allowed" in shown
    assert not (key.parent / "config").exists()


def test_answer_to_somebody_else_is_refused(server: SheetsServer, key: Path) -> None:
    """The state is not ours."""
    shown = ask(server, key, f"{BROWSER} 'code=code-{PERSON}&state=other' &")
    assert "ConsentRefused" in shown


def test_rights_that_were_not_all_given(server: SheetsServer, key: Path) -> None:
    shown = ask(server, key, f"{BROWSER} 'less' &")
    assert "ConsentRefused Google was not allowed to let palmares in: not all rights" in shown


def test_nobody_is_at_a_terminal(server: SheetsServer, key: Path) -> None:
    environ = {API: server.address, "XDG_CONFIG_HOME": str(key.parent)}
    with pytest.raises(ConsentMissing):
        Connection(key, environ, prompt="")


def test_login_that_can_not_be_reached(server: SheetsServer, key: Path) -> None:
    ask(server, key, AGREES)
    with SheetsServer() as gone:
        address = gone.address
    moved = key.parent / "config" / "palmares" / "x"
    kept(key).rename(moved)
    environ = {API: address, "XDG_CONFIG_HOME": str(key.parent / "config")}
    with pytest.raises(ConsentMissing):  # what was agreed at one server is not shown to another
        Connection(key, environ, prompt="")
    moved.rename(fingerprinted(key, address))
    with pytest.raises(WorkbookUnreachable):
        Connection(key, environ, prompt="")


def fingerprinted(key: Path, address: str) -> Path:
    """Where the consent for a server is kept."""
    from sheets_sync.workbooks.google import consent
    from sheets_sync.workbooks.google.keys import read_key

    client = consent._client(read_key(key), address)
    return key.parent / "config" / "palmares" / f"google-{consent._fingerprint(client)}.json"


def test_key_of_another_kind(server: SheetsServer, tmp_path: Path) -> None:
    wrong = key_file(tmp_path / "a.json", {"web": desktop_client()["installed"]})
    with pytest.raises(NotAKey):
        Connection(wrong, {API: server.address}, prompt="x")


def test_client_that_leads_elsewhere(tmp_path: Path) -> None:
    wrong = key_file(tmp_path / "a.json", desktop_client("https://exemple.fr"))
    with pytest.raises(KeyElsewhere):
        Connection(wrong, {}, prompt="x")


def test_configuration_folder_is_the_person_s(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert config_folder({}) == tmp_path / ".config" / "palmares"
    assert config_folder({"XDG_CONFIG_HOME": "/x"}) == Path("/x/palmares")
