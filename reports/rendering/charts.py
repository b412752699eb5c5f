"""The chart of the levels, as SVG of our own with a title and a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from reports.language import Language
    from reports.palmares import Block
    from reports.palmares import Palmares

COLUMN = 74  # width of a column with its space
FEWEST = 4  # columns that a chart has room for: with one or two it would be a tower
BAR = 46
HEIGHT = 150  # of the tallest bar
TOP = 26
FOOT = 44
_FONT = "Palmares Sans, sans-serif"


def level_chart(shown: Palmares, language: Language) -> Markup:
    """One upright bar for each level, its count above and its name below."""
    from markupsafe import Markup

    blocks = shown.blocks
    width, height = COLUMN * max(len(blocks), FEWEST), TOP + HEIGHT + FOOT
    first = (width - COLUMN * len(blocks) + COLUMN) / 2
    most = max((len(block.lines) for block in blocks), default=0)
    bars = Markup().join(_bar(first + COLUMN * n, block, most) for n, block in enumerate(blocks))
    title = language.text("Number of laureates by level")
    said = language.text(
        "Bar chart: {list}.",
        list=language.list(f"{block.title}, {len(block.lines)}" for block in blocks),
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"'
        ' aria-labelledby="chart-title chart-said" viewBox="0 0 {width} {height}"'
        ' width="{width}" height="{height}"><title id="chart-title">{title}</title>'
        '<desc id="chart-said">{said}</desc>{bars}'
        '<path class="base" d="M0 {base}H{width}" stroke="#8d95a1" stroke-width="1"/></svg>'
    ).format(width=width, height=height, title=title, said=said, bars=bars, base=TOP + HEIGHT + 0.5)


def _bar(middle: float, block: Block, most: int) -> Markup:
    from markupsafe import Markup

    count = len(block.lines)
    tall = round(HEIGHT * count / most, 1) if most else 0
    names = Markup().join(
        Markup('<text x="{x}" y="{y}" {look}>{word}</text>').format(
            x=middle, y=TOP + HEIGHT + 18 + 15 * n, look=_look(13), word=words
        )
        for n, words in enumerate(_two_lines(block.title))
    )
    return Markup(
        '<g class="level-{anchor}"><rect x="{x}" y="{y}" width="{bar}" height="{tall}" rx="2"'
        ' fill="{ink}"/><text x="{middle}" y="{above}" {look}>{count}</text>{names}</g>'
    ).format(
        anchor=block.anchor, x=middle - BAR / 2, y=TOP + HEIGHT - tall, bar=BAR, tall=tall,
        ink=block.palette.ink, middle=middle, above=TOP + HEIGHT - tall - 7, look=_look(16),
        count=count, names=names,
    )  # fmt: skip


def _look(size: int) -> Markup:
    from markupsafe import Markup

    return Markup(
        'font-family="{font}" font-size="{size}" fill="#1c1f24" text-anchor="middle"'
    ).format(font=_FONT, size=size)


def _two_lines(title: str, longest: int = 11) -> list[str]:
    """A title on at most two short lines; the table beside has it whole."""
    if len(title) <= longest:
        return [title]
    first, _, rest = title.partition(" ")
    return [_cut(words, longest) for words in (first, rest) if words]


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"
