"""The tab « Conflits »: where the sheet and the form disagree, and what people chose.

A record is one disagreement: about a cell, or about a whole line that a person deleted
(``column`` is "" then). Its row is never deleted: once settled it stays as history.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeAlias

from reports.language import N_
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.values import text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import TabState

TAB_ID = "conflicts"

Address: TypeAlias = "tuple[str, str]"
"""A row key and a column id; the column is "" for the whole line."""


class State(StrEnum):
    """Where a disagreement stands; all but ``OPEN`` are settled."""

    OPEN = "open"
    KEPT = "kept"
    TAKEN = "taken"
    LEFT_OUT = "left-out"
    RESTORED = "restored"
    AGREED = "agreed"
    FORM_BACK = "form-back"
    SHEET_BACK = "sheet-back"
    LINE_BACK = "line-back"
    OVERTAKEN = "overtaken"
    GONE = "gone"


STATES: dict[State, str] = {
    State.OPEN: N_("to be settled"),
    State.KEPT: N_("settled: the sheet's value is kept"),
    State.TAKEN: N_("settled: the form's value was taken"),
    State.LEFT_OUT: N_("settled: the line is left out"),
    State.RESTORED: N_("settled: the line was restored"),
    State.AGREED: N_("closed: the sheet and the form now agree"),
    State.FORM_BACK: N_("closed: the form went back to its earlier value"),
    State.SHEET_BACK: N_("closed: the sheet went back to its earlier value"),
    State.LINE_BACK: N_("closed: the line is in the tab again"),
    State.OVERTAKEN: N_("closed: a value changed before the choice; see the new line"),
    State.GONE: N_("closed: there is nothing left to compare"),
}


class Choice(StrEnum):
    """What a person decided: the sheet as it is, or what the form says."""

    KEEP = "keep"
    TAKE = "take"


RESTORE = N_("restore this line")
CHOICES: dict[str, Choice] = {
    N_("keep the sheet's value"): Choice.KEEP,
    N_("take the form's value"): Choice.TAKE,
    N_("leave this line out"): Choice.KEEP,
    RESTORE: Choice.TAKE,
}


_NUMBER = re.compile("[1-9][0-9]{0,8}")
_STATES = frozenset(State)


class Record(NamedTuple):
    """One line of the tab: ``ours`` is the person's value, ``theirs`` the form's.

    ``where`` is the identity of the column (``<tab id>.<column id>``), ``row`` the key;
    ``tab`` and ``heading`` are how people call them. ``choice`` is the text of the cell.
    """

    number: int
    where: str
    row: str
    tab: str
    heading: str
    ours: CellValue = None
    theirs: CellValue = None
    since: str = ""
    choice: str = ""
    state: State = State.OPEN

    @property
    def tab_id(self) -> str:
        """The tab it is about."""
        return self.where.partition(".")[0]

    @property
    def address(self) -> Address:
        """The cell it is about, or the whole line."""
        return self.row, self.where.partition(".")[2]


class Outcome(NamedTuple):
    """What a merge found at the address of a disagreement, with the values of now."""

    state: State
    ours: CellValue = None
    theirs: CellValue = None


def conflicts_tab(language: Language) -> Tab:
    """The description of the tab, in the language of its readers."""
    say = language.text
    columns = (
        Column("number", say(N_("No.")), kind=Kind.KEY, width=6),
        Column("where", "where", hidden=True),
        Column("state", "state", hidden=True),
        Column("tab", say(N_("Tab")), width=16),
        Column("row", say(N_("Dossier")), width=14),
        Column("heading", say(N_("Column")), kind=Kind.LONG, width=28),
        Column("ours", say(N_("Value in the sheet")), kind=Kind.LONG, width=32),
        Column("theirs", say(N_("Value of the form")), kind=Kind.LONG, width=32),
        Column("since", say(N_("Since")), width=18),
        _choice_column(language),
        Column("status", say(N_("Status")), kind=Kind.LONG, width=32),
    )
    title = say(N_("Conflicts"))
    return Tab(TAB_ID, title, "number", columns, frozen=1, colour="C0392B")


def numbers(keys: Iterable[str]) -> list[int]:
    """The numbers of conflicts among the keys of lines; people may have typed others."""
    return [int(key) for key in keys if _NUMBER.fullmatch(key)]


def read_records(state: TabState | None) -> tuple[Record, ...]:
    """The disagreements that the tab lists, by number; other lines are left aside."""
    if state is None:
        return ()
    found = (_record(state.record(index), key) for index, key in enumerate(state.keys))
    return tuple(sorted(filter(None, found), key=lambda record: record.number))


def opened(records: Iterable[Record], tab_id: str) -> dict[Address, Record]:
    """The open records of one tab by address; of two about the same cell, the later."""
    mine = (each for each in records if each.tab_id == tab_id)
    return {each.address: each for each in mine if each.state is State.OPEN}


def chosen(record: Record | None, language: Language) -> Choice | None:
    """What a person chose in a record; None when nothing, or nothing that fits.

    To restore a line says nothing of a cell: it must not cost a person's value.
    """
    if record is None:
        return None
    fitting = {m: c for m, c in CHOICES.items() if m != RESTORE or not record.address[1]}
    labels = {_plain(language.text(msgid)): choice for msgid, choice in fitting.items()}
    return labels.get(_plain(record.choice))


def settled(
    records: Sequence[Record],
    tab: Tab,
    outcomes: Mapping[Address, Outcome],
    first: Record,
) -> tuple[Record, ...]:
    """The records of one tab after a merge: those there were, then new ones.

    ``first`` is a pattern for new records: its number is the next free one, its ``since``
    is now, its ``tab`` the title and its ``heading`` what to call a whole line.
    """
    current = opened(records, tab.id)
    after = [_followed(each, current, outcomes) for each in records if each.tab_id == tab.id]
    for (key, column), outcome in outcomes.items():
        if not _needs_record(outcome, current.get((key, column))):
            continue
        heading = tab.column(column).heading if column else first.heading
        where = tab.identity(column)
        fresh = first._replace(where=where, row=key, heading=heading, state=State.OPEN)
        after.append(fresh._replace(ours=outcome.ours, theirs=outcome.theirs))
        first = first._replace(number=first.number + 1)
    return tuple(after)


def columnar(records: Sequence[Record], language: Language) -> dict[str, list[CellValue]]:
    """What the program wants in the columns of the tab, aligned with the records."""
    names = ("where", "tab", "row", "heading", "ours", "theirs", "since")
    values: dict[str, list[CellValue]] = {
        name: [getattr(record, name) for record in records] for name in names
    }
    values["state"] = [record.state.value for record in records]
    values["status"] = [language.text(STATES[record.state]) for record in records]
    return values


def _choice_column(language: Language) -> Column:
    note = language.text(
        N_("Choose what to do. The next synchronisation carries it out and keeps this line."),
    )
    return Column(
        "choice",
        language.text(N_("Your choice")),
        owner=Owner.PEOPLE,
        kind=Kind.CHOICE,
        width=28,
        choices=tuple(language.text(msgid) for msgid in CHOICES),
        note=note,
    )


def _followed(
    record: Record,
    current: Mapping[Address, Record],
    outcomes: Mapping[Address, Outcome],
) -> Record:
    """A record that was there already, as it should read now."""
    if record.state is not State.OPEN:
        return record
    outcome = outcomes.get(record.address)
    if outcome is None or current[record.address] is not record:
        return record._replace(state=State.GONE)
    if outcome.state is State.OPEN:
        return record._replace(ours=outcome.ours, theirs=outcome.theirs)
    if outcome.state is State.KEPT:
        return record._replace(ours=outcome.ours, state=State.KEPT)
    return record._replace(state=outcome.state)


def _needs_record(outcome: Outcome, record: Record | None) -> bool:
    if outcome.state is State.OVERTAKEN:
        return True
    return outcome.state is State.OPEN and record is None


def _record(cells: Mapping[str, CellValue], key: str) -> Record | None:
    """One line of the tab; None when it is not one that the program made."""
    where = text(cells.get("where"))
    state = text(cells.get("state"))
    if not (_NUMBER.fullmatch(key) and "." in where and state in _STATES):
        return None
    return Record(
        number=int(key),
        where=where,
        row=text(cells.get("row")),
        tab=text(cells.get("tab")),
        heading=text(cells.get("heading")),
        ours=cells.get("ours"),
        theirs=cells.get("theirs"),
        since=text(cells.get("since")),
        choice=text(cells.get("choice")),
        state=State(state),
    )


def _plain(label: str) -> str:
    return " ".join(label.casefold().replace("’", "'").split())
