"""The tab "Tableau de bord", whatever command changes its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.app.counting import progress
from sheets_sync.app.gathering import gather
from sheets_sync.app.identifying import left_out
from sheets_sync.app.taking import taken_decisions
from sheets_sync.candidates import read_candidates
from sheets_sync.dashboard import agreement_figures
from sheets_sync.dashboard import domain_figures
from sheets_sync.dashboard import level_figures
from sheets_sync.dashboard import progress_figures
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.merge import merge
from sheets_sync.tabs import dashboard as tabs
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import proposals
from sheets_sync.tabs import responses
from sheets_sync.tabs.words import read_level
from sheets_sync.wanted import RECOMPUTED
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.session import Session
    from sheets_sync.candidates import Candidate
    from sheets_sync.dashboard import Figures
    from sheets_sync.scheme import Track
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot

Shown = dict[str, dict[str, "CellValue"]]
"""Cells of the tab "Propositions", by dossier and column."""


class Coming(NamedTuple):
    """What a command is about to write in the tab "Propositions", and for which candidates."""

    work: Work
    candidates: Sequence[Candidate]


def dashboard_work(
    session: Session,
    snapshot: Snapshot,
    coming: Coming | None = None,
    gathered: Gathered | None = None,
) -> Work:
    """The dashboard, from what the workbook holds or is about to.

    ``gathered`` is what a command of the jury, which may be making its tabs, has gathered.
    """
    tab = tabs.dashboard_tab(session.scheme, session.language)
    shown = _shown(session, snapshot, coming.work if coming else None)
    candidates = coming.candidates if coming else _candidates(session, snapshot)
    tracks = {each.dossier: session.scheme.track(each.track) for each in candidates}
    if gathered is None and {proposals.ID, deliberation.ID} <= {*snapshot.tabs}:
        gathered = gather(session, snapshot, shown)
    decided = _decided(session, snapshot) if gathered else None
    figures = _figures(session, shown, tracks, decided)
    figures |= _jury(session, snapshot, gathered) if gathered else _nobody(session)
    lines = tabs.dashboard_lines(session.scheme, session.language)
    columns: dict[str, list[CellValue]] = {
        tabs.WHAT: [line.what for line in lines],
        tabs.FIRST: [figures.get(line.key, line[2:])[0] for line in lines],
        tabs.SECOND: [figures.get(line.key, line[2:])[1] for line in lines],
    }
    return Work(tab, Wanted([line.key for line in lines], columns), Rules(why=RECOMPUTED))


def dashboard_findings(session: Session, snapshot: Snapshot) -> Iterator[Finding]:
    """Charts that no longer cover their lines: one is missing, was moved or deleted.

    A line that comes is told of by the command that adds it; where it stands then, nobody
    can tell from the cells that the chart does not reach so far.
    """
    state = snapshot.tabs.get(tabs.ID)
    if state is None:
        return
    lines = dict(zip(state.keys, state.lines, strict=True))
    for chart in tabs.dashboard_tab(session.scheme, session.language).charts:
        found = [lines.get(key, 0) for key in chart.rows]
        if found != [*range(found[0], found[0] + len(found))]:
            place = Place(tab=state.title)
            yield Finding("dashboard-chart-apart", place, {"chart": chart.title})


def _figures(
    session: Session,
    shown: Shown,
    tracks: Mapping[str, Track],
    decided: list[tuple[str, int]] | None,
) -> Figures:
    """Levels and domains; ``decided`` None before the jury."""
    asked = {key: shown[key] for key in tracks if key in shown}
    ladders = {
        track.id: max((level.rank for level in track.levels), default=0)
        for track in session.scheme.tracks
    }
    figures = level_figures(ladders, _proposed(session, asked, tracks), decided)
    figures |= domain_figures(
        {
            domain.id: [
                float(value)
                for cells in asked.values()
                if isinstance(value := cells.get(proposals.DOMAIN + domain.id), (int, float))
            ]
            for domain in session.scheme.domains
        }
    )
    return figures


def _candidates(session: Session, snapshot: Snapshot) -> list[Candidate]:
    """Those that count, which :func:`~sheets_sync.app.propose.evaluate` scores."""
    state = snapshot.tabs[responses.ID]
    return read_candidates(state, session.scheme, left_out(session, snapshot))[0]


def _proposed(
    session: Session, shown: Shown, tracks: Mapping[str, Track]
) -> Iterator[tuple[str, int]]:
    for key, cells in shown.items():
        rank = read_level(cells.get(proposals.LEVEL), tracks[key], session.language)
        if rank is not None:
            yield tracks[key].id, rank


def _decided(session: Session, snapshot: Snapshot) -> list[tuple[str, int]]:
    if deliberation.ID not in snapshot.tabs:
        return []
    taken, tracks, _ = taken_decisions(session, snapshot)
    return [(tracks[each.dossier].id, each.rank) for each in taken]


def _jury(session: Session, snapshot: Snapshot, gathered: Gathered) -> Figures:
    panels = [gathered.panel(key) for key in gathered.tracks]
    return agreement_figures(panels) | progress_figures(progress(session, snapshot, gathered))


def _nobody(session: Session) -> Figures:
    """The same before the jury."""
    jurors = (tabs.line_key(tabs.JURORS, each.id) for each in session.scheme.jury)
    return agreement_figures([]) | dict.fromkeys(jurors, (None, None))


def _shown(session: Session, snapshot: Snapshot, coming: Work | None) -> Shown:
    """What the tab "Propositions" shows, once the command is carried out."""
    state = snapshot.tabs.get(proposals.ID)
    found = {key: state.record(at) for at, key in enumerate(state.keys)} if state else {}
    if coming is None:
        return found
    plan = merge([coming], snapshot, session.language, "").plan
    for row in plan.rows:
        if row.tab.id == proposals.ID:
            found[row.key] = dict(row.values)
    for cell in plan.cells:
        if cell.tab.id == proposals.ID and cell.key in found:
            found[cell.key][cell.column] = cell.after
    return found
