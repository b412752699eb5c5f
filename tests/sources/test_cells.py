"""Answers brought to one spelling, whether or not questions share what was read."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.answers import Reader
from sheets_sync.form import FormMap
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Grid
from sheets_sync.grid import NotApplicable
from sheets_sync.sources.cells import Spellings
from sheets_sync.sources.cells import answers_of
from sheets_sync.sources.cells import respell
from sheets_sync.sources.columns import Matched
from sheets_sync.sources.form_table import FormColumn
from sheets_sync.sources.form_table import FormTable
from tests.sources.small import OPTIONS
from tests.sources.small import question

ASKED = NotApplicable()
DECLARED = NotApplicable(declared=True)
OTHERS = tuple(each._replace(label=each.label.lower(), points=Fraction(2)) for each in OPTIONS)
QUESTIONS = tuple(
    question(f"{kind.value}-{number}", kind, "", options)._replace(not_applicable=silence)
    for kind in AnswerType
    for number, (options, silence) in enumerate(
        [(OPTIONS, ASKED), (OPTIONS, ASKED), (OPTIONS, DECLARED), (OTHERS, ASKED)]
    )
)
ALIASES = {QUESTIONS[1].id: {"html": ("non",)}, QUESTIONS[-2].id: {"yes": ("12",)}}
ANSWERS = ("oui", "Non", "12", "12 %", "12,50%", "120", "1.200", "HTML", "html", "HTML, PDF", "-")
OTHER_ANSWERS = ("sans objet", "n/a", " ", "abc", "http://a.fr", " http://a.fr", "Autre : a")
ANSWER = st.sampled_from((*ANSWERS, *OTHER_ANSWERS))


@given(st.lists(st.lists(st.none() | ANSWER, min_size=32, max_size=32), min_size=1, max_size=4))
def test_questions_that_share_are_read_as_each_alone(rows: list[list[str | None]]) -> None:
    columns = tuple(FormColumn(at, each.id) for at, each in enumerate(QUESTIONS))
    form = FormTable("table", "", "", columns, tuple(map(tuple, rows)), ())
    matched = Matched()
    matched.whole |= {each.id: at for at, each in enumerate(QUESTIONS)}
    alone = {
        each.id: respell(form.cells(at), Spellings(Reader(each, "fr", ALIASES.get(each.id, {}))))
        for at, each in enumerate(QUESTIONS)
    }
    assert answers_of(form, matched, FormMap(options=ALIASES), Grid(QUESTIONS), "fr") == alone


@pytest.mark.parametrize("kind", [*AnswerType])
@given(cells=st.lists(st.none() | ANSWER | st.text(max_size=5)))
def test_a_column_is_spelled_as_each_of_its_answers(
    kind: AnswerType, cells: list[str | None]
) -> None:
    reader = Reader(question("a", kind, "", OPTIONS), "fr")
    read = [reader.read(cell) for cell in cells]
    shown = [
        (answer.text or cell) if cell and cell.strip() else None
        for cell, answer in zip(cells, read, strict=True)
    ]
    spelled = respell(cells, Spellings(reader))
    assert spelled.cells == shown
    pairs = zip(shown, read, strict=True)
    assert spelled.doubtful == {text for text, answer in pairs if answer.problem}
    assert spelled.longest >= max(map(len, filter(None, shown)), default=0)
