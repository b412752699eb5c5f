"""The form map: which column of the form is which fact or question.

All of it comes from ``form.toml``, which states only what differs from the rule: a
question's column is headed by its text in the grid, or by its id as a code.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.findings import Finding
    from sheets_sync.grid import Question


class DateOrder(StrEnum):
    """Which number of 03/04/2023 is the day."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class ColumnRef(NamedTuple):
    """How a column may be found: any of its headings, or its code.

    ``join`` names several columns whose texts are put together with a space (first name
    and last name); it goes without the others.
    """

    headings: tuple[str, ...] = ()
    code: str = ""
    join: tuple[str, ...] = ()


LARGEST_FILE = 25
"""Megabytes."""

FILE_TYPES = (".csv", ".docx", ".jpeg", ".jpg", ".ods", ".odt", ".pdf", ".png", ".txt", ".zip")


class FileRules(NamedTuple):
    """Which attached files may be downloaded.

    ``largest`` in bytes; ``types`` are the endings of names, in small letters; ``hosts``
    are other servers than the platform's own on which it keeps its files.
    """

    largest: int = LARGEST_FILE * 1_000_000
    types: tuple[str, ...] = FILE_TYPES
    hosts: tuple[str, ...] = ()


class FormSource(NamedTuple):
    """Where a form is asked: ``[source]`` of ``form.toml``. No secret is in it.

    ``platform`` is a name of the registry of live forms, ``address`` the server's,
    ``form`` the platform's id of the form. ``keys`` are those that only some platforms
    know ("user", "table", "instructor" …), by name; one that is not given is not in it.
    """

    platform: str
    address: str
    form: str
    keys: Mapping[str, str] = {}
    files: FileRules = FileRules()


class FormMap(NamedTuple):
    """What ``form.toml`` says.

    ``platform`` is a name of the registry, None to recognise it by its shape. ``columns``
    is by fact or question id; what it leaves out follows the rule. ``options`` gives more
    spellings: question id -> option id -> labels or codes. ``values`` does the same for
    the facts that have a list: "type", "track", "state", "department". ``constants`` are
    facts that are the same for every dossier. ``not_asked`` are questions that this form
    leaves out, ``ignored`` headings that are known and not wanted. ``findings`` are what the file's
    checks found, none of them blocking. ``source`` is where the form is asked live, None
    when its answers come as exports.
    """

    platform: str | None = None
    columns: Mapping[str, ColumnRef] = {}
    options: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    values: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    constants: Mapping[str, str] = {}
    date_order: DateOrder = DateOrder.DAY_FIRST
    not_asked: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    source: FormSource | None = None

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
