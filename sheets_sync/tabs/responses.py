"""The tab "Réponses": one row per dossier, one column per question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.answers import read_answer
from sheets_sync.explain import shorten
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Life
from sheets_sync.responses import FACTS
from sheets_sync.tabs.facts import KEY
from sheets_sync.tabs.facts import facts
from sheets_sync.tabs.facts import remarks
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.scheme import Scheme

ID = "responses"
STATUS = "status"
CORRECTED = "corrected"
STAFF = "staff"
QUESTION = "q-"
TITLE = N_("Answers")
COLOUR = "2F6DB5"
WIDE = {AnswerType.TEXT: 44, AnswerType.MULTIPLE: 34, AnswerType.SINGLE: 26, AnswerType.URL: 30}
NARROW = 18


def responses_tab(scheme: Scheme, grid: Grid, language: Language) -> Tab:
    """Describe the tab for an edition; a question's column is ``q-<question id>``."""
    names = {domain.id: domain.name for domain in scheme.domains}
    status = Column(STATUS, language.text("Follow-up"), Owner.PROGRAM, Kind.TEXT, 20)
    corrected = Column(CORRECTED, language.text("Corrected by hand"), Owner.PROGRAM, Kind.LONG, 24)
    staff = remarks(STAFF, language.text("Staff remarks"))
    known = [q for q in grid.questions if q.life is not Life.OBSOLETE]
    questions = tuple(_column(q, names.get(q.domain, ""), language) for q in known)
    return Tab(
        ID,
        language.text(TITLE),
        KEY,
        (*facts(FACTS, scheme, language), status, corrected, staff, *questions),
        frozen=2,
        colour=COLOUR,
    )


def _column(question: Question, domain: str, language: Language) -> Column:
    """The column of a question; its note holds the whole text and the options."""
    kind = Kind.LONG if question.type in WIDE else Kind.TEXT
    lines = [question.text, *(f"• {option.label}" for option in question.options)]
    if question.help:
        lines.append(question.help)
    if question.life is Life.FUTURE:
        lines.append(language.text("Shown for information; not counted yet."))
    return Column(
        QUESTION + question.id,
        shorten(question.text),
        Owner.PROGRAM,
        kind,
        WIDE.get(question.type, NARROW),
        choices=_choices(question, language),
        strict=False,
        note="\n".join(lines),
        group=domain,
    )


def _choices(question: Question, language: Language) -> tuple[str, ...]:
    """What a drop-down offers to who corrects an answer; none for what is typed."""
    if question.type is AnswerType.YES_NO:
        words = ["oui", "non"]
    elif question.type is AnswerType.SINGLE:
        words = [option.label for option in question.options]
    else:
        return ()
    if question.not_applicable.declared:
        words.append("sans objet")
    return tuple(read_answer(question, word, language.code).text for word in words)


def question_columns(grid: Grid) -> dict[str, str]:
    """Question id -> column id."""
    return {question.id: QUESTION + question.id for question in grid.questions}
