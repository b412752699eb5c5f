"""The commands as a shell starts them, where a test needs a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.office import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from tests.app.office import Office

ROOT = Path(__file__).parents[2]
START = "from sheets_sync.start import main; main()"
NO_POWERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""The superuser without the power to pass over the rights of files."""


def palmares(
    desk: Office,
    *arguments: str,
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    package: Path = ROOT,
) -> Outcome:
    """Run a command in a process; ``package`` is where the suite is imported from."""
    done = subprocess.run(
        [*before, sys.executable, "-c", START, "--lang", desk.lang, "-C", desk.folder, *arguments],
        cwd=desk.folder.parent,
        env={**os.environ, "PYTHONPATH": str(package), **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    return Outcome(done.returncode, done.stdout)


def bound_by_rights() -> tuple[str, ...]:
    """What to put before a command so that the rights of files hold for it too."""
    if os.geteuid() != 0:
        return ()
    try:
        subprocess.run([*NO_POWERS, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("the superuser writes anywhere, and setpriv can't take that power away here")
    return NO_POWERS
