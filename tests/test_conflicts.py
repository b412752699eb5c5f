"""Disagreements, what people choose, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.conflicts import STATES
from sheets_sync.conflicts import Record
from sheets_sync.conflicts import State
from sheets_sync.conflicts import read_records
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.merge import FOLLOWED
from sheets_sync.merge_cells import CHOSEN
from sheets_sync.merge_cells import Correction
from sheets_sync.merge_rows import NEW_LINE
from sheets_sync.merge_rows import RESTORED
from sheets_sync.plan import AddRow
from sheets_sync.plan import Plan
from sheets_sync.wanted import FORM_CHANGED
from tests.in_memory import edited
from tests.in_memory import with_row
from tests.in_memory import without_row
from tests.merge_samples import KEEP
from tests.merge_samples import LEAVE
from tests.merge_samples import NOW
from tests.merge_samples import RESTORE
from tests.merge_samples import TAB
from tests.merge_samples import TAKE
from tests.merge_samples import cells
from tests.merge_samples import record
from tests.merge_samples import run
from tests.merge_samples import started
from tests.merge_samples import synced

if TYPE_CHECKING:
    from sheets_sync.workbooks.base import Snapshot

ANN = {"D1": {"name": "Ann"}}
ANNA = {"D1": {"name": "Anna"}}
BEA = {"D1": {"name": "Bea"}}
ASKED = Record(1, "answers.name", "D1", "Answers", "Name", "Zoe", "Anna", NOW)
LINE = Record(1, "answers.", "D1", "Answers", "the whole line", since=NOW)


def disputed() -> Snapshot:
    """A workbook where a person wrote Zoe and the form then said Anna."""
    return synced(edited(started(ANN), "answers", "D1", "name", "Zoe"), ANNA)


def answered(choice: str) -> Snapshot:
    """The same, once a person chose."""
    return edited(disputed(), "conflicts", "1", "choice", choice)


def deleted() -> Snapshot:
    """A workbook where a person deleted the only line, and the program saw it."""
    return synced(cut(started(ANN)), ANN)


def cut(snapshot: Snapshot) -> Snapshot:
    shorter = without_row(snapshot.tabs["answers"], "D1")
    return snapshot._replace(tabs={**snapshot.tabs, "answers": shorter})


def records(snapshot: Snapshot) -> tuple[Record, ...]:
    return read_records(snapshot.tabs.get("conflicts"))


def states(snapshot: Snapshot) -> list[State]:
    return [each.state for each in records(snapshot)]


# -- cells -------------------------------------------------------------------------------


def test_conflict_is_listed_and_the_sheet_keeps_its_value() -> None:
    snapshot = disputed()
    assert (records(snapshot), record(snapshot, "D1")["name"]) == ((ASKED,), "Zoe")


def test_conflict_says_where_it_stands() -> None:
    shown = record(disputed(), "1", "conflicts")
    assert [shown[name] for name in ("tab", "row", "heading", "status")] == [
        "Answers",
        "D1",
        "Name",
        STATES[State.OPEN],
    ]


def test_conflict_is_a_new_line_and_no_dossier() -> None:
    merged = run(edited(started(ANN), "answers", "D1", "name", "Zoe"), ANNA)
    assert [each.why for each in merged.plan.rows if each.tab.id == "conflicts"] == [NEW_LINE]


def test_conflict_that_is_settled_says_so_in_its_line() -> None:
    merged = run(answered(KEEP), ANNA)
    whys = {each.why for each in merged.plan.cells if each.tab.id == "conflicts"}
    assert whys == {FOLLOWED}


def test_conflict_is_found_again_at_each_run() -> None:
    merged = run(disputed(), ANNA, now="later")
    found = Finding("workbook-conflict", Place(tab="Answers", row="D1", column="Name"))
    assert (merged.plan, merged.conflicts, merged.findings) == (Plan(), (ASKED,), (found,))


def test_conflict_follows_the_values() -> None:
    snapshot = synced(disputed(), BEA)
    assert records(snapshot) == (ASKED._replace(theirs="Bea"),)


def test_choice_to_take_is_carried_out() -> None:
    merged = run(answered(TAKE), ANNA)
    assert cells(merged) == [("D1", "name", "Zoe", "Anna", CHOSEN)]


def test_choice_to_take_settles() -> None:
    snapshot = synced(answered(TAKE), ANNA)
    assert (records(snapshot), run(snapshot, ANNA).plan) == (
        (ASKED._replace(choice=TAKE, state=State.TAKEN),),
        Plan(),
    )


def test_choice_to_keep_settles() -> None:
    snapshot = synced(answered(KEEP), ANNA)
    merged = run(snapshot, ANNA)
    kept = Correction("answers", "D1", "name", "Name", "Zoe", "Anna")
    assert (states(snapshot), merged.plan, merged.corrections) == (
        [State.KEPT],
        Plan(),
        (kept,),
    )


def test_choice_to_keep_counts_as_a_correction_at_once() -> None:
    kept = Correction("answers", "D1", "name", "Name", "Zoe", "Anna")
    assert run(answered(KEEP), ANNA).corrections == (kept,)


def test_choice_to_keep_lasts_until_the_form_moves() -> None:
    snapshot = synced(synced(answered(KEEP), ANNA), BEA)
    again = ASKED._replace(number=2, theirs="Bea")
    assert records(snapshot) == (ASKED._replace(choice=KEEP, state=State.KEPT), again)


@pytest.mark.parametrize("choice", [KEEP, TAKE])
def test_choice_does_not_hold_for_a_value_nobody_saw(choice: str) -> None:
    snapshot = synced(answered(choice), BEA)
    assert (records(snapshot), record(snapshot, "D1")["name"]) == (
        (
            ASKED._replace(choice=choice, state=State.OVERTAKEN),
            ASKED._replace(number=2, theirs="Bea"),
        ),
        "Zoe",
    )


def test_choice_to_take_spares_a_later_edit() -> None:
    snapshot = synced(edited(answered(TAKE), "answers", "D1", "name", "Zed"), ANNA)
    assert (states(snapshot), record(snapshot, "D1")["name"]) == (
        [State.OVERTAKEN, State.OPEN],
        "Zed",
    )


def test_choice_to_keep_goes_with_a_later_edit() -> None:
    snapshot = synced(edited(answered(KEEP), "answers", "D1", "name", "Zed"), ANNA)
    kept = ASKED._replace(ours="Zed", choice=KEEP, state=State.KEPT)
    assert (records(snapshot), record(snapshot, "D1")["name"]) == ((kept,), "Zed")


@pytest.mark.parametrize("choice", ["perhaps", RESTORE])
def test_choice_that_does_not_fit_a_cell(choice: str) -> None:
    merged = run(answered(choice), ANNA)
    place = Place(tab="Answers", row="D1", column="Name")
    values = {"choice": choice, "number": 1}
    assert (merged.plan, merged.findings) == (
        Plan(),
        (Finding("workbook-conflict", place), Finding("workbook-choice-unknown", place, values)),
    )


def test_conflict_closes_when_the_sheet_agrees() -> None:
    snapshot = synced(edited(disputed(), "answers", "D1", "name", "Anna"), ANNA)
    assert records(snapshot) == (ASKED._replace(state=State.AGREED),)


def test_conflict_closes_when_the_form_goes_back() -> None:
    assert states(synced(disputed(), ANN)) == [State.FORM_BACK]


def test_conflict_closes_when_the_sheet_goes_back() -> None:
    before = edited(disputed(), "answers", "D1", "name", "Ann")
    merged = run(before, ANNA)
    snapshot = synced(before, ANNA)
    assert (cells(merged), states(snapshot)) == (
        [("D1", "name", "Ann", "Anna", FORM_CHANGED)],
        [State.SHEET_BACK],
    )


def test_conflict_closes_when_the_dossier_is_withdrawn() -> None:
    assert states(synced(disputed(), {})) == [State.GONE]


def test_conflict_closes_when_both_go_back() -> None:
    before = edited(disputed(), "answers", "D1", "name", "Ann")
    assert states(synced(before, ANN)) == [State.AGREED]


def test_conflict_settled_by_hand_leaves_no_trace_in_the_memory() -> None:
    snapshot = edited(disputed(), "answers", "D1", "name", "Anna")
    emptied = without_row(snapshot.tabs["conflicts"], "1")
    snapshot = synced(snapshot._replace(tabs={**snapshot.tabs, "conflicts": emptied}), ANNA)
    assert cells(run(snapshot, BEA)) == [("D1", "name", "Anna", "Bea", FORM_CHANGED)]


def test_conflict_opened_again_by_hand_stands_once() -> None:
    snapshot = synced(synced(answered(KEEP), ANNA), BEA)
    snapshot = edited(snapshot, "conflicts", "1", "state", "open")
    merged = run(snapshot, BEA)
    assert [each.number for each in merged.conflicts] == [2]


def test_conflict_deleted_by_a_person_comes_back() -> None:
    snapshot = disputed()
    emptied = without_row(snapshot.tabs["conflicts"], "1")
    snapshot = snapshot._replace(tabs={**snapshot.tabs, "conflicts": emptied})
    assert records(synced(snapshot, ANNA)) == (ASKED._replace(number=2),)


def test_conflict_keeps_what_a_person_wrote_in_its_line() -> None:
    snapshot = edited(disputed(), "conflicts", "1", "theirs", "see my mail")
    assert record(synced(snapshot, BEA), "1", "conflicts")["theirs"] == "see my mail"


def test_conflict_line_that_a_person_added_is_left_alone() -> None:
    snapshot = disputed()
    more = with_row(snapshot.tabs["conflicts"], "x", {"number": "x", "ours": "a remark"})
    snapshot = snapshot._replace(tabs={**snapshot.tabs, "conflicts": more})
    assert run(snapshot, ANNA).plan == Plan()


# -- lines -------------------------------------------------------------------------------


def test_conflict_takes_no_number_of_a_line_that_people_damaged() -> None:
    book = edited(disputed(), "conflicts", "1", "state", None)
    tabs = {name: each for name, each in book.tabs.items() if name != "base"}
    after = synced(book._replace(tabs=tabs), ANNA)
    assert after.tabs["conflicts"].keys == ("1", "2")


def test_conflict_takes_no_number_from_one_that_nobody_can_count() -> None:
    endless = "9" * 5000
    book = edited(started(ANN), "answers", "D1", "name", "Zoe")
    listed = without_row(disputed().tabs["conflicts"], "1")
    listed = with_row(listed, endless, {"number": endless})
    after = synced(book._replace(tabs={**book.tabs, "conflicts": listed}), ANNA)
    assert after.tabs["conflicts"].keys == (endless, "1")


def test_deleted_line_is_offered_and_not_brought_back() -> None:
    snapshot = deleted()
    assert (records(snapshot), snapshot.tabs["answers"].keys) == ((LINE,), ())


def test_deleted_line_is_reported_at_each_run() -> None:
    merged = run(deleted(), ANN)
    found = Finding("workbook-line-deleted", Place(tab="Answers", row="D1"))
    assert (merged.plan, merged.findings) == (Plan(), (found,))


def test_deleted_line_is_restored_when_chosen() -> None:
    merged = run(edited(deleted(), "conflicts", "1", "choice", RESTORE), ANNA)
    rows = [each for each in merged.plan.rows if each.tab.id == "answers"]
    assert rows == [AddRow(TAB, "D1", {"dossier": "D1", "name": "Anna"}, RESTORED)]


def test_deleted_line_settles_once_restored() -> None:
    snapshot = synced(edited(deleted(), "conflicts", "1", "choice", RESTORE), ANNA)
    assert (states(snapshot), run(snapshot, ANNA).plan) == ([State.RESTORED], Plan())


def test_deleted_line_is_left_out_when_chosen() -> None:
    snapshot = synced(edited(deleted(), "conflicts", "1", "choice", LEAVE), ANN)
    merged = run(snapshot, ANNA)
    assert (states(snapshot), merged.plan, merged.findings) == ([State.LEFT_OUT], Plan(), ())


def test_line_left_out_that_a_person_brings_back() -> None:
    snapshot = synced(edited(deleted(), "conflicts", "1", "choice", LEAVE), ANN)
    again = with_row(snapshot.tabs["answers"], "D1", {"dossier": "D1", "name": "Ann"})
    merged = run(snapshot._replace(tabs={**snapshot.tabs, "answers": again}), ANNA)
    assert cells(merged) == [("D1", "name", "Ann", "Anna", FORM_CHANGED)]


def test_deleted_line_closes_when_a_person_brings_it_back() -> None:
    snapshot = deleted()
    again = with_row(snapshot.tabs["answers"], "D1", {"dossier": "D1", "name": "Ann"})
    snapshot = synced(snapshot._replace(tabs={**snapshot.tabs, "answers": again}), ANN)
    assert states(snapshot) == [State.LINE_BACK]


def test_line_deleted_with_a_conflict_closes_it() -> None:
    snapshot = synced(cut(disputed()), ANNA)
    assert states(snapshot) == [State.GONE, State.OPEN]
