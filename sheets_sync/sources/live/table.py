"""A live form as the columns and rows of an export, so that all that comes after is the same.

One column per question, whose code is the question's stable id. An unanswered question is an
empty cell. Ticked options stand one per line; the signs that part options in other exports
are replaced, inside a label, by their wide forms, which compare equal: a comma in a label
can't be mistaken for the end of an option.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.responses import FACTS
from sheets_sync.sources.form_table import FormColumn
from sheets_sync.sources.form_table import FormTable
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Row
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.tables import holds_unholdable
from sheets_sync.sources.tables import visible
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from sheets_sync.sources.live.model import Answer
    from sheets_sync.sources.live.model import Form
    from sheets_sync.sources.live.model import Question
    from sheets_sync.sources.live.model import Response

OWN = ("dossier", "submitted", "updated", "state")
"""Facts that every platform gives, in the order of their columns."""

OTHER = "Autre"
"""What stands before the free text of "other", as the reading of ticked options knows it."""

_WIDE = str.maketrans({",": "，", ";": "；", "|": "｜", "\n": " ", "\r": " "})  # noqa: RUF001 - meant
_DECIMALS_THAT_LOOK_GROUPED = 3


def form_table(place: str, form: Form, responses: Sequence[Response]) -> FormTable:
    """The table of a form; one row per response, in their order.

    ``place`` stands where the name of a file does; rows have no line, a dossier tells them
    apart. Questions of the staff (``private``) have no column.
    """
    facts = _facts(responses)
    asked = [question for question in form.questions if not question.private]
    headed = [FormColumn(at, fact) for at, fact in enumerate(facts)]
    columns = [
        FormColumn(at, question.label, question.id)
        for at, question in enumerate(asked, start=len(facts))
    ]
    rows = tuple(_row(response, facts, asked) for response in responses)
    return FormTable(
        platform=form.platform,
        file=place,
        sheet="",
        columns=(*headed, *columns),
        rows=tuple(tuple(cell and visible(cell) for cell in row) for row in rows),
        lines=(),
        facts={fact: at for at, fact in enumerate(facts) if fact in FACTS},
        own=frozenset(range(len(facts))),
        findings=tuple(_unholdable(place, (*headed, *columns), rows)),
    )


def _facts(responses: Iterable[Response]) -> tuple[str, ...]:
    """The facts that have a column: those of every platform, then any that a response has."""
    known = {fact: None for response in responses for fact in response.facts}
    return (*OWN, *sorted(known.keys() - {*OWN}))


def _row(
    response: Response, facts: Sequence[str], asked: Sequence[Question]
) -> tuple[str | None, ...]:
    own = {
        "dossier": response.id if response.named else None,
        "submitted": response.submitted.isoformat() if response.submitted else None,
        "updated": response.updated.isoformat() if response.updated else None,
        "state": response.state,
    }
    known: dict[str, str | None] = {**response.facts, **own}
    cells = (cell_text(question, response.answers.get(question.id)) for question in asked)
    return (*(known.get(fact) or None for fact in facts), *cells)


def cell_text(question: Question, answer: Answer) -> str | None:
    """An answer as one cell; None when there is none."""
    if not answer:
        return None
    if isinstance(answer, str):
        return _of_text(question, answer)
    return "\n".join(_lines(question, answer)) or None


def _of_text(question: Question, text: str) -> str | None:
    if not text.strip():
        return None
    if question.shape in {Shape.ONE, Shape.MANY}:
        return _label(question, text)
    if question.shape is Shape.NUMBER:
        return _number(text)
    return text


def _lines(
    question: Question, answer: tuple[str, ...] | tuple[AttachedFile, ...] | tuple[Row, ...]
) -> Iterator[str]:
    for each in answer:
        if isinstance(each, str):
            yield _label(question, each)
        elif isinstance(each, Row):
            yield _row_text(question, each)
        else:
            yield " ".join(each.name.split()) or "?"


def _label(question: Question, text: str) -> str:
    """An option's label on one line, without a sign that parts options.

    A free text is left as it is, unless an option could be found in it.
    """
    plain = text.translate(_WIDE).strip()
    if question.other and question.options:
        known = {fold(option.label) for option in question.options}
        folded = fold(text)
        if folded not in known:
            alike = any(each in folded for each in known if each)
            return f"{OTHER} : {plain if alike else ' '.join(text.split())}"
    return plain


def _number(text: str) -> str:
    """A number whose point can only part decimals: "1.234" gets a fourth one."""
    whole, point, decimals = text.partition(".")
    if point and len(decimals) == _DECIMALS_THAT_LOOK_GROUPED:
        return f"{whole}.{decimals}0"
    return text


def _row_text(question: Question, row: Row) -> str:
    parts: list[str] = []
    for each in question.questions:
        text = cell_text(each, row.answers.get(each.id))
        if text:
            parts.append(f"{each.label}: {' '.join(text.split())}")
    return " · ".join(parts)


def _unholdable(
    place: str, columns: Sequence[FormColumn], rows: Iterable[tuple[str | None, ...]]
) -> Iterator[Finding]:
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            if cell and holds_unholdable(cell):
                where = Place(file=place, row=row[0] or "", column=column.heading)
                yield Finding("form-control-characters", where)
