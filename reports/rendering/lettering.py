"""Words drawn as outlines, for pictures that travel without our fonts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.rendering.fonts import FACES
from reports.rendering.fonts import opened
from reports.typography import tidy

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont
    from markupsafe import Markup

SERIF, SANS, BOLD = FACES[0].file, FACES[2].file, FACES[3].file
_FALLBACK = "Georgia, 'Times New Roman', serif"


class Line(NamedTuple):
    """One line of words: its baseline, its size, and how wide it may get (it is made smaller).

    ``x`` is where it starts, or its middle when ``centred``.
    """

    words: str
    x: float
    y: float
    size: float
    most: float
    face: str = SERIF
    centred: bool = False


def width(words: str, size: float, face: str = SERIF) -> float:
    """How wide words get; characters that the face lacks count as a wide one."""
    font = _font(face)
    lengths = (font.advances.get(ord(each), font.units) for each in tidy(words))
    return sum(lengths) * size / font.units


@lru_cache(maxsize=256)
def lettering(line: Line, colour: str) -> Markup:
    """A line as one path; as text, in a font of the reader's, where ours lacks a character."""
    from markupsafe import Markup

    words = tidy(line.words)
    natural = width(words, line.size, line.face)
    size = line.size * min(1, line.most / natural) if natural else line.size
    start = line.x - width(words, size, line.face) / 2 if line.centred else line.x
    font = _font(line.face)
    if any(ord(each) not in font.advances for each in words):
        return Markup(
            '<text x="{x:.1f}" y="{y:.1f}" font-family="{family}" font-size="{size:.1f}"'
            ' fill="{colour}">{words}</text>'
        ).format(x=start, y=line.y, family=_FALLBACK, size=size, colour=colour, words=words)
    return Markup(
        '<g fill="{colour}" transform="translate({x:.2f} {y:.2f}) scale({s:.5f} -{s:.5f})">{drawn}'
        "</g>"
    ).format(
        colour=colour, x=start, y=line.y, s=size / font.units, drawn=_drawn(words, line.face)
    )  # fmt: skip


class _Face(NamedTuple):
    """A font that is open: its units, its advances by code point, its glyphs."""

    units: int
    advances: dict[int, int]
    font: TTFont


@lru_cache(maxsize=4)
def _font(face: str) -> _Face:
    font = opened(face)
    lengths = font["hmtx"].metrics
    advances = {code: lengths[glyph][0] for code, glyph in font.getBestCmap().items()}
    return _Face(font["head"].unitsPerEm, advances, font)


def _drawn(words: str, face: str) -> Markup:
    """The letters of words beside each other, in units of the font, upright as fonts count."""
    from markupsafe import Markup

    found, x = _font(face), 0
    drawn = []
    for each in words:
        outline = _outline(each, face)
        if outline:
            drawn.append(f'<path transform="translate({x})" d="{outline}"/>')
        x += found.advances[ord(each)]
    return Markup("".join(drawn))  # noqa: S704 - numbers of our own fonts


@lru_cache(maxsize=2048)
def _outline(letter: str, face: str) -> str:
    """One letter, where it stands alone."""
    from fontTools.pens.svgPathPen import SVGPathPen

    glyphs = _glyphs(face)
    pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.0f}")
    glyphs[_font(face).font.getBestCmap()[ord(letter)]].draw(pen)
    return str(pen.getCommands())


@lru_cache(maxsize=4)
def _glyphs(face: str):  # type: ignore[no-untyped-def] # noqa: ANN202 - a private class of theirs
    return _font(face).font.getGlyphSet()
