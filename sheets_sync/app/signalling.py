"""What somebody should look at: findings listed in the workbook, until they are settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.app.gathering import gather
from sheets_sync.app.identifying import identified
from sheets_sync.app.identifying import left_out
from sheets_sync.app.propose import needed
from sheets_sync.candidates import read_candidates
from sheets_sync.jury.ties import suspected
from sheets_sync.jury.ties import tie_findings
from sheets_sync.signals import set_aside
from sheets_sync.signals import still
from sheets_sync.signals import wanted_signals
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import juror
from sheets_sync.tabs import proposals
from sheets_sync.tabs import responses
from sheets_sync.tabs import signals as tabs
from sheets_sync.wanted import RECOMPUTED
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Work

if TYPE_CHECKING:
    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.identifying import Identified
    from sheets_sync.app.session import Session
    from sheets_sync.findings import Finding
    from sheets_sync.workbooks.base import Snapshot


def ties(session: Session, snapshot: Snapshot, gathered: Gathered) -> list[Finding]:
    """Ties to suspect between jurors and candidates, without those who stand back."""
    answers = needed(session, snapshot, responses.ID, "sync")
    candidates, _ = read_candidates(answers, session.scheme, left_out(session, snapshot))
    past = [result for edition in session.history for result in edition.results]
    found = suspected(session.scheme.jury, candidates, past)
    jury = session.scheme.jury
    made = juror.juror_tabs(session.scheme, session.language)
    titles = {each.id: tab.title for each, tab in zip(jury, made, strict=True)}
    return tie_findings(found, gathered.ballots, titles.__getitem__)


def open_ties(session: Session, snapshot: Snapshot) -> list[Finding]:
    """The ties to suspect once the jury's tabs are there; none before."""
    if proposals.ID not in snapshot.tabs or deliberation.ID not in snapshot.tabs:
        return []
    return ties(session, snapshot, gather(session, snapshot))


def told(snapshot: Snapshot, found: list[Finding]) -> list[Finding]:
    """The findings that nobody set aside in the tab of signals."""
    return still(found, set_aside(snapshot.tabs.get(tabs.ID)))


def signals_work(
    session: Session, snapshot: Snapshot, found: list[Finding], known: Identified | None = None
) -> tuple[Work, ...]:
    """The tab of signals, who is who besides those ``found``; none until there is a signal.

    ``known`` is who is who, where that was found already.
    """
    who = known or identified(session, snapshot)
    found = [*(each.finding for each in who.matters), *found]
    if not found and tabs.ID not in snapshot.tabs:
        return ()
    tab = tabs.signals_tab(session.language)
    rules = Rules(tabs.STATUS, session.language.text(tabs.OVER), why=RECOMPUTED)
    return (Work(tab, wanted_signals(found, session.language), rules),)
