"""The folder for temporary files after a batch: as empty as before, however the batch ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reports.edition_file import save
from reports.workers import WORTH_A_POOL
from tests.app.shell import ROOT
from tests.app.shell import START
from tests.reports.samples import edition_in_english

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

STOPPED = ["", "Interrupted: nothing is half-written; run the command again to go on."]


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A frozen edition whose laureates, all made up, are enough for processes of their own."""
    edition = edition_in_english()
    york = edition.candidates[0]
    several = [replace(york, dossier=f"E{n}", name=f"Town {n}") for n in range(WORTH_A_POOL + 2)]
    (tmp_path / "campaign").mkdir()
    save(replace(edition, candidates=tuple(several)), tmp_path / "campaign" / "edition.json")
    return tmp_path / "campaign"


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """An empty folder for temporary files."""
    (tmp_path / "temporary").mkdir()
    return tmp_path / "temporary"


def started(command: str, campaign: Path, temporary: Path) -> subprocess.Popen[str]:
    """A command as a terminal starts it: Ctrl-C reaches it and all that it starts."""
    return subprocess.Popen(
        [sys.executable, "-c", START, "--lang", "en", "-C", str(campaign), command, "--yes"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize("command", ["certificates", "results"])
def test_batch_leaves_no_temporary_file(command: str, campaign: Path, temporary: Path) -> None:
    """Certificates are drawn by other processes, the results by the command's own."""
    process = started(command, campaign, temporary)
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("command", ["certificates", "results"])
def test_batch_that_is_interrupted_leaves_none_and_says_one_thing(
    command: str, campaign: Path, temporary: Path
) -> None:
    process = started(command, campaign, temporary)
    while process.poll() is None and not list(temporary.iterdir()):
        time.sleep(0.002)  # the processor is theirs
    os.killpg(process.pid, signal.SIGINT)
    _, complaint = process.communicate(timeout=120)
    said = [line for line in complaint.splitlines() if not line.startswith("Certificates ")]
    assert (process.returncode, said) == (130, STOPPED)
    assert list(temporary.iterdir()) == []
