"""Tokens, scopes and the OAuth endpoints."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import requests
from google.auth.exceptions import RefreshError
from google.oauth2.credentials import Credentials
from google.oauth2.service_account import Credentials as ServiceAccount

from tests.servers.asking import refusal
from tests.servers.asking import said
from tests.servers.sheets.client import client
from tests.servers.sheets.client import connect
from tests.servers.sheets.client import service_account
from tests.servers.sheets.faults import Fault

if TYPE_CHECKING:
    import gspread

    from tests.servers.sheets.server import SheetsServer

ROBOT = "robot@local.iam.gserviceaccount.com"
SHEETS = "https://www.googleapis.com/auth/spreadsheets"
DRIVE = "https://www.googleapis.com/auth/drive"


def robot(server: SheetsServer, *scopes: str) -> gspread.Client:
    """A client of a service account, through google-auth's own flow."""
    info = service_account(server, ROBOT)
    credentials = ServiceAccount.from_service_account_info(info, scopes=list(scopes))  # type: ignore[no-untyped-call]
    return connect(server.address, credentials)


def test_a_service_account_gets_its_token_and_works(server: SheetsServer) -> None:
    book = robot(server, SHEETS, DRIVE).create("Made by a robot")
    book.sheet1.update([["x"]], "A1")
    kinds = [entry.kind for entry in server.service.journal.entries]
    assert kinds == ["token", "drive", "read", "read", "write"]
    assert book.list_permissions()[0]["emailAddress"] == ROBOT


def test_a_signature_by_another_key_is_refused(server: SheetsServer) -> None:
    info = service_account(server, ROBOT)
    service_account(server, ROBOT)  # the server now knows another key
    credentials = ServiceAccount.from_service_account_info(info, scopes=[SHEETS])  # type: ignore[no-untyped-call]
    with pytest.raises(RefreshError, match="Invalid JWT Signature"):
        connect(server.address, credentials).openall()


def test_an_expired_token_is_renewed_by_google_auth(server: SheetsServer) -> None:
    google = robot(server, SHEETS, DRIVE)
    book = google.create("Long evening")
    server.service.world.expire(next(iter(server.service.world.tokens)))
    assert book.fetch_sheet_metadata()["properties"]["title"] == "Long evening"
    assert server.service.journal.count("token") == 2


def test_a_fault_can_let_the_token_expire(server: SheetsServer) -> None:
    google = robot(server, SHEETS, DRIVE)
    book = google.create("Long evening")
    server.service.faults.add(Fault("expired"))
    assert book.fetch_sheet_metadata()["properties"]["title"] == "Long evening"
    statuses = [entry.status for entry in server.service.journal.entries[-3:]]
    assert statuses == [401, 200, 200]


def test_an_unknown_token_is_a_401(server: SheetsServer) -> None:
    url = f"{server.address}/v4/spreadsheets/x"
    answer = requests.get(url, headers={"Authorization": "Bearer nonsense"}, timeout=5)
    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (401, "UNAUTHENTICATED")
    assert error["message"] == (
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
        "cookie or other valid authentication credential. See "
        "https://developers.google.com/identity/sign-in/web/devconsole-project."
    )


def test_no_token_is_a_401_too(server: SheetsServer) -> None:
    answer = requests.get(f"{server.address}/drive/v3/files", timeout=5)
    message = answer.json()["error"]["message"]
    assert answer.status_code == 401
    assert message.startswith("Request is missing required authentication credential.")


def test_a_token_lives_as_long_as_it_says(server: SheetsServer) -> None:
    world = server.service.world
    world.lifetime = timedelta(seconds=-1)
    token = world.token("owner@example.org")
    header = {"Authorization": f"Bearer {token}"}
    answer = requests.get(f"{server.address}/drive/v3/files", headers=header, timeout=5)
    assert answer.status_code == 401


def test_scopes_limit_what_a_token_may_do(server: SheetsServer) -> None:
    book = client(server).create("Shared")
    book.share(ROBOT, perm_type="user", role="writer", notify=False)
    reader = robot(server, f"{SHEETS}.readonly").open_by_key(book.id)
    body = refusal(lambda: reader.sheet1.update([["x"]], "A1"))["error"]
    assert (body["code"], body["message"]) == (
        403,
        "Request had insufficient authentication scopes.",
    )
    assert body["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
    assert said(reader.list_permissions)[0] == 403


def test_a_person_signs_in_by_consent_and_refreshes(server: SheetsServer) -> None:
    query = {
        "redirect_uri": "http://127.0.0.1:9/",
        "login_hint": "staff@example.org",
        "state": "abc",
    }
    page = requests.get(
        f"{server.address}/o/oauth2/auth", params=query, allow_redirects=False, timeout=5
    )
    assert page.status_code == 302
    assert page.headers["Location"].startswith("http://127.0.0.1:9/?code=code-staff")
    given = {"grant_type": "authorization_code", "code": "code-staff@example.org"}
    granted = requests.post(f"{server.address}/token", data=given, timeout=5).json()
    credentials = Credentials(  # type: ignore[no-untyped-call]
        token=None,
        refresh_token=granted["refresh_token"],
        token_uri=f"{server.address}/token",
        client_id="id",
        client_secret="secret",  # noqa: S106  # of nothing
    )
    book = connect(server.address, credentials).create("By a person")
    assert book.list_permissions()[0]["emailAddress"] == "staff@example.org"


def test_about_says_who_asks(server: SheetsServer) -> None:
    google = client(server, "staff@example.org")
    url = "https://www.googleapis.com/drive/v3/about"
    answer = google.http_client.request("get", url, params={"fields": "user"}).json()
    assert answer["user"]["emailAddress"] == "staff@example.org"
