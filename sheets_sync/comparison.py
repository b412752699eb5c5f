"""Dossiers side by side: the answers in which they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.candidates import cell_text
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from sheets_sync.workbooks.base import TabState

SHOWN = 12
"""Differences that are shown; how many there are is said beside them."""

NOTHING = "–"
_HEADING = 40


class Difference(NamedTuple):
    """One question that dossiers answer differently; "" is no answer."""

    heading: str
    answers: tuple[str, ...]


def differences(
    state: TabState, dossiers: Sequence[str], columns: Iterable[str]
) -> tuple[Difference, ...]:
    """Where some dossiers of a tab differ, among some of its columns, in their order."""
    line = {key: index for index, key in enumerate(state.keys)}
    rows = [line[each] for each in dossiers if each in line]
    found = []
    for column in columns:
        cells = state.values.get(column, ())
        answers = tuple(cell_text(cells, row) for row in rows)
        if len(set(answers)) > 1:
            found.append(Difference(state.headings.get(column, column), answers))
    return tuple(found)


def side_by_side(found: Sequence[Difference]) -> str:
    """The first differences, one per line: "• question: answer | answer"."""
    lines = [
        f"• {shortened(each.heading, _HEADING)} : "
        + " | ".join(shortened(answer) or NOTHING for answer in each.answers)
        for each in found[:SHOWN]
    ]
    return "\n".join([*lines, *(["…"] if len(found) > SHOWN else [])])
