"""What may go wrong on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

KINDS = ("status", "cut", "reset", "silent", "page")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault waiting for its request.

    Attributes:
        kind: ``status``: that error, worded as the platform does; ``cut``: the connection
            breaks in the middle of the body; ``reset``: before the answer; ``silent``: no
            answer comes until the server stops or is told to go on; ``page``: a page of a
            proxy where JSON should be.
        nth: It strikes at the nth request from now (1: the next).
        times: How many requests in a row it strikes.
        status: The status of a ``status`` or ``page``.
        headers: Headers of a ``status``.
    """

    kind: str
    nth: int = 1
    times: int = 1
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse what can't be armed."""
        if self.kind not in KINDS or self.nth < 1:
            raise ValueError(f"no such fault: {self}")


@dataclass(slots=True)
class Faults:
    """Faults that are armed; each counts the requests since it was."""

    armed: list[tuple[Fault, int]] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Arm a fault."""
        self.armed.append((fault, 0))

    def clear(self) -> None:
        """Disarm all."""
        self.armed = []

    def strike(self) -> Fault | None:
        """The fault that strikes this request: the first armed one whose turn it is."""
        struck, left = None, []
        for fault, seen in self.armed:
            count = seen + 1
            if struck is None and fault.nth <= count < fault.nth + fault.times:
                struck = fault
            if count < fault.nth + fault.times - 1:
                left.append((fault, count))
        self.armed = left
        return struck
