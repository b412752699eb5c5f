"""grid.csv is read alike whatever a spreadsheet made of it."""

from __future__ import annotations

import csv
from fractions import Fraction
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from sheets_sync.grid import AnswerType
from sheets_sync.grid import Grid
from sheets_sync.grid import Life
from sheets_sync.grid import NotApplicable
from sheets_sync.grid import Option
from sheets_sync.grid import Proof
from sheets_sync.grid import Question
from sheets_sync.grid import Step
from sheets_sync.settings.edition import read_edition
from sheets_sync.settings.edition_file import read_scheme
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.grid_file import read_grid
from tests.settings.small import GRID
from tests.settings.small import changed
from tests.settings.small import refused
from tests.settings.small import write

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, grid: str = GRID) -> Grid:
    """The grid of the small edition."""
    write(folder, grid=grid)
    return read_grid(folder, read_scheme(folder))


def saved_by_a_spreadsheet(separator: str, mark: str = "", newline: str = "\n") -> bytes:
    """The grid as a spreadsheet saves it: every line as wide as the widest, all quoted."""
    rows = list(csv.reader(StringIO(GRID), delimiter=";"))
    width = max(len(row) for row in rows)
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=newline, quoting=csv.QUOTE_ALL)
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return (mark + text.getvalue()).encode("utf-8")


def test_question_with_options(tmp_path: Path) -> None:
    """Every cell of a question, and the lines of its options."""
    more = read(tmp_path).by_id()["p-more"]
    assert more == Question(
        id="p-more",
        domain="plans",
        type=AnswerType.MULTIPLE,
        life=Life.ACTIVE,
        text="Des actions ?",
        points=Fraction(8),
        weight=Fraction(1),
        options=(
            Option("x", "Une", Fraction(5), 9),
            Option("y", "Deux", Fraction(9, 2), 10),
        ),
        not_applicable=NotApplicable(declared=True),
        line=8,
    )


def test_question_with_steps(tmp_path: Path) -> None:
    """Steps, tracks and who never answers."""
    part = read(tmp_path).by_id()["d-part"]
    steps = tuple(Step(Fraction(a), Fraction(b)) for a, b in ((25, 2), (50, 5), (80, 10)))
    assert (part.steps, part.tracks, part.not_applicable) == (
        steps,
        frozenset({"label"}),
        NotApplicable(classes=frozenset({"grande"})),
    )


def test_proof(tmp_path: Path) -> None:
    """What wants a proof, and what collects it."""
    questions = read(tmp_path).by_id()
    assert (questions["p-one"].proof, questions["p-one-link"].proof_of) == (Proof.ASKED, "p-one")


def test_notice(tmp_path: Path) -> None:
    """Lines that begin with # say what people must know."""
    assert read(tmp_path).notice == "Barème d’illustration."


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_file_saved_by_a_spreadsheet(
    tmp_path: Path, separator: str, mark: str, newline: str
) -> None:
    """Quotes, separator, byte order mark and line ends change nothing."""
    expected = read(tmp_path)
    (tmp_path / "grid.csv").write_bytes(saved_by_a_spreadsheet(separator, mark, newline))
    assert read_grid(tmp_path, read_scheme(tmp_path)) == expected


def test_line_breaks_in_a_cell_count_for_lines(tmp_path: Path) -> None:
    """The lines of what follows are those that an editor shows."""
    broken = changed(GRID, "Son adresse", '"Son\nadresse"')
    before, after = read(tmp_path), read(tmp_path, broken)
    assert after.by_id()["p-one-link"].text == "Son\nadresse"
    assert [q.line - p.line for p, q in zip(before.questions, after.questions, strict=True)] == [
        0, 0, 1, 1, 1, 1, 1,
    ]  # fmt: skip


def test_options_are_found_wherever_their_lines_are(tmp_path: Path) -> None:
    """Somebody sorted the file: options follow their question's id."""
    lines = GRID.splitlines()
    moved = "\n".join([*lines[:8], *lines[10:], lines[8], lines[9]])
    options = read(tmp_path, moved).by_id()["p-more"].options
    expected = read(tmp_path).by_id()["p-more"].options
    assert [each._replace(line=0) for each in options] == [e._replace(line=0) for e in expected]


def test_options_without_a_question_belong_to_the_one_above(tmp_path: Path) -> None:
    """People leave out what they have just written."""
    short = changed(GRID, "p-more;x;", ";x;").replace("p-more;y;", ";y;")
    assert read(tmp_path, short) == read(tmp_path)


def test_empty_lines_are_left_out(tmp_path: Path) -> None:
    """A blank line parts groups of questions."""
    assert len(read(tmp_path, changed(GRID, "d-part", ";;;;;;;;;;;;;\n\nd-part")).questions) == 7


def test_empty_file_misses_every_column(tmp_path: Path) -> None:
    """Nothing at all is not a grid."""
    found = refused(write(tmp_path, grid=""))
    assert {(each.code, each.where[:16]) for each in found} == {
        ("config-column-missing", "grid.csv, line 1")
    }
    assert len(found) == 14


def test_question_with_a_wrong_cell_is_still_known(tmp_path: Path) -> None:
    """One wrong cell does not make its question unknown to edition.toml."""
    grid = changed(GRID, "Une délibération ?;10", "Une délibération ?;dix")
    assert [each.code for each in refused(write(tmp_path, grid=grid))] == ["config-cell-number"]


def test_read_grid_alone_refuses_too(tmp_path: Path) -> None:
    """The grid can be read for itself, with the same checks."""
    write(tmp_path, grid=changed(GRID, "d-part;;data", "d-part;;dta"))
    with pytest.raises(BadSettings) as caught:
        read_grid(tmp_path, read_scheme(tmp_path))
    assert [each.code for each in caught.value.findings] == ["config-domain-unknown"]


def test_edition_holds_the_same_grid(tmp_path: Path) -> None:
    """The whole reader gives what the reader of the grid gives."""
    assert read_edition(write(tmp_path)).grid == read(tmp_path)
