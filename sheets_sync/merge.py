"""Three-way merge by key: what to write so that nobody loses anything.

Three versions of each cell are compared: the *base* (what the program last wrote,
:mod:`sheets_sync.memory`), *theirs* (what the program wants now: the form's answers, or a
proposal computed again) and *ours* (the sheet now). "Moved" means: differs from the base.

Cells of the columns that the program owns:

====================  =======================================================
theirs moved          the cell is updated
ours moved            a correction: kept, listed at each run
both moved, same      fine: this is the new base
both moved apart      a conflict: the sheet keeps its value, both are listed in
                      « Conflits » with a drop-down, and the next run carries
                      out what a person chose
never written, full   a person's value: as if both had moved
====================  =======================================================

Cells of the columns that people own get a first value at most, when they are empty and
never had one. Columns that the description of the tab does not know are not looked at.

Rows are found by key. A new dossier is added. A row that a person deleted is offered in
« Conflits », not brought back. A dossier withdrawn from the form is flagged, never
deleted. A row that a person added is flagged and never written, until the form brings the
same key. A managed column that is gone stops everything.

While the jury is open, columns that jurors have seen are held: what is computed again is
shown beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.conflicts import TAB_ID
from sheets_sync.conflicts import Record
from sheets_sync.conflicts import State
from sheets_sync.conflicts import chosen
from sheets_sync.conflicts import columnar
from sheets_sync.conflicts import conflicts_tab
from sheets_sync.conflicts import numbers
from sheets_sync.conflicts import opened
from sheets_sync.conflicts import read_records
from sheets_sync.conflicts import settled
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.findings import blocking
from sheets_sync.memory import BASE_TAB
from sheets_sync.memory import FORGOTTEN
from sheets_sync.memory import TabMemory
from sheets_sync.memory import plan_memory
from sheets_sync.memory import read_memory
from sheets_sync.merge_cells import Desk
from sheets_sync.merge_rows import TabMerge
from sheets_sync.merge_rows import merge_tab
from sheets_sync.plan import Plan
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.merge_cells import Correction
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState

FOLLOWED = N_("where the conflict stands now")


class Merged(NamedTuple):
    """The outcome of a merge.

    ``plan`` is empty when there is nothing to write or when a finding is blocking.
    ``conflicts`` are the disagreements still open in the tabs merged, deleted lines
    included; ``corrections`` the cells where a person's value stands instead of ours.
    """

    plan: Plan
    conflicts: tuple[Record, ...] = ()
    corrections: tuple[Correction, ...] = ()
    findings: tuple[Finding, ...] = ()


def managed(tabs: Iterable[Tab], language: Language) -> tuple[Tab, ...]:
    """The tabs to read before a merge: those merged, « Conflits » and the memory."""
    return (*tabs, conflicts_tab(language), BASE_TAB)


def merge(
    works: Sequence[Work],
    snapshot: Snapshot,
    language: Language,
    now: str,
    command: str = "",
) -> Merged:
    """Merge what a command wants into a workbook read with the tabs of :func:`managed`.

    ``now`` is the text that dates new conflicts. Merging again once the plan is applied
    gives an empty plan.
    """
    memory = read_memory(snapshot.tabs.get(BASE_TAB.id))
    listed = snapshot.tabs.get(TAB_ID)
    records = read_records(listed)
    results = {
        work.tab.id: merge_tab(
            work,
            snapshot.tabs.get(work.tab.id),
            memory.get(work.tab.id, FORGOTTEN),
            _desk(records, work.tab, language),
        )
        for work in works
    }
    pattern = Record(_next_number(listed, memory), "", "", "", "", since=now)
    after = _settled(works, results, records, pattern, language)
    history = {record.number for record in records if record.state is not State.OPEN}
    moving = [record for record in after if record.number not in history]
    listing = _list(moving, listed, memory, language)
    if listing is not None:
        results[TAB_ID] = listing
    return _joined(works, results, after, snapshot, Plan(command), language)


def _desk(records: Sequence[Record], tab: Tab, language: Language) -> Desk:
    asked = opened(records, tab.id)
    answers = {address: chosen(record, language) for address, record in asked.items()}
    return Desk(asked, {address: each for address, each in answers.items() if each})


def _next_number(listed: TabState | None, memory: Mapping[str, TabMemory]) -> int:
    """A number that no conflict ever had, even if people deleted or damaged its line."""
    keys = (*memory.get(TAB_ID, FORGOTTEN).rows, *(listed.keys if listed else ()))
    return 1 + max(numbers(keys), default=0)


def _settled(
    works: Sequence[Work],
    results: Mapping[str, TabMerge],
    records: Sequence[Record],
    pattern: Record,
    language: Language,
) -> tuple[Record, ...]:
    """All records as they should read after the merge, by number."""
    tabs = {work.tab.id for work in works}
    after = [record for record in records if record.tab_id not in tabs]
    line = language.text(N_("the whole line"))
    for work in works:
        first = pattern._replace(tab=work.tab.title, heading=line)
        found = settled(records, work.tab, results[work.tab.id].outcomes, first)
        after += found
        last = max((record.number for record in found), default=0)
        pattern = pattern._replace(number=max(pattern.number, last + 1))
    return tuple(sorted(after, key=lambda record: record.number))


def _list(
    records: Sequence[Record],
    state: TabState | None,
    memory: Mapping[str, TabMemory],
    language: Language,
) -> TabMerge | None:
    """« Conflits » itself, merged by the same rules; None until there is a conflict."""
    if state is None and not records:
        return None
    keys = [str(record.number) for record in records]
    wanted = Wanted(keys, columnar(records, language))
    work = Work(conflicts_tab(language), wanted, Rules(why=FOLLOWED))
    return merge_tab(work, state, memory.get(TAB_ID, FORGOTTEN), Desk())


def _joined(
    works: Sequence[Work],
    results: Mapping[str, TabMerge],
    records: Sequence[Record],
    snapshot: Snapshot,
    plan: Plan,
    language: Language,
) -> Merged:
    tabs = {work.tab.id for work in works}
    still = [each for each in records if each.tab_id in tabs and each.state is State.OPEN]
    findings = _told(results, still, language)
    if not blocking(findings):
        for result in results.values():
            plan += result.plan
        memory = {tab: result.memory for tab, result in results.items()}
        plan += plan_memory(memory, snapshot.tabs.get(BASE_TAB.id))
    corrections = [each for work in works for each in results[work.tab.id].corrections]
    return Merged(plan, tuple(still), tuple(corrections), findings)


def _told(
    results: Mapping[str, TabMerge], still: Iterable[Record], language: Language
) -> tuple[Finding, ...]:
    """The findings of all tabs; of « Conflits » only those that stop the command."""
    told: list[Finding] = []
    for tab, result in results.items():
        told += blocking(result.findings) if tab == TAB_ID else result.findings
    told += (finding for record in still for finding in _asked(record, language))
    return tuple(told)


def _asked(record: Record, language: Language) -> tuple[Finding, ...]:
    whole = not record.address[1]
    place = Place(tab=record.tab, row=record.row, column="" if whole else record.heading)
    found = Finding("workbook-line-deleted" if whole else "workbook-conflict", place)
    if record.choice and chosen(record, language) is None:
        values = {"choice": record.choice, "number": record.number}
        return found, Finding("workbook-choice-unknown", place, values)
    return (found,)
