"""A process killed at any moment leaves the old workbook or the new one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 200


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.workbooks.killing", str(tmp_path), str(KILLS), "7"]
    root = Path(__file__).parents[2]
    result = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=root, timeout=500
    )
    found = json.loads(result.stdout)
    print(found)  # noqa: T201 - the counts are what the campaign is for
    assert (found["killed"], found["old"] + found["new"], found["neither"]) == (KILLS, KILLS, 0)
    assert min(found["old"], found["new"]) >= KILLS // 10
    assert (found["unfinished next"], found["left"]) == (0, 0)
