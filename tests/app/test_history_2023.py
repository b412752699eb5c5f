"""The 2023 edition: what its history proposes, and what it says that it does not know.

Laureates and levels are the published ones, the lists of before those of the edition's own
``history.toml``; answers and marks are the demonstration's.
"""

from __future__ import annotations

import pytest

from sheets_sync.app.demo import demo_steps
from sheets_sync.language import language_for
from sheets_sync.progress_told import GAINED
from sheets_sync.progress_told import SAME
from tests.app.office import Office

FRENCH = language_for("fr")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The demonstration, up to the decisions of the published palmarès."""
    folder = tmp_path_factory.mktemp("history") / "demonstration"
    for step in demo_steps(folder):
        if step.command == "decide":
            break
        step.check()
        step.carry_out()
    return Office(folder, "fr")


KNOWN = {
    "Ville de Lettret": "Niveau 2 (2021)",
    "Alès Agglomération": "Niveau 2 (2021)",
    "Dracénie Provence Verdon Agglomération": "Niveau 3 (2021)",
    "Ville d’Angoulême": "Niveau 3 (2021)",
    "Ville de Boé": "Niveau 4 (2022)",
    "Ville d’Abbeville": "Niveau 5 (2022)",
    "Ville d’Échirolles": "Niveau 5 (2022)",
    "Ville de Marseille": "labellisé en 2018, niveau non connu",
}
"""What the lists tell; of the fourteen other laureates they tell nothing."""

ROSE = ("Alès Agglomération", "Ville de Boé")


def column(desk: Office, heading: str) -> dict[str, object]:
    """A column of the deliberation tab, by the name of the candidate."""
    rows = desk.table("Délibération").values()
    return {str(row["Collectivité"]): row[heading] for row in rows}


def test_last_levels_are_those_that_the_lists_before_2023_tell(desk: Office) -> None:
    last = column(desk, "Dernier niveau obtenu")
    assert {name: said for name, said in last.items() if said != "non connu"} == KNOWN
    assert len(last) == len(KNOWN) + 14


def test_levels_alone_are_told_since_then_as_no_points_are_known(desk: Office) -> None:
    since = column(desk, FRENCH.text("Since then"))
    told = {
        name: FRENCH.plural(*GAINED, 1) if name in ROSE else FRENCH.text(SAME) for name in KNOWN
    }
    del told["Ville de Marseille"]
    assert {name: said for name, said in since.items() if said} == told


def test_decide_proposes_what_lists_support_and_says_what_they_do_not(desk: Office) -> None:
    """Claix had the mention for its progression, Caluire-et-Cuire for its first application.

    No list tells of either before 2023, and none is complete: neither can be proposed.
    """
    said = desk.done("decide").splitlines()
    at = said.index("22 décisions enregistrées.")
    assert said[at + 1 : at + 3] == [
        "Meilleures progressions que les listes connues permettent d’établir (+1)\u202f: "
        "Alès Agglomération (2021) et Ville de Boé (2022).",
        "On ne sait pas si c’est une première candidature pour 14 dossiers\u202f: "
        "les listes sont incomplètes.",
    ]
