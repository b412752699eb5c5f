"""What can't all be right, gathered from the workbook for the commands that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.app.counting import progress
from sheets_sync.app.identifying import left_out
from sheets_sync.app.propose import coded_answers
from sheets_sync.candidates import read_candidates
from sheets_sync.consistency import announced
from sheets_sync.consistency import contradicting
from sheets_sync.consistency import over_hundred
from sheets_sync.consistency import without_bearer
from sheets_sync.consistency import without_proof
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.jury.attendance import attendance
from sheets_sync.settings.edition_file import EDITION_FILE
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import panel
from sheets_sync.tabs import proposals
from sheets_sync.tabs import responses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.session import Session
    from sheets_sync.candidates import Candidate
    from sheets_sync.jury.decisions import Decision
    from sheets_sync.scheme import Track
    from sheets_sync.scoring import Coded
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState

ANNOUNCED = Place(file=EDITION_FILE, key="announced")
AWAY = frozenset({"excused", "absent"})


def answers_found(
    session: Session,
    snapshot: Snapshot,
    candidates: Sequence[Candidate] | None = None,
    coded: Mapping[str, Coded] | None = None,
) -> list[Finding]:
    """What is the matter with the dossiers and their answers; nothing without them.

    ``candidates`` and their ``coded`` answers are read here where the caller has none.
    """
    state = snapshot.tabs.get(responses.ID)
    if state is None:
        return []
    if candidates is None or coded is None:
        candidates = _counted(session, snapshot, state)
        coded = coded_answers(state, candidates, session.grid, session.scheme.language)
    where = _Where(state)
    grid, declared = session.grid, session.scheme.contradictions
    return [
        *without_bearer(candidates, where),
        *without_proof(candidates, coded, grid, where),
        *over_hundred(candidates, coded, grid, where),
        *contradicting(candidates, coded, declared, where),
    ]


def _counted(session: Session, snapshot: Snapshot, state: TabState) -> list[Candidate]:
    """The candidates that count: neither withdrawn nor given up for another dossier."""
    return read_candidates(state, session.scheme, left_out(session, snapshot))[0]


class _Where:
    """Places in the tab "Réponses"; a column is that of a fact, or of a question."""

    def __init__(self, state: TabState) -> None:
        self._state = state
        self._lines = dict(zip(state.keys, state.lines, strict=True))

    def __call__(self, dossier: str, column: str = "") -> Place:
        headings = self._state.headings
        known = headings.get(column) or headings.get(responses.QUESTION + column, "")
        return Place(tab=self._state.title, line=self._lines[dossier], row=dossier, column=known)


def candidates_counted(
    session: Session, snapshot: Snapshot, candidates: Sequence[Candidate] | None = None
) -> Iterator[Finding]:
    """The number of candidates beside the one that was announced."""
    told, state = session.scheme.announced.candidates, snapshot.tabs.get(responses.ID)
    if told is None or state is None:
        return
    found = _counted(session, snapshot, state) if candidates is None else candidates
    yield from announced(told, len(found), "count-announced-candidates", ANNOUNCED)


def without_proposal(session: Session, snapshot: Snapshot) -> Iterator[Finding]:
    """Dossiers that came since the levels were proposed."""
    answers, proposed = snapshot.tabs.get(responses.ID), snapshot.tabs.get(proposals.ID)
    if answers is None or proposed is None:
        return
    known = {*proposed.keys}
    missing = [e.dossier for e in _counted(session, snapshot, answers) if e.dossier not in known]
    if missing:
        values = {"tab": answers.title, "count": len(missing), "dossiers": ", ".join(missing)}
        yield Finding("count-without-proposal", Place(tab=proposed.title), values)


def silent_jurors(session: Session, snapshot: Snapshot, gathered: Gathered) -> Iterator[Finding]:
    """Jurors who gave no mark at all, and are not said to be away."""
    state = snapshot.tabs.get(panel.ID)
    said = attendance(state, session.scheme, session.language)
    names = {each.id: each.name for each in session.scheme.jury}
    title = state.title if state else session.language.text(panel.TITLE)
    for each in progress(session, snapshot, gathered):
        if each.asked and not each.done and said.get(each.juror) not in AWAY:
            values = {"juror": names[each.juror], "asked": each.asked}
            yield Finding("jury-no-marks", Place(tab=title), values)


def decided_found(
    session: Session, snapshot: Snapshot, taken: Sequence[Decision], tracks: Mapping[str, Track]
) -> Iterator[Finding]:
    """What is said once every dossier is decided: mentions without anybody, the laureates."""
    if len(taken) < len(tracks) or not taken:
        return
    given = {mention for each in taken for mention in each.mentions}
    state = snapshot.tabs[deliberation.ID]
    heading = state.headings.get(deliberation.MENTIONS, "")
    for mention in session.scheme.mentions:
        if mention.id not in given:
            place = Place(tab=state.title, column=heading)
            yield Finding("decision-mention-nobody", place, {"mention": mention.name})
    laureates = sum(each.rank > 0 for each in taken)
    told = session.scheme.announced.laureates
    yield from announced(told, laureates, "count-announced-laureates", ANNOUNCED)
