"""Undoing: what is put back, what is left, what the next run makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.conflicts import conflicts_tab
from sheets_sync.journal import Head
from sheets_sync.journal_changes import Cell
from sheets_sync.journal_line import changes_of
from sheets_sync.journal_line import sealed
from sheets_sync.memory import BASE_TAB
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.undo import undo
from sheets_sync.values import text
from tests.in_memory import EMPTY
from tests.in_memory import applied
from tests.in_memory import edited
from tests.in_memory import without_row
from tests.merge_samples import ENGLISH
from tests.merge_samples import TAB
from tests.merge_samples import record
from tests.merge_samples import run
from tests.merge_samples import started
from tests.test_merge_properties import CHOICES
from tests.test_merge_properties import FORM
from tests.test_merge_properties import FULL
from tests.test_merge_properties import RULES
from tests.test_merge_properties import TYPED
from tests.test_merge_properties import VALUES

if TYPE_CHECKING:
    from sheets_sync.journal_changes import Changes
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.undo import Undone
    from sheets_sync.workbooks.base import Snapshot

Rows = dict[str, dict[str, "CellValue"]]
TABS = (FULL, conflicts_tab(ENGLISH))
FIRST: Rows = {"D1": {"name": "a", "town": "x"}, "D2": {"name": "b", "town": "y"}}
THEN: Rows = {"D1": {"name": "A", "town": "X"}, "D2": FIRST["D2"], "D3": {"name": "c", "town": "z"}}


def journal_of(plan: Plan) -> Changes:
    """The changes of a plan as the journal's file gives them back."""
    return changes_of(sealed(plan, Head(1, "", "", "", "")))


def after_two_syncs() -> tuple[Snapshot, Changes]:
    """A workbook after the form changed, and the changes of the second sync."""
    snapshot = started(FIRST)
    plan = run(snapshot, THEN).plan
    return applied(plan, snapshot), journal_of(plan)


def undone(snapshot: Snapshot, changes: Changes) -> tuple[Snapshot, Undone]:
    result = undo(changes, snapshot, (TAB, TABS[1]))
    return applied(result.plan, snapshot), result


def found(result: Undone) -> list[tuple[str, str, str]]:
    return [(each.code, each.place.row, each.place.column) for each in result.findings]


# -- examples ----------------------------------------------------------------------------


def test_undo_puts_cells_back_and_takes_new_lines_out() -> None:
    snapshot, changes = after_two_syncs()
    after, result = undone(snapshot, changes)
    assert (record(after, "D1")["name"], record(after, "D1")["town"]) == ("a", "x")
    assert after.tabs["answers"].keys == ("D1", "D2")
    assert result.findings == ()


def test_undo_leaves_a_cell_that_somebody_changed_since_and_tells_both_values() -> None:
    snapshot, changes = after_two_syncs()
    after, result = undone(edited(snapshot, "answers", "D1", "name", "hand"), changes)
    assert (record(after, "D1")["name"], record(after, "D1")["town"]) == ("hand", "x")
    assert found(result) == [("undo-cell-changed", "D1", "Name")]
    assert result.findings[0].values == {"now": "hand", "before": "a"}


def test_undo_tells_of_a_formula_that_was_let_go_and_writes_none() -> None:
    snapshot, changes = after_two_syncs()
    cells = tuple(each._replace(formula=each.column == "name") for each in changes.cells)
    after, result = undone(snapshot, changes._replace(cells=cells))
    assert (record(after, "D1")["name"], record(after, "D1")["town"]) == ("A", "x")
    assert found(result) == [("undo-formula", "D1", "Name")]


def test_sync_after_an_undo_brings_the_answers_again_without_corrections() -> None:
    snapshot, changes = after_two_syncs()
    after, _ = undone(edited(snapshot, "answers", "D1", "name", "hand"), changes)
    merged = run(after, THEN)
    again = applied(merged.plan, after)
    assert [(each.row, each.column, each.ours) for each in merged.corrections] == [
        ("D1", "name", "hand")
    ]
    assert (record(again, "D1")["town"], record(again, "D3")["name"]) == ("X", "c")


def test_sync_after_an_undo_brings_a_first_value_again() -> None:
    """A cell that the program had never written before is one that it never wrote."""
    snapshot = started({"D1": {"name": "a"}})
    plan = run(snapshot, {"D1": THEN["D1"]}).plan
    changed = edited(applied(plan, snapshot), "answers", "D1", "name", "hand")
    after, _ = undone(changed, journal_of(plan))
    merged = run(after, {"D1": THEN["D1"]})
    assert record(after, "D1")["town"] is None
    assert record(applied(merged.plan, after), "D1")["town"] == "X"


def test_undo_keeps_a_new_line_in_which_somebody_wrote() -> None:
    snapshot, changes = after_two_syncs()
    after, result = undone(edited(snapshot, "answers", "D3", "note", "to call"), changes)
    assert record(after, "D3") == {"dossier": "D3", "name": "c", "town": "z", "note": "to call"}
    assert found(result) == [("undo-line-kept", "D3", "")]


def test_undo_keeps_a_new_line_beside_which_somebody_wrote() -> None:
    snapshot, changes = after_two_syncs()
    state = snapshot.tabs["answers"]._replace(beside=frozenset({"D3"}))
    after, result = undone(snapshot._replace(tabs={**snapshot.tabs, "answers": state}), changes)
    assert "D3" in after.tabs["answers"].keys
    assert found(result) == [("undo-line-kept", "D3", "")]


def test_undo_leaves_a_formula_although_it_shows_the_value() -> None:
    snapshot, changes = after_two_syncs()
    state = snapshot.tabs["answers"]._replace(formulas={"name": {"D1": '=UPPER("a")'}})
    after, result = undone(snapshot._replace(tabs={**snapshot.tabs, "answers": state}), changes)
    assert (record(after, "D1")["name"], record(after, "D1")["town"]) == ("A", "x")
    assert result.findings[0].values == {"now": '=UPPER("a")', "before": "a"}


def test_undo_leaves_peoples_cells_alone() -> None:
    snapshot, _ = after_two_syncs()
    snapshot = edited(snapshot, "answers", "D1", "note", "first value")
    given_first = Cell("answers", "D1", "note", None, "first value", "")
    changes = journal_of(Plan())._replace(cells=(given_first,))
    after, result = undone(snapshot, changes)
    assert record(after, "D1")["note"] == "first value"
    assert found(result) == [("undo-cell-theirs", "D1", "Note")]


def test_undo_tells_of_a_line_that_somebody_deleted() -> None:
    snapshot, changes = after_two_syncs()
    state = without_row(snapshot.tabs["answers"], "D1")
    _, result = undone(snapshot._replace(tabs={**snapshot.tabs, "answers": state}), changes)
    assert found(result) == [("undo-line-gone", "D1", "")]


def test_undo_of_a_first_sync_keeps_the_tab_and_says_so() -> None:
    plan = run(EMPTY, FIRST).plan
    after, result = undone(applied(plan, EMPTY), journal_of(plan))
    assert after.tabs["answers"].keys == ()
    assert [(each.code, each.place.tab) for each in result.findings] == [
        ("undo-tab-kept", "Answers")
    ]


def test_undo_without_the_tab_says_so_once() -> None:
    snapshot, changes = after_two_syncs()
    rest = {name: each for name, each in snapshot.tabs.items() if name != "answers"}
    _, result = undone(snapshot._replace(tabs=rest), changes)
    assert [(each.code, each.place.tab) for each in result.findings] == [
        ("undo-tab-gone", "Answers")
    ]


def test_undo_never_addresses_a_tab_that_the_campaign_no_longer_has() -> None:
    snapshot, changes = after_two_syncs()
    result = undo(changes, snapshot, (TABS[1],))
    assert [each for each in result.plan.cells if each.tab is not BASE_TAB] == []
    assert [each.code for each in result.findings] == ["undo-tab-gone"]


# -- what always holds -----------------------------------------------------------------------


class History:
    """A workbook after some acts, the last run's plan and what that run wanted."""

    def __init__(self, data: st.DataObject) -> None:
        self.before = EMPTY
        for _ in range(data.draw(st.integers(0, 3), "runs before")):
            form, rules = data.draw(FORM), data.draw(RULES)
            self.before = applied(run(self.before, form, rules, FULL).plan, self.before)
            self.before = people(data, self.before)
        self.form, self.rules = data.draw(FORM), data.draw(RULES)
        self.plan = self.merged(self.before)
        self.after = applied(self.plan, self.before)

    def merged(self, snapshot: Snapshot) -> Plan:
        return run(snapshot, self.form, self.rules, FULL).plan

    def undo(self, snapshot: Snapshot) -> Undone:
        return undo(journal_of(self.plan), snapshot, TABS)


def people(data: st.DataObject, snapshot: Snapshot) -> Snapshot:
    """Some cells typed, some choices made, a line deleted."""
    for _ in range(data.draw(st.integers(0, 3), "cells typed")):
        typed = st.tuples(st.just("answers"), st.sampled_from(TYPED), VALUES)
        chosen = st.tuples(st.just("conflicts"), st.just("choice"), CHOICES)
        tab, column, value = data.draw(st.one_of(typed, chosen))
        keys = snapshot.tabs[tab].keys if tab in snapshot.tabs else ()
        if keys:
            key = data.draw(st.sampled_from(keys))
            snapshot = edited(snapshot, tab, key, column, value)
    lines = snapshot.tabs["answers"].keys if "answers" in snapshot.tabs else ()
    deleting = data.draw(st.booleans(), "a line deleted")
    if lines and deleting:
        rest = without_row(snapshot.tabs["answers"], data.draw(st.sampled_from(lines)))
        snapshot = snapshot._replace(tabs={**snapshot.tabs, "answers": rest})
    return snapshot


def content(snapshot: Snapshot) -> dict[tuple[str, str, str], str]:
    """Every cell that holds something, but those of the memory."""
    return {
        (tab, key, column): text(cell)
        for tab, state in snapshot.tabs.items()
        if tab != BASE_TAB.id
        for column, cells in state.values.items()
        for key, cell in zip(state.keys, cells, strict=True)
        if text(cell)
    }


def changes(plan: Plan) -> list[tuple[str, ...]]:
    """What a plan changes, without the tabs it makes and the list of their columns."""
    rows = [
        (row.tab.id, row.key, *sorted(f"{name}={text(each)}" for name, each in row.values.items()))
        for row in plan.rows
        if row.tab.id != BASE_TAB.id or "/" in row.key
    ]
    cells = [
        (each.tab.id, each.key, each.column, text(each.before), text(each.after))
        for each in plan.cells
    ]
    return sorted(rows) + sorted(cells)


def initial(plan: Plan) -> set[tuple[str, str, str]]:
    """The cells of people's columns that a plan gives a first value."""
    of_cells = {(each.tab.id, each.key, each.column) for each in plan.cells}
    of_rows = {(row.tab.id, row.key, name) for row in plan.rows for name in row.values}
    return {each for each in of_cells | of_rows if each[2] in {"note", "choice"}}


@given(st.data())
def test_undo_right_after_a_plan_restores_every_value(data: st.DataObject) -> None:
    """But first values in people's cells, and the lines that hold them."""
    history = History(data)
    after = applied(history.undo(history.after).plan, history.after)
    kept = {each[:2] for each in initial(history.plan)}
    assert without(content(after), kept) == without(content(history.before), kept)


@given(st.data())
def test_run_after_an_undo_does_what_the_plan_did(data: st.DataObject) -> None:
    """The memory is back too: the same changes, the same questions, no correction."""
    history = History(data)
    if initial(history.plan):
        return
    after = applied(history.undo(history.after).plan, history.after)
    assert changes(history.merged(after)) == changes(history.plan)


@given(st.data())
def test_undo_twice_changes_nothing_more(data: st.DataObject) -> None:
    history = History(data)
    once = people(data, history.after)
    after = applied(history.undo(once).plan, once)
    assert history.undo(after).plan.empty


@given(st.data())
def test_undoing_the_undoing_restores_what_the_plan_wrote(data: st.DataObject) -> None:
    history = History(data)
    first = history.undo(history.after).plan
    back = applied(first, history.after)
    again = applied(undo(journal_of(first), back, TABS).plan, back)
    assert content(again) == content(history.after)
    assert changes(history.merged(again)) == []


@given(st.data())
def test_undo_never_touches_what_people_wrote(data: st.DataObject) -> None:
    """Every cell that it changes held what the plan had put there."""
    history = History(data)
    later = people(data, history.after)
    written = content(history.after)
    for each in history.undo(later).plan.cells:
        if each.tab.id == BASE_TAB.id:
            continue
        address = each.tab.id, each.key, each.column
        assert each.tab.column(each.column).owner == "program"
        assert text(each.before) == written.get(address, "")
        assert address in wrote(history.plan)


def without(
    cells: dict[tuple[str, str, str], str], lines: set[tuple[str, str]]
) -> dict[tuple[str, str, str], str]:
    return {address: each for address, each in cells.items() if address[:2] not in lines}


def wrote(plan: Plan) -> set[tuple[str, str, str]]:
    """The cells that a plan writes."""
    cells: tuple[SetCell, ...] = plan.cells
    added = {(row.tab.id, row.key, name) for row in plan.rows for name in row.tab.ids()}
    return added | {(each.tab.id, each.key, each.column) for each in cells}
