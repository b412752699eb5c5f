"""Points by domain as bars, one below the other, with the median as an upright mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.rendering.drawn_text import DARK
from reports.rendering.drawn_text import FULL
from reports.rendering.drawn_text import cut
from reports.rendering.drawn_text import picture
from reports.rendering.drawn_text import shown
from reports.rendering.drawn_text import words
from reports.rendering.radar import said

if TYPE_CHECKING:
    from markupsafe import Markup

    from reports.language import Language
    from reports.letter_points import Figures
    from reports.letter_points import Row
    from reports.rendering.colours import Palette

LENGTH = 220  # of 100 points
VALUE = 34  # room for the figure at the end
ROW = 34
BAR = 11
FOOT = 18
LONGEST = 46  # characters of a domain's name
MARKS = (0, 50, 100)


def bars(figures: Figures, palette: Palette, language: Language) -> Markup:
    """The bars of a candidate, for all domains that have points."""
    from markupsafe import Markup

    rows = figures.scored
    height = ROW * len(rows)
    parts = [_scale(height)]
    parts += [_bar(row, ROW * number, palette, language) for number, row in enumerate(rows)]
    return picture(
        LENGTH + VALUE,
        height + FOOT,
        language.text("Points by domain, as bars"),
        language.text(
            "One bar for each domain, from 0 to 100: {list}.",
            list=language.list(said(row, language) for row in rows),
        ),
        Markup().join(parts),
    )


def _scale(height: float) -> Markup:
    """The figures 0, 50 and 100 below the bars."""
    from markupsafe import Markup

    anchors = {0: "start", FULL: "end"}
    return Markup().join(
        words(str(mark), mark * LENGTH / FULL, height + 10, size=9,
              anchor=anchors.get(mark, "middle"))
        for mark in MARKS
    )  # fmt: skip


def _bar(row: Row, y: float, palette: Palette, language: Language) -> Markup:
    from markupsafe import Markup

    points = row.points or 0
    long = round(float(points) * LENGTH / FULL, 1)
    parts = [
        words(cut(row.name, LONGEST), 0, y + 11, size=10.5),
        Markup('<rect x="0" y="{}" width="{}" height="{}" fill="#eef0f3"/>').format(
            y + 16, LENGTH, BAR
        ),
        Markup('<rect x="0" y="{}" width="{}" height="{}" fill="{}"/>').format(
            y + 16, long, BAR, palette.ink
        ),
    ]
    if row.points is not None:
        value = shown(row.points, language)
        parts.append(words(value, LENGTH + VALUE, y + 26, size=12, anchor="end", bold=True))
    if row.median is not None:
        parts.append(_mark(float(row.median) * LENGTH / FULL, y + 16))
    return Markup().join(parts)


def _mark(x: float, y: float) -> Markup:
    """The median: dark on pale and pale on dark, higher than the bar."""
    from markupsafe import Markup

    return Markup(
        '<rect x="{}" y="{}" width="5" height="{}" fill="#ffffff"/>'
        '<rect x="{}" y="{}" width="2.4" height="{}" fill="{}"/>'
    ).format(round(x - 2.5, 1), y - 1, BAR + 4, round(x - 1.2, 1), y - 1, BAR + 4, DARK)
