"""The figures of the dashboard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.dashboard import agreement_figures
from sheets_sync.dashboard import domain_figures
from sheets_sync.dashboard import level_figures
from sheets_sync.dashboard import progress_figures
from sheets_sync.jury.panel import Panel
from sheets_sync.jury.progress import Progress
from sheets_sync.language import language_for
from sheets_sync.tabs.dashboard import dashboard_lines
from sheets_sync.tabs.dashboard import dashboard_tab
from tests.builders import scheme

NOTHING = (None, None)


def panels(*marks: tuple[int, ...]) -> list[Panel]:
    """Panels of jurors named by their position."""
    return [Panel({str(at): mark for at, mark in enumerate(each)}) for each in marks]


def test_levels_are_counted_by_track() -> None:
    proposed = [("a", 1), ("a", 1), ("b", 0)]
    assert level_figures({"a": 1, "b": 1}, proposed, [("a", 0)]) == {
        "levels-a-0": (0, 1),
        "levels-a-1": (2, 0),
        "levels-b-0": (1, 0),
        "levels-b-1": (0, 0),
    }


def test_levels_before_the_jury_are_not_decided() -> None:
    assert level_figures({"a": 0}, [("a", 0)], None) == {"levels-a-0": (1, None)}


def test_average_is_exact_and_rounded_down() -> None:
    points = {"x": [0.1, 0.2, 0.3], "y": [66.6, 66.7, 66.7], "z": [100.0], "none": []}
    assert domain_figures(points) == {
        "domains-x": (0.2, None),
        "domains-y": (66.6, None),
        "domains-z": (100.0, None),
        "domains-none": NOTHING,
    }


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=50))
def test_average_lies_between_the_lowest_and_the_highest(tenths: list[int]) -> None:
    average, _ = domain_figures({"x": [each / 10 for each in tenths]})["domains-x"]
    assert isinstance(average, float)
    assert min(tenths) / 10 <= average <= max(tenths) / 10


def test_progress_is_given_and_still_asked() -> None:
    found = progress_figures([Progress("j", 3, 5, has_tab=True), Progress("k", 0, 0, has_tab=True)])
    assert found == {"jurors-j": (3, 2), "jurors-k": (0, 0)}


def test_agreement_of_three_jurors_is_told() -> None:
    found = agreement_figures(panels((3, 3, 3), (1, 2, 1), (0, 5, 5), (2,)))
    assert found == {
        "spreads-0": (1, None),
        "spreads-1": (1, None),
        "spreads-2": (0, None),
        "spreads-3": (1, None),
        "agreement-exact": (55.5, None),
        "agreement-unanimous": (33.3, None),
        "agreement-alpha": (0.09, None),
        "agreement-interval": NOTHING,
    }


def test_agreement_of_two_jurors_is_not_told() -> None:
    found = agreement_figures(panels((3, 3), (1, 2), (0, 5)))
    assert set(found.values()) == {NOTHING}


def test_figures_have_a_line_each() -> None:
    made = scheme()
    lines = dashboard_lines(made, language_for("en"))
    highest = {track.id: len(track.levels) for track in made.tracks}
    figures = (
        level_figures(highest, [], [])
        | domain_figures({domain.id: [] for domain in made.domains})
        | agreement_figures([])
        | progress_figures(Progress(each.id, 0, 0, has_tab=True) for each in made.jury)
    )
    assert [line.key for line in lines if line.first is None] == [
        line.key for line in lines if line.key in figures
    ]
    assert len(figures) == len([line for line in lines if line.first is None])


def test_lines_of_a_chart_follow_each_other() -> None:
    made = scheme()
    keys = [line.key for line in dashboard_lines(made, language_for("fr"))]
    for chart in dashboard_tab(made, language_for("fr")).charts:
        start = keys.index(chart.rows[0])
        assert tuple(keys[start : start + len(chart.rows)]) == chart.rows
