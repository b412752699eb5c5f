"""What must always hold of the merge, whatever people, the form and the program do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import precondition
from hypothesis.stateful import rule

from sheets_sync.conflicts import State
from sheets_sync.conflicts import read_records
from sheets_sync.plan import Plan
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.values import text
from sheets_sync.wanted import Rules
from tests.in_memory import EMPTY
from tests.in_memory import applied
from tests.in_memory import edited
from tests.in_memory import in_order
from tests.in_memory import with_row
from tests.in_memory import without_row
from tests.merge_samples import KEEP
from tests.merge_samples import LEAVE
from tests.merge_samples import RESTORE
from tests.merge_samples import TAKE
from tests.merge_samples import run

if TYPE_CHECKING:
    from sheets_sync.merge import Merged
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState

FULL = Tab(
    "answers",
    "Answers",
    "dossier",
    (
        Column("dossier", "Dossier", kind=Kind.KEY),
        Column("q1", "First"),
        Column("note", "Note", owner=Owner.PEOPLE),
        Column("q2", "Second"),
        Column("now", "Second now"),
        Column("status", "Status"),
        Column("corrected", "Corrected"),
    ),
)
KEYS = ("D1", "D2", "D3")
TYPED = ("q1", "q2", "note")
VALUES = st.sampled_from([None, "a", "b", "c", 1])
CHOICES = st.sampled_from([KEEP, TAKE, RESTORE, LEAVE, "perhaps", None])
ROW = st.fixed_dictionaries({"q1": VALUES, "q2": VALUES, "note": VALUES})
FORM = st.dictionaries(st.sampled_from(KEYS), ROW)
RULES = st.builds(
    Rules,
    status=st.sampled_from(["", "status"]),
    withdrawn=st.just("withdrawn"),
    corrected=st.sampled_from(["", "corrected"]),
    beside=st.just({"q2": "now"}),
    held=st.booleans(),
)


class Colleagues(RuleBasedStateMachine):
    """People, the form and the program act on one workbook, in any order."""

    def __init__(self) -> None:
        """Start without a workbook, with an empty form."""
        super().__init__()
        self.book: Snapshot = EMPTY
        self.form: dict[str, dict[str, CellValue]] = {}
        self.terms = Rules(beside={"q2": "now"})

    # -- people and the form act ---------------------------------------------------------

    @rule(form=FORM, rules=RULES)
    def answer(self, form: dict[str, dict[str, CellValue]], rules: Rules) -> None:
        """The form changes as it likes; so do the rules of the command."""
        self.form, self.terms = form, rules

    @precondition(lambda self: self.keys())
    @rule(data=st.data(), column=st.sampled_from(TYPED), value=VALUES)
    def type_something(self, data: st.DataObject, column: str, value: CellValue) -> None:
        """Somebody types in any cell."""
        key = data.draw(st.sampled_from(self.keys()))
        self.book = edited(self.book, "answers", key, column, value)

    @precondition(lambda self: self.keys())
    @rule(data=st.data())
    def delete_a_line(self, data: st.DataObject) -> None:
        """Somebody deletes a line."""
        key = data.draw(st.sampled_from(self.keys()))
        self._put("answers", without_row(self.book.tabs["answers"], key))

    @precondition(lambda self: self.keys())
    @rule(data=st.data())
    def sort(self, data: st.DataObject) -> None:
        """Somebody sorts the lines."""
        order = data.draw(st.permutations(range(len(self.keys()))))
        self._put("answers", in_order(self.book.tabs["answers"], order))

    @precondition(lambda self: "answers" in self.book.tabs)
    @rule(key=st.sampled_from(KEYS), q1=VALUES, note=VALUES)
    def add_a_line(self, key: str, q1: CellValue, note: CellValue) -> None:
        """Somebody adds a line by hand."""
        if key not in self.keys():
            record = {"dossier": key, "q1": q1, "note": note}
            self._put("answers", with_row(self.book.tabs["answers"], key, record))

    @precondition(lambda self: self.book.tabs)
    @rule(tab=st.sampled_from(["answers", "conflicts", "base"]))
    def delete_a_tab(self, tab: str) -> None:
        """Somebody deletes a whole tab, even the hidden one."""
        rest = {name: each for name, each in self.book.tabs.items() if name != tab}
        self.book = self.book._replace(tabs=rest)

    @precondition(lambda self: self.numbers())
    @rule(data=st.data(), choice=CHOICES)
    def choose(self, data: st.DataObject, choice: CellValue) -> None:
        """Somebody chooses in the tab of conflicts, in a settled line too."""
        number = data.draw(st.sampled_from(self.numbers()))
        self.book = edited(self.book, "conflicts", number, "choice", choice)

    @precondition(lambda self: self.numbers())
    @rule(data=st.data(), column=st.sampled_from(["ours", "theirs", "status", "row", "state"]))
    def scribble(self, data: st.DataObject, column: str) -> None:
        """Somebody writes where the tab of conflicts is the program's."""
        number = data.draw(st.sampled_from(self.numbers()))
        value = data.draw(st.sampled_from(["b", "open", "kept", "D1", None]))
        self.book = edited(self.book, "conflicts", number, column, value)

    @precondition(lambda self: self.numbers())
    @rule(data=st.data())
    def delete_a_conflict(self, data: st.DataObject) -> None:
        """Somebody deletes a line of the tab of conflicts."""
        number = data.draw(st.sampled_from(self.numbers()))
        self._put("conflicts", without_row(self.book.tabs["conflicts"], number))

    # -- the program runs, and everything must hold ------------------------------------------

    @rule()
    def synchronise(self) -> None:
        """The program runs."""
        merged = self._merged(self.book)
        after = applied(merged.plan, self.book)
        owned_or_empty(merged.plan)
        nothing_vanished(self.book, after, merged)
        told(merged, after)
        assert self._merged(after).plan == Plan(), "a second run changes something"
        self.book = after

    def keys(self) -> tuple[str, ...]:
        """The rows of the tab."""
        return self.book.tabs["answers"].keys if "answers" in self.book.tabs else ()

    def numbers(self) -> tuple[str, ...]:
        """The lines of the tab of conflicts."""
        return self.book.tabs["conflicts"].keys if "conflicts" in self.book.tabs else ()

    def _merged(self, book: Snapshot) -> Merged:
        return run(book, self.form, self.terms, FULL)

    def _put(self, tab: str, state: TabState) -> None:
        self.book = self.book._replace(tabs={**self.book.tabs, tab: state})


def owned_or_empty(plan: Plan) -> None:
    """Only cells that the program owns, and empty ones of people, are addressed."""
    for cell in plan.cells:
        if cell.tab.column(cell.column).owner is Owner.PEOPLE:
            assert not text(cell.before)


def nothing_vanished(before: Snapshot, after: Snapshot, merged: Merged) -> None:
    """What stood in the sheet stands there still, was the program's, or is in Conflits."""
    written = {(cell.key, cell.column): cell for cell in merged.plan.cells}
    told_of = {(r.row, r.where): text(r.ours) for r in read_records(after.tabs.get("conflicts"))}
    for key, column, value in content(before):
        if content_of(after, key, column) == value:
            continue
        cell = written[key, column]
        assert text(cell.before) == value
        shown = told_of.get((key, f"answers.{column}"))
        assert known(before, key, column, value) or shown == value


def told(merged: Merged, after: Snapshot) -> None:
    """Every open conflict is listed once, and the sheet holds the person's value."""
    addresses = [each.address for each in merged.conflicts]
    assert len(set(addresses)) == len(addresses)
    for each in merged.conflicts:
        assert each.state is State.OPEN
        if each.address[1]:
            assert content_of(after, *each.address) == text(each.ours)
        else:
            assert each.row not in after.tabs["answers"].keys


def content(book: Snapshot) -> list[tuple[str, str, str]]:
    """All that the managed tab holds: key, column, text."""
    if "answers" not in book.tabs:
        return []
    found = book.tabs["answers"]
    return [
        (key, column, text(cell))
        for column, cells in found.values.items()
        for key, cell in zip(found.keys, cells, strict=True)
        if text(cell)
    ]


def content_of(book: Snapshot, key: str, column: str) -> str:
    """The text of one cell."""
    found = book.tabs["answers"]
    return text(found.values[column][found.keys.index(key)])


def known(book: Snapshot, key: str, column: str, value: str) -> bool:
    """Whether a value is what the program itself last wrote in a cell."""
    from sheets_sync.memory import read_memory
    from sheets_sync.values import digest

    memory = read_memory(book.tabs.get("base")).get("answers")
    return memory is not None and memory.line(key).digests.get(column) == digest(value)


TestColleagues = Colleagues.TestCase
TestColleagues.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)


# -- the order of rows and columns does not matter -----------------------------------------


@given(FORM, FORM, st.data())
def test_merge_is_the_same_in_any_order_of_the_sheet(
    first: dict[str, dict[str, CellValue]],
    then: dict[str, dict[str, CellValue]],
    data: st.DataObject,
) -> None:
    """Sorting the lines and moving the columns changes nothing in the plan."""
    book = applied(run(EMPTY, first, Rules(), FULL).plan, EMPTY)
    for key in first:
        book = edited(book, "answers", key, "q1", data.draw(VALUES))
    found = book.tabs["answers"]
    order = data.draw(st.permutations(range(len(found.keys))))
    columns = data.draw(st.permutations(list(found.values)))
    mixed = in_order(found, order)
    mixed = mixed._replace(
        columns={name: at for at, name in enumerate(columns, 1)},
        values={name: mixed.values[name] for name in columns},
    )
    other = book._replace(tabs={**book.tabs, "answers": mixed})
    assert run(other, then, Rules(), FULL) == run(book, then, Rules(), FULL)


# -- what people choose is carried out, then settled ------------------------------------------


@given(VALUES, VALUES, VALUES, st.sampled_from([KEEP, TAKE]))
def test_merge_carries_a_choice_out(
    base: CellValue, theirs: CellValue, ours: CellValue, choice: str
) -> None:
    """After a choice the sheet holds the value chosen, and nobody is asked again."""
    book = applied(run(EMPTY, {"D1": {"q1": base}}, tab=FULL).plan, EMPTY)
    book = edited(book, "answers", "D1", "q1", ours)
    book = applied(run(book, {"D1": {"q1": theirs}}, tab=FULL).plan, book)
    if "conflicts" not in book.tabs:
        assert text(ours) in {text(base), text(theirs)} or text(base) == text(theirs)
        return
    book = edited(book, "conflicts", "1", "choice", choice)
    book = applied(run(book, {"D1": {"q1": theirs}}, tab=FULL).plan, book)
    again = run(book, {"D1": {"q1": theirs}}, tab=FULL)
    chosen = ours if choice == KEEP else theirs
    assert (content_of(book, "D1", "q1"), again.plan, again.conflicts) == (text(chosen), Plan(), ())
