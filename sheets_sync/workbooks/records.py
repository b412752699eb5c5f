"""One managed sheet as a tab state, for any spreadsheet: columns, rows, what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.originals import Held
from sheets_sync.workbooks.base import TabState
from sheets_sync.workbooks.recognise import doubled_keys
from sheets_sync.workbooks.recognise import heading_lines
from sheets_sync.workbooks.recognise import key_text
from sheets_sync.workbooks.xlsx.refs import letters

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.originals import Shown
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.recognise import Identities


class Cells(Protocol):
    """The values of one sheet; lines and columns count from 1."""

    def columns(self, wanted: Mapping[str, int]) -> dict[str, list[CellValue]]:
        """The cells of some columns, by the names given to them, from line 1 on."""
        ...

    def lines_outside(self, columns: Container[int]) -> set[int]:
        """The lines that hold a value in other columns than some."""
        ...


class Odd(Protocol):
    """What values do not tell, by line and column: formulas, and what texts stand for."""

    @property
    def formulas(self) -> Mapping[tuple[int, int], str]:
        """Formulas as people read them ("=B3*2")."""
        ...

    @property
    def shown(self) -> Mapping[tuple[int, int], Shown]:
        """Texts that stand for something else, like an error ("#N/A")."""
        ...


class Remembered(Protocol):
    """What the program remembers of the tabs that it made."""

    def columns(self, tab: str) -> frozenset[str]:
        """Ids of the columns that a tab was given; empty when it was never made."""
        ...


class Lines(NamedTuple):
    """The lines that hold the identities and the headings (0: they are gone)."""

    identity: int
    heading: int


def tab_state(
    tab: Tab, title: str, values: Cells, identities: Identities, odd: Odd
) -> tuple[TabState, Lines]:
    """The state of a tab, and where its first lines are."""
    columns = {each: found[0] for each, found in identities.columns.items()}
    cells = values.columns(columns)
    _show(cells, columns, odd)
    headings = heading_lines(tab, cells, identities.line)
    first = headings[0] if headings else 0
    keys = [key_text(value) for value in cells.get(tab.key, ())] if headings else []
    skipped = {identities.line, *headings}
    titles = {line for line in range(1, first) if _is_title(cells, tab.key, line)}
    skipped |= titles
    records = [line for line, key in enumerate(keys, 1) if key and line not in skipped]
    rest = [line for line, key in enumerate(keys, 1) if not key and line not in skipped]
    state = TabState(
        title=title,
        keys=tuple(keys[line - 1] for line in records),
        lines=tuple(records),
        columns=columns,
        headings={each: _heading(cells[each], first) for each in columns},
        values={each: _at(column, records) for each, column in cells.items()},
        strays=tuple(
            line for line in rest if any(column[line - 1] is not None for column in cells.values())
        ),
        formulas=_formulas(columns, odd, records, keys),
        beside=frozenset(keys[line - 1] for line in _beside(values, columns, odd, records)),
    )
    return state, Lines(identities.line, first)


def _is_title(cells: Mapping[str, Sequence[CellValue]], key: str, line: int) -> bool:
    """Whether a line above the headings is a title of people's, and no record.

    A record that a sort carried there has its key and more.
    """
    filled = [each for each, column in cells.items() if column[line - 1] is not None]
    return filled == [key] or key not in filled


def _beside(
    values: Cells, columns: Mapping[str, int], odd: Odd, records: Sequence[int]
) -> set[int]:
    """Lines of records that hold something in a column that is not managed."""
    managed = {*columns.values()}
    found = {line for line, column in odd.formulas if column not in managed}
    return (found | values.lines_outside(managed)) & {*records}


def _at(column: Sequence[CellValue], lines: Sequence[int]) -> Sequence[CellValue]:
    """The cells of a column on some lines, which mostly follow each other."""
    if lines and lines[-1] - lines[0] + 1 == len(lines):
        return column[lines[0] - 1 : lines[-1]]
    return [column[line - 1] for line in lines]


def _show(cells: Mapping[str, list[CellValue]], columns: Mapping[str, int], odd: Odd) -> None:
    places = {column: each for each, column in columns.items()}
    for (line, column), text in odd.shown.items():
        found = cells.get(places.get(column, ""), [])[line - 1 : line]
        if found and (text.held is Held.ERROR or found == [text]):
            cells[places[column]][line - 1] = text


def _formulas(
    columns: Mapping[str, int], odd: Odd, records: Sequence[int], keys: Sequence[str]
) -> dict[str, dict[str, str]]:
    if not odd.formulas:
        return {}
    found = {
        each: {
            keys[line - 1]: odd.formulas[line, column]
            for line in records
            if (line, column) in odd.formulas
        }
        for each, column in columns.items()
    }
    return {each: formulas for each, formulas in found.items() if formulas}


def _heading(column: Sequence[CellValue], line: int) -> str:
    value = column[line - 1] if 0 < line <= len(column) else None
    return "" if value is None else str(value)


def findings(
    tab: Tab, identities: Identities, state: TabState, heading_line: int, memory: Remembered
) -> Iterator[Finding]:
    """What people can repair, or should know, about a tab."""
    here = Place(tab=state.title)
    yield from _column_findings(tab, identities, state, memory)
    if not heading_line:
        heading = tab.column(tab.key).heading
        yield Finding("workbook-headings-missing", here, {"heading": heading})
        return
    yield from doubled_keys(state.title, state.keys, state.lines)
    if any(line < heading_line for line in state.lines):
        values = {"line": heading_line}
        yield Finding("workbook-headings-moved", here, values)
    for line in state.strays:
        yield Finding("workbook-line-without-key", Place(tab=state.title, line=line))


def _reads(heading: str, wanted: str) -> bool:
    """Whether two headings read alike, whatever the width of the spaces in them."""
    return heading.split() == wanted.split()


def _column_findings(
    tab: Tab, identities: Identities, state: TabState, memory: Remembered
) -> Iterator[Finding]:
    remembered = memory.columns(tab.id)
    for column in tab.columns:
        here = Place(tab=state.title, column=column.heading)
        places = identities.columns.get(column.id, ())
        values = {"heading": column.heading}
        if not places and (not remembered or column.id in remembered):
            yield Finding("workbook-column-missing", here, values)
        if len(places) > 1:
            named = ", ".join(letters(place) for place in places)
            yield Finding("workbook-column-doubled", here, {**values, "columns": named})
        now = state.headings.get(column.id)
        if any(state.headings.values()) and now is not None and not _reads(now, column.heading):
            renamed = {"before": column.heading, "after": now}
            yield Finding("workbook-heading-renamed", here, renamed)
