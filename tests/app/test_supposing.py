"""What another grid, other thresholds or an earlier workbook would give."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.app.office import THREE
from tests.app.office import WEAK
from tests.app.office import dossier
from tests.settings import small

if TYPE_CHECKING:
    from tests.app.office import Office

HEADINGS = "Dossier\tLocal authority\tLevel\tWhy"


def told(desk: Office, *arguments: str) -> list[str]:
    """What the command prints."""
    return desk.done("what-if", *arguments).splitlines()


def test_other_threshold_says_who_moves_and_why(desk: Office) -> None:
    desk.up_to("sync")
    lines = told(desk, "--threshold", "1=99,5")
    assert lines[0] == HEADINGS
    moved = [line.split("\t") for line in lines[1:-1]]
    assert [(row[0], row[2]) for row in moved] == [
        ("D-01", "Niveau 2 → No level"),
        ("D-02", "Niveau 1 → No level"),
    ]
    assert moved[1][3].startswith("Niveau 1 would ask for: ")
    assert lines[-1] == "2 candidates of 3 would change level."


def test_same_rules_move_nobody_and_nothing_is_written(desk: Office) -> None:
    desk.up_to("sync")
    before = desk.workbook.read_bytes()
    assert told(desk) == ["0 candidates of 3 would change level."]
    assert desk.workbook.read_bytes() == before


def test_other_grid_is_replayed_and_new_questions_are_named(desk: Office) -> None:
    desk.up_to("sync")
    new = small.GRID + "d-new;;data;active;yes_no;Une nouvelle ?;10;1;;;;;;\n"
    path = desk.folder / "autre.csv"
    assert new.count("1:5 10:10") == 1
    path.write_text(new.replace("1:5 10:10", "0:10"), encoding="utf-8")
    lines = told(desk, str(path))
    assert lines[-1] == "Questions that nobody was asked, and that count for nobody: d-new."
    assert lines[-2] == "1 candidate of 3 would change level."
    assert lines[1].split("\t")[2] == "No level → Niveau 1"


def test_folder_of_another_edition_is_taken_whole(desk: Office) -> None:
    desk.up_to("sync")
    edition = small.EDITION.replace("threshold = 20", "threshold = 0")
    other = small.write(desk.folder / "autre", edition)
    assert told(desk, str(other))[1].split("\t")[2] == "No level → Niveau 1"


SECOND_TRACK = """
[[tracks]]
id = "badge"
name = "Badge"

[[tracks.levels]]
id = "b"
name = "Badge"
sign = "badge"
colour = "aabbcc"
threshold = 10

[[variants]]
"""


def renamed(desk: Office, more: str) -> str:
    """An edition's folder whose track has another id, and perhaps more tracks."""
    edition = small.changed(small.EDITION, 'id = "label"\nname', 'id = "other"\nname')
    edition = small.changed(edition, "[[variants]]\n", more)
    grid = small.changed(small.GRID, ";none;;label;", ";none;;other;")
    return str(small.write(desk.folder / "autre", edition, grid))


def test_only_track_of_the_other_rules_is_taken_whatever_its_id(desk: Office) -> None:
    desk.up_to("sync")
    assert told(desk, renamed(desk, "[[variants]]\n")) == ["0 candidates of 3 would change level."]


def test_track_that_the_other_rules_have_not_is_named(desk: Office) -> None:
    desk.up_to("sync")
    outcome = desk.run("what-if", renamed(desk, SECOND_TRACK))
    assert (outcome.code, outcome.output.splitlines()) == (
        2,
        [
            "The other rules have no track “label”.",
            "→ Give it the same id in both editions.",
        ],
    )


def test_grid_that_is_wrong_is_told_as_usual(desk: Office) -> None:
    desk.up_to("sync")
    path = desk.folder / "autre.csv"
    path.write_text(small.GRID.replace("active;number", "active;nombre"), encoding="utf-8")
    outcome = desk.run("what-if", str(path))
    assert (outcome.code, "autre.csv" in outcome.output) == (1, True)


def test_workbook_kept_from_before_is_replayed(desk: Office) -> None:
    desk.up_to("sync")
    kept = desk.folder / "avant.xlsx"
    shutil.copy(desk.workbook, kept)
    desk.export([THREE[0], dossier(2, WEAK), THREE[2]])
    desk.up_to("sync")
    assert told(desk, "--threshold", "1=99")[-1] == "1 candidate of 3 would change level."
    found = told(desk, "--threshold", "1=99", "--over", str(kept))
    assert found[-1] == "2 candidates of 3 would change level."


def test_workbook_that_is_not_there_is_named(desk: Office) -> None:
    desk.up_to("sync")
    outcome = desk.run("what-if", "--over", "absent.xlsx")
    assert (outcome.code, outcome.output.splitlines()[0]) == (
        2,
        "There is no workbook absent.xlsx.",
    )


def test_level_that_there_is_not_is_named_with_those_there_are(desk: Office) -> None:
    desk.up_to("sync")
    outcome = desk.run("what-if", "--threshold", "9=10")
    assert outcome.output.splitlines() == [
        "The edition has no level “9”.",
        "→ Choose one of: 1, 2.",
    ]


def test_threshold_that_is_no_number_is_a_matter_of_usage(desk: Office) -> None:
    for text in ("1", "=3", "1=abc", "1=101", "1=-1", "1=1/0"):
        outcome = desk.run("what-if", "--threshold", text)
        assert (outcome.code, outcome.output.splitlines()[-1]) == (
            2,
            f"Error: Invalid value for --threshold: “{text}”; write the id of a level and points "
            "from 0 to 100, such as 3=57.5",
        )
