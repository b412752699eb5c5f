"""Requests to Google through gspread's HTTP client: repeated within a deadline, then told apart.

Only requests that may be repeated are sent from here: readings, and changes that fail as a
whole when they were carried out already. gspread's own repeating client is not used: it
never gives up. Hosts are fixed; only a server of this machine may stand in for Google.
Neither keys nor answers show in an error of this module, and nothing is logged.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from urllib.parse import urlsplit

from reports.language import N_
from sheets_sync.workbooks.google.addresses import is_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from gspread.http_client import HTTPClient
    from requests import Response

SHEETS = "https://sheets.googleapis.com"
DRIVE = "https://www.googleapis.com"

DENSE = {"prettyPrint": "false"}
"""Answers without spaces and line ends: a third of the bytes."""

Object = dict[str, Any]

NO_CONNECTION = N_("no connection")
NO_ANSWER = N_("no answer, or one that was cut short")
TROUBLE = N_("Google answers with an error (HTTP {status})")
TOO_MANY = N_("Google asks to slow down (too many requests in a minute)")

SLOW_DOWN = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})
UNTOUCHED = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.FORBIDDEN})
"""Answers that a request gets before anything is done about it."""

PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
"""Answers that may be another one in a moment."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds: how long a request is repeated in all, and what one attempt may take.

    ``first`` and ``longest`` bound the pauses, which double; a minute's quota is used up for
    a minute at most, so ``deadline`` should be longer.
    """

    deadline: float = 120.0
    connect: float = 10.0
    read: float = 180.0
    first: float = 1.0
    longest: float = 32.0


class Pause(NamedTuple):
    """A pause before a request is repeated; ``reason`` is a message identifier."""

    seconds: float
    reason: str
    values: Mapping[str, object]


def quiet(pause: Pause) -> None:
    """Tell nobody."""


class Failure(Exception):
    """A request that came to nothing, as far as is known.

    ``status`` is 0 without an answer. ``doubt``: it, or an attempt before it, may have been
    carried out all the same. ``final``: it will not be otherwise in a moment. ``tries`` is
    how often it was sent. ``reason`` is Google's own word; ``message`` is for telling cases
    apart, never for people.
    """

    def __init__(self, detail: str, status: int = 0, *, doubt: bool = False) -> None:
        """Keep what is known."""
        super().__init__()
        self.detail = detail
        self.status = status
        self.doubt = doubt
        self.tries = 1
        self.final = False
        self.login = False
        self.certificate = False
        self.reason = ""
        self.message = ""

    def __str__(self) -> str:
        """The detail in English; Google's own words are left out."""
        return self.detail.format(status=self.status)


class Client:
    """Speaks with Sheets and Drive for one account.

    ``http`` is gspread's, with the account's credentials. ``api`` is the address of a server
    on this machine that stands in for Google (``ValueError`` for any other), "" for Google.
    ``waits`` is told before each pause.
    """

    def __init__(
        self,
        http: HTTPClient,
        api: str = "",
        *,
        timing: Timing | None = None,
        waits: Callable[[Pause], None] = quiet,
    ) -> None:
        """Nothing is sent yet."""
        if api and not is_here(urlsplit(api).hostname or ""):
            raise ValueError("a stand-in for Google must be on this machine")
        self.timing = timing or Timing()
        self._http = http
        self._api = api.rstrip("/")
        self._waits = waits
        self._random = random.SystemRandom()
        self._ahead = 0.0

    @property
    def now(self) -> datetime:
        """The time by Google's clock, as the last answer told it."""
        return datetime.fromtimestamp(time.time() + self._ahead, UTC)

    def sheets(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] | None = None,
        body: Object | None = None,
    ) -> Object:
        """The answer of Google Sheets; raises :class:`Failure`."""
        return self._asked(method, (self._api or SHEETS) + path, params, body)

    def drive(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] | None = None,
        body: Object | None = None,
    ) -> Object:
        """The answer of Google Drive; raises :class:`Failure`."""
        return self._asked(method, (self._api or DRIVE) + path, params, body)

    def hurried(self, deadline: float) -> Client:
        """The same client with less time, for what may also be left undone."""
        timing = self.timing
        least = min(deadline, timing.deadline)
        hurry = Timing(least, timing.connect, min(timing.read, 2 * deadline), timing.first)
        made = Client(self._http, self._api, timing=hurry)
        made._ahead = self._ahead
        return made

    def once(self) -> Client:
        """The same client for a request that must not be repeated."""
        made = Client(self._http, self._api, timing=replace(self.timing, deadline=0.0))
        made._ahead = self._ahead
        return made

    def _asked(
        self, method: str, url: str, params: Mapping[str, str] | None, body: Object | None
    ) -> Object:
        content = None
        if body is not None:
            content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        doubt, tries = False, 0
        pauses = self._pauses()
        while True:
            try:
                return self._once(method, url, params, content)
            except Failure as failure:
                tries = failure.tries = tries + 1
                doubt = failure.doubt = doubt or failure.doubt
                wait = None if failure.final else next(pauses)
                if wait is None:
                    raise
                self._waits(Pause(wait, failure.detail, {"status": failure.status}))
            time.sleep(wait)

    def _pauses(self) -> Iterator[float | None]:
        """Growing pauses in seconds, at random so that runs do not meet; None: give up."""
        end = time.monotonic() + self.timing.deadline
        pause = self.timing.first
        while True:
            wait = pause * self._random.uniform(0.5, 1.5)
            yield wait if time.monotonic() + wait <= end else None
            pause = min(2 * pause, self.timing.longest)

    def _once(
        self, method: str, url: str, params: Mapping[str, str] | None, content: bytes | None
    ) -> Object:
        """The answer to one attempt."""
        from google.auth.exceptions import GoogleAuthError
        from gspread.exceptions import APIError
        from requests import RequestException

        self._http.set_timeout((self.timing.connect, self.timing.read))
        headers = {"Content-Type": "application/json; charset=utf-8"} if content else None
        try:
            response = self._http.request(
                method, url, params={**DENSE, **(params or {})}, data=content, headers=headers
            )
            self._note_time(response)
            found: Object = response.json()
        except APIError as error:
            self._note_time(error.response)
            raise _refused(error.response) from None
        except GoogleAuthError as error:
            raise _login(error) from None
        except RequestException as error:
            raise _lost(error) from None
        except (KeyError, TypeError, ValueError):  # an error that not even gspread can read
            raise Failure(NO_ANSWER, doubt=True) from None
        return found

    def _note_time(self, response: Response) -> None:
        try:
            told = parsedate_to_datetime(response.headers["Date"]).timestamp()
        except (KeyError, ValueError, TypeError):
            return
        self._ahead = told - time.time()


def _refused(response: Response) -> Failure:
    """What an answer with an error says."""
    status = response.status_code
    failure = Failure(TROUBLE, status)
    try:
        error = response.json()["error"]
        reasons = [each.get("reason", "") for each in error.get("details", ())]
        reasons += [each.get("reason", "") for each in error.get("errors", ())]
        failure.reason = next(filter(None, reasons), str(error.get("status", "")))
        failure.message = str(error.get("message", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    slow = status == HTTPStatus.FORBIDDEN and failure.reason in SLOW_DOWN
    if slow or status == HTTPStatus.TOO_MANY_REQUESTS:
        failure.detail = TOO_MANY
    failure.final = status not in PASSING and not slow
    failure.doubt = not failure.final and status not in UNTOUCHED
    return failure


def _login(error: Exception) -> Failure:
    """What keeps credentials from giving a token: a refusal, or no connection."""
    from google.auth.exceptions import RefreshError
    from google.auth.exceptions import TransportError

    failure = Failure(NO_CONNECTION)
    passing = isinstance(error, TransportError) or bool(getattr(error, "retryable", False))
    # A refusal comes with its reason; a page in its place is somebody's who stands between.
    passing = passing or (isinstance(error, RefreshError) and len(error.args) == 1)
    failure.final = failure.login = not passing
    return failure


def _lost(error: Exception) -> Failure:
    """What a broken connection tells: whether the request may have arrived."""
    from requests import ConnectionError as Unconnected
    from requests import ConnectTimeout
    from requests.exceptions import ProxyError
    from requests.exceptions import SSLError
    from urllib3.exceptions import MaxRetryError
    from urllib3.exceptions import NewConnectionError

    cause = error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else None
    unsent = isinstance(error, ConnectTimeout | ProxyError) or (
        isinstance(error, Unconnected) and isinstance(reason, NewConnectionError)
    )
    failure = Failure(NO_CONNECTION if unsent else NO_ANSWER, doubt=not unsent)
    if isinstance(error, SSLError):
        failure.doubt = False
        failure.certificate = failure.final = "certificate verify failed" in str(error)
    return failure
