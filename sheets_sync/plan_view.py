"""A plan as people read it, and as data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.plan import taken_out
from sheets_sync.values import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.language import Language
    from sheets_sync.plan import AddColumn
    from sheets_sync.plan import AddRow
    from sheets_sync.plan import CreateTab
    from sheets_sync.plan import Plan
    from sheets_sync.plan import SetCell

HEADINGS = (N_("Tab"), N_("Dossier"), N_("Column"), N_("Before"), N_("After"), N_("Why"))
"""What stands above the parts of a :class:`Change`."""


class Change(NamedTuple):
    """One line of a plan, in words; ``row`` and ``column`` are "" for the whole of it."""

    tab: str
    row: str
    column: str
    before: str
    after: str
    why: str


def changes(plan: Plan, language: Language) -> list[Change]:
    """The changes that people will see in the workbook, in the order of the plan.

    What goes to hidden tabs and hidden columns is left out: it is the program's memory.
    A new row is one line, and so is a row that is taken out.
    """
    gone = taken_out(plan)
    return [
        *(_created(each, language) for each in plan.create if not each.tab.hidden),
        *(_widened(each, language) for each in plan.columns if not _unseen(each)),
        *(_added(each, language) for each in plan.rows if not each.tab.hidden),
        *_removed(plan, gone, language),
        *(
            _set(each, language)
            for each in plan.cells
            if not _unseen(each) and (each.tab.id, each.key) not in gone
        ),
    ]


def as_data(plan: Plan) -> dict[str, object]:
    """The whole plan, hidden tabs included, as values that JSON can hold."""
    return {
        "command": plan.command,
        "facts": dict(plan.facts),
        "changes": list(_records(plan)),
    }


def _records(plan: Plan) -> Iterator[dict[str, object]]:
    for made in plan.create:
        yield {"change": "create-tab", "tab": made.tab.id, "title": made.tab.title}
    for wider in plan.columns:
        yield {
            "change": "add-column",
            "tab": wider.tab.id,
            "column": wider.column.id,
            "heading": wider.column.heading,
        }
    for row in plan.rows:
        yield {
            "change": "add-row",
            "tab": row.tab.id,
            "row": row.key,
            "values": dict(row.values),
            "why": row.why,
        }
    for cell in plan.cells:
        yield {
            "change": "set-cell",
            "tab": cell.tab.id,
            "row": cell.key,
            "column": cell.column,
            "before": cell.before,
            "after": cell.after,
            "why": cell.why,
        }


def _unseen(change: AddColumn | SetCell) -> bool:
    column = change.column
    described = change.tab.column(column) if isinstance(column, str) else column
    return change.tab.hidden or described.hidden


def _created(change: CreateTab, language: Language) -> Change:
    return Change(change.tab.title, "", "", "", "", language.text(N_("new tab")))


def _widened(change: AddColumn, language: Language) -> Change:
    why = language.text(N_("new column"))
    return Change(change.tab.title, "", change.column.heading, "", "", why)


def _added(change: AddRow, language: Language) -> Change:
    filled = sum(1 for value in change.values.values() if text(value))
    after = language.plural("{count} value", "{count} values", filled)
    return Change(change.tab.title, change.key, "", "", after, language.text(change.why))


def _removed(plan: Plan, gone: frozenset[tuple[str, str]], language: Language) -> Iterator[Change]:
    """The rows that are taken out; their keys are emptied last, after all their values."""
    filled: Counter[tuple[str, str]] = Counter()
    for each in plan.cells:
        address = each.tab.id, each.key
        if address not in gone or each.tab.hidden:
            continue
        filled[address] += 1
        if each.column == each.tab.key:
            before = language.plural("{count} value", "{count} values", filled[address])
            yield Change(each.tab.title, each.key, "", before, "", language.text(each.why))


def _set(change: SetCell, language: Language) -> Change:
    heading = change.tab.column(change.column).heading
    before, after = text(change.before), text(change.after)
    why = language.text(change.why)
    return Change(change.tab.title, change.key, heading, before, after, why)
