"""The slides from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.edition_file import save
from reports.slides import slides_pdf
from tests.app.office import Office
from tests.reports.samples import edition_in_english

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """A folder with a frozen edition and nothing else."""
    save(edition_in_english(), tmp_path / "edition.json")
    return Office(tmp_path)


def test_slides_are_made_once(desk: Office) -> None:
    made = desk.folder / "presentation.pdf"
    assert desk.run("slides", "--yes").code == 0
    assert made.read_bytes() == slides_pdf(edition_in_english())
    before = made.stat().st_mtime_ns
    assert desk.run("slides", "--yes").code == 0
    assert made.stat().st_mtime_ns == before


def test_slides_need_a_frozen_edition(tmp_path: Path) -> None:
    outcome = Office(tmp_path).run("slides", "--yes")
    assert (outcome.code, [*tmp_path.iterdir()]) == (1, [])
