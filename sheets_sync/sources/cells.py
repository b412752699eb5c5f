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


def answers_of(
    form: FormTable, matched: Matched, form_map: FormMap, grid: Grid, language_code: str
) -> dict[str, Spelled]:
    """Answers by question id, one per row of the form, in the order of the grid."""
    columns: dict[str, Spelled] = {}
    for question in grid.questions:
        if question.id in matched.whole:
            cells = _whole(form, matched.whole[question.id], question, form_map)
        elif question.id in matched.boxes:
            cells = _gather(form, matched.boxes[question.id], question)
        else:
            continue
        reader = Reader(question, language_code, form_map.aliases(question.id))
        columns[question.id] = respell(cells, reader)
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


def respell(cells: list[str | None], reader: Reader) -> Spelled:
    """What could be read in its one spelling, the rest as it is; blank is None.

    Each distinct answer is read once, and those that say no more than they are, not at all.
    """
    distinct = {cell for cell in {*cells} if cell is not None}
    changed: dict[str, str | None] = {}
    doubtful = set()
    for cell in reader.not_plain(distinct):
        answer = reader.read(cell)
        text = _spelled(cell, answer)
        if text != cell:
            changed[cell] = text
        if answer.problem:
            doubtful.add(text or "")
    if changed:
        known: dict[str | None, str | None] = {None: None}
        known.update(zip(distinct, distinct, strict=True))
        known.update(changed)
        cells = [*map(known.__getitem__, cells)]
    longest = max(map(len, chain(distinct, filter(None, changed.values()))), default=0)
    return Spelled(cells, frozenset(doubtful), longest)


def _spelled(cell: str, answer: Answer) -> str | None:
    if not cell.strip():
        return None
    return intern(answer.text) if answer.state in _READ else cell


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
