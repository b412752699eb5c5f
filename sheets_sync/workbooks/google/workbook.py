"""The shared workbook as a Google spreadsheet."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import Self

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.workbooks.errors import WorkbookLocked
from sheets_sync.workbooks.google.annotations import annotated
from sheets_sync.workbooks.google.client import Failure
from sheets_sync.workbooks.google.edits import Edits
from sheets_sync.workbooks.google.errors import told
from sheets_sync.workbooks.google.lock import Holder
from sheets_sync.workbooks.google.lock import found as lock_found
from sheets_sync.workbooks.google.lock import home_of
from sheets_sync.workbooks.google.reading import details
from sheets_sync.workbooks.google.reading import read_snapshot
from sheets_sync.workbooks.google.spreadsheet import Spreadsheet
from sheets_sync.workbooks.google.writing import Desk
from sheets_sync.workbooks.google.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from sheets_sync.plan import Plan
    from sheets_sync.tabs.model import Tab
    from sheets_sync.wanted import Wanted
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.google.client import Client
    from sheets_sync.workbooks.google.lock import Lock

SHOWN = 8
"""How much of an id is shown."""

PATIENCE = 60.0


class GoogleWorkbook:
    """A spreadsheet that people have open in a browser while the program works.

    ``aside`` is the suite's folder on this machine: it keeps other runs here out.
    ``editors`` may write in the program's columns (None: those only warn). ``who`` tells
    other runs who is writing; ``patience`` is how many seconds whoever carries out a plan
    should wait while another run writes.
    """

    def __init__(
        self,
        client: Client,
        spreadsheet: str,
        aside: Path,
        *,
        editors: Sequence[str] | None = (),
        who: str = "?",
        patience: float = PATIENCE,
    ) -> None:
        """Name the spreadsheet by its id; nothing is sent yet."""
        self._spreadsheet = Spreadsheet(client, spreadsheet)
        self._aside = aside
        self._editors = editors
        self._who = who
        self._patience = patience
        self._lock: Lock | None = None
        self._place = f"docs.google.com/…/{spreadsheet[:SHOWN]}…"

    def called(self, name: str) -> Self:
        """The same, under a name that people know it by until its title is known."""
        self._place = f"{name} ({self._place})"
        return self

    @property
    def key(self) -> str:
        """The id of the spreadsheet."""
        return self._spreadsheet.key

    @property
    def place(self) -> str:
        """What to call it in sentences: its title once it is known."""
        return self._place

    def read(
        self,
        tabs: Sequence[Tab],
        likely: Mapping[str, Wanted] | None = None,  # noqa: ARG002 - all comes at once
    ) -> Snapshot:
        """The state of the tabs asked for; ``WorkbookUnreachable`` when Google refuses.

        The lock of a run that died keeps people out: it is lifted at once.
        """
        snapshot = self._read(tabs)
        if self._lock and self._lifted(self._lock):
            snapshot = self._read(tabs)
        return snapshot

    def _read(self, tabs: Sequence[Tab]) -> Snapshot:
        try:
            snapshot = read_snapshot(self._spreadsheet, tabs)
        except Failure as failure:
            failure.doubt = False
            raise told(failure, self.place) from None
        meta = details(snapshot).meta
        self._place = meta.title or self._place
        self._lock = lock_found(meta, self._spreadsheet.key)
        return snapshot

    def _lifted(self, lock: Lock) -> bool:
        """Lift the lock of a dead run; false when the run may live, or we may not."""
        with suppress(Failure, WorkbookLocked), self._alone():
            if lock.dead(self._spreadsheet.client.now, home_of(self._aside)):
                self._spreadsheet.change([*lock.lift()])
                return True
        return False

    def annotated(
        self, snapshot: Snapshot, rows: Collection[tuple[str, str]]
    ) -> frozenset[tuple[str, str]]:
        """Those of some rows on which somebody put a note: one request."""
        try:
            return frozenset(annotated(self._spreadsheet, snapshot, rows))
        except Failure as failure:
            failure.doubt = False
            raise told(failure, self.place) from None

    def apply(self, plan: Plan, snapshot: Snapshot) -> None:
        """Carry out a plan made on a snapshot, whole or not at all, and check it.

        An empty plan sends nothing. Raises ``WorkbookChanged`` when what the plan was made
        on is not so any more, ``WorkbookLocked`` while another run writes,
        ``WorkbookUnsafe`` when something could not be kept, ``WorkbookUnreachable`` when
        nothing was written, ``WorkbookUncertain`` when nobody knows; ``KeyError`` and
        ``ValueError`` for a plan that names what is not there, or adds what is.
        """
        if plan.empty:
            return
        key, found = self._spreadsheet.key, details(snapshot)
        edits = Edits(snapshot, found, self.place, key)
        edits.carry_out(plan)
        with self._alone():
            client, home = self._spreadsheet.client, home_of(self._aside)
            holder = Holder(secrets.token_hex(8), self._who, home, client.now)
            desk = Desk(self.place, self._editors, self._patience)
            Writing(self._spreadsheet, found, edits.tabs, holder, desk).carry_out()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other runs of this folder out, so that a lock of theirs is known to be dead."""
        from filelock import FileLock
        from filelock import Timeout

        self._aside.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._aside / f"google-{self._spreadsheet.key[:SHOWN]}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise WorkbookLocked(place=self.place) from error
        try:
            yield
        finally:
            lock.release()

    def rights(self) -> Iterator[Finding]:
        """Who is writing now; the workbook must have been read before."""
        holder = self._lock.holder if self._lock else None
        if holder:
            yield Finding("workbook-open-now", Place(file=self.place), {"who": holder.who})
