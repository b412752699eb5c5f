"""Starting: `palmares --help` against the least that any command line made with click costs."""

from __future__ import annotations

from statistics import median

from benchmarks.process import palmares
from benchmarks.process import python
from benchmarks.process import run
from benchmarks.report import Report
from benchmarks.report import at_most
from benchmarks.report import memory
from benchmarks.report import seconds
from benchmarks.report import times

ROUNDS = 15
MOST = 3
WAYS = {
    "palmares --help": palmares("--help"),
    'python -c "import click"': python("-c", "import click"),
    "python -c pass": python("-c", "pass"),
}


def measure(rounds: int = ROUNDS) -> Report:
    """Whole processes, one after the other; the first round only fills the disk's cache."""
    ran = [{name: run(command) for name, command in WAYS.items()} for _ in range(rounds + 1)][1:]
    took = {name: median(each[name].seconds for each in ran) for name in WAYS}
    peak = {name: median(each[name].mebibytes for each in ran) for name in WAYS}
    ours, click, _ = took.values()
    return Report(
        "start",
        "Start: what a person waits for before anything is done",
        ("command", "time", "against import click", "peak memory"),
        tuple(
            (f"`{name}`", seconds(took[name]), times(took[name] / click), memory(peak[name]))
            for name in WAYS
        ),
        (at_most("`palmares --help` against `import click`", ours / click, MOST),),
        (f"Medians of {rounds} alternated rounds of whole processes.",),
    )
