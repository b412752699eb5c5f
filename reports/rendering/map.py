"""The map of the French departments, overseas ones included, as SVG of our own.

The outlines are those of ``static/site/departments.json`` (its licence beside it). Around
Paris they are drawn once more, larger. A number whose outline is not known, as those of the
overseas collectivities, gets a square.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.departments import department_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from markupsafe import Markup

FILE = Path(__file__).parents[1] / "static" / "site" / "departments.json"
SIDE = 1010  # of the mainland's drawing, in units
FOOT = 190  # height of a row of insets
A_ROW = 5
CELL = SIDE / A_ROW  # width of an inset below
AROUND_PARIS = ("75", "92", "93", "94")
_CORNER = (20, 10, 170)  # of the enlarged part: left, top, side
_STEPS = (1, 2, 4)  # laureates from which a tone is deeper


class Shape(NamedTuple):
    """A department's outline; ``size`` is that of its own drawing, None on the mainland's."""

    path: str
    box: tuple[float, float, float, float]
    centre: tuple[float, float]
    size: tuple[float, float] | None


@lru_cache(maxsize=1)
def shapes() -> Mapping[str, Shape]:
    """The outlines by department number."""
    found = json.loads(FILE.read_text("utf-8"))["departments"]
    return {
        number: Shape(
            each["path"],
            tuple(each["box"]),
            tuple(each["centre"]),
            tuple(each["size"]) if "size" in each else None,
        )
        for number, each in found.items()
    }


def tone(count: int) -> int:
    """How deep a department of so many laureates is drawn: 0 (none) to 3."""
    return sum(count >= step for step in _STEPS)


def department_map(
    counts: Mapping[str, int],
    title: str,
    link: Callable[[str], str],
    say: Callable[[str, int], str],
) -> Markup:
    """The map of how many laureates each department has.

    ``counts`` is by number ("38", "2A", "974"); ``link`` gives the address that a number
    leads to, ``say`` what a reader of the screen hears. Departments without any laureate are
    drawn and say nothing. The look is the style sheet's: classes ``tone-0`` to ``tone-3``.
    """
    from markupsafe import Markup

    pen = _Pen(counts, link, say)
    mainland = [number for number, shape in shapes().items() if shape.size is None]
    below = _below(counts)
    height = SIDE + 30 + FOOT * -(-len(below) // A_ROW)
    drawn = [*map(pen.silent, mainland), *map(pen.linked, mainland), pen.around_paris()]
    drawn += [pen.inset(at, number) for at, number in enumerate(below)]
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="map" role="group" aria-label="{title}"'
        ' viewBox="0 0 {width} {height}">{drawn}</svg>'
    ).format(title=title, width=SIDE, height=height, drawn=Markup().join(drawn))


def _below(counts: Mapping[str, int]) -> list[str]:
    """What stands below the mainland: overseas departments, then others that have laureates."""
    overseas = [number for number, shape in shapes().items() if shape.size is not None]
    others = (number for number in sorted(counts) if number not in shapes())
    return [*overseas, *(number for number in others if counts[number])]


class _Pen:
    """Draws departments as how many laureates they have asks for."""

    def __init__(
        self,
        counts: Mapping[str, int],
        link: Callable[[str], str],
        say: Callable[[str, int], str],
    ) -> None:
        self.counts = counts
        self.link = link
        self.say = say

    def silent(self, number: str) -> Markup:
        """A department of the mainland without laureates."""
        from markupsafe import Markup

        return Markup() if self.counts.get(number) else self._path(number)

    def linked(self, number: str, *, small: bool = False) -> Markup:
        """A department of the mainland with laureates, and how many."""
        from markupsafe import Markup

        count = self.counts.get(number, 0)
        if not count:
            return Markup()
        if number in AROUND_PARIS and not small:
            return self._path(number)
        x, y = shapes()[number].centre
        figure = _figure(x, y, count, 7 if small else 25)
        return self._linked(number, Markup("{}{}").format(self._path(number), figure))

    def around_paris(self) -> Markup:
        """Paris and what touches it, larger, in the corner."""
        from markupsafe import Markup

        boxes = [shapes()[number].box for number in AROUND_PARIS]
        left, top = min(b[0] for b in boxes) - 1, min(b[1] for b in boxes) - 1
        side = max(max(b[2] for b in boxes) - left, max(b[3] for b in boxes) - top) + 1
        x, y, wide = _CORNER
        drawn = [self.silent(n) or self.linked(n, small=True) for n in AROUND_PARIS]
        return Markup(
            '<svg class="enlarged" x="{x}" y="{y}" width="{wide}" height="{wide}"'
            ' viewBox="{left:.1f} {top:.1f} {side:.1f} {side:.1f}">{drawn}</svg>'
        ).format(x=x, y=y, wide=wide, left=left, top=top, side=side, drawn=Markup().join(drawn))

    def inset(self, at: int, number: str) -> Markup:
        """What stands in a cell below, with its name."""
        from markupsafe import Markup

        x, y = (at % A_ROW) * CELL, SIDE + 10 + (at // A_ROW) * FOOT
        count = self.counts.get(number, 0)
        shape = shapes().get(number)
        wide, tall = shape.size if shape and shape.size else (50.0, 50.0)
        scale = min(110 / wide, 120 / tall)
        middle = x + CELL / 2
        drawing = Markup(
            '<g transform="translate({x:.1f} {y:.1f}) scale({s:.3f})">{one}</g>'
        ).format(
            x=middle - wide * scale / 2, y=y + (120 - tall * scale) / 2, s=scale,
            one=self._path(number),
        )  # fmt: skip
        name = Markup('<text class="place" x="{x:.1f}" y="{y:.1f}">{name}</text>').format(
            x=middle, y=y + 152, name=(department_name(number) or number) if shape else number
        )
        if not count:
            return Markup("{}{}").format(drawing, name)
        figure = _figure(middle, y + 60, count, 25)
        return self._linked(number, Markup("{}{}{}").format(drawing, figure, name))

    def _linked(self, number: str, drawn: Markup) -> Markup:
        from markupsafe import Markup

        return Markup(
            '<a href="{link}" aria-label="{said}" data-department="{number}">{drawn}</a>'
        ).format(
            link=self.link(number), said=self.say(number, self.counts[number]),
            number=number, drawn=drawn,
        )  # fmt: skip

    def _path(self, number: str) -> Markup:
        from markupsafe import Markup

        shape = shapes().get(number)
        path = shape.path if shape else "M5 5H45V45H5Z"
        return Markup('<path class="tone-{tone}" d="{path}"/>').format(
            tone=tone(self.counts.get(number, 0)), path=path
        )


def _figure(x: float, y: float, count: int, size: int) -> Markup:
    """How many, in the middle of a department."""
    from markupsafe import Markup

    return Markup(
        '<text class="figure tone-{tone}" x="{x:.1f}" y="{y:.1f}" font-size="{size}">{n}</text>'
    ).format(tone=tone(count), x=x, y=y + size * 0.36, size=size, n=count)
