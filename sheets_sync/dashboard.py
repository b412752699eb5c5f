"""The figures of the dashboard: counted from what is proposed, marked and decided.

Nothing is told of the agreement of fewer than :data:`LEAST_JURORS` jurors: of two, each
could read the other's marks from it.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from sheets_sync.jury.agreement import agreement
from sheets_sync.tabs import dashboard as tab

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.jury.panel import Panel
    from sheets_sync.jury.progress import Progress
    from sheets_sync.tabs.model import CellValue

LEAST_JURORS = 3
HUNDRED = 100
TENTHS = 10
Figures = dict[str, tuple["CellValue", "CellValue"]]
"""The two figures of a line, by its key."""


def level_figures(
    ladders: Mapping[str, int],
    proposed: Iterable[tuple[str, int]],
    decided: Iterable[tuple[str, int]] | None,
) -> Figures:
    """Dossiers by level; levels are a track's id and a rank.

    ``ladders`` gives the highest rank of each track, ``decided`` None before the jury.
    """
    first = Counter(proposed)
    second = None if decided is None else Counter(decided)
    return {
        tab.level_key(track, rank): (
            first[track, rank],
            None if second is None else second[track, rank],
        )
        for track, highest in ladders.items()
        for rank in range(highest + 1)
    }


def domain_figures(points: Mapping[str, Sequence[float]]) -> Figures:
    """The average of the points (0-100) of each domain, rounded down to a tenth."""
    return {
        tab.line_key(tab.DOMAINS, domain): (_average(values), None)
        for domain, values in points.items()
    }


def _average(values: Sequence[float]) -> float | None:
    if not values:
        return None
    tenths = sum(round(each * TENTHS) for each in values)  # what the cells show, exactly
    return floor(Fraction(tenths, len(values))) / TENTHS


def progress_figures(progress: Iterable[Progress]) -> Figures:
    """Marks given and still asked for, by juror."""
    return {
        tab.line_key(tab.JURORS, each.juror): (each.done, max(each.asked - each.done, 0))
        for each in progress
    }


def agreement_figures(panels: Sequence[Panel]) -> Figures:
    """How far apart the marks are, and what they say together; empty for too few jurors."""
    spreads = [tab.line_key(tab.SPREADS, gap) for gap in range(tab.WIDEST + 1)]
    said = [tab.line_key(tab.AGREEMENT, figure) for figure in tab.FIGURES]
    empty: Figures = dict.fromkeys([*spreads, *said], (None, None))
    marked = {juror for panel in panels for juror in panel.marks}
    if len(marked) < LEAST_JURORS:
        return empty
    gaps = Counter(min(each.spread, tab.WIDEST) for each in panels if each.spread is not None)
    return (
        empty
        | {key: (gaps[gap], None) for gap, key in enumerate(spreads)}
        | {tab.line_key(tab.AGREEMENT, name): each for name, each in _agreed(panels).items()}
    )


def _agreed(panels: Sequence[Panel]) -> Figures:
    found = agreement(panels)
    low, high = found.interval or (None, None)
    alike = Fraction(found.unanimous, found.dossiers) if found.dossiers else None
    return {
        tab.EXACT: (_percent(found.exact), None),
        tab.UNANIMOUS: (_percent(alike), None),
        tab.ALPHA: (_hundredths(found.alpha), None),
        tab.INTERVAL: (_hundredths(low), _hundredths(high)),
    }


def _percent(share: Fraction | None) -> float | None:
    """A share in percent, rounded down to a tenth."""
    return None if share is None else floor(share * HUNDRED * TENTHS) / TENTHS


def _hundredths(value: Fraction | float | None) -> float | None:
    return None if value is None else round(float(value), 2)
