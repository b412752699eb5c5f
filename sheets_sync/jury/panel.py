"""The panel: the marks of a jury laid side by side, and what they amount to.

A mark is the rank of a level (0: no level). A juror who gave none is left out of every
figure: absences do no harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Panel:
    """The marks on one dossier: ``marks`` by juror id, only those that were given."""

    marks: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many marks were given."""
        return len(self.marks)

    @property
    def median(self) -> Fraction | None:
        """The middle mark, between the two middle ones when even; None without a mark."""
        ranks = sorted(self.marks.values())
        if not ranks:
            return None
        middle = len(ranks) // 2
        if len(ranks) % 2:
            return Fraction(ranks[middle])
        return Fraction(ranks[middle - 1] + ranks[middle], 2)

    @property
    def spread(self) -> int | None:
        """Levels between the lowest and the highest mark; None under two marks."""
        if self.count < 2:  # noqa: PLR2004 - a spread takes two
            return None
        return max(self.marks.values()) - min(self.marks.values())
