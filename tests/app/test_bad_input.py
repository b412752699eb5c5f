"""Bad input gives a clear error and loses nothing: what people read, and what is left."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from pypdf import PdfReader

from tests.app.libreoffice import saved
from tests.app.office import HEADINGS
from tests.app.office import MIDDLE
from tests.app.office import THREE
from tests.app.office import Outcome
from tests.app.office import dossier
from tests.app.shell import ROOT
from tests.app.shell import bound_by_rights
from tests.app.shell import palmares

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.app.office import Office

ONE_STOPS = """\
1 finding stops this command; nothing was written.
→ Follow the remedy of each, then run the command again.
"""
PLAIN_TABLE = """\
· export.csv – Read as a plain table: headings on its first line, no known platform.
  → If it comes from a known platform, state “platform” in form.toml.  [export-plain-table]
"""
NOT_DECIDED = (
    "  → Choose a level in the list of that column, or “Non labellisé”.  [decision-missing]\n"
)
HOSTILE = '<script>alert("1")</script><b>Ville</b>'
LONG = "x" * 39_999 + "y"
FORMULAS = ("=1+1", "+33 4 76", "-5", "@SUM(A1)", '=HYPERLINK("https://exemple.invalid")', "\t=1")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, locks apart."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def decided(desk: Office) -> None:
    """A campaign up to its recorded decisions."""
    desk.up_to("sync", "propose", "jury open", "jury collect")
    desk.fill("Délibération", "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    desk.up_to("decide")


def frozen(desk: Office) -> None:
    """A campaign up to its frozen edition."""
    decided(desk)
    desk.up_to("freeze")


def refused(desk: Office, *command: str) -> Outcome:
    """What a command answers, once it is seen that it left every file as it was."""
    before = contents(desk.folder)
    outcome = desk.run(*command)
    assert contents(desk.folder) == before
    return outcome


# -- the form's export ----------------------------------------------------------------


def test_empty_export_is_refused(desk: Office) -> None:
    desk.up_to("sync")
    (desk.folder / "export.csv").write_bytes(b"")
    assert refused(desk, "sync") == Outcome(
        1,
        "✗ export.csv – The file is empty.\n"
        "  → Download it again from the form as CSV, XLSX or ODS.  [export-empty]\n" + ONE_STOPS,
    )


def test_export_with_a_header_only_is_refused(desk: Office) -> None:
    desk.up_to("sync")
    desk.export([])
    assert refused(desk, "sync") == Outcome(
        1,
        "✗ export.csv – The file has headings and no answer.\n"
        "  → Check that it is the right file; a form that nobody answered has nothing to sync."
        "  [export-no-answers]\n" + ONE_STOPS,
    )


def test_export_that_is_not_there_is_refused(desk: Office) -> None:
    desk.up_to("sync")
    assert refused(desk, "sync", "--from", "absent.csv") == Outcome(
        1,
        "✗ absent.csv – The file can't be read: it does not exist.\n"
        "  → Check its name, and that you may read it.  [export-file]\n" + ONE_STOPS,
    )


def test_export_with_a_column_renamed_is_refused_and_the_new_name_is_suggested(
    desk: Office,
) -> None:
    desk.up_to("sync")
    desk.export(THREE, (*HEADINGS[:-1], "Combien"))
    assert refused(desk, "sync") == Outcome(
        1,
        "✗ export.csv, column “Combien ?” – There is no column “Combien ?”; “Combien” resembles"
        " it.\n"
        "  → If it is the same column, add “Combien” to the headings of d-count in form.toml."
        "  [export-column-renamed]\n" + PLAIN_TABLE + "· export.csv, column “Combien” –"
        " The column “Combien” is no question of the grid; it is left out.\n"
        "  → Nothing to do if it is not wanted: “ignored” in form.toml silences this note."
        "  [export-column-unknown]\n" + ONE_STOPS,
    )


def test_export_with_a_column_missing_is_refused(desk: Office) -> None:
    desk.up_to("sync")
    desk.export([each[:-1] for each in THREE], HEADINGS[:-1])
    assert refused(desk, "sync") == Outcome(
        1,
        "✗ export.csv, column “Combien ?” – There is no column “Combien ?”.\n"
        "  → Name the heading of d-count in form.toml; what the form does not ask is taken out"
        " there (a question: “not_asked”).  [export-column-missing]\n" + PLAIN_TABLE + ONE_STOPS,
    )


def test_export_with_a_column_doubled_is_refused(desk: Office) -> None:
    desk.up_to("sync")
    desk.export([(*each, "7") for each in THREE], (*HEADINGS, "Combien ?"))
    assert refused(desk, "sync") == Outcome(
        1,
        "✗ export.csv, column “Combien ?” – Several columns are “Combien ?”: N, O.\n"
        "  → Rename one of them in the form, or remove from form.toml the heading that is not"
        " wanted.  [export-column-doubled]\n" + PLAIN_TABLE + ONE_STOPS,
    )


def test_export_with_two_candidates_under_one_id_is_refused(desk: Office) -> None:
    desk.up_to("sync")
    desk.export([THREE[0], dossier(1, MIDDLE, "Autre ville inventée"), THREE[2]])
    assert refused(desk, "sync") == Outcome(
        1,
        "✗ export.csv, line 3, dossier D-01 – The id D-01 is borne by several candidates:"
        " Ville inventée 1, Autre ville inventée (lines 2, 3).\n"
        "  → Correct the ids in the export; nothing was read.  [export-id-doubled]\n"
        + PLAIN_TABLE
        + ONE_STOPS,
    )


# -- hostile answers ------------------------------------------------------------------


def answered(address: str, name: str = "") -> tuple[str, ...]:
    """A dossier whose free answer is given."""
    return dossier(1, ("Oui, écrit", address, "Oui", "Une", "3", "4"), name)


def test_answer_of_forty_thousand_characters_is_cut_with_a_word_and_kept_in_the_export(
    desk: Office,
) -> None:
    desk.export([answered(LONG)])
    export = (desk.folder / "export.csv").read_bytes()
    output = desk.done("sync")
    assert [line for line in output.splitlines() if "characters" in line or "whole" in line] == [
        "! export.csv, line 2, dossier D-01, column “Son adresse” – The text has 40000 characters"
        " and a cell holds 32767: the workbook shows its beginning.",
        "  → Read it whole in the form's export, and keep that file.  [answer-too-long]",
    ]
    cell = str(desk.column("Réponses", "Son adresse")["D-01"])
    assert cell[:32_700] == LONG[:32_700]
    assert cell[32_700:].startswith("… [")
    assert "40000" in cell[32_700:]
    assert (desk.folder / "export.csv").read_bytes() == export


def test_answer_that_was_cut_is_the_same_at_the_next_sync(desk: Office) -> None:
    desk.export([answered(LONG)])
    desk.up_to("sync")
    assert refused(desk, "sync").output.splitlines()[-1] == "Nothing had to be written."


def test_answer_that_changes_beyond_the_cut_is_a_change(desk: Office) -> None:
    desk.export([answered("x" * 40_000), *THREE[1:]])
    desk.up_to("sync")
    desk.export([answered("x" * 39_999 + "y"), *THREE[1:]])
    assert "To write: 1 changed cell.\n" in desk.done("sync")
    before = desk.workbook.read_bytes()
    desk.up_to("sync")
    assert desk.workbook.read_bytes() == before


def test_id_that_no_cell_holds_is_refused_with_its_line(desk: Office) -> None:
    key = "D" * 33_000
    desk.export([THREE[0], (key, *THREE[1][1:]), THREE[2]])
    assert refused(desk, "sync") == Outcome(
        1,
        f"✗ export.csv, line 3, dossier {'D' * 30}…, column “dossier” – The id has 33000"
        " characters; 1000 at most can be kept apart from others.\n"
        "  → Correct the id in the export; nothing was written.  [export-id-too-long]\n"
        + PLAIN_TABLE
        + ONE_STOPS,
    )


def test_answer_of_signs_that_count_twice_is_cut_as_spreadsheets_count(desk: Office) -> None:
    desk.export([answered("🌍" * 20_000)])
    assert "The text has 20000 characters and a cell holds 32767" in desk.done("sync")
    cell = str(desk.column("Réponses", "Son adresse")["D-01"])
    assert cell.rstrip("0123456789").startswith("🌍" * 16_350 + "… [")


def test_name_of_forty_thousand_characters_is_cut_with_a_word(desk: Office) -> None:
    desk.export([answered("", LONG)])
    assert "column “name” – The text has 40000 characters" in desk.done("sync")
    assert str(desk.column("Réponses", "Collectivité")["D-01"])[:32_700] == LONG[:32_700]


def test_control_characters_become_visible_and_are_told(desk: Office) -> None:
    desk.export([answered("https://exemple.invalid/\x07\x1b[31m", "Vi\x00lle")])
    output = desk.done("sync")
    assert output.splitlines()[:4] == [
        "! export.csv, line 2 – Cell 2 of the line holds control characters; visible signs stand"
        " for them.",
        "  → Read the answer again in the workbook, and correct it there if need be."
        "  [export-control-characters]",
        "! export.csv, line 2 – Cell 10 of the line holds control characters; visible signs stand"
        " for them.",
        "  → Read the answer again in the workbook, and correct it there if need be."
        "  [export-control-characters]",
    ]
    row = desk.table("Réponses")["D-01"]
    assert (row["Collectivité"], row["Son adresse"]) == (
        "Vi␀lle",
        "https://exemple.invalid/␇␛[31m",
    )


def test_control_characters_never_reach_the_terminal(desk: Office) -> None:
    desk.export([dossier(1, ("x\x1b[31m\x07", "", "Non", "", "3", "0"))])
    output = desk.done("sync") + desk.done("sync", "--dry-run")
    assert [each for each in output if not each.isprintable() and each not in "\n\t"] == []


def as_text(sheet: Worksheet, heading: str) -> list[tuple[object, str]]:
    """The values and the types of the cells under a heading."""
    column = get_column_letter([cell.value for cell in sheet[2]].index(heading) + 1)
    return [(cell.value, cell.data_type) for cell in sheet[column][2:]]


def formula_like(desk: Office) -> list[tuple[str, ...]]:
    """A dossier for each way in which a formula may begin, in its name and in an answer."""
    answers = ("Oui, écrit", "{}", "Oui", "Une", "3", "4")
    lines = [
        dossier(number, tuple(a.format(start) for a in answers), f"{start}ville")
        for number, start in enumerate(FORMULAS, start=1)
    ]
    desk.export(lines)
    return lines


def test_answers_that_begin_like_formulas_stay_text(desk: Office) -> None:
    formula_like(desk)
    desk.up_to("sync", "propose", "jury open")
    book = openpyxl.load_workbook(desk.workbook)
    assert as_text(book["Réponses"], "Son adresse") == [(each, "s") for each in FORMULAS]
    names = [(f"{each}ville".strip(), "s") for each in FORMULAS]
    for tab in ("Réponses", "Propositions", "Jury J. Un", "Délibération"):
        assert as_text(book[tab], "Collectivité") == names


@pytest.mark.system
def test_answers_that_begin_like_formulas_are_text_for_libreoffice(
    desk: Office, soffice: str, tmp_path: Path
) -> None:
    formula_like(desk)
    desk.up_to("sync")
    sheet = openpyxl.load_workbook(saved(soffice, desk.workbook, tmp_path))["Réponses"]
    assert as_text(sheet, "Son adresse") == [(each, "s") for each in FORMULAS]


class _Tags(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile(desk: Office) -> None:
    """A laureate whose name is a script, and an opinion of the jury that is one too."""
    desk.export([dossier(1, ("Oui, écrit", HOSTILE, "Oui", "Une, Deux", "85", "12"), HOSTILE)])
    desk.up_to("sync", "propose", "jury open", "jury collect")
    desk.fill("Délibération", "Décision", D01="Niveau 2")
    desk.up_to("decide", "freeze")


def test_script_in_a_name_is_text_in_every_tab(desk: Office) -> None:
    hostile(desk)
    for tab in ("Réponses", "Propositions", "Jury J. Un", "Délibération", "Décisions"):
        assert desk.column(tab, "Collectivité") == {"D-01": HOSTILE}
    assert desk.column("Réponses", "Son adresse") == {"D-01": HOSTILE}


def test_script_in_a_name_is_text_in_the_results(desk: Office) -> None:
    hostile(desk)
    desk.done("results")
    page = _Tags()
    page.feed((desk.folder / "resultats.html").read_text(encoding="utf-8"))
    assert ("script" in page.tags, "b" in page.tags, HOSTILE in page.text) == (False, False, True)
    pdf = PdfReader(desk.folder / "resultats.pdf")
    text = "".join("".join(each.extract_text().split()) for each in pdf.pages)
    assert HOSTILE in text


def test_script_in_a_name_is_text_in_the_certificate(desk: Office) -> None:
    hostile(desk)
    desk.done("certificates")
    (path,) = (desk.folder / "certificats").glob("*.pdf")
    pdf = PdfReader(path)
    assert HOSTILE in "".join(pdf.pages[0].extract_text().split())
    assert path.name == "certificat-2023_script-alert-1-script-b-ville-b_38.pdf"


# -- marks and decisions --------------------------------------------------------------


def test_mark_outside_the_list_is_told_and_the_juror_s_word_stays(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 9", D02="Niveau 1")
    output = desk.done("jury", "collect")
    assert output.splitlines()[:2] == [
        "! tab “Jury J. Un”, line 3, dossier D-01, column “Mon niveau” – “Niveau 9” is not a level"
        " of this dossier's track; the mark is not counted.",
        "  → Choose one of: Non labellisé, Niveau 1, Niveau 2; leave the cell empty to abstain."
        "  [jury-mark-outside]",
    ]
    assert desk.column("Jury J. Un", "Mon niveau")["D-01"] == "Niveau 9"
    assert desk.column("Délibération", "J. Un") == {"D-01": None, "D-02": "Niveau 1", "D-03": None}


NO_MARK = "".join(
    f"! tab “Jury” – {name} has given no mark on the 3 dossiers asked for.\n"
    "  → Remind them, or write in the tab of the jury that they are excused.  [jury-no-marks]\n"
    for name in ("Jurée Un", "Juré Deux")
)


def test_decision_outside_the_list_is_refused(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open", "jury collect")
    desk.fill("Délibération", "Décision", D01="Niveau 9", D02="Niveau 1")
    assert refused(desk, "decide") == Outcome(
        1,
        "✗ tab “Délibération”, line 3, dossier D-01, column “Décision” – “Niveau 9” is not a level"
        " of this dossier's track.\n"
        "  → Choose one of: Non labellisé, Niveau 1, Niveau 2.  [decision-outside]\n"
        "! tab “Délibération”, line 5, dossier D-03, column “Décision” – No decision yet for this"
        " dossier.\n" + NOT_DECIDED + NO_MARK + ONE_STOPS,
    )


def marked(desk: Office) -> None:
    """Two jurors have marked and commented; the marks were collected; one tab is deleted."""
    desk.up_to("sync", "propose", "jury open")
    for tab in ("Jury J. Un", "Jury J. Deux"):
        desk.fill(tab, "Mon niveau", D01="Niveau 2", D02="1")
        desk.fill(tab, "Mon commentaire", D01="Un bel effort.")
    desk.up_to("jury collect")
    book = openpyxl.load_workbook(desk.workbook)
    book.remove(book["Jury J. Deux"])
    book.save(desk.workbook)


def test_collect_goes_on_without_a_juror_s_tab_and_keeps_the_marks_collected(
    desk: Office,
) -> None:
    marked(desk)
    desk.fill("Jury J. Un", "Mon niveau", D03="0")
    output = desk.done("jury", "collect")
    assert output.splitlines()[:2] == [
        "! tab “Jury J. Deux” – The tab of Juré Deux is not in the workbook; the marks collected"
        " before still count.",
        "  → Run “palmares jury open”: it makes the tab again with these marks. Newer marks and"
        " comments are in an earlier version of the workbook: in .palmares/versions, or in"
        " Google's version history. A juror's own spreadsheet may only be shared no more:"
        " ask them first.  [jury-tab-missing]",
    ]
    rows = desk.table("Délibération")
    assert [rows["D-01"][each] for each in ("J. Un", "J. Deux")] == ["Niveau 2", "Niveau 2"]
    assert rows["D-03"]["J. Un"] == "Non labellisé"


def test_jury_open_makes_a_deleted_tab_again_with_the_marks_collected(desk: Office) -> None:
    marked(desk)
    output = desk.done("jury", "open")
    assert output.splitlines()[0] == (
        "! tab “Jury J. Deux” – The tab had been deleted; it is made again with what the program"
        " knows."
    )
    marks = {"D-01": "Niveau 2", "D-02": "Niveau 1", "D-03": None}
    assert desk.column("Jury J. Deux", "Mon niveau") == marks
    assert desk.column("Jury J. Un", "Mon niveau") == {**marks, "D-02": "1"}
    for tab in ("Jury J. Un", "Jury J. Deux"):
        assert desk.column(tab, "Mon commentaire")["D-01"] == "Un bel effort."
    assert desk.run("jury", "collect").output.splitlines()[0] == "4 marks collected."


# -- the workbook ---------------------------------------------------------------------

WHOLE = "→ Put back a whole .xlsx file, then try again."


@pytest.mark.parametrize(
    ("content", "detail", "remedy"),
    [
        (b"Bonjour", "not a whole .xlsx file", WHOLE),
        (b"", "not a whole .xlsx file", WHOLE),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "an old .xls file, or one with a password",
            "→ In Excel, save it as “Excel Workbook (.xlsx)” and without a password, then try"
            " again.",
        ),
    ],
)
def test_workbook_that_is_none_is_refused(
    desk: Office, content: bytes, detail: str, remedy: str
) -> None:
    desk.workbook.write_bytes(content)
    for command in ("sync", "propose", "check", "run"):
        outcome = refused(desk, command)
        assert (outcome.code, outcome.output.splitlines()[-2:]) == (
            1,
            [
                f"campagne.xlsx is not a workbook that can be read ({detail}).",
                remedy,
            ],
        )


def test_workbook_that_is_none_any_more_is_refused_with_the_place_of_earlier_versions(
    desk: Office,
) -> None:
    desk.up_to("sync", "propose")
    desk.workbook.write_bytes(b"Bonjour")
    assert refused(desk, "sync").output.splitlines()[-1] == (
        "→ Put back a whole .xlsx file (earlier versions lie in"
        f" {desk.folder / '.palmares' / 'versions'}), then try again."
    )


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_workbook_cut_short_is_refused(desk: Office, share: float) -> None:
    desk.up_to("sync")
    whole = desk.workbook.read_bytes()
    desk.workbook.write_bytes(whole[: int(share * len(whole))])
    outcome = refused(desk, "propose")
    assert (outcome.code, outcome.output.splitlines()[0]) == (
        1,
        "campagne.xlsx is not a workbook that can be read (not a whole .xlsx file).",
    )


def libreoffice_lock(desk: Office) -> None:
    """What LibreOffice leaves beside a file that is open in it."""
    text = ",jeanne,poste-3,01.11.2023 10:00,file:///home/jeanne/.config/libreoffice/4;"
    (desk.folder / ".~lock.campagne.xlsx#").write_text(text, encoding="utf-8")


def excel_lock(desk: Office) -> None:
    """What Excel leaves beside a file that is open in it: the name, twice."""
    name = "jeanne"
    narrow = bytes([len(name)]) + name.encode("cp1252").ljust(54)
    wide = bytes([len(name), 0]) + name.encode("utf-16-le").ljust(108)
    (desk.folder / "~$campagne.xlsx").write_bytes(narrow + wide)


@pytest.mark.parametrize(
    ("lock", "file"),
    [(libreoffice_lock, ".~lock.campagne.xlsx#"), (excel_lock, "~$campagne.xlsx")],
)
def test_workbook_open_elsewhere_is_refused_with_the_person_s_name(
    desk: Office, lock: object, file: str
) -> None:
    desk.up_to("sync")
    desk.export([THREE[0], dossier(2), dossier(3)])
    assert callable(lock)
    lock(desk)
    assert refused(desk, "sync") == Outcome(
        4,
        PLAIN_TABLE + "To write: 5 changed cells.\n"
        "campagne.xlsx is open: jeanne.\n"
        "→ Ask them to close it, then try again; nothing was written. If nobody has it open any"
        f" more, delete the file {file} beside it.\n",
    )


def test_workbook_open_elsewhere_is_written_once_it_is_closed(desk: Office) -> None:
    libreoffice_lock(desk)
    assert desk.run("sync").code == 4
    (desk.folder / ".~lock.campagne.xlsx#").unlink()
    desk.up_to("sync")
    assert list(desk.table("Réponses")) == ["D-01", "D-02", "D-03"]


# -- the disk -------------------------------------------------------------------------


def fill_up(ballast: Path) -> None:
    """Write a file until the disk is full."""
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(1024)):
            pass


@pytest.fixture
def full(desk: Office) -> Iterator[Office]:
    """A frozen campaign on a disk of its own that has no room left."""
    frozen(desk)
    held = desk.folder.with_name("held")
    desk.folder.rename(held)
    desk.folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(desk.folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk of its own can't be mounted here")
    try:
        shutil.copytree(held, desk.folder, dirs_exist_ok=True)
        fill_up(desk.folder / "ballast")
        yield desk
    finally:
        subprocess.run(["umount", "--lazy", str(desk.folder)], check=True)


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("freeze", "edition.json"),
        ("certificates", "secrets/verification.pem"),
        ("results", "resultats.pdf"),
    ],
)
def test_full_disk_is_told_and_no_document_is_half_written(
    full: Office, command: str, file: str
) -> None:
    if command == "freeze":
        (full.folder / "edition.json").unlink()
        fill_up(full.folder / "more-ballast")
    before = contents(full.folder)
    outcome = full.run(command)
    assert (outcome.code, outcome.output.splitlines()[-2:]) == (
        3,
        [
            f"{full.folder / file} cannot be written: the disk is full.",
            "→ Check the free space and the rights of the folder, then run again.",
        ],
    )
    assert contents(full.folder) == before


NO_JOURNAL = (
    "The journal .palmares/journal.jsonl can't be written: the disk is full.",
    "→ Free some space or ask for the right to write there; nothing was written.",
)
NO_WORKBOOK = (
    "campagne.xlsx can't be written: the disk is full.",
    "→ Free some space or ask for the right to write there; the workbook is as it was.",
)


@pytest.mark.parametrize(("room", "said"), [(0, NO_JOURNAL), (12 * 1024, NO_WORKBOOK)])
def test_full_disk_is_told_and_the_workbook_stays_as_it_was(
    full: Office, room: int, said: tuple[str, str]
) -> None:
    ballast = full.folder / "ballast"
    os.truncate(ballast, ballast.stat().st_size - room)
    before = contents(full.folder)
    other = full.folder.with_name("autre.csv")
    lines = (full.folder / "export.csv").read_text("utf-8").replace(";12", ";13")
    # More than what a file may grow by without another block of the disk.
    other.write_text(lines.replace("Ville inventée 1", "x" * 5_000), "utf-8")
    outcome = full.run("sync", "--from", str(other))
    assert (outcome.code, tuple(outcome.output.splitlines()[-2:])) == (3, said)
    assert without_journal(contents(full.folder)) == without_journal(before)
    ballast.unlink()
    full.done("sync", "--from", str(other))
    assert full.column("Réponses", "Combien ?")["D-01"] == "13"


def without_journal(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files without the journal, which tells of attempts too."""
    return {name: content for name, content in files.items() if "journal" not in name}


def test_file_that_may_not_grow_is_told_as_a_full_disk(desk: Office) -> None:
    desk.up_to("sync")
    desk.export([THREE[0]])
    before = contents(desk.folder)
    most = desk.workbook.stat().st_size - 1_000
    outcome = palmares(desk, "sync", before=("prlimit", f"--fsize={most}"))
    assert outcome == Outcome(
        3,
        PLAIN_TABLE + "To write: 2 changed cells.\n"
        "campagne.xlsx can't be written: the disk is full.\n"
        "→ Free some space or ask for the right to write there; the workbook is as it was.\n",
    )
    assert without_journal(contents(desk.folder)) == without_journal(before)


@pytest.fixture
def sealed(desk: Office) -> Iterator[Office]:
    """A frozen campaign in a folder that may not be written."""
    frozen(desk)
    folders = [desk.folder, desk.folder / ".palmares"]
    for each in folders:
        each.chmod(0o555)
    yield desk
    for each in folders:
        each.chmod(0o755)


def test_folder_that_may_not_be_written_leaves_the_workbook_as_it_was(sealed: Office) -> None:
    (sealed.folder / "export.csv").write_text(
        (sealed.folder / "export.csv").read_text("utf-8").replace(";12", ";13"), "utf-8"
    )
    before = contents(sealed.folder)
    outcome = palmares(sealed, "sync", before=bound_by_rights())
    assert outcome == Outcome(
        3,
        PLAIN_TABLE + "To write: 1 changed cell.\n"
        "campagne.xlsx can't be written: the folder may not be written.\n"
        "→ Free some space or ask for the right to write there; the workbook is as it was.\n",
    )
    assert contents(sealed.folder) == before


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("certificates", "secrets/verification.pem"),
        ("results", "resultats.pdf"),
        ("init neuf --edition 2023", "neuf/config/edition.toml"),
    ],
)
def test_folder_that_may_not_be_written_is_told_for_every_file(
    sealed: Office, command: str, file: str
) -> None:
    before = contents(sealed.folder)
    outcome = palmares(sealed, *command.split(), before=bound_by_rights())
    assert (outcome.code, outcome.output.splitlines()[1:]) == (
        3,
        [
            f"{sealed.folder / file} cannot be written: the folder may not be written.",
            "→ Check the free space and the rights of the folder, then run again.",
        ],
    )
    assert contents(sealed.folder) == before


def test_folder_that_may_not_be_written_can_still_be_looked_at(sealed: Office) -> None:
    before = bound_by_rights()
    for command in ("check", "sync --dry-run", "jury status"):
        assert palmares(sealed, *command.split(), before=before).code == 0


def test_command_finishes_once_the_folder_may_be_written(desk: Office) -> None:
    powers = bound_by_rights()
    desk.folder.chmod(0o555)
    assert palmares(desk, "sync", before=powers).code == 3
    desk.folder.chmod(0o755)
    assert palmares(desk, "sync", before=powers).code == 0


# -- fonts ----------------------------------------------------------------------------

NO_FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig></fontconfig>
"""


def fonts_of(path: Path) -> set[str]:
    """The fonts that a PDF file carries, without the tag of their subset."""
    fonts = set()
    for page in PdfReader(path).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            fonts.add(str(font.get_object()["/BaseFont"]).partition("+")[2])
    return fonts


@pytest.mark.slow
def test_documents_need_no_font_of_the_system(desk: Office, tmp_path: Path) -> None:
    frozen(desk)
    settings = tmp_path / "fonts.conf"
    settings.write_text(NO_FONTS, encoding="utf-8")
    for command in ("certificates", "results"):
        outcome = palmares(desk, command, environment={"FONTCONFIG_FILE": str(settings)})
        assert outcome.code == 0, outcome.output
    certificates = sorted((desk.folder / "certificats").glob("*.pdf"))
    for path in (*certificates, desk.folder / "resultats.pdf"):
        assert {each.split("-")[0] for each in fonts_of(path)} <= {
            "Palmares",
            "Lato",
            "EBGaramond12",
        }
    assert "Ville inventée 1" in PdfReader(desk.folder / "resultats.pdf").pages[1].extract_text()


@pytest.mark.slow
def test_font_of_ours_that_is_gone_is_told_and_earlier_documents_stay(
    desk: Office, tmp_path: Path
) -> None:
    frozen(desk)
    desk.up_to("certificates", "results")
    desk.fill("Délibération", "Mentions spéciales", D02="Coup de cœur")
    desk.up_to("decide", "freeze")
    package = tmp_path / "package"
    for name in ("sheets_sync", "reports"):
        shutil.copytree(ROOT / name, package / name)
    fonts = package / "reports" / "static" / "fonts"
    (fonts / "eb-garamond" / "EBGaramond12-Regular.otf").unlink()
    before = contents(desk.folder)
    for command in ("certificates", "results"):
        outcome = palmares(desk, command, package=package)
        assert (outcome.code, outcome.output.splitlines()[-2:]) == (
            3,
            [
                "The font file eb-garamond/EBGaramond12-Regular.otf is missing: no document can be"
                " drawn.",
                "→ Install palmares again: the fonts come with it.",
            ],
        )
    assert contents(desk.folder) == before


# -- the campaign folder --------------------------------------------------------------


def test_folder_without_a_campaign_is_told(desk: Office) -> None:
    (desk.folder / "campaign.toml").unlink()
    for command in ("check", "sync", "propose", "jury status", "freeze", "run"):
        assert refused(desk, *command.split()) == Outcome(
            1,
            f"{desk.folder} is not a campaign folder: it holds no campaign.toml.\n"
            "→ Name the campaign's folder with -C DIR, or make one: palmares init DIR --edition"
            " 2023.\n",
        )


def test_edition_with_a_typing_error_is_told_with_its_line(desk: Office) -> None:
    desk.up_to("sync")
    path = desk.folder / "config" / "edition.toml"
    path.write_text(path.read_text("utf-8").replace("organiser", "organizer", 1), "utf-8")
    for command in ("sync", "propose"):
        outcome = refused(desk, command)
        assert (outcome.code, outcome.output.splitlines()[:2]) == (
            1,
            [
                "✗ edition.toml, line 5, key “organizer” – There is no key “organizer”.",
                "  → Write “organiser” instead.  [config-key-misspelt]",
            ],
        )
    assert refused(desk, "check").code == 1


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["synk"], "Error: No such command 'synk'. Did you mean 'sync'?"),
        (["jury", "colect"], "Error: No such command 'colect'. Did you mean 'collect'?"),
        (["sync", "--fron", "a.csv"], "Error: No such option '--fron'. Did you mean '--from'?"),
        (["init"], "Error: Missing argument 'DIR'."),
        ([], "Error: Missing command."),
    ],
)
def test_command_that_does_not_exist_is_a_matter_of_usage(
    desk: Office, command: list[str], sentence: str
) -> None:
    outcome = refused(desk, *command)
    assert (outcome.code, outcome.output.splitlines()[-1]) == (2, sentence)


def test_edition_that_does_not_exist_is_told_with_those_that_do(desk: Office) -> None:
    assert refused(desk, "init", "neuf", "--edition", "1999") == Outcome(
        2,
        "There is no model edition “1999”.\n→ Choose one of: 2023, 2025.\n",
    )


def test_sync_without_an_export_is_a_matter_of_usage(desk: Office) -> None:
    (desk.folder / "campaign.toml").write_text("", encoding="utf-8")
    assert refused(desk, "sync") == Outcome(
        2,
        "Which form export? None was given.\n"
        "→ Add --from FILE, write its path under [form] export in campaign.toml, or say under "
        "[source] in form.toml where the form can be asked.\n",
    )


def test_init_where_a_campaign_is_leaves_it(desk: Office) -> None:
    assert refused(desk, "init", ".", "--edition", "2023") == Outcome(
        4,
        f"{desk.folder} already holds a campaign; it is left as it is.\n"
        f"→ Choose another folder, or work in that one with “palmares -C {desk.folder} …”.\n",
    )


def test_demo_where_a_campaign_is_leaves_it(desk: Office) -> None:
    assert refused(desk, "demo", ".", "--yes") == Outcome(
        4,
        f"{desk.folder} holds a real campaign: the demonstration won't touch it.\n"
        "→ Choose another folder: palmares demo DIR.\n",
    )


# -- documents ------------------------------------------------------------------------


def test_frozen_edition_changed_by_hand_is_refused(desk: Office) -> None:
    frozen(desk)
    path = desk.folder / "edition.json"
    path.write_text(path.read_text("utf-8").replace("Ville inventée 1", "Ma ville"), "utf-8")
    for command in ("certificates", "results"):
        assert refused(desk, command) == Outcome(
            4,
            "The frozen edition edition.json was changed after it was frozen.\n"
            "→ Correct the decisions in the workbook, then run “palmares freeze” again.\n",
        )


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"edition": 1}'])
def test_frozen_edition_that_is_none_is_refused(desk: Office, content: bytes) -> None:
    desk.up_to("sync")
    (desk.folder / "edition.json").write_bytes(content)
    for command in ("certificates", "results"):
        outcome = refused(desk, command)
        assert outcome.code != 0
        assert "Traceback" not in outcome.output
        assert outcome.output.splitlines()[-1].startswith("→ ")


def test_file_where_the_certificates_go_is_kept(desk: Office) -> None:
    frozen(desk)
    (desk.folder / "certificats").write_text("à moi", encoding="utf-8")
    assert refused(desk, "certificates") == Outcome(
        4,
        f"{desk.folder / 'certificats'} is not as this program left it, so it is kept.\n"
        "→ Move it elsewhere or delete it, then run the command again.\n",
    )


def test_folder_where_the_results_go_is_kept(desk: Office) -> None:
    frozen(desk)
    (desk.folder / "resultats.pdf").mkdir()
    outcome = refused(desk, "results")
    assert (outcome.code, outcome.output.splitlines()[0]) == (
        4,
        f"{desk.folder / 'resultats.pdf'} is not as this program left it, so it is kept.",
    )


def test_file_of_a_person_among_the_certificates_is_kept_and_the_others_are_made(
    desk: Office,
) -> None:
    frozen(desk)
    folder = desk.folder / "certificats"
    folder.mkdir()
    mine = folder / "certificat-2023_ville-inventee-1_38.pdf"
    mine.write_text("à moi", encoding="utf-8")
    outcome = desk.run("certificates")
    assert (outcome.code, outcome.output.splitlines()[-2:]) == (
        1,
        [
            "Certificates that could not be made: 1; the others were.",
            "– Ville inventée 1: certificat-2023_ville-inventee-1_38.pdf is not as this program"
            " left it, so it is kept. Move it elsewhere or delete it, then run the command again.",
        ],
    )
    assert mine.read_text("utf-8") == "à moi"
    other = folder / "certificat-2023_ville-inventee-2_38.pdf"
    assert other.read_bytes().startswith(b"%PDF-")
