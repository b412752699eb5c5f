"""Which domains of an earlier edition a domain of this one can be compared with.

Ids may differ from edition to edition: a table says which is which. Without an entry a domain
is the one of the same id and the same name; any other is left out, and can be told.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from fractions import Fraction


def counterparts(
    then: Mapping[str, str], now: Mapping[str, str], table: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The earlier domains of each domain that has any, in the order in which they stood.

    ``then`` and ``now`` are names by id; ``table`` maps an earlier id to one of now, several
    to one if need be. It overrules names: an earlier domain that is in it is nothing else.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for old, name in then.items():
        same = old in now and now[old].casefold() == name.casefold()
        new = table.get(old, old if same else "")
        if new in now:
            found[new].append(old)
    return {new: tuple(olds) for new, olds in found.items()}


def mapped(
    points: Mapping[str, Fraction | None], sources: Mapping[str, Iterable[str]]
) -> tuple[tuple[str, Fraction], ...]:
    """Earlier points (0-100) by domain of now: of several earlier ones, the plain mean.

    What could not be scored then is left out, and so is a domain of which nothing was scored.
    """
    made = []
    for new, olds in sources.items():
        known = [each for old in olds if (each := points.get(old)) is not None]
        if known:
            made.append((new, sum(known[1:], known[0]) / len(known)))
    return tuple(made)
