"""How solid a proposed level is: margins, answers that move it, draws that keep it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sheets_sync.draws import DRAWS
from sheets_sync.draws import draw
from sheets_sync.evaluation import score
from sheets_sync.levels import reached
from sheets_sync.moves import moves

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.candidates import Candidate
    from sheets_sync.draws import Drawn
    from sheets_sync.grid import Grid
    from sheets_sync.moves import Moves
    from sheets_sync.scheme import Level
    from sheets_sync.scheme import Scheme
    from sheets_sync.scoring import Coded
    from sheets_sync.scoring import GroupScores


@dataclass(frozen=True, slots=True)
class Robustness:
    """How solid the level of one candidate is.

    ``above`` is how many points (0-100) the total lies above the threshold of the level,
    None without a level; ``below`` how many are missing to that of the next one (0 or less:
    something else holds it back), None at the top. Both are exact, and None without a total.
    """

    above: Fraction | None
    below: Fraction | None
    moves: Moves
    drawn: Drawn

    @property
    def kept(self) -> Fraction:
        """The share (0-1) of the draws that keep the level."""
        return Fraction(self.drawn.kept, self.drawn.of)

    def solid(self, least: Fraction) -> bool:
        """Whether at least this share of the draws keeps the level."""
        return self.kept >= least


def robustness(
    candidates: Sequence[Candidate],
    coded: Mapping[str, Coded],
    scheme: Scheme,
    grid: Grid,
    draws: int = DRAWS,
) -> list[Robustness]:
    """How solid each candidate's level is, in their order; ``coded`` is aligned with them."""
    found: dict[int, Robustness] = {}
    for group in score(candidates, coded, scheme, grid):
        found.update(zip(group.rows.tolist(), assess(group, draws), strict=True))
    return [found[index] for index in range(len(candidates))]


def assess(group: GroupScores, draws: int = DRAWS) -> list[Robustness]:
    """How solid the levels of a group are, in the order of its rows."""
    ranks = reached(group).tolist()
    parts = zip(moves(group), draw(group, draws), strict=True)
    return [
        Robustness(*_margins(group.total_of(row), ranks[row], group.scale.levels), *part)
        for row, part in enumerate(parts)
    ]


def _margins(
    total: Fraction | None, rank: int, levels: Iterable[Level]
) -> tuple[Fraction | None, Fraction | None]:
    """Points above the threshold of the level, and below that of the next."""
    if total is None:
        return None, None
    held = [level.threshold for level in levels if level.rank <= rank]
    following = [level.threshold for level in levels if level.rank > rank]
    above = total - held[-1] if held else None
    return above, following[0] - total if following else None
