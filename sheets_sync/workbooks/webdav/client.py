"""One file on a WebDAV server over HTTP: one attempt, or several within a deadline.

The name and the password travel to the address itself only: redirects are not followed and
no proxy or password file of the environment is used. Certificates are checked against the
system's store. Neither shows in a representation, a log or an error of this module.
"""

from __future__ import annotations

import random
import time
from base64 import b64encode
from functools import cached_property
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING
from typing import NamedTuple
from urllib.parse import unquote
from urllib.parse import urlsplit

from reports.language import N_
from reports.network import uncertified
from sheets_sync.workbooks.errors import WorkbookUnreachable
from sheets_sync.workbooks.webdav.errors import AddressMoved
from sheets_sync.workbooks.webdav.errors import CertificateRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from urllib3 import PoolManager

DEADLINE = 30.0
CONNECT = 10.0
READ = 60.0
FIRST_PAUSE = 0.2
LONGEST_PAUSE = 5.0
PASSING = frozenset({408, 423, 425, 429, 500, 502, 503, 504})
"""Answers that may be another one in a moment."""

_REFUSED = "certificate verify failed"

NO_CONNECTION = N_("no connection")
NO_ANSWER = N_("no answer, or one that was cut short")
TROUBLE = N_("the server answers with an error (HTTP {status})")


class Answer(NamedTuple):
    """What the server said; header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Lost(Exception):
    """There was no whole answer; ``sent`` tells whether the request may have arrived."""

    def __init__(self, *, sent: bool) -> None:
        """Keep what is known."""
        super().__init__()
        self.sent = sent

    @property
    def detail(self) -> str:
        """What happened, as a message identifier."""
        return NO_ANSWER if self.sent else NO_CONNECTION


class Client:
    """Speaks with the server of one file.

    ``password`` is called once, at the first request. ``deadline`` bounds, in seconds, how
    long a request is tried again; ``timeout`` how long one attempt waits for an answer.
    """

    def __init__(
        self,
        address: str,
        user: str,
        password: Callable[[], str],
        deadline: float = DEADLINE,
        timeout: float = READ,
    ) -> None:
        """Name the file; nothing is sent yet."""
        parts = urlsplit(address)
        self.address = address
        self.user = user
        self.folder = parts._replace(path=parts.path.rpartition("/")[0] + "/").geturl()
        self.name = PureWindowsPath(unquote(parts.path)).name  # no part of it leads elsewhere
        self.place = f"{parts.netloc}/…/{self.name}"
        self._password = password
        self._deadline = deadline
        self._timeout = timeout
        self._random = random.SystemRandom()

    @cached_property
    def _authorization(self) -> str:
        return "Basic " + b64encode(f"{self.user}:{self._password()}".encode()).decode()

    @cached_property
    def _pool(self) -> PoolManager:
        from urllib3 import PoolManager
        from urllib3 import Timeout

        return PoolManager(timeout=Timeout(connect=CONNECT, read=self._timeout), retries=False)

    def attempts(self) -> Iterator[int]:
        """Numbers of attempts from 1 on, with growing pauses between, within the deadline."""
        end = time.monotonic() + self._deadline
        attempt, pause = 1, FIRST_PAUSE
        while True:
            yield attempt
            wait = pause * self._random.uniform(0.5, 1.5)
            if time.monotonic() + wait > end:
                return
            time.sleep(wait)
            attempt, pause = attempt + 1, min(2 * pause, LONGEST_PAUSE)

    def once(
        self,
        method: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        address: str = "",
    ) -> Answer:
        """The answer to one attempt; ``address`` is the file's when empty.

        Raises :class:`Lost` without one, ``CertificateRefused`` and ``AddressMoved``.
        """
        from urllib3.exceptions import ConnectTimeoutError
        from urllib3.exceptions import HTTPError
        from urllib3.exceptions import NewConnectionError
        from urllib3.exceptions import SSLError

        # "identity", because a server that compresses on the way makes the ETag a weak one.
        sent = {"Accept-Encoding": "identity", "User-Agent": "palmares", **(headers or {})}
        sent["Authorization"] = self._authorization
        try:
            got = self._pool.request(
                method, address or self.address, body=body, headers=sent, redirect=False
            )
        except SSLError as error:
            if _REFUSED not in str(error):
                raise Lost(sent=False) from None
            raise CertificateRefused(place=self.place, detail=_reason(error)) from None
        except (NewConnectionError, ConnectTimeoutError):
            raise Lost(sent=False) from None
        except HTTPError:
            raise Lost(sent=True) from None
        answer = Answer(got.status, {k.lower(): v for k, v in got.headers.items()}, got.data)
        if answer.status in {301, 302, 303, 307, 308}:
            raise AddressMoved(place=self.place, address=_shown(answer.headers.get("location", "")))
        return answer

    def ask(
        self,
        method: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        address: str = "",
    ) -> Answer:
        """The answer to a request that changes nothing, tried until the deadline.

        It may be one of ``PASSING`` in the end; ``WorkbookUnreachable`` without any.
        """
        detail, answer = NO_CONNECTION, None
        for _ in self.attempts():
            try:
                answer = self.once(method, headers, body, address)
            except Lost as lost:
                detail, answer = lost.detail, None
                continue
            if answer.status not in PASSING:
                break
        if answer is None:
            raise WorkbookUnreachable(place=self.place, detail=detail)
        return answer


def _shown(address: str) -> str:
    """An address without what may be a secret in it."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _reason(error: Exception) -> str:
    """Why a certificate is refused."""
    return uncertified(str(error).rpartition(_REFUSED)[2].partition(" (_ssl")[0].strip(": "))
