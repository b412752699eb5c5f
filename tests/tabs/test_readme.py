"""The lines of the tab "Lisez-moi"."""

from __future__ import annotations

from sheets_sync.language import language_for
from sheets_sync.tabs.readme import TEXT
from sheets_sync.tabs.readme import readme_lines
from tests.builders import grid
from tests.builders import level
from tests.builders import scheme


def test_threshold_of_a_level_keeps_its_decimals() -> None:
    made = scheme(level(1, 20), level(2, "50.5"))
    _, columns = readme_lines(made, grid(), language_for("fr"))
    assert columns[TEXT][-2:] == ["À partir de 20 points.", "À partir de 50,5 points."]
