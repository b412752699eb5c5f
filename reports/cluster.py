"""A Dask cluster that draws instead of our own processes. Needs ``palmares[dask]``.

It takes the place of the pool by the standard interface of executors. What is drawn there
must be what would be drawn here, so workers that draw with other code, fonts or libraries
are refused before anything is drawn. No key and no seal leaves this machine.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import BrokenExecutor
from concurrent.futures import CancelledError
from concurrent.futures import Executor
from concurrent.futures import Future
from contextlib import contextmanager
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import Any

from reports.drawing import drawing
from reports.errors import ClusterEmpty
from reports.errors import ClusterUnlike
from reports.errors import ClusterUnreachable
from reports.errors import ExtraMissing

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

EXTRA = "dask"
CONNECTING = 10
"""Seconds within which a scheduler must answer."""

PATIENCE = 30
"""Seconds that a cluster may be without any worker."""

_LOOKS = 0.5
_SOURCES = ("certificate_page.py", "letter_page.py")


@contextmanager
def cluster(
    address: str, *, patience: float = PATIENCE, connecting: float = CONNECTING
) -> Iterator[Executor]:
    """The workers of the scheduler at an address, such as "tcp://10.0.0.5:8786".

    A worker that is lost is no matter while there are others: what it drew is drawn again.
    When there is none for ``patience`` seconds, what is not drawn yet fails.

    Raises:
        ExtraMissing: Dask is not installed.
        ClusterUnreachable: there is no scheduler, or none that speaks our language.
        ClusterEmpty: it has no workers.
        ClusterUnlike: one of them would draw otherwise.
    """
    client = _connected(address, connecting)
    try:
        _check(client, address, patience)
        with _Hands(client, patience) as hands:
            yield hands
    finally:
        with suppress(Exception):  # a cluster that is gone need not be left politely
            client.close(timeout=CONNECTING)


def _connected(address: str, seconds: float) -> Any:  # noqa: ANN401 - a class of a library that may be missing
    try:
        from distributed import Client
    except ImportError as error:
        raise ExtraMissing(extra=EXTRA) from error
    # It tells on the standard error what we tell ourselves.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=seconds, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise ClusterUnreachable(address=address, reason=_first_line(error)) from error


def _check(client: Any, address: str, patience: float) -> None:  # noqa: ANN401 - as above
    """Raise unless there are workers that draw as this machine does."""
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise ClusterEmpty(address=address, seconds=f"{patience:.0f}") from error
    try:
        found: dict[str, str] = client.run(drawing, *_SOURCES)
    except Exception as error:  # whatever a strange worker answers: palmares is not there
        raise ClusterUnlike(worker=address, reason=_first_line(error)) from error
    for worker, hash_ in found.items():
        if hash_ != drawing(*_SOURCES):
            raise ClusterUnlike(worker=worker, reason=hash_[:12])


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


class _Hands(Executor):
    """The workers, as an executor whose futures all come to an end."""

    def __init__(self, client: Any, patience: float) -> None:  # noqa: ANN401 - as above
        self._client = client
        self._inner = client.get_executor(pure=False)
        self._patience = patience
        self._waiting: set[Future[Any]] = set()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Have a call made by one of the workers."""
        asked: Future[Any] = Future()
        with self._lock:
            self._waiting.add(asked)
        self._inner.submit(fn, *args, **kwargs).add_done_callback(
            lambda answer: self._settle(asked, answer)
        )
        return asked

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - theirs
        """Let go of the workers; what they still do is not waited for."""
        del wait, cancel_futures
        self._over.set()
        self._give_up()
        self._watch.join()
        with suppress(Exception):
            self._inner.shutdown(wait=False)

    def _settle(self, asked: Future[Any], answer: Future[Any]) -> None:
        """Hand an answer on; what the cluster lost is a broken executor."""
        with self._lock:
            if asked not in self._waiting:
                return
            self._waiting.discard(asked)
        error = None if answer.cancelled() else answer.exception()
        if answer.cancelled() or (error and _lost(error)):
            asked.set_exception(BrokenExecutor())
        elif error:
            asked.set_exception(error)
        else:
            asked.set_result(answer.result())

    def _look(self) -> None:
        """Give up when there has been no worker for too long."""
        missing = 0.0
        while not self._over.wait(_LOOKS):
            missing = 0.0 if self._manned() else missing + _LOOKS
            if missing >= self._patience:
                self._give_up()
                return

    def _manned(self) -> bool:
        try:
            return bool(self._client.scheduler_info()["workers"])
        except Exception:  # noqa: BLE001 - a scheduler that does not answer has no workers
            return False

    def _give_up(self) -> None:
        with self._lock:
            left, self._waiting = self._waiting, set()
        for each in left:
            each.set_exception(BrokenExecutor())


def _lost(error: BaseException) -> bool:
    """Whether the cluster, and not what it was asked for, is at fault."""
    from distributed.scheduler import KilledWorker

    return isinstance(error, KilledWorker | CancelledError | OSError | TimeoutError)
