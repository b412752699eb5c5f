"""A plan in words and as data."""

from __future__ import annotations

import json

from sheets_sync.memory import BASE_TAB
from sheets_sync.plan import AddColumn
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.plan_view import Change
from sheets_sync.plan_view import as_data
from sheets_sync.plan_view import changes
from sheets_sync.tabs.model import Column
from tests.merge_samples import ENGLISH
from tests.merge_samples import TAB

SECRET = Column("secret", "Secret", hidden=True)
PLAN = Plan(
    command="sync",
    create=(CreateTab(TAB), CreateTab(BASE_TAB)),
    columns=(AddColumn(TAB, TAB.column("town")), AddColumn(TAB, SECRET)),
    rows=(
        AddRow(TAB, "D1", {"dossier": "D1", "name": "Ann", "town": None}, "new dossier"),
        AddRow(BASE_TAB, "answers/D1", {"line": "answers/D1"}, "what the program remembers"),
    ),
    cells=(
        SetCell(TAB, "D2", "name", 3.0, None, "the form changed"),
        SetCell(BASE_TAB, "answers/D2", "written", "a", "b", "what the program remembers"),
    ),
    facts={"source": "export.csv"},
)


def test_changes_show_what_people_will_see() -> None:
    assert changes(PLAN, ENGLISH) == [
        Change("Answers", "", "", "", "", "new tab"),
        Change("Answers", "", "Town", "", "", "new column"),
        Change("Answers", "D1", "", "", "2 values", "new dossier"),
        Change("Answers", "D2", "Name", "3", "", "the form changed"),
    ]


def test_line_that_is_taken_out_is_one_change() -> None:
    undone = "put back by an undoing"
    cells = (
        SetCell(TAB, "D1", "name", "Ann", None, undone),
        SetCell(TAB, "D1", "town", "Rennes", None, undone),
        SetCell(TAB, "D1", "dossier", "D1", None, undone),
        SetCell(TAB, "D2", "name", "Bob", None, undone),
    )
    assert changes(Plan(cells=cells), ENGLISH) == [
        Change("Answers", "D1", "", "3 values", "", undone),
        Change("Answers", "D2", "Name", "Bob", "", undone),
    ]


def test_changes_of_nothing() -> None:
    assert changes(Plan(), ENGLISH) == []


def test_data_holds_the_whole_plan() -> None:
    memory = "what the program remembers"
    assert json.loads(json.dumps(as_data(PLAN))) == {
        "command": "sync",
        "facts": {"source": "export.csv"},
        "changes": [
            {"change": "create-tab", "tab": "answers", "title": "Answers"},
            {"change": "create-tab", "tab": "base", "title": "palmares-base"},
            {"change": "add-column", "tab": "answers", "column": "town", "heading": "Town"},
            {"change": "add-column", "tab": "answers", "column": "secret", "heading": "Secret"},
            {
                "change": "add-row",
                "tab": "answers",
                "row": "D1",
                "values": {"dossier": "D1", "name": "Ann", "town": None},
                "why": "new dossier",
            },
            {
                "change": "add-row",
                "tab": "base",
                "row": "answers/D1",
                "values": {"line": "answers/D1"},
                "why": memory,
            },
            {
                "change": "set-cell",
                "tab": "answers",
                "row": "D2",
                "column": "name",
                "before": 3.0,
                "after": None,
                "why": "the form changed",
            },
            {
                "change": "set-cell",
                "tab": "base",
                "row": "answers/D2",
                "column": "written",
                "before": "a",
                "after": "b",
                "why": memory,
            },
        ],
    }
