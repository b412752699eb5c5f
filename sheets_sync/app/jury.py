"""palmares jury: open the jurors' tabs, see who has marked what, collect the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from reports.language import NN_
from sheets_sync.app.propose import needed
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import repeatable
from sheets_sync.app.steps import sound
from sheets_sync.app.tabs import all_tabs
from sheets_sync.app.weave import weave
from sheets_sync.candidates import read_candidates
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.jury.marks import progress
from sheets_sync.jury.marks import read_marks
from sheets_sync.jury.panel import Panel
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import juror
from sheets_sync.tabs import proposals
from sheets_sync.tabs import responses
from sheets_sync.tabs.proposals import LEVEL
from sheets_sync.tabs.proposals import LEVEL_NOW
from sheets_sync.tabs.words import rank_name
from sheets_sync.tabs.words import read_level
from sheets_sync.wanted import RECOMPUTED
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from sheets_sync.app.session import Session
    from sheets_sync.jury.panel import Progress
    from sheets_sync.scheme import Track
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import Snapshot


SEEN = Rules(beside={LEVEL: LEVEL_NOW}, held=True, why=RECOMPUTED)
"""Once jurors have seen a level, a level computed again is shown beside it."""


@repeatable
def open_jury(session: Session) -> Step:
    """Plan one tab per juror and the tab "Délibération", from the proposals."""
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, proposals.ID, "propose")
    tabs = juror.juror_tabs(session.scheme, session.language)
    tracks = tracks_by_dossier(session, snapshot)
    marks, _ = gather(session, snapshot, tracks)
    works = [
        Work(tab, _with_marks(copied(tab, snapshot), marks[each.id], tracks, session), SEEN)
        if tab.id not in snapshot.tabs
        else Work(tab, copied(tab, snapshot), SEEN)
        for each, tab in zip(session.scheme.jury, tabs, strict=True)
    ]
    works.append(_deliberation(session, snapshot, marks, tracks))
    count = len(session.scheme.jury)
    return weave(
        session,
        "jury open",
        works,
        snapshot=snapshot,
        summary=(
            counted(
                NN_("The tab of {count} juror is ready.", "The tabs of {count} jurors are ready."),
                count,
            ),
        ),
        waits=Said(N_("The jurors mark in their tabs; then run “palmares jury collect”.")),
    )


def _with_marks(
    wanted: Wanted, marks: dict[str, int], tracks: dict[str, Track], session: Session
) -> Wanted:
    """The same with marks that were collected before the juror's tab was deleted."""
    if not marks:
        return wanted
    names: list[CellValue] = [
        rank_name(marks[key], tracks[key], session.language) if key in marks else None
        for key in wanted.keys
    ]
    return Wanted(wanted.keys, {**wanted.values, juror.MARK: names})


def copied(tab: Tab, snapshot: Snapshot) -> Wanted:
    """The program's columns of a jury tab, copied from "Propositions" and "Réponses"."""
    source = snapshot.tabs[proposals.ID]
    answers = snapshot.tabs.get(responses.ID)
    position = {key: i for i, key in enumerate(answers.keys)} if answers else {}
    columns: dict[str, list[CellValue]] = {}
    for column in tab.columns:
        if column.owner != "program" or column.id == tab.key:
            continue
        if column.id in source.values:
            columns[column.id] = list(source.values[column.id])
        elif answers and column.id in answers.values:
            cells = answers.values[column.id]
            columns[column.id] = [
                cells[position[key]] if key in position else None for key in source.keys
            ]
    return Wanted(source.keys, columns)


@repeatable
def collect(session: Session) -> Step:
    """Plan the marks in the tab "Délibération": each one, their count, median, spread."""
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, deliberation.ID, "jury open")
    tracks = tracks_by_dossier(session, snapshot)
    marks, findings = gather(session, snapshot, tracks)
    given = sum(len(each) for each in marks.values())
    return weave(
        session,
        "jury collect",
        [_deliberation(session, snapshot, marks, tracks)],
        snapshot=snapshot,
        findings=tuple(findings),
        summary=(counted(NN_("{count} mark collected.", "{count} marks collected."), given),),
        waits=Said(
            N_("The chair fills “{heading}” in the tab “{tab}”; then run “palmares decide”."),
            {"heading": session.language.text("Decision"), "tab": titled(session)},
        ),
    )


def titled(session: Session) -> str:
    """The title of the deliberation tab, as people read it."""
    return session.language.text(deliberation.TITLE)


def _deliberation(
    session: Session,
    snapshot: Snapshot,
    marks: dict[str, dict[str, int]],
    tracks: dict[str, Track],
) -> Work:
    """The deliberation tab: proposals and marks, whatever command writes it."""
    tab = deliberation.deliberation_tab(session.scheme, session.language)
    wanted = copied(tab, snapshot)
    columns = {**wanted.values, **_figures(wanted.keys, marks, tracks, session)}
    return Work(tab, Wanted(wanted.keys, columns), SEEN)


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


def gather(
    session: Session, snapshot: Snapshot, tracks: dict[str, Track]
) -> tuple[dict[str, dict[str, int]], list[Finding]]:
    """Marks by juror id, then by dossier.

    A juror without a tab keeps the marks that were collected from it, and has a finding.
    """
    marks: dict[str, dict[str, int]] = {}
    findings: list[Finding] = []
    for each, tab in zip(
        session.scheme.jury, juror.juror_tabs(session.scheme, session.language), strict=True
    ):
        state = snapshot.tabs.get(tab.id)
        if state is None:
            findings.append(Finding("jury-tab-missing", Place(tab=tab.title), {"juror": each.name}))
            marks[each.id] = _collected(session, snapshot, tracks, deliberation.MARK + each.id)
            continue
        marks[each.id], problems = read_marks(state, tracks, session.language)
        findings += problems
    return marks, findings


def _collected(
    session: Session, snapshot: Snapshot, tracks: dict[str, Track], column: str
) -> dict[str, int]:
    """The marks of one juror as the deliberation tab holds them, by dossier."""
    state = snapshot.tabs.get(deliberation.ID)
    if state is None:
        return {}
    ranks = {
        key: read_level(cell, tracks[key], session.language)
        for key, cell in zip(state.keys, state.values.get(column, ()), strict=False)
        if key in tracks and cell
    }
    return {key: rank for key, rank in ranks.items() if rank is not None}


def _figures(
    keys: Sequence[str],
    marks: dict[str, dict[str, int]],
    tracks: dict[str, Track],
    session: Session,
) -> dict[str, list[CellValue]]:
    """The columns of marks, count, median and spread, for the dossiers in ``keys``."""
    language = session.language
    columns: dict[str, list[CellValue]] = {}
    for key in keys:
        track = tracks.get(key)
        given = {each: by_key[key] for each, by_key in marks.items() if key in by_key}
        panel = Panel(given)
        for each in session.scheme.jury:
            rank = given.get(each.id)
            name = rank_name(rank, track, language) if track and rank is not None else None
            columns.setdefault(deliberation.MARK + each.id, []).append(name)
        columns.setdefault(deliberation.COUNT, []).append(panel.count)
        columns.setdefault(deliberation.SPREAD, []).append(panel.spread)
        columns.setdefault(deliberation.MEDIAN, []).append(_median(panel.median, track, session))
    return columns


def _median(median: Fraction | None, track: Track | None, session: Session) -> str | None:
    """The median as a level's name, or the two names it lies between."""
    if median is None or track is None:
        return None
    low, high = median.numerator // median.denominator, -(-median.numerator // median.denominator)
    names = [rank_name(rank, track, session.language) for rank in dict.fromkeys((low, high))]
    return " / ".join(names)


def status(session: Session) -> tuple[list[Progress], list[Finding]]:
    """How far each juror is, in the jury's order; reads only."""
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, deliberation.ID, "jury open")
    tracks = tracks_by_dossier(session, snapshot)
    marks, findings = gather(session, snapshot, tracks)
    tabs = {
        each.id: tab
        for each, tab in zip(
            session.scheme.jury, juror.juror_tabs(session.scheme, session.language), strict=True
        )
    }
    return [
        progress(each, marks[each.id], len(tracks), has_tab=tabs[each.id].id in snapshot.tabs)
        for each in session.scheme.jury
    ], findings
