"""A batch of documents killed in its middle: no half file, and the next run finishes it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reports.edition_file import save
from tests.app.office import Office
from tests.app.shell import ROOT
from tests.app.shell import START
from tests.reports.samples import edition_in_english

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition

pytestmark = pytest.mark.slow

COUNT = 6


def several() -> Edition:
    """Some laureates, all made up."""
    edition = edition_in_english()
    york = edition.candidates[0]
    made_up = (replace(york, dossier=f"E{n}", name=f"Made-up Town {n}") for n in range(COUNT))
    return replace(edition, candidates=tuple(made_up))


def pdfs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.pdf")}


def killed_after(command: str, folder: Path, files: int) -> None:
    """Run a command and kill all of its processes once so many PDF files lie there."""
    line = [sys.executable, "-c", START, "--lang", "en", "-C", str(folder), command, "--yes"]
    with subprocess.Popen(
        line,
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        while process.poll() is None and len(list(folder.rglob("*.pdf"))) < files:
            time.sleep(0.002)  # the processor is theirs
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL


@pytest.mark.parametrize("command", ["certificates", "letters"])
def test_batch_that_is_killed_leaves_no_half_file_and_is_finished_by_the_next(
    tmp_path: Path, command: str
) -> None:
    start = tmp_path / "start"
    start.mkdir()
    save(several(), start / "edition.json")
    whole = shutil.copytree(start, tmp_path / "whole")
    Office(whole).done(command)
    wanted = pdfs(whole)
    assert sum(name.startswith(("certificate-", "letter-")) for name in wanted) == COUNT
    for files in (1, COUNT - 1):
        folder = shutil.copytree(start, tmp_path / f"killed-{files}")
        if (whole / "secrets").exists():  # the same keys give the same codes
            shutil.copytree(whole / "secrets", folder / "secrets")
        killed_after(command, folder, files)
        left = pdfs(folder)
        assert files <= len(left) < len(wanted)
        assert {name: content == wanted[name] for name, content in left.items()} == dict.fromkeys(
            left, True
        )
        Office(folder).done(command)
        assert pdfs(folder) == wanted
        assert list(folder.rglob("*.part")) == []
