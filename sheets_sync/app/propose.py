"""palmares propose: the tab "Réponses" -> levels with their reasons -> "Propositions"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import repeatable
from sheets_sync.app.steps import sound
from sheets_sync.app.tabs import all_tabs
from sheets_sync.app.weave import weave
from sheets_sync.app.weave import withdrawn
from sheets_sync.candidates import read_candidates
from sheets_sync.evaluation import proposals
from sheets_sync.robustness import robustness
from sheets_sync.scoring import code_answers
from sheets_sync.tabs import responses
from sheets_sync.tabs.proposals import proposal_values
from sheets_sync.tabs.proposals import proposals_tab
from sheets_sync.tabs.proposals import solidity_values
from sheets_sync.wanted import RECOMPUTED
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Step
    from sheets_sync.candidates import Candidate
    from sheets_sync.findings import Finding
    from sheets_sync.grid import Grid
    from sheets_sync.proposal import Proposal
    from sheets_sync.scoring import Coded
    from sheets_sync.tabs.model import CellValue
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


@repeatable
def propose(session: Session) -> Step:
    """Plan the tab "Propositions" from the answers as they stand in the workbook."""
    snapshot = sound(session.read(all_tabs(session)))
    evaluated = evaluate(session, snapshot)
    tab = proposals_tab(session.scheme, session.language)
    count = len(evaluated.candidates)
    return weave(
        session,
        "propose",
        [Work(tab, wanted_proposals(evaluated, session), Rules(why=RECOMPUTED))],
        snapshot=snapshot,
        findings=tuple(evaluated.findings),
        summary=(counted(NN_("{count} level proposed.", "{count} levels proposed."), count),),
    )


def needed(session: Session, snapshot: Snapshot, tab: str, command: str) -> TabState:
    """The state of a tab that must be there; raises :class:`TabNotThere`."""
    if tab not in snapshot.tabs:
        titles = {each.id: each.title for each in all_tabs(session)}
        raise TabNotThere(place=session.workbook.place, tab=titles[tab], command=command)
    return snapshot.tabs[tab]


def evaluate(session: Session, snapshot: Snapshot) -> Evaluated:
    """Read answers from the workbook (people's corrections included) and score them."""
    state = needed(session, snapshot, responses.ID, "sync")
    candidates, findings = read_candidates(state, session.scheme, withdrawn(session, state))
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


def wanted_proposals(evaluated: Evaluated, session: Session) -> Wanted:
    """What the tab should hold, columns by id."""
    tracks = {track.id: track.name for track in session.scheme.tracks}
    types = {each.id: each.name for each in session.scheme.types}
    columns: dict[str, list[CellValue]] = {}
    solidity = robustness(evaluated.candidates, evaluated.coded, session.scheme, session.grid)
    for candidate, proposal, solid in zip(
        evaluated.candidates, evaluated.proposals, solidity, strict=True
    ):
        levels = session.scheme.track(candidate.track).levels
        values: dict[str, CellValue] = {
            "name": candidate.name,
            "department": candidate.department,
            "type": types.get(candidate.type),
            **({"track": tracks[candidate.track]} if len(tracks) > 1 else {}),
            **proposal_values(proposal, session.scheme, session.language),
            **solidity_values(solid, levels, session.scheme, session.language),
        }
        for column, value in values.items():
            columns.setdefault(column, []).append(value)
    return Wanted(tuple(each.dossier for each in evaluated.candidates), columns)
