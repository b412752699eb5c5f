"""The tab "Avis": comments side by side; and the opinions that were agreed on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sheets_sync.app.deliberating import copied
from sheets_sync.app.deliberating import median_name
from sheets_sync.candidates import cell_text
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.jury.ballot import GENERAL
from sheets_sync.jury.opinions import beside
from sheets_sync.jury.opinions import comments
from sheets_sync.jury.opinions import draft
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import opinions as tabs
from sheets_sync.wanted import RECOMPUTED
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work
from sheets_sync.workbooks.text import fit_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.session import Session
    from sheets_sync.jury.decisions import Decision
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState


def opinions_work(session: Session, snapshot: Snapshot, gathered: Gathered) -> Work:
    """The tab "Avis"; what people wrote in it is never touched."""
    scheme, language = session.scheme, session.language
    tab = tabs.opinions_tab(scheme, language)
    wanted = copied(tab, snapshot, gathered.tracks)
    columns: dict[str, Sequence[CellValue]] = {**wanted.values}
    domains = (GENERAL, *(domain.id for domain in scheme.domains))
    said = [comments(key, gathered.ballots, scheme) for key in wanted.keys]
    for domain in domains:
        texts = [beside(each.get(domain, []), language) for each in said]
        columns[tabs.DOMAIN + domain] = [fit_text(text)[0] or None for text in texts]
    drafts = [draft(each, scheme, language) for each in said]
    columns[tabs.DRAFT] = [fit_text(text)[0] or None for text in drafts]
    columns[tabs.MEDIAN] = [
        median_name(gathered.panel(key).median, gathered.tracks[key], session)
        for key in wanted.keys
    ]
    return Work(tab, Wanted(wanted.keys, columns), Rules(why=RECOMPUTED))


def agreed(snapshot: Snapshot, taken: Iterable[Decision]) -> tuple[list[Decision], list[Finding]]:
    """Decisions with the opinion that the tab "Avis" holds, word for word.

    A text in the deliberation tab counts where that tab has none; two that differ are a
    finding, and neither is chosen.
    """
    state = snapshot.tabs.get(tabs.ID)
    decisions = list(taken)
    if state is None:
        return decisions, []
    cells = state.values.get(tabs.AGREED, ())
    texts = {key: cell_text(cells, index) for index, key in enumerate(state.keys)}
    findings = [
        _twice(state, each.dossier, snapshot)
        for each in decisions
        if each.opinion and texts.get(each.dossier) not in (None, "", each.opinion)
    ]
    joined = [replace(each, opinion=texts.get(each.dossier) or each.opinion) for each in decisions]
    return joined, findings


def _twice(state: TabState, key: str, snapshot: Snapshot) -> Finding:
    heading = state.headings.get(tabs.AGREED, "")
    line = state.lines[state.keys.index(key)]
    place = Place(tab=state.title, line=line, row=key, column=heading)
    other = snapshot.tabs[deliberation.ID].title
    return Finding("decision-opinion-twice", place, {"tab": other})
