"""A command as a process of its own: how long it takes, how much memory it needs at most."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
START = "from sheets_sync.start import main; main()"

# A process starts with the peak of the one it was forked from: so it is started from a
# small one, not from us.
LAUNCHER = """
import json, os, sys, time
start = time.perf_counter()
child = os.fork()
if not child:
    try:
        os.execv(sys.argv[2], sys.argv[2:])
    finally:
        os._exit(127)
_, status, usage = os.wait4(child, 0)
took = time.perf_counter() - start
with open(sys.argv[1], "w") as file:
    used = usage.ru_utime + usage.ru_stime
    json.dump([took, used, usage.ru_maxrss, os.waitstatus_to_exitcode(status)], file)
"""
UNITS_PER_MEBIBYTE = 2**20 if sys.platform == "darwin" else 2**10


class Ran(NamedTuple):
    """Time on the clock and on the processor (seconds), peak of resident memory (MiB)."""

    clock: float
    seconds: float
    mebibytes: float
    output: str


class Failed(RuntimeError):
    """A command that is measured did not succeed."""


def palmares(*arguments: str | Path) -> list[str]:
    """The command line of a `palmares` command, installed or not."""
    return python("-c", START, *arguments)


def python(*arguments: str | Path) -> list[str]:
    """The command line of this Python."""
    return [sys.executable, *map(str, arguments)]


def run(command: list[str]) -> Ran:
    """Run a command to its end; raises :class:`Failed` when it does not succeed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANGUAGE": "en"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    with TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        launcher = [sys.executable, "-I", "-S", "-c", LAUNCHER, str(figures), *command]
        done = subprocess.run(
            launcher,
            check=True,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        clock, seconds, peak, code = json.loads(figures.read_text(encoding="utf-8"))
    if code:
        raise Failed(f"{command} ended with {code}: {done.stdout[-2000:]}")
    return Ran(clock, seconds, peak / UNITS_PER_MEBIBYTE, done.stdout)
