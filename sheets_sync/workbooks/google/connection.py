"""A connection to Google for an account."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sheets_sync.workbooks.google.addresses import local_api
from sheets_sync.workbooks.google.client import Client
from sheets_sync.workbooks.google.client import Timing
from sheets_sync.workbooks.google.client import quiet
from sheets_sync.workbooks.google.consent import config_folder
from sheets_sync.workbooks.google.consent import person
from sheets_sync.workbooks.google.credentials import TOKEN_PATH
from sheets_sync.workbooks.google.credentials import login
from sheets_sync.workbooks.google.credentials import near
from sheets_sync.workbooks.google.credentials import service_account
from sheets_sync.workbooks.google.keys import find_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from pathlib import Path

    from sheets_sync.workbooks.google.client import Pause
    from sheets_sync.workbooks.google.credentials import Account
    from sheets_sync.workbooks.google.keys import Key

REHEARSAL = Timing(deadline=0.5, first=0.01, longest=0.05)
"""A server of this machine has no minute to wait for, and is back at once or not at all."""


class Connection:
    """Who we are at Google, and the client that speaks for them.

    ``key`` was looked at already; ``prompt`` and ``done`` are what a person reads who must
    agree first: see :func:`~sheets_sync.workbooks.google.consent.person`.
    """

    def __init__(
        self,
        path: Path | None,
        environ: Mapping[str, str],
        prompt: str | None = None,
        done: str = "",
        waits: Callable[[Pause], None] = quiet,
    ) -> None:
        """Find the key and the account.

        ``path`` is that of the key file, None when the environment has it. ``prompt`` None
        takes a service account. Raises ``KeyProblem`` and ``ApiElsewhere``.
        """
        self._api = local_api(environ)
        self.key = find_key(path, environ)
        self.account = self._account(self.key, environ, prompt, done)
        self._waits = waits

    def _account(
        self, key: Key, environ: Mapping[str, str], prompt: str | None, done: str
    ) -> Account:
        if prompt is None:
            return service_account(key, self._api)
        return person(key, self._api, config_folder(environ), prompt, done)

    def client(self) -> Client:
        """A client that tries again within its deadline."""
        from google.auth.transport.requests import AuthorizedSession
        from gspread.http_client import HTTPClient

        credentials = self.account.credentials
        if not self._api:
            return Client(HTTPClient(credentials), timing=Timing(), waits=self._waits)
        session = AuthorizedSession(credentials, auth_request=near())  # type: ignore[no-untyped-call]
        session.trust_env = False
        http = HTTPClient(credentials, session=session)
        return Client(http, self._api, timing=REHEARSAL, waits=self._waits)

    def secret(self) -> str:
        """What another module may ask Google with: the key's own text, or a person's token.

        A person's token holds for an hour, a key until it is taken back.
        """
        if not self.account.email:
            return str(self.account.credentials.token)
        address = login(self.key, self.key.entry("token_uri"), TOKEN_PATH, self._api)
        return json.dumps({**self.key.content, "token_uri": address})
