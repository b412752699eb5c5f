"""Who draws: other processes, an executor that is given, or this very process."""

from __future__ import annotations

import os
import signal
from concurrent.futures import BrokenExecutor
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import as_completed
from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import TypeVar

from reports.errors import DrawingStopped
from reports.errors import PalmaresError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from concurrent.futures import Executor
    from concurrent.futures import Future

    from reports.drawing import Drawn
    from reports.drawing import Paper

WORTH_A_POOL = 10  # starting a worker takes as long as drawing a few papers
MOST_WORKERS = 8

P = TypeVar("P", bound="Paper")


def attempt(paper: Paper) -> Drawn | PalmaresError:
    """The file of a paper, or why there is none; runs in a worker."""
    try:
        return paper.drawn()
    except PalmaresError as error:
        return error


def drawn_by(todo: Sequence[P], pool: Executor | None) -> Iterator[tuple[P, Drawn | PalmaresError]]:
    """Each paper with its file or what went wrong, as they come."""
    if pool is None:
        yield from ((each, attempt(each)) for each in todo)
        return
    with _unheard():
        waiting = {pool.submit(attempt, each): each for each in todo}
    for future in as_completed(waiting):
        # What is written need not be remembered: thousands of files would fill the memory.
        yield waiting.pop(future), _result(future)


def _result(future: Future[Drawn | PalmaresError]) -> Drawn | PalmaresError:
    try:
        return future.result()
    except BrokenExecutor:
        return DrawingStopped()


@contextmanager
def _unheard() -> Iterator[None]:
    """Processes that begin meanwhile hear no Ctrl-C, where the system can: we do, and end them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def workers(todo: int, jobs: int | None, executor: Executor | None) -> Iterator[Executor | None]:
    """Who draws: the executor given, our own processes, or None for this very process."""
    count = min(jobs or os.cpu_count() or 1, MOST_WORKERS)
    if executor is not None or count == 1 or todo <= WORTH_A_POOL:
        yield executor
        return
    # Not forked: a process that has threads (a progress bar) must not be.
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), initializer=_clean_up_at_the_end
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _clean_up_at_the_end() -> None:
    """Have a worker remove its folder of fonts: worker processes run no ``atexit``."""
    from multiprocessing.util import Finalize

    from reports.rendering.pdf import remove_fonts

    Finalize(None, remove_fonts, exitpriority=1)
