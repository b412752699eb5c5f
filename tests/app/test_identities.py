"""Who is who, from the form to the workbook and back: what staff see and answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.language import language_for
from tests.app.gestures import codes as all_codes
from tests.app.gestures import idle
from tests.app.office import HEADINGS
from tests.app.office import MIDDLE
from tests.app.office import STRONG
from tests.app.office import Office
from tests.app.office import column_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TAB, ANSWER = "Signalements", "Réponse"
WITH_NUMBERS = (*HEADINGS, "siret", "insee")
HALL, OTHER_HALL = "21380999900013", "21380999900021"  # made up, right by their check alone
PAST = """
[[editions]]
year = 2019
complete = true
results = [
  { name = "Claix Métropole", level = "1" },
  { name = "Commune du Temps", siren = "213809999", level = "1" },
]
"""


def line(key: str, name: str, answers: tuple[str, ...] = MIDDLE, **facts: str) -> tuple[str, ...]:
    """A line of the form's export, numbers at its end."""
    own = (facts.get("department", "38"), facts.get("type", "Commune"), "5000", "Une Porteuse")
    last = (facts.get("siret", ""), facts.get("insee", ""))
    return (key, name, *own, "Maire", "2023-11-01 10:00", *answers, *last)


def codes(output: str) -> list[str]:
    """The findings of who is who that were printed."""
    return [each for each in all_codes(output) if each.startswith(("identity-", "candidate-"))]


@pytest.fixture
def twins(desk: Office) -> Office:
    """Two dossiers whose names look alike, and a homonym in another department."""
    one = line("D-01", "Ville de Claix", STRONG)
    other = line("D-02", "CLAIX (38)", department="", type="")
    desk.export([one, other, line("D-03", "Claix", department="16")], WITH_NUMBERS)
    desk.up_to("sync", "propose")
    return desk


@pytest.fixture
def doubles(desk: Office) -> Office:
    """Two dossiers of one SIREN, under names that have nothing in common."""
    one = line("D-01", "Ville de Claix", STRONG, siret=HALL)
    other = line("D-02", "Services municipaux", siret=OTHER_HALL)
    desk.export([one, other], WITH_NUMBERS)
    desk.up_to("sync", "propose")
    return desk


def rows(desk: Office) -> dict[str, dict[str, object]]:
    """The signals of who is who, by their code."""
    found = desk.table(TAB) if TAB in desk.sheets() else {}
    return {
        key: row for key, row in found.items() if "p-one" not in str(row["Ce qui a été remarqué"])
    }


def listed(desk: Office) -> list[tuple[object, object]]:
    """Dossier and follow-up of each."""
    return [(row["Dossier"], row["Suivi"]) for row in rows(desk).values()]


def answer(desk: Office, heading: str, **said: str) -> None:
    """Somebody writes beside the last signal of a dossier: ``D02="oui"``."""
    keys = {str(row["Dossier"]).replace("-", ""): key for key, row in rows(desk).items()}

    def act(sheet: Worksheet) -> None:
        column = column_of(sheet, heading)
        signals = [cell.value for cell in sheet["A"]]
        for dossier, text in said.items():
            sheet.cell(signals.index(keys[dossier]) + 1, column, text)

    desk.people(TAB, act)


# -- two that look alike --------------------------------------------------------------------


def test_names_that_look_alike_are_asked_about(twins: Office) -> None:
    assert listed(twins) == [("D-02", None)]
    assert codes(twins.done("propose")) == ["identity-look-alike"]
    assert codes(twins.done("check")).count("identity-look-alike") == 1


@pytest.mark.parametrize(("heading", "text"), [(ANSWER, "non"), ("Écarté parce que", "Deux")])
def test_two_that_are_told_apart_are_not_asked_about_again(
    twins: Office, heading: str, text: str
) -> None:
    answer(twins, heading, D02=text)
    assert codes(twins.done("propose")) == []
    assert "identity-look-alike" not in codes(twins.done("check"))
    assert listed(twins) == [("D-02", None)]
    idle(twins, "propose")


def test_two_that_are_one_are_shown_side_by_side(twins: Office) -> None:
    answer(twins, ANSWER, D02="oui")
    output = twins.done("propose")
    assert codes(output) == ["identity-duplicate"]
    said = language_for("fr").text("as was answered")
    assert f"D-01, D-02 are of one local authority ({said})" in output
    assert listed(twins) == [("D-02", None), ("D-01", None)]


def test_answer_outlives_a_corrected_name(twins: Office) -> None:
    answer(twins, ANSWER, D02="non")
    twins.fill("Réponses", "Collectivité", D02="Mairie de CLAIX (38)")
    assert codes(twins.done("propose")) == []


def test_answer_that_says_nothing_is_told(twins: Office) -> None:
    answer(twins, ANSWER, D02="peut-être")
    assert codes(twins.done("propose")) == ["identity-look-alike", "identity-answer-unread"]


# -- several of one -------------------------------------------------------------------------


def test_dossiers_of_one_siren_are_compared_in_the_tab(doubles: Office) -> None:
    ((_, row),) = rows(doubles).items()
    assert str(row["Ce qui a été remarqué"]).split("\n")[1:] == [
        "D-01 (Ville de Claix) | D-02 (Services municipaux)",
        "• Son adresse : https://exemple.invalid/plan | https://exemple.invalid/projet",
        "• Une délibération ? : Oui | Non",
        "• Des actions ? : Une Deux | Une",
        "• Quelle part ? : 85 % | 30 %",
        "• Combien ? : 12 | 2",
    ]
    assert list(doubles.table("Propositions")) == ["D-01", "D-02"]


def test_dossier_that_counts_is_chosen_by_its_number(desk: Office) -> None:
    desk.export(
        [line("D-01", "Claix", siret=HALL), line("D-02", "Claix, la suite", siret=HALL)],
        WITH_NUMBERS,
    )
    desk.up_to("sync", "propose")
    answer(desk, ANSWER, D01="D-02")
    assert codes(desk.done("propose")) == ["identity-left-out"]
    assert list(desk.table("Réponses")) == ["D-01", "D-02"]
    answer(desk, ANSWER, D01="toutes")
    assert codes(desk.done("propose")) == []


def test_choice_keeps_the_other_from_the_proposals(doubles: Office) -> None:
    answer(doubles, ANSWER, D01="d-01")
    assert "1 level proposed." in doubles.done("propose")


# -- numbers --------------------------------------------------------------------------------


def test_wrong_number_is_told_and_proves_nothing(desk: Office) -> None:
    wrong = "21380999900019"
    two = [line("D-01", "Claix", siret=wrong), line("D-02", "Vif", siret=wrong)]
    desk.export(two, WITH_NUMBERS)
    assert all_codes(desk.done("sync")).count("export-number-wrong") == 2
    assert codes(desk.done("propose")) == ["candidate-number-wrong"] * 2
    assert rows(desk) == {}


def test_commune_and_what_sits_there_share_a_code_and_are_two(desk: Office) -> None:
    hall = line("D-01", "Ville de Grenoble", insee="38185")
    around = line("D-02", "Grenoble-Alpes-Métropole", type="", insee="38185")
    desk.export([hall, around, line("D-03", "CCAS de Grenoble", insee="38185")], WITH_NUMBERS)
    desk.up_to("sync", "propose")
    assert rows(desk) == {}


def test_code_of_another_department_is_told(desk: Office) -> None:
    desk.export([line("D-01", "Claix", insee="16101")], WITH_NUMBERS)
    desk.done("sync")
    assert codes(desk.done("propose")) == ["candidate-insee-elsewhere"]


# -- earlier editions -----------------------------------------------------------------------


@pytest.fixture
def returning(desk: Office) -> Office:
    """A candidate whose name may be that of an earlier edition, another known by its SIREN."""
    (desk.folder / "config" / "history.toml").write_text(PAST, encoding="utf-8")
    desk.export([line("D-01", "Claix", type=""), line("D-02", "Vif", siret=HALL)], WITH_NUMBERS)
    desk.up_to("sync", "propose", "jury open")
    return desk


def last_levels(desk: Office) -> dict[str, object]:
    """What the deliberation tab says of earlier editions."""
    return desk.column("Délibération", "Dernier niveau obtenu")


def test_siren_finds_who_changed_its_name(returning: Office) -> None:
    assert last_levels(returning)["D-02"] == "Niveau 1 (2019)"


def test_line_of_an_earlier_edition_is_confirmed_by_a_person(returning: Office) -> None:
    assert last_levels(returning)["D-01"] == "non connu"
    answer(returning, ANSWER, D01="oui")
    assert codes(returning.done("propose")) == []
    returning.done("jury", "collect")
    assert last_levels(returning)["D-01"] == "Niveau 1 (2019)"


def test_line_of_an_earlier_edition_that_is_rejected_is_nobodys(returning: Office) -> None:
    answer(returning, ANSWER, D01="non")
    returning.up_to("propose", "jury collect")
    assert last_levels(returning)["D-01"] == "première candidature"


def test_line_that_two_homonyms_may_claim_is_neither_s_until_somebody_says(desk: Office) -> None:
    past = PAST.replace("Claix Métropole", "Ville de Claix")
    (desk.folder / "config" / "history.toml").write_text(past, encoding="utf-8")
    desk.export(
        [line("D-01", "Claix", STRONG), line("D-02", "Claix", department="16")], WITH_NUMBERS
    )
    desk.up_to("sync", "propose")
    asked = [each for each in codes(desk.done("check")) if each == "identity-past"]
    assert (len(asked), listed(desk)) == (2, [("D-01", None), ("D-02", None)])


# -- what a sync tells of them ----------------------------------------------------------------


def told_by_sync(desk: Office) -> int:
    """How many likenesses a sync tells of."""
    return all_codes(desk.done("sync")).count("export-look-alike")


def test_sync_tells_of_a_likeness_until_it_is_settled(desk: Office) -> None:
    """The same name and department, on two tracks of the label."""
    one, other = line("D-01", "Ville de Claix", STRONG), line("D-02", "Claix", type="")
    desk.export([one, other], WITH_NUMBERS)
    assert told_by_sync(desk) == 1
    desk.up_to("propose")
    assert told_by_sync(desk) == 1
    answer(desk, ANSWER, D02="non")
    assert told_by_sync(desk) == 0


def test_sync_tells_once_of_two_that_are_certainly_not_one(desk: Office) -> None:
    one = line("D-01", "Épinal", STRONG, department="88")
    other = line("D-02", "Épinal", department="88", type="Syndicat")
    desk.export([one, other], WITH_NUMBERS)
    assert [told_by_sync(desk), told_by_sync(desk)] == [1, 0]
    third = line("D-03", "Épinal", department="88", type="")
    desk.export([one, other, third], WITH_NUMBERS)
    assert told_by_sync(desk) == 1


def test_sync_tells_of_two_of_one_number_until_one_is_chosen(desk: Office) -> None:
    one = line("D-01", "Ville de Claix", STRONG, siret=HALL)
    other = line("D-02", "Claix", siret=OTHER_HALL, type="")
    desk.export([one, other], WITH_NUMBERS)
    desk.up_to("sync", "propose")
    assert told_by_sync(desk) == 1
    answer(desk, ANSWER, D01="D-02")
    assert told_by_sync(desk) == 0


def test_sync_tells_once_of_two_that_the_form_does_not_number(desk: Office) -> None:
    one = line("", "Épinal", STRONG, department="88")
    other = line("", "Épinal", department="88", type="Syndicat")
    desk.export([one, other], WITH_NUMBERS)
    assert [told_by_sync(desk), told_by_sync(desk)] == [1, 0]
