"""A witness of all that people, the form and the commands do to one workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.conflicts import CHOICES
from sheets_sync.conflicts import Choice
from sheets_sync.conflicts import State
from sheets_sync.journal_line import read_entry
from sheets_sync.language import language_for
from tests.app.changes import JOURNAL
from tests.app.changes import Told
from tests.app.changes import compare
from tests.app.changes import told_by
from tests.app.picture import Address
from tests.app.picture import Picture
from tests.app.picture import plain
from tests.app.sight import is_own

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from sheets_sync.journal import Entry

TAKE = {language_for("fr").text(each) for each, choice in CHOICES.items() if choice is Choice.TAKE}


class Witness:
    """Remembers what people wrote and took away, and holds each command against it.

    ``left`` is what the program left last, ``theirs`` what people wrote since then and
    before, ``removed`` the lines they took away.
    """

    def __init__(self, people: frozenset[tuple[str, str]]) -> None:
        """Know the columns that people own, as (tab id, column id)."""
        self._people = people
        self.begin(Picture({}))

    def begin(self, now: Picture) -> None:
        """Start from a workbook as the program left it."""
        self.left = now.content
        self.tabs = now.tabs
        self.memory = now.memory
        self.theirs: dict[Address, object] = {}
        self.removed: set[tuple[str, str]] = set()

    def see(self, before: Picture, after: Picture, journal: Sequence[bytes], known: int) -> None:
        """A command wrote: nothing that people did may be gone, but what they let go.

        ``journal`` are all lines of its file, ``known`` of them from before the command.
        """
        entries = journal[known:]
        told = told_by(entries)
        wrong = compare(before, after, told, self._people)
        written = [entry for entry in map(read_entry, entries) if entry]
        wrong += self._listed(written, after)
        self._follow(before)
        undoes = written[0].head.undoes if written else 0
        wrong += self._gone(told, {} if undoes else choices_to_take(before))
        if undoes:
            wrong += _more_than_undone(told, told_by(_numbered(journal, undoes)))
            self.removed.clear()
        wrong += self._brought_back(before, after)
        assert not wrong, "\n".join(wrong)
        self.left, self.tabs, self.memory = after.content, after.tabs, after.memory

    def _listed(self, entries: Sequence[Entry], after: Picture) -> Iterable[str]:
        """A command writes one entry at most, and the tab lists it."""
        if len(entries) > 1:
            yield f"{len(entries)} entries for one command"
        content = after.content
        for entry in entries:
            address = Address(JOURNAL, str(entry.head.number), "digest")
            if content.get(address) != entry.digest:
                yield f"entry {entry.head.number} is not in the tab"

    def _follow(self, before: Picture) -> None:
        """Take note of what people wrote and took away since the last command."""
        now = before.content
        self.theirs = {a: v for a, v in self.theirs.items() if a in now and now[a] == v}
        self.theirs |= {a: v for a, v in now.items() if self.left.get(a) != v}
        here = _lines(now)
        self.removed = (
            ((self.removed | _lines(self.left)) - here) if self._remembers(before) else set()
        )
        self.removed = {line for line in self.removed if line[0] in before.tabs}

    def _remembers(self, before: Picture) -> bool:
        """Whether people left the program's memory alone: without it, a line is a new one."""
        return before.memory == self.memory

    def _gone(self, told: Told, taken: dict[Address, tuple[str, str]]) -> Iterable[str]:
        """What people alone had written goes when they say so, for what they were shown."""
        for address in told.cells.keys() & self.theirs.keys():
            value, cell = plain(self.theirs.pop(address)), told.cells[address]
            if is_own(value) and taken.get(address) != (value, plain(cell.after)):
                yield f"{address}: {value} is gone"

    def _brought_back(self, before: Picture, after: Picture) -> Iterable[str]:
        """A line that people deleted comes back when they say so."""
        chosen = {(each.tab, each.row) for each in choices_to_take(before) if not each.column}
        for line in (self.removed & _lines(after.content)) - chosen:
            yield f"{line} is back, and nobody asked for it"
        self.removed -= _lines(after.content)


def _lines(content: Iterable[Address]) -> set[tuple[str, str]]:
    return {(each.tab, each.row) for each in content}


def _numbered(journal: Iterable[bytes], number: int) -> list[bytes]:
    """The lines of the journal's file that hold an entry of some number."""
    entries = [(line, read_entry(line)) for line in journal]
    return [line for line, entry in entries if entry and entry.head.number == number]


def _more_than_undone(told: Told, first: Told) -> Iterable[str]:
    """An undoing only touches what still is as the entry left it."""
    for address, cell in told.cells.items():
        values = first.added.get((address.tab, address.row), {})
        if address in first.cells:
            made: object = first.cells[address].after
        else:
            made = values.get(address.column, address.row if values else None)
        before = plain(cell.before)
        if made == address.row:
            before = before.strip()  # a key is read without the spaces around it
        if plain(made) != before:
            yield f"{address}: {cell.before!r} undone, though the entry made it {made!r}"


def choices_to_take(before: Picture) -> dict[Address, tuple[str, str]]:
    """Where people chose the form's value: what they were shown, of the sheet and the form.

    The address of a whole line has no column.
    """
    content = before.content
    found = {}
    for line in {each.row for each in content if each.tab == "conflicts"}:
        cells = {each.column: v for each, v in content.items() if each[:2] == ("conflicts", line)}
        tab, _, column = str(cells.get("where")).partition(".")
        if cells.get("state") == State.OPEN and cells.get("choice") in TAKE:
            shown = plain(cells.get("ours")), plain(cells.get("theirs"))
            found[Address(tab, str(cells.get("row")), column)] = shown
    return found
