"""Tables and rankings of Nextcloud Forms, whose answers are JSON with the numbers of options.

Each row of a table is a question, as in the app's own exports; where numbers or texts are
typed in, each cell is one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.reading import unix_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.sources.live.model import Answer

GRID = "grid"
RANKING = "ranking"
CHOSEN = {"radio": Shape.ONE, "checkbox": Shape.MANY}
"""What may be done in the cells of a row -> how the row is answered."""


class Cell(NamedTuple):
    """A row of a table, or a cell of it: the numbers under which an answer holds it."""

    question: Question
    row: str
    column: str = ""


def cells_of(told: Mapping[str, Any], name: str, extra: Mapping[str, Any]) -> Iterator[Cell]:
    """The questions of a table; ``name`` is its id, ``extra`` its further settings."""
    title, required = " ".join(str(told["text"]).split()), bool(told.get("isRequired"))
    rows, columns = (
        {str(each["id"]): str(each["text"]) for each in told["options"] if _is(each, kind)}
        for kind in ("row", "column")
    )
    shape = CHOSEN.get(extra.get("questionType", "radio"))
    options = tuple(Option(label, number) for number, label in columns.items())
    for row, label in rows.items():
        if shape:
            id_, shown = f"{name}[{row}]", f"{title} ({label})"
            yield Cell(Question(id_, shown, shape, options, required=required), row)
            continue
        typed = Shape.NUMBER if extra.get("questionType") == "number" else Shape.TEXT
        for column, beside in columns.items():
            id_, shown = f"{name}[{row}_{column}]", f"{title} ({label} - {beside})"
            yield Cell(Question(id_, shown, typed), row, column)


def _is(option: Mapping[str, Any], kind: str) -> bool:
    return option.get("optionType") == kind


def grid_answers(cells: Iterable[Cell], texts: Iterable[str]) -> Iterator[tuple[str, Answer]]:
    """The answers to the questions of a table, by their ids."""
    held = _decoded(texts)
    rows = held if isinstance(held, dict) else {}  # PHP writes none as an empty list
    for cell in cells:
        given = rows.get(cell.row)
        if cell.column:
            given = given.get(cell.column) if isinstance(given, dict) else None
            yield cell.question.id, _typed(given)
            continue
        labels = {option.code: option.label for option in cell.question.options}
        chosen = given if isinstance(given, list) else [given]
        names = tuple(labels[str(each)] for each in chosen if str(each) in labels)
        one = cell.question.shape is Shape.ONE
        yield cell.question.id, (names[0] if one else names) if names else None


def ranked(told: Mapping[str, Any], texts: Iterable[str]) -> str | None:
    """The options in the order in which somebody put them, one per line."""
    labels = {str(each["id"]): str(each["text"]) for each in told["options"]}
    held = _decoded(texts)
    names = [labels.get(str(each), "") for each in held] if isinstance(held, list) else []
    lines = [f"{place}. {name}" for place, name in enumerate(names, 1) if name]
    return "\n".join(lines) or None


def _decoded(texts: Iterable[str]) -> object:
    try:
        return json.loads("".join(texts) or "null")
    except (ValueError, RecursionError):
        return None


def _typed(given: object) -> str | None:
    text = "" if given is None or isinstance(given, bool) else unix_lines(str(given))
    return text if text.strip() else None
