"""The ways of making certificates that are compared say the same, and say what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import certificates
from benchmarks.process import python
from benchmarks.process import run
from tests.reports.texts import text_lines
from tests.verapdf import failures

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.system, pytest.mark.slow]
FEW = 2
NAME = "Saint-Exemple 0"


def made(way: str, folder: Path) -> list[Path]:
    folder.mkdir()
    run(python("-m", "benchmarks.certificate_ways", way, str(FEW), folder))
    return sorted(folder.glob("*.pdf"))


@pytest.mark.parametrize("way", ["ours_alone", "naive", "typst"])
def test_way_prints_the_names_and_is_archival(way: str, tmp_path: Path) -> None:
    files = made(way, tmp_path / way)
    assert len(files) == FEW
    words = [" ".join(text_lines(path.read_bytes())) for path in files]
    assert [NAME in text for text in words] == [False, True]
    profiles = {key.split(" ")[1] for key in failures(files)}
    # WeasyPrint by itself writes one of the two claims only.
    assert profiles == ({"ua1"} if way == "naive" else set())


def test_certificates_are_measured_each_way() -> None:
    report = certificates.measure(count=FEW, many=FEW + 1, rounds=1)
    assert [row[0] for row in report.rows] == [
        "WeasyPrint in a loop", "ours, one process", "ours, two workers", "a typst template",
        "Chromium, kept open", "ours, two workers, 3 certificates",
    ]  # fmt: skip
