"""A plan: the changes that a command wants, as a value that can be shown and applied.

A plan addresses cells by tab id, row key and column id, never by position: where they
lie is the workbook's affair. It holds only what changes; an empty plan writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Column
    from sheets_sync.tabs.model import Tab


class CreateTab(NamedTuple):
    """Make a managed tab that is not there, with its headings and no row."""

    tab: Tab


class AddColumn(NamedTuple):
    """Add a managed column at the right of an existing tab."""

    tab: Tab
    column: Column


class AddRow(NamedTuple):
    """Append a row; ``values`` by column id (those left out stay empty)."""

    tab: Tab
    key: str
    values: Mapping[str, CellValue]
    why: str = ""


class SetCell(NamedTuple):
    """Replace ``before`` by ``after`` in one cell; ``why`` is a message identifier."""

    tab: Tab
    key: str
    column: str
    before: CellValue
    after: CellValue
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes in the order in which they are applied; all of them or none."""

    command: str = ""
    create: tuple[CreateTab, ...] = ()
    columns: tuple[AddColumn, ...] = ()
    rows: tuple[AddRow, ...] = ()
    cells: tuple[SetCell, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.create or self.columns or self.rows or self.cells)

    def __add__(self, other: Plan) -> Plan:
        """Both plans as one; the command of the first that has one."""
        return Plan(
            self.command or other.command,
            self.create + other.create,
            self.columns + other.columns,
            self.rows + other.rows,
            self.cells + other.cells,
            {**self.facts, **other.facts},
        )


def taken_out(plan: Plan) -> frozenset[tuple[str, str]]:
    """The lines that a plan takes out, as (tab id, row key): it empties them, key included."""
    return frozenset(
        (each.tab.id, each.key)
        for each in plan.cells
        if each.column == each.tab.key and each.after in {None, ""}
    )
