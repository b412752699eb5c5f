"""The commands, one after the other, on a real workbook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.app.gestures import codes
from tests.app.office import STRONG
from tests.app.office import THREE
from tests.app.office import WEAK
from tests.app.office import dossier

if TYPE_CHECKING:
    from tests.app.office import Office


def test_sync_writes_one_line_per_dossier_in_canonical_spelling(desk: Office) -> None:
    desk.up_to("sync")
    rows = desk.table("Réponses")
    assert list(rows) == ["D-01", "D-02", "D-03"]
    assert rows["D-01"]["Des actions ?"] == "Une\nDeux"
    assert rows["D-01"]["Quelle part ?"] == "85\u202f%"


def test_sync_again_with_nothing_new_leaves_the_file_as_it_is(desk: Office) -> None:
    desk.up_to("sync")
    before = desk.workbook.read_bytes()
    assert "Nothing had to be written." in desk.done("sync")
    assert desk.workbook.read_bytes() == before


def test_sync_brings_a_changed_answer(desk: Office) -> None:
    desk.up_to("sync")
    desk.export([THREE[0], dossier(2, WEAK), THREE[2]])
    desk.up_to("sync")
    assert desk.column("Réponses", "Un plan ?")["D-02"] == "Non, rien"


def test_sync_keeps_a_correction_by_hand_and_lists_it(desk: Office) -> None:
    desk.up_to("sync")
    desk.fill("Réponses", "Combien ?", D02="9")
    assert "1 correction by hand is kept." in desk.done("sync")
    row = desk.table("Réponses")["D-02"]
    assert (row["Combien ?"], row["Corrigé à la main"]) == ("9", "Combien ?")


@pytest.mark.parametrize("command", ["sync", "check", "run"])
def test_export_of_the_campaign_folder_is_found_from_elsewhere(desk: Office, command: str) -> None:
    """Where "-C" leads, as the tour of the README goes."""
    (desk.folder / "export.csv").rename(desk.folder / "other.csv")
    outcome = desk.run(command, "--from", "other.csv", *(["--dry-run"] if command == "run" else []))
    assert (outcome.code, "other.csv – Read as a plain table" in outcome.output) == (0, True)


def test_dry_run_touches_nothing(desk: Office) -> None:
    output = desk.done("sync", "--dry-run")
    assert not desk.workbook.exists()
    assert "Réponses\tD-02\t\t\t15 values\tnew dossier" in output.splitlines()


def test_dry_run_as_json_tells_what_stops_the_command(desk: Office) -> None:
    desk.done("sync")
    desk.people("Réponses", lambda sheet: setattr(sheet.cell(4, 1), "value", "D-01"))
    outcome = desk.run("sync", "--dry-run", "--format", "json")
    told = {each["code"]: each for each in json.loads(outcome.output)["findings"]}
    assert (outcome.code, told["workbook-key-doubled"]) == (
        1,
        {
            "code": "workbook-key-doubled",
            "severity": "blocking",
            "place": "tab “Réponses”, dossier D-01",
            "sentence": "The key D-01 stands on several lines of the tab: 3, 4.",
            "remedy": "Keep one line for this dossier and delete the others, then run again.",
        },
    )


@pytest.mark.parametrize("how", [[], ["--format", "json"]], ids=["table", "json"])
def test_dry_run_that_is_stopped_shows_no_changes(desk: Office, how: list[str]) -> None:
    """An export that can't be read says nothing about who withdrew."""
    desk.done("sync")
    (desk.folder / "export.csv").write_bytes(b"%PDF-1.7")
    outcome = desk.run("sync", "--dry-run", *how)
    assert (outcome.code, "D-02" in outcome.output) == (1, False)


def test_dry_run_as_json_is_data(desk: Office) -> None:
    plan = json.loads(desk.done("sync", "--dry-run", "--format", "json"))
    assert plan["command"] == "sync"


def test_propose_scores_what_the_workbook_says(desk: Office) -> None:
    desk.up_to("sync", "propose")
    assert desk.column("Propositions", "Niveau proposé") == {
        "D-01": "Niveau 2",
        "D-02": "Niveau 1",
        "D-03": "Non labellisé",
    }


def test_propose_takes_a_correction_by_hand_into_account(desk: Office) -> None:
    desk.up_to("sync")
    for heading, answer in zip(
        ("Un plan ?", "Son adresse", "Une délibération ?", "Des actions ?", "Quelle part ?"),
        STRONG,
        strict=False,
    ):
        desk.fill("Réponses", heading, D03=answer)
    desk.up_to("propose")
    assert desk.column("Propositions", "Niveau proposé")["D-03"] == "Niveau 2"


def test_jury_opens_one_tab_per_juror_with_the_proposals(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open")
    for tab in ("Jury J. Un", "Jury J. Deux"):
        assert desk.column(tab, "Niveau proposé") == desk.column("Propositions", "Niveau proposé")
        assert set(desk.column(tab, "Mon niveau").values()) == {None}


def test_collect_lays_marks_side_by_side(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 2", D02="1")
    desk.fill("Jury J. Deux", "Mon niveau", D01="niveau 1")
    desk.up_to("jury collect")
    rows = desk.table("Délibération")
    figures = ("J. Un", "J. Deux", "Notes données", "Médiane", "Écart")
    assert [rows["D-01"][each] for each in figures] == [
        "Niveau 2",
        "Niveau 1",
        2,
        "Niveau 1 / Niveau 2",
        1,
    ]
    assert [rows["D-02"][each] for each in figures] == ["Niveau 1", None, 1, "Niveau 1", None]


def test_status_tells_who_has_marked_what(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Un", "Mon niveau", D01="2", D02="2", D03="0")
    lines = [line.split("\t") for line in desk.done("jury", "status").splitlines()[:3]]
    assert lines == [
        ["Juror", "Marks", "Recusals", "At the meeting", "Status"],
        ["Jurée Un", "3/3", "0", "", "finished"],
        ["Juré Deux", "0/3", "0", "", "under way"],
    ]


def decided(desk: Office) -> None:
    """A campaign whose decisions follow the proposals, with a mention."""
    desk.up_to("sync", "propose", "jury open", "jury collect")
    desk.fill("Délibération", "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    desk.fill("Délibération", "Mentions spéciales", D01="Coup de cœur")


def test_decide_records_the_decisions(desk: Office) -> None:
    decided(desk)
    assert "3 decisions recorded." in desk.done("decide")
    assert desk.column("Décisions", "Niveau décidé") == {
        "D-01": "Niveau 2",
        "D-02": "Niveau 1",
        "D-03": "Non labellisé",
    }


def test_decide_refuses_a_departure_without_reason_and_writes_nothing(desk: Office) -> None:
    decided(desk)
    desk.fill("Délibération", "Décision", D02="Niveau 2")
    before = desk.workbook.read_bytes()
    outcome = desk.run("decide")
    assert outcome.code == 1
    assert "departs from the proposal (Niveau 1) without a reason" in outcome.output
    assert desk.workbook.read_bytes() == before


def test_decide_takes_a_departure_with_its_reason(desk: Office) -> None:
    decided(desk)
    desk.fill("Délibération", "Décision", D02="Niveau 2")
    desk.fill("Délibération", "Motif", D02="Un bel effort.")
    desk.up_to("decide")
    row = desk.table("Décisions")["D-02"]
    assert (row["Niveau décidé"], row["Motif"]) == ("Niveau 2", "Un bel effort.")


def test_freeze_without_every_decision_is_refused(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open", "jury collect")
    desk.fill("Délibération", "Décision", D01="Niveau 2")
    desk.up_to("decide")
    assert desk.run("freeze").code == 1
    assert not (desk.folder / "edition.json").exists()


def test_freeze_after_a_decision_changed_is_refused(desk: Office) -> None:
    decided(desk)
    desk.up_to("decide")
    desk.fill("Délibération", "Mentions spéciales", D02="Coup de cœur")
    outcome = desk.run("freeze")
    assert outcome.code == 1
    assert "is not what was recorded" in outcome.output


def test_freeze_again_keeps_the_same_bytes(desk: Office) -> None:
    decided(desk)
    desk.up_to("decide", "freeze")
    path = desk.folder / "edition.json"
    before = path.read_bytes()
    desk.up_to("freeze")
    assert path.read_bytes() == before


def test_documents_are_made_from_the_frozen_edition(desk: Office) -> None:
    decided(desk)
    desk.up_to("decide", "freeze", "certificates", "results")
    made = sorted(path.name for path in (desk.folder / "certificats").glob("*.pdf"))
    assert made == [
        "certificat-2023_ville-inventee-1_38.pdf",
        "certificat-2023_ville-inventee-2_38.pdf",
    ]
    assert (desk.folder / "resultats.pdf").read_bytes()[:5] == b"%PDF-"
    assert "Ville inventée 1" in (desk.folder / "resultats.html").read_text(encoding="utf-8")


def test_documents_without_a_frozen_edition_are_refused(desk: Office) -> None:
    for command in ("certificates", "results"):
        outcome = desk.run(command)
        assert outcome.code == 1
        assert "holds no edition.json yet" in outcome.output


def test_run_stops_where_the_jurors_must_act(desk: Office) -> None:
    output = desk.done("run")
    assert output.splitlines()[-1] == "2 jurors have not finished yet; then run again."


def test_run_tells_that_no_form_is_named_and_goes_on(desk: Office) -> None:
    desk.done("sync")
    settings = desk.folder / "campaign.toml"
    settings.write_text('[workbook]\nfile = "campagne.xlsx"\n', encoding="utf-8")
    output = desk.done("run")
    assert codes(output)[:1] == ["run-without-form"]
    assert "No form is named: the answers stay as they are in the workbook." in output
    assert output.splitlines()[-1] == "2 jurors have not finished yet; then run again."


def test_run_stops_where_the_chair_must_act(desk: Office) -> None:
    desk.done("run")
    for tab in ("Jury J. Un", "Jury J. Deux"):
        desk.fill(tab, "Mon niveau", D01="2", D02="1", D03="0")
    output = desk.done("run")
    assert output.splitlines()[-1] == (
        "3 dossiers wait for their decision in the deliberation tab."
    )


def test_run_goes_to_the_end_once_people_have_acted(desk: Office) -> None:
    desk.done("run")
    for tab in ("Jury J. Un", "Jury J. Deux"):
        desk.fill(tab, "Mon niveau", D01="2", D02="1", D03="0")
    desk.done("run")
    desk.fill("Délibération", "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    desk.done("run")
    assert (desk.folder / "resultats.pdf").exists()


def test_command_before_its_time_says_which_comes_first(desk: Office) -> None:
    for command, first in (("propose", "sync"), ("decide", "jury open")):
        outcome = desk.run(command)
        assert outcome.code == 1
        assert f"Run “palmares {first}” first." in outcome.output


def test_level_computed_after_the_jury_opened_is_shown_beside(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open")
    desk.export([THREE[0], dossier(2, WEAK), THREE[2]])
    desk.up_to("sync", "propose", "jury open")
    row = desk.table("Jury J. Un")["D-02"]
    assert (row["Niveau proposé"], row["Niveau recalculé depuis"]) == ("Niveau 1", "Non labellisé")


def test_tabs_are_protected_without_a_password(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open")
    sheet = openpyxl.load_workbook(desk.workbook)["Jury J. Un"]
    locked = {
        str(heading.value): sheet.cell(3, heading.column or 0).protection.locked
        for heading in sheet[2]
    }
    beyond = sheet.column_dimensions[get_column_letter(sheet.max_column + 1)]
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert [heading for heading, shut in locked.items() if not shut] == [
        "Je me déporte",
        "Mon niveau",
        "Mon degré de certitude",
        "Mon niveau après la réunion",
        "Mon commentaire",
        "Plans\u202f: mon commentaire",
        "Données\u202f: mon commentaire",
    ]
    assert beyond.protection.locked is False


def test_protection_that_people_lift_is_not_put_back(desk: Office) -> None:
    desk.up_to("sync")
    desk.people("Réponses", lambda sheet: sheet.protection.disable())
    desk.export([THREE[0], dossier(2, WEAK), THREE[2]])
    desk.up_to("sync")
    sheet = openpyxl.load_workbook(desk.workbook)["Réponses"]
    assert sheet.protection.sheet is False


def test_campaign_may_do_without_protection(desk: Office) -> None:
    settings = desk.folder / "campaign.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[form]", "protect = false\n\n[form]"), encoding="utf-8")
    desk.up_to("sync")
    sheet = openpyxl.load_workbook(desk.workbook)["Réponses"]
    assert sheet.protection.sheet is False


def test_freeze_names_each_dossier_without_a_decision_once(desk: Office) -> None:
    desk.up_to("sync", "propose", "jury open", "jury collect", "decide")
    outcome = desk.run("freeze")
    said = [line for line in outcome.output.splitlines() if "D-02" in line]
    assert (outcome.code, said) == (
        1,
        [
            "✗ tab “Délibération”, dossier D-02 – This dossier has no decision: the edition can't "
            "be frozen."
        ],
    )
