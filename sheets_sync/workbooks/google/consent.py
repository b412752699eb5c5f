"""A person lets the suite act for their Google account, once per machine, in a browser.

The browser comes back to this machine with a code that only this run can use (PKCE, state).
What is kept is the refresh token, in the person's configuration folder, readable by them
alone, never in a campaign folder.
"""

from __future__ import annotations

import json
import os
import webbrowser
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from reports.files import write_private
from reports.language import N_
from sheets_sync.workbooks.errors import WorkbookUnreachable
from sheets_sync.workbooks.google.credentials import PERSON_SCOPES
from sheets_sync.workbooks.google.credentials import TOKEN_PATH
from sheets_sync.workbooks.google.credentials import Account
from sheets_sync.workbooks.google.credentials import hush
from sheets_sync.workbooks.google.credentials import login
from sheets_sync.workbooks.google.credentials import near
from sheets_sync.workbooks.google.key_errors import ConsentMissing
from sheets_sync.workbooks.google.key_errors import ConsentRefused
from sheets_sync.workbooks.google.key_errors import KeyUnreadable
from sheets_sync.workbooks.google.key_errors import NotAKey
from sheets_sync.workbooks.google.keys import read_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from google.oauth2.credentials import Credentials

    from sheets_sync.workbooks.google.keys import Key

PAGE_PATH = "/o/oauth2/auth"
PATIENCE = 300
"""Seconds that a person has to agree."""

NO_CLIENT = N_("it is not an OAuth client of the kind “Desktop app”")
TOO_LATE = N_("nobody answered in the browser in time")
NOT_ALL = N_("not all rights were given")
REFUSED = N_("the answer was no, or it was not valid")
NO_CONNECTION = N_("no connection")
HERE = "127.0.0.1"
GOOGLE = "Google"


def person(key: Key, api: str, folder: Path, prompt: str, done: str) -> Account:
    """The person who agreed on this machine; asks in the browser when nobody did.

    ``key`` is an OAuth client of the kind "Desktop app". ``prompt`` is said on the terminal,
    with ``{url}`` in it; "" when nobody is there to read it. ``done`` is what the browser
    shows in the end.
    """
    hush()
    client = _client(key, api)
    path = folder / f"google-{_fingerprint(client)}.json"
    made = _kept(path, client)
    if made is None:
        if not prompt:
            raise ConsentMissing
        made = _asked(client, prompt, done)
        _keep(path, made)
    return Account("", made)


def config_folder(environ: Mapping[str, str]) -> Path:
    """The folder of this person's settings, outside of every campaign."""
    given = environ.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME", "")
    return (Path(given) if given else Path.home() / ".config") / "palmares"


def _client(key: Key, api: str) -> dict[str, Any]:
    """The OAuth client of a key, its addresses checked."""
    client = key.content.get("installed")
    needed = ("client_id", "client_secret", "auth_uri", "token_uri")
    if not isinstance(client, dict) or not all(isinstance(client.get(n), str) for n in needed):
        raise NotAKey(key=key.origin, detail=NO_CLIENT)
    return {
        "client_id": client["client_id"],
        "client_secret": client["client_secret"],
        "auth_uri": login(key, client["auth_uri"], PAGE_PATH, api),
        "token_uri": login(key, client["token_uri"], TOKEN_PATH, api),
    }


def _fingerprint(client: Mapping[str, str]) -> str:
    """Tells apart what different clients, or rehearsals, may do."""
    return sha256(f"{client['client_id']} {client['token_uri']}".encode()).hexdigest()[:16]


def _kept(path: Path, client: Mapping[str, str]) -> Credentials | None:
    """The credentials that an earlier run kept; None when they are gone or no longer hold."""
    from google.auth.exceptions import RefreshError
    from google.auth.exceptions import TransportError
    from google.auth.transport.requests import Request
    from google.oauth2.credentials import Credentials

    try:
        token = json.loads(read_private(path))["refresh_token"]
    except (KeyUnreadable, ValueError, KeyError, TypeError):
        return None
    made = Credentials(  # type: ignore[no-untyped-call]
        None,
        refresh_token=token,
        token_uri=client["token_uri"],
        client_id=client["client_id"],
        client_secret=client["client_secret"],
        scopes=PERSON_SCOPES,
    )
    asking = near() if _is_near(client) else Request()
    try:
        made.refresh(asking)  # type: ignore[no-untyped-call]
    except RefreshError:
        return None
    except TransportError:
        raise WorkbookUnreachable(place=GOOGLE, detail=NO_CONNECTION) from None
    return made


def _asked(client: Mapping[str, str], prompt: str, done: str) -> Credentials:
    """The credentials of whoever agrees in the browser."""
    from google_auth_oauthlib.flow import InstalledAppFlow
    from google_auth_oauthlib.flow import WSGITimeoutError
    from oauthlib.oauth2 import OAuth2Error
    from requests import RequestException

    flow = InstalledAppFlow.from_client_config({"installed": dict(client)}, PERSON_SCOPES)
    flow.oauth2session.trust_env = not _is_near(client)
    try:
        with _plain_http(client["token_uri"]):
            made: Credentials = flow.run_local_server(
                host=HERE,
                port=0,
                authorization_prompt_message=prompt,
                success_message=done,
                open_browser=_has_browser(),
                timeout_seconds=PATIENCE,
                prompt="consent",
            )
    except WSGITimeoutError:
        raise ConsentRefused(detail=TOO_LATE) from None
    except Warning:  # the library's way to say that the rights are others than those asked for
        raise ConsentRefused(detail=NOT_ALL) from None
    except RequestException:
        raise WorkbookUnreachable(place=GOOGLE, detail=NO_CONNECTION) from None
    except (OAuth2Error, ValueError):
        raise ConsentRefused(detail=REFUSED) from None
    return made


def _is_near(client: Mapping[str, str]) -> bool:
    """Whether a server of this machine stands in for Google: Google is asked by TLS alone."""
    return client["token_uri"].startswith("http://")


def _has_browser() -> bool:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


@contextmanager
def _plain_http(address: str) -> Iterator[None]:
    """Let oauthlib ask a server of this machine without encryption."""
    name = "OAUTHLIB_INSECURE_TRANSPORT"
    before = os.environ.get(name)
    if address.startswith("http://"):
        os.environ[name] = "1"
    try:
        yield
    finally:
        os.environ.pop(name, None)
        if before is not None:
            os.environ[name] = before


def _keep(path: Path, made: Credentials) -> None:
    """Write what is needed next time, for this person's eyes only."""
    content = {"refresh_token": made.refresh_token, "scopes": list(PERSON_SCOPES)}
    write_private(path, json.dumps(content).encode())
