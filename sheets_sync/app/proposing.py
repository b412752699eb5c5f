"""palmares propose: the tab "Réponses" -> levels with their reasons -> "Propositions"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import NN_
from sheets_sync.app.consistency import answers_found
from sheets_sync.app.consistency import candidates_counted
from sheets_sync.app.dashboard import Coming
from sheets_sync.app.dashboard import dashboard_work
from sheets_sync.app.identifying import identified
from sheets_sync.app.kept import not_compared
from sheets_sync.app.propose import evaluate
from sheets_sync.app.signalling import open_ties
from sheets_sync.app.signalling import signals_work
from sheets_sync.app.signalling import told
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import repeatable
from sheets_sync.app.steps import sound
from sheets_sync.app.tabs import all_tabs
from sheets_sync.app.weave import weave
from sheets_sync.robustness import robustness
from sheets_sync.tabs.proposals import proposal_values
from sheets_sync.tabs.proposals import proposals_tab
from sheets_sync.tabs.proposals import solidity_values
from sheets_sync.wanted import RECOMPUTED
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work

if TYPE_CHECKING:
    from sheets_sync.app.propose import Evaluated
    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Step
    from sheets_sync.tabs.model import CellValue


GONE = "workbook-dossier-withdrawn"


@repeatable
def propose(session: Session) -> Step:
    """Plan the tab "Propositions" from the answers as they stand in the workbook."""
    snapshot = sound(session.read(all_tabs(session)))
    known = identified(session, snapshot)
    evaluated = evaluate(session, snapshot, known)
    tab = proposals_tab(session.scheme, session.language)
    count = len(evaluated.candidates)
    matters = answers_found(session, snapshot, evaluated.candidates, evaluated.coded)
    work = Work(tab, wanted_proposals(evaluated, session), Rules(why=RECOMPUTED))
    step = weave(
        session,
        "propose",
        [
            work,
            dashboard_work(session, snapshot, Coming(work, evaluated.candidates)),
            *signals_work(session, snapshot, [*open_ties(session, snapshot), *matters], known),
        ],
        snapshot=snapshot,
        findings=(
            *evaluated.findings,
            *known.told,
            *not_compared(session.history, session.scheme, session.language),
            *told(snapshot, matters),
            *candidates_counted(session, snapshot, evaluated.candidates),
        ),
        summary=(counted(NN_("{count} level proposed.", "{count} levels proposed."), count),),
    )
    # Those that give way did not leave the form; that they give way is told already.
    said = [f for f in step.findings if f.code != GONE or f.place.row not in known.left_out]
    return step._replace(findings=tuple(said))


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
