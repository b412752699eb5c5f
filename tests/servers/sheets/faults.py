"""What may go wrong on purpose: errors, delays and broken connections, and quotas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from tests.servers.sheets import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.sheets.journal import Entry

KINDS = ("429", "500", "503", "403", "409", "html", "reset", "delay", "expired")
WHEN = ("before", "after")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault waiting for its request.

    Attributes:
        kind: ``429``, ``500``, ``503``, ``409``: that error; ``403``: Drive's rate limit;
            ``html``: a 502 page that isn't JSON; ``reset``: the connection breaks;
            ``delay``: the answer comes ``seconds`` late; ``expired``: the token has expired.
        nth: It strikes at the nth request from now (1: the next) that fits.
        when: ``before`` the request is applied, or ``after`` it was.
        times: How many fitting requests in a row it strikes.
        only: Requests that fit: ``read``, ``write``, ``drive``, ``token``, or any when empty.
        path: Pattern that is found in the method, a blank and the path of those that fit.
        seconds: Length of a delay.
    """

    kind: str
    nth: int = 1
    when: str = "before"
    times: int = 1
    only: str = ""
    path: str = ""
    seconds: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what can't be armed."""
        if self.kind not in KINDS or self.when not in WHEN or self.nth < 1:
            raise ValueError(f"no such fault: {self}")

    def fits(self, entry: Entry) -> bool:
        """Whether a request is one that it waits for."""
        if self.only and entry.kind != self.only:
            return False
        return not self.path or bool(re.search(self.path, f"{entry.method} {entry.path}"))

    def error(self) -> errors.ApiError | None:
        """The refusal it stands for; None for those that aren't one."""
        code = {"429": 429, "500": 500, "503": 503, "409": 409}.get(self.kind)
        if code == 429:
            return errors.quota("Read", 60, "123456789012")
        if self.kind == "403":
            text = "Rate Limit Exceeded"
            return errors.drive(403, text, "rateLimitExceeded", domain="usageLimits")
        return errors.ApiError(code, MESSAGES[code]) if code else None


MESSAGES = {
    500: "Internal error encountered.",
    503: "The service is currently unavailable.",
    409: "The operation was aborted.",
}


@dataclass(slots=True)
class Faults:
    """Faults that are armed; each counts the requests that fit it."""

    armed: list[tuple[Fault, int]] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Arm a fault."""
        self.armed.append((fault, 0))

    def clear(self) -> None:
        """Disarm all."""
        self.armed = []

    def strike(self, entry: Entry) -> Fault | None:
        """The fault that strikes a request: the first armed one whose turn it is."""
        struck, left = None, []
        for fault, seen in self.armed:
            count = seen + fault.fits(entry)
            turn = count > seen and fault.nth <= count < fault.nth + fault.times
            if turn and struck is None:
                struck = fault
            if count < fault.nth + fault.times - 1:
                left.append((fault, count))
        self.armed = left
        return struck


@dataclass(slots=True)
class Quotas:
    """Requests per person and window, reads and writes counted apart; 0 is unlimited."""

    clock: Callable[[], float]
    reads: int = 0
    writes: int = 0
    window: float = 60.0
    used: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def spend(self, user: str, kind: str, project: str) -> None:
        """Count a request; refuses it when the window's quota is used up."""
        limit = {"read": self.reads, "write": self.writes}.get(kind, 0)
        if not limit:
            return
        key = user, kind, int(self.clock() // self.window)
        self.used[key] = self.used.get(key, 0) + 1
        if self.used[key] > limit:
            raise errors.quota(kind.capitalize(), limit, project)
