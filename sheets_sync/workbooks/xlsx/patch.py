"""A sheet part with some cells written and rows appended; every other byte as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.workbooks.xlsx.cells import cell_xml
from sheets_sync.workbooks.xlsx.heights import raised
from sheets_sync.workbooks.xlsx.sheetdata import attributes
from sheets_sync.workbooks.xlsx.sheetdata import sought

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.xlsx.runs import Piece
    from sheets_sync.workbooks.xlsx.sheetdata import SheetData

_SPANS = re.compile(rb"""\sspans=(?:"[^"]*"|'[^']*')""")
_NUMBER = re.compile(rb"""\sr=["']""")
_BATCH = 500


class Write(NamedTuple):
    """What a cell gets; ``style`` is for a cell that is not there yet.

    ``anew`` gives it to one that is there too.
    """

    value: CellValue
    style: str
    anew: bool = False


def patch_row(
    row: bytes, line: int, writes: Mapping[int, Write], prefix: bytes, height: float = 0
) -> bytes:
    """The bytes of a row with some of its cells written; ``row`` may be b"".

    ``height`` is what the new texts need, in points; 0 says nothing.
    """
    name = prefix.decode()
    if not row:
        row = f'<{name}row r="{line}"/>'.encode()
    pieces: list[bytes] = []
    row = _opened(row, prefix)
    rest = dict(sorted(writes.items()))
    position = row.find(b">") + 1
    start = _numbered(raised(_SPANS.sub(b"", row[:position]), height), line)
    for cell in sought(row, prefix, line, writes):
        before = [column for column in rest if column < cell.column]
        pieces += [_cell(name, line, column, rest.pop(column)) for column in before]
        pieces.append(row[position : cell.start])
        old = row[cell.start : cell.end]
        write = rest.pop(cell.column, None)
        pieces.append(_written(old, name, line, cell.column, write) if write else old)
        position = cell.end
    pieces += [_cell(name, line, column, write) for column, write in rest.items()]
    return start + b"".join(pieces) + row[position:]


def _numbered(tag: bytes, line: int) -> bytes:
    """A row's start tag that says its number, which is not a must."""
    return tag if _NUMBER.search(tag) else tag[:-1] + b' r="%d">' % line


def _opened(row: bytes, prefix: bytes) -> bytes:
    end = row.find(b">") + 1
    if row[end - 2 : end] != b"/>":
        return row
    return row[: end - 2] + b"></" + prefix + b"row>" + row[end:]


def _written(old: bytes, name: str, line: int, column: int, write: Write) -> bytes:
    style = write.style if write.anew else style_of(old)
    return _cell(name, line, column, Write(write.value, style))


def style_of(cell: bytes) -> str:
    """The style of a cell by its number; "" for the usual one."""
    return attributes(cell).get(b"s", b"").decode()


def _cell(name: str, line: int, column: int, write: Write) -> bytes:
    return cell_xml(name, line, column, write.value, write.style).encode()


class NewRow(NamedTuple):
    """A row to append: its cells by column, its height in points (0: one line)."""

    writes: Mapping[int, Write]
    height: float


class Lines(NamedTuple):
    """What changes in the rows of a sheet.

    ``patched`` are whole rows by line; ``added`` gives the rows to append, from the line
    ``first`` on, when it is asked.
    """

    patched: Mapping[int, bytes]
    first: int
    added: Iterable[NewRow]


def pieces(sheet: SheetData, head: bytes, lines: Lines, tail: bytes) -> Iterator[Piece]:
    """The new sheet part, piece by piece, rows in their order."""
    yield head + b"<" + sheet.prefix + b"sheetData>"
    yield from _old_rows(sheet, lines)
    yield from _added_rows(sheet, lines)
    yield b"</" + sheet.prefix + b"sheetData>" + tail


def _old_rows(sheet: SheetData, lines: Lines) -> Iterator[Piece]:
    """Rows before the appended ones: untouched rows that follow each other are one slice."""
    todo = sorted(lines.patched.items(), reverse=True)
    start = end = 0
    for row in sheet.rows:
        if row.number >= lines.first:
            break
        if not todo or row.number < todo[-1][0]:
            start, end = (start or row.start), row.end
            continue
        yield from sheet.content.pieces(start, end)
        start = end = 0
        while todo and todo[-1][0] < row.number:
            yield todo.pop()[1]
        if todo and todo[-1][0] == row.number:
            yield todo.pop()[1]
        else:
            start, end = row.start, row.end
    yield from sheet.content.pieces(start, end)
    yield from (content for _, content in reversed(todo))


def _added_rows(sheet: SheetData, lines: Lines) -> Iterator[bytes]:
    empty = {row.number: row for row in sheet.rows if row.number >= lines.first}
    batch: list[bytes] = []
    name = sheet.prefix.decode()
    for line, new in enumerate(lines.added, start=lines.first):
        old = empty.pop(line, None)
        if old:
            batch.append(patch_row(sheet.row(old), line, new.writes, sheet.prefix, new.height))
        else:
            batch.append(_new_row(line, new, name))
        if len(batch) == _BATCH:
            yield b"".join(batch)
            batch.clear()
    yield b"".join(batch)
    yield from (sheet.row(row) for row in empty.values())


def _new_row(line: int, new: NewRow, name: str) -> bytes:
    written = "".join(
        cell_xml(name, line, column, write.value, write.style)
        for column, write in sorted(new.writes.items())
    )
    height = f' ht="{new.height:g}"' if new.height else ""
    return f'<{name}row r="{line}"{height}>{written}</{name}row>'.encode()
