"""CSV files read in the quick way, compared with the plain one."""

from __future__ import annotations

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.sources.tables import bytes_unholdable
from sheets_sync.sources.tables import holds_unholdable
from sheets_sync.sources.text_file import read_text

HEADINGS = ["dossier", "nom", "mot"]
PIECE = 1 << 17
# Signs that some programs hold for line ends are here, too.
CELL = st.text(alphabet='aé’ ;"\n\r\u2028\u0085\ufeff', max_size=6)


@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=8),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_cells_and_lines_are_those_of_the_plain_way(rows: list[list[str]], end: str) -> None:
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator=end)
    writer.writerows([HEADINGS, HEADINGS, *rows])
    table = read_text("export.csv", written.getvalue().encode())
    expected = plainly(written.getvalue())
    assert [*zip(table.lines, table.records, strict=True)] == expected


def plainly(text: str) -> list[tuple[int, tuple[str | None, ...]]]:
    """The records of a text and the lines on which they begin, blank ones left out."""
    lines = StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="\n")
    reader = csv.reader(lines, delimiter=";")
    found = []
    begins = 1
    for record in reader:
        cells = tuple(cell if cell.strip() else None for cell in record)
        if any(cells):
            found.append((begins, cells))
        begins = reader.line_num + 1
    return found


@given(
    text=st.text(max_size=20),
    padding=st.sampled_from([0, PIECE - 10, PIECE, 2 * PIECE - 3]),
    behind=st.booleans(),
)
def test_signs_that_no_cell_holds_are_found_wherever_they_are(
    text: str, padding: int, *, behind: bool
) -> None:
    whole = "a" * padding + text + "a" * (padding if behind else 0)
    assert bytes_unholdable(whole.encode()) == holds_unholdable(whole)


def test_each_sign_that_no_cell_holds_is_found() -> None:
    signs = [chr(code) for code in range(0x80)]
    found = [bytes_unholdable(sign.encode()) for sign in signs]
    assert found == [holds_unholdable(sign) for sign in signs]
