"""Points by domain beside the median of the edition, as a letter shows them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.edition import Candidate
    from reports.edition import Edition


@dataclass(frozen=True, slots=True)
class Row:
    """One domain: points (0-100, exact) of the candidate, the median, those of last time.

    Each is None where it is not known or not released. ``short`` fits beside a chart.
    """

    name: str
    short: str
    points: Fraction | None
    median: Fraction | None = None
    earlier: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The domains in their order, and the total; ``since`` is the year of last time."""

    rows: tuple[Row, ...]
    total: Fraction | None
    since: int | None = None

    @property
    def scored(self) -> tuple[Row, ...]:
        """The domains in which something could be counted."""
        return tuple(row for row in self.rows if row.points is not None)

    @property
    def has_median(self) -> bool:
        """Whether a median is shown."""
        return any(row.median is not None for row in self.scored)

    @property
    def has_earlier(self) -> bool:
        """Whether points of last time are shown."""
        return any(row.earlier is not None for row in self.scored)


def figures(
    candidate: Candidate, edition: Edition, middle: Mapping[str, Fraction]
) -> Figures | None:
    """The points of a candidate; None where they are not released or there are none."""
    released, advice = edition.letters, candidate.advice
    if not released.points or not any(candidate.domains.values()):
        return None
    earlier = advice.earlier if advice and released.history else {}
    rows = tuple(
        Row(
            domain.name,
            domain.short or domain.name,
            _exact(candidate.domains.get(domain.id)),
            middle.get(domain.id),
            _exact(earlier.get(domain.id)),
        )
        for domain in edition.domains
    )
    since = advice.since if advice and earlier else None
    return Figures(rows, _exact(candidate.total), since)


def _exact(points: str | None) -> Fraction | None:
    return None if points is None else Fraction(points)
