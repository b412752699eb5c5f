"""Google accounts that the suite speaks for: a service account, or a person.

The rights asked for are the least that serve:

- ``spreadsheets``: read and write the campaign's spreadsheets;
- ``drive.file``: make and share files of our own making, no others;
- ``drive.metadata.readonly``, for a service account only: the version and the rights of
  the spreadsheet that was shared with it. Such an account sees nothing but what was
  shared with it; a person's Drive is not ours to look through.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.workbooks.google.addresses import host
from sheets_sync.workbooks.google.addresses import is_login
from sheets_sync.workbooks.google.key_errors import KeyElsewhere
from sheets_sync.workbooks.google.key_errors import NotAKey

if TYPE_CHECKING:
    from google.auth.credentials import Credentials
    from google.auth.transport.requests import Request

    from sheets_sync.workbooks.google.keys import Key

SCOPE = "https://www.googleapis.com/auth/"
PERSON_SCOPES = (f"{SCOPE}spreadsheets", f"{SCOPE}drive.file")
SERVICE_SCOPES = (*PERSON_SCOPES, f"{SCOPE}drive.metadata.readonly")

TOKEN_PATH = "/token"  # noqa: S105 - a path
NO_SERVICE = N_("it is not the key of a service account")
DAMAGED = N_("it is cut short or damaged")
NEEDED = ("client_email", "private_key", "token_uri")
TALKATIVE = ("google", "google_auth_oauthlib", "oauthlib", "requests_oauthlib")
"""Libraries that tell keys, tokens or answers to a log that is detailed enough."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who we are at Google: ``email`` is "" for a person, whom the key does not name."""

    email: str
    credentials: Credentials = field(repr=False)


def service_account(key: Key, api: str = "") -> Account:
    """The service account of a key; nothing is sent yet.

    ``api`` is the address of a local server that stands in for Google, "" without one.
    """
    from google.oauth2 import service_account as google

    hush()
    if key.entry("type") != "service_account":
        raise NotAKey(key=key.origin, detail=NO_SERVICE)
    if not all(key.entry(name) for name in NEEDED):
        raise NotAKey(key=key.origin, detail=DAMAGED)
    content = {**key.content, "token_uri": login(key, key.entry("token_uri"), TOKEN_PATH, api)}
    try:
        made = google.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            content, scopes=SERVICE_SCOPES
        )
    except (ValueError, TypeError):
        # What the library says may quote the key.
        raise NotAKey(key=key.origin, detail=DAMAGED) from None
    return Account(key.entry("client_email"), made)


def login(key: Key, address: str, path: str, api: str) -> str:
    """Where a key is used: at the address it names when that is Google's, or at ``api``."""
    if not is_login(address):
        raise KeyElsewhere(key=key.origin, host=host(address))
    return f"{api}{path}" if api else address


def near() -> Request:
    """Asks for tokens at a server of this machine: through no proxy of the environment."""
    from google.auth.transport.requests import Request
    from requests import Session

    session = Session()
    session.trust_env = False
    return Request(session)


def hush() -> None:
    """Keep libraries from telling a log what they send and receive."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
