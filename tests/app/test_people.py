"""What people do to the workbook, and what the next command makes of it: one case each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.gestures import COUNT
from tests.app.gestures import LEAVE
from tests.app.gestures import RESTORE
from tests.app.gestures import choose
from tests.app.gestures import codes
from tests.app.gestures import delete_line
from tests.app.gestures import delete_tab
from tests.app.gestures import desk_conflicts
from tests.app.gestures import disagreement
from tests.app.gestures import idle
from tests.app.gestures import states
from tests.app.gestures import stopped
from tests.app.gestures import titles
from tests.app.office import HEADINGS
from tests.app.office import STRONG
from tests.app.office import THREE
from tests.app.office import WEAK
from tests.app.office import Office
from tests.app.office import column_of
from tests.app.office import dossier
from tests.app.office import row_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


AFTER_SYNC = ("propose", "jury open", "jury collect", "decide", "freeze")


# -- lines -----------------------------------------------------------------------------


def test_line_deleted_is_offered(desk: Office) -> None:
    desk.up_to("sync")
    delete_line(desk, "Réponses", "D-02")
    assert codes(desk.done("sync")).count("workbook-line-deleted") == 1
    assert list(desk.table("Réponses")) == ["D-01", "D-03"]
    idle(desk, "sync")


def test_line_deleted_then_restored_has_the_answers_of_now(desk: Office) -> None:
    desk.up_to("sync")
    delete_line(desk, "Réponses", "D-02")
    desk.export([THREE[0], dossier(2, STRONG), THREE[2]])
    desk.up_to("sync")
    choose(desk, RESTORE)
    desk.up_to("sync")
    assert desk.column("Réponses", COUNT) == {"D-01": "12", "D-03": "0", "D-02": "12"}
    assert states(desk) == ["restored"]
    idle(desk, "sync")


def test_line_deleted_then_left_out_is_not_spoken_of_again(desk: Office) -> None:
    desk.up_to("sync")
    delete_line(desk, "Réponses", "D-02")
    desk.up_to("sync")
    choose(desk, LEAVE)
    desk.up_to("sync")
    assert "workbook-line-deleted" not in codes(desk.done("sync"))
    assert (list(desk.table("Réponses")), states(desk)) == (["D-01", "D-03"], ["left-out"])


def test_dossier_withdrawn_is_flagged_and_its_line_stays(desk: Office) -> None:
    desk.up_to("sync")
    desk.export([THREE[0], THREE[2]])
    desk.up_to("sync")
    row = desk.table("Réponses")["D-02"]
    assert (row["Suivi"], row[COUNT]) == ("retiré du formulaire", "2")
    idle(desk, "sync")


def test_dossier_that_comes_back_is_as_if_it_had_never_left(desk: Office) -> None:
    desk.up_to("sync")
    before = desk.table("Réponses")
    desk.export([THREE[0], THREE[2]])
    desk.up_to("sync")
    desk.export(THREE)
    desk.up_to("sync")
    assert desk.table("Réponses") == before
    idle(desk, "sync")


def test_dossier_withdrawn_gets_no_proposal_and_one_that_comes_back_does(desk: Office) -> None:
    desk.up_to("sync")
    desk.export([THREE[0], THREE[2]])
    desk.up_to("sync", "propose")
    assert list(desk.table("Propositions")) == ["D-01", "D-03"]
    desk.export(THREE)
    desk.up_to("sync", "propose")
    assert list(desk.table("Propositions")) == ["D-01", "D-03", "D-02"]


def test_line_added_by_hand_is_kept_and_scored(desk: Office) -> None:
    desk.up_to("sync")
    answers = dict(zip(HEADINGS[8:], STRONG, strict=True))
    add_line(desk, {"Dossier": "MAIN-1", "Collectivité": "Ville ajoutée", **answers})
    assert "workbook-line-by-hand" in codes(desk.done("sync"))
    desk.up_to("propose")
    row = desk.table("Propositions")["MAIN-1"]
    assert (row["Collectivité"], row["Niveau proposé"]) == ("Ville ajoutée", "Niveau 2")
    idle(desk, "sync", "propose")


def add_line(desk: Office, values: dict[str, str]) -> None:
    """Let somebody add a line under the others in « Réponses »."""

    def act(sheet: Worksheet) -> None:
        row = sheet.max_row + 1
        for heading, value in values.items():
            sheet.cell(row, column_of(sheet, heading), value)

    desk.people("Réponses", act)


def test_line_added_by_hand_that_the_form_brings_later_keeps_what_was_typed(desk: Office) -> None:
    desk.up_to("sync")
    add_line(desk, {"Dossier": "D-04", "Collectivité": "Tapée à la main"})
    desk.export([*THREE, dossier(4, WEAK)])
    desk.up_to("sync")
    row = desk.table("Réponses")["D-04"]
    assert (row["Collectivité"], row[COUNT]) == ("Tapée à la main", "0")
    assert desk_conflicts(desk)[0]["Valeur du formulaire"] == "Ville inventée 4"


@pytest.mark.parametrize("tab", ["Réponses", "Propositions", "Jury J. Un", "Délibération"])
@pytest.mark.parametrize("command", AFTER_SYNC)
def test_key_pasted_twice_stops_every_command_that_works_from_the_workbook(
    desk: Office, tab: str, command: str
) -> None:
    desk.up_to("sync", *AFTER_SYNC[:-1])
    desk.people(tab, lambda sheet: setattr(sheet.cell(row_of(sheet, "D-02"), 1), "value", "D-01"))
    output = stopped(desk, *command.split())
    assert [line for line in output.splitlines() if line.startswith("✗")] == [
        f"✗ tab “{tab}”, dossier D-01 – The key D-01 stands on several lines of the tab: 3, 4."
    ]


# -- columns ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["sync", "propose", "jury open", "jury collect", "decide"])
def test_managed_column_deleted_stops_every_command(desk: Office, command: str) -> None:
    desk.up_to("sync", "propose", "jury open", "jury collect", "decide")
    desk.people("Réponses", lambda sheet: sheet.delete_cols(column_of(sheet, COUNT)))
    output = stopped(desk, *command.split())
    assert codes(output).count("workbook-column-missing") == 1
    assert f"The managed column “{COUNT}” was deleted from the tab." in output


def test_column_of_people_deleted_stops_nothing(desk: Office) -> None:
    desk.up_to("sync")
    desk.people("Réponses", lambda sheet: sheet.insert_cols(4))
    desk.people("Réponses", lambda sheet: sheet.delete_cols(4))
    desk.export([*THREE, dossier(4, WEAK)])
    desk.up_to("sync")
    assert list(desk.table("Réponses")) == ["D-01", "D-02", "D-03", "D-04"]


# -- tabs ------------------------------------------------------------------------------


def test_tab_deleted_and_made_again_is_said_once(desk: Office) -> None:
    desk.up_to("sync")
    delete_tab(desk, "Réponses")
    output = desk.done("sync")
    assert [each for each in codes(output) if each.startswith("workbook-")] == [
        "workbook-tab-made-again"
    ]
    assert list(desk.table("Réponses")) == ["D-01", "D-02", "D-03"]
    assert "workbook-tab-made-again" not in codes(desk.done("sync"))
    idle(desk, "sync")


def test_correction_becomes_a_conflict_when_the_memory_is_deleted(desk: Office) -> None:
    desk.up_to("sync")
    desk.fill("Réponses", COUNT, D02="9")
    delete_tab(desk, "palmares-base")
    desk.up_to("sync")
    assert desk.column("Réponses", COUNT)["D-02"] == "9"
    assert [(each["Dossier"], each["Colonne"]) for each in desk_conflicts(desk)] == [
        ("D-02", COUNT)
    ]
    idle(desk, "sync")


def test_workbook_without_corrections_is_only_remembered_again_when_the_memory_is_deleted(
    desk: Office,
) -> None:
    desk.up_to("sync", "propose")
    before = desk.table("Réponses"), desk.table("Propositions")
    delete_tab(desk, "palmares-base")
    desk.up_to("sync", "propose")
    assert (desk.table("Réponses"), desk.table("Propositions")) == before
    assert "Conflits" not in titles(desk)
    idle(desk, "sync", "propose")


@pytest.mark.parametrize("title", ["_palmares", "Journal", "Conflits", "Lisez-moi"])
def test_tab_of_the_program_deleted_stops_nothing(desk: Office, title: str) -> None:
    disagreement(desk)
    delete_tab(desk, title)
    desk.export([dossier(1, WEAK), THREE[1], THREE[2]])
    desk.up_to("sync")
    assert desk.column("Réponses", COUNT) == {"D-01": "0", "D-02": "9", "D-03": "0"}
    idle(desk, "sync")
