"""The contact sheet and the archive: what they show is what was made."""

from __future__ import annotations

import os
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from reports.bundle import bundle_is
from reports.bundle import write_bundle
from reports.certificate_page import STEPS
from reports.certificates import certificates
from reports.certificates import draw
from reports.contact_sheet import PER_PAGE
from reports.contact_sheet import Shown
from reports.contact_sheet import contact_sheet
from reports.contact_sheet import sheet_is
from reports.errors import FileInTheWay
from reports.errors import FolderUnwritable
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import with_candidates
from tests.reports.texts import text_lines
from tests.verapdf import failures

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition

PRINT = "ab" * 32
DAY = edition_2023().ceremony.date
RED = (255, 0, 0)
RED_PAGE = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<<>>>> endobj
4 0 obj <</Length 47>> stream
/P <</MCID 0>> BDC 1 0 0 rg 0 298 842 297 re f EMC
endstream endobj
trailer <</Root 1 0 R>>
"""


def shown(edition: Edition, folder: Path, step: int = 0) -> list[Shown]:
    """The certificates of an edition, drawn into a folder."""
    made = []
    for each in certificates(edition):
        (folder / each.file).write_bytes(draw(each))
        made.append(Shown(each, folder / each.file, step))
    return made


def two(folder: Path, step: int = 0) -> list[Shown]:
    return shown(with_candidates(claix(), claix(dossier="2", name="Ville de Boé")), folder, step)


def test_sheet_names_each_certificate_with_its_level_and_file(tmp_path: Path) -> None:
    sheet = contact_sheet(edition_2023(), two(tmp_path, step=STEPS.index(STEPS[3])), PRINT)
    lines = text_lines(sheet)
    for name, file in (("Boé", "boe"), ("Claix", "claix")):
        assert f"Ville de {name} – Niveau 4 – set smaller to fit" in [
            line.replace("composé plus petit pour tenir", "set smaller to fit") for line in lines
        ]
        assert f"certificat-2023_ville-de-{file}_38.pdf" in lines


@pytest.mark.system
def test_sheet_shows_the_very_page_upright_in_its_place(tmp_path: Path, pdftoppm: str) -> None:
    """Drawn red above and white below, it must be so on the sheet, and nowhere else."""
    (one,) = shown(with_candidates(claix()), tmp_path)
    one.path.write_bytes(RED_PAGE)
    (tmp_path / "sheet.pdf").write_bytes(contact_sheet(edition_2023(), [one], PRINT))
    drawn = subprocess.run(
        [pdftoppm, "-r", "25.4", tmp_path / "sheet.pdf"], capture_output=True, check=True
    ).stdout
    with Image.open(BytesIO(drawn)) as picture:
        red = [
            (x, y)
            for x in range(picture.width)
            for y in range(picture.height)
            if picture.getpixel((x, y)) == RED
        ]  # pixels of one millimetre
    assert [min(red)[0], max(red)[0]] == pytest.approx([18, 100], abs=1)
    assert [min(y for _, y in red), max(y for _, y in red)] == pytest.approx([19, 48], abs=1.5)


def test_tags_of_a_certificate_do_not_come_along(tmp_path: Path) -> None:
    """They number the parts of another document; validators do not look so deep."""
    with pikepdf.open(BytesIO(contact_sheet(edition_2023(), two(tmp_path), PRINT))) as pdf:
        drawn = pdf.pages[0].Resources.XObject
        assert sorted(drawn.keys()) == ["/Certificate0", "/Certificate1"]
        operators = {
            str(each.operator)
            for name in drawn.keys()  # noqa: SIM118 - no dictionary of Python
            for each in pikepdf.parse_content_stream(drawn[name])
        }
    assert operators & {"Tj", "TJ"} != set()
    assert operators & {"BMC", "BDC", "EMC"} == set()


def test_sheet_has_as_many_pages_as_needed(tmp_path: Path) -> None:
    (one,) = shown(with_candidates(claix()), tmp_path)
    for count, pages in ((1, 1), (PER_PAGE, 1), (PER_PAGE + 1, 2)):
        sheet = contact_sheet(edition_2023(), [one] * count, PRINT)
        assert len(PdfReader(BytesIO(sheet)).pages) == pages


def test_same_files_give_the_same_sheet_which_knows_them(tmp_path: Path) -> None:
    made = two(tmp_path)
    sheet = contact_sheet(edition_2023(), made, PRINT)
    assert contact_sheet(edition_2023(), made, PRINT) == sheet
    assert [sheet_is(sheet, PRINT), sheet_is(sheet, "cd" * 32), sheet_is(b"", PRINT)] == [
        True,
        False,
        False,
    ]


@pytest.mark.system
@pytest.mark.slow
def test_sheet_is_archival_and_accessible(tmp_path: Path) -> None:
    made = shown(with_candidates(claix(name="<b>Ville</b> & " + "x" * 200)), tmp_path) * 9
    (tmp_path / "sheet.pdf").write_bytes(contact_sheet(edition_2023(), made, PRINT))
    assert failures([tmp_path / "sheet.pdf"]) == {}


def files(folder: Path) -> list[Path]:
    for name in ("b.pdf", "a.pdf"):
        (folder / name).write_bytes(name.encode() * 100)
    return [folder / "b.pdf", folder / "a.pdf"]


def test_archive_holds_the_files_under_their_names(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    write_bundle(path, files(tmp_path), edition_2023().ceremony.date, PRINT)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert [(each.filename, each.date_time[:3]) for each in archive.infolist()] == [
            ("b.pdf", (2023, 12, 6)),
            ("a.pdf", (2023, 12, 6)),
        ]
        assert archive.read("a.pdf") == b"a.pdf" * 100
    assert [bundle_is(path, PRINT), bundle_is(path, "cd" * 32)] == [True, False]


def test_same_files_give_the_same_archive(tmp_path: Path) -> None:
    day = edition_2023().ceremony.date
    write_bundle(tmp_path / "1.zip", files(tmp_path), day, PRINT)
    os.utime(tmp_path / "a.pdf", (1, 1))
    write_bundle(tmp_path / "2.zip", files(tmp_path), day, PRINT)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


@pytest.mark.parametrize("year", [1900, 2150])
def test_archive_of_a_day_that_it_can_not_tell_is_made_all_the_same(
    tmp_path: Path, year: int
) -> None:
    write_bundle(tmp_path / "all.zip", files(tmp_path), date(year, 1, 1), PRINT)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None


def test_no_archive_is_not_the_right_one(tmp_path: Path) -> None:
    assert not bundle_is(tmp_path / "all.zip", PRINT)


def test_file_of_a_person_is_not_taken_for_the_archive(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(b"mine")
    with pytest.raises(FileInTheWay):
        bundle_is(tmp_path / "all.zip", PRINT)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("mine.txt", "mine")
    with pytest.raises(FileInTheWay):
        bundle_is(tmp_path / "other.zip", PRINT)


def test_archive_that_fails_leaves_the_one_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(b"before")
    with pytest.raises(FolderUnwritable):
        write_bundle(
            tmp_path / "all.zip", [tmp_path / "gone.pdf"], edition_2023().ceremony.date, ""
        )
    assert (tmp_path / "all.zip").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]
