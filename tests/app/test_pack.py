"""The pack for a meeting offline, and its way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest

from tests.app.libreoffice import save_in_place
from tests.app.office import Office
from tests.app.office import column_of
from tests.app.office import office
from tests.app.office import row_of
from tests.system import SOFFICE
from tests.system import require

if TYPE_CHECKING:
    from pathlib import Path

UN, DEUX = "Jury J. Un", "Jury J. Deux"
MARK, RECUSAL = "Mon niveau", "Je me déporte"
SECRET = "un avis que personne d’autre ne lit"  # noqa: S105 - a comment of a juror


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """Two jurors with their tabs, one mark and one comment each, and the pack."""
    made = office(tmp_path / "campagne", jurors=2)
    made.up_to("sync --yes", "propose --yes", "jury open --yes")
    made.fill(UN, MARK, D01="Niveau 2")
    made.fill(DEUX, "Mon commentaire", D01=SECRET)
    made.up_to("jury pack --yes")
    return made


def pack(desk: Office) -> Path:
    """The folder of the pack."""
    return desk.folder / "pack"


def write(desk: Office, juror: str, tab: str, heading: str, **values: str | None) -> None:
    """Let a juror type in the file of the pack."""
    path = pack(desk) / f"{juror}.xlsx"
    book = openpyxl.load_workbook(path)
    for key, value in values.items():
        sheet = book[tab]
        sheet.cell(row_of(sheet, f"{key[0]}-{key[1:]}"), column_of(sheet, heading)).value = value
    book.save(path)


def test_pack_holds_a_file_per_juror_a_sheet_per_dossier_and_an_index(desk: Office) -> None:
    files = sorted(str(each.relative_to(pack(desk))) for each in pack(desk).rglob("*.*"))
    assert files == [
        "deux.xlsx",
        "dossiers/dossier_d-01_ville-inventee-1.pdf",
        "dossiers/dossier_d-02_ville-inventee-2.pdf",
        "dossiers/dossier_d-03_ville-inventee-3.pdf",
        "index.html",
        "un.xlsx",
    ]
    page = (pack(desk) / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]*)"', page) == [each for each in files if "/" in each]


def test_file_of_a_juror_holds_nothing_of_the_others(desk: Office) -> None:
    with ZipFile(pack(desk) / "un.xlsx") as parts:
        content = b"".join(map(parts.read, parts.namelist())).decode()
    assert (SECRET in content, "Deux" in content) == (False, False)
    assert openpyxl.load_workbook(pack(desk) / "un.xlsx").sheetnames == [
        UN,
        "palmares-base",
        "_palmares",
    ]


def test_pack_made_again_changes_no_file(desk: Office) -> None:
    before = {each: each.read_bytes() for each in pack(desk).rglob("*.*")}
    assert "Nothing had to be written." in desk.done("jury", "pack", "--yes")
    assert {each: each.read_bytes() for each in pack(desk).rglob("*.*")} == before


def test_marks_of_the_pack_go_into_the_tab_once(desk: Office) -> None:
    write(desk, "un", UN, MARK, D01="Niveau 1", D02="Niveau 2")
    write(desk, "deux", DEUX, RECUSAL, D03="Autre lien")
    assert "3 cells taken from the pack." in desk.done("jury", "unpack", "--yes")
    assert desk.column(UN, MARK) == {"D-01": "Niveau 1", "D-02": "Niveau 2", "D-03": None}
    assert desk.column(DEUX, RECUSAL)["D-03"] == "Autre lien"
    before = desk.workbook.read_bytes()
    assert "0 cells taken from the pack." in desk.done("jury", "unpack", "--yes")
    assert desk.workbook.read_bytes() == before


def test_unpack_is_undone_cell_by_cell_and_offered_again(desk: Office) -> None:
    desk.fill(UN, MARK, D03="Niveau 1")
    before = desk.table(UN), desk.table(DEUX)
    write(desk, "un", UN, MARK, D01="Niveau 1", D02="Niveau 2")
    write(desk, "un", UN, "Mon commentaire", D02="=1+1")
    write(desk, "deux", DEUX, RECUSAL, D03="Autre lien")
    desk.done("jury", "unpack", "--yes")
    assert "(jury unpack) is undone, on 3 lines." in desk.done("undo", "--yes")
    assert (desk.table(UN), desk.table(DEUX)) == before
    assert "3 cells taken from the pack." in desk.done("jury", "unpack", "--yes")


def test_undo_of_an_unpack_leaves_what_a_juror_changed_since(desk: Office) -> None:
    write(desk, "un", UN, MARK, D01="Niveau 1", D02="Niveau 2")
    desk.up_to("jury unpack --yes")
    desk.fill(UN, MARK, D02="Niveau 1")
    desk.done("undo", "--yes")
    assert desk.column(UN, MARK) == {"D-01": "Niveau 2", "D-02": "Niveau 1", "D-03": None}


def test_mark_of_who_stands_back_counts_nowhere(desk: Office) -> None:
    desk.fill(UN, RECUSAL, D01="Autre lien")
    write(desk, "un", UN, MARK, D01="Niveau 1", D02="Niveau 2")
    desk.up_to("jury unpack --yes", "jury collect --yes")
    assert desk.column("Délibération", "J. Un") == {"D-01": None, "D-02": "Niveau 2", "D-03": None}


def test_mark_that_changed_in_both_is_told_and_left(desk: Office) -> None:
    desk.fill(UN, MARK, D02="Niveau 1")
    write(desk, "un", UN, MARK, D02="Niveau 2", D03="Niveau 1")
    said = desk.done("jury", "unpack", "--yes")
    assert "The pack says “Niveau 2”, the workbook “Niveau 1”" in said
    assert desk.column(UN, MARK) == {"D-01": "Niveau 2", "D-02": "Niveau 1", "D-03": "Niveau 1"}


def test_pack_is_not_made_over_marks_that_were_not_taken_back(desk: Office) -> None:
    write(desk, "un", UN, MARK, D02="Niveau 2")
    before = (pack(desk) / "un.xlsx").read_bytes()
    outcome = desk.run("jury", "pack", "--yes")
    assert (outcome.code, "[pack-not-taken-back]" in outcome.output) == (1, True)
    assert (pack(desk) / "un.xlsx").read_bytes() == before
    desk.up_to("jury unpack --yes", "jury pack --yes")


def test_pack_from_another_folder(desk: Office, tmp_path: Path) -> None:
    write(desk, "un", UN, MARK, D02="Niveau 2")
    away = pack(desk).rename(tmp_path / "clé usb")
    assert desk.run("jury", "unpack", "--yes").code == 1
    desk.done("jury", "unpack", "--yes", "--from", str(away))
    assert desk.column(UN, MARK)["D-02"] == "Niveau 2"


def test_file_under_another_name_is_told(desk: Office) -> None:
    write(desk, "un", UN, MARK, D02="Niveau 2")
    (pack(desk) / "un.xlsx").rename(pack(desk) / "un (1).xlsx")
    (pack(desk) / "~$un.xlsx").write_bytes(b"a program has it open")
    said = desk.done("jury", "unpack", "--yes")
    assert said.count("[pack-file-unknown]") == 1
    assert "un (1).xlsx – This file has the name of no juror's file" in said
    assert desk.column(UN, MARK)["D-02"] is None


def test_file_that_libreoffice_saved_is_taken_back(desk: Office, tmp_path: Path) -> None:
    soffice = require(SOFFICE)
    write(desk, "un", UN, MARK, D02="Niveau 2")
    save_in_place(soffice, pack(desk) / "un.xlsx", tmp_path)
    assert "1 cell taken from the pack." in desk.done("jury", "unpack", "--yes")
    assert desk.column(UN, MARK) == {"D-01": "Niveau 2", "D-02": "Niveau 2", "D-03": None}


def test_cells_of_the_program_are_not_taken_from_the_pack(desk: Office) -> None:
    write(desk, "un", UN, "Niveau proposé", D01="Niveau 1")
    before = desk.workbook.read_bytes()
    desk.up_to("jury unpack --yes")
    assert desk.workbook.read_bytes() == before
