"""Time on a machine that does other things too: medians of alternated rounds.

What is timed here works on one processor and waits for nothing: the time it spends there
is what it takes on a machine that is left alone.
"""

from __future__ import annotations

import gc
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def alternated(rounds: int, *ways: Callable[[], object]) -> list[float]:
    """The median time of each way, in seconds; what disturbs one disturbs the others too."""
    took: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, times in zip(ways, took, strict=True):
            times.append(timed(way))
    return [median(times) for times in took]


def timed(way: Callable[[], object]) -> float:
    """How long something keeps the processor, in seconds."""
    gc.collect()
    start = process_time()
    way()
    return process_time() - start
