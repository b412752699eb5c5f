"""What the program last wrote, kept in the workbook itself: the base of every merge.

It lies in a hidden managed tab, so that any machine can run the next command and that it
is written in the same plan as the cells it speaks of. For each managed tab there is a
header row (key: the tab's id) with the ids of its columns in the order in which they
appeared, and for each managed row (key: ``<tab id>/<row key>``) one text:

    [!]<seal>:<digest of the 1st column><digest of the 2nd column>…

``!`` marks a row that people want left out. The seal is the digest of the whole row when
everything in it is what the program wants: it spares looking at the cells. A cell that
the program never wrote has dots for a digest. Values themselves are not kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Tab
from sheets_sync.values import DIGEST_LENGTH
from sheets_sync.values import only_texts
from sheets_sync.values import text
from sheets_sync.values import texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import TabState

BASE_TAB = Tab(
    id="base",
    title="palmares-base",
    key="line",
    columns=(
        Column("line", "line", kind=Kind.KEY, width=24),
        Column("written", "written", kind=Kind.LONG, width=60),
    ),
    hidden=True,
    filtered=False,
)
"""The hidden tab; its title is nobody's language, because nobody reads it."""

WHY = N_("what the program remembers")

_NEVER = "." * DIGEST_LENGTH
_LEFT_OUT = "!"


class Line(NamedTuple):
    """What is remembered of one row.

    ``digests`` by column id, without the cells that were never written; ``seal`` is ""
    when something in the row is not what the program wants.
    """

    digests: Mapping[str, str] = {}
    seal: str = ""
    left_out: bool = False

    def encode(self, columns: Iterable[str]) -> str:
        """The text that the hidden tab keeps, for columns in the order of the header."""
        cells = "".join(self.digests.get(column, _NEVER) for column in columns)
        mark = _LEFT_OUT if self.left_out else ""
        return f"{mark}{self.seal}:{cells.rstrip('.')}"


NOTHING = Line()


class TabMemory(NamedTuple):
    """What is remembered of one tab: its columns, and its rows as they are kept."""

    columns: tuple[str, ...] = ()
    rows: Mapping[str, str] = {}

    def seal(self, key: str) -> str:
        """The seal of a row; "" when it has none, or is left out or unknown."""
        return self.rows.get(key, ":").partition(":")[0]

    def written(self, key: str) -> str | None:
        """The canonical text of a row; None when it is unknown."""
        return text(self.rows[key]) if key in self.rows else None

    def line(self, key: str) -> Line:
        """What is remembered of a row; :data:`NOTHING` when it is unknown."""
        written = self.written(key)
        if written is None:
            return NOTHING
        seal, _, cells = written.partition(":")
        found = dict(zip(self.columns, _digests(cells), strict=False))
        digests = {column: each for column, each in found.items() if each != _NEVER}
        return Line(digests, seal.lstrip(_LEFT_OUT), seal.startswith(_LEFT_OUT))

    def widened(self, columns: Iterable[str]) -> tuple[str, ...]:
        """The columns of the header once these are in it: new ones come last."""
        return (*self.columns, *(each for each in columns if each not in self.columns))


FORGOTTEN = TabMemory()


def read_memory(state: TabState | None) -> dict[str, TabMemory]:
    """What the hidden tab says, by tab id; {} when there is none."""
    if state is None:
        return {}
    columns: dict[str, tuple[str, ...]] = {}
    rows: dict[str, dict[str, str]] = {}
    for line, written in _written(state):
        tab, slash, key = line.partition("/")
        if slash:
            rows.setdefault(tab, {})[key] = written
        else:
            columns[tab] = tuple(text(written).split("\n"))
    return {tab: TabMemory(found, rows.get(tab, {})) for tab, found in columns.items()}


def plan_memory(after: Mapping[str, TabMemory], state: TabState | None) -> Plan:
    """The changes that make the hidden tab say ``after``; other rows stay."""
    before = {} if state is None else dict(zip(state.keys, _as_read(state), strict=False))
    rows: list[AddRow] = []
    cells: list[SetCell] = []
    for line, written in _lines(after):
        if line not in before:
            values: dict[str, CellValue] = {"line": line, "written": written}
            rows.append(AddRow(BASE_TAB, line, values, WHY))
        elif before[line] != written and (was := text(before[line])) != written:
            cells.append(SetCell(BASE_TAB, line, "written", was, written, WHY))
    create = (CreateTab(BASE_TAB),) if state is None and rows else ()
    return Plan(create=create, rows=tuple(rows), cells=tuple(cells))


def _lines(memory: Mapping[str, TabMemory]) -> Iterator[tuple[str, str]]:
    for tab, known in memory.items():
        yield tab, "\n".join(known.columns)
        yield from ((f"{tab}/{key}", written) for key, written in known.rows.items())


def _written(state: TabState) -> Iterator[tuple[str, str]]:
    """Each line and its text, which is brought to one spelling where it is looked at."""
    cells = _as_read(state)
    found = [each or "" for each in cells] if only_texts(cells) else texts(cells)
    yield from zip(state.keys, found, strict=False)


def _as_read(state: TabState) -> Sequence[CellValue]:
    return state.values.get("written", ())


def _digests(cells: str) -> list[str]:
    starts = range(0, len(cells), DIGEST_LENGTH)
    return [cells[start : start + DIGEST_LENGTH] for start in starts]
