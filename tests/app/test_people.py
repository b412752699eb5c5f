"""What people do to the workbook, and what the next command makes of it: one case each."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.app.colleague import places
from tests.app.office import HEADINGS
from tests.app.office import MIDDLE
from tests.app.office import SECOND_JUROR
from tests.app.office import STRONG
from tests.app.office import THREE
from tests.app.office import WEAK
from tests.app.office import Office
from tests.app.office import column_of
from tests.app.office import dossier
from tests.app.office import office
from tests.app.office import row_of
from tests.settings import small

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

COUNT = "Combien ?"
TAKE = "prendre la valeur du formulaire"
KEEP = "garder la valeur du classeur"
RESTORE = "rétablir cette ligne"
LEAVE = "laisser cette ligne de côté"
AFTER_SYNC = ("propose", "jury open", "jury collect", "decide", "freeze")
QUESTION = "p-new;;plans;active;yes_no;Une question de plus ?;10;1;;;;;;\n"


def codes(output: str) -> list[str]:
    """The codes of the findings that were said, in order."""
    return [line.rpartition("[")[2][:-1] for line in output.splitlines() if line.endswith("]")]


def titles(desk: Office) -> list[str]:
    """The titles of all tabs."""
    return list(openpyxl.load_workbook(desk.workbook).sheetnames)


def delete_tab(desk: Office, title: str) -> None:
    """Let somebody delete a tab."""
    book = openpyxl.load_workbook(desk.workbook)
    del book[title]
    book.active = 0
    book.save(desk.workbook)


def delete_line(desk: Office, tab: str, key: str) -> None:
    """Let somebody delete the line of a dossier."""
    desk.people(tab, lambda sheet: sheet.delete_rows(row_of(sheet, key)))


def choose(desk: Office, choice: str) -> None:
    """Let somebody choose in the first line of « Conflits »."""
    desk.people("Conflits", lambda sheet: choose_in(sheet, choice))


def choose_in(sheet: Worksheet, choice: str) -> None:
    """Choose in the first line of a tab of conflicts."""
    sheet.cell(3, column_of(sheet, "Votre choix")).value = choice


def states(desk: Office) -> list[object]:
    """How the disagreements stand."""
    sheet = openpyxl.load_workbook(desk.workbook)["Conflits"]
    column = places(sheet)[1]["conflicts.state"]
    return [sheet.cell(row, column).value for row in range(3, sheet.max_row + 1)]


def stopped(desk: Office, *arguments: str) -> str:
    """Run a command that must stop and write nothing; what it printed."""
    before = desk.workbook.read_bytes()
    outcome = desk.run(*arguments)
    assert (outcome.code, desk.workbook.read_bytes() == before) == (1, True), outcome.output
    return outcome.output


def idle(desk: Office, *commands: str) -> None:
    """Run commands that find nothing new: the file keeps its bytes."""
    before = desk.workbook.read_bytes()
    desk.up_to(*commands)
    assert desk.workbook.read_bytes() == before


def disagreement(desk: Office) -> None:
    """A cell that a person corrected, and that the form changed to something else."""
    desk.done("sync")
    desk.fill("Réponses", COUNT, D02="9")
    desk.export([THREE[0], dossier(2, (*MIDDLE[:5], "4")), THREE[2]])
    desk.done("sync")


# -- conflicts -------------------------------------------------------------------------


def test_conflict_is_listed_with_both_values(desk: Office) -> None:
    disagreement(desk)
    row = desk_conflicts(desk)[0]
    assert (row["Onglet"], row["Dossier"], row["Colonne"]) == ("Réponses", "D-02", COUNT)
    assert (row["Valeur du classeur"], row["Valeur du formulaire"]) == ("9", "4")
    assert desk.column("Réponses", COUNT)["D-02"] == "9"


def desk_conflicts(desk: Office) -> list[dict[str, object]]:
    """The lines of « Conflits »."""
    return list(desk.table("Conflits").values())


@pytest.mark.parametrize(("choice", "value", "state"), [(TAKE, "4", "taken"), (KEEP, "9", "kept")])
def test_choice_is_carried_out_and_settles(
    desk: Office, choice: str, value: str, state: str
) -> None:
    disagreement(desk)
    choose(desk, choice)
    desk.done("sync")
    assert (desk.column("Réponses", COUNT)["D-02"], states(desk)) == (value, [state])
    idle(desk, "sync")


def test_to_restore_a_line_costs_no_value_where_a_cell_is_in_question(desk: Office) -> None:
    disagreement(desk)
    choose(desk, RESTORE)
    assert "workbook-choice-unknown" in codes(desk.done("sync"))
    assert (desk.column("Réponses", COUNT)["D-02"], states(desk)) == ("9", ["open"])


def test_value_kept_is_left_alone_until_the_form_moves_again(desk: Office) -> None:
    disagreement(desk)
    choose(desk, KEEP)
    desk.up_to("sync", "sync")
    desk.export([THREE[0], dossier(2, (*MIDDLE[:5], "5")), THREE[2]])
    assert "workbook-conflict" in codes(desk.done("sync"))
    assert desk.column("Réponses", COUNT)["D-02"] == "9"
    assert states(desk) == ["kept", "open"]


# -- lines -----------------------------------------------------------------------------


def test_line_deleted_is_offered(desk: Office) -> None:
    desk.done("sync")
    delete_line(desk, "Réponses", "D-02")
    assert codes(desk.done("sync")).count("workbook-line-deleted") == 1
    assert list(desk.table("Réponses")) == ["D-01", "D-03"]
    idle(desk, "sync")


def test_line_deleted_then_restored_has_the_answers_of_now(desk: Office) -> None:
    desk.done("sync")
    delete_line(desk, "Réponses", "D-02")
    desk.export([THREE[0], dossier(2, STRONG), THREE[2]])
    desk.done("sync")
    choose(desk, RESTORE)
    desk.done("sync")
    assert desk.column("Réponses", COUNT) == {"D-01": "12", "D-03": "0", "D-02": "12"}
    assert states(desk) == ["restored"]
    idle(desk, "sync")


def test_line_deleted_then_left_out_is_not_spoken_of_again(desk: Office) -> None:
    desk.done("sync")
    delete_line(desk, "Réponses", "D-02")
    desk.done("sync")
    choose(desk, LEAVE)
    desk.done("sync")
    assert "workbook-line-deleted" not in codes(desk.done("sync"))
    assert (list(desk.table("Réponses")), states(desk)) == (["D-01", "D-03"], ["left-out"])


def test_dossier_withdrawn_is_flagged_and_its_line_stays(desk: Office) -> None:
    desk.done("sync")
    desk.export([THREE[0], THREE[2]])
    desk.done("sync")
    row = desk.table("Réponses")["D-02"]
    assert (row["Suivi"], row[COUNT]) == ("retiré du formulaire", "2")
    idle(desk, "sync")


def test_dossier_that_comes_back_is_as_if_it_had_never_left(desk: Office) -> None:
    desk.done("sync")
    before = desk.table("Réponses")
    desk.export([THREE[0], THREE[2]])
    desk.done("sync")
    desk.export(THREE)
    desk.done("sync")
    assert desk.table("Réponses") == before
    idle(desk, "sync")


def test_dossier_withdrawn_gets_no_proposal_and_one_that_comes_back_does(desk: Office) -> None:
    desk.done("sync")
    desk.export([THREE[0], THREE[2]])
    desk.up_to("sync", "propose")
    assert list(desk.table("Propositions")) == ["D-01", "D-03"]
    desk.export(THREE)
    desk.up_to("sync", "propose")
    assert list(desk.table("Propositions")) == ["D-01", "D-03", "D-02"]


def test_line_added_by_hand_is_kept_and_scored(desk: Office) -> None:
    desk.done("sync")
    answers = dict(zip(HEADINGS[8:], STRONG, strict=True))
    add_line(desk, {"Dossier": "MAIN-1", "Collectivité": "Ville ajoutée", **answers})
    assert "workbook-line-by-hand" in codes(desk.done("sync"))
    desk.done("propose")
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
    desk.done("sync")
    add_line(desk, {"Dossier": "D-04", "Collectivité": "Tapée à la main"})
    desk.export([*THREE, dossier(4, WEAK)])
    desk.done("sync")
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
    desk.done("sync")
    desk.people("Réponses", lambda sheet: sheet.insert_cols(4))
    desk.people("Réponses", lambda sheet: sheet.delete_cols(4))
    desk.export([*THREE, dossier(4, WEAK)])
    desk.done("sync")
    assert list(desk.table("Réponses")) == ["D-01", "D-02", "D-03", "D-04"]


# -- the edition changes in mid-campaign -------------------------------------------------


def edition(desk: Office, text: str, grid: str = small.GRID) -> None:
    """Let staff change the files of the edition."""
    small.write(desk.folder / "config", text, grid)


@pytest.fixture
def alone(tmp_path: Path) -> Office:
    """A campaign of one juror, up to the marks collected."""
    desk = office(tmp_path / "campagne", jurors=1)
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 2")
    desk.fill("Délibération", "Motif", D01="Écrit avant")
    desk.done("jury", "collect")
    return desk


def test_juror_added_gets_a_tab_and_a_column(alone: Office) -> None:
    edition(alone, small.EDITION + SECOND_JUROR)
    assert blocking(alone.done("jury", "open")) == []
    assert "Jury J. Deux" in titles(alone)
    alone.fill("Jury J. Deux", "Mon niveau", D01="Niveau 1")
    alone.done("jury", "collect")
    row = alone.table("Délibération")["D-01"]
    assert (row["J. Un"], row["J. Deux"], row["Notes données"]) == ("Niveau 2", "Niveau 1", 2)
    assert row["Motif"] == "Écrit avant"
    idle(alone, "jury open", "jury collect")


def blocking(output: str) -> list[str]:
    """The lines that say why a command stopped."""
    return [line for line in output.splitlines() if line.startswith("✗")]


def test_juror_added_is_counted_as_without_a_tab_until_the_jury_is_opened(alone: Office) -> None:
    edition(alone, small.EDITION + SECOND_JUROR)
    assert codes(alone.done("jury", "collect")) == ["jury-tab-missing"]
    assert alone.column("Délibération", "J. Un")["D-01"] == "Niveau 2"


def test_juror_removed_leaves_tab_and_column(tmp_path: Path) -> None:
    desk = office(tmp_path / "campagne")
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Deux", "Mon niveau", D01="Niveau 2")
    desk.fill("Jury J. Deux", "Mon commentaire", D01="Bien")
    desk.done("jury", "collect")
    edition(desk, small.EDITION)
    desk.up_to("jury open", "jury collect", "decide")
    assert desk.column("Jury J. Deux", "Mon commentaire")["D-01"] == "Bien"
    row = desk.table("Délibération")["D-01"]
    assert (row["J. Deux"], row["Notes données"]) == ("Niveau 2", 0)
    idle(desk, "jury open", "jury collect", "decide")


def test_question_added_is_a_new_column_and_stops_nothing(alone: Office) -> None:
    alone.fill("Réponses", COUNT, D02="9")
    edition(alone, small.EDITION, small.GRID + QUESTION)
    new = "Une question de plus ?"
    alone.export([(*each, "Oui") for each in THREE], (*HEADINGS, new))
    assert blocking(alone.done("sync")) == []
    row = alone.table("Réponses")["D-02"]
    assert (row[new], row[COUNT]) == ("Oui", "9")
    idle(alone, "sync")


def test_question_added_does_not_stop_the_commands_before_sync(alone: Office) -> None:
    edition(alone, small.EDITION, small.GRID + QUESTION)
    for command in ("propose", "jury open", "jury collect", "decide"):
        assert blocking(alone.done(*command.split())) == []


# -- tabs ------------------------------------------------------------------------------


def test_tab_deleted_and_made_again_is_said_once(desk: Office) -> None:
    desk.done("sync")
    delete_tab(desk, "Réponses")
    output = desk.done("sync")
    assert [each for each in codes(output) if each.startswith("workbook-")] == [
        "workbook-tab-made-again"
    ]
    assert list(desk.table("Réponses")) == ["D-01", "D-02", "D-03"]
    assert "workbook-tab-made-again" not in codes(desk.done("sync"))
    idle(desk, "sync")


def test_correction_becomes_a_conflict_when_the_memory_is_deleted(desk: Office) -> None:
    desk.done("sync")
    desk.fill("Réponses", COUNT, D02="9")
    delete_tab(desk, "palmares-base")
    desk.done("sync")
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
    desk.done("sync")
    assert desk.column("Réponses", COUNT) == {"D-01": "0", "D-02": "9", "D-03": "0"}
    idle(desk, "sync")


# -- formulas ----------------------------------------------------------------------------


def test_formula_in_a_cell_of_the_program_is_a_correction(desk: Office) -> None:
    desk.done("sync")
    desk.fill("Réponses", COUNT, D02="=1+1")
    desk.export([*THREE, dossier(4, WEAK)])
    desk.done("sync")
    assert desk.column("Réponses", COUNT)["D-02"] == "=1+1"
    idle(desk, "sync")


def test_formula_is_kept_when_the_form_changes_and_goes_when_people_say_so(desk: Office) -> None:
    desk.done("sync")
    desk.fill("Réponses", COUNT, D02="=1+1")
    desk.export([THREE[0], dossier(2, (*MIDDLE[:5], "4")), THREE[2]])
    desk.done("sync")
    assert desk.column("Réponses", COUNT)["D-02"] == "=1+1"
    choose(desk, TAKE)
    desk.done("sync")
    assert (desk.column("Réponses", COUNT)["D-02"], states(desk)) == ("4", ["taken"])


# -- two machines ------------------------------------------------------------------------


def test_two_machines_take_turns_and_only_the_workbook_travels(tmp_path: Path) -> None:
    here, there = (office(tmp_path / name) for name in ("here", "there"))
    here.done("sync")
    travel(here, there)
    there.fill("Réponses", COUNT, D02="9")
    assert "1 correction by hand is kept." in there.done("sync")
    form(there, [THREE[0], dossier(2, (*MIDDLE[:5], "4")), dossier(3, STRONG)])
    there.done("sync")
    travel(there, here)
    form(here, [THREE[0], dossier(2, (*MIDDLE[:5], "4")), dossier(3, STRONG)])
    idle(here, "sync")
    choose(here, TAKE)
    here.up_to("sync", "propose")
    travel(here, there)
    idle(there, "sync", "propose")
    assert there.column("Réponses", COUNT) == {"D-01": "12", "D-02": "4", "D-03": "12"}
    assert list(there.table("Journal")) == ["1", "2", "3", "4", "5"]


def travel(start: Office, end: Office) -> None:
    """Carry the workbook, and nothing else, to another machine."""
    shutil.copy(start.workbook, end.workbook)


def form(desk: Office, lines: Iterable[tuple[str, ...]]) -> None:
    """Give a machine an export."""
    desk.export(lines)


def test_older_export_on_another_machine_changes_back_and_loses_no_correction(
    tmp_path: Path,
) -> None:
    here, there = (office(tmp_path / name) for name in ("here", "there"))
    form(here, [dossier(1, WEAK), THREE[1], THREE[2]])
    here.done("sync")
    here.fill("Réponses", COUNT, D02="9")
    travel(here, there)
    there.done("sync")
    assert there.column("Réponses", COUNT) == {"D-01": "12", "D-02": "9", "D-03": "0"}
