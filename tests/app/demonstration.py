"""The folder that `palmares demo` leaves: made once for all processes of a run of the tests."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from filelock import FileLock

from tests.app.office import Office

if TYPE_CHECKING:
    from pathlib import Path


def demonstration(base: Path, folder: Path) -> Office:
    """A copy in ``folder``; ``base`` is where this process keeps its temporary files."""
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    left, made = shared / "demonstration", shared / "demonstration-made"
    with FileLock(shared / "demonstration.lock"):
        if not made.exists():
            shutil.rmtree(left, ignore_errors=True)
            Office(left).done("demo", ".", "--yes")
            made.touch()
    return Office(shutil.copytree(left, folder))
