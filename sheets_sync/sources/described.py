"""The questions of a form, as far as one of its exports lets them be known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sheets_sync.numerals import Doubt
from sheets_sync.numerals import read_number
from sheets_sync.sources.exports import ExportFile
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Shape
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sheets_sync.sources.form_table import FormColumn
    from sheets_sync.sources.form_table import FormTable

YES_NO = frozenset({"oui", "non", "yes", "no"})
OTHER = frozenset({"other", "autre"})


def describe_export(path: Path) -> Form:
    """The form of an export: its headings, its boxes as options, shapes told by the answers.

    A question has an id only where the platform writes one. Options of a list that is not
    in boxes are not known: an export holds answers only. Raises ``NotATable``.
    """
    table = ExportFile(path).pull().table
    questions: dict[str, Question] = {}
    for column in table.columns:
        if column.position not in table.own and column.heading.strip():
            _add(questions, column, table)
    return Form(table.platform, table.file, table.file, tuple(questions.values()))


def _add(questions: dict[str, Question], column: FormColumn, table: FormTable) -> None:
    if not column.option:
        shape = _shape(cell for cell in table.cells(column.position) if cell)
        label = " ".join(column.heading.split())
        key = f"{column.position}"
        questions[key] = Question(column.code, label, shape)
        return
    known = questions.get(column.base, Question("", column.base, Shape.MANY))
    if fold(column.option) in OTHER:
        questions[column.base] = replace(known, other=True)
    else:
        options = (*known.options, Option(column.option))
        questions[column.base] = replace(known, options=options)


def _shape(cells: Iterable[str]) -> Shape:
    """What all answers have in common; a text when they have nothing."""
    distinct = {fold(cell) for cell in cells}
    if distinct and distinct <= YES_NO:
        return Shape.YES_NO
    if distinct and not any(isinstance(read_number(each, "fr"), Doubt) for each in distinct):
        return Shape.NUMBER
    return Shape.TEXT
