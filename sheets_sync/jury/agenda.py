"""The order of the deliberation: what deserves a discussion first, and why.

Each reason has a weight that is more than those below it together, so the order can be
told in one sentence; dossiers with the same reasons come by spread, then as they stood.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from reports.language import NN_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.jury.panel import Panel

WIDE = 2
"""Levels between two marks from which a dossier is discussed."""


class Reason(StrEnum):
    """Why a dossier is discussed, the weightiest first."""

    SPLIT = "split"
    FRAGILE = "fragile"
    DROP = "drop"
    QUORUM = "quorum"
    APART = "apart"


WEIGHTS = {reason: 2**place for place, reason in enumerate(reversed(Reason))}
SENTENCES = {
    Reason.SPLIT: N_("Marks lie {spread} levels apart."),
    Reason.FRAGILE: N_("The proposal is fragile: it hangs on little."),
    Reason.DROP: N_("The proposal is below the last level held ({last})."),
    Reason.APART: N_("The median departs from the proposal."),
}
ONE_MARK, MANY_MARKS = NN_(
    "No quorum: {count} mark, {quorum} needed.", "No quorum: {count} marks, {quorum} needed."
)
NOTHING = N_("Nothing in particular.")
ORDER = N_(
    "In this order: marks two levels apart or more, fragile proposal, level below the last one "
    "held, no quorum, median unlike the proposal; then by spread."
)


class Matter(NamedTuple):
    """What is known of a dossier before it is discussed.

    ``proposed`` and ``last`` are ranks, None when not known; ``fragile``: the proposal is
    not called solid. ``last_name`` is how the last level and its edition are written.
    """

    dossier: str
    panel: Panel
    proposed: int | None = None
    fragile: bool = False
    last: int | None = None
    last_name: str = ""


class Item(NamedTuple):
    """A dossier in the order of the deliberation, from 1."""

    matter: Matter
    place: int
    reasons: tuple[Reason, ...]


def agenda(matters: Sequence[Matter], quorum: int) -> list[Item]:
    """The dossiers in the order in which to discuss them.

    While nobody has marked anything, marks give no reason.
    """
    begun = any(each.panel.count for each in matters)
    found = [(each, tuple(_reasons(each, quorum if begun else 0))) for each in matters]
    found.sort(key=lambda pair: (-sum(map(WEIGHTS.__getitem__, pair[1])), -_spread(pair[0])))
    return [Item(matter, place, why) for place, (matter, why) in enumerate(found, start=1)]


def _spread(matter: Matter) -> int:
    return matter.panel.spread or 0


def _reasons(matter: Matter, quorum: int) -> Iterable[Reason]:
    median, proposed = matter.panel.median, matter.proposed
    if _spread(matter) >= WIDE:
        yield Reason.SPLIT
    if matter.fragile:
        yield Reason.FRAGILE
    if matter.last is not None and proposed is not None and proposed < matter.last:
        yield Reason.DROP
    if matter.panel.count < quorum:
        yield Reason.QUORUM
    # A median between two levels, one of them the proposal, does not depart from it.
    if median is not None and proposed is not None and abs(median - proposed) >= 1:
        yield Reason.APART


def why(item: Item, quorum: int, language: Language) -> str:
    """Why a dossier is discussed, one reason to a line."""
    panel = item.matter.panel
    lines = [
        language.plural(ONE_MARK, MANY_MARKS, panel.count, quorum=quorum)
        if reason is Reason.QUORUM
        else language.text(SENTENCES[reason], spread=panel.spread, last=item.matter.last_name)
        for reason in item.reasons
    ]
    return "\n".join(lines) or language.text(NOTHING)
