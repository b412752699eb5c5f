"""What every form platform comes down to: columns that know their question, and rows."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.addresses import column_letters
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from datetime import datetime

    from sheets_sync.sources.tables import RawTable


class FormColumn(NamedTuple):
    """One column: its heading as it stands, and what the platform lets us know of it.

    ``code`` is the platform's stable id of the question. When the column may be one option
    of a question, ``base`` is the question's heading and ``option`` the option's label or
    code; whether it is one, the grid tells.
    """

    position: int
    heading: str
    code: str = ""
    base: str = ""
    option: str = ""


@dataclass(frozen=True)
class FormTable:
    """The answers of a form before its columns are matched with the grid.

    One row per sending, as long as the columns; ``lines`` are their places in the file,
    none for a live form, where only the dossier tells rows apart.
    ``facts`` gives the positions of the platform's own columns by fact; ``own`` all of its
    own columns, which are no question. ``unfinished`` are rows that the candidate never
    sent (indexes).
    ``values`` are the platform's words for a fact: fact -> id -> spellings.
    ``parted_by_spaces`` says that nothing else parts ticked options in one cell.
    """

    platform: str
    file: str
    sheet: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str | None, ...], ...]
    lines: tuple[int, ...]
    facts: Mapping[str, int] = field(default_factory=dict)
    own: frozenset[int] = frozenset()
    unfinished: frozenset[int] = frozenset()
    values: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    parted_by_spaces: bool = False

    def cells(self, position: int) -> list[str | None]:
        """One column, top to bottom."""
        return [*self._across[position]] if self.rows else []

    @cached_property
    def _across(self) -> tuple[tuple[str | None, ...], ...]:
        """The columns: made at once, which is much less work than one by one."""
        return tuple(zip(*self.rows, strict=True))

    def line(self, row: int) -> int | None:
        """The line of a row in the file; None for a live form."""
        return self.lines[row] if self.lines else None

    def place(self, row: int, position: int | None = None) -> Place:
        """Where a row stands, or one of its cells."""
        line = self.line(row)
        heading = "" if position is None else self.columns[position].heading
        letters = "" if position is None or not self.sheet else column_letters(position)
        dossier = None if self.lines else self.facts.get("dossier")
        key = "" if dossier is None else self.rows[row][dossier] or ""
        return Place(
            self.file, self.sheet, line, heading, f"{letters}{line}" if letters else "", key
        )


class Pull(NamedTuple):
    """What a source answers: the sendings, and the ids of dossiers that were deleted."""

    table: FormTable
    deleted: tuple[str, ...] = ()


class Source(Protocol):
    """A form, whether a file or a live platform: what it asks, and what was answered."""

    def describe(self) -> tuple[FormColumn, ...]:
        """The questions of the form, with the ids that the platform gives them."""
        ...

    def pull(self, since: datetime | None = None) -> Pull:
        """The sendings changed since a moment (included); all of them without one."""
        ...


class Platform(Protocol):
    """A module that knows the exports of one platform."""

    NAME: str

    def recognise(self, table: RawTable) -> Finding | None:
        """The note that says why the table comes from the platform; None if it does not."""
        ...

    def shape(self, table: RawTable) -> FormTable:
        """The table with its columns understood; only for a table it recognised."""
        ...


def headed(
    platform: str,
    table: RawTable,
    heading_row: int,
    column: Callable[[int, str], FormColumn],
    facts: Mapping[str, tuple[str, ...]],
    own: Iterable[str] = (),
) -> FormTable:
    """A form table out of raw records, where one record holds the headings.

    ``facts`` are the platform's own headings by fact, the preferred one first; ``own`` its
    other headings.
    """
    headings = [cell or "" for cell in table.records[heading_row]]
    folded = [fold(heading) for heading in headings]
    found = {
        fact: folded.index(fold(name))
        for fact, names in facts.items()
        for name in reversed(names)
        if fold(name) in folded
    }
    known = {fold(name) for names in facts.values() for name in names} | {fold(n) for n in own}
    return FormTable(
        platform,
        table.file,
        table.sheet,
        tuple(column(at, heading) for at, heading in enumerate(headings)),
        tuple(_of_width(each, len(headings)) for each in table.records[heading_row + 1 :]),
        table.lines[heading_row + 1 :],
        found,
        frozenset(at for at, name in enumerate(folded) if name in known),
        findings=(*table.findings, *_ragged(table, heading_row)),
    )


def _of_width(record: tuple[str | None, ...], width: int) -> tuple[str | None, ...]:
    if len(record) == width:
        return record
    return (*record[:width], *[None] * (width - len(record)))


def _ragged(table: RawTable, heading_row: int) -> list[Finding]:
    """Lines with more cells than there are headings: their answers may have shifted."""
    width = len(table.records[heading_row])
    return [
        Finding("export-line-too-long", Place(table.file, table.sheet, line), {"width": width})
        for record, line in zip(table.records, table.lines, strict=True)
        if len(record) > width and any(record[width:]) and line > table.lines[heading_row]
    ]


def plain_column(position: int, heading: str) -> FormColumn:
    """A column that is known by its heading alone."""
    return FormColumn(position, heading)
