"""The journal and undo, through the commands, on real files."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.comments import Comment

from sheets_sync.app.journal import checked
from sheets_sync.app.session import open_session
from sheets_sync.app.steps import Step
from sheets_sync.app.sync import sync
from sheets_sync.app.tabs import all_tabs
from sheets_sync.language import language_for
from sheets_sync.workbooks.errors import WorkbookBusy
from tests.app.gestures import codes
from tests.app.office import STRONG
from tests.app.office import THREE
from tests.app.office import WEAK
from tests.app.office import Office
from tests.app.office import column_of
from tests.app.office import dossier
from tests.app.office import row_of
from tests.app.shell import bound_by_rights
from tests.app.shell import palmares

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from openpyxl.worksheet.worksheet import Worksheet

LATER = [THREE[0], dossier(2, WEAK), dossier(3, STRONG), dossier(4, STRONG)]


def file(desk: Office) -> Path:
    return desk.folder / ".palmares" / "journal.jsonl"


def entries(desk: Office) -> list[dict[str, Any]]:
    """The journal as data; the command must find it intact."""
    data = json.loads(desk.done("journal", "--all", "--format", "json"))
    assert data["intact"]
    found: list[dict[str, Any]] = data["entries"]
    return found


def column(desk: Office, name: str) -> list[Any]:
    return [each[name] for each in entries(desk)]


def answers(desk: Office) -> dict[str, dict[str, object]]:
    return desk.table("Réponses")


def synced_twice(desk: Office) -> dict[str, dict[str, object]]:
    """A campaign whose form changed after the first sync; the answers before that."""
    desk.done("sync")
    before = answers(desk)
    desk.export(LATER)
    desk.done("sync")
    return before


# -- what is written ---------------------------------------------------------------------


def test_every_command_that_changes_the_workbook_is_an_entry(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open", "sync")
    desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 2")
    desk.done("jury", "collect")
    assert column(desk, "number") == [1, 2, 3, 4]
    assert column(desk, "command") == ["sync", "propose", "jury open", "jury collect"]
    assert column(desk, "standing") == ["applied"] * 4


def test_tab_says_in_words_what_was_done(desk: Office) -> None:
    synced_twice(desk)
    desk.done("undo")
    sheet = openpyxl.load_workbook(desk.workbook)["Journal"]
    heading = ("Commande", "Ce qui a été modifié", "État")
    places = [column_of(sheet, each) for each in heading]
    told = [[sheet.cell(row, place).value for place in places] for row in (4, 5)]
    assert told == [
        [
            "sync",
            "Réponses\u202f: 1 nouvelle ligne, 11 cellules modifiées",
            "annulé par le nᵒ\u00a03",
        ],
        [
            "undo",
            "annule le nᵒ\u00a02\nRéponses\u202f: 1 ligne retirée, 11 cellules modifiées",
            None,
        ],
    ]


def test_run_without_changes_writes_no_entry(desk: Office) -> None:
    desk.done("sync")
    before = file(desk).read_bytes()
    desk.done("sync")
    assert file(desk).read_bytes() == before


def test_dry_run_writes_no_journal(desk: Office) -> None:
    desk.done("sync", "--dry-run")
    assert not file(desk).exists()
    desk.done("sync")
    before = file(desk).read_bytes()
    desk.done("undo", "--dry-run")
    assert file(desk).read_bytes() == before


def test_plan_that_is_shown_does_not_hold_its_own_entry(desk: Office) -> None:
    plan = json.loads(desk.done("sync", "--dry-run", "--format", "json"))
    assert {each["tab"] for each in plan["changes"]} == {"readme", "responses", "base"}


def test_journal_of_a_new_campaign_is_empty(desk: Office) -> None:
    assert desk.done("journal") == "The journal is empty.\n"


def test_journal_shows_the_last_entries_and_counts_the_others(desk: Office) -> None:
    for number in range(22):
        desk.export([dossier(1, (*STRONG[:5], str(number)))])
        desk.done("sync")
    lines = desk.done("journal").splitlines()
    assert lines[0] == "… 2 earlier entries (--all)."
    assert [line.split("\t")[0] for line in lines[1:]] == ["No.", *map(str, range(3, 23))]
    assert len(desk.done("journal", "--all").splitlines()) == 23


# -- undo ----------------------------------------------------------------------------------


def test_undo_puts_the_answers_back(desk: Office) -> None:
    before = synced_twice(desk)
    assert "No. 2 (sync) is undone, on 3 lines." in desk.done("undo")
    assert answers(desk) == before
    assert column(desk, "undone_by") == [None, 3, None]


def test_undo_leaves_what_people_changed_and_lists_it(desk: Office) -> None:
    before = synced_twice(desk)
    desk.fill("Réponses", "Combien ?", D02="99")
    desk.fill("Réponses", "Remarques de l’équipe", D04="à rappeler")
    output = desk.done("undo")
    after = answers(desk)
    assert [after[key] for key in ("D-01", "D-03")] == [before[key] for key in ("D-01", "D-03")]
    assert after["D-02"] == {**before["D-02"], "Combien ?": "99"}
    assert (after["D-04"]["Combien ?"], after["D-04"]["Remarques de l’équipe"]) == (
        "12",
        "à rappeler",
    )
    told = [line for line in output.splitlines() if line.startswith("!")]
    assert told == [
        "! tab “Réponses”, dossier D-04 – "
        "The line that was added is kept: it changed since, or people wrote in it.",
        "! tab “Réponses”, dossier D-02, column “Combien ?” – "
        "The cell changed since: it holds “99”, and would have been put back to “2”.",
    ]


def test_undo_keeps_a_new_line_beside_which_people_wrote(desk: Office) -> None:
    synced_twice(desk)

    def annotate(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, "D-04"), sheet.max_column + 2, "mon avis")

    desk.people("Réponses", annotate)
    assert "[undo-line-kept]" in desk.done("undo")
    assert "D-04" in answers(desk)


def test_sync_after_an_undo_brings_the_answers_again_without_corrections(desk: Office) -> None:
    synced_twice(desk)
    wanted = answers(desk)
    desk.done("undo")
    assert "correction" not in desk.done("sync")
    assert answers(desk) == wanted
    assert "Nothing had to be written." in desk.done("sync")


def test_undo_keeps_a_new_line_on_which_somebody_put_a_note(desk: Office) -> None:
    synced_twice(desk)

    def remark(sheet: Worksheet) -> None:
        cell = sheet.cell(row_of(sheet, "D-04"), column_of(sheet, "Combien ?"))
        cell.comment = Comment("à vérifier", "Jeanne")

    desk.people("Réponses", remark)
    assert codes(desk.done("undo")) == ["undo-line-kept"]
    assert "D-04" in answers(desk)


def test_undo_of_an_undoing_tells_of_lines_that_are_gone(desk: Office) -> None:
    synced_twice(desk)
    desk.up_to("undo 2", "undo 1")
    assert codes(desk.done("undo", "3")) == ["undo-line-gone"] * 2
    assert list(answers(desk)) == ["D-04"]


def test_undo_again_goes_further_back(desk: Office) -> None:
    desk.up_to("sync", "propose", "undo", "undo")
    assert column(desk, "undoes") == [None, None, 2, 1]
    assert (desk.table("Propositions"), answers(desk)) == ({}, {})
    assert "There is nothing to undo." in desk.done("undo")


def test_undo_of_an_undo_brings_everything_back(desk: Office) -> None:
    synced_twice(desk)
    wanted = answers(desk)
    desk.up_to("undo", "undo 3")
    assert answers(desk) == wanted
    assert column(desk, "undone_by") == [None, None, 4, None]
    assert "Nothing had to be written." in desk.done("sync")


def test_undo_of_what_is_undone_changes_nothing(desk: Office) -> None:
    synced_twice(desk)
    desk.done("undo", "2")
    before = desk.workbook.read_bytes()
    assert "No. 2 is undone already, by No. 3." in desk.done("undo", "2")
    assert desk.workbook.read_bytes() == before


def test_undo_of_jury_open_leaves_what_jurors_wrote(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 2")
    desk.fill("Jury J. Deux", "Mon commentaire", D02="À relire.")
    desk.done("undo")
    left = {tab: [*desk.table(tab)] for tab in ("Jury J. Un", "Jury J. Deux", "Délibération")}
    assert left == {"Jury J. Un": ["D-01"], "Jury J. Deux": ["D-02"], "Délibération": []}
    assert desk.column("Jury J. Un", "Mon niveau") == {"D-01": "Niveau 2"}
    assert desk.column("Jury J. Deux", "Mon commentaire") == {"D-02": "À relire."}


def test_jury_open_after_its_undo_completes_the_tabs(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open")
    wanted = desk.table("Jury J. Un")
    desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 2")
    desk.up_to("undo", "jury open")
    wanted["D-01"]["Mon niveau"] = "Niveau 2"
    assert desk.table("Jury J. Un") == wanted


def test_undo_brings_a_choice_between_two_values_back(desk: Office) -> None:
    """The conflict that a person had settled is open again, with their choice."""
    desk.done("sync")
    desk.fill("Réponses", "Combien ?", D02="9")
    desk.export([THREE[0], dossier(2, (*WEAK[:5], "7")), THREE[2]])
    desk.done("sync")

    def choose(sheet: Worksheet) -> None:
        sheet.cell(3, column_of(sheet, "Votre choix"), "prendre la valeur du formulaire")

    desk.people("Conflits", choose)
    desk.done("sync")
    settled = desk.table("Conflits")
    assert desk.column("Réponses", "Combien ?")["D-02"] == "7"
    desk.done("undo")
    assert desk.column("Réponses", "Combien ?")["D-02"] == "9"
    assert desk.column("Conflits", "État") == {"1": "à trancher"}
    desk.done("sync")
    assert desk.column("Réponses", "Combien ?")["D-02"] == "7"
    assert desk.table("Conflits") == settled


@pytest.mark.parametrize(("number", "code"), [("9", 2), ("0", 2), ("un", 2)])
def test_undo_of_no_entry_is_refused(desk: Office, number: str, code: int) -> None:
    desk.done("sync")
    assert desk.run("undo", number).code == code


# -- crashes -------------------------------------------------------------------------------


def crashed(desk: Office) -> None:
    """The file has the entry of the second sync, the workbook is the one before it."""
    desk.done("sync")
    workbook = desk.workbook.read_bytes()
    desk.export(LATER)
    desk.done("sync")
    desk.workbook.write_bytes(workbook)


def test_entry_that_was_not_carried_out_is_told_by_the_next_run(desk: Office) -> None:
    crashed(desk)
    output = desk.done("sync")
    assert "No. 2 of the journal is not in the workbook: it was not carried out." in output
    assert column(desk, "standing") == ["applied", "not applied", "applied"]
    assert "journal-not-applied" not in desk.done("sync")


def test_entry_that_another_run_is_carrying_out_is_no_interruption(desk: Office) -> None:
    crashed(desk)
    recorder = open_session(desk.folder).recorder
    with recorder.file.alone("campagne.xlsx"):
        said = desk.done("sync", "--dry-run")
    assert "journal-not-applied" not in codes(said)
    assert "journal-not-applied" in codes(desk.done("sync", "--dry-run"))


def test_entry_that_was_carried_out_meanwhile_is_no_interruption(desk: Office) -> None:
    desk.done("sync")
    session = open_session(desk.folder)
    snapshot = session.read(all_tabs(session))
    desk.export(LATER)
    desk.done("sync")
    assert session.recorder.findings(snapshot, session.workbook) == ()


def test_workbook_that_is_gone_is_told_and_made_anew(desk: Office) -> None:
    desk.done("sync")
    desk.workbook.rename(desk.folder / "ailleurs.xlsx")
    for command in ("journal", "sync"):
        said = codes(desk.done(command))
        assert [code for code in said if code != "export-plain-table"] == ["workbook-gone"]
    assert list(answers(desk)) == ["D-01", "D-02", "D-03"]


def test_entry_that_was_not_carried_out_is_not_undone(desk: Office) -> None:
    crashed(desk)
    before = desk.workbook.read_bytes()
    outcome = desk.run("undo", "2")
    assert (outcome.code, "No. 2 was never carried out" in outcome.output) == (4, True)
    assert desk.workbook.read_bytes() == before


def test_undo_after_a_crash_takes_the_entry_before(desk: Office) -> None:
    crashed(desk)
    assert "No. 1 (sync) is undone" in desk.done("undo")


@pytest.mark.parametrize("kept", [1, 300, -1])
def test_line_that_is_cut_short_is_told_and_makes_room(desk: Office, kept: int) -> None:
    crashed(desk)
    first, second = file(desk).read_bytes().splitlines(keepends=True)
    file(desk).write_bytes(first + second[:kept])
    assert "The last line of the journal is cut short" in desk.done("sync")
    assert column(desk, "standing") == ["applied", "applied"]
    assert file(desk).read_bytes().startswith(first)


def test_command_that_is_refused_leaves_no_entry(desk: Office) -> None:
    desk.done("sync")
    before = file(desk).read_bytes()
    desk.export(LATER)
    lock = desk.folder / "~$campagne.xlsx"
    lock.write_bytes(b"\x05Marie" + b" " * 159)
    assert desk.run("sync").code == 4
    assert file(desk).read_bytes() == before
    lock.unlink()
    desk.done("sync")
    assert column(desk, "number") == [1, 2]


def test_workbook_that_changed_meanwhile_leaves_no_entry(desk: Office) -> None:
    desk.done("sync")
    before = file(desk).read_bytes()
    desk.export(LATER)
    step = sync(open_session(desk.folder), None)
    desk.fill("Réponses", "Combien ?", D01="5")
    with pytest.raises(Exception, match="was changed by somebody"):
        step.carry_out()
    assert file(desk).read_bytes() == before


def test_second_run_waits_for_the_first(desk: Office) -> None:
    step = sync(open_session(desk.folder), None)
    assert step.recorder
    with (
        step.recorder.file.alone("campagne.xlsx"),
        pytest.raises(WorkbookBusy, match="another run"),
    ):
        step.carry_out()
    assert not file(desk).exists()


def rights(desk: Office) -> dict[str, int]:
    """The rights of what the program keeps aside, by what it is."""
    aside = desk.folder / ".palmares"
    kept = next((aside / "versions").glob("*.xlsx"))
    paths = {"folder": aside, "journal": file(desk), "versions": kept.parent, "version": kept}
    return {name: stat.S_IMODE(path.stat().st_mode) for name, path in paths.items()}


def test_journal_and_earlier_versions_are_their_owner_s_alone(desk: Office) -> None:
    synced_twice(desk)
    assert rights(desk) == {"folder": 0o700, "journal": 0o600, "versions": 0o700, "version": 0o600}


def test_rights_that_people_gave_or_took_away_stay(desk: Office) -> None:
    desk.up_to("sync", "propose")
    (desk.folder / ".palmares").chmod(0o770)
    (desk.folder / ".palmares" / "versions").chmod(0o500 | 0o200)
    file(desk).chmod(0o660)
    desk.workbook.chmod(0o400)
    desk.done("jury", "open")
    found = rights(desk)
    assert [found[name] for name in ("folder", "journal", "versions")] == [0o770, 0o660, 0o700]
    latest = max((desk.folder / ".palmares" / "versions").glob("*.xlsx"))
    assert stat.S_IMODE(latest.stat().st_mode) == 0o400


def test_folder_that_may_not_be_written_is_said(desk: Office) -> None:
    bound = bound_by_rights()
    desk.folder.chmod(0o555)
    try:
        outcome = palmares(desk, "sync", before=bound)
    finally:
        desk.folder.chmod(0o755)
    assert (outcome.code, "can't be written" in outcome.output) == (3, True)


def test_journal_that_is_a_folder_is_said(desk: Office) -> None:
    file(desk).mkdir(parents=True)
    outcome = desk.run("sync")
    assert (outcome.code, "can't be written" in outcome.output) == (3, True)
    assert not desk.workbook.exists()


# -- tampering, other machines -------------------------------------------------------------


def test_changed_line_of_the_file_is_found(desk: Office) -> None:
    synced_twice(desk)
    content = file(desk).read_bytes()
    file(desk).write_bytes(content.replace(b"Non, rien", b"Oui, rien"))
    outcome = desk.run("journal")
    assert (outcome.code, outcome.output.count("[journal-line-changed]")) == (1, 2)
    assert desk.run("undo", "2").code == 4


def test_missing_line_of_the_file_is_found(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open")
    lines = file(desk).read_bytes().splitlines(keepends=True)
    file(desk).write_bytes(lines[0] + lines[2])
    assert "The details of these entries are not in this folder: 2." in desk.done("journal")


def test_entry_of_another_machine_is_listed_and_not_undone(desk: Office) -> None:
    desk.up_to("sync", "propose")
    file(desk).unlink()
    assert column(desk, "standing") == ["elsewhere", "elsewhere"]
    outcome = desk.run("undo", "2")
    assert (outcome.code, "are not in this folder: it was done by" in outcome.output) == (4, True)
    desk.done("jury", "open")
    assert column(desk, "standing") == ["elsewhere", "elsewhere", "applied"]


def test_undo_takes_nothing_older_for_the_last_entry_when_that_is_elsewhere(desk: Office) -> None:
    desk.done("sync")
    known = file(desk).read_bytes()
    desk.done("propose")
    file(desk).write_bytes(known)
    before = desk.workbook.read_bytes()
    outcome = desk.run("undo")
    assert (outcome.code, "The details of No. 2 are not in this folder" in outcome.output) == (
        4,
        True,
    )
    assert desk.workbook.read_bytes() == before
    assert "No. 1 (sync) is undone" in desk.done("undo", "1")


def test_line_of_the_tab_that_people_changed_is_reported_and_kept(desk: Office) -> None:
    desk.done("sync")

    def claim(sheet: Worksheet) -> None:
        sheet.cell(3, column_of(sheet, "Qui"), "personne")

    desk.people("Journal", claim)
    assert "Line 1 of the tab does not say what was written there." in desk.done("journal")
    desk.done("propose")
    sheet = openpyxl.load_workbook(desk.workbook)["Journal"]
    assert sheet.cell(3, column_of(sheet, "Qui")).value == "personne"


def test_tab_that_people_deleted_is_made_again(desk: Office) -> None:
    desk.up_to("sync", "propose")
    book = openpyxl.load_workbook(desk.workbook)
    del book["Journal"]
    book.save(desk.workbook)
    desk.done("jury", "open")
    assert column(desk, "standing") == ["not applied", "not applied", "applied"]


def test_check_tells_what_is_wrong_with_the_journal(desk: Office) -> None:
    desk.done("sync")
    file(desk).write_bytes(b"{}\n")
    outcome = desk.run("check")
    assert (outcome.code, "[journal-line-changed]" in outcome.output) == (1, True)


def test_what_stands_for_people_is_not_the_journals(desk: Office) -> None:
    """Made-up people of the demonstration type as people do: nothing to undo there."""
    desk.done("sync")
    session = open_session(desk.folder)
    snapshot = session.read(all_tabs(session))
    desk.export(LATER)
    plan = sync(session, None).plan
    Step("sandbox", plan, snapshot, session.workbook).carry_out()
    assert column(desk, "command") == ["sync"]


def test_journal_in_french(desk: Office) -> None:
    synced_twice(desk)
    french = Office(desk.folder, "fr")
    french.done("undo")
    lines = [line.split("\t") for line in french.done("journal").splitlines()]
    assert lines[0] == ["Nᵒ", "Quand", "Qui", "Commande", "Ce qui a été modifié", "État"]
    assert [line[-1] for line in lines[1:]] == ["", "annulé par le nᵒ\u00a03", ""]


def test_journal_reads_the_tab_whatever_it_is_called(desk: Office) -> None:
    desk.done("sync")
    desk.people("Journal", lambda sheet: setattr(sheet, "title", "Historique"))
    session = open_session(desk.folder)
    found = checked(session, session.read(all_tabs(session)))
    assert [each.row.number for each in found.entries] == [1]
    assert language_for("fr").code == session.language.code
