"""One workbook for all but some tabs, which have workbooks of their own: a juror's, say.

To the rest of the suite it is one workbook. Each part is written whole or not at all; the
workbooks of single tabs come first and the main one, with the program's memory, last: what
was written when a run is cut short is found equal by the next, which goes on from there.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.language import N_
from sheets_sync.workbooks.base import LooksForNotes
from sheets_sync.workbooks.base import Snapshot
from sheets_sync.workbooks.base import TellsRights
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.findings import Finding
    from sheets_sync.plan import Plan
    from sheets_sync.tabs.model import Tab
    from sheets_sync.wanted import Wanted
    from sheets_sync.workbooks.base import Workbook

PARTS = "parts"
MAIN = ""


class PartOfMany(WorkbookError):
    """One of several workbooks could not be written, others were; values: done, parts."""

    exit_code = ExitCode.OUTSIDE
    sentence = N_("{done} of {parts} workbooks were written before.")
    remedy = N_("Run the command again then: it is safe, and goes on from there.")

    def __init__(self, cause: WorkbookError, done: int, parts: int) -> None:
        """Keep what went wrong."""
        super().__init__(place=cause.values.get("place", ""), done=done, parts=parts)
        self.cause = cause

    def explain(self, language: Language) -> tuple[str, str]:
        """What went wrong, and how far it went."""
        sentence, _ = super().explain(language)
        return f"{self.cause.explain(language)[0]} {sentence}", language.text(self.remedy)


class SpreadWorkbook:
    """A main workbook, and others for a tab each, by tab id.

    ``problems`` are told with every reading.
    """

    def __init__(
        self, main: Workbook, others: Mapping[str, Workbook], problems: Sequence[Finding] = ()
    ) -> None:
        """Name the workbooks; nothing is read yet."""
        self._main = main
        self._others = others
        self._problems = tuple(problems)

    @property
    def place(self) -> str:
        """That of the main workbook."""
        return self._main.place

    def read(self, tabs: Sequence[Tab], likely: Mapping[str, Wanted] | None = None) -> Snapshot:
        """The state of the tabs asked for, wherever they lie."""
        main = [tab for tab in tabs if tab.id not in self._others]
        parts = {MAIN: self._main.read(main, likely)}
        for tab in tabs:
            if tab.id in self._others:
                parts[tab.id] = self._others[tab.id].read([tab], likely)
        digest = sha256()
        for name, part in parts.items():
            digest.update(f"{name}\x1f{part.version}\x1f".encode())
        return Snapshot(
            version=digest.hexdigest(),
            tabs={name: state for part in parts.values() for name, state in part.tabs.items()},
            problems=(
                *self._problems,
                *(each for part in parts.values() for each in part.problems),
            ),
            exists=parts[MAIN].exists,
            details={PARTS: parts},
        )

    def apply(self, plan: Plan, snapshot: Snapshot) -> None:
        """Carry out a plan, workbook by workbook; each is whole or as it was.

        Raises what a workbook does; :class:`PartOfMany` when others were written before.
        """
        parts = _parts(snapshot)
        plans = {name: self._part(plan, name) for name in (*self._others, MAIN)}
        wanted = {name: each for name, each in plans.items() if not each.empty}
        for done, (name, each) in enumerate(wanted.items()):
            workbook = self._others.get(name, self._main)
            try:
                workbook.apply(each, parts[name])
            except WorkbookChanged:
                raise  # the command starts over, from what is there then
            except WorkbookError as error:
                if done:
                    raise PartOfMany(error, done, len(wanted)) from None
                raise

    def _part(self, plan: Plan, name: str) -> Plan:
        """What a plan changes in one workbook."""

        def here(tab: Tab) -> bool:
            return (tab.id if tab.id in self._others else MAIN) == name

        return replace(
            plan,
            create=tuple(each for each in plan.create if here(each.tab)),
            columns=tuple(each for each in plan.columns if here(each.tab)),
            rows=tuple(each for each in plan.rows if here(each.tab)),
            cells=tuple(each for each in plan.cells if here(each.tab)),
        )

    def annotated(
        self, snapshot: Snapshot, rows: Collection[tuple[str, str]]
    ) -> frozenset[tuple[str, str]]:
        """Those of some rows on which somebody put a note, where that was not read before."""
        found: set[tuple[str, str]] = set()
        for name, part in _parts(snapshot).items():
            workbook = self._others.get(name, self._main)
            here = [each for each in rows if each[0] in part.tabs]
            if here and isinstance(workbook, LooksForNotes):
                found |= workbook.annotated(part, here)
        return frozenset(found)

    def rights(self) -> Iterator[Finding]:
        """What would keep plans from being applied to any of them."""
        for each in (self._main, *self._others.values()):
            if isinstance(each, TellsRights):
                yield from each.rights()


def _parts(snapshot: Snapshot) -> dict[str, Snapshot]:
    """The snapshots of the single workbooks, by tab id."""
    parts = snapshot.details.get(PARTS)
    if not isinstance(parts, dict):
        raise ValueError("not a snapshot of several workbooks")  # noqa: TRY004 - not a type
    return parts
