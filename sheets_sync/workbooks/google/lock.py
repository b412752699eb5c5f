"""The lock that is on while we write: one run at a time, and nobody moves lines meanwhile.

It has two halves, put on and lifted in the same change. A note with a fixed id keeps other
runs out: a second note with that id makes Google refuse the whole change. Protected ranges
keep people from inserting, deleting, sorting and from typing into the program's columns;
their own columns stay open, so that nobody who is writing a remark is turned away. Only the
spreadsheet's owner passes through.

A run that dies leaves both behind. The note says who put them on and when; the next run on
the same machine and folder, which knows that no other runs there, lifts them at once, any
other after ten minutes.
"""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.tabs.model import Owner
from sheets_sync.workbooks.google import notes
from sheets_sync.workbooks.google.ranges import area

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.workbooks.google.edits import TabEdit
    from sheets_sync.workbooks.google.meta import Meta
    from sheets_sync.workbooks.google.meta import Sheet

Object = dict[str, Any]

SIGN = "palmares · "
"""Begins the description of the protections that are on for a moment."""

LONGEST = timedelta(minutes=10)
"""How long a lock holds that its run does not renew."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: a run, ``who`` started it, ``home`` stands for machine and folder."""

    run: str
    who: str
    home: str
    when: datetime

    def value(self) -> str:
        """What the note says."""
        told = {"run": self.run, "who": self.who, "home": self.home}
        return json.dumps(told | {"when": self.when.isoformat(timespec="seconds")})

    def dead(self, now: datetime, home: str) -> bool:
        """Whether the run is no more, for one at ``home`` where no other runs."""
        return self.home == home or not -LONGEST < now - self.when < LONGEST


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is on: its note (0: there is none) and its protected ranges, by their ids."""

    note: int
    ranges: tuple[int, ...]
    holder: Holder | None = None

    def dead(self, now: datetime, home: str) -> bool:
        """Whether nobody holds it any more, for a run at ``home`` where no other runs."""
        return self.holder is None or self.holder.dead(now, home)

    def lift(self) -> Iterator[Object]:
        """The requests that take it off; they fail when it is off already."""
        for each in self.ranges:
            yield {"deleteProtectedRange": {"protectedRangeId": each}}
        if self.note:
            yield notes.forgotten(self.note)


def home_of(folder: Path) -> str:
    """What stands for a folder of this machine."""
    named = f"{socket.gethostname()}\x1f{folder.resolve()}"
    return sha256(named.encode()).hexdigest()[:16]


def lock_id(spreadsheet: str) -> int:
    """The id of the note, the same for all runs."""
    return notes.number(spreadsheet, notes.LOCK)


def found(meta: Meta, spreadsheet: str) -> Lock | None:
    """The lock that was on when the metadata was read, even half of one; None without."""
    note = lock_id(spreadsheet)
    note = note if note in meta.locks else 0
    ranges = tuple(
        each.id
        for sheet in meta.sheets
        for each in sheet.protections
        if each.description.startswith(SIGN) and each.ours
    )
    return Lock(note, ranges, _holder(meta.locks.get(note, ""))) if note or ranges else None


def _holder(value: str) -> Holder | None:
    try:
        told = json.loads(value)
        when = datetime.fromisoformat(told["when"])
        holder = Holder(str(told["run"]), str(told["who"]), str(told["home"]), when)
    except (ValueError, KeyError, TypeError):
        return None
    return holder if when.tzinfo else None


def put_on(
    spreadsheet: str, holder: Holder, edits: Iterable[TabEdit], blank: Sheet | None
) -> tuple[Lock, list[Object]]:
    """A lock over the tabs that are changed, and the requests that put it on."""
    protections = [_protection(spreadsheet, holder, edit) for edit in edits if edit.known]
    if blank:
        where = {"range": area(blank.id)}
        protections.append(_closed(spreadsheet, holder, blank.id, where))
    note = lock_id(spreadsheet)
    ids = tuple(each["protectedRangeId"] for each in protections)
    requests = [notes.noted(note, notes.LOCK, holder.value())]
    requests += [{"addProtectedRange": {"protectedRange": each}} for each in protections]
    return Lock(note, ids, holder), requests


def _protection(spreadsheet: str, holder: Holder, edit: TabEdit) -> Object:
    """The protection of a tab; of its columns only where all of it is protected already."""
    assert edit.known  # noqa: S101 - what is made needs none
    sheet = edit.known.layout.sheet
    if any(each.whole for each in sheet.protections if not each.description.startswith(SIGN)):
        where: Object = {"range": area(sheet.id, None, (1, sheet.columns))}
    else:
        where = {"range": area(sheet.id), "unprotectedRanges": list(_open(edit, sheet))}
    return _closed(spreadsheet, holder, sheet.id, where)


def _closed(spreadsheet: str, holder: Holder, sheet: int, where: Object) -> Object:
    """Editors are always said: left out, everybody would be one."""
    return {
        "protectedRangeId": notes.number(spreadsheet, holder.run, str(sheet)),
        "description": f"{SIGN}{holder.who} · {holder.when:%Y-%m-%d %H:%M} UTC",
        "editors": {"users": []},
        **where,
    }


def _open(edit: TabEdit, sheet: Sheet) -> Iterator[Object]:
    """Below the headings, the columns that we do not write and that people do."""
    touched = {each for cells in edit.cells.values() for each in cells}
    theirs = set(edit.tab.ids(Owner.PEOPLE)) - touched
    closed = {place for each, place in edit.places.items() if each not in theirs}
    if edit.heading_line >= sheet.rows:
        return
    left = 1
    for place in [*sorted(closed), sheet.columns + 1]:
        if left < place:
            yield area(
                sheet.id, (edit.heading_line + 1, None), (left, min(place - 1, sheet.columns))
            )
        left = place + 1


def same_run(lock: Lock, holder: Holder) -> bool:
    """Whether a lock is a holder's own, or nobody's."""
    return lock.holder is None or lock.holder.run == holder.run
