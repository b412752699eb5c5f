"""The journal: what each applied plan did, who asked for it and when.

An entry is kept in two places. The tab « Journal » has one line per entry, for people; it
is written by the very plan that it tells of, so it proves that the plan was applied. The
journal's file has the whole entry, with the value of every cell before and after
(:mod:`sheets_sync.journal_line`); it is written first. Hence, whatever crashes when:

===================  ==========================================================
in the file and tab  the plan was applied, and can be undone from here
in the file only     it was not applied (or the workbook is an earlier version)
in the tab only      it was applied from another folder or machine: it can be
                     read, and undone only where its file is
===================  ==========================================================

Each entry carries the digest of the one before, so that a changed, missing or inserted
entry shows. Numbers only grow; some may be missing, those of plans that were refused.

What people do to the tab is never merged: a line that they changed is reported, and what
they wrote there stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Tab
from sheets_sync.values import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import TabState

TAB_ID = "journal"
SHORT = 12
"""Characters of a digest that people see."""

WHY = N_("entry of the journal")
UNDOES = "undoes"
"""The fact of a plan that says which entry it undoes."""

_NUMBER = re.compile("[1-9][0-9]{0,11}")
_DIGEST = re.compile("[0-9a-f]{64}")


class Head(NamedTuple):
    """What an entry says of itself.

    ``when`` is ISO 8601 with its offset, ``who`` a user at a machine, ``what`` the changes
    in words (a line per tab), ``counts`` the same as figures. ``undoes`` is the number of
    the entry that this one undoes, 0 for none; ``previous`` the digest of the entry before
    it, "" for the first.
    """

    number: int
    when: str
    who: str
    command: str
    what: str
    counts: Mapping[str, int] = {}
    undoes: int = 0
    previous: str = ""


class Entry(NamedTuple):
    """An entry as it stands in the file: its head, and the digest of all of it."""

    head: Head
    digest: str


class Row(NamedTuple):
    """A line of the tab « Journal », as people may have left it.

    ``digest`` is "" where there is none that could be one.
    """

    number: int
    when: str
    who: str
    command: str
    what: str
    short: str
    state: str
    digest: str
    undoes: int


def journal_tab(language: Language) -> Tab:
    """The description of the tab, in the language of its readers."""
    say = language.text
    columns = (
        Column("number", say(N_("No.")), kind=Kind.KEY, width=6),
        Column("when", say(N_("When")), width=17),
        Column("who", say(N_("Who")), width=24),
        Column("command", say(N_("Command")), width=14),
        Column("what", say(N_("What was changed")), kind=Kind.LONG, width=56),
        Column("state", say(N_("Status")), width=22),
        Column("short", say(N_("Fingerprint")), width=15),
        Column("digest", "digest", width=68, hidden=True),  # wide: it must not make lines tall
        Column("undoes", "undoes", hidden=True),
    )
    return Tab(TAB_ID, say(N_("Journal")), "number", columns, frozen=1, colour="7F7F7F", last=True)


def read_rows(state: TabState | None) -> dict[int, Row]:
    """The lines of the tab by number; those without a number are left aside."""
    if state is None:
        return {}
    found = (_row(state.record(at), key) for at, key in enumerate(state.keys))
    return {row.number: row for row in found if row}


def shown(entry: Entry) -> Row:
    """The line of the tab that an entry has when it is written."""
    head = entry.head
    moment = head.when[:16].replace("T", " ")
    short = entry.digest[:SHORT]
    said = head.who, head.command, head.what
    return Row(head.number, moment, *said, short, "", entry.digest, head.undoes)


def following(last: Entry | None, rows: Mapping[int, Row]) -> tuple[int, str]:
    """The number of the next entry, and the digest of the one that it follows.

    ``last`` is the last entry of the file, ``rows`` what the tab holds: another machine
    may have written there since.
    """
    number, previous = (last.head.number, last.digest) if last else (0, "")
    later = [row for row in rows.values() if row.number > number and row.digest]
    if later:
        previous = max(later, key=lambda row: row.number).digest
    return 1 + max((number, *rows)), previous


def undone(undoings: Mapping[int, int]) -> dict[int, int]:
    """Which entry undoes which, from what each entry says that it undoes (0 for none).

    An entry that is undone itself undoes nothing.
    """
    found: dict[int, int] = {}
    for number in sorted(undoings, reverse=True):
        if undoings[number] and number not in found:
            found[undoings[number]] = number
    return found


def state_text(undone_by: int, language: Language) -> str:
    """What the tab says of an entry: that it is undone, or nothing."""
    return language.text(N_("undone by No. {number}"), number=undone_by) if undone_by else ""


def journalled(plan: Plan, entry: Entry, state: TabState | None, language: Language) -> Plan:
    """A plan that also writes its own line into the tab, and what it undoes."""
    tab, rows = journal_tab(language), read_rows(state)
    create = (CreateTab(tab),) if state is None else ()
    line = AddRow(tab, str(entry.head.number), dict(_cells(entry)), WHY)
    cells = tuple(_states(tab, entry, rows, language))
    return plan + Plan(create=create, rows=(line,), cells=cells)


def _cells(entry: Entry) -> Iterator[tuple[str, CellValue]]:
    row = shown(entry)
    for name in ("when", "who", "command", "what", "short", "digest"):
        yield name, getattr(row, name)
    if row.undoes:
        yield "undoes", str(row.undoes)


def _states(
    tab: Tab, entry: Entry, rows: Mapping[int, Row], language: Language
) -> Iterator[SetCell]:
    """What changes in the column of states; a cell that a person changed stays."""
    said = {number: row.undoes for number, row in rows.items()}
    before, after = undone(said), undone({**said, entry.head.number: entry.head.undoes})
    for number in sorted({*before, *after} & {*rows}):
        old = state_text(before.get(number, 0), language)
        new = state_text(after.get(number, 0), language)
        if old != new and rows[number].state == old:
            yield SetCell(tab, str(number), "state", old or None, new or None, WHY)


def _row(cells: Mapping[str, CellValue], key: str) -> Row | None:
    if not _NUMBER.fullmatch(key):
        return None
    said = {name: text(cells.get(name)) for name in ("when", "who", "command", "what", "short")}
    digest, undoes = text(cells.get("digest")), text(cells.get("undoes"))
    return Row(
        number=int(key),
        **said,
        state=text(cells.get("state")),
        digest=digest if _DIGEST.fullmatch(digest) else "",
        undoes=int(undoes) if _NUMBER.fullmatch(undoes) else 0,
    )
