"""The order of the palmarès: levels, then the edition's chain, each tie with what broke it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.app.propose import evaluate
from sheets_sync.jury.ranking import Entry
from sheets_sync.jury.ranking import broken
from sheets_sync.jury.ranking import ranking
from sheets_sync.tabs import decisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.session import Session
    from sheets_sync.jury.decisions import Decision
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot


def order_columns(
    session: Session, snapshot: Snapshot, taken: Sequence[Decision], gathered: Gathered
) -> dict[str, list[CellValue]]:
    """Place and tie of each decision, in their order; totals are compared exactly."""
    scheme, language = session.scheme, session.language
    found = ranking(_entries(session, snapshot, taken, gathered), scheme.deliberation.ties)
    names = {each.entry.dossier: each.entry.name for each in found}
    by_dossier = {each.entry.dossier: each for each in found}
    lines = [by_dossier[each.dossier] for each in taken]
    return {
        decisions.ORDER: [each.place for each in lines],
        decisions.TIE: [
            broken(each, names.get(each.tied_with, ""), scheme, language) or None for each in lines
        ],
    }


def _entries(
    session: Session, snapshot: Snapshot, taken: Sequence[Decision], gathered: Gathered
) -> list[Entry]:
    evaluated = evaluate(session, snapshot)
    known = {
        candidate.dossier: (candidate, proposal)
        for candidate, proposal in zip(evaluated.candidates, evaluated.proposals, strict=True)
    }
    found = []
    for each in taken:
        candidate, proposal = known[each.dossier]
        median = gathered.panel(each.dossier).median
        found.append(
            Entry(
                each.dossier,
                candidate.name,
                each.rank,
                proposal.total,
                median,
                proposal.domains,
            )
        )
    return found
