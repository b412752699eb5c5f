"""What every kind of spreadsheet offers to the suite: read managed tabs, apply a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol
from typing import runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.findings import Finding
    from sheets_sync.plan import Plan
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab
    from sheets_sync.wanted import Wanted


class TabState(NamedTuple):
    """One managed tab as it stands: one entry per row that has a key, in sheet order.

    ``keys`` are texts, ``lines`` the sheet rows (from 1) they stand on. ``columns`` maps a
    column id to its sheet column (from 1), ``headings`` to what stands above it now.
    ``values`` maps a column id to its cells, aligned with ``keys``. A managed column that
    the tab lacks is in none of them. ``title`` is the tab's title now. ``strays`` are the
    sheet rows that hold something in a managed column and have no key. ``formulas`` maps
    a column id to the formulas that people put there, by key ("=B3*2"); ``values`` holds
    what such a cell shows. A plan that means to replace one says the formula in ``before``.
    ``beside`` are the keys of the rows where people wrote in columns of their own, or put a
    note on a cell; of notes, :class:`LooksForNotes` has more to say.
    """

    title: str
    keys: tuple[str, ...]
    lines: tuple[int, ...]
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    values: Mapping[str, Sequence[CellValue]]
    strays: tuple[int, ...] = ()
    formulas: Mapping[str, Mapping[str, str]] = {}
    beside: frozenset[str] = frozenset()

    def record(self, index: int) -> dict[str, CellValue]:
        """The values of the row at an index of ``keys``, by column id."""
        return {column: cells[index] for column, cells in self.values.items()}


class Snapshot(NamedTuple):
    """The managed tabs of a workbook at one moment.

    ``tabs`` maps a tab id to its state; a tab that is not in the workbook is not in it.
    ``problems`` are findings about the workbook itself (a doubled key, a column deleted
    or doubled, a tab doubled). ``version`` tells this content from any other.
    ``exists`` is false when there is no workbook yet. ``details`` are the backend's own.
    """

    version: str
    tabs: Mapping[str, TabState]
    problems: tuple[Finding, ...] = ()
    exists: bool = True
    details: Mapping[str, object] = {}


class Workbook(Protocol):
    """A spreadsheet that people share with the suite."""

    @property
    def place(self) -> str:
        """What to call it in sentences: a file name or an address."""
        ...

    def read(self, tabs: Sequence[Tab], likely: Mapping[str, Wanted] | None = None) -> Snapshot:
        """The state of the tabs asked for, in one go.

        ``likely`` is what tabs may well hold, by their ids. It never changes what is read:
        where a workbook holds just that, reading it may take less time and memory.

        Raises :class:`~sheets_sync.workbooks.errors.WorkbookError` subclasses when the
        workbook can't be read; what people can repair inside is in ``problems``.
        """
        ...

    def apply(self, plan: Plan, snapshot: Snapshot) -> None:
        """Carry out a plan made on a snapshot, whole or not at all, and check it.

        Raises ``WorkbookChanged`` when somebody wrote since the snapshot, and
        ``WorkbookBusy`` when somebody has it open; nothing is written then.
        """
        ...


@runtime_checkable
class TellsRights(Protocol):
    """A workbook that can tell, without writing, what would keep plans from being applied."""

    def rights(self) -> Iterable[Finding]:
        """What is in the way now; the workbook must have been read before."""
        ...


@runtime_checkable
class LooksForNotes(Protocol):
    """A workbook that does not read people's notes with the rest: it is asked where they count."""

    def annotated(
        self, snapshot: Snapshot, rows: Collection[tuple[str, str]]
    ) -> frozenset[tuple[str, str]]:
        """Those of some rows of a snapshot (tab id, key) on which somebody put a note.

        Raises ``WorkbookError`` subclasses when it can't be told.
        """
        ...
