"""One HTTP client for every platform: patient, bounded, and silent about secrets.

A request is tried again, within a deadline, when the connection drops, when no answer
comes, and when the server says that it can't just now; it waits as long as the server asks
for. Redirects are not followed, so that a token never travels to another host, and only
this machine may be asked without TLS. A proxy that the environment names is used, as by any
program. Neither a token nor an answer is in an error, a representation or a log of this module.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import TypeAlias
from urllib.parse import unquote
from urllib.parse import urlencode
from urllib.parse import urljoin
from urllib.request import getproxies
from urllib.request import proxy_bypass

from reports.language import N_
from sheets_sync.sources.live.origin import is_here
from sheets_sync.sources.live.origin import is_safe
from sheets_sync.sources.live.origin import origin
from sheets_sync.sources.live.pauses import asked_pause
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.protocol import SourceUncertified
from sheets_sync.sources.live.protocol import SourceUnreachable
from sheets_sync.sources.live.protocol import SourceUnsafe
from sheets_sync.sources.live.protocol import Waiting
from sheets_sync.sources.live.protocol import silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from urllib3 import BaseHTTPResponse
    from urllib3 import PoolManager

    from sheets_sync.sources.live.origin import Origin
    from sheets_sync.sources.live.protocol import Tell

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be another one in a moment."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
REFUSALS = frozenset({401, 403})
LARGEST = 256 * 1024 * 1024
"""Bytes of an answer; a table of 36,000 rows comes in one where a platform has no pages."""

CHUNK = 1 << 16

NO_CONNECTION = N_("no connection")
NO_ANSWER = N_("no answer, or one that was cut short")
NO_TLS = N_("no secure connection")
NO_PROXY = N_("the proxy that this machine’s settings name does not let us through")
TROUBLE = N_("the server answers with an error (HTTP {status})")
SLOWER = N_("the server asks for fewer requests (HTTP {status})")
MOVED = N_("the server sends us elsewhere; addresses of others are not followed")
IN_CLEAR = N_("its address is not https, and the token would travel in clear")
TOO_LARGE = N_("it is larger than {most} MB")
NOT_JSON = N_("it is not JSON")
NO_RIGHT = N_("the token is unknown, has expired or has not the right (HTTP {status})")
UNEXPECTED = N_("HTTP {status}")


class Answer(NamedTuple):
    """What the server said; header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: how long one request is tried again, and how long one attempt may take.

    The deadline is longer than the minute for which platforms count requests.
    """

    deadline: float = 150.0
    first: float = 0.5
    longest: float = 20.0
    connect: float = 10.0
    read: float = 60.0


class Request(NamedTuple):
    """What is asked; an answer of more than ``most`` bytes is refused."""

    method: str
    address: str
    body: bytes | None = None
    headers: Mapping[str, str] | None = None
    most: int = LARGEST


Begin: TypeAlias = "Callable[[], Callable[[bytes], object]]"
"""Gives what takes the pieces of a body in; called once for each attempt that brings one."""


class _Lost(Exception):
    """There was no whole answer; bears the message identifier that says so."""

    def __init__(self, detail: str) -> None:
        super().__init__()
        self.detail = detail


class Http:
    """Speaks with one server, under one address.

    ``headers`` go with every request and may hold a token. ``tell`` is told of each pause
    and why. ``sent`` counts the attempts.
    """

    def __init__(
        self,
        address: str,
        place: str,
        headers: Mapping[str, str] | None = None,
        tell: Tell = silent,
        patience: Patience | None = None,
    ) -> None:
        """Name the server; raises ``SourceUnsafe`` for one that would be asked in clear."""
        if not is_safe(address):
            raise SourceUnsafe(place=place, detail=IN_CLEAR)
        self.place = place
        self.address = address
        self.sent = 0
        self._headers = {"User-Agent": "palmares", "Accept-Encoding": "gzip", **(headers or {})}
        self._tell = tell
        self._patience = patience or Patience()
        self._random = random.SystemRandom()

    def __repr__(self) -> str:
        """The place, and nothing of what is sent."""
        return f"Http({self.place!r})"

    def ask(
        self,
        method: str,
        path: str = "",
        *,
        query: Mapping[str, object] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        most: int = LARGEST,
    ) -> Answer:
        """The answer to a request that may be repeated, whatever its status.

        ``path`` is joined to the address; it may not lead to another server. Raises
        ``SourceUnreachable`` when no other answer than a passing one comes in time, or when
        the server can't prove to be itself, ``SourceBroken`` for one of more than ``most``
        bytes, ``SourceUnsafe`` for a redirect.
        """
        kept = bytearray()

        def begin() -> Callable[[bytes], object]:
            kept.clear()
            return kept.extend

        request = Request(method, self._joined(path, query), body, headers, most)
        status, given = self.stream(request, begin)
        return Answer(status, given, bytes(kept))

    def json(
        self,
        method: str,
        path: str = "",
        data: object = None,
        *,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:  # noqa: ANN401 - whatever JSON holds: the caller checks it
        """What a server answers in JSON with a status of success.

        Raises ``SourceRefused`` for 401 and 403, ``SourceBroken`` for any other status or
        an answer that is not JSON, besides what :meth:`ask` raises.
        """
        sent = {"Accept": "application/json", **(headers or {})}
        body = None
        if data is not None:
            sent["Content-Type"] = "application/json"
            body = json.dumps(data).encode()
        answer = self.ask(method, path, query=query, body=body, headers=sent)
        return self.decoded(answer)

    def decoded(self, answer: Answer) -> Any:  # noqa: ANN401 - as above
        """The JSON of an answer; see :meth:`json`."""
        if answer.status in REFUSALS:
            raise SourceRefused(place=self.place, detail=NO_RIGHT, status=answer.status)
        if answer.status // 100 != 2:  # noqa: PLR2004 - the hundreds of success
            raise SourceBroken(place=self.place, detail=UNEXPECTED, status=answer.status)
        try:
            return json.loads(answer.body)
        except (ValueError, RecursionError):
            raise SourceBroken(place=self.place, detail=NOT_JSON) from None

    def stream(self, request: Request, begin: Begin) -> tuple[int, Mapping[str, str]]:
        """Status and headers; the body goes, in pieces, to what ``begin`` gives.

        See :meth:`ask`.
        """
        end = time.monotonic() + self._patience.deadline
        attempt = 0
        while True:
            attempt += 1
            why, asked, status = NO_CONNECTION, None, 0
            try:
                status, given = self._once(request, begin)
            except _Lost as lost:
                why = lost.detail
            else:
                if status not in PASSING:
                    return status, given
                why = SLOWER if status == 429 else TROUBLE  # noqa: PLR2004 - too many requests
                asked = asked_pause(given, time.time())
            pause = asked or self._pause(attempt)  # "at once" is no pause at all
            if time.monotonic() + pause > end:
                raise SourceUnreachable(place=self.place, detail=why, status=status) from None
            self._tell(Waiting(why, pause, {"status": status}))
            time.sleep(pause)

    def _pause(self, attempt: int) -> float:
        growing: float = self._patience.first * 2.0 ** min(attempt - 1, 10)
        growing = min(growing, self._patience.longest)
        return growing * self._random.uniform(0.5, 1.5)

    def _joined(self, path: str, query: Mapping[str, object] | None) -> str:
        address = urljoin(self.address, path) if path else self.address
        if query:
            given = {key: value for key, value in query.items() if value is not None}
            address += ("&" if "?" in address else "?") + urlencode(given, doseq=True)
        return address

    @cached_property
    def _pool(self) -> PoolManager:
        from urllib3 import PoolManager
        from urllib3 import ProxyManager
        from urllib3 import Timeout
        from urllib3 import make_headers
        from urllib3.util import parse_url

        timeout = Timeout(connect=self._patience.connect, read=self._patience.read)
        proxy = proxy_for(origin(self.address))
        if not proxy:
            return PoolManager(timeout=timeout, retries=False)
        login = parse_url(proxy).auth
        headers = make_headers(proxy_basic_auth=unquote(login)) if login else None
        return ProxyManager(proxy, proxy_headers=headers, timeout=timeout, retries=False)

    def _once(self, request: Request, begin: Begin) -> tuple[int, dict[str, str]]:
        from urllib3.exceptions import HTTPError
        from urllib3.exceptions import NewConnectionError
        from urllib3.exceptions import ProxyError
        from urllib3.exceptions import SSLError

        if origin(request.address) != origin(self.address):
            raise SourceUnsafe(place=self.place, detail=MOVED)
        self.sent += 1
        try:
            got = self._pool.request(
                request.method,
                request.address,
                body=request.body,
                headers={**self._headers, **(request.headers or {})},
                redirect=False,
                preload_content=False,
            )
            return self._read(got, begin, request.most)
        except SSLError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):  # the next attempt would say the same
                raise SourceUncertified(place=self.place) from None
            raise _Lost(NO_TLS) from None
        except ProxyError:
            raise _Lost(NO_PROXY) from None
        except NewConnectionError:
            raise _Lost(NO_CONNECTION) from None
        except HTTPError:
            raise _Lost(NO_ANSWER) from None

    def _read(self, got: BaseHTTPResponse, begin: Begin, most: int) -> tuple[int, dict[str, str]]:
        """Take a body in, no more of it than allowed; then let the connection serve again."""
        whole = False
        try:
            if got.status in REDIRECTS:
                raise SourceUnsafe(place=self.place, detail=MOVED)
            take, taken = begin(), 0
            while chunk := got.read(CHUNK):
                taken += len(chunk)
                if taken > most:
                    raise SourceBroken(place=self.place, detail=TOO_LARGE, most=most >> 20)
                take(chunk)
            whole = True
        finally:
            if whole:
                got.release_conn()
            else:
                got.close()
        return got.status, {key.lower(): value for key, value in got.headers.items()}


def proxy_for(asked: Origin | None) -> str:
    """The proxy that the environment names for a server; "" for none, and for this machine."""
    if asked is None or is_here(asked.host) or proxy_bypass(asked.host):
        return ""
    named = getproxies().get(asked.scheme, "")
    return named if not named or "://" in named else f"http://{named}"
