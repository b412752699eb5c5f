"""palmares decide: the tab "Délibération" -> checked decisions -> the tab "Décisions"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from reports.language import NN_
from sheets_sync.app.consistency import decided_found
from sheets_sync.app.consistency import silent_jurors
from sheets_sync.app.dashboard import dashboard_work
from sheets_sync.app.gathering import gather
from sheets_sync.app.meeting import meeting_work
from sheets_sync.app.meeting import to_sign
from sheets_sync.app.ordering import order_columns
from sheets_sync.app.progressing import evidence
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import repeatable
from sheets_sync.app.steps import sound
from sheets_sync.app.tabs import all_tabs
from sheets_sync.app.taking import taken_decisions
from sheets_sync.app.weave import weave
from sheets_sync.tabs import decisions
from sheets_sync.tabs import deliberation
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.words import rank_name
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work

if TYPE_CHECKING:
    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Step
    from sheets_sync.jury.decisions import Decision
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot


DECIDED = N_("decided by the jury")


@repeatable
def decide(session: Session) -> Step:
    """Plan the record of the decisions; what is not decided yet is a finding."""
    snapshot = sound(session.read(all_tabs(session)))
    taken, tracks, findings = taken_decisions(session, snapshot)
    gathered = gather(session, snapshot)
    left = len(tracks) - len(taken)
    tab = decisions.decisions_tab(session.scheme, session.language)
    return weave(
        session,
        "decide",
        [
            Work(tab, wanted_decisions(taken, session, snapshot, gathered), Rules(why=DECIDED)),
            meeting_work(session, snapshot, None if left else taken),
            dashboard_work(session, snapshot, gathered=gathered),
        ],
        snapshot=snapshot,
        findings=(
            *findings,
            *silent_jurors(session, snapshot, gathered),
            *decided_found(session, snapshot, taken, tracks),
        ),
        summary=(
            counted(NN_("{count} decision recorded.", "{count} decisions recorded."), len(taken)),
            *evidence(session, snapshot, taken, tracks),
        ),
        waits=counted(
            NN_(
                "{count} dossier waits for its decision in the deliberation tab.",
                "{count} dossiers wait for their decision in the deliberation tab.",
            ),
            left,
        )
        if left
        else to_sign(session, snapshot, taken),
    )


def wanted_decisions(
    taken: list[Decision], session: Session, snapshot: Snapshot, gathered: Gathered
) -> Wanted:
    """What the tab "Décisions" should hold, one row per decision."""
    state = snapshot.tabs[deliberation.ID]
    position = {key: index for index, key in enumerate(state.keys)}
    tab = decisions.decisions_tab(session.scheme, session.language)
    shared = [
        c for c in tab.ids(Owner.PROGRAM) if c in state.values and c not in _OWN and c != tab.key
    ]
    names = {mention.id: mention.name for mention in session.scheme.mentions}
    columns: dict[str, list[CellValue]] = {
        column: [state.values[column][position[each.dossier]] for each in taken]
        for column in shared
    }
    columns[decisions.DECISION] = [
        rank_name(each.rank, gathered.tracks[each.dossier], session.language) for each in taken
    ]
    columns[decisions.REASON] = [each.reason or None for each in taken]
    columns[decisions.MENTIONS] = [
        "\n".join(names[mention] for mention in each.mentions) or None for each in taken
    ]
    columns[decisions.OPINION] = [each.opinion or None for each in taken]
    columns |= order_columns(session, snapshot, taken, gathered)
    return Wanted(tuple(each.dossier for each in taken), columns)


_OWN = {
    *(decisions.DECISION, decisions.REASON, decisions.MENTIONS, decisions.OPINION),
    *(decisions.ORDER, decisions.TIE),
}
