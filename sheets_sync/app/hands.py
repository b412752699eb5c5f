"""Who draws: a Dask cluster that was named, or this machine."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor


@contextmanager
def hands(scheduler: str) -> Iterator[Executor | None]:
    """The workers of the scheduler at an address; None (our own processes) without one."""
    if not scheduler:
        yield None
        return
    from reports.cluster import cluster

    with cluster(scheduler) as workers:
        yield workers
