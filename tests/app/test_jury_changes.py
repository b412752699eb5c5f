"""The campaign changes under the jury: dossiers leave, jurors come and go, answers move."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from reports import edition_file
from tests.app.office import STRONG
from tests.app.office import THREE
from tests.app.office import Office
from tests.app.office import dossier
from tests.app.office import office
from tests.settings import small

if TYPE_CHECKING:
    from pathlib import Path

UN, DEUX, TABLE = "Jury J. Un", "Jury J. Deux", "Délibération"
NAMESAKES = """
[[jury]]
id = "deux"
first_name = "Juliette"
last_name = "Un"
role = "Membre"
"""


def codes(text: str) -> list[str]:
    """The codes of the warnings that a command printed, once each."""
    marked = re.findall(r"^[!✗].*\n.*\[([a-z-]+)\]$", text, re.MULTILINE)
    return sorted({*marked})


def decided(folder: Path) -> Office:
    """A campaign with two jurors whose three decisions are recorded."""
    desk = office(folder)
    desk.up_to("sync --yes", "propose --yes", "jury open --yes")
    desk.fill(UN, "Mon niveau", D01="Niveau 2", D02="Niveau 1", D03="Niveau 1")
    desk.fill(DEUX, "Mon niveau", D01="Niveau 2", D02="Niveau 1")
    desk.up_to("jury collect --yes")
    desk.fill(TABLE, "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    desk.fill(TABLE, "Motif", D01="Vu.", D02="Vu.", D03="Vu.")
    desk.up_to("decide --yes")
    return desk


def figures(desk: Office) -> list[tuple[object, object]]:
    """Levels proposed and decided, as the dashboard counts them."""
    sheet = openpyxl.load_workbook(desk.workbook)["Tableau de bord"]
    return [(row[2].value, row[3].value) for row in sheet.iter_rows(min_row=4, max_row=6)]


def test_dossier_withdrawn_after_the_decisions_is_no_longer_the_jurys(tmp_path: Path) -> None:
    desk = decided(tmp_path / "campagne")
    desk.export(THREE[:2])
    desk.up_to("sync --yes", "propose --yes")
    assert codes(desk.done("jury", "collect")) == ["workbook-dossier-withdrawn"]
    assert "2 decisions recorded." in desk.done("decide")
    assert (figures(desk), desk.column(TABLE, "Décision")["D-03"]) == (
        [(0, 0), (1, 1), (1, 1)],
        "Non labellisé",
    )
    assert "2/2" in desk.done("jury", "status")
    assert "2 dossiers in the pack." in desk.done("jury", "pack")
    desk.done("freeze")
    edition = edition_file.load(desk.folder / "edition.json")
    assert [each.dossier for each in edition.candidates] == ["D-01", "D-02"]


def test_withdrawn_dossier_that_comes_back_is_the_jurys_again(tmp_path: Path) -> None:
    desk = decided(tmp_path / "campagne")
    desk.export(THREE[:2])
    desk.up_to("sync --yes", "propose --yes", "jury collect --yes", "decide --yes")
    desk.export(THREE)
    desk.up_to("sync --yes", "propose --yes", "jury collect --yes")
    assert "3 decisions recorded." in desk.done("decide")


def test_level_computed_anew_after_the_decision_is_told(tmp_path: Path) -> None:
    desk = decided(tmp_path / "campagne")
    desk.export([THREE[0], dossier(2, STRONG), THREE[2]])
    desk.up_to("sync --yes", "propose --yes", "jury collect --yes")
    for command in ("decide", "freeze"):
        assert codes(desk.done(command))[0] == "decision-level-moved"


def test_juror_who_left_the_jury_counts_nowhere_and_is_named(tmp_path: Path) -> None:
    desk = decided(tmp_path / "campagne")
    edition = desk.folder / "config" / "edition.toml"
    edition.write_text(edition.read_text("utf-8").rpartition('[[jury]]\nid = "deux"')[0])
    said = desk.done("jury", "collect")
    assert "Juré Deux is no longer in the jury" in said
    assert "The program no longer fills this line (deux)" in said
    assert desk.column(TABLE, "Notes données") == {"D-01": 1, "D-02": 1, "D-03": 1}


@pytest.fixture
def namesakes(tmp_path: Path) -> Office:
    """Two jurors with one last name and one initial, each with marks and a comment."""
    desk = office(tmp_path / "campagne", jurors=1)
    small.write(
        desk.folder / "config", (desk.folder / "config/edition.toml").read_text("utf-8") + NAMESAKES
    )
    desk.up_to("sync --yes", "propose --yes", "jury open --yes")
    desk.fill("Jury Jurée Un", "Mon niveau", D01="Niveau 2")
    desk.fill("Jury Jurée Un", "Mon commentaire", D01="Clair (inventé)")
    desk.fill("Jury Juliette Un", "Mon niveau", D01="Niveau 1")
    desk.fill("Jury Juliette Un", "Je me déporte", D01="Autre lien")
    desk.up_to("jury collect --yes")
    return desk


def test_jurors_with_one_initial_are_told_apart(namesakes: Office) -> None:
    row = namesakes.table(TABLE)["D-01"]
    shown = (row["Jurée Un"], row["Juliette Un"], row["Déports"])
    assert shown == ("Niveau 2", None, "Juliette Un – Autre lien")


def test_tab_made_again_does_not_take_the_recusal_of_a_namesake(namesakes: Office) -> None:
    namesakes.people("Jury Jurée Un", lambda sheet: sheet.parent.remove(sheet))  # type: ignore[union-attr]
    namesakes.up_to("jury open --yes")
    again = namesakes.table("Jury Jurée Un")["D-01"]
    assert (again["Je me déporte"], again["Mon niveau"], again["Mon commentaire"]) == (
        None,
        "Niveau 2",
        "Clair (inventé)",
    )
