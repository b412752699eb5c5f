"""Dossiers side by side."""

from __future__ import annotations

from sheets_sync.comparison import SHOWN
from sheets_sync.comparison import Difference
from sheets_sync.comparison import differences
from sheets_sync.comparison import side_by_side
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Tab
from tests.builders import tab_state

COLUMNS = tuple(Column(each, each.upper()) for each in ("dossier", "a", "b", "c"))
TAB = Tab("t", "Réponses", "dossier", COLUMNS)
STATE = tab_state(
    TAB,
    {"dossier": "1", "a": "Oui", "b": "Même", "c": 12},
    {"dossier": "2", "a": None, "b": "Même", "c": 12.0},
    {"dossier": "3", "a": "Non", "b": "Autre", "c": 12},
)


def test_only_answers_that_differ_are_given_in_order() -> None:
    assert differences(STATE, ["1", "2"], "abc") == (Difference("A", ("Oui", "")),)
    assert differences(STATE, ["3", "2", "1"], "cba") == (
        Difference("B", ("Autre", "Même", "Même")),
        Difference("A", ("Non", "", "Oui")),
    )


def test_answers_stand_on_one_short_line_beside_each_other() -> None:
    found = [Difference("Q" * 50, ("Oui\n=1+1", "", "x" * 99))]
    assert side_by_side(found) == f"• {'Q' * 39}… : Oui =1+1 | – | {'x' * 59}…"


def test_no_more_than_some_are_shown() -> None:
    lines = side_by_side([Difference("Q", ("a", "b"))] * (SHOWN + 1)).split("\n")
    assert (len(lines), lines[-2:]) == (SHOWN + 1, ["• Q : a | b", "…"])
