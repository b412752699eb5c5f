"""The rules of the three-way merge, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.merge import Merged
from sheets_sync.merge import merge
from sheets_sync.merge_cells import BESIDE
from sheets_sync.merge_cells import CHOSEN
from sheets_sync.merge_cells import FIRST_VALUE
from sheets_sync.merge_cells import INITIAL
from sheets_sync.merge_cells import MARKED
from sheets_sync.merge_cells import WITHDRAWN
from sheets_sync.merge_cells import Correction
from sheets_sync.merge_rows import NEW_DOSSIER
from sheets_sync.plan import AddColumn
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.tabs.model import Column
from sheets_sync.wanted import FORM_CHANGED
from sheets_sync.wanted import RECOMPUTED
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work
from tests.in_memory import EMPTY
from tests.in_memory import applied
from tests.in_memory import edited
from tests.in_memory import in_order
from tests.in_memory import with_row
from tests.in_memory import without_row
from tests.merge_samples import ENGLISH
from tests.merge_samples import NOW
from tests.merge_samples import TAB
from tests.merge_samples import TAKE
from tests.merge_samples import cells
from tests.merge_samples import record
from tests.merge_samples import run
from tests.merge_samples import started
from tests.merge_samples import synced
from tests.merge_samples import wanted

if TYPE_CHECKING:
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState

ONE = {"D1": {"name": "Ann", "town": "Lille"}}
TWO = {**ONE, "D2": {"name": "Bob", "town": "Brest"}}
MOVED = {"D1": {"name": "Anna", "town": "Lille"}}


def changed(snapshot: Snapshot, **tabs: TabState | None) -> Snapshot:
    """The snapshot with other states of some tabs; None takes the tab away."""
    kept = {**snapshot.tabs, **tabs}
    return snapshot._replace(tabs={name: each for name, each in kept.items() if each})


# -- cells that the program owns ---------------------------------------------------------


def test_merge_into_nothing() -> None:
    plan = run(EMPTY, ONE).plan
    made = [each for each in plan.create if each.tab.id == "answers"]
    rows = [each for each in plan.rows if each.tab.id == "answers"]
    values = {"dossier": "D1", "name": "Ann", "town": "Lille"}
    assert (made, rows) == ([CreateTab(TAB)], [AddRow(TAB, "D1", values, NEW_DOSSIER)])


def test_merge_of_the_same_again() -> None:
    assert run(started(TWO), TWO).plan == Plan()


def test_merge_when_the_form_changed() -> None:
    merged = run(started(ONE), MOVED)
    assert cells(merged) == [("D1", "name", "Ann", "Anna", FORM_CHANGED)]


def test_merge_when_the_form_emptied_an_answer() -> None:
    merged = run(started(ONE), {"D1": {"name": "Ann", "town": None}})
    assert cells(merged) == [("D1", "town", "Lille", None, FORM_CHANGED)]


def test_merge_says_why() -> None:
    merged = run(started(ONE), MOVED, Rules(why=RECOMPUTED))
    assert cells(merged) == [("D1", "name", "Ann", "Anna", RECOMPUTED)]


def test_merge_keeps_a_correction() -> None:
    merged = run(edited(started(ONE), "answers", "D1", "name", "Zoe"), ONE)
    correction = Correction("answers", "D1", "name", "Name", "Zoe", "Ann")
    assert (merged.plan, merged.corrections) == (Plan(), (correction,))


def test_merge_tells_a_ticked_box_from_one() -> None:
    rows: dict[str, dict[str, CellValue]] = {"D1": {"name": 1, "town": "Lille"}}
    merged = run(edited(started(rows), "answers", "D1", "name", True), rows)  # noqa: FBT003 - a cell
    correction = Correction("answers", "D1", "name", "Name", True, 1)  # noqa: FBT003 - a cell
    assert (merged.plan, merged.corrections) == (Plan(), (correction,))


def test_merge_when_the_sheet_made_a_number_of_a_text() -> None:
    rows = {"D1": {"name": "12", "town": "Lille"}}
    assert run(edited(started(rows), "answers", "D1", "name", 12), rows) == Merged(Plan())


def test_merge_when_the_form_gives_what_no_cell_can_hold() -> None:
    rows = {"D1": {"name": "a\r\nb\x00", "town": "Lille"}}
    assert run(edited(started(rows), "answers", "D1", "name", "a\nb\ufffd"), rows) == Merged(Plan())


def test_merge_keeps_an_emptied_cell() -> None:
    merged = run(edited(started(ONE), "answers", "D1", "name", None), ONE)
    correction = Correction("answers", "D1", "name", "Name", None, "Ann")
    assert (merged.plan, merged.corrections) == (Plan(), (correction,))


def with_formula(snapshot: Snapshot, column: str, formula: str) -> Snapshot:
    """The workbook after somebody put a formula that shows what the cell held."""
    found = snapshot.tabs["answers"]
    return changed(snapshot, answers=found._replace(formulas={column: {"D1": formula}}))


def test_merge_takes_a_formula_for_a_correction_whatever_it_shows() -> None:
    merged = run(with_formula(started(ONE), "name", '="Ann"'), ONE)
    assert merged.corrections == (Correction("answers", "D1", "name", "Name", '="Ann"', "Ann"),)


def test_merge_never_overwrites_a_formula_that_shows_what_was_written() -> None:
    merged = run(with_formula(started(ONE), "name", '="Ann"'), MOVED)
    assert cells(merged) == []
    assert [(each.ours, each.theirs) for each in merged.conflicts] == [('="Ann"', "Anna")]


def test_merge_gives_no_first_value_to_a_cell_with_a_formula_that_shows_nothing() -> None:
    rows = {"D1": {"name": "Ann", "town": "Lille", "note": "first"}}
    merged = run(with_formula(started(ONE), "note", '=""'), rows)
    assert cells(merged) == []


def test_merge_when_both_made_the_same_change() -> None:
    snapshot = synced(edited(started(ONE), "answers", "D1", "name", "Anna"), MOVED)
    # The new base is what both say: when the form moves on, the sheet follows.
    merged = run(snapshot, ONE)
    assert cells(merged) == [("D1", "name", "Anna", "Ann", FORM_CHANGED)]


def test_merge_after_a_correction_was_undone() -> None:
    snapshot = edited(started(ONE), "answers", "D1", "name", "Zoe")
    snapshot = edited(synced(snapshot, ONE), "answers", "D1", "name", "Ann")
    merged = run(snapshot, MOVED)
    assert cells(merged) == [("D1", "name", "Ann", "Anna", FORM_CHANGED)]


def test_merge_reads_numbers_back() -> None:
    rows: dict[str, dict[str, CellValue]] = {
        "D1": {"name": 3, "town": "a\r\nb"},
        "D2": {"name": 0.1 + 0.2, "town": " x "},
    }
    assert run(started(rows), rows).plan == Plan()


def test_merge_leaves_columns_without_values_alone() -> None:
    merged = run(started(ONE), {"D1": {"name": "Ann"}})
    assert cells(merged) == []


def test_merge_marks_corrected_cells() -> None:
    tab = TAB._replace(columns=(*TAB.columns, Column("corrected", "Corrected")))
    rules = Rules(corrected="corrected")
    snapshot = edited(started(ONE, rules, tab), "answers", "D1", "name", "Zoe")
    snapshot = edited(snapshot, "answers", "D1", "town", "Lens")
    merged = run(snapshot, ONE, rules, tab)
    assert cells(merged) == [("D1", "corrected", None, "Name, Town", MARKED)]


def test_merge_marks_again_after_people_cleared_the_mark() -> None:
    tab = TAB._replace(columns=(*TAB.columns, Column("corrected", "Corrected")))
    rules = Rules(corrected="corrected")
    corrected = edited(started(ONE, rules, tab), "answers", "D1", "name", "Zoe")
    undone = edited(synced(corrected, ONE, rules, tab), "answers", "D1", "name", "Ann")
    cleared = synced(edited(undone, "answers", "D1", "corrected", None), ONE, rules, tab)
    merged = run(edited(cleared, "answers", "D1", "name", "Zoe"), ONE, rules, tab)
    assert cells(merged) == [("D1", "corrected", None, "Name", MARKED)]


# -- cells that people own ---------------------------------------------------------------


def with_note(note: str | None) -> dict[str, dict[str, str | None]]:
    return {"D1": {"name": "Ann", "town": "Lille", "note": note}}


def test_merge_gives_a_first_value_to_people() -> None:
    merged = run(started(ONE), with_note("to check"))
    assert cells(merged) == [("D1", "note", None, "to check", INITIAL)]


def test_merge_never_changes_a_first_value() -> None:
    assert cells(run(started(with_note("to check")), with_note("other"))) == []


def test_merge_never_fills_again_what_people_emptied() -> None:
    snapshot = edited(started(with_note("to check")), "answers", "D1", "note", None)
    assert run(snapshot, with_note("to check")).plan == Plan()


def test_merge_never_fills_again_when_the_form_changed() -> None:
    snapshot = edited(started(with_note("to check")), "answers", "D1", "note", None)
    merged = run(snapshot, {"D1": {"name": "Anna", "town": "Lille", "note": "to check"}})
    assert cells(merged) == [("D1", "name", "Ann", "Anna", FORM_CHANGED)]


def test_merge_never_overwrites_what_people_wrote() -> None:
    snapshot = edited(started(ONE), "answers", "D1", "note", "mine")
    assert cells(run(snapshot, with_note("to check"))) == []


# -- rows --------------------------------------------------------------------------------


def test_merge_adds_a_new_dossier() -> None:
    values = {"dossier": "D2", "name": "Bob", "town": "Brest"}
    rows = [each for each in run(started(ONE), TWO).plan.rows if each.tab.id == "answers"]
    assert rows == [AddRow(TAB, "D2", values, NEW_DOSSIER)]


def test_merge_flags_a_withdrawn_dossier() -> None:
    merged = run(started(TWO), ONE)
    flag = Finding("workbook-dossier-withdrawn", Place(tab="Answers", row="D2"))
    assert (merged.plan, merged.findings) == (Plan(), (flag,))


def test_merge_flags_a_line_that_is_about_no_dossier() -> None:
    tab = TAB._replace(key="name", columns=TAB.columns[1:])
    rows = {key: {"town": each["town"]} for key, each in TWO.items()}
    one = {key: each for key, each in rows.items() if key in ONE}
    merged = run(started(rows, None, tab), one, None, tab)
    flag = Finding("workbook-line-over", Place(tab="Answers", line=4), {"key": "D2"})
    assert (merged.plan, merged.findings) == (Plan(), (flag,))


STATUS = TAB._replace(columns=(*TAB.columns, Column("status", "Status")))
GONE = Rules(status="status", withdrawn="withdrawn")


def test_merge_writes_the_status_of_a_withdrawn_dossier() -> None:
    merged = run(started(TWO, GONE, STATUS), ONE, GONE, STATUS)
    assert cells(merged) == [("D2", "status", None, "withdrawn", WITHDRAWN)]


def test_merge_of_a_withdrawn_dossier_again() -> None:
    snapshot = synced(started(TWO, GONE, STATUS), ONE, GONE, STATUS)
    assert run(snapshot, ONE, GONE, STATUS).plan == Plan()


def test_merge_takes_the_status_away_when_a_dossier_is_back() -> None:
    snapshot = synced(started(TWO, GONE, STATUS), ONE, GONE, STATUS)
    merged = run(snapshot, TWO, GONE, STATUS)
    assert cells(merged) == [("D2", "status", "withdrawn", None, FORM_CHANGED)]


def test_merge_keeps_a_row_added_by_hand() -> None:
    snapshot = started(ONE)
    by_hand = with_row(snapshot.tabs["answers"], "X9", {"dossier": "X9", "name": "Eve"})
    merged = run(changed(snapshot, answers=by_hand), ONE)
    flag = Finding("workbook-line-by-hand", Place(tab="Answers", row="X9"))
    assert (merged.plan, merged.findings) == (Plan(), (flag,))


def test_merge_when_the_form_brings_a_row_added_by_hand() -> None:
    snapshot = started(ONE)
    by_hand = with_row(snapshot.tabs["answers"], "D2", {"dossier": "D2", "name": "Eve"})
    merged = run(changed(snapshot, answers=by_hand), TWO)
    asked = [(each.row, each.heading, each.ours, each.theirs) for each in merged.conflicts]
    assert (cells(merged), asked) == (
        [("D2", "town", None, "Brest", FIRST_VALUE)],
        [("D2", "Name", "Eve", "Bob")],
    )


def test_merge_makes_a_deleted_tab_again() -> None:
    snapshot = changed(started(ONE), answers=None)
    merged = run(snapshot, ONE)
    made = [each.tab.id for each in merged.plan.create]
    flag = Finding("workbook-tab-made-again", Place(tab="Answers"))
    assert (made, merged.findings) == (["answers"], (flag,))


def test_merge_after_rows_were_sorted() -> None:
    snapshot = started(TWO)
    upside_down = in_order(snapshot.tabs["answers"], [1, 0])
    assert run(changed(snapshot, answers=upside_down), TWO).plan == Plan()


def test_merge_after_a_deleted_row_leaves_the_others() -> None:
    snapshot = started(TWO)
    shorter = without_row(snapshot.tabs["answers"], "D1")
    moved = {**TWO, "D2": {"name": "Bill", "town": "Brest"}}
    merged = run(changed(snapshot, answers=shorter), moved)
    assert cells(merged) == [("D2", "name", "Bob", "Bill", FORM_CHANGED)]


def test_merge_without_memory_leaves_people_their_values() -> None:
    snapshot = edited(started(ONE), "answers", "D1", "name", "Zoe")
    merged = run(changed(snapshot, base=None), ONE)
    asked = [(each.heading, each.ours, each.theirs) for each in merged.conflicts]
    assert (cells(merged), asked) == ([], [("Name", "Zoe", "Ann")])


# -- columns -----------------------------------------------------------------------------


def test_merge_adds_a_new_column() -> None:
    phone = Column("phone", "Phone")
    tab = TAB._replace(columns=(*TAB.columns, phone))
    merged = run(started(ONE), {"D1": {**ONE["D1"], "phone": "03"}}, tab=tab)
    assert (merged.plan.columns, cells(merged)) == (
        (AddColumn(tab, phone),),
        [("D1", "phone", None, "03", FIRST_VALUE)],
    )


def test_merge_leaves_a_column_that_is_no_longer_described() -> None:
    tab = TAB._replace(columns=tuple(each for each in TAB.columns if each.id != "town"))
    snapshot = synced(started(ONE), {"D1": {"name": "Ann"}}, tab=tab)
    assert record(snapshot, "D1")["town"] == "Lille"


def test_merge_stops_when_a_managed_column_is_gone() -> None:
    snapshot = started(ONE)
    found = snapshot.tabs["answers"]
    columns = {name: at for name, at in found.columns.items() if name != "town"}
    merged = run(changed(snapshot, answers=found._replace(columns=columns)), MOVED)
    place = Place(tab="Answers", column="Town")
    missing = Finding("workbook-column-missing", place, {"heading": "Town"})
    assert (merged.plan, merged.findings) == (Plan(), (missing,))


# -- what jurors saw ---------------------------------------------------------------------

LEVELS = TAB._replace(columns=(*TAB.columns, Column("level", "Level"), Column("now", "Now")))
OPEN = Rules(beside={"level": "now"}, held=True)
CLOSED = Rules(beside={"level": "now"})


def level(value: str) -> dict[str, dict[str, str]]:
    return {"D1": {"level": value}}


def test_merge_shows_a_new_level_beside_the_one_jurors_saw() -> None:
    merged = run(started(level("1"), OPEN, LEVELS), level("2"), OPEN, LEVELS)
    assert cells(merged) == [("D1", "now", None, "2", BESIDE)]


def test_merge_shows_a_new_level_beside_once() -> None:
    snapshot = synced(started(level("1"), OPEN, LEVELS), level("2"), OPEN, LEVELS)
    assert run(snapshot, level("2"), OPEN, LEVELS).plan == Plan()


def test_merge_takes_the_companion_away_when_the_level_is_back() -> None:
    snapshot = synced(started(level("1"), OPEN, LEVELS), level("2"), OPEN, LEVELS)
    merged = run(snapshot, level("1"), OPEN, LEVELS)
    assert cells(merged) == [("D1", "now", "2", None, BESIDE)]


def test_merge_updates_the_level_once_the_jury_is_closed() -> None:
    snapshot = synced(started(level("1"), OPEN, LEVELS), level("2"), OPEN, LEVELS)
    merged = run(snapshot, level("2"), CLOSED, LEVELS)
    assert cells(merged) == [
        ("D1", "level", "1", "2", FORM_CHANGED),
        ("D1", "now", "2", None, BESIDE),
    ]


def test_merge_shows_a_new_level_beside_a_corrected_one() -> None:
    snapshot = edited(started(level("1"), OPEN, LEVELS), "answers", "D1", "level", "3")
    merged = run(snapshot, level("2"), OPEN, LEVELS)
    assert (cells(merged), merged.conflicts) == ([("D1", "now", None, "2", BESIDE)], ())


def test_merge_forgets_what_was_beside_once_people_agree_by_hand() -> None:
    snapshot = synced(started(level("1"), OPEN, LEVELS), level("2"), OPEN, LEVELS)
    snapshot = edited(snapshot, "answers", "D1", "level", "2")
    snapshot = edited(snapshot, "answers", "D1", "now", None)
    snapshot = synced(snapshot, level("2"), OPEN, LEVELS)
    merged = run(snapshot, level("3"), CLOSED, LEVELS)
    assert cells(merged) == [("D1", "level", "2", "3", FORM_CHANGED)]


def test_merge_forgets_a_level_taken_away_once_people_agree_by_hand() -> None:
    rows: dict[str, dict[str, CellValue]] = {"D1": {"level": None}}
    snapshot = synced(started(level("1"), OPEN, LEVELS), rows, OPEN, LEVELS)
    snapshot = synced(edited(snapshot, "answers", "D1", "level", None), rows, OPEN, LEVELS)
    merged = run(snapshot, level("3"), CLOSED, LEVELS)
    assert cells(merged) == [("D1", "level", None, "3", FORM_CHANGED)]


def test_merge_writes_a_held_column_that_is_new() -> None:
    snapshot = started(ONE)
    merged = run(snapshot, {"D1": {**ONE["D1"], "level": "1"}}, OPEN, LEVELS)
    assert cells(merged) == [("D1", "level", None, "1", FIRST_VALUE)]


def test_merge_carries_a_choice_out_while_levels_are_held() -> None:
    snapshot = edited(started(level("1"), CLOSED, LEVELS), "answers", "D1", "level", "3")
    snapshot = synced(snapshot, level("2"), CLOSED, LEVELS)
    snapshot = edited(snapshot, "conflicts", "1", "choice", TAKE)
    merged = run(snapshot, level("2"), OPEN, LEVELS)
    assert cells(merged) == [("D1", "level", "3", "2", CHOSEN)]


def test_merge_never_takes_a_companion_from_the_command() -> None:
    rows = {"D1": {"level": "1", "now": "9"}}
    snapshot = started(rows, OPEN, LEVELS)
    assert (record(snapshot, "D1")["now"], run(snapshot, rows, OPEN, LEVELS).plan) == (None, Plan())


# -- several tabs ------------------------------------------------------------------------

OTHER = TAB._replace(id="others", title="Others")


def both(snapshot: Snapshot, rows: dict[str, dict[str, str]]) -> Merged:
    """One merge of two tabs that hold the same."""
    works = [Work(tab, wanted(rows)) for tab in (TAB, OTHER)]
    return merge(works, snapshot, ENGLISH, NOW)


def test_merge_of_two_tabs_numbers_conflicts_on() -> None:
    snapshot = applied(both(EMPTY, ONE).plan, EMPTY)
    for tab in ("answers", "others"):
        snapshot = edited(snapshot, tab, "D1", "name", "Zoe")
    asked = [(each.number, each.tab) for each in both(snapshot, MOVED).conflicts]
    assert asked == [(1, "Answers"), (2, "Others")]


def test_merge_writes_nothing_when_one_tab_lacks_a_column() -> None:
    snapshot = applied(both(EMPTY, ONE).plan, EMPTY)
    found = snapshot.tabs["others"]
    columns = {name: at for name, at in found.columns.items() if name != "town"}
    merged = both(changed(snapshot, others=found._replace(columns=columns)), MOVED)
    assert merged.plan == Plan()


# -- what is remembered ------------------------------------------------------------------

# What workbooks hold that were made before: it must be known for ever.
WRITTEN = {
    "D1": "BOT5jamppWtS:........9vV7cslkdu4gHgjQ",
    "D2": "qfi3FnHy2Zc_:........FJK3qcEE3dnEB2f5",
}
ACCENTED: dict[str, dict[str, CellValue]] = {
    "D1": {**ONE["D1"]},
    "D2": {"name": "Béa’s", "town": None},
}


def test_memory_is_written_as_it_always_was() -> None:
    rows = run(EMPTY, ACCENTED).plan.rows
    memory = {each.key: each.values["written"] for each in rows if each.tab.id == "base"}
    header = {"answers": "dossier\nname\ntown\nnote"}
    assert memory == header | {f"answers/{key}": each for key, each in WRITTEN.items()}


def test_memory_changes_in_the_order_in_which_it_lies() -> None:
    then: dict[str, dict[str, CellValue]] = {
        "D2": {"name": "x", "town": None},
        "D1": {"name": "y", "town": "Lille"},
    }
    cells = run(applied(run(EMPTY, ACCENTED).plan, EMPTY), then).plan.cells
    memory = [(each.key, each.before, each.after) for each in cells if each.tab.id == "base"]
    assert memory == [
        ("answers/D1", WRITTEN["D1"], "z7J7mOYaMFoO:........gmghYFacdu4gHgjQ"),
        ("answers/D2", WRITTEN["D2"], "4bpHDJrPa7VA:........CnZR-CsW3dnEB2f5"),
    ]


# -- what is refused ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "values", "rules"),
    [
        (["D1", "D1"], {}, Rules()),
        (["D1"], {"name": []}, Rules()),
        (["D1"], {"nowhere": ["x"]}, Rules()),
        (["D1"], {}, Rules(status="note")),
        (["D1"], {}, Rules(beside={"name": "nowhere"})),
    ],
)
def test_work_that_does_not_fit(
    keys: list[str], values: dict[str, list[str]], rules: Rules
) -> None:
    with pytest.raises(ValueError, match="answers"):
        Work(TAB, Wanted(keys, values), rules)
