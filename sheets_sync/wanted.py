"""What a command wants a tab to hold, and the rules that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.tabs.model import Owner

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab

FORM_CHANGED = N_("the form changed")
RECOMPUTED = N_("computed again")


class Wanted(NamedTuple):
    """Rows as the program would write them now: one list per column, aligned with ``keys``.

    Keys are texts, no two alike. A column of the tab that is not in ``values`` is left
    alone. A column that people own may be in it: its values only ever go to empty cells
    that were never filled.
    """

    keys: Sequence[str]
    values: Mapping[str, Sequence[CellValue]]


class Rules(NamedTuple):
    """How a tab is merged; columns are ids of program-owned columns, "" for none.

    ``status`` is written ``withdrawn`` (a text in the readers' language) when a dossier is
    no longer in the form. ``corrected`` lists the headings of the cells of a row that
    people corrected. ``beside`` maps a column to its companion: while ``held`` is true
    (the jury is open) the column keeps what was first written, and a newer value is shown
    in the companion. ``why`` is the reason of an ordinary update (a message identifier).
    """

    status: str = ""
    withdrawn: str = ""
    corrected: str = ""
    beside: Mapping[str, str] = {}
    held: bool = False
    why: str = FORM_CHANGED


@dataclass(frozen=True)
class Work:
    """One tab to merge. ``ValueError`` when the parts do not fit together."""

    tab: Tab
    wanted: Wanted
    rules: Rules = field(default_factory=Rules)

    def __post_init__(self) -> None:
        """Refuse what would silently lose something."""
        if len(set(self.wanted.keys)) != len(self.wanted.keys):
            raise ValueError(f"keys stand twice in {self.tab.id}")
        if wrong := self._misshapen() | self._unknown():
            raise ValueError(f"columns of {self.tab.id}: {', '.join(sorted(wrong))}")

    @cached_property
    def derived(self) -> tuple[str, ...]:
        """Columns whose values follow from the merge itself."""
        rules = self.rules
        return tuple(filter(None, (rules.corrected, *rules.beside.values())))

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Program-owned columns that the command gives values for, and the status."""
        given = {*self.wanted.values, self.rules.status} - {self.tab.key, *self.derived}
        return tuple(each for each in self.tab.ids(Owner.PROGRAM) if each in given)

    @cached_property
    def initial(self) -> tuple[str, ...]:
        """People's columns that the command has first values for."""
        given = {*self.wanted.values} - {self.tab.key}
        return tuple(each for each in self.tab.ids(Owner.PEOPLE) if each in given)

    def column(self, column: str) -> Sequence[CellValue]:
        """The values wanted in a column; empty ones when none are given.

        Empty ones too in a derived column, before the merge says otherwise.
        """
        empty: list[CellValue] = [None] * len(self.wanted.keys)
        return empty if column in self.derived else self.wanted.values.get(column, empty)

    def _misshapen(self) -> set[str]:
        rows = len(self.wanted.keys)
        return {name for name, cells in self.wanted.values.items() if len(cells) != rows}

    def _unknown(self) -> set[str]:
        ruled = {*self.derived, *filter(None, (self.rules.status,)), *self.rules.beside}
        strange = set(self.wanted.values) - set(self.tab.ids())
        return strange | (ruled - set(self.tab.ids(Owner.PROGRAM)))
