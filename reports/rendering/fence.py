"""What a template of the organiser may take: time, memory and length, so that none runs wild.

Time is bounded where the system can interrupt a computation (not on Windows, nor in a
thread), memory where it can tell and bound a process's own (Linux). Everywhere, an operator
that would make a text, a list or a number far too large is refused before it begins.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from jinja2.runtime import Context
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST = 2_000_000  # characters: a template that makes more has run wild
PATIENCE = 3  # seconds of computing: one that takes more, too
ROOM = 512 << 20  # bytes of memory: one that needs more, too
AGAIN = 0.2  # seconds: what is raised while an object is taken down is lost


class RanWild(Exception):
    """A template takes more than any page needs; its text says of what: "> 3 s"."""


@contextmanager
def fenced() -> Iterator[None]:
    """Stop what computes without end (``RanWild``) or takes all memory (``MemoryError``)."""
    with _in_time(), _in_memory():
        yield


def joined(pieces: Iterable[str]) -> str:
    """What a template gives, as long as it is not far too much: else ``RanWild``."""
    made, size = [], 0
    for piece in pieces:
        made.append(piece)
        size += len(piece)
        _bounded(size)
    return "".join(made)


@lru_cache(maxsize=1)
def cage() -> type[ImmutableSandboxedEnvironment]:
    """Jinja's sandbox, whose operators make nothing far too large."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Cage(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**"})

        def call_binop(
            self, context: Context, operator: str, left: object, right: object
        ) -> object:
            _bounded(_size(operator, left, right))
            return super().call_binop(context, operator, left, right)

    return Cage


def rounded(
    value: float, precision: int = 0, method: Literal["common", "ceil", "floor"] = "common"
) -> float:
    """Jinja's filter ``round``, which computes a power of ten."""
    from jinja2.filters import do_round

    _bounded(_size("**", 10, precision))
    return do_round(value, precision, method)


def summed(
    environment: ImmutableSandboxedEnvironment,
    values: Iterable[object],
    attribute: str | int | None = None,
    start: object = 0,
) -> object:
    """Jinja's filter ``sum``, which can be stopped between two values: it adds up lists too."""
    from jinja2.filters import do_sum

    return do_sum(environment, (each for each in values), attribute, start)


def _size(operator: str, left: object, right: object) -> int:
    """Of how many parts (characters, members, bits) the outcome of an operator is, at most."""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length()
        return bits * right if operator == "**" else bits + right.bit_length()
    for many, times in ((left, right), (right, left)):
        if isinstance(many, str | bytes | list | tuple) and isinstance(times, int):
            return len(many) * times
    return 0


def _bounded(size: int) -> None:
    if size > LONGEST:
        raise RanWild(f"> {LONGEST}")


@contextmanager
def _in_time() -> Iterator[None]:
    alone = threading.current_thread() is threading.main_thread()
    if not alone or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise RanWild(f"> {PATIENCE} s")

    before, collecting = signal.signal(signal.SIGVTALRM, stop), gc.isenabled()
    gc.disable()  # what is raised while it works is lost, too
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collecting:
            gc.enable()


@contextmanager
def _in_memory() -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    from resource import RLIM_INFINITY
    from resource import RLIMIT_AS
    from resource import getpagesize
    from resource import getrlimit
    from resource import setrlimit

    taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * getpagesize()
    before, hardest = getrlimit(RLIMIT_AS)
    limits = [taken + ROOM, *(each for each in (before, hardest) if each != RLIM_INFINITY)]
    setrlimit(RLIMIT_AS, (min(limits), hardest))
    try:
        yield
    finally:
        setrlimit(RLIMIT_AS, (before, hardest))
