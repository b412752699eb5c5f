"""The form map: which column of the form is which fact or question.

All of it comes from ``form.toml``, which states only what differs from the rule: a
question's column is headed by its text in the grid, or by its id as a code.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.findings import Finding
    from sheets_sync.grid import Question


class DateOrder(StrEnum):
    """Which number of 03/04/2023 is the day."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class ColumnRef:
    """How a column may be found: any of its headings, or its code.

    ``join`` names several columns whose texts are put together with a space (first name
    and last name); it goes without the others.
    """

    headings: tuple[str, ...] = ()
    code: str = ""
    join: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormMap:
    """What ``form.toml`` says.

    ``platform`` is a name of the registry, None to recognise it by its shape. ``columns``
    is by fact or question id; what it leaves out follows the rule. ``options`` gives more
    spellings: question id -> option id -> labels or codes. ``values`` does the same for
    the facts that have a list: "type", "track", "state", "department". ``constants`` are
    facts that are the same for every dossier. ``not_asked`` are questions that this form
    leaves out, ``ignored`` headings that are known and not wanted. ``findings`` are what the file's
    checks found, none of them blocking.
    """

    platform: str | None = None
    columns: Mapping[str, ColumnRef] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder = DateOrder.DAY_FIRST
    not_asked: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def question_column(self, question: Question) -> ColumnRef:
        """Where a question is: what the file says, completed by the rule."""
        stated = self.columns.get(question.id, ColumnRef())
        headings = tuple(dict.fromkeys((*stated.headings, question.text)))
        return ColumnRef(headings, stated.code or question.id, stated.join)

    def fact_column(self, fact: str) -> ColumnRef:
        """Where a fact is; its name serves as its code."""
        stated = self.columns.get(fact, ColumnRef())
        return ColumnRef(stated.headings, stated.code or fact, stated.join)

    def aliases(self, question_id: str) -> Mapping[str, tuple[str, ...]]:
        """More spellings of a question's options, by option id."""
        return self.options.get(question_id, {})
