"""Checks of ids: their form, no two alike, none unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.responses import FACTS
from sheets_sync.settings.nearest import SHOWN
from sheets_sync.settings.nearest import as_id
from sheets_sync.settings.nearest import by_likeness

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator

    from sheets_sync.findings import Place

ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)
LONGEST = 40


def check_form(text: str, place: Place) -> Iterator[Finding]:
    """Whether a text may be an id."""
    if len(text) > LONGEST or not ID.fullmatch(text):
        example = as_id(text)[:LONGEST].strip("-")
        yield Finding("config-id-form", place, {"id": text, "example": example})


def check_question_form(text: str, place: Place) -> Iterator[Finding]:
    """Whether a text may be the id of a question: columns of facts have ids of their own."""
    yield from check_form(text, place)
    if text in FACTS:
        values = {"id": text, "example": f"question-{text}"}
        yield Finding("config-id-reserved", place, values)


def check_unique(ids: Iterable[tuple[str, Place]]) -> Iterator[Finding]:
    """One finding for each id that came before, with the line of the first."""
    first: dict[str, Place] = {}
    for text, place in ids:
        if text in first:
            values = {"id": text, "line": first[text].line}
            yield Finding("config-id-doubled", place, values)
        first.setdefault(text, place)


def check_known(
    what: str, text: str, known: Collection[str], place: Place, **values: object
) -> Iterator[Finding]:
    """Whether an id is known; ``what`` names it in the code of the finding."""
    if text not in known:
        close = by_likeness(text, known, SHOWN)
        yield Finding(f"config-{what}-unknown", place, {"id": text, "nearest": close, **values})
