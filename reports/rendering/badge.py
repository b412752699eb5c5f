"""The badges that a laureate shows on its own website: one SVG file each, complete in itself.

Letters are drawn as outlines: no font, no script, nothing that is fetched. A badge has its
own white ground, so that it stands on any page, by day and by night.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple
from typing import TypeAlias

from reports.rendering.lettering import BOLD
from reports.rendering.lettering import SANS
from reports.rendering.lettering import SERIF
from reports.rendering.lettering import Line
from reports.rendering.lettering import lettering
from reports.rendering.lettering import width
from reports.rendering.ornament import BRIGHT
from reports.rendering.ornament import DEEP
from reports.rendering.signs import GAP
from reports.rendering.signs import SIDE
from reports.rendering.signs import level_sign
from reports.typography import tidy

if TYPE_CHECKING:
    from markupsafe import Markup

    from reports.edition import Level

Form: TypeAlias = Literal["wide", "square"]
SIZES: dict[Form, tuple[int, int]] = {"wide": (360, 132), "square": (200, 200)}
"""Width and height, in pixels, of each form as it is meant to be shown."""

SOFT = "#4c535e"
_EDGE = 1.5


class Badge(NamedTuple):
    """What a badge says: the label and the year, the level, whose it is."""

    label: str
    year: int
    level: Level
    title: str
    name: str
    ink: str

    @property
    def alternative(self) -> str:
        """What stands for the picture where it is not seen."""
        return f"{self.label} {self.year} – {self.title} – {self.name}"


def badge(what: Badge, form: Form) -> str:
    """A badge as an SVG file."""
    from markupsafe import Markup

    wide, tall = SIZES[form]
    drawn = _wide(what) if form == "wide" else _square(what)
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide} {tall}"'
            ' width="{wide}" height="{tall}"><title>{said}</title>{ground}{drawn}</svg>\n'
        ).format(
            wide=wide, tall=tall, said=what.alternative, ground=_ground(wide, tall, what.ink),
            drawn=Markup().join(drawn),
        )
    )  # fmt: skip


def _wide(what: Badge) -> list[Markup]:
    """The signs on a band on the left, the words on the right."""
    heading = f"{what.label} {what.year}"
    lines, size = _two(what.name, 204, 18)
    up = 6 * (len(lines) - 1)
    return [
        _signs(what, 14, 14, 104, 104),
        lettering(Line(heading, 140, 39 - up, 15, 204, BOLD), DEEP),
        lettering(Line(what.title, 139, 73 - up, 30, 205, SERIF), what.ink),
        *(
            lettering(Line(words, 140, 103 - up + 20 * n, size, 204, SANS), SOFT)
            for n, words in enumerate(lines)
        ),
    ]


def _square(what: Badge) -> list[Markup]:
    """Everything in the middle, from the label to the name."""
    lines, size = _two(what.name, 168, 15)
    top = 162 if len(lines) > 1 else 168
    title = f"{what.title}, {what.year}"
    return [
        lettering(Line(what.label, 100, 34, 15, 168, BOLD, centred=True), DEEP),
        _signs(what, 22, 48, 156, 56),
        lettering(Line(title, 100, 136, 26, 168, SERIF, centred=True), what.ink),
        *(
            lettering(Line(words, 100, top + 17 * n, size, 168, SANS, centred=True), SOFT)
            for n, words in enumerate(lines)
        ),
    ]


def _ground(wide: int, tall: int, ink: str) -> Markup:
    """White, with an edge of the level's colour and a line of gold inside."""
    from markupsafe import Markup

    inner = _EDGE + 4
    return Markup(
        '<rect x="{e}" y="{e}" width="{w}" height="{h}" rx="10" fill="#ffffff" stroke="{ink}"'
        ' stroke-width="3"/><rect x="{i}" y="{i}" width="{iw}" height="{ih}" rx="6.5" fill="none"'
        ' stroke="{gold}" stroke-width="1"/>'
    ).format(
        e=_EDGE, w=wide - 2 * _EDGE, h=tall - 2 * _EDGE, ink=ink, i=inner, iw=wide - 2 * inner,
        ih=tall - 2 * inner, gold=BRIGHT,
    )  # fmt: skip


def _signs(what: Badge, x: float, y: float, wide: float, tall: float) -> Markup:
    """The signs in the middle of a box: four or five in two rows where the box is no strip."""
    from markupsafe import Markup

    rows = _rows(what.level.count) if wide < 2 * tall else [what.level.count]
    widest = max(rows) * (SIDE + GAP) - GAP
    scale = min(wide / widest, tall / (len(rows) * (SIDE + GAP) - GAP), 0.62)
    height = (len(rows) * (SIDE + GAP) - GAP) * scale
    drawn = []
    for n, count in enumerate(rows):
        across = (count * (SIDE + GAP) - GAP) * scale
        place = (x + (wide - across) / 2, y + (tall - height) / 2 + n * (SIDE + GAP) * scale)
        drawn.append(_sign(what.level, count, place, scale))
    return Markup().join(drawn)


@lru_cache(maxsize=128)
def _sign(level: Level, count: int, place: tuple[float, float], scale: float) -> Markup:
    """Some signs of a level, without the frame that makes a picture of them."""
    from dataclasses import replace

    from markupsafe import Markup

    whole = str(level_sign(replace(level, count=count), ""))
    inside = whole[whole.index("</title>") + len("</title>") : whole.rindex("</svg>")]
    return Markup('<g transform="translate({x:.2f} {y:.2f}) scale({s:.4f})">{drawn}</g>').format(
        x=place[0], y=place[1], s=scale,
        drawn=Markup(inside),  # noqa: S704 - our own drawing
    )  # fmt: skip


def _rows(count: int) -> list[int]:
    """How many signs stand in each row: 3 over 2 for five."""
    return [count] if count <= 2 else [-(-count // 2), count // 2]  # noqa: PLR2004 - a pair is a row


def _two(name: str, most: float, size: float) -> tuple[list[str], float]:
    """A name on one line, or on two of about the same length; the size in which it fits."""
    words = tidy(name).split(" ")
    lines = [" ".join(words)]
    if width(name, size, SANS) > most and len(words) > 1:
        cuts = [[" ".join(words[:n]), " ".join(words[n:])] for n in range(1, len(words))]
        lines = min(cuts, key=lambda pair: max(width(each, size, SANS) for each in pair))
    widest = max(width(each, size, SANS) for each in lines)
    return lines, size * min(1, most / widest) if widest else size
