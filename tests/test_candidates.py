"""Who applies, as the tab of answers states it."""

from __future__ import annotations

from sheets_sync.candidates import read_candidates
from sheets_sync.language import language_for
from sheets_sync.tabs.responses import responses_tab
from tests.builders import grid
from tests.builders import scheme
from tests.builders import tab_state

SCHEME = scheme()


def test_population_that_is_no_number_is_shown_as_it_was_written() -> None:
    tab = responses_tab(SCHEME, grid(), language_for("en"))
    row = {"dossier": "D-1", "name": "Ville", "type": "commune", "population": "environ 10 000"}
    (found,), findings = read_candidates(tab_state(tab, row), SCHEME)
    assert found.population is None
    assert [(each.code, each.values) for each in findings] == [
        ("candidate-population", {"value": "environ 10 000"})
    ]


def test_population_without_end_is_no_number() -> None:
    tab = responses_tab(SCHEME, grid(), language_for("en"))
    row = {"dossier": "D-1", "name": "Ville", "type": "commune", "population": "9" * 5000}
    (found,), findings = read_candidates(tab_state(tab, row), SCHEME)
    assert (found.population, [each.code for each in findings]) == (None, ["candidate-population"])


def test_population_may_be_parted_by_spaces() -> None:
    tab = responses_tab(SCHEME, grid(), language_for("en"))
    row = {"dossier": "D-1", "name": "Ville", "type": "commune", "population": "10\u202f000"}
    (found,), findings = read_candidates(tab_state(tab, row), SCHEME)
    assert (found.population, findings) == (10_000, [])
