"""Candidates and their answers -> proposals, one scale at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sheets_sync.levels import propose
from sheets_sync.scale import scale_for
from sheets_sync.scoring import score_group

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.candidates import Candidate
    from sheets_sync.grid import Grid
    from sheets_sync.proposal import Proposal
    from sheets_sync.scale import Scale
    from sheets_sync.scheme import Scheme
    from sheets_sync.scoring import Coded
    from sheets_sync.scoring import GroupScores


def score(
    candidates: Sequence[Candidate], coded: Mapping[str, Coded], scheme: Scheme, grid: Grid
) -> Iterator[GroupScores]:
    """Score all candidates, those for whom all counts alike together.

    ``coded`` holds one code per candidate, in the order of ``candidates``. Of the types and
    population classes that share a scale, it names the first.
    """
    domains = [domain.id for domain in scheme.domains]
    for scale, rows in _alike(candidates, scheme, grid):
        yield score_group(scale, np.asarray(rows), coded, domains)


def _alike(
    candidates: Sequence[Candidate], scheme: Scheme, grid: Grid
) -> list[tuple[Scale, list[int]]]:
    """The scales that differ, each with the positions of the candidates it holds for."""
    groups: dict[tuple[str, str, str | None], list[int]] = {}
    for index, each in enumerate(candidates):
        groups.setdefault((each.track, each.type, each.population_class), []).append(index)
    found: list[tuple[Scale, list[int]]] = []
    for (track, kind, population), rows in groups.items():
        scale = scale_for(scheme, grid, track, kind, population)
        for other, others in found:
            if scale._replace(type=other.type, population_class=other.population_class) == other:
                others.extend(rows)
                break
        else:
            found.append((scale, rows))
    return found


def proposals(
    candidates: Sequence[Candidate], coded: Mapping[str, Coded], scheme: Scheme, grid: Grid
) -> list[Proposal]:
    """One proposal per candidate, in their order."""
    found: dict[int, Proposal] = {}
    for group in score(candidates, coded, scheme, grid):
        proposed = propose(group, scheme.not_enough)
        found.update(zip(group.rows.tolist(), proposed, strict=True))
    return [found[index] for index in range(len(candidates))]
