"""A spreadsheet that is made when something is first written to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.workbooks.base import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.plan import Plan
    from sheets_sync.tabs.model import Tab
    from sheets_sync.wanted import Wanted
    from sheets_sync.workbooks.google.workbook import GoogleWorkbook


class LateWorkbook:
    """A Google spreadsheet that need not be there yet.

    ``find`` gives its id, "" when it is not there; ``make`` makes it, and gives its id;
    ``share`` is told the id before each writing; ``opened`` opens it. ``place`` is what to
    call it while it is not there.
    """

    def __init__(
        self,
        place: str,
        find: Callable[[], str],
        make: Callable[[], str],
        share: Callable[[str], None],
        opened: Callable[[str], GoogleWorkbook],
    ) -> None:
        """Nothing is asked yet."""
        self._place = place
        self._find = find
        self._make = make
        self._share = share
        self._opened = opened
        self._workbook: GoogleWorkbook | None = None

    @property
    def place(self) -> str:
        """What to call it in sentences."""
        return self._workbook.place if self._workbook else self._place

    def read(self, tabs: Sequence[Tab], likely: Mapping[str, Wanted] | None = None) -> Snapshot:
        """The state of the tabs asked for; nothing while there is no spreadsheet."""
        key = "" if self._workbook else self._find()
        if key:
            self._workbook = self._opened(key)
        return (
            self._workbook.read(tabs, likely) if self._workbook else Snapshot("", {}, exists=False)
        )

    def annotated(
        self, snapshot: Snapshot, rows: Collection[tuple[str, str]]
    ) -> frozenset[tuple[str, str]]:
        """Those of some rows on which somebody put a note."""
        return self._workbook.annotated(snapshot, rows) if self._workbook else frozenset()

    def apply(self, plan: Plan, snapshot: Snapshot) -> None:
        """Carry out a plan, in a new spreadsheet if need be; it is shared first."""
        if plan.empty:
            return
        if self._workbook is None:
            key = self._make()
            self._workbook = self._opened(key)
            snapshot = self._workbook.read([each.tab for each in plan.create])
        self._share(self._workbook.key)
        self._workbook.apply(plan, snapshot)
