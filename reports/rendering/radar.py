"""Points by domain as a radar: the candidate's shape over that of the median.

The two differ by more than colour: one is filled with a solid line and discs, the other is
a dashed line with hollow squares. With few domains, or very many, a radar says nothing.
"""

from __future__ import annotations

from math import cos
from math import pi
from math import sin
from typing import TYPE_CHECKING

from reports.rendering.drawn_text import DARK
from reports.rendering.drawn_text import FULL
from reports.rendering.drawn_text import LINES
from reports.rendering.drawn_text import cut
from reports.rendering.drawn_text import picture
from reports.rendering.drawn_text import shown
from reports.rendering.drawn_text import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from markupsafe import Markup

    from reports.language import Language
    from reports.letter_points import Figures
    from reports.letter_points import Row
    from reports.rendering.colours import Palette

FEWEST, MOST = 4, 9
RADIUS = 92
SIDE = 86  # room for words on either side
TOP = 34
LONGEST = 16  # characters of a domain's name
RINGS = (25, 50, 75, 100)
LEANING = 0.3  # from where on words stand beside a point rather than above it


def worth_a_radar(figures: Figures) -> bool:
    """Whether a radar shows anything: four to nine domains that have points."""
    return FEWEST <= len(figures.scored) <= MOST


def radar(figures: Figures, palette: Palette, language: Language) -> Markup:
    """The radar of a candidate; only for figures that are :func:`worth_a_radar`."""
    from markupsafe import Markup

    rows = figures.scored
    parts = [*_web(len(rows)), *_shape([row.points for row in rows], palette)]
    if figures.has_median:
        parts += _median([row.median for row in rows])
    parts += [_label(row, number, len(rows), language) for number, row in enumerate(rows)]
    width, height = 2 * (RADIUS + SIDE), 2 * (RADIUS + TOP)
    return picture(
        width,
        height,
        language.text("Points by domain, as a radar"),
        language.text(
            "One axis for each domain, from 0 in the middle to 100: {list}.",
            list=language.list(said(row, language) for row in rows),
        ),
        Markup().join(parts),
    )


def said(row: Row, language: Language) -> str:
    """A domain in words: "Strategy 61.2 (median 50.0)"."""
    points = "–" if row.points is None else shown(row.points, language)
    if row.median is None:
        return language.text("{domain} {points}", domain=row.name, points=points)
    return language.text(
        "{domain} {points} (median {median})",
        domain=row.name,
        points=points,
        median=shown(row.median, language),
    )


def _place(number: int, count: int, share: float) -> tuple[float, float]:
    """A point on an axis; the first points upwards, ``share`` is 0-1."""
    angle = 2 * pi * number / count - pi / 2
    return (
        RADIUS + SIDE + RADIUS * share * cos(angle),
        RADIUS + TOP + RADIUS * share * sin(angle),
    )


def _path(shares: Sequence[float]) -> str:
    places = (_place(n, len(shares), share) for n, share in enumerate(shares))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + "Z"


def _web(count: int) -> list[Markup]:
    from markupsafe import Markup

    lines = [
        Markup('<path d="{d}" fill="none" stroke="{ink}" stroke-width="{width}"/>').format(
            d=_path([ring / FULL] * count), ink=LINES, width=1.2 if ring == FULL else 0.7
        )
        for ring in RINGS
    ]
    x, y = RADIUS + SIDE, RADIUS + TOP
    for number in range(count):
        end_x, end_y = _place(number, count, 1)
        lines.append(
            Markup('<path d="M{} {}L{} {}" stroke="{}" stroke-width=".7"/>').format(
                x, y, f"{end_x:.1f}", f"{end_y:.1f}", LINES
            )
        )
    return lines


def _shape(points: Sequence[Fraction | None], palette: Palette) -> list[Markup]:
    from markupsafe import Markup

    shares = [float(each or 0) / FULL for each in points]
    marks = [
        Markup('<circle cx="{}" cy="{}" r="3.4" fill="{}"/>').format(
            *(f"{each:.1f}" for each in _place(n, len(shares), share)), palette.ink
        )
        for n, share in enumerate(shares)
    ]
    outline = Markup(
        '<path d="{d}" fill="{wash}" fill-opacity=".55" stroke="{ink}" stroke-width="2.2"'
        ' stroke-linejoin="round"/>'
    ).format(d=_path(shares), wash=palette.line, ink=palette.ink)
    return [outline, *marks]


def _median(points: Sequence[Fraction | None]) -> list[Markup]:
    """The median's line, and a hollow square at each of its points."""
    from markupsafe import Markup

    shares = [float(each or 0) / FULL for each in points]
    parts = [
        Markup(
            '<path d="{d}" fill="none" stroke="{ink}" stroke-width="1.4" stroke-dasharray="4 3"/>'
        ).format(d=_path(shares), ink=DARK)
    ]
    for number, share in enumerate(shares):
        x, y = _place(number, len(shares), share)
        parts.append(
            Markup(
                '<rect x="{}" y="{}" width="6" height="6" fill="#ffffff" stroke="{}"'
                ' stroke-width="1.2"/>'
            ).format(f"{x - 3:.1f}", f"{y - 3:.1f}", DARK)
        )
    return parts


def _label(row: Row, number: int, count: int, language: Language) -> Markup:
    """Name and points of a domain at the end of its axis."""
    from markupsafe import Markup

    x, y = _place(number, count, 1)
    lean = x - RADIUS - SIDE
    beside = abs(lean) > LEANING * RADIUS
    anchor = ("start" if lean > 0 else "end") if beside else "middle"
    x += (9 if lean > 0 else -9) if beside else 0
    above = y < RADIUS + TOP
    y += (0 if beside else -20) if above else (2 if beside else 15)
    points = "–" if row.points is None else shown(row.points, language)
    return Markup().join(
        (
            words(cut(row.short, LONGEST), x, y, size=10.5, anchor=anchor),
            words(points, x, y + 13, size=12, anchor=anchor, bold=True),
        )
    )
