"""Scoring: all candidates at once, against row by row."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from typing import NamedTuple

import pandas as pd

from benchmarks.clock import alternated
from benchmarks.edition import cut_edition
from benchmarks.made_up import make_up
from benchmarks.report import Report
from benchmarks.report import at_least
from benchmarks.report import at_most
from benchmarks.report import seconds
from benchmarks.report import times
from benchmarks.row_by_row import LEAST
from benchmarks.row_by_row import SAME
from benchmarks.row_by_row import Rated
from benchmarks.row_by_row import rate
from sheets_sync.evaluation import proposals
from sheets_sync.evaluation import score
from sheets_sync.levels import reached
from sheets_sync.scoring import code_answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from benchmarks.made_up import MadeUp
    from benchmarks.row_by_row import Way
    from sheets_sync.proposal import Proposal
    from sheets_sync.scoring import GroupScores
    from sheets_sync.settings.edition import Edition

CANDIDATES = 36_000
ROWS = 1_000
ROUNDS = 5
FASTER = 50
LONGEST = 2.0
CLOSE = 1e-6


class Sample(NamedTuple):
    """What is scored: an edition, and candidates with their answers."""

    edition: Edition
    made_up: MadeUp


def sample(candidates: int) -> Sample:
    """Made-up candidates for the edition that is measured."""
    with TemporaryDirectory() as folder:
        edition = cut_edition(Path(folder) / "config")
    return Sample(edition, make_up(edition, candidates))


def at_once(given: Sample) -> list[tuple[GroupScores, np.ndarray]]:
    """Our way: read the answers, score them, find the levels."""
    (scheme, grid), made_up = (given.edition.scheme, given.edition.grid), given.made_up
    coded = code_answers(made_up.answers, grid, scheme.language)
    groups = score(made_up.candidates, coded, scheme, grid)
    return [(group, reached(group)) for group in groups]


def with_reasons(given: Sample) -> list[Proposal]:
    """Our way, with every reason of every level."""
    (scheme, grid), made_up = (given.edition.scheme, given.edition.grid), given.made_up
    coded = code_answers(made_up.answers, grid, scheme.language)
    return proposals(made_up.candidates, coded, scheme, grid)


def table(given: Sample) -> pd.DataFrame:
    """The answers as pandas would hold them, with what decides of the scale."""
    candidates = given.made_up.candidates
    facts = {
        "type": [each.type for each in candidates],
        "class": [each.population_class for each in candidates],
    }
    return pd.DataFrame({**facts, **given.made_up.answers}, dtype=object)


def rated(groups: Sequence[tuple[GroupScores, np.ndarray]]) -> list[Rated]:
    """What :func:`at_once` found, candidate by candidate."""
    found: dict[int, Rated] = {}
    for group, ranks in groups:
        for index, (row, rank) in enumerate(zip(group.rows.tolist(), ranks.tolist(), strict=True)):
            found[row] = Rated(group.total_of(index), rank)
    return [found[row] for row in range(len(found))]


def differing(ours: Sequence[Rated], others: Sequence[Rated]) -> int:
    """How many candidates have another level, or another total (10⁻⁶ apart, for floats)."""
    return sum(not _same(*pair) for pair in zip(ours, others, strict=True))


def _same(one: Rated, other: Rated) -> bool:
    if one == other or one.total is None or other.total is None:
        return one == other
    floats = isinstance(other.total, float)
    return floats and one.rank == other.rank and abs(float(one.total) - other.total) < CLOSE


def measure(candidates: int = CANDIDATES, rows: int = ROWS, rounds: int = ROUNDS) -> Report:
    """All candidates at once, against ``rows`` of them one by one; alternated."""
    given = sample(candidates)
    frame = table(given)
    ours = rated(at_once(given))
    wrong = [differing(ours, rate(frame, given.edition, way)) for way in (SAME, LEAST)]
    first = frame.head(rows)

    def one_by_one(way: Way) -> list[Rated]:
        return rate(first, given.edition, way)

    took = alternated(
        rounds,
        lambda: at_once(given),
        lambda: with_reasons(given),
        lambda: one_by_one(SAME),
        lambda: one_by_one(LEAST),
    )
    once, reasons = took[:2]
    same, least = (each * candidates / len(first) for each in took[2:])
    heading = f"{candidates:,} candidates × {len(given.edition.grid.questions)} questions"
    return Report(
        "scoring",
        f"Scoring: {heading}, answers read, scored, levels found",
        ("way", "time", "against ours", "results unlike ours"),
        (
            ("palmares, all at once", seconds(once), "1", "–"),
            ("palmares, with every reason", seconds(reasons), times(reasons / once), "–"),
            ("row by row, same results", seconds(same), times(same / once), str(wrong[0])),
            ("row by row, least code", seconds(least), times(least / once), str(wrong[1])),
        ),
        (
            at_least("row by row, same results, against all at once", same / once, FASTER),
            at_most("all at once", once, LONGEST, " s"),
        ),
        (
            f"Medians of {rounds} alternated rounds.",
            f"Row by row is timed on the first {len(first):,} candidates, and scaled.",
            f"Results are compared on all {candidates:,}.",
        ),
    )
