"""Since the last edition, in a sentence: "+1 level, thanks to Software (+12 points) …"."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from reports.language import NN_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from fractions import Fraction

    from reports.language import Language

MOST = 2
"""How many domains a sentence names."""

POINTS = NN_("{domain} ({sign}{count} point)", "{domain} ({sign}{count} points)")
GAINED = NN_("+{count} level", "+{count} levels")
LOST = NN_("−{count} level", "−{count} levels")
SAME = N_("same level")
THANKS = N_("{levels}, thanks to {domains}")
BECAUSE = N_("{levels}: {domains}")


class Move(NamedTuple):
    """By how many points (above 0: more than then) a domain moved; exact."""

    domain: str
    points: Fraction


def moves(then: Mapping[str, Fraction], now: Mapping[str, Fraction | None]) -> list[Move]:
    """The domains that have points in both, those that moved most first."""
    both = ((each, now.get(each), before) for each, before in then.items())
    found = [Move(each, after - before) for each, after, before in both if after is not None]
    return sorted(found, key=lambda each: -abs(each.points))


def told(
    gained: int | None, found: Iterable[Move], names: Mapping[str, str], language: Language
) -> str:
    """Levels gained and the domains that moved most that way; "" where nothing is known.

    ``gained`` is None where levels can't be compared: then, as where it is 0, domains are
    named whichever way they moved. Points are cut to whole ones, and less than one is silent.
    """
    way = gained or 0
    mine = [each for each in found if abs(each.points) >= 1 and each.points * way >= 0][:MOST]
    domains = language.list(_domain(each, names, language) for each in mine)
    if gained is None:
        return domains
    levels = _levels(gained, language)
    if not mine:
        return levels
    return language.text(THANKS if gained > 0 else BECAUSE, levels=levels, domains=domains)


def _domain(move: Move, names: Mapping[str, str], language: Language) -> str:
    """A domain with its whole points, cut towards 0."""
    sign = "+" if move.points > 0 else "−"
    return _plural(POINTS, int(abs(move.points)), language, sign=sign, domain=names[move.domain])


def _levels(gained: int, language: Language) -> str:
    if not gained:
        return language.text(SAME)
    return _plural(GAINED if gained > 0 else LOST, abs(gained), language)


def _plural(forms: Sequence[str], count: int, language: Language, **values: object) -> str:
    one, many = forms
    return language.plural(one, many, count, **values)
