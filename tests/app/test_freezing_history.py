"""What the frozen edition says of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports import edition_file
from reports.edition import Award
from sheets_sync.app.freezing_history import awards
from sheets_sync.app.freezing_history import past_level
from sheets_sync.history import PastResult
from sheets_sync.language import language_for
from tests.app.test_jury import decided
from tests.builders import level
from tests.builders import scheme

if TYPE_CHECKING:
    from tests.app.office import Office

FRENCH = language_for("fr")
HISTORY = """
[[editions]]
year = 2021
complete = true
results = [
  { name = "Ville inventée 1", department = "38", level = "1", mentions = ["Open Data"] },
  { name = "Ville d’ailleurs", department = "05", level = "2" },
]
"""


def test_awards_come_oldest_first_with_what_the_lists_say() -> None:
    held = (
        PastResult(2023, "Boé", level="2", mentions=("Coup de cœur",)),
        PastResult(2019, "Ville de Boé"),
    )
    assert awards(held, scheme(level(1, 20), level(2, 50)), FRENCH) == (
        Award("2019", 2019),
        Award("2023", 2023, "Niveau 2", 2, ("Coup de cœur",)),
    )


def test_two_lines_of_one_edition_are_one_award() -> None:
    held = (
        PastResult(2021, "SITIV", mentions=("Open Data",)),
        PastResult(2021, "Sitiv (Syndicat …)", level="1", mentions=("Open Data", "Stratégie")),
    )
    assert awards(held, scheme(), FRENCH) == (
        Award("2021", 2021, "Niveau 1", 1, ("Open Data", "Stratégie")),
    )


@pytest.mark.parametrize(
    ("ident", "told"),
    [
        ("2", ("Niveau 2", 2)),
        ("5", ("Niveau 5", 5)),  # no level of this edition, and yet a number
        ("or", ("or", None)),
        ("", ("", None)),
        ("²", ("²", None)),
    ],
)
def test_past_level_is_named_as_it_can_be(ident: str, told: tuple[str, int | None]) -> None:
    assert past_level(ident, scheme(), FRENCH) == told


def test_frozen_edition_holds_past_and_types(desk: Office) -> None:
    (desk.folder / "config" / "history.toml").write_text(HISTORY, "utf-8")
    decided(desk).up_to("decide", "freeze")
    frozen = edition_file.load(desk.folder / "edition.json")
    assert {each.dossier: each.history for each in frozen.candidates} == {
        "D-01": (Award("2021", 2021, "Niveau 1", 1, ("Open Data",)),),
        "D-02": (),
        "D-03": (),
    }
    assert frozen.types == {"commune": "Commune", "syndicat": "Syndicat"}
