"""Certificates: a batch of ours against what one would write instead."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.process import python
from benchmarks.process import run
from benchmarks.report import Report
from benchmarks.report import at_least
from benchmarks.report import at_most
from benchmarks.report import memory
from benchmarks.report import seconds
from benchmarks.report import times

COUNT = 200
MANY = 5_000
ROUNDS = 3
FASTER = 5
FLAT = 1.5
WAYS = {
    "naive": "WeasyPrint in a loop",
    "ours_alone": "ours, one process",
    "ours": "ours, two workers",
    "typst": "a typst template",
    "chromium": "Chromium, kept open",
}


class Took(NamedTuple):
    """One batch: on the clock and on the processors (seconds), peak memory of a process."""

    clock: float
    processor: float
    mebibytes: float
    files: int


def measure(count: int = COUNT, many: int = MANY, rounds: int = ROUNDS) -> Report:
    """Whole processes by turns, then one long batch for its memory."""
    ran = [{way: batch(way, count) for way in WAYS} for _ in range(rounds)]
    took = {way: _median([each[way] for each in ran]) for way in WAYS}
    long = batch("ours", many)
    naive, mine = took["naive"], took["ours"]
    rows = [_row(WAYS[way], each, naive, count) for way, each in took.items()]
    rows.append(_row(f"ours, two workers, {many:,} certificates", long, None, many))
    return Report(
        "certificates",
        f"Certificates: {count} of them, one PDF file each",
        ("way", "clock, each", "processor, each", "against the loop (clock)",
         "against the loop (processor)", "peak memory of a process"),
        tuple(rows),
        (
            at_least("the loop against ours, two workers", naive.clock / mine.clock, FASTER),
            at_most(f"memory of {many:,} against {count}", long.mebibytes / mine.mebibytes, FLAT),
        ),
        (
            f"Medians of {rounds} alternated rounds of whole processes; the long batch once.",
            "Chromium’s files are neither PDF/A nor PDF/UA; the others are checked in the tests.",
        ),
    )  # fmt: skip


def batch(way: str, count: int) -> Took:
    """Run one way to its end; every file must be there."""
    with TemporaryDirectory() as folder:
        ran = run(python("-m", "benchmarks.certificate_ways", way, str(count), folder))
        files = len(list(Path(folder).glob("*.pdf")))
    if files != count:
        raise ValueError((way, files))
    return Took(ran.clock, ran.seconds, ran.mebibytes, files)


def _median(ran: list[Took]) -> Took:
    clock, processor, mebibytes = (median(each[part] for each in ran) for part in range(3))
    return Took(clock, processor, mebibytes, ran[0].files)


def _row(name: str, took: Took, naive: Took | None, count: int) -> tuple[str, ...]:
    against = ("–", "–")
    if naive:
        against = (times(naive.clock / took.clock), times(naive.processor / took.processor))
    each = (seconds(took.clock / count), seconds(took.processor / count))
    return (name, *each, *against, memory(took.mebibytes))
