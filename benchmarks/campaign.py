"""A campaign of any size: what each command takes, altogether and for each candidate."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.folder import WORKBOOK
from benchmarks.folder import make_campaign
from benchmarks.process import palmares
from benchmarks.process import run
from benchmarks.report import Report
from benchmarks.report import memory
from benchmarks.report import seconds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

SIZES = (2, 40, 1_000, 5_000, 36_000)
COMMANDS = (("sync",), ("propose",), ("jury", "open"))


def measure(sizes: Sequence[int] = SIZES) -> Report:
    """Each command as a process of its own, on campaigns of several sizes."""
    return Report(
        "campaign",
        "Campaign: each command as a process of its own, eight jurors",
        (
            "candidates",
            "command",
            "time",
            "per candidate",
            "on the clock",
            "peak memory",
            "per candidate",
            "workbook",
        ),
        tuple(row for size in sizes for row in _campaign(size)),
        notes=(
            "Each figure is one run.",
            "Memory per candidate is what is needed more than for the smallest campaign.",
        ),
    )


def _campaign(size: int) -> Iterator[tuple[str, ...]]:
    with TemporaryDirectory() as home:
        folder = Path(home) / "campaign"
        make_campaign(folder, size)
        for command in COMMANDS:
            ran = run(palmares("-C", folder, *command))
            name = " ".join(command)
            written = (folder / WORKBOOK).stat().st_size / 2**20
            yield (
                f"{size:,}",
                f"`palmares {name}`",
                seconds(ran.seconds),
                f"{ran.seconds * 1000 / size:.2f} ms",
                seconds(ran.clock),
                memory(ran.mebibytes),
                f"{ran.mebibytes * 1024 / size:.0f} KiB",
                memory(written),
            )
