"""Access tokens for Google's services, by google-auth over our own HTTP client."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import TypeVar

from google.auth import exceptions
from google.auth import transport

from reports.language import N_
from sheets_sync.sources.live.http import Http
from sheets_sync.sources.live.origin import is_here
from sheets_sync.sources.live.origin import origin
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.reading import bearer

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from google.oauth2.service_account import Credentials

    from sheets_sync.sources.live.http import Answer
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.protocol import Tell

T = TypeVar("T")

SCOPES = tuple(
    f"https://www.googleapis.com/auth/forms.{name}.readonly" for name in ("body", "responses")
)
SHEETS_SCOPE = "https://www.googleapis.com/auth/spreadsheets.readonly"
UNKNOWN = 401
NO_TOKEN = N_("Google gives no token to this service account")
BAD_KEY = N_("this is not the key file of a service account")
FOREIGN_KEY = N_("this key file would be used at a server that is not Google’s")


class Tokens:
    """Gives the header of a token that is valid; asks for a new one when it must."""

    def __init__(
        self,
        place: str,
        secret: Callable[[], str],
        tell: Tell,
        patience: Patience | None,
        scopes: Sequence[str] = SCOPES,
    ) -> None:
        """Nothing is read and nothing is asked yet."""
        self._scopes = scopes
        self._place = place
        self._secret = secret
        self._asking = _Asking(place, tell, patience)
        self._account: Credentials | None = None

    def header(self, *, fresh: bool = False) -> dict[str, str]:
        """The header to send; a ``fresh`` token is a new one where we can make one.

        Raises :class:`~sheets_sync.sources.live.protocol.SourceError`.
        """
        text = self._secret().strip()
        if not text.startswith("{"):
            return bearer(self._place, text)
        if self._account is None:
            self._account = self._read(text)
        if fresh or not self._account.valid:
            try:
                self._account.refresh(self._asking)  # type: ignore[no-untyped-call] # no types there
            except exceptions.GoogleAuthError:
                raise SourceRefused(place=self._place, detail=NO_TOKEN) from None
        return bearer(self._place, str(self._account.token))

    def renewable(self) -> bool:
        """Whether another token can be made when one is refused."""
        return self._account is not None

    def _read(self, text: str) -> Credentials:
        from google.oauth2 import service_account

        try:
            info = json.loads(text)
            made = service_account.Credentials.from_service_account_info(info, scopes=self._scopes)  # type: ignore[no-untyped-call] # no types there
            if not _is_googles(str(info["token_uri"])):
                raise SourceRefused(place=self._place, detail=FOREIGN_KEY)
        except (ValueError, TypeError, LookupError, AttributeError):
            raise SourceRefused(place=self._place, detail=BAD_KEY) from None
        account: Credentials = made
        return account


def _is_googles(address: str) -> bool:
    """Whether a token may be asked for there: at Google, or on this machine."""
    found = origin(address)
    return found is not None and (
        is_here(found.host) or (found.scheme == "https" and found.host.endswith(".googleapis.com"))
    )


def authorised(tokens: Tokens, ask: Callable[[Mapping[str, str]], T]) -> T:
    """What ``ask`` gives with the header of a token, and with a new one when it is refused."""
    try:
        return ask(tokens.header())
    except SourceRefused as refused:
        # A token may end, or be taken back, before its hour is over.
        if refused.values.get("status") != UNKNOWN or not tokens.renewable():
            raise
    return ask(tokens.header(fresh=True))


class _Response(transport.Response):
    """An answer as google-auth wants it."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    @property
    def status(self) -> int:
        return self._answer.status

    @property
    def headers(self) -> Mapping[str, str]:
        return self._answer.headers

    @property
    def data(self) -> bytes:
        return self._answer.body


class _Asking(transport.Request):
    """The requests of google-auth, sent by our client."""

    def __init__(self, place: str, tell: Tell, patience: Patience | None) -> None:
        self._of = (place, tell, patience)

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002 - ours bounds every request
        **_: object,
    ) -> _Response:
        place, tell, patience = self._of
        http = Http(url, place, tell=tell, patience=patience)
        sent = body.encode() if isinstance(body, str) else body
        return _Response(http.ask(method, body=sent, headers=headers))
