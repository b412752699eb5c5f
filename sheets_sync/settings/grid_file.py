"""``grid.csv`` -> :class:`~sheets_sync.grid.Grid`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.findings import blocking
from sheets_sync.grid import Grid
from sheets_sync.grid import Life
from sheets_sync.grid import Option
from sheets_sync.grid import Proof
from sheets_sync.grid import Question
from sheets_sync.settings.errors import raise_if_blocking
from sheets_sync.settings.grid_cells import CellReader
from sheets_sync.settings.grid_checks import check_questions
from sheets_sync.settings.grid_checks import check_scheme_ids
from sheets_sync.settings.grid_rows import COLUMNS
from sheets_sync.settings.grid_rows import read_rows
from sheets_sync.settings.ids import check_form
from sheets_sync.settings.ids import check_known
from sheets_sync.settings.ids import check_question_form
from sheets_sync.settings.ids import check_unique
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from sheets_sync.findings import Finding
    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.grid_rows import Row

GRID_FILE = "grid.csv"
OF_OPTIONS = frozenset({"question", "option", "text", "points", "help"})


class LoadedGrid(NamedTuple):
    """A grid with what its checks found.

    ``ids`` are the options of every question that the file names, even where the rest of
    its line cannot be read. ``sound`` says that nothing in it blocks.
    """

    grid: Grid
    ids: Mapping[str, frozenset[str]]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether the questions can be relied on."""
        return not blocking(self.findings)


def read_grid(folder: Path, scheme: Scheme, name: str = GRID_FILE) -> Grid:
    """The grid of an edition's folder; ``BadSettings`` with all that is wrong in it."""
    loaded = load_grid(folder, scheme, name)
    raise_if_blocking(loaded.findings)
    return loaded.grid


def load_grid(folder: Path, scheme: Scheme | None, name: str = GRID_FILE) -> LoadedGrid:
    """The grid with its findings; ``BadSettings`` when its lines cannot be told apart.

    Without a scheme, ids of domains, tracks, types and classes are not checked.
    """
    rows, notice = read_rows(folder / name)
    option_rows = _by_question(rows)
    found = list(_check_ids(rows, option_rows))
    questions: list[Question] = []
    for row in rows:
        if not row["option"]:
            question, findings = _question(row, option_rows.get(row["question"], ()))
            questions.append(question)
            found += findings
    grid = Grid(tuple(questions), notice)
    readable = not blocking(found)
    if scheme:
        found += check_scheme_ids(questions, scheme, name)
    if readable:
        found += check_questions(questions, scheme, name)
    ids = {q.id: frozenset(option.id for option in q.options) for q in questions}
    return LoadedGrid(grid, ids, tuple(sorted(found, key=lambda each: each.place.line or 0)))


def _by_question(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Lines of options by question id; without one, they belong to the question above."""
    options: dict[str, list[Row]] = {}
    above = ""
    for row in rows:
        above = row["question"] or above
        if row["option"]:
            options.setdefault(above, []).append(row)
    return options


def _check_ids(rows: Sequence[Row], options: Mapping[str, Sequence[Row]]) -> Iterator[Finding]:
    asked = [(row["question"], row.place("question")) for row in rows if not row["option"]]
    known = {text for text, _ in asked}
    for text, place in asked:
        if text:
            yield from check_question_form(text, place)
    yield from check_unique((text, place) for text, place in asked if text)
    for question, lines in options.items():
        placed = [(row["option"], row.place("option")) for row in lines]
        for text, place in placed:
            yield from check_form(text, place)
        yield from check_unique(placed)
        yield from check_known("question", question, known, lines[0].place("question"))


def _question(row: Row, option_rows: Iterable[Row]) -> tuple[Question, list[Finding]]:
    cells = CellReader(row)
    kind = cells.kind()
    question = Question(
        id=cells.sentence("question", "strat-plan"),
        domain=cells.sentence("domain", "strategie"),
        type=kind,
        life=cells.word("life", Life, Life.ACTIVE),
        text=cells.sentence("text", "Un plan est-il adopté ?"),
        points=cells.number("points"),
        weight=cells.number("weight", Fraction(1)),
        steps=cells.steps(kind),
        not_applicable=cells.not_applicable(),
        proof=cells.word("proof", Proof, Proof.NONE),
        proof_of=row["proof_of"],
        tracks=cells.ids("tracks"),
        help=row["help"],
        line=row.line,
    )
    found = cells.findings
    options: list[Option] = []
    for each in option_rows:
        option, findings = _option(each)
        options.append(option)
        found += findings
    return question._replace(options=tuple(options)), found


def _option(row: Row) -> tuple[Option, list[Finding]]:
    cells = CellReader(row)
    for column in COLUMNS:
        if row[column] and column not in OF_OPTIONS:
            cells.report("config-option-cell", column, found=shortened(row[column]))
    option = Option(row["option"], cells.sentence("text", "Oui"), cells.number("points"), row.line)
    return option, cells.findings
