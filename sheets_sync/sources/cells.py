"""The cells of a form brought to one spelling per answer."""

from __future__ import annotations

from itertools import chain
from sys import intern
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.answers import Reader
from sheets_sync.answers import State
from sheets_sync.grid import AnswerType
from sheets_sync.sources.columns import OTHER_BOX
from sheets_sync.sources.spaced import parted
from sheets_sync.spelling import fold
from sheets_sync.ticked import choices

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.answers import Answer
    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.sources.columns import Matched
    from sheets_sync.sources.form_table import FormTable

_TICKED = frozenset({"y", "yes", "oui", "x", "1", "true", "vrai", "on", "coche", "checked"})
_NOT_TICKED = frozenset({"n", "no", "non", "0", "false", "faux", "off", "n/a", "s.o", "sans objet"})
_READ = (State.ANSWERED, State.NOT_APPLICABLE)


class Spelled(NamedTuple):
    """Answers to one question, a row each; ``doubtful`` are those that have a problem.

    ``longest`` is no less than the length of any of them.
    """

    cells: list[str | None]
    doubtful: frozenset[str]
    longest: int


class Spellings(dict[str, str | None]):
    """What answers are spelled as, read when first asked for; None is blank.

    ``problematic`` are those of them that have a problem.
    """

    def __init__(self, reader: Reader) -> None:
        """Begin without any."""
        self.reader = reader
        self.problematic: set[str] = set()

    def __missing__(self, cell: str) -> str | None:
        """Read an answer."""
        answer = self.reader.read(cell)
        if answer.problem:
            self.problematic.add(cell)
        self[cell] = text = _spelled(cell, answer)
        return text


def answers_of(
    form: FormTable, matched: Matched, form_map: FormMap, grid: Grid, language_code: str
) -> dict[str, Spelled]:
    """Answers by question id, one per row of the form, in the order of the grid.

    Questions that take the same answers share what was read: many ask for a percentage.
    """
    columns: dict[str, Spelled] = {}
    shared: dict[object, Spellings] = {}
    for question in grid.questions:
        if question.id in matched.whole:
            cells = _whole(form, matched.whole[question.id], question, form_map)
        elif question.id in matched.boxes:
            cells = _gather(form, matched.boxes[question.id], question)
        else:
            continue
        aliases = form_map.aliases(question.id)
        known = (question.not_applicable.declared, question.options, *aliases.items())
        if (question.type, known) not in shared:
            reader = Reader(question, language_code, aliases)
            shared[question.type, known] = Spellings(reader)
        columns[question.id] = respell(cells, shared[question.type, known])
    return columns


def _whole(
    form: FormTable, position: int, question: Question, form_map: FormMap
) -> list[str | None]:
    """One text per row out of a question's only column."""
    cells = form.cells(position)
    if not form.parted_by_spaces or question.type is not AnswerType.MULTIPLE:
        return cells
    known = choices(question.options, form_map.aliases(question.id))
    return [cell and parted(cell, known) for cell in cells]


def respell(cells: list[str | None], spellings: Spellings) -> Spelled:
    """What could be read in its one spelling, the rest as it is; blank is None.

    Each distinct answer is read once, and those that say no more than they are, not at all.
    """
    distinct = {cell for cell in {*cells} if cell is not None}
    odd = spellings.reader.not_plain(distinct)
    changed = {cell: text for cell in odd if (text := spellings[cell]) != cell}
    if changed:
        cells = [None if cell is None else changed.get(cell, cell) for cell in cells]
    doubtful = frozenset(spellings[cell] or "" for cell in spellings.problematic & distinct)
    longest = max(map(len, chain(distinct, filter(None, changed.values()))), default=0)
    return Spelled(cells, doubtful, longest)


def _spelled(cell: str, answer: Answer) -> str | None:
    if not cell.strip():
        return None
    if answer.state not in _READ or answer.text == cell:
        return cell
    return intern(answer.text)


def _gather(
    form: FormTable, boxes: tuple[tuple[int, str], ...], question: Question
) -> list[str | None]:
    """One text per row out of one column per option: the labels ticked, a line each."""
    labels = {option.id: option.label for option in question.options}
    columns = [form.cells(position) for position, _ in boxes]
    names = [labels.get(option, "") for _, option in boxes]
    return [_ticked_lines(cells, names, labels) for cells in zip(*columns, strict=True)]


def _ticked_lines(
    cells: tuple[str | None, ...], names: Sequence[str], labels: Mapping[str, str]
) -> str | None:
    lines = [_line(cell, name, labels) for cell, name in zip(cells, names, strict=True) if cell]
    return "\n".join(line for line in lines if line) or None


def _line(cell: str, name: str, labels: Mapping[str, str]) -> str:
    said = fold(cell)
    if said in _NOT_TICKED:
        return ""
    if name and (said in _TICKED or said == fold(name)):
        return name
    other = next((x for x in labels.values() if fold(x).startswith(("autre", OTHER_BOX))), "")
    text = " ".join(cell.split())
    if not name or name == other:
        return f"{(other or 'Autre').rstrip(' :')} : {text}" if said not in _TICKED else other
    return f"{name} : {text}"
