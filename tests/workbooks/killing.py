"""A process that writes a workbook, killed at random moments; run as a program.

``python -m tests.workbooks.killing FOLDER COUNT SEED`` prints what was found as JSON.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path
from zipfile import ZipFile

from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from tests.contracts.workbook_contract import MEMORY
from tests.contracts.workbook_contract import TAB
from tests.workbooks.small import write_small

ROWS = 40
PUT_IN_PLACE = -1.0
EVERY = 5
"""One kill in so many strikes right after the new file was put in place."""


def write(path: Path) -> None:
    """What is interrupted: a tab made, rows appended, cells changed, in one plan."""
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read([TAB, MEMORY])
    state = snapshot.tabs[TAB.id]
    if MEMORY.id in snapshot.tabs:
        return
    changes = tuple(
        SetCell(TAB, key, "name", name, f"{name} changé")
        for key, name in zip(state.keys, state.values["name"], strict=True)
    )
    added = tuple(AddRow(TAB, f"n{index}", {"name": "x" * 200}) for index in range(ROWS))
    plan = Plan(create=(CreateTab(MEMORY),), rows=added, cells=changes)
    workbook.apply(plan, snapshot)


def in_child(path: Path, delay: float | None) -> bool:
    """Write in a child process, killed after a delay; whether it lived to the end.

    The delay ``PUT_IN_PLACE`` ends when the new file takes the old one's place.
    """
    before = path.stat().st_ino
    child = os.fork()
    if child == 0:
        write(path)
        os._exit(0)
    if delay is not None:
        if delay == PUT_IN_PLACE:
            _wait_for_another(path, before, child)
        else:
            time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def _wait_for_another(path: Path, before: int, child: int) -> None:
    """Wait until another file lies there, or the child is done."""
    done = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while path.stat().st_ino == before and os.waitid(os.P_PID, child, done) is None:
        pass


def content(path: Path) -> list[list[str]]:
    """Everything that the workbook says, after all its sums were checked."""
    with ZipFile(path) as package:
        assert package.testzip() is None
    snapshot = XlsxWorkbook(path).read([TAB, MEMORY])
    assert snapshot.problems == ()
    return [
        [each, *map(str, state.keys), *map(str, state.values.get("name", ()))]
        for each, state in snapshot.tabs.items()
    ]


def main(folder: Path, count: int, seed: int) -> dict[str, int]:
    """Kill ``count`` times; how often each thing was found afterwards."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    path, start = folder / "campagne.xlsx", folder / "avant.xlsx"
    write_small(start, ROWS)
    shutil.copy(start, path)
    old = content(path)
    begun = time.monotonic()
    assert in_child(path, None)
    duration = time.monotonic() - begun
    new = content(path)
    found = {"old": 0, "new": 0, "neither": 0, "killed": 0, "unfinished next": 0, "left": 0}
    while found["killed"] < count:
        shutil.copy(start, path)
        moment = chance.uniform(0, duration)
        if in_child(path, PUT_IN_PLACE if found["killed"] % EVERY == 0 else moment):
            continue  # it was done before
        found["killed"] += 1
        now = content(path)
        found["old" if now == old else "new" if now == new else "neither"] += 1
        found["unfinished next"] += not in_child(path, None) or content(path) != new
        found["left"] += len(list((folder / ".palmares").glob("*.part")))
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201
