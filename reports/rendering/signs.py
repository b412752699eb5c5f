"""The signs of the levels, drawn: copylefts, medals, badges. No font has to have them."""

from __future__ import annotations

from functools import lru_cache
from math import cos
from math import pi
from math import sin
from typing import TYPE_CHECKING

from reports.rendering import colours

if TYPE_CHECKING:
    from markupsafe import Markup

    from reports.edition import Level

SIDE = 100  # one sign is drawn in a square of this many units
GAP = 14
_LOBES = 16

# A disc, a thin ring, and a C turned round: its opening looks to the left.
_COPYLEFT = (
    '<circle cx="50" cy="50" r="49" fill="{ink}"/>'
    '<circle cx="50" cy="50" r="43.6" fill="none" stroke="#ffffff" stroke-width="1.5"/>'
    '<path d="M33.7 34.4A22.6 22.6 0 1 1 33.7 65.6" fill="none" stroke="#ffffff"'
    ' stroke-width="10"/>'
)


def level_sign(level: Level, title: str) -> Markup:
    """The sign of a level as one SVG picture whose title says what it is."""
    from markupsafe import Markup

    width = level.count * SIDE + (level.count - 1) * GAP
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="sign sign-{count}" role="img"'
        ' viewBox="0 0 {width} {side}" width="{width}" height="{side}">'
        "<title>{title}</title>{drawing}</svg>"
    ).format(
        count=level.count,
        width=width,
        side=SIDE,
        title=title,
        drawing=Markup(_drawing(level)),  # noqa: S704 - numbers and colours only
    )


@lru_cache(maxsize=64)
def _drawing(level: Level) -> str:
    shapes = {"copyleft": _COPYLEFT, "medal": _medal(), "badge": _badge()}
    base = colours.parse(level.colour)
    one = shapes[level.sign].format(
        ink=colours.palette(level.colour).ink,
        metal=colours.css(base),
        deep=colours.css(colours.mix(base, (0, 0, 0), 0.3)),
        light=colours.css(colours.mix(base, colours.WHITE, 0.72)),
    )
    steps = range(0, level.count * (SIDE + GAP), SIDE + GAP)
    return "".join(f'<g class="one" transform="translate({x} 0)">{one}</g>' for x in steps)


def _medal() -> str:
    """A round medal on two ends of ribbon, with a star."""
    return (
        '<path d="M33 58L20 98L36 91L45 100L52 66Z" fill="{deep}"/>'
        '<path d="M67 58L80 98L64 91L55 100L48 66Z" fill="{deep}"/>'
        f'<path d="{_scallops(50, 40, 37, 40, 20)}" fill="{{deep}}"/>'
        '<circle cx="50" cy="40" r="34.5" fill="{metal}"/>'
        '<circle cx="50" cy="40" r="29.5" fill="none" stroke="{light}" stroke-width="1.4"/>'
        f'<path d="{_star(50, 40.6, 21, 8.6)}" fill="#ffffff"/>'
    )


def _badge() -> str:
    """A rosette with a tick."""
    return (
        f'<path d="{_scallops(50, 50, 44, 49.5, _LOBES)}" fill="{{ink}}"/>'
        '<circle cx="50" cy="50" r="37" fill="none" stroke="#ffffff" stroke-width="1.5"/>'
        '<path d="M32.5 51.5L45 64L68.5 38.5" fill="none" stroke="#ffffff" stroke-width="9"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _scallops(x: float, y: float, inner: float, outer: float, lobes: int) -> str:
    """A circle with a wavy edge."""
    half = pi / lobes
    start = _at(x, y, inner, -half)
    waves = [
        f"Q{_at(x, y, 2 * outer - inner, 2 * half * n)} {_at(x, y, inner, half * (2 * n + 1))}"
        for n in range(lobes)
    ]
    return f"M{start}{''.join(waves)}Z"


def _star(x: float, y: float, outer: float, inner: float) -> str:
    """A star with five points, one of them up."""
    points = [_at(x, y, inner if n % 2 else outer, n * pi / 5 - pi / 2) for n in range(10)]
    return f"M{'L'.join(points)}Z"


def _at(x: float, y: float, radius: float, angle: float) -> str:
    return f"{x + radius * cos(angle):.2f} {y + radius * sin(angle):.2f}"
