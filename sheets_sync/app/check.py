"""palmares check: everything that can be said of configuration, export and workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.app import google
from sheets_sync.app.consistency import answers_found
from sheets_sync.app.consistency import candidates_counted
from sheets_sync.app.consistency import decided_found
from sheets_sync.app.consistency import silent_jurors
from sheets_sync.app.consistency import without_proposal
from sheets_sync.app.dashboard import dashboard_findings
from sheets_sync.app.form_check import check_form
from sheets_sync.app.gathering import gather
from sheets_sync.app.identifying import identified
from sheets_sync.app.journal import checked
from sheets_sync.app.kept import not_compared
from sheets_sync.app.session import open_session
from sheets_sync.app.signalling import ties
from sheets_sync.app.signalling import told
from sheets_sync.app.sync import pull
from sheets_sync.app.tabs import all_tabs
from sheets_sync.app.taking import taken_decisions
from sheets_sync.candidates import read_candidates
from sheets_sync.findings import blocking
from sheets_sync.settings.errors import BadSettings
from sheets_sync.sources.live.protocol import silent
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import proposals
from sheets_sync.tabs import responses
from sheets_sync.workbooks.base import TellsRights

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.app.session import Session
    from sheets_sync.findings import Finding
    from sheets_sync.sources.live.protocol import Tell


def check(folder: Path, export: Path | None, tell: Tell = silent) -> list[Finding]:
    """Every finding about a campaign; reads only. ``tell`` is told of waits for a live form.

    What is wrong with ``config/`` hides the rest: without it nothing else can be read.
    """
    try:
        session = open_session(folder)
        form = session.form
    except BadSettings as error:
        return list(error.findings)
    findings = [*session.edition.warnings, *form.findings]
    path = export or session.campaign.export
    if form.source is not None and export is None:
        findings += check_form(session, tell)
    elif path is not None:
        findings += pull(session, path).findings
    return [*findings, *_workbook(session)]


def _workbook(session: Session) -> list[Finding]:
    access = [*google.access(session.campaign, session.language)]
    if blocking(access):
        return access
    snapshot = session.read(all_tabs(session))
    findings = [*access, *snapshot.problems, *checked(session, snapshot).findings]
    if isinstance(session.workbook, TellsRights):
        findings += session.workbook.rights()
    if responses.ID in snapshot.tabs:
        findings += read_candidates(snapshot.tabs[responses.ID], session.scheme)[1]
        findings += [
            *identified(session, snapshot).told,
            *not_compared(session.history, session.scheme, session.language),
        ]
        findings += told(snapshot, answers_found(session, snapshot))
        findings += candidates_counted(session, snapshot)
        findings += without_proposal(session, snapshot)
    if proposals.ID in snapshot.tabs and deliberation.ID in snapshot.tabs:
        gathered = gather(session, snapshot)
        findings += gathered.findings
        findings += told(snapshot, ties(session, snapshot, gathered))
        findings += silent_jurors(session, snapshot, gathered)
        taken, tracks, problems = taken_decisions(session, snapshot)
        findings += [*problems, *decided_found(session, snapshot, taken, tracks)]
        findings += dashboard_findings(session, snapshot)
    return findings
