"""The search behind :mod:`sheets_sync.climb`, in whole numbers: which questions, how far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

NOT_POSSIBLE = -1
FITS = 2**62
"""Greatest sum that a machine number surely holds; beyond, Python's own are used."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question that can be answered better.

    ``picks`` are pairs (steps, points more in its domain), both ascending. A point of the
    domain is worth ``factor`` points of the total. ``forced``: it needs its last pick.
    """

    position: int
    domain: str
    factor: int
    picks: tuple[tuple[int, int], ...]
    forced: bool = False

    @property
    def best(self) -> int:
        """The most that it can give its domain."""
        return self.picks[-1][1]


def smallest(items: Sequence[Item], floors: Mapping[str, int], total: int) -> dict[int, int]:
    """The picks (by position) that fill every gap with fewest items, then fewest steps.

    ``floors`` are the points that a domain lacks (above 0), ``total`` those of the total.
    The items must be able to fill them all. Of the picks that are as good, those that give
    the total the most are taken.
    """
    fewest = _fewest(items, floors, total)
    count, steps = len(fewest), sum(each.picks[-1][0] for each in fewest)
    table = _Table.empty(count, steps, _number(items))
    for domain, gap in floors.items():
        mine = [each for each in items if each.domain == domain]
        factor = mine[0].factor
        own = _Table.empty(min(count, len(mine)), min(steps, _steps(mine)), np.int64)
        for each in mine:
            own.add(each, 1)
        table.join(own, gap, factor)
    for each in items:
        if each.domain not in floors:
            table.add(each, each.factor)
    return table.least(count, total)


def _fewest(items: Sequence[Item], floors: Mapping[str, int], total: int) -> list[Item]:
    """As few items as can fill the gaps, each with its best pick."""
    left = [each for each in items if not each.forced]
    chosen = [each for each in items if each.forced]
    for domain, gap in floors.items():
        have = sum(each.best for each in chosen if each.domain == domain)
        mine = [each for each in left if each.domain == domain]
        chosen += _until(mine, lambda each: each.best, gap - have)
    taken = {each.position for each in chosen}
    rest = [each for each in left if each.position not in taken]
    have = sum(each.best * each.factor for each in chosen)
    return chosen + _until(rest, lambda each: each.best * each.factor, total - have)


def _until(items: Iterable[Item], worth: Callable[[Item], int], gap: int) -> list[Item]:
    """The worthiest items, up to a gap."""
    taken: list[Item] = []
    for each in sorted(items, key=lambda each: -worth(each)):
        if gap <= 0:
            break
        taken.append(each)
        gap -= worth(each)
    return taken


def _steps(items: Iterable[Item]) -> int:
    return sum(each.picks[-1][0] for each in items)


def _number(items: Iterable[Item]) -> type:
    most = sum(each.best * each.factor for each in items)
    return np.int64 if most < FITS else object


class _Table:
    """The most that can be gained with k items in e steps: ``gains[k, e]``; -1: impossible.

    ``trail`` undoes it: each entry turns a place (k, e) of the table into the one before
    and notes what was picked.
    """

    def __init__(self, gains: np.ndarray) -> None:
        self.gains = gains
        self.trail: list[_Added | _Joined] = []

    @classmethod
    def empty(cls, items: int, steps: int, number: type) -> _Table:
        """Nothing picked, nothing gained; room for so many items and steps."""
        gains: np.ndarray = np.full((items + 1, steps + 1), NOT_POSSIBLE, dtype=number)
        gains[0, 0] = 0
        return cls(gains)

    def add(self, item: Item, factor: int) -> None:
        """Let an item be picked, or left where it is not forced."""
        before = self.gains
        after = np.full_like(before, NOT_POSSIBLE) if item.forced else before.copy()
        picked = np.full(before.shape, NOT_POSSIBLE, dtype=np.int16)
        numbered = list(enumerate(item.picks))
        for pick, (steps, more) in numbered[-1:] if item.forced else numbered:
            if steps < before.shape[1] and before.shape[0] > 1:
                start = before[:-1, : before.shape[1] - steps]
                found = np.where(start >= 0, start + more * factor, NOT_POSSIBLE)
                better = found > after[1:, steps:]
                after[1:, steps:][better] = found[better]
                picked[1:, steps:][better] = pick
        self.gains = after
        self.trail.append(_Added(item, picked))

    def join(self, other: _Table, gap: int, factor: int) -> None:
        """Add what another table can gain, where it fills its gap."""
        before, after = self.gains, np.full_like(self.gains, NOT_POSSIBLE)
        places = np.full((*before.shape, 2), NOT_POSSIBLE, dtype=np.int16)
        for items, steps in np.argwhere(other.gains >= max(gap, 0)).tolist():
            start = before[: before.shape[0] - items, : before.shape[1] - steps]
            more = int(other.gains[items, steps]) * factor
            found = np.where(start >= 0, start + more, NOT_POSSIBLE)
            better = found > after[items:, steps:]
            after[items:, steps:][better] = found[better]
            places[items:, steps:][better] = (items, steps)
        self.gains = after
        self.trail.append(_Joined(other, places))

    def least(self, items: int, gap: int) -> dict[int, int]:
        """The picks with so many items that fill a gap in the fewest steps."""
        enough = np.flatnonzero(self.gains[items] >= max(gap, 0))
        return self.picks(items, int(enough[0]))

    def picks(self, items: int, steps: int) -> dict[int, int]:
        """What was picked on the way to a place, by position."""
        found: dict[int, int] = {}
        for each in reversed(self.trail):
            items, steps = each.undo(items, steps, found)
        return found


@dataclass(frozen=True, slots=True)
class _Added:
    """An item that was added, with the pick taken at each place."""

    item: Item
    picked: np.ndarray

    def undo(self, items: int, steps: int, found: dict[int, int]) -> tuple[int, int]:
        pick = int(self.picked[items, steps])
        if pick == NOT_POSSIBLE:
            return items, steps
        found[self.item.position] = pick
        return items - 1, steps - self.item.picks[pick][0]


@dataclass(frozen=True, slots=True)
class _Joined:
    """A table that was joined, with its own place taken at each place."""

    table: _Table
    places: np.ndarray

    def undo(self, items: int, steps: int, found: dict[int, int]) -> tuple[int, int]:
        taken, took = self.places[items, steps].tolist()
        found |= self.table.picks(taken, took)
        return items - taken, steps - took
