"""The tab "Délibération": proposals, marks, figures, and the order in which to discuss."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias

from sheets_sync.app.gathering import recused_line
from sheets_sync.app.identifying import pasts
from sheets_sync.app.progressing import since_last
from sheets_sync.app.progressing import without_level
from sheets_sync.app.propose import evaluate
from sheets_sync.candidates import cell_text
from sheets_sync.jury.agenda import Matter
from sheets_sync.jury.agenda import agenda
from sheets_sync.jury.agenda import why
from sheets_sync.tabs import deliberation as tabs
from sheets_sync.tabs import proposals
from sheets_sync.tabs import responses
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.short_names import short_names
from sheets_sync.tabs.words import plain
from sheets_sync.tabs.words import rank_name
from sheets_sync.tabs.words import read_level
from sheets_sync.wanted import RECOMPUTED
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work
from sheets_sync.workbooks.text import fit_text

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Mapping
    from collections.abc import Sequence
    from fractions import Fraction

    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.session import Session
    from sheets_sync.history import Past
    from sheets_sync.jury.agenda import Item
    from sheets_sync.scheme import Track
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import Snapshot

    Pasts: TypeAlias = dict[str, tuple[str, Past]]

SEEN = Rules(beside={proposals.LEVEL: proposals.LEVEL_NOW}, held=True, why=RECOMPUTED)
"""Once jurors have seen a level, a level computed again is shown beside it."""


def copied(tab: Tab, snapshot: Snapshot, dossiers: Container[str]) -> Wanted:
    """The program's columns of a jury tab, copied from "Propositions" and "Réponses".

    Only rows of ``dossiers`` are wanted, in the order of "Propositions".
    """
    source = snapshot.tabs[proposals.ID]
    keys = tuple(key for key in source.keys if key in dossiers)
    rows = [at for at, key in enumerate(source.keys) if key in dossiers]
    answers = snapshot.tabs.get(responses.ID)
    position = {key: i for i, key in enumerate(answers.keys)} if answers else {}
    columns: dict[str, list[CellValue]] = {}
    for column in tab.columns:
        if column.owner is not Owner.PROGRAM or column.id == tab.key:
            continue
        if column.id in source.values:
            columns[column.id] = [source.values[column.id][at] for at in rows]
        elif answers and column.id in answers.values:
            cells = answers.values[column.id]
            columns[column.id] = [cells[position[key]] if key in position else None for key in keys]
    return Wanted(keys, columns)


def deliberation_work(session: Session, snapshot: Snapshot, gathered: Gathered) -> Work:
    """The deliberation tab, whatever command writes it.

    A new tab is made in the order of the discussion; rows that are there are never moved.
    """
    tab = tabs.deliberation_tab(session.scheme, session.language)
    wanted = copied(tab, snapshot, gathered.tracks)
    known = pasts(session, snapshot)
    items = _agenda(session, gathered, wanted, known)
    columns = {
        **wanted.values,
        **_marks(session, gathered, wanted.keys),
        **_figures(session, gathered, wanted.keys),
        **_order(session, items, wanted.keys),
        tabs.FLAGS: _flags(snapshot, wanted.keys),
    }
    told = _since(session, snapshot, gathered, items, known)
    columns[tabs.SINCE] = [told.get(key) or None for key in wanted.keys]
    made = Wanted(wanted.keys, columns)
    if tab.id not in snapshot.tabs:
        made = _in_order(made, [each.matter.dossier for each in items])
    return Work(tab, made, SEEN)


def _in_order(wanted: Wanted, keys: Sequence[str]) -> Wanted:
    places = [*map({key: at for at, key in enumerate(wanted.keys)}.__getitem__, keys)]
    columns = {each: [cells[at] for at in places] for each, cells in wanted.values.items()}
    return Wanted(tuple(keys), columns)


def quorum(session: Session) -> int:
    """Marks from which a median counts."""
    return min(session.scheme.deliberation.quorum, len(session.scheme.jury))


def _agenda(session: Session, gathered: Gathered, wanted: Wanted, known: Pasts) -> list[Item]:
    last = _last_levels(session, gathered, known)
    matters = []
    for index, key in enumerate(wanted.keys):
        track = gathered.tracks[key]
        solid = cell_text(wanted.values.get(proposals.SOLID, ()), index)
        rank, name = last.get(key, (None, ""))
        proposed = wanted.values[tabs.PROPOSED][index] if tabs.PROPOSED in wanted.values else None
        matters.append(
            Matter(
                key,
                gathered.panel(key),
                read_level(proposed, track, session.language) if proposed else None,
                bool(solid) and solid != _solid_word(session),
                rank,
                name,
            )
        )
    return agenda(matters, quorum(session))


def _solid_word(session: Session) -> str:
    from sheets_sync.fragility import words

    return words(session.scheme.deliberation, session.language)[0]


def _last_levels(
    session: Session, gathered: Gathered, known: Pasts
) -> dict[str, tuple[int | None, str]]:
    """By dossier, rank and words of the last level that is known to have been held.

    The rank is None where none is known, or where it is not one of the dossier's track.
    """
    found: dict[str, tuple[int | None, str]] = {}
    for dossier, (_, past) in known.items():
        track = gathered.tracks.get(dossier)
        if past.last is None or past.last.level is None:
            found[dossier] = None, without_level(past, session)
        elif track:
            found[dossier] = _held(past.last.level, past.last.year, track, session)
    return found


def _since(
    session: Session, snapshot: Snapshot, gathered: Gathered, items: Sequence[Item], known: Pasts
) -> dict[str, str]:
    """What each proposal gains or loses beside the last edition that tells, by dossier."""
    points = _points(session, snapshot)
    tracks = gathered.tracks
    return {
        key: since_last(
            session, known[key][1], tracks[key], each.matter.proposed, points.get(key, {})
        )
        for each in items
        if (key := each.matter.dossier) in known
    }


def _points(session: Session, snapshot: Snapshot) -> dict[str, Mapping[str, Fraction | None]]:
    """Exact points by domain, by dossier; {} where no earlier edition has any to compare."""
    if not any(line.points for each in session.history for line in each.results):
        return {}
    found = evaluate(session, snapshot)
    return {
        candidate.dossier: proposal.domains
        for candidate, proposal in zip(found.candidates, found.proposals, strict=True)
    }


def _held(level: str, year: int, track: Track, session: Session) -> tuple[int | None, str]:
    known = {plain(each.id): each for each in track.levels}
    same = known.get(plain(level))
    name = same.name if same else level
    words = session.language.text("{level} ({year})", level=name, year=year)
    return (same.rank if same else None), words


def _flags(snapshot: Snapshot, keys: Sequence[str]) -> list[CellValue]:
    """What the proposal says beyond the total: missing proofs, unreadable answers."""
    state = snapshot.tabs[proposals.ID]
    cells = state.values.get(proposals.WHY, ())
    texts = {key: cell_text(cells, index) for index, key in enumerate(state.keys)}
    return ["\n".join(texts[key].splitlines()[1:]) or None for key in keys]


def _marks(session: Session, gathered: Gathered, keys: Sequence[str]) -> dict[str, list[CellValue]]:
    """The marks that count, one column per juror, and who stands back."""
    columns: dict[str, list[CellValue]] = {}
    for who in session.scheme.jury:
        marks = gathered.ballots[who.id].marks
        columns[tabs.MARK + who.id] = [
            rank_name(marks[key], gathered.tracks[key], session.language) if key in marks else None
            for key in keys
        ]
    columns[tabs.RECUSED] = [_recused(session, gathered, key) for key in keys]
    return columns


def _recused(session: Session, gathered: Gathered, key: str) -> str | None:
    """Who stands back from a dossier, one juror to a line."""
    lines = [
        recused_line(name, gathered.ballots[juror].recusals[key])
        for juror, name in short_names(session.scheme.jury).items()
        if key in gathered.ballots[juror].recusals
    ]
    return fit_text("\n".join(lines))[0] or None


def _figures(
    session: Session, gathered: Gathered, keys: Sequence[str]
) -> dict[str, list[CellValue]]:
    """Count, quorum, median and spread of the marks."""
    panels = [gathered.panel(key) for key in keys]
    words = {True: tabs.QUORATE, False: tabs.NO_QUORUM}
    least = quorum(session)
    return {
        tabs.COUNT: [panel.count for panel in panels],
        tabs.QUORUM: [session.language.text(words[panel.count >= least]) for panel in panels],
        tabs.SPREAD: [panel.spread for panel in panels],
        tabs.MEDIAN: [
            median_name(panel.median, gathered.tracks[key], session)
            for key, panel in zip(keys, panels, strict=True)
        ],
    }


def median_name(median: Fraction | None, track: Track, session: Session) -> str | None:
    """The median as a level's name, or the two names it lies between."""
    if median is None:
        return None
    low, high = median.numerator // median.denominator, -(-median.numerator // median.denominator)
    names = [rank_name(rank, track, session.language) for rank in dict.fromkeys((low, high))]
    return tabs.BETWEEN.join(names)


def _order(
    session: Session, items: Sequence[Item], keys: Sequence[str]
) -> dict[str, list[CellValue]]:
    found = {each.matter.dossier: each for each in items}
    least = quorum(session)
    return {
        tabs.ORDER: [found[key].place for key in keys],
        tabs.WHY_TALK: [why(found[key], least, session.language) for key in keys],
        tabs.LAST: [found[key].matter.last_name or None for key in keys],
    }
