"""Libraries write temporary files where there is no room for them: told, nothing is lost."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.app.office import Office
from tests.app.office import Outcome
from tests.app.shell import palmares
from tests.app.test_bad_input import contents
from tests.app.test_bad_input import fill_up
from tests.app.test_bad_input import frozen
from tests.app.test_bad_input import without_journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LITTLE = 4_096
"""Enough for Python to take the folder for one that can be written."""


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[Path]:
    """A folder for temporary files, on a disk of its own that is nearly full."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk of its own can't be mounted here")
    try:
        fill_up(folder / "ballast")
        with (folder / "ballast").open("r+b") as ballast:
            ballast.truncate(64 * 1024 - LITTLE)
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def told(desk: Office, command: str, temporary: Path) -> None:
    """Run a command that must stop with the sentence about temporary files."""
    outcome = palmares(desk, command, environment={"TMPDIR": str(temporary)})
    last = outcome.output.splitlines()[-2:]
    assert Outcome(outcome.code, "\n".join(last)) == Outcome(
        3,
        f"The folder for temporary files, {temporary}, cannot be written: the disk is full.\n"
        "→ Free some space there, or name another folder in the variable TMPDIR, then run again.",
    )


def test_full_temporary_folder_stops_a_first_sync(desk: Office, crowded: Path) -> None:
    told(desk, "sync", crowded)
    assert not desk.workbook.exists()
    desk.done("sync")


def test_full_temporary_folder_stops_a_new_tab_and_leaves_the_workbook(
    desk: Office, crowded: Path
) -> None:
    desk.done("sync")
    before = contents(desk.folder)
    told(desk, "propose", crowded)
    assert without_journal(contents(desk.folder)) == without_journal(before)
    desk.done("propose")


@pytest.mark.parametrize("command", ["certificates", "results"])
def test_full_temporary_folder_stops_the_drawing_of_documents(
    desk: Office, crowded: Path, command: str
) -> None:
    frozen(desk)
    told(desk, command, crowded)
    assert not list(desk.folder.rglob("*.pdf"))
    desk.done(command)
