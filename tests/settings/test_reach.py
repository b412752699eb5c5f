"""Levels that nobody can reach are found, for every group of candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.settings.edition import read_edition
from tests.settings.small import EDITION
from tests.settings.small import GRID
from tests.settings.small import Said
from tests.settings.small import changed
from tests.settings.small import refused
from tests.settings.small import said
from tests.settings.small import write

if TYPE_CHECKING:
    from pathlib import Path

LOWER = "Lower the {}, or let options and steps reach the points of their questions."
NO_VARIANT = EDITION[: EDITION.index("[[variants]]")] + EDITION[EDITION.index("[[jury]]") :]


def test_threshold_above_the_best_total(tmp_path: Path) -> None:
    """Data can give 80 at most, and makes 2.5 of 3.5 parts: (100 + 2.5 x 80) / 3.5."""
    edition = changed(NO_VARIANT, "threshold = 60", "threshold = 92")
    lines = [line for line in GRID.splitlines() if not line.startswith("d-part")]
    grid = changed("\n".join(lines), "1:5 10:10", "1:5 10:8")
    assert refused(write(tmp_path, edition, grid)) == [
        Said(
            "config-ceiling-unreached",
            "grid.csv, line 11, column “points”",
            "The best answer to “d-count” gives 8 of its 10 points.",
            "Lower the points of the question, or raise those of its answers.",
        ),
        Said(
            "config-total-unreachable",
            "edition.toml, line 66, key “tracks.levels.threshold”",
            "“Niveau 2” asks for 92, but the best total there is makes 85.71 (Label).",
            LOWER.format("threshold"),
        ),
    ]


def test_threshold_that_a_variant_puts_out_of_reach(tmp_path: Path) -> None:
    """The finding names the variant's key, and the group that it covers.

    Plans: (2 x 9 + 10 + 8) / 38; data: (4 + 8) / 14; the variant weighs them alike.
    """
    edition = changed(EDITION, "thresholds = { 2 = 55 }", "thresholds = { 2 = 95 }")
    grid = changed(GRID, "1:5 10:10", "1:5 10:8")
    found = refused(write(tmp_path, edition, grid))[-1]
    assert found[:3] == (
        "config-total-unreachable",
        "edition.toml, line 77, key “variants.thresholds.2”",
        "“Niveau 2” asks for 95, but the best total there is makes 90.22 (Label, Commune, Petite).",
    )


def test_floor_above_the_best_score(tmp_path: Path) -> None:
    """A large candidate has only one question left on data."""
    edition = changed(NO_VARIANT, "floors = { plans = 50 }", "floors = { data = 85 }")
    grid = changed(GRID, "1:5 10:10", "1:5 10:8")
    assert [said for said in refused(write(tmp_path, edition, grid)) if "floor" in said.code] == [
        Said(
            "config-floor-few-questions",
            "edition.toml, line 67, key “tracks.levels.floors.data”",
            "“Niveau 2” has a floor in “Données”, where the questions that count are only 2 "
            "(Label).",
            "Check that this is meant: a single answer weighs much there.",
        ),
        Said(
            "config-floor-unreachable",
            "edition.toml, line 67, key “tracks.levels.floors.data”",
            "“Niveau 2” asks for 85 in “Données”, but the best score there is makes 80 "
            "(Label, Commune, Grande).",
            LOWER.format("floor"),
        ),
    ]


def test_floor_in_a_domain_that_the_track_leaves_out(tmp_path: Path) -> None:
    """No question gives points there: the floor can mean nothing."""
    edition = changed(NO_VARIANT, "floors = { plans = 50 }", "floors = { data = 10 }")
    grid = GRID[: GRID.index("d-part")]
    assert refused(write(tmp_path, edition, grid)) == [
        Said(
            "config-floor-without-questions",
            "edition.toml, line 67, key “tracks.levels.floors.data”",
            "“Niveau 2” has a floor in “Données”, where no question gives points (Label).",
            "Remove the floor, or ask a question of that domain in this track.",
        ),
        Said(
            "config-domain-without-questions",
            "grid.csv",
            "No question of the domain “Données” gives points in the track “Label”.",
            "Check that this is meant: the domain counts for nothing there.",
        ),
    ]


def test_floor_in_a_domain_whose_questions_weigh_nothing(tmp_path: Path) -> None:
    """Points that are counted nowhere reach no floor."""
    edition = changed(NO_VARIANT, "floors = { plans = 50 }", "floors = { data = 10 }")
    grid = changed(changed(GRID, "10;1;25:2", "10;0;25:2"), "10;1;1:5", "10;0;1:5")
    assert [each.code for each in refused(write(tmp_path, edition, grid))] == [
        "config-floor-without-questions",
        "config-domain-without-questions",
    ]


def test_mandatory_question_whose_best_answer_is_too_low(tmp_path: Path) -> None:
    """Full points are demanded, and no answer gives them."""
    edition = changed(EDITION, 'mandatory = ["p-yes"]', 'mandatory = ["d-count"]')
    grid = changed(GRID, "1:5 10:10", "1:5 10:8")
    assert refused(write(tmp_path, edition, grid))[-1] == Said(
        "config-mandatory-unreachable",
        "edition.toml, line 68, key “tracks.levels.mandatory”",
        "“Niveau 2” demands full points (10) for “d-count”, but its best answer gives 8 (Label).",
        "Remove it from “mandatory”, or let an answer reach the question's points.",
    )


@pytest.mark.parametrize(
    "grid",
    [
        changed(GRID, "Une délibération ?;10;1;", "Une délibération ?;10;0;"),
        changed(GRID, "Une délibération ?;10;1;", "Une délibération ?;0;1;"),
    ],
    ids=["weight", "points"],
)
def test_mandatory_question_that_is_worth_nothing(tmp_path: Path, grid: str) -> None:
    """Full points out of none would be had by everybody, whatever they answer."""
    said = [each for each in refused(write(tmp_path, EDITION, grid)) if "mandatory" in each.code]
    assert said == [
        Said(
            "config-mandatory-worthless",
            "edition.toml, line 68, key “tracks.levels.mandatory”",
            "“Niveau 2” demands full points for “p-yes”, which is worth none: any answer would "
            "do (Label, Commune).",
            "Give it points and a weight above 0 (0.01 hardly counts), or remove it.",
        )
    ]


def test_mandatory_question_of_another_track(tmp_path: Path) -> None:
    """A second track does not ask a question that its level demands."""
    second = (
        '[[tracks]]\nid = "badge"\nname = "Badge"\n\n[[tracks.levels]]\nid = "badge"\n'
        'name = "Badge"\nsign = "badge"\ncolour = "000000"\nthreshold = 10\n'
        'mandatory = ["d-part"]\n\n[[jury]]'
    )
    found = refused(write(tmp_path, changed(EDITION, "[[jury]]", second)))
    assert [each[:3] for each in found] == [
        (
            "config-mandatory-not-asked",
            "edition.toml, line 90, key “tracks.levels.mandatory”",
            "“Badge” demands “d-part”, which is not asked (Badge).",
        )
    ]


def test_mandatory_question_that_may_be_declared_not_applicable(tmp_path: Path) -> None:
    """Not applicable holds like full points: nothing to say but the ceiling."""
    edition = changed(EDITION, 'mandatory = ["p-yes"]', 'mandatory = ["p-more"]')
    grid = changed(GRID, "Des actions ?;8", "Des actions ?;12")
    warnings = read_edition(write(tmp_path, edition, grid)).warnings
    assert [said(each).code for each in warnings] == ["config-ceiling-unreached"]
