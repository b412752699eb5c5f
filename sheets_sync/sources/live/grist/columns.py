"""The columns of a table, as questions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

SHAPES = {
    "Numeric": Shape.NUMBER,
    "Int": Shape.NUMBER,
    "Bool": Shape.YES_NO,
    "Date": Shape.DATE,
    "DateTime": Shape.DATE,
    "Choice": Shape.ONE,
    "Ref": Shape.ONE,
    "ChoiceList": Shape.MANY,
    "RefList": Shape.MANY,
    "Attachments": Shape.FILES,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what a record calls it, its type, and what that is about.

    ``detail`` is the table that a reference leads to, or the zone of a moment; ``shown`` the
    number of the column of that table which stands for a row (0: none).
    """

    id: str
    question: Question
    type: str
    detail: str = ""
    shown: int = 0


def column_of(told: Mapping[str, Any], own: frozenset[str]) -> Column:
    """A column as the API tells it; ``own`` are ids of columns that are no question.

    The question's id is the number that Grist gives the column once and for all: the id that
    people see changes with the label. What a formula computes was not asked.
    """
    name, fields = str(told["id"]), told["fields"]
    kind, _, detail = str(fields["type"]).partition(":")
    computed = bool(fields.get("isFormula")) and bool(fields.get("formula"))
    question = Question(
        id=str(int(fields["colRef"])),
        label=str(fields.get("label") or name),
        shape=SHAPES.get(kind, Shape.TEXT),
        options=tuple(Option(label) for label in _choices(fields)),
        private=computed or name in own,
    )
    return Column(name, question, kind, detail, int(fields.get("visibleCol") or 0))


def _choices(fields: Mapping[str, Any]) -> list[str]:
    options = json.loads(fields.get("widgetOptions") or "{}")
    choices = options.get("choices") or []
    return [str(each) for each in choices]
