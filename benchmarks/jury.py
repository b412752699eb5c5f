"""The jury: how solid levels are, in what order to discuss, for a few and for many."""

from __future__ import annotations

import sys
from functools import partial
from random import Random
from typing import TYPE_CHECKING
from typing import NamedTuple

from benchmarks.clock import timed
from benchmarks.process import python
from benchmarks.process import run
from benchmarks.report import Report
from benchmarks.report import at_most
from benchmarks.report import memory
from benchmarks.report import seconds
from benchmarks.scoring import at_once
from benchmarks.scoring import sample
from sheets_sync.draws import DRAWS
from sheets_sync.draws import draw
from sheets_sync.jury.agenda import Matter
from sheets_sync.jury.agenda import agenda
from sheets_sync.jury.agreement import agreement
from sheets_sync.jury.panel import Panel
from sheets_sync.levels import reached
from sheets_sync.moves import moves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.scoring import GroupScores

FEW, MANY = 40, 36_000
JURORS = 10
SEED = 2016
LONGEST = 30.0
MOST = 512


class Took(NamedTuple):
    """Seconds of each part."""

    draws: float
    moves: float
    agenda: float
    agreement: float


def marks(groups: Sequence[GroupScores]) -> list[Panel]:
    """Made-up marks of ten jurors near the levels reached, a tenth of them missing."""
    random = Random(SEED)  # noqa: S311 - repeatable on purpose, nothing secret
    panels = []
    for group in groups:
        for rank in reached(group).tolist():
            given = {
                str(juror): max(0, rank + random.choice((-1, 0, 0, 0, 1)))
                for juror in range(JURORS)
                if random.random() > 0.1
            }
            panels.append(Panel(given))
    return panels


def measured(candidates: int) -> Took:
    """How long each part takes for so many candidates."""
    groups = [group for group, _ in at_once(sample(candidates))]
    panels = marks(groups)
    matters = [Matter(str(at), panel, 3, at % 5 == 0) for at, panel in enumerate(panels)]
    return Took(
        timed(lambda: [draw(group) for group in groups]),
        timed(lambda: [moves(group) for group in groups]),
        timed(partial(agenda, matters, 3)),
        timed(partial(agreement, panels)),
    )


def measure(few: int = FEW, many: int = MANY) -> Report:
    """Both sizes; the memory is that of a process of its own."""
    rows = []
    took = {size: measured(size) for size in (few, many)}
    peaks = {size: run(python("-m", "benchmarks.jury", str(size))).mebibytes for size in took}
    for size, each in took.items():
        parts = (each.draws, each.moves, each.agenda, each.agreement)
        rows.append((f"{size:,}", *map(seconds, parts), memory(peaks[size])))
    solidity = took[many].draws + took[many].moves
    return Report(
        "jury",
        f"Jury: {DRAWS:,} draws a candidate, single answers, order, agreement",
        ("candidates", "draws", "single answers", "order", "agreement", "peak of memory"),
        tuple(rows),
        (
            at_most(f"how solid {many:,} levels are", solidity, LONGEST, " s"),
            at_most("peak of memory", peaks[many], MOST, " MiB"),
        ),
        (f"{JURORS} made-up jurors. The peak is that of a process with all of it, answers too.",),
    )


if __name__ == "__main__":
    measured(int(sys.argv[1]))
