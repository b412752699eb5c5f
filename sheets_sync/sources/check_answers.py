"""The answers that can't be read, each with its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.answers import Reader
from sheets_sync.findings import Finding
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.answers import Answer
    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.responses import Responses
    from sheets_sync.sources.cells import Spelled

LONGEST_CELL = 32_767
"""Characters that a cell of any spreadsheet holds."""


def read_table(
    responses: Responses,
    answers: Mapping[str, Spelled],
    grid: Grid,
    form_map: FormMap,
    language_code: str,
) -> tuple[Finding, ...]:
    """A finding for each answer that can't be read, or not wholly, in the order of the grid.

    ``answers`` are those of all sendings by question id, the table's among them.
    """
    findings: list[Finding] = []
    for question in grid.questions:
        if question.id in responses.table:
            read: dict[str, Answer] = {}
            if answers[question.id].doubtful:
                reader = Reader(question, language_code, form_map.aliases(question.id))
                read = {cell: reader.read(cell) for cell in answers[question.id].doubtful}
            long = _too_long(responses.table[question.id], answers[question.id].longest)
            findings += _column(responses, question, read, long)
    return tuple(findings)


def _column(
    responses: Responses,
    question: Question,
    read: Mapping[str, Answer],
    long: Collection[str | None],
) -> Iterator[Finding]:
    cells = responses.table[question.id]
    problems = {cell: answer for cell, answer in read.items() if answer.problem}
    if not problems and not long:
        return
    for row, cell in enumerate(cells):
        if cell in problems:
            yield _finding(responses, row, question, problems[cell])
        if cell and cell in long:
            place = responses.place(row, question.id)
            yield Finding("answer-too-long", place, {"length": len(cell), "most": LONGEST_CELL})


def _too_long(cells: Iterable[str | None], longest: int) -> set[str | None]:
    if longest <= LONGEST_CELL // 2:
        return set()
    return {text for text in cells if text and _units(text) > LONGEST_CELL}


def _units(text: str) -> int:
    """The length of a text as spreadsheets count it: some signs count twice."""
    if len(text) <= LONGEST_CELL // 2:
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _finding(responses: Responses, row: int, question: Question, answer: Answer) -> Finding:
    part = answer.detail.split("\n")[0] if answer.detail else answer.text
    values = {"answer": shortened(part), "question": question.id}
    return Finding(answer.problem, responses.place(row, question.id), values)
