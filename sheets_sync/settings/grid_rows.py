"""``grid.csv`` as lines of named cells, whatever a spreadsheet made of the file."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.errors import raise_if_blocking
from sheets_sync.settings.nearest import by_likeness
from sheets_sync.settings.text_file import read_text
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

COLUMNS = (
    "question",
    "option",
    "domain",
    "life",
    "type",
    "text",
    "points",
    "weight",
    "steps",
    "not_applicable",
    "proof",
    "proof_of",
    "tracks",
    "help",
)
_KNOWN = frozenset(COLUMNS)
_LONGEST = 2 * max(map(len, COLUMNS))
SEPARATORS = (";", ",", "\t")
NOTICE = "#"

_Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its cells by column, without the spaces around them."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of a cell; "" when it is empty."""
        return self.cells[column]

    def place(self, column: str = "") -> Place:
        """Where the line is, or one of its cells."""
        return Place(file=self.file, line=self.line, column=column)


def read_rows(path: Path) -> tuple[tuple[Row, ...], str]:
    """The lines of a grid, and its notice; ``BadSettings`` when they cannot be told apart.

    Columns are parted by ";", "," or tab: whichever gives the most headings that are
    known. Lines above the headings that begin with "#" are the notice. Lines without any
    text are left out.
    """
    text = read_text(path)
    separator = _separator(text)
    records = _records(path.name, text, separator)
    notice = [cells for _, cells in records if _is_notice(cells)]
    lines = [record for record in records if not _is_notice(record[1])]
    head_line, head = lines[0] if lines else (1, [])
    headings = [_heading(cell) for cell in head]
    raise_if_blocking(_check_headings(path.name, head_line, headings))
    beyond = [found for record in lines[1:] for found in _check_width(path.name, record, headings)]
    raise_if_blocking(beyond)
    rows = tuple(_row(path.name, record, headings) for record in lines[1:])
    return rows, " ".join(_notice_text(cells, separator) for cells in notice)


def _records(name: str, text: str, separator: str) -> list[_Record]:
    """Lines of cells, each with the number of its first line in the file."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[_Record] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as problem:
        broken = Finding("config-csv", Place(name, line=start), {"reason": str(problem)})
        raise BadSettings([broken]) from None
    return records


def _separator(text: str) -> str:
    """The separator that brings the most headings to light, in the best line of the file."""
    most = dict.fromkeys(SEPARATORS, 0)
    lines = text.splitlines()
    for separator in SEPARATORS:
        for line in lines:
            known = len({*map(_heading, filter(_is_short, line.split(separator)))} & _KNOWN)
            if known == len(_KNOWN):
                return separator
            most[separator] = max(most[separator], known)
    return max(SEPARATORS, key=most.__getitem__)


def _is_short(cell: str) -> bool:
    """Whether a cell may be a heading, by its length: nearly all texts are longer."""
    return len(cell.strip()) <= _LONGEST


def _heading(cell: str) -> str:
    return re.sub(r"[\s_]+", "_", cell.strip().strip('"').casefold())


def _is_notice(cells: Sequence[str]) -> bool:
    return cells[0].lstrip().startswith(NOTICE)


def _notice_text(cells: Sequence[str], separator: str) -> str:
    text = separator.join(cells).rstrip(separator + " \t")
    return " ".join(text.strip().removeprefix(NOTICE).split())


def _check_headings(name: str, line: int, headings: Sequence[str]) -> Iterator[Finding]:
    missing = [column for column in COLUMNS if column not in headings]
    for column in missing:
        place = Place(name, line=line, column=column)
        yield Finding("config-column-missing", place, {"name": column})
    for index, heading in enumerate(headings):
        place = Place(name, line=line, column=heading)
        if heading and heading not in COLUMNS:
            close = by_likeness(heading, missing or COLUMNS, 1)
            yield Finding("config-column-unknown", place, {"name": heading, "nearest": close})
        elif heading and heading in headings[:index]:
            yield Finding("config-column-doubled", place, {"name": heading})


def _check_width(name: str, record: _Record, headings: Sequence[str]) -> Iterator[Finding]:
    line, cells = record
    beyond = [cell for cell, head in zip_longest(cells, headings, fillvalue="") if not head]
    text = " ".join(cell for cell in beyond if cell.strip())
    if text:
        yield Finding("config-cells-beyond", Place(name, line=line), {"found": shortened(text)})


def _row(name: str, record: _Record, headings: Sequence[str]) -> Row:
    line, cells = record
    named = dict.fromkeys(COLUMNS, "")
    named |= {
        heading: cell.strip() for heading, cell in zip(headings, cells, strict=False) if heading
    }
    return Row(name, line, named)
