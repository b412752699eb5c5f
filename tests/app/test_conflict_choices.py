"""A disagreement between the sheet and the form, and what a person chooses."""

from __future__ import annotations

import pytest

from tests.app.gestures import COUNT
from tests.app.gestures import KEEP
from tests.app.gestures import RESTORE
from tests.app.gestures import TAKE
from tests.app.gestures import choose
from tests.app.gestures import codes
from tests.app.gestures import desk_conflicts
from tests.app.gestures import disagreement
from tests.app.gestures import idle
from tests.app.gestures import states
from tests.app.office import MIDDLE
from tests.app.office import THREE
from tests.app.office import WEAK
from tests.app.office import Office
from tests.app.office import dossier


def test_conflict_is_listed_with_both_values(desk: Office) -> None:
    disagreement(desk)
    row = desk_conflicts(desk)[0]
    assert (row["Onglet"], row["Dossier"], row["Colonne"]) == ("Réponses", "D-02", COUNT)
    assert (row["Valeur du classeur"], row["Valeur du formulaire"]) == ("9", "4")
    assert desk.column("Réponses", COUNT)["D-02"] == "9"


@pytest.mark.parametrize(("choice", "value", "state"), [(TAKE, "4", "taken"), (KEEP, "9", "kept")])
def test_choice_is_carried_out_and_settles(
    desk: Office, choice: str, value: str, state: str
) -> None:
    disagreement(desk)
    choose(desk, choice)
    desk.up_to("sync")
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


# -- formulas ----------------------------------------------------------------------------


def test_formula_in_a_cell_of_the_program_is_a_correction(desk: Office) -> None:
    desk.up_to("sync")
    desk.fill("Réponses", COUNT, D02="=1+1")
    desk.export([*THREE, dossier(4, WEAK)])
    desk.up_to("sync")
    assert desk.column("Réponses", COUNT)["D-02"] == "=1+1"
    idle(desk, "sync")


def test_formula_is_kept_when_the_form_changes_and_goes_when_people_say_so(desk: Office) -> None:
    desk.up_to("sync")
    desk.fill("Réponses", COUNT, D02="=1+1")
    desk.export([THREE[0], dossier(2, (*MIDDLE[:5], "4")), THREE[2]])
    desk.up_to("sync")
    assert desk.column("Réponses", COUNT)["D-02"] == "=1+1"
    choose(desk, TAKE)
    desk.up_to("sync")
    assert (desk.column("Réponses", COUNT)["D-02"], states(desk)) == ("4", ["taken"])


def test_undoing_a_choice_against_a_formula_tells_it_and_writes_no_text_in_its_place(
    desk: Office,
) -> None:
    desk.up_to("sync")
    desk.fill("Réponses", COUNT, D02="=1+1")
    desk.export([THREE[0], dossier(2, (*MIDDLE[:5], "4")), THREE[2]])
    desk.up_to("sync")
    choose(desk, TAKE)
    desk.up_to("sync")
    said = desk.done("undo")
    assert codes(said) == ["undo-formula"]
    assert "The cell held the formula “=1+1”; it is left at “4”." in said
    desk.up_to("sync")
    assert (desk.column("Réponses", COUNT)["D-02"], states(desk)) == ("4", ["agreed"])
    idle(desk, "sync")
