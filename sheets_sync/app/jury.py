"""palmares jury: open the jurors' tabs, see who has marked what, collect the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from reports.language import NN_
from sheets_sync.app.consistency import answers_found
from sheets_sync.app.consistency import without_proposal
from sheets_sync.app.counting import progress
from sheets_sync.app.dashboard import dashboard_findings
from sheets_sync.app.dashboard import dashboard_work
from sheets_sync.app.deliberating import SEEN
from sheets_sync.app.deliberating import copied
from sheets_sync.app.deliberating import deliberation_work
from sheets_sync.app.gathering import gather
from sheets_sync.app.meeting import meeting_work
from sheets_sync.app.opining import opinions_work
from sheets_sync.app.propose import needed
from sheets_sync.app.signalling import signals_work
from sheets_sync.app.signalling import ties
from sheets_sync.app.signalling import told
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import repeatable
from sheets_sync.app.steps import sound
from sheets_sync.app.tabs import all_tabs
from sheets_sync.app.weave import weave
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import juror
from sheets_sync.tabs import panel
from sheets_sync.tabs import proposals
from sheets_sync.tabs.words import rank_name
from sheets_sync.wanted import RECOMPUTED
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work

if TYPE_CHECKING:
    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.session import Session
    from sheets_sync.findings import Finding
    from sheets_sync.jury.ballot import Ballot
    from sheets_sync.jury.progress import Progress
    from sheets_sync.scheme import Track
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot


@repeatable
def open_jury(session: Session) -> Step:
    """Plan one tab per juror, the tabs "Jury" and "Délibération", from the proposals."""
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, proposals.ID, "propose")
    gathered = gather(session, snapshot)
    suspicions = ties(session, snapshot, gathered)
    count = len(session.scheme.jury)
    return weave(
        session,
        "jury open",
        [
            _panel_work(session, snapshot, gathered),
            *_juror_works(session, snapshot, gathered),
            deliberation_work(session, snapshot, gathered),
            meeting_work(session, snapshot),
            dashboard_work(session, snapshot, gathered=gathered),
            *signals_work(session, snapshot, [*suspicions, *answers_found(session, snapshot)]),
        ],
        snapshot=snapshot,
        findings=(*told(snapshot, suspicions), *without_proposal(session, snapshot)),
        summary=(
            counted(
                NN_("The tab of {count} juror is ready.", "The tabs of {count} jurors are ready."),
                count,
            ),
        ),
        waits=Said(N_("The jurors mark in their tabs; then run “palmares jury collect”.")),
    )


def _juror_works(session: Session, snapshot: Snapshot, gathered: Gathered) -> list[Work]:
    """The jurors' tabs; one that was deleted gets back what was collected from it."""
    works = []
    for each, tab in zip(
        session.scheme.jury, juror.juror_tabs(session.scheme, session.language), strict=True
    ):
        wanted = copied(tab, snapshot, gathered.tracks)
        if tab.id not in snapshot.tabs:
            ballot = gathered.ballots[each.id]
            wanted = _with_ballot(wanted, ballot, gathered.tracks, session)
        works.append(Work(tab, wanted, SEEN))
    return works


def _with_ballot(
    wanted: Wanted, ballot: Ballot, tracks: dict[str, Track], session: Session
) -> Wanted:
    """The same with what was collected before the tab was deleted."""
    columns: dict[str, list[CellValue]] = {}
    if ballot.before:
        columns[juror.MARK] = [
            rank_name(ballot.before[key], tracks[key], session.language)
            if key in ballot.before
            else None
            for key in wanted.keys
        ]
    if ballot.recusals:
        columns[juror.RECUSAL] = [ballot.recusals.get(key) for key in wanted.keys]
    for domain in {domain for said in ballot.comments.values() for domain in said}:
        column = juror.COMMENT_ON + domain if domain else juror.COMMENT
        texts = [ballot.comments.get(key, {}).get(domain) for key in wanted.keys]
        columns[column] = [*texts]
    return Wanted(wanted.keys, {**wanted.values, **columns})


@repeatable
def collect(session: Session) -> Step:
    """Plan the marks in the tab "Délibération", the comments in the tab "Avis"."""
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, deliberation.ID, "jury open")
    gathered = gather(session, snapshot)
    suspicions = ties(session, snapshot, gathered)
    return weave(
        session,
        "jury collect",
        [
            _panel_work(session, snapshot, gathered),
            deliberation_work(session, snapshot, gathered),
            opinions_work(session, snapshot, gathered),
            dashboard_work(session, snapshot, gathered=gathered),
            *signals_work(session, snapshot, [*suspicions, *answers_found(session, snapshot)]),
        ],
        snapshot=snapshot,
        findings=(
            *gathered.findings,
            *told(snapshot, suspicions),
            *without_proposal(session, snapshot),
            *dashboard_findings(session, snapshot),
        ),
        summary=(
            counted(NN_("{count} mark collected.", "{count} marks collected."), gathered.given),
        ),
        waits=Said(
            N_("The chair fills “{heading}” in the tab “{tab}”; then run “palmares decide”."),
            {"heading": session.language.text("Decision"), "tab": titled(session)},
        ),
    )


def titled(session: Session) -> str:
    """The title of the deliberation tab, as people read it."""
    return session.language.text(deliberation.TITLE)


def _panel_work(session: Session, snapshot: Snapshot, gathered: Gathered) -> Work:
    """The tab "Jury": who the jurors are, and how far."""
    tab = panel.panel_tab(session.scheme, session.language)
    jury = session.scheme.jury
    lines = progress(session, snapshot, gathered)
    columns: dict[str, list[CellValue]] = {
        panel.NAME: [each.name for each in jury],
        panel.ROLE: [each.role for each in jury],
        panel.DONE: [each.done for each in lines],
        panel.ASKED: [each.asked for each in lines],
        panel.RECUSED: [each.recused for each in lines],
    }
    return Work(tab, Wanted(tuple(each.id for each in jury), columns), Rules(why=RECOMPUTED))


def status(session: Session) -> tuple[list[Progress], list[Finding]]:
    """How far each juror is, in the jury's order, and what is wrong; reads only."""
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, deliberation.ID, "jury open")
    gathered = gather(session, snapshot)
    suspicions = told(snapshot, ties(session, snapshot, gathered))
    lines = progress(session, snapshot, gathered)
    return lines, [*gathered.findings, *suspicions]
