"""What the form asks and the grid does not know, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.grid import AnswerType
from sheets_sync.sources.columns import match_columns
from sheets_sync.sources.live.table import form_table
from sheets_sync.spelling import fold
from sheets_sync.ticked import choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question as GridQuestion
    from sheets_sync.sources.live.model import Form
    from sheets_sync.sources.live.model import Question

WITH_OPTIONS = frozenset({AnswerType.SINGLE, AnswerType.MULTIPLE})


def drift(place: str, form: Form, form_map: FormMap, grid: Grid) -> Iterator[Finding]:
    """Every question and option that only one of the two has.

    Questions are matched as a sync matches them, so that what is found here is what a sync
    would find.
    """
    table = form_table(place, form, ())
    matched = match_columns(table, form_map, grid)
    yield from (each for each in matched.findings if each.code != "export-no-dates")
    asked = [each for each in form.questions if not each.private]
    first = len(table.columns) - len(asked)
    questions = grid.by_id()
    for key, position in matched.whole.items():
        if position >= first:
            yield from _options(place, asked[position - first], questions[key], form_map)


def _options(
    place: str, asked: Question, known: GridQuestion, form_map: FormMap
) -> Iterator[Finding]:
    """Options of one question that only one side knows."""
    if known.type not in WITH_OPTIONS or not asked.options:
        return
    where = Place(file=place, column=asked.label)
    ticked = choices(known.options, form_map.aliases(known.id))
    met = set()
    for offered in asked.options:
        found = ticked.by_spelling.get(fold(offered.label))
        if found is None:
            values = {"option": offered.label, "id": known.id}
            yield Finding("form-option-without-points", where, values)
        met.add(found)
    for option in known.options:
        if option.id not in met and not (asked.other and option.id == ticked.other):
            values = {"option": option.label, "id": known.id}
            yield Finding("form-option-gone", where, values)
