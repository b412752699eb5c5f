"""What every juror says, gathered from the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.app.identifying import left_out
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
from sheets_sync.tabs import panel
from sheets_sync.tabs import proposals
from sheets_sync.tabs import responses
from sheets_sync.tabs.short_names import short_names
from sheets_sync.tabs.words import read_level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

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


def tracks_by_dossier(
    session: Session, snapshot: Snapshot, coming: Iterable[str] = ()
) -> dict[str, Track]:
    """The track of each dossier that counts and has a proposal: those that the jury decides.

    ``coming`` are dossiers whose proposals are about to be written.
    """
    state = needed(session, snapshot, proposals.ID, "propose")
    answers = needed(session, snapshot, responses.ID, "sync")
    candidates, _ = read_candidates(answers, session.scheme, left_out(session, snapshot))
    proposed = {*state.keys, *coming}
    return {
        each.dossier: session.scheme.track(each.track)
        for each in candidates
        if each.dossier in proposed
    }


def gather(session: Session, snapshot: Snapshot, coming: Iterable[str] = ()) -> Gathered:
    """What each juror says, from their tabs; ``coming`` as for :func:`tracks_by_dossier`.

    A juror without a tab keeps the marks, recusals and comments that were collected from
    it, and has a finding.
    """
    tracks = tracks_by_dossier(session, snapshot, coming)
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
    return Gathered(ballots, tracks, [*findings, *_gone(session, snapshot)])


def _gone(session: Session, snapshot: Snapshot) -> Iterator[Finding]:
    """Those who have a line in the tab "Jury", and are not in the jury any more."""
    state = snapshot.tabs.get(panel.ID)
    if state is None:
        return
    jury = {each.id for each in session.scheme.jury}
    names = state.values.get(panel.NAME, ())
    for at, key in enumerate(state.keys):
        if key not in jury:
            place = Place(tab=state.title, line=state.lines[at])
            yield Finding("jury-juror-gone", place, {"juror": cell_text(names, at) or key})


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
    name = short_names(session.scheme.jury)[who.id]
    return Ballot(
        who.id,
        before={key: rank for key, rank in ranks.items() if rank is not None},
        recusals={key: reason for key, said in lines.items() if (reason := _reason(said, name))},
        comments=_comments(session, snapshot, who),
        has_tab=False,
    )


def _comments(session: Session, snapshot: Snapshot, who: Juror) -> dict[str, dict[str, str]]:
    """The comments of one juror that the tab "Avis" still holds, by dossier and domain."""
    state = snapshot.tabs.get(opinions.ID)
    if state is None:
        return {}
    names = short_names(session.scheme.jury)
    found: dict[str, dict[str, str]] = {}
    for domain in (GENERAL, *(domain.id for domain in session.scheme.domains)):
        cells = state.values.get(opinions.DOMAIN + domain, ())
        for index, key in enumerate(state.keys):
            said = apart(cell_text(cells, index), names[who.id], names.values(), session.language)
            if said:
                found.setdefault(key, {})[domain] = said
    return found


def _reason(lines: Iterable[str], name: str) -> str:
    """The reason after a juror's short name, as :func:`recused_line` wrote it."""
    start = recused_line(name, "")
    return next((line.removeprefix(start) for line in lines if line.startswith(start)), "")


def recused_line(name: str, reason: str) -> str:
    """How the deliberation tab says that a juror, by short name, stands back."""
    return f"{name} – {' '.join(reason.split())}"
