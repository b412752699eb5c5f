"""The contract of workbooks: what any spreadsheet backend must do.

A backend's tests inherit :class:`WorkbookContract` and give the fixtures ``workbook`` (a
place where nothing is yet) and ``person`` (somebody who works in it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.plan import AddColumn
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.errors import WorkbookUnsafe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState
    from sheets_sync.workbooks.base import Workbook
    from tests.contracts.people import Person

TAB = Tab(
    id="answers",
    title="Réponses",
    key="dossier",
    columns=(
        Column("dossier", "Dossier", kind=Kind.KEY),
        Column("name", "Collectivité"),
        Column("score", "Total", kind=Kind.POINTS),
        Column("opinion", "Avis", Owner.PEOPLE, Kind.CHOICE, choices=("Oui", "Non")),
    ),
    frozen=1,
)
MEMORY = Tab("memory", "mémoire", "k", (Column("k", "k"), Column("v", "v")), hidden=True)

HOSTILE = (
    "=1+1",
    "+33 1 23 45 67 89",
    "-1",
    "@SUM(A1)",
    "007",
    "1,5",
    "5.10",
    "12/05",
    "TRUE",
    "  espaces  ",
    "deux\nlignes\n",
    "tab\tulation",
    '<b>&amp;</b> "]]>',
    "_x0041_ _x000D_",
    "'apostrophe",
    "écharpe 𠮷 🏛️ \u202f;",
    "#N/A",
)


def record(state: TabState, key: str) -> dict[str, CellValue]:
    """The row of a key."""
    return state.record(state.keys.index(key))


def codes(snapshot: Snapshot) -> list[str]:
    """The codes of the problems, in their order."""
    return [problem.code for problem in snapshot.problems]


class WorkbookContract:
    """To inherit from; every test starts with a place where nothing is yet."""

    @pytest.fixture
    def made(self, workbook: Workbook) -> Workbook:
        """The workbook with three rows."""
        rows = tuple(
            AddRow(TAB, key, {"name": name, "score": score})
            for key, name, score in (("101", "Arles", 10.5), ("102", "Brest", 20), ("103", "", 0))
        )
        workbook.apply(Plan(create=(CreateTab(TAB),), rows=rows), workbook.read([TAB]))
        return workbook

    def state(self, workbook: Workbook) -> TabState:
        """The tab as it stands; it must have no problem."""
        snapshot = workbook.read([TAB])
        assert snapshot.problems == ()
        return snapshot.tabs[TAB.id]

    def set_name(self, workbook: Workbook, key: str, after: CellValue) -> None:
        """Carry out a plan of one cell."""
        snapshot = workbook.read([TAB])
        before = record(snapshot.tabs[TAB.id], key)["name"]
        workbook.apply(Plan(cells=(SetCell(TAB, key, "name", before, after),)), snapshot)

    # -- making ---------------------------------------------------------------------

    def test_workbook_that_is_not_there(self, workbook: Workbook) -> None:
        snapshot = workbook.read([TAB])
        assert (snapshot.exists, dict(snapshot.tabs), snapshot.problems) == (False, {}, ())

    def test_new_tab_reads_back(self, made: Workbook) -> None:
        state = self.state(made)
        assert state.keys == ("101", "102", "103")
        assert state.headings == {column.id: column.heading for column in TAB.columns}
        assert {each: list(cells) for each, cells in state.values.items()} == {
            "dossier": ["101", "102", "103"],
            "name": ["Arles", "Brest", None],
            "score": [10.5, 20, 0],
            "opinion": [None, None, None],
        }

    def test_new_tab_without_rows_has_headings(self, workbook: Workbook) -> None:
        workbook.apply(Plan(create=(CreateTab(TAB),)), workbook.read([TAB]))
        state = self.state(workbook)
        assert (state.keys, state.headings["score"]) == ((), "Total")

    def test_hidden_tab_is_out_of_sight_and_reads_back(
        self, made: Workbook, person: Person
    ) -> None:
        plan = Plan(create=(CreateTab(MEMORY),), rows=(AddRow(MEMORY, "a", {"v": True}),))
        made.apply(plan, made.read([TAB, MEMORY]))
        assert person.titles() == [TAB.title]
        assert record(made.read([TAB, MEMORY]).tabs["memory"], "a") == {"k": "a", "v": True}

    def test_tab_that_is_made_comes_in_front_of_the_last_ones(
        self, made: Workbook, person: Person
    ) -> None:
        last = Tab("diary", "Journal", "k", (Column("k", "k"),), last=True)
        made.apply(Plan(create=(CreateTab(MEMORY), CreateTab(last))), made.read([TAB]))
        new = MEMORY._replace(id="new", title="Nouveau", hidden=False)
        made.apply(Plan(create=(CreateTab(new),)), made.read([TAB, MEMORY, last]))
        assert person.titles() == [TAB.title, "Nouveau", "Journal"]
        assert made.read([TAB, MEMORY, last, new]).problems == ()

    def test_tab_that_is_made_comes_behind_what_people_put_last(
        self, made: Workbook, person: Person
    ) -> None:
        last = Tab("diary", "Journal", "k", (Column("k", "k"),), last=True)
        made.apply(Plan(create=(CreateTab(last),)), made.read([TAB]))
        person.add_tab("À nous")
        new = MEMORY._replace(id="new", title="Nouveau", hidden=False)
        made.apply(Plan(create=(CreateTab(new),)), made.read([TAB, last]))
        assert person.titles() == [TAB.title, "Journal", "À nous", "Nouveau"]

    def test_tab_whose_title_is_taken_is_refused(self, made: Workbook, person: Person) -> None:
        person.add_tab("notes")
        tab = MEMORY._replace(title="Notes", hidden=False)
        snapshot = made.read([TAB])
        with pytest.raises(WorkbookUnsafe):
            made.apply(Plan(create=(CreateTab(tab),)), snapshot)

    def test_texts_stay_texts(self, made: Workbook) -> None:
        rows = tuple(AddRow(TAB, f"h{i}", {"name": text}) for i, text in enumerate(HOSTILE))
        made.apply(Plan(rows=rows), made.read([TAB]))
        state = self.state(made)
        assert [record(state, row.key)["name"] for row in rows] == list(HOSTILE)

    @pytest.mark.parametrize("value", [True, False, 0, -3, 1_234_567, 0.1, 1e-9, None])
    def test_value_reads_back_with_its_type(self, made: Workbook, value: CellValue) -> None:
        self.set_name(made, "101", value)
        found = record(self.state(made), "101")["name"]
        assert (found, isinstance(found, bool)) == (value, isinstance(value, bool))

    def test_control_character_is_shown_replaced(self, made: Workbook) -> None:
        self.set_name(made, "101", "a\x00b\x1bc\ud800\uffff\r\nd")
        assert record(self.state(made), "101")["name"] == "a\ufffdb\ufffdc\ufffd\ufffd\nd"

    # -- changing -------------------------------------------------------------------

    def test_cell_changes_and_nothing_else(self, made: Workbook) -> None:
        before = self.state(made)
        self.set_name(made, "102", "Quimper")
        after = self.state(made)
        assert record(after, "102") == {**record(before, "102"), "name": "Quimper"}
        assert [record(after, key) for key in ("101", "103")] == [
            record(before, key) for key in ("101", "103")
        ]

    def test_rows_are_appended_below(self, made: Workbook) -> None:
        made.apply(Plan(rows=(AddRow(TAB, "104", {"name": "Dole"}),)), made.read([TAB]))
        state = self.state(made)
        assert (state.keys[-1], state.lines[-1]) == ("104", state.lines[-2] + 1)

    def test_cell_of_a_row_of_the_same_plan(self, made: Workbook) -> None:
        row = AddRow(TAB, "104", {"name": "Dole"})
        change = SetCell(TAB, "104", "score", None, 3)
        made.apply(Plan(rows=(row,), cells=(change,)), made.read([TAB]))
        assert record(self.state(made), "104")["score"] == 3

    def test_row_whose_key_is_there_is_refused(self, made: Workbook) -> None:
        snapshot = made.read([TAB])
        with pytest.raises(ValueError, match="101"):
            made.apply(Plan(rows=(AddRow(TAB, "101", {}),)), snapshot)

    def test_column_is_added_at_the_right(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 2, 6, "Ma colonne")
        column = Column("level", "Niveau", kind=Kind.LEVEL, choices=("a,b", "c"), note="aide")
        wider = TAB._replace(columns=(*TAB.columns, column))
        change = SetCell(TAB, "101", "level", None, "c")
        plan = Plan(columns=(AddColumn(wider, column),), cells=(change,))
        made.apply(plan, made.read([wider]))
        snapshot = made.read([wider])
        assert (codes(snapshot), snapshot.tabs[TAB.id].columns["level"]) == ([], 7)
        assert record(snapshot.tabs[TAB.id], "101")["level"] == "c"

    def test_column_that_was_never_there_is_no_problem(self, made: Workbook) -> None:
        wider = TAB._replace(columns=(*TAB.columns, Column("level", "Niveau")))
        snapshot = made.read([wider])
        assert (codes(snapshot), "level" in snapshot.tabs[TAB.id].values) == ([], False)

    def test_empty_plan_writes_nothing(self, made: Workbook) -> None:
        snapshot = made.read([TAB])
        made.apply(Plan(command="sync"), snapshot)
        assert made.read([TAB]).version == snapshot.version

    def test_change_of_somebody_else_is_seen(self, made: Workbook, person: Person) -> None:
        snapshot = made.read([TAB])
        person.type_in(TAB.title, 3, 4, "Oui")
        plan = Plan(cells=(SetCell(TAB, "101", "name", "Arles", "Nîmes"),))
        with pytest.raises(WorkbookChanged):
            made.apply(plan, snapshot)
        assert (person.look(TAB.title, 3, 4), person.look(TAB.title, 3, 2)) == ("Oui", "Arles")

    def test_plan_made_on_another_value_is_refused(self, made: Workbook) -> None:
        snapshot = made.read([TAB])
        plan = Plan(cells=(SetCell(TAB, "101", "name", "Lyon", "Nîmes"),))
        with pytest.raises(WorkbookChanged):
            made.apply(plan, snapshot)

    # -- taking lines out -------------------------------------------------------------

    def taken_out(self, workbook: Workbook, key: str) -> None:
        """Empty a line as an undoing does: all that it holds, its key last."""
        snapshot = workbook.read([TAB])
        held = record(snapshot.tabs[TAB.id], key)
        columns = sorted(held, key=lambda each: each == TAB.key)
        full = [(each, held[each]) for each in columns if held[each] is not None]
        cells = tuple(SetCell(TAB, key, each, value, None) for each, value in full)
        workbook.apply(Plan(cells=cells), snapshot)

    def test_line_that_is_emptied_is_none_any_more(self, made: Workbook) -> None:
        self.taken_out(made, "102")
        state = self.state(made)
        assert (state.keys, state.lines, state.strays) == (("101", "103"), (3, 5), ())

    def test_line_that_was_emptied_can_be_added_again(self, made: Workbook) -> None:
        self.taken_out(made, "103")
        made.apply(Plan(rows=(AddRow(TAB, "103", {"name": "Dole"}),)), made.read([TAB]))
        assert record(self.state(made), "103")["name"] == "Dole"
        assert self.state(made).lines == (3, 4, 5)

    def test_what_people_wrote_beside_a_line_that_is_emptied_stays(
        self, made: Workbook, person: Person
    ) -> None:
        person.type_in(TAB.title, 4, 5, "à moi")
        self.taken_out(made, "102")
        assert person.look(TAB.title, 4, 5) == "à moi"

    # -- people ---------------------------------------------------------------------

    def test_what_people_type_is_read(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 4, 4, "Oui")
        assert record(self.state(made), "102")["opinion"] == "Oui"

    def test_columns_of_people_are_kept(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 2, 5, "Ma colonne")
        person.type_in(TAB.title, 3, 5, "à moi")
        self.set_name(made, "101", "Nîmes")
        assert [person.look(TAB.title, line, 5) for line in (2, 3)] == ["Ma colonne", "à moi"]

    def test_columns_are_followed(self, made: Workbook, person: Person) -> None:
        person.insert_columns(TAB.title, 2, 2)
        self.set_name(made, "102", "Quimper")
        assert self.state(made).columns == {"dossier": 1, "name": 4, "score": 5, "opinion": 6}
        assert person.look(TAB.title, 4, 4) == "Quimper"

    def test_rows_are_followed(self, made: Workbook, person: Person) -> None:
        person.sort(TAB.title, 3, 1, descending=True)
        self.set_name(made, "101", "Nîmes")
        assert self.state(made).keys == ("103", "102", "101")
        assert person.look(TAB.title, 5, 2) == "Nîmes"

    def test_rows_inserted_above_everything(self, made: Workbook, person: Person) -> None:
        person.insert_rows(TAB.title, 1, 3)
        self.set_name(made, "101", "Nîmes")
        assert self.state(made).lines == (6, 7, 8)
        assert person.look(TAB.title, 6, 2) == "Nîmes"

    def test_empty_rows_are_skipped(self, made: Workbook, person: Person) -> None:
        person.insert_rows(TAB.title, 4, 2)
        assert (self.state(made).lines, self.state(made).strays) == ((3, 6, 7), ())

    def test_deleted_row_is_gone(self, made: Workbook, person: Person) -> None:
        person.delete_row(TAB.title, 4)
        assert self.state(made).keys == ("101", "103")

    def test_renamed_tab_is_followed(self, made: Workbook, person: Person) -> None:
        person.rename(TAB.title, "Candidatures")
        self.set_name(made, "101", "Nîmes")
        assert self.state(made).title == "Candidatures"

    def test_heading_with_a_space_of_another_width_is_the_same(
        self, workbook: Workbook, person: Person
    ) -> None:
        tab = TAB._replace(columns=(*TAB.columns[:3], Column("opinion", "Mon\u202favis")))
        workbook.apply(Plan(create=(CreateTab(tab),)), workbook.read([tab]))
        person.type_in(TAB.title, 2, 4, "Mon avis")
        assert workbook.read([tab]).problems == ()

    def test_renamed_heading_is_noted(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 2, 2, "Commune")
        snapshot = made.read([TAB])
        assert codes(snapshot) == ["workbook-heading-renamed"]
        assert dict(snapshot.problems[0].values) == {"before": "Collectivité", "after": "Commune"}
        assert record(snapshot.tabs[TAB.id], "101")["name"] == "Arles"

    def test_number_typed_as_key_is_the_same_key(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 3, 1, 101)
        assert self.state(made).keys == ("101", "102", "103")

    def test_spaces_around_a_key_do_not_count(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 3, 1, " 101\u00a0")
        assert self.state(made).keys == ("101", "102", "103")

    def test_headings_carried_into_the_rows_are_no_record(
        self, made: Workbook, person: Person
    ) -> None:
        person.sort(TAB.title, 2, 1)
        snapshot = made.read([TAB])
        assert codes(snapshot) == ["workbook-headings-moved"]
        assert snapshot.tabs[TAB.id].keys == ("101", "102", "103")
        assert snapshot.tabs[TAB.id].lines == (2, 3, 4)

    # -- what stops a command ----------------------------------------------------------

    def expect(self, workbook: Workbook, expected: Sequence[str]) -> None:
        """The problems that reading finds."""
        assert codes(workbook.read([TAB])) == list(expected)

    def test_doubled_key(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 5, 1, 101)
        self.expect(made, ["workbook-key-doubled"])

    def test_deleted_column(self, made: Workbook, person: Person) -> None:
        person.delete_column(TAB.title, 3)
        self.expect(made, ["workbook-column-missing"])

    def test_deleted_key_column(self, made: Workbook, person: Person) -> None:
        person.delete_column(TAB.title, 1)
        self.expect(made, ["workbook-column-missing"])

    def test_doubled_column(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 1, 6, TAB.identity("name"))
        self.expect(made, ["workbook-column-doubled"])

    def test_doubled_tab(self, made: Workbook, person: Person) -> None:
        person.duplicate(TAB.title)
        self.expect(made, ["workbook-tab-doubled"])

    def test_tab_without_identities(self, made: Workbook, person: Person) -> None:
        person.delete_row(TAB.title, 1)
        self.expect(made, ["workbook-identity-missing"])

    def test_tab_of_somebody_with_a_title_of_ours(self, made: Workbook, person: Person) -> None:
        person.add_tab(MEMORY.title)
        problems = made.read([TAB, MEMORY]).problems
        assert [(each.code, each.place.tab) for each in problems] == [
            ("workbook-title-taken", MEMORY.title)
        ]

    def test_tab_without_headings(self, made: Workbook, person: Person) -> None:
        person.delete_row(TAB.title, 2)
        self.expect(made, ["workbook-headings-missing"])

    def test_deleted_tab_is_told(self, made: Workbook, person: Person) -> None:
        person.delete_tab(TAB.title)
        self.expect(made, ["workbook-tab-deleted"])
        assert made.read([TAB]).tabs == {}

    def test_line_without_key(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 7, 2, "sans dossier")
        snapshot = made.read([TAB])
        assert codes(snapshot) == ["workbook-line-without-key"]
        assert snapshot.tabs[TAB.id].strays == (7,)

    def test_rows_come_after_whatever_people_left_below(
        self, made: Workbook, person: Person
    ) -> None:
        person.type_in(TAB.title, 9, 5, "une note plus bas")
        made.apply(Plan(rows=(AddRow(TAB, "104", {"name": "Dole"}),)), made.read([TAB]))
        assert self.state(made).lines == (3, 4, 5, 10)
        assert person.look(TAB.title, 9, 5) == "une note plus bas"

    # -- formulas of people ---------------------------------------------------------------

    def test_formula_is_told_beside_its_value(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 3, 4, "=B3&C3")
        assert self.state(made).formulas == {"opinion": {"101": "=B3&C3"}}

    def test_formula_is_not_written_over(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 3, 2, '=UPPER("arles")')
        snapshot = made.read([TAB])
        shown = record(snapshot.tabs[TAB.id], "101")["name"]
        with pytest.raises(WorkbookUnsafe):
            made.apply(Plan(cells=(SetCell(TAB, "101", "name", shown, "Nîmes"),)), snapshot)
        assert person.look(TAB.title, 3, 2) == '=UPPER("arles")'

    def test_formula_that_the_plan_names_is_replaced(self, made: Workbook, person: Person) -> None:
        person.type_in(TAB.title, 3, 2, '=UPPER("arles")')
        change = SetCell(TAB, "101", "name", '=UPPER("arles")', "Nîmes")
        made.apply(Plan(cells=(change,)), made.read([TAB]))
        assert person.look(TAB.title, 3, 2) == "Nîmes"
