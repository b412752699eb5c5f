"""Applying a plan so that the journal tells of it, whatever happens meanwhile."""

from __future__ import annotations

import getpass
import platform
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sheets_sync.app.journal_file import JournalUnwritable
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.journal import TAB_ID
from sheets_sync.journal import UNDOES
from sheets_sync.journal import Entry
from sheets_sync.journal import Head
from sheets_sync.journal import following
from sheets_sync.journal import journal_tab
from sheets_sync.journal import journalled
from sheets_sync.journal import read_rows
from sheets_sync.journal_changes import counts
from sheets_sync.journal_changes import in_words
from sheets_sync.journal_changes import noteworthy
from sheets_sync.journal_check import last_findings
from sheets_sync.journal_line import pieces
from sheets_sync.workbooks.errors import WorkbookLocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.app.journal_file import JournalFile
    from sheets_sync.app.journal_file import Last
    from sheets_sync.journal import Row
    from sheets_sync.journal_changes import CellAddress
    from sheets_sync.plan import Plan
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import Workbook

LONGEST_NAME = 60


class Recorder(NamedTuple):
    """Writes an entry per plan: first in the file, then in the workbook with the plan.

    ``timezone`` is that of the edition, as in "Europe/Paris".
    """

    file: JournalFile
    language: Language
    timezone: str

    def apply(self, plan: Plan, snapshot: Snapshot, workbook: Workbook) -> None:
        """Carry out a plan and its own line of the journal, whole or not at all.

        A plan that only changes the program's memory is applied without an entry.
        """
        if not noteworthy(plan):
            workbook.apply(plan, snapshot)
            return
        state = snapshot.tabs.get(TAB_ID)
        with self.file.alone(workbook.place):
            head = self._head(plan, snapshot)
            with self.file.appended(pieces(plan, head, _formulas(snapshot))) as digest:
                entry = Entry(head, digest)
                workbook.apply(journalled(plan, entry, state, self.language), snapshot)

    def findings(self, snapshot: Snapshot, workbook: Workbook) -> tuple[Finding, ...]:
        """What the end of the journal tells: a command was interrupted, the workbook is gone."""
        last, rows = self.file.last(), read_rows(snapshot.tabs.get(TAB_ID))
        if last.entry is not None and not snapshot.exists:
            return (Finding("workbook-gone", Place(file=workbook.place)),)
        found = tuple(self._interrupted(last, rows))
        if not found:
            return ()
        # Another run may be carrying out its plan, or have done so since the workbook was read.
        try:
            with self.file.alone(workbook.place):
                tab = journal_tab(self.language)
                rows = read_rows(workbook.read([tab]).tabs.get(TAB_ID))
                return tuple(self._interrupted(self.file.last(), rows))
        except WorkbookLocked:
            return ()
        except JournalUnwritable:
            return found

    def _interrupted(self, last: Last, rows: Mapping[int, Row]) -> Iterator[Finding]:
        return last_findings(last.entry, rows, self.file.place, cut_short=last.cut_short)

    def _head(self, plan: Plan, snapshot: Snapshot) -> Head:
        rows = read_rows(snapshot.tabs.get(TAB_ID))
        number, previous = following(self.file.last().entry, rows)
        return Head(
            number=number,
            when=datetime.now(ZoneInfo(self.timezone)).isoformat(timespec="seconds"),
            who=whoever(),
            command=plan.command,
            what=in_words(plan, self.language),
            counts=counts(plan),
            undoes=int(plan.facts.get(UNDOES, "0")),
            previous=previous,
        )


def _formulas(snapshot: Snapshot) -> set[CellAddress]:
    """The managed cells in which people put a formula."""
    return {
        (tab, key, column)
        for tab, state in snapshot.tabs.items()
        for column, formulas in state.formulas.items()
        for key in formulas
    }


def whoever() -> str:
    """The person at the keyboard, as the machine knows them: user@machine."""
    user = "?"
    with suppress(KeyError, OSError, ImportError):
        user = getpass.getuser()
    machine = platform.node() or "?"
    return f"{user[:LONGEST_NAME]}@{machine[:LONGEST_NAME]}"
