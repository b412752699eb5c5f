"""Checks of ``form.toml`` against the scheme and the grid: every id it names must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.grid import AnswerType
from sheets_sync.responses import FACTS
from sheets_sync.responses import STATES
from sheets_sync.settings.ids import check_known
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.form_shape import FormShape
    from sheets_sync.settings.form_shape import Spellings
    from sheets_sync.settings.toml_file import TomlFile

YES_NO = ("yes", "no")


def check_form_map(
    shape: FormShape, scheme: Scheme, grid: Grid, file: TomlFile
) -> Iterator[Finding]:
    """Every id that the file names but nobody defines, and every contradiction."""
    questions = grid.by_id()
    yield from _check_questions(shape, questions, file)
    yield from _check_facts(shape, file)
    for question, spellings in shape.options.items():
        yield from _check_options(question, spellings, questions, file)
    known = {
        "type": [each.id for each in scheme.types],
        "track": [each.id for each in scheme.tracks],
        "state": list(STATES),
    }
    for fact, spellings in shape.values.by_fact().items():
        for each in spellings if fact in known else ():
            place = file.place(("values", fact, each))
            yield from check_known(fact, each, known[fact], place)
        yield from _check_spellings(("values", fact), spellings, file)


def _check_questions(
    shape: FormShape, questions: Mapping[str, Question], file: TomlFile
) -> Iterator[Finding]:
    for question in shape.questions:
        yield from check_known("question", question, questions, file.place(("questions", question)))
    for question in shape.not_asked:
        yield from check_known("question", question, questions, file.place(("not_asked",)))
    for name in shape.codes:
        place = file.place(("codes", name))
        yield from check_known("question", name, {**questions, **dict.fromkeys(FACTS)}, place)


def _check_facts(shape: FormShape, file: TomlFile) -> Iterator[Finding]:
    sections = (("facts", shape.facts), ("joined", shape.joined), ("constants", shape.constants))
    seen: set[str] = set()
    for section, facts in sections:
        for fact in facts:
            place = file.place((section, fact))
            yield from check_known("fact", fact, FACTS, place)
            if fact in seen:
                yield Finding("config-fact-twice", place, {"id": fact})
            seen.add(fact)


def _check_options(
    question: str,
    spellings: Spellings,
    questions: Mapping[str, Question],
    file: TomlFile,
) -> Iterator[Finding]:
    path = ("options", question)
    if question not in questions:
        yield from check_known("question", question, questions, file.place(path))
        return
    yes_no = questions[question].type is AnswerType.YES_NO
    known = YES_NO if yes_no else [each.id for each in questions[question].options]
    for option in spellings:
        place = file.place((*path, option))
        yield from check_known("option", option, known, place, question=question)
    yield from _check_spellings(path, spellings, file)


def _check_spellings(
    path: tuple[str, ...], spellings: Spellings, file: TomlFile
) -> Iterator[Finding]:
    """One spelling can't mean two things."""
    first: dict[str, str] = {}
    for name, labels in spellings.items():
        for label in labels:
            if first.setdefault(fold(label), name) != name:
                values = {"text": label, "first": first[fold(label)], "id": name}
                yield Finding("config-spelling-doubled", file.place((*path, name)), values)
