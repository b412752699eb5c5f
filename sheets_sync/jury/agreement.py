"""How far a small jury agrees: exact agreement, gaps per juror, Krippendorff's alpha.

A mark is the rank of a level, so its order counts and its distances do not: alpha is the
ordinal one (Hayes and Krippendorff, 2007). It allows any number of jurors and absences.
Its interval says how much it would move with other dossiers: the dossiers are drawn again,
with replacement, and everything is computed anew from each draw, the margins included
(2.5 and 97.5 % quantiles). Such an interval is rather too narrow when dossiers are few:
under :data:`LEAST_DOSSIERS` none is given.

A dossier with fewer than two marks takes no part. Where all marks are equal alpha is not
defined (nothing varies, so nothing can be told apart from chance): None, never 0 or 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from sheets_sync.jury.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

PAIR = 2
LEAST_DOSSIERS = 12
"""Fewer dossiers with two marks give no interval: it would be about as wide as the scale."""

DRAWS = 2_000
SEED = 20160101
DEFINED = 0.95
"""The share of the draws in which alpha must be defined for an interval to be given."""

TAILS = (0.025, 0.975)
CELLS_AT_ONCE = 2_000_000
"""How many numbers a chunk of draws may hold: memory stays bounded, whatever the size."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How one juror's marks lie beside those of the others, in levels.

    On each of ``count`` dossiers that others marked too, the juror's mark less the median
    of the others'. ``signed`` is the mean (above 0: more generous), ``apart`` the mean
    without signs; None without such a dossier.
    """

    juror: str
    count: int
    signed: Fraction | None
    apart: Fraction | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a jury agrees on the dossiers that have two marks or more.

    ``pairs`` counts the pairs of marks on one dossier, ``equal`` those that are equal;
    ``unanimous`` counts dossiers. ``alpha`` is 1 when all agree, 0 when they agree no more
    than by chance, None where it is not defined; ``interval`` holds 95 % of what other
    dossiers would give, None when dossiers are too few or alpha is not defined in it.
    """

    dossiers: int
    marks: int
    unanimous: int
    pairs: int
    equal: int
    alpha: Fraction | None
    interval: tuple[float, float] | None

    @property
    def exact(self) -> Fraction | None:
        """The share (0-1) of the pairs of marks that are equal; None without a pair."""
        return Fraction(self.equal, self.pairs) if self.pairs else None


def agreement(
    panels: Iterable[Panel], draws: int = DRAWS, seed: int = SEED, at_once: int = CELLS_AT_ONCE
) -> Agreement:
    """How far the marks of some dossiers agree; the same marks always give the same figures.

    ``at_once`` bounds how many numbers are held in memory; it changes no figure.
    """
    counts = _counts(panels)
    sizes = counts.sum(axis=1)
    pairs = int((sizes * (sizes - 1)).sum()) // PAIR
    equal = int((counts * (counts - 1)).sum()) // PAIR
    found = alpha(counts)
    enough = found is not None and len(counts) >= LEAST_DOSSIERS
    return Agreement(
        dossiers=len(counts),
        marks=int(sizes.sum()),
        unanimous=int((counts.max(axis=1, initial=0) == sizes).sum()),
        pairs=pairs,
        equal=equal,
        alpha=found,
        interval=_interval(counts, draws, seed, at_once) if enough else None,
    )


def _counts(panels: Iterable[Panel]) -> np.ndarray:
    """How often each mark that occurs was given to each dossier with two marks or more."""
    given = [list(panel.marks.values()) for panel in panels if panel.count >= PAIR]
    values = sorted({mark for marks in given for mark in marks})
    place = {value: index for index, value in enumerate(values)}
    counts = np.zeros((len(given), len(values)), dtype=np.int64)
    rows = np.repeat(np.arange(len(given)), [len(marks) for marks in given])
    columns = np.array([place[mark] for marks in given for mark in marks], dtype=np.intp)
    np.add.at(counts, (rows, columns), 1)
    return counts


def alpha(counts: np.ndarray) -> Fraction | None:
    """Ordinal alpha, exactly; ``counts`` is dossiers x values in ascending order, integers.

    Every dossier must have two marks. None where it is not defined.
    """
    totals = [int(each) for each in counts.sum(axis=0)]
    size = sum(totals)
    places = range(len(totals))
    distance = {(c, k): _distance(totals, c, k) for c in places for k in places if c < k}
    expected = sum(totals[c] * totals[k] * apart for (c, k), apart in distance.items())
    if not expected:
        return None
    together = _together(counts)
    observed = sum(together[pair] * apart for pair, apart in distance.items())
    return 1 - Fraction(size - 1) * observed / expected


def _distance(totals: Sequence[int], low: int, high: int) -> Fraction:
    """Squared ordinal distance: the marks that lie between, half of both ends included."""
    between = sum(totals[low : high + 1]) - Fraction(totals[low] + totals[high], 2)
    return between * between


def _together(counts: np.ndarray) -> dict[tuple[int, int], Fraction]:
    """How often two values meet on one dossier, each dossier weighing as many as its marks."""
    sizes = counts.sum(axis=1)
    found: dict[tuple[int, int], Fraction] = {}
    for low in range(counts.shape[1]):
        for high in range(low + 1, counts.shape[1]):
            met = counts[:, low] * counts[:, high]
            found[low, high] = sum(
                (
                    Fraction(int(met[sizes == size].sum()), int(size) - 1)
                    for size in np.unique(sizes)
                ),
                Fraction(0),
            )
    return found


def _interval(
    counts: np.ndarray, draws: int, seed: int, at_once: int
) -> tuple[float, float] | None:
    """The bounds of alpha over dossiers drawn again; None when it is too often undefined."""
    patterns, often = np.unique(counts, axis=0, return_counts=True)
    random = np.random.default_rng(seed)
    chunk = max(1, at_once // max(len(patterns), patterns.shape[1] ** 2))
    sizes = [min(chunk, draws - start) for start in range(0, draws, chunk)]
    found = np.concatenate(
        [
            _alphas(patterns, random.multinomial(len(counts), often / len(counts), size))
            for size in sizes
        ]
    )
    defined = found[~np.isnan(found)]
    if len(defined) < DEFINED * draws:
        return None
    low, high = np.quantile(defined, TAILS)
    return float(low), float(high)


def _alphas(patterns: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Alpha of each draw; ``weights`` says how often each pattern was drawn. NaN: not defined."""
    width = patterns.shape[1]
    marks = patterns.astype(float)
    met = marks[:, :, None] * marks[:, None, :] / (marks.sum(axis=1) - 1)[:, None, None]
    together = (weights @ met.reshape(len(patterns), -1)).reshape(-1, width, width)
    totals = weights @ marks
    below = np.cumsum(totals, axis=1) - totals / 2
    apart = (below[:, :, None] - below[:, None, :]) ** 2
    expected = (totals[:, :, None] * totals[:, None, :] * apart).sum(axis=(1, 2))
    observed = (together * apart).sum(axis=(1, 2)) * (totals.sum(axis=1) - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(expected > 0, 1 - observed / expected, np.nan))


def gaps(panels: Mapping[str, Panel], jurors: Iterable[str]) -> list[Gap]:
    """The gap of each juror, in the order given; for the chair, never for all to see."""
    return [_gap(juror, panels.values()) for juror in jurors]


def _gap(juror: str, panels: Iterable[Panel]) -> Gap:
    found: list[Fraction] = []
    for panel in panels:
        others = Panel({each: mark for each, mark in panel.marks.items() if each != juror})
        if juror in panel.marks and others.median is not None:
            found.append(panel.marks[juror] - others.median)
    if not found:
        return Gap(juror, 0, None, None)
    count = len(found)
    signed, apart = sum(found, Fraction(0)), sum(map(abs, found), Fraction(0))
    return Gap(juror, count, signed / count, apart / count)
