"""What every command after the sync starts from: the tab "Réponses" read and scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.app.identifying import left_out
from sheets_sync.app.tabs import all_tabs
from sheets_sync.candidates import read_candidates
from sheets_sync.evaluation import proposals
from sheets_sync.scoring import code_answers
from sheets_sync.tabs import responses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.app.identifying import Identified
    from sheets_sync.app.session import Session
    from sheets_sync.candidates import Candidate
    from sheets_sync.findings import Finding
    from sheets_sync.grid import Grid
    from sheets_sync.proposal import Proposal
    from sheets_sync.scoring import Coded
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState


class TabNotThere(PalmaresError):
    """A command needs a tab that an earlier command makes."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("The workbook {place} has no tab “{tab}” yet.")
    remedy = N_("Run “palmares {command}” first.")


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Candidates with their proposals, in the order of the tab "Réponses".

    ``coded`` are their answers as they were read, by question id.
    """

    candidates: list[Candidate]
    proposals: list[Proposal]
    findings: list[Finding]
    coded: dict[str, Coded]


def needed(session: Session, snapshot: Snapshot, tab: str, command: str) -> TabState:
    """The state of a tab that must be there; raises :class:`TabNotThere`."""
    if tab not in snapshot.tabs:
        titles = {each.id: each.title for each in all_tabs(session)}
        raise TabNotThere(place=session.workbook.place, tab=titles[tab], command=command)
    return snapshot.tabs[tab]


def evaluate(session: Session, snapshot: Snapshot, known: Identified | None = None) -> Evaluated:
    """Read answers from the workbook (people's corrections included) and score them.

    ``known`` is who is who, where that was found already: dossiers that give way are left out.
    """
    state = needed(session, snapshot, responses.ID, "sync")
    candidates, findings = read_candidates(
        state, session.scheme, left_out(session, snapshot, known)
    )
    coded = coded_answers(state, candidates, session.grid, session.scheme.language)
    found = proposals(candidates, coded, session.scheme, session.grid)
    return Evaluated(candidates, found, findings, coded)


def coded_answers(
    state: TabState, candidates: Sequence[Candidate], grid: Grid, language: str
) -> dict[str, Coded]:
    """The answers of some candidates to the questions of a grid that the tab has."""
    position = {key: index for index, key in enumerate(state.keys)}
    rows = [position[each.dossier] for each in candidates]
    asked = {
        question: [state.values[column][row] for row in rows]
        for question, column in responses.question_columns(grid).items()
        if column in state.values
    }
    return code_answers(asked, grid, language)
