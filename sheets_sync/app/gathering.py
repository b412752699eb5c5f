"""What every juror says, gathered from the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.app.propose import needed
from sheets_sync.candidates import cell_text
from sheets_sync.candidates import read_candidates
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.jury.ballot import GENERAL
from sheets_sync.jury.ballot import Ballot
from sheets_sync.jury.ballot import read_ballot
from sheets_sync.jury.opinions import apart
from sheets_sync.jury.panel import Panel
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import juror
from sheets_sync.tabs import opinions
from sheets_sync.tabs import proposals
from sheets_sync.tabs import responses
from sheets_sync.tabs.words import read_level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sheets_sync.app.session import Session
    from sheets_sync.scheme import Juror
    from sheets_sync.scheme import Track
    from sheets_sync.workbooks.base import Snapshot


@dataclass(frozen=True, slots=True)
class Gathered:
    """The ballots by juror id, in the jury's order, the track of each dossier, findings."""

    ballots: dict[str, Ballot]
    tracks: dict[str, Track]
    findings: list[Finding]

    def panel(self, dossier: str) -> Panel:
        """The marks that count on a dossier."""
        given = {juror: each.mark(dossier) for juror, each in self.ballots.items()}
        return Panel({juror: mark for juror, mark in given.items() if mark is not None})

    @property
    def given(self) -> int:
        """How many marks count in all."""
        return sum(len(each.marks) for each in self.ballots.values())


def tracks_by_dossier(session: Session, snapshot: Snapshot) -> dict[str, Track]:
    """The track of each dossier that has a proposal."""
    state = needed(session, snapshot, proposals.ID, "propose")
    answers = needed(session, snapshot, responses.ID, "sync")
    candidates, _ = read_candidates(answers, session.scheme)
    proposed = set(state.keys)
    return {
        each.dossier: session.scheme.track(each.track)
        for each in candidates
        if each.dossier in proposed
    }


def gather(session: Session, snapshot: Snapshot) -> Gathered:
    """What each juror says, from their tabs.

    A juror without a tab keeps the marks, recusals and comments that were collected from
    it, and has a finding.
    """
    tracks = tracks_by_dossier(session, snapshot)
    ballots: dict[str, Ballot] = {}
    findings: list[Finding] = []
    tabs = juror.juror_tabs(session.scheme, session.language)
    for each, tab in zip(session.scheme.jury, tabs, strict=True):
        state = snapshot.tabs.get(tab.id)
        if state is None:
            findings.append(Finding("jury-tab-missing", Place(tab=tab.title), {"juror": each.name}))
            ballots[each.id] = _collected(session, snapshot, tracks, each)
            continue
        ballots[each.id], problems = read_ballot(
            state, each.id, tracks, session.scheme, session.language
        )
        findings += problems
    return Gathered(ballots, tracks, findings)


def _collected(
    session: Session, snapshot: Snapshot, tracks: dict[str, Track], who: Juror
) -> Ballot:
    """What the deliberation tab still holds of one juror."""
    state = snapshot.tabs.get(deliberation.ID)
    if state is None:
        return Ballot(who.id, has_tab=False)
    marks = state.values.get(deliberation.MARK + who.id, ())
    ranks = {
        key: read_level(cell, tracks[key], session.language)
        for key, cell in zip(state.keys, marks, strict=False)
        if key in tracks and cell
    }
    recused = state.values.get(deliberation.RECUSED, ())
    lines = {
        key: cell_text(recused, index).splitlines()
        for index, key in enumerate(state.keys)
        if key in tracks
    }
    return Ballot(
        who.id,
        before={key: rank for key, rank in ranks.items() if rank is not None},
        recusals={key: reason for key, said in lines.items() if (reason := _reason(said, who))},
        comments=_comments(session, snapshot, who),
        has_tab=False,
    )


def _comments(session: Session, snapshot: Snapshot, who: Juror) -> dict[str, dict[str, str]]:
    """The comments of one juror that the tab "Avis" still holds, by dossier and domain."""
    state = snapshot.tabs.get(opinions.ID)
    names = [deliberation.initial(each) for each in session.scheme.jury]
    name = deliberation.initial(who)
    if state is None or names.count(name) > 1:
        return {}
    found: dict[str, dict[str, str]] = {}
    for domain in (GENERAL, *(domain.id for domain in session.scheme.domains)):
        cells = state.values.get(opinions.DOMAIN + domain, ())
        for index, key in enumerate(state.keys):
            said = apart(cell_text(cells, index), name, names, session.language)
            if said:
                found.setdefault(key, {})[domain] = said
    return found


def _reason(lines: Iterable[str], who: Juror) -> str:
    """The reason after a juror's name, as :func:`recused_line` wrote it."""
    start = recused_line(who, "")
    return next((line.removeprefix(start) for line in lines if line.startswith(start)), "")


def recused_line(who: Juror, reason: str) -> str:
    """How the deliberation tab says that a juror stands back."""
    return f"{deliberation.initial(who)} – {' '.join(reason.split())}"
