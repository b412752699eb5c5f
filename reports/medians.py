"""The medians of an edition: what the points of one candidate are shown beside."""

from __future__ import annotations

from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.edition import Edition

FEWEST = 5
"""Candidates from which a median says little of any one of them."""


def medians(edition: Edition) -> dict[str, dict[str, Fraction]]:
    """By track, then by domain, the median of the points (0-100, exact).

    Only where :data:`FEWEST` candidates or more have points: with fewer, who knows their own
    could work out those of another.
    """
    points: dict[str, dict[str, list[Fraction]]] = {}
    for candidate in edition.candidates:
        track = points.setdefault(candidate.track, {})
        for domain, exact in candidate.domains.items():
            if exact is not None:
                track.setdefault(domain, []).append(Fraction(exact))
    return {
        track: {
            domain: Fraction(median(found))
            for domain, found in domains.items()
            if len(found) >= FEWEST
        }
        for track, domains in points.items()
    }
