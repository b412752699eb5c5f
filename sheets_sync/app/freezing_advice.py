"""What the staff release into the letters, frozen with the edition; the rest stays out of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from reports.medians import medians
from sheets_sync.advice import Known
from sheets_sync.advice import advice
from sheets_sync.app.freezing_earlier import with_earlier
from sheets_sync.app.identifying import pasts
from sheets_sync.app.steps import silent
from sheets_sync.climb import Climb
from sheets_sync.climb import Climber
from sheets_sync.evaluation import score
from sheets_sync.tabs import decisions
from sheets_sync.tabs.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports import edition as frozen
    from sheets_sync.answers import Answer
    from sheets_sync.app.propose import Evaluated
    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Advance
    from sheets_sync.grid import Question
    from sheets_sync.scoring import GroupScores
    from sheets_sync.workbooks.base import Snapshot

STRENGTHS = 5
"""How many questions with full points a letter names."""


def with_advice(
    edition: frozen.Edition,
    session: Session,
    snapshot: Snapshot,
    evaluated: Evaluated,
    advance: Advance,
) -> frozen.Edition:
    """The edition with what each letter may say, and the letters that are held back.

    ``advance`` is told (done, of) while the ways to the next level are searched.
    """
    released = session.scheme.letters
    held = _held(session, snapshot)
    domains = {each.id: each for each in session.scheme.domains}
    known = _known(edition, session, evaluated, advance if released.changes else silent)
    before = pasts(session, snapshot) if released.history and released.points else {}

    def advised(candidate: frozen.Candidate) -> frozen.Candidate:
        if candidate.dossier in held:
            return replace(candidate, held=True)
        told = advice(known[candidate.dossier], released, domains, session.language)
        if candidate.dossier in before:
            past, rank = before[candidate.dossier][1], _rank(candidate, edition)
            told = with_earlier(told, candidate, past, session, rank)
        return replace(candidate, advice=told)

    candidates = tuple(advised(each) for each in edition.candidates)
    return replace(edition, letters=released, candidates=candidates)


def _held(session: Session, snapshot: Snapshot) -> frozenset[str]:
    """Dossiers whose letter the staff hold back, or have not validated where they must."""
    state = snapshot.tabs[decisions.ID]
    validated = plain(session.language.text(decisions.VALIDATED))
    cells = state.values.get(decisions.LETTER) or [None] * len(state.keys)
    fine = {validated} if session.scheme.letters.validated else {validated, ""}
    return frozenset(
        key
        for key, cell in zip(state.keys, cells, strict=True)
        if plain("" if cell is None else str(cell)) not in fine
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A candidate's place in the scores."""

    climber: Climber
    index: int


def _known(
    edition: frozen.Edition, session: Session, evaluated: Evaluated, advance: Advance
) -> dict[str, Known]:
    """By dossier, what could be told; only what is released is worked out."""
    released = session.scheme.letters
    groups = list(score(evaluated.candidates, evaluated.coded, session.scheme, session.grid))
    rows: dict[str, _Row] = {}
    for group in groups:
        climber = Climber(group, evaluated.coded)
        for index, row in enumerate(group.rows.tolist()):
            rows[evaluated.candidates[row].dossier] = _Row(climber, index)
    rarity = _rarity(groups) if released.strengths else Counter()
    middle = medians(edition) if released.strengths else {}
    known = {}
    for done, each in enumerate(edition.candidates):
        advance(done, len(edition.candidates))
        row = rows[each.dossier]
        full = _full(row, rarity) if released.strengths else ()
        strong = tuple(_strong(each, middle.get(each.track, {})))
        climb = _climb(each, edition, row, search=released.changes)
        known[each.dossier] = Known(climb, full, strong)
    return known


def _climb(
    candidate: frozen.Candidate, edition: frozen.Edition, row: _Row, *, search: bool
) -> Climb | None:
    """The way to the level above the one that the jury gave."""
    return row.climber.climb(row.index, _rank(candidate, edition) + 1, search=search)


def _rank(candidate: frozen.Candidate, edition: frozen.Edition) -> int:
    """The rank of the level that was given, 0 for none."""
    return edition.level(candidate).rank if candidate.level is not None else 0


def _rarity(groups: Sequence[GroupScores]) -> Counter[str]:
    """By question, how many candidates have full points."""
    counts: Counter[str] = Counter()
    for group in groups:
        for scores in group.questions:
            full = scores.applies & (scores.gained >= scores.ceiling)
            counts[scores.question.id] += int(np.count_nonzero(full))
    return counts


def _full(row: _Row, rarity: Counter[str]) -> tuple[tuple[Question, Answer], ...]:
    """The questions with full points: those that fewest others have, then the weightiest."""
    group, index = row.climber.group, row.index
    found = [
        scores
        for scores in group.questions
        if scores.ceiling and scores.applies[index] and scores.gained[index] >= scores.ceiling
    ]
    found.sort(key=lambda scores: (rarity[scores.question.id], -scores.ceiling))
    return tuple(
        (each.question, row.climber.answer(each.question.id, index)) for each in found[:STRENGTHS]
    )


def _strong(candidate: frozen.Candidate, middle: dict[str, Fraction]) -> Sequence[str]:
    """The domains whose points are above the median."""
    return [
        domain
        for domain, points in candidate.domains.items()
        if points is not None and domain in middle and Fraction(points) > middle[domain]
    ]
