"""A session of RemoteControl: citric's calls, sent by our own HTTP client.

citric speaks through ``requests``, which waits for ever, follows redirects and takes
answers of any size: its adapter here hands every request to the client that does not.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import cast

import citric
import requests
from citric.exceptions import InvalidJSONResponseError
from citric.exceptions import LimeSurveyApiError
from citric.exceptions import LimeSurveyStatusError
from citric.exceptions import ResponseMismatchError
from citric.exceptions import RPCInterfaceNotEnabledError
from requests.adapters import BaseAdapter

from sheets_sync.sources.live.http import NO_RIGHT
from sheets_sync.sources.live.http import NOT_JSON
from sheets_sync.sources.live.http import REFUSALS
from sheets_sync.sources.live.http import UNEXPECTED
from sheets_sync.sources.live.limesurvey.errors import InterfaceOff
from sheets_sync.sources.live.limesurvey.errors import SessionEnded
from sheets_sync.sources.live.limesurvey.errors import error_of
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceError
from sheets_sync.sources.live.protocol import SourceRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.sources.live.http import Http

RPC = "admin/remotecontrol"


class _Through(BaseAdapter):
    """Hands the requests of one address to our client."""

    def __init__(self, http: Http) -> None:
        super().__init__()
        self._http = http

    def send(
        self, request: requests.PreparedRequest, *_: object, **__: object
    ) -> requests.Response:
        """The answer to a call; a status that is no success is an error already."""
        body = request.body or ""
        sent = body.encode() if isinstance(body, str) else cast("bytes", body)
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        got = self._http.ask("POST", body=sent, headers=headers)
        if got.status in REFUSALS:
            raise SourceRefused(place=self._http.place, detail=NO_RIGHT, status=got.status)
        if got.status != requests.codes.ok:
            raise SourceBroken(place=self._http.place, detail=UNEXPECTED, status=got.status)
        answer = requests.Response()
        answer.status_code, answer.encoding = got.status, "utf-8"
        answer._content = got.body  # noqa: SLF001 - there is no other way to make a response
        answer.request, answer.url = request, request.url or ""
        return answer

    def close(self) -> None:
        """Nothing is held open here."""


def rpc_address(address: str) -> str:
    """The address of the remote interface of a site."""
    if address.rstrip("/").endswith(RPC):
        return address.rstrip("/")
    bare = address.rstrip("/").removesuffix("/index.php")
    return f"{bare}/index.php/{RPC}"


@contextmanager
def session(http: Http, user: str, password: str, form: str) -> Iterator[citric.Client]:
    """A client that is logged in, and logged out whatever happens.

    Raises :class:`~sheets_sync.sources.live.protocol.SourceError` for all that LimeSurvey
    refuses, and ``SessionEnded``.
    """
    sending = requests.Session()
    sending.trust_env = False  # no proxy and no password file of the environment
    for scheme in ("http://", "https://"):
        sending.mount(scheme, _Through(http))
    with _explained(http.place, form):
        client = citric.Client(http.address, user, password, requests_session=sending)
        try:
            yield client
        finally:
            # The responses are there, or an error is on its way: neither may be lost.
            with suppress(SourceError, SessionEnded), _explained(http.place, form):
                client.close()


@contextmanager
def _explained(place: str, form: str) -> Iterator[None]:
    try:
        yield
    except RPCInterfaceNotEnabledError:
        raise InterfaceOff(place=place) from None
    except InvalidJSONResponseError:
        raise SourceBroken(place=place, detail=NOT_JSON) from None
    except (LimeSurveyStatusError, LimeSurveyApiError) as error:
        raise error_of(str(error), place, form) from None
    except (ResponseMismatchError, requests.RequestException):
        raise SourceBroken(place=place, detail=NOT_JSON) from None
