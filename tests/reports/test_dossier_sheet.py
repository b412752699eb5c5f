"""The sheet of a dossier for a juror."""

from __future__ import annotations

import subprocess
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from reports.dossier_sheet import DossierSheet
from reports.dossier_sheet import Part
from reports.dossier_sheet import described
from reports.dossier_sheet import sheet_pdf
from tests.system import PDFTOTEXT
from tests.system import require
from tests.verapdf import failures

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<script>x</script> =1+1 \N{PARTY POPPER} \x07 {{ 7*7 }}"
SHEET = DossierSheet(
    dossier="D-01",
    name="Ville inventée",
    label="Label 2023",
    organiser="Organisation inventée",
    language="fr",
    made=datetime(2023, 11, 10, tzinfo=UTC),
    facts=(("Type", "Commune"),),
    level="Niveau 2",
    total="45,3 / 100",
    why="Total de 45,3\nseuil 30",
    missing="",
    parts=(Part("Plans", "50,0 / 100", (("Un plan ?", HOSTILE), ("Son adresse", ""))),),
)


def test_sheet_shows_what_no_font_draws_as_a_sign() -> None:
    texts = [text for _, text in described(SHEET).texts()]
    assert "<script>x</script> =1+1 ? ? {{ 7*7 }}" in texts
    assert texts[-1] == "–"


def test_same_sheet_gives_the_same_bytes() -> None:
    assert sheet_pdf(SHEET) == sheet_pdf(SHEET)


def test_sheet_can_be_read_and_says_on_every_page_that_it_is_private(tmp_path: Path) -> None:
    pdftotext = require(PDFTOTEXT)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet_pdf(SHEET))
    done = subprocess.run([pdftotext, "-layout", path, "-"], capture_output=True, check=True)
    words = " ".join(done.stdout.decode().split())
    for each in ("Ville inventée", "Niveau 2 – 45,3", "Plans – 50,0", "<script>x</script>"):
        assert each in words, words


@pytest.mark.system
@pytest.mark.slow
def test_sheet_is_archival_and_accessible(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet_pdf(SHEET))
    assert failures([path]) == {}
