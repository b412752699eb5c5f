"""What the managed tabs are made of."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from sheets_sync.grid import Life
from sheets_sync.language import language_for
from sheets_sync.tabs import words
from sheets_sync.tabs.dashboard import dashboard_tab
from sheets_sync.tabs.decisions import decisions_tab
from sheets_sync.tabs.deliberation import deliberation_tab
from sheets_sync.tabs.juror import juror_tabs
from sheets_sync.tabs.meeting import meeting_tab
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.tabs.opinions import opinions_tab
from sheets_sync.tabs.panel import panel_tab
from sheets_sync.tabs.proposals import proposals_tab
from sheets_sync.tabs.proposals import tenths
from sheets_sync.tabs.readme import readme_tab
from sheets_sync.tabs.responses import responses_tab
from sheets_sync.tabs.signals import signals_tab
from tests.builders import choice
from tests.builders import grid
from tests.builders import scheme
from tests.builders import yes_no

if TYPE_CHECKING:
    from reports.language import Language

SCHEME = scheme()
GRID = grid(yes_no("x"), choice("y", {"Un": 1, "Deux, trois": 2}))
JUROR_S = ("recusal", "mark", "confidence", "mark-after", "comment", "comment-a")
LANGUAGES = [language_for("fr"), language_for("en")]


def all_tabs(language: Language) -> list[Tab]:
    """Every tab that people see."""
    return [
        readme_tab(SCHEME, language),
        responses_tab(SCHEME, GRID, language),
        proposals_tab(SCHEME, language),
        dashboard_tab(SCHEME, language),
        panel_tab(SCHEME, language),
        *juror_tabs(SCHEME, language),
        deliberation_tab(SCHEME, language),
        opinions_tab(SCHEME, language),
        meeting_tab(SCHEME, language),
        signals_tab(language),
        decisions_tab(SCHEME, language),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tabs_can_live_in_a_spreadsheet(language: Language) -> None:
    tabs = all_tabs(language)
    assert [tab.id for tab in tabs if len(tab.title) > 31 or set(tab.title) & set("[]:*?/\\")] == []
    assert len({tab.title.casefold() for tab in tabs}) == len(tabs)
    assert [tab.id for tab in tabs if len(set(tab.ids())) != len(tab.ids())] == []
    assert [tab.id for tab in tabs if tab.key not in tab.ids(Owner.PROGRAM)] == []


def test_columns_that_people_own_are_these() -> None:
    owned = {tab.id: tab.ids(Owner.PEOPLE) for tab in all_tabs(LANGUAGES[0])}
    assert owned == {
        "readme": (),
        "responses": ("staff",),
        "proposals": ("staff",),
        "dashboard": (),
        "panel": ("finished", "presence", "dissent", "staff"),
        "jury-un": JUROR_S,
        "jury-deux": JUROR_S,
        "deliberation": ("decision", "reason", "mentions", "opinion"),
        "opinions": ("agreed",),
        "meeting": ("who", "day", "place", "note"),
        "signals": ("answer", "aside"),
        "decisions": ("letter", "staff"),
    }


def test_question_that_is_chosen_from_has_a_drop_down() -> None:
    tab = responses_tab(SCHEME, GRID, LANGUAGES[0])
    assert tab.column("q-x").choices == ("Oui", "Non", "Sans objet")
    assert tab.column("q-y").choices == ("Un", "Deux, trois", "Sans objet")


def test_obsolete_question_has_no_column() -> None:
    old = yes_no("old")._replace(life=Life.OBSOLETE)
    tab = responses_tab(SCHEME, grid(old, yes_no("x")), LANGUAGES[0])
    assert [column for column in tab.ids() if column.startswith("q-")] == ["q-x"]


def test_jurors_with_the_same_name_have_tabs_of_their_own() -> None:
    twins = tuple(SCHEME.jury[0]._replace(id=each, last_name="INVENTÉE" * 5) for each in "ab")
    tabs = juror_tabs(SCHEME._replace(jury=twins), LANGUAGES[0])
    assert [tab.title for tab in tabs] == [
        "Jury Jurée INVENTÉEINVENTÉEINVE",
        "Jury Jurée INVENTÉEINVENTÉE (2)",
    ]


@pytest.mark.parametrize(
    ("points", "shown"), [("49.99", 49.9), ("50", 50.0), ("200/3", 66.6), ("0", 0.0)]
)
def test_points_in_a_cell_are_rounded_down(points: str, shown: float) -> None:
    assert tenths(Fraction(points)) == shown


def test_points_that_do_not_exist_stay_empty() -> None:
    assert tenths(None) is None


def test_pale_colour_leaves_black_text_legible() -> None:
    assert words.pale("000000") == "B8B8B8"
