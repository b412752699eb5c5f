"""Checks of ``[[contradictions]]``: their questions, and the answers they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.grid import AnswerType
from sheets_sync.scheme import ANSWERED
from sheets_sync.scheme import NO
from sheets_sync.scheme import YES
from sheets_sync.settings.ids import check_known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.grid import Question
    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.edition_checks import Key
    from sheets_sync.settings.grid_file import LoadedGrid
    from sheets_sync.settings.toml_file import TomlFile

LEAST = 2


def check_contradictions(scheme: Scheme, grid: LoadedGrid, file: TomlFile) -> Iterator[Finding]:
    """Contradictions of one question, of unknown ones, of answers that can't be given."""
    questions = grid.grid.by_id()
    for index, each in enumerate(scheme.contradictions):
        path: Key = ("contradictions", index, "answers")
        if len(each.answers) < LEAST:
            values = {"count": len(each.answers)}
            yield Finding("config-contradiction-short", file.place(path), values)
        for question, words in each.answers.items():
            place = file.place((*path, question))
            yield from check_known("question", question, grid.ids, place)
            if question in questions:
                yield from _check_words(questions[question], words, (*path, question), file)


def _check_words(
    question: Question, words: tuple[str, ...], path: Key, file: TomlFile
) -> Iterator[Finding]:
    known = _known(question)
    for word in words:
        if word not in known:
            values = {
                "found": word,
                "question": question.id,
                "type": question.type.value,
                "known": ", ".join(known),
            }
            yield Finding("config-contradiction-answer", file.place(path), values)


def _known(question: Question) -> tuple[str, ...]:
    if question.type is AnswerType.YES_NO:
        return (YES, NO, ANSWERED)
    return (*(option.id for option in question.options), ANSWERED)
