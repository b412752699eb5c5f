"""The measures work, and compare what is alike. How fast anything is, no test says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

import pytest

from benchmarks import campaign
from benchmarks import forms
from benchmarks import jury
from benchmarks import scoring
from benchmarks import start
from benchmarks import workbook
from benchmarks.__main__ import NAMES
from benchmarks.edition import QUESTIONS
from benchmarks.page import PAGE
from benchmarks.page import NoPlace
from benchmarks.page import written
from benchmarks.process import Failed
from benchmarks.process import python
from benchmarks.process import run
from benchmarks.report import Report
from benchmarks.report import at_least
from benchmarks.row_by_row import LEAST
from benchmarks.row_by_row import SAME
from benchmarks.row_by_row import Rated
from benchmarks.row_by_row import rate

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.row_by_row import Way


@pytest.fixture(scope="module")
def sample() -> scoring.Sample:
    return scoring.sample(200)


def test_edition_that_is_measured_has_sixty_questions_of_all_types(sample: scoring.Sample) -> None:
    types = Counter(question.type for question in sample.edition.grid.questions)
    assert (types.total(), len(types)) == (QUESTIONS, 8)


def test_candidates_that_are_made_up_are_of_all_levels(sample: scoring.Sample) -> None:
    ranks = {each.rank for each in scoring.rated(scoring.at_once(sample))}
    assert ranks == {0, 1, 2, 3, 4, 5}


@pytest.mark.parametrize("way", [SAME, LEAST])
def test_row_by_row_finds_what_all_at_once_finds(way: Way, sample: scoring.Sample) -> None:
    ours = scoring.rated(scoring.at_once(sample))
    assert scoring.differing(ours, rate(scoring.table(sample), sample.edition, way)) == 0


def test_results_that_differ_are_counted(sample: scoring.Sample) -> None:
    ours = scoring.rated(scoring.at_once(sample))
    other = [Rated(each.total, each.rank + 1) for each in ours[:3]]
    near = [Rated((each.total or 0) + 1, each.rank) for each in ours[3:5]]
    assert scoring.differing(ours, [*other, *near, *ours[5:]]) == 5


def test_scoring_is_measured_each_way() -> None:
    report = scoring.measure(candidates=10, rows=4, rounds=1)
    assert [row[-1] for row in report.rows] == ["–", "–", "0", "0"]


def test_start_is_measured() -> None:
    assert [row[0] for row in start.measure(rounds=1).rows] == [
        "`palmares --help`",
        '`python -c "import click"`',
        "`python -c pass`",
    ]


def test_live_form_is_measured_whole_and_changed() -> None:
    report = forms.measure(dossiers=101)
    assert [row[:2] for row in report.rows] == [("all", "6"), ("5 changed", "5")]
    assert all(each.reached for each in report.targets)


@pytest.mark.slow
def test_campaign_is_measured_command_by_command() -> None:
    assert [row[:2] for row in campaign.measure((3,)).rows] == [
        ("3", "`palmares sync`"),
        ("3", "`palmares propose`"),
        ("3", "`palmares jury open`"),
    ]


class Compared(NamedTuple):
    """A folder in which every way was run once, and what it took."""

    home: Path
    took: dict[str, workbook.Figures]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    home = tmp_path_factory.mktemp("compared")
    return Compared(home, workbook.compared(workbook.make_office(home, 6, 2), home, rounds=1))


@pytest.mark.slow
def test_workbook_is_measured_each_way(compared: Compared) -> None:
    ways = (workbook.SYNC, workbook.OPENPYXL, workbook.IDLE, workbook.CALAMINE)
    assert tuple(compared.took) == ways
    assert all(each.seconds > 0 and each.mebibytes > 5 for each in compared.took.values())


@pytest.mark.slow
def test_workbook_is_reported_each_way_beside_the_one_it_is_like(compared: Compared) -> None:
    rows = workbook.rows(6, compared.took)
    assert [row[:2] for row in rows] == [("6", way) for way in compared.took]
    assert [row[3] for row in rows[::2]] == ["1.00 ×", "1.00 ×"]


@pytest.mark.slow
def test_openpyxl_writes_the_cells_that_sync_writes(compared: Compared) -> None:
    home = compared.home
    ours, theirs = home / "ours" / "campagne.xlsx", home / "theirs.xlsx"
    assert workbook.answers(ours) == workbook.answers(theirs)
    assert workbook.answers(ours) != workbook.answers(home / "before" / "campagne.xlsx")


def test_memory_of_a_process_is_its_own() -> None:
    ran = run(python("-c", "held = bytearray(150 * 2**20)"))
    assert 150 < ran.mebibytes < 200


def test_command_that_fails_is_no_measure() -> None:
    with pytest.raises(Failed, match="no such thing"):
        run(python("-c", "raise SystemExit('no such thing')"))


def report(ratio: float) -> Report:
    rows = (("ours", "1 s"), ("theirs", "20 s"))
    return Report("x", "Title", ("way", "time"), rows, (at_least("ratio", ratio, 10),), ("Note.",))


def test_report_says_in_a_terminal_what_was_aimed_at() -> None:
    assert report(20).plain() == (
        "Title\n"
        "way     time\n"
        "ours     1 s\n"
        "theirs  20 s\n"
        "reached – ratio: 20.0 × (aim: at least 10 ×)\n"
        "Note.\n"
    )


def test_report_on_a_page_shows_a_missed_aim() -> None:
    assert report(3).markdown() == (
        "### Title\n\n| way | time |\n| --- | --- |\n| ours | 1 s |\n| theirs | 20 s |\n\n"
        "- **missed** – ratio: 3.00 × (aim: at least 10 ×)\n\nNote.\n"
    )


def test_section_is_written_between_its_markers() -> None:
    page = "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n"
    assert written(page, "x", "new\n") == "a\n<!-- begin x -->\n\nnew\n\n<!-- end x -->\nb\n"


def test_page_without_the_markers_is_left_alone() -> None:
    with pytest.raises(NoPlace):
        written("a\n", "x", "new\n")


def test_page_has_a_place_for_each_measure() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [
        name for name in NAMES if written(page, name, "\N{BULLET}").count("\N{BULLET}") != 1
    ] == []


def test_jury_of_few_is_measured_in_all_its_parts() -> None:
    assert all(each > 0 for each in jury.measured(10))


def test_made_up_marks_are_of_ten_jurors_some_of_them_absent(sample: scoring.Sample) -> None:
    panels = jury.marks([group for group, _ in scoring.at_once(sample)])
    assert len(panels) == 200
    assert {panel.count for panel in panels} >= {8, 9, 10}
