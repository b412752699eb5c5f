"""People, the form and the commands, who act on one real file in any order.

People open the file with another program (openpyxl or LibreOffice), do anything, and save
it. After each command a witness compares what stood there with what stands there.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from typing import TypeAlias

import openpyxl
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import initialize
from hypothesis.stateful import precondition
from hypothesis.stateful import rule
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from sheets_sync.conflicts import CHOICES
from sheets_sync.journal_line import read_entry
from sheets_sync.language import language_for
from tests.app.calc_colleague import HARD
from tests.app.calc_colleague import SOFT
from tests.app.colleague import GENTLE
from tests.app.colleague import draw_a_chart
from tests.app.office import HEADINGS
from tests.app.office import MIDDLE
from tests.app.office import STRONG
from tests.app.office import WEAK
from tests.app.office import Office
from tests.app.office import Outcome
from tests.app.office import dossier
from tests.app.picture import picture
from tests.app.rough_colleague import ROUGH
from tests.app.sight import COLOURS
from tests.app.sight import own_formula
from tests.app.sight import own_number
from tests.app.sight import places
from tests.app.sight import put
from tests.app.sight import records
from tests.app.sight import word
from tests.app.witness import Witness

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from openpyxl import Workbook

    from tests.app.libreoffice import Desk
    from tests.app.libreoffice import Order
    from tests.app.sight import Item

COMMANDS = ("sync", "propose", "jury open", "jury collect", "decide")
READING = ("check", "journal", "jury status", "sync --dry-run", "undo --dry-run")
WITHOUT_TROUBLE = {0, 1, 4}
"""Done, findings, refused: what a command may answer to people's acts. 3 would be ours."""

FRENCH = language_for("fr")
LABELS = (*(FRENCH.text(each) for each in CHOICES), "peut-être", None)
FACTS = len(HEADINGS) - len(MIDDLE)
CORRECTIONS = ("Oui", None, 12, "=1+1")
WORDS = st.sampled_from(["Oui", "Non", "", "Oui, écrit", "Non, rien", "12", "85 %", "Une"])
CHANGE = st.tuples(
    st.integers(1, 4),
    st.sampled_from([None, None, None, STRONG, MIDDLE, WEAK]),
    st.sampled_from([None, *range(len(MIDDLE))]),
    WORDS,
)
"""A dossier, with all its answers, or (none) withdrawn, or one answer and what it becomes."""

UNDRAWN = tuple(each for each in GENTLE if each is not draw_a_chart)
"""openpyxl can't read a chart that has lost its data once LibreOffice has saved it."""

Change: TypeAlias = "tuple[int, tuple[str, ...] | None, int | None, str]"
Act: TypeAlias = "Callable[[Workbook, Draws], None]"
Ordering: TypeAlias = "Callable[[Workbook, Draws], Iterator[Order]]"


class Draws:
    """A way to choose that hypothesis can make simpler."""

    def __init__(self, data: st.DataObject) -> None:
        """Choose from the data of a rule."""
        self._data = data

    def one(self, items: Sequence[Item]) -> Item:
        """One of some things."""
        return self._data.draw(st.sampled_from(items))

    def number(self, least: int, most: int) -> int:
        """A number within bounds."""
        return self._data.draw(st.integers(least, most))


class Colleagues(RuleBasedStateMachine):
    """People, the form and the commands, in any order.

    ``stages`` are campaign folders to begin with; ``people`` the columns that people own.
    """

    stages: dict[int, Path]
    people: frozenset[tuple[str, str]]

    def __init__(self) -> None:
        """Start without a folder."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="colleagues-"))
        self.desk = Office(self.folder / "campagne")
        self.open: Workbook | None = None
        self.form: dict[int, tuple[str, ...]] = {}
        self.earlier: list[dict[int, tuple[str, ...]]] = []
        self.news = True
        self.stopped = False
        self.good: bytes | None = None
        self.witness = Witness(self.people)

    @initialize(stage=st.integers(0, len(COMMANDS)))
    def begin(self, stage: int) -> None:
        """Begin after some of the commands have been run."""
        shutil.copytree(self.stages[stage], self.desk.folder)
        self.form = {1: STRONG, 2: MIDDLE, 3: WEAK}
        self.good = self.content()
        self.witness.begin(picture(self.good))

    def teardown(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder)

    # -- people ------------------------------------------------------------------------

    @precondition(lambda self: self.has_file())
    @rule(acts=st.lists(st.sampled_from(GENTLE), min_size=1, max_size=5), data=st.data())
    def work(self, acts: list[Act], data: st.DataObject) -> None:
        """Somebody works in the file."""
        self.news = True
        for act in acts:
            act(self.opened(), Draws(data))

    @precondition(lambda self: self.has_file())
    @rule(act=st.sampled_from(ROUGH), data=st.data())
    def break_something(self, act: Act, data: st.DataObject) -> None:
        """Somebody does what the program asks people not to do."""
        self.news = True
        act(self.opened(), Draws(data))

    @precondition(lambda self: "conflicts" in self.witness.tabs)
    @rule(data=st.data())
    def choose(self, data: st.DataObject) -> None:
        """Somebody chooses in « Conflits », on any line."""
        self.news = True
        choose(self.opened(), Draws(data))

    @precondition(lambda self: self.stopped)
    @rule()
    def take_back(self) -> None:
        """Somebody takes back all that was done since the program last had its way."""
        self.open = None
        assert self.good is not None
        self.desk.workbook.write_bytes(self.good)
        self.witness.begin(picture(self.good))
        self.stopped = False

    # -- the form ----------------------------------------------------------------------

    @rule(changes=st.lists(CHANGE, min_size=1, max_size=4))
    def answer(self, changes: list[Change]) -> None:
        """Dossiers appear, come back, answer otherwise, are withdrawn."""
        self.news = True
        self.earlier.append(dict(self.form))
        for number, answers, question, answer in changes:
            if answers:
                self.form[number] = answers
            elif question is None:
                self.form.pop(number, None)
            elif number in self.form:
                now = self.form[number]
                self.form[number] = (*now[:question], answer, *now[question + 1 :])

    @precondition(lambda self: self.has_file() and self.form)
    @rule(data=st.data(), question=st.integers(0, len(MIDDLE) - 1), answer=WORDS | st.none())
    def answer_what_people_correct(
        self, data: st.DataObject, question: int, answer: str | None
    ) -> None:
        """Somebody touches an answer; the candidate changes it too, perhaps the same way."""
        self.news = True
        number = data.draw(st.sampled_from(sorted(self.form)))
        correct(self.opened(), f"D-{number:02}", HEADINGS[FACTS + question], Draws(data))
        if answer is not None:
            now = self.form[number]
            self.form[number] = (*now[:question], answer, *now[question + 1 :])

    @precondition(lambda self: self.earlier)
    @rule(data=st.data())
    def export_of_the_past(self, data: st.DataObject) -> None:
        """Somebody takes an older export for the new one."""
        self.news = True
        self.form = dict(data.draw(st.sampled_from(self.earlier)))

    # -- the program -------------------------------------------------------------------

    @precondition(lambda self: self.news)
    @rule(command=st.sampled_from((*COMMANDS, *["sync"] * 5, "undo", *READING)))
    def run(self, command: str) -> None:
        """A command is run; again, and it changes nothing, unless it undoes one more."""
        self.save()
        before = self.content()
        outcome = self.ran(command)
        after = self.content()
        if command in READING:
            assert after == before
        elif command != "undo" and outcome.code == 0:
            assert self.ran(command).code == 0
            assert self.content() == after, "a second run changed something"

    @precondition(lambda self: self.news)
    @rule()
    def run_all(self) -> None:
        """Every command is run, then all of them again."""
        self.news = False
        self.save()
        before = self.content()
        done = [self.ran(command).code == 0 for command in COMMANDS]
        after = self.content()
        if all(done) and after != before:
            for command in COMMANDS:
                assert self.ran(command).code == 0
                assert self.content() == after, f"{command} changed something the second time"

    @precondition(lambda self: self.journal())
    @rule(data=st.data())
    def undo_an_entry(self, data: st.DataObject) -> None:
        """An entry of the journal is undone, the last or an earlier one; then it is undone."""
        self.save()
        numbers = [entry.head.number for entry in map(read_entry, self.journal()) if entry]
        command = f"undo {data.draw(st.sampled_from(numbers))}"
        if self.ran(command).code == 0:
            after = self.content()
            assert self.ran(command).code == 0
            assert self.content() == after, "a second undoing changed something"

    def ran(self, command: str) -> Outcome:
        """Run a command and hold it to its word."""
        before = self.content()
        known = self.journal()
        outcome = self.said(command)
        assert outcome.code in WITHOUT_TROUBLE, outcome.output
        if outcome.code or self.content() == before:
            assert self.content() == before, outcome.output
            assert self.journal() == known
            self.stopped = self.stopped or (outcome.code == 1 and self.has_file())
            return outcome
        self.witness.see(picture(before), picture(self.content()), self.journal(), len(known))
        self.stopped = False
        self.good = self.content()
        return outcome

    # -- the file ----------------------------------------------------------------------

    def said(self, command: str) -> Outcome:
        """Run a command with the export as it is now."""
        lines = [dossier(number, self.form[number]) for number in sorted(self.form)]
        self.desk.export(lines)
        outcome = self.desk.run(*command.split())
        assert outcome.output.strip(), f"{command} says nothing"
        return outcome

    def has_file(self) -> bool:
        """Whether there is a workbook."""
        return self.desk.workbook.exists()

    def content(self) -> bytes | None:
        """The content of the file."""
        return self.desk.workbook.read_bytes() if self.has_file() else None

    def journal(self) -> list[bytes]:
        """The lines of the journal's file."""
        file = self.desk.folder / ".palmares" / "journal.jsonl"
        return file.read_bytes().splitlines(keepends=True) if file.exists() else []

    def opened(self) -> Workbook:
        """The workbook, open on somebody's screen."""
        if self.open is None:
            self.open = openpyxl.load_workbook(self.desk.workbook)
        return self.open

    def save(self) -> None:
        """Somebody saves and closes the file."""
        if self.open is not None:
            self.open.save(self.desk.workbook)
            self.open = None


class WithLibreOffice(Colleagues):
    """The same people, one of whom works with LibreOffice."""

    libreoffice: Desk

    @precondition(lambda self: self.has_file())
    @rule(acts=st.lists(st.sampled_from(UNDRAWN), min_size=1, max_size=5), data=st.data())
    def work(self, acts: list[Act], data: st.DataObject) -> None:
        """Somebody works in the file with another program, and draws no chart."""
        super().work(acts, data)

    @precondition(lambda self: self.has_file())
    @rule(acts=st.lists(st.sampled_from(SOFT), max_size=8), data=st.data())
    def work_in_libreoffice(self, acts: list[Ordering], data: st.DataObject) -> None:
        """Somebody opens the file with LibreOffice, works in it and saves it."""
        self.news = True
        self.save()
        view = openpyxl.load_workbook(self.desk.workbook)
        orders = [order for act in acts for order in act(view, Draws(data))]
        self.libreoffice.work(self.desk.workbook, orders)

    @precondition(lambda self: self.has_file())
    @rule(act=st.sampled_from(HARD), data=st.data())
    def break_something_in_libreoffice(self, act: Ordering, data: st.DataObject) -> None:
        """Somebody does what the program asks people not to do, with LibreOffice."""
        self.work_in_libreoffice([act], data)


def choose(book: Workbook, chance: Draws) -> None:
    """Choose on any line of « Conflits »."""
    for sheet in book.worksheets:
        column = places(sheet)[1].get("conflicts.choice")
        if column and records(sheet):
            put(sheet.cell(chance.one(records(sheet)), column), chance.one(LABELS))


def correct(book: Workbook, key: str, heading: str, chance: Draws) -> None:
    """Type over an answer, colour it or pin a note to it, wherever it stands."""
    for sheet in book.worksheets:
        row, columns = places(sheet)
        headings = {sheet.cell(row + 1, each).value: each for each in columns.values()}
        keys = columns.get("responses.dossier")
        for record in records(sheet) if keys and heading in headings else ():
            cell = sheet.cell(record, headings[heading])
            if sheet.cell(record, keys or 1).value == key and isinstance(cell, Cell):
                chance.one((retype, retype, dye, pin))(cell, chance)


def retype(cell: Cell, chance: Draws) -> None:
    """Type something else."""
    own = (word(), own_number(), own_formula())
    put(cell, chance.one((*own, *CORRECTIONS)))


def dye(cell: Cell, chance: Draws) -> None:
    """Colour a cell."""
    cell.fill = PatternFill("solid", fgColor=chance.one(COLOURS))


def pin(cell: Cell, _: Draws) -> None:
    """Pin a note to a cell."""
    cell.comment = Comment(word(), "Jeanne")
