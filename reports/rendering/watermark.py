"""The watermark of a proof: its words drawn as outlines, so that no reader takes them for text.

It lies behind the text of every page as a background, which PDF/UA holds for decoration; the
same words stand at the head of the page.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2
from math import degrees
from math import hypot

from reports.rendering.fonts import opened

FACE = "lato/Lato-Bold.ttf"
INK = "#f2dcd6"
"""Pale enough that what is printed over it stays legible."""

WIDTH, HEIGHT = 210, 297  # millimetres: A4, upright
SHARE = 0.74
"""The part of the diagonal that the longest line takes."""

LEADING = 1.35


def watermark_svg(text: str) -> bytes:
    """Some words across an upright page, one line for each side of a dash."""
    lines = [part.strip() for part in text.split(" – ") if part.strip()]
    drawn = [_outline(line) for line in lines]
    slope = degrees(atan2(HEIGHT, WIDTH))
    room = hypot(WIDTH, HEIGHT) * SHARE
    parts, y = [], 0.0
    for place, (path, length, size) in enumerate(drawn):
        scale = room / length if place else min(room * 0.6 / length, 45 / size)
        y += size * scale * (LEADING if place else 0)
        x = -length * scale / 2
        # Outlines of fonts have their feet at 0 and their heads above: y goes the other way.
        parts.append(
            f'<path transform="translate({x:.2f} {y:.2f}) scale({scale:.5f} {-scale:.5f})"'
            f' d="{path}" fill="{INK}"/>'
        )
    centre = f"translate({WIDTH / 2} {HEIGHT / 2}) rotate({-slope:.2f})"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}mm" height="{HEIGHT}mm"><g transform="{centre}">{"".join(parts)}</g></svg>'
    ).encode()


@lru_cache(maxsize=16)
def _outline(text: str) -> tuple[str, float, float]:
    """The path of a line in units of the font, its length, and how high its capitals are."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    with opened(FACE) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        path, x = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}"), 0.0
        for character in text:
            glyph = glyphs[names.get(ord(character), names[ord(" ")])]
            glyph.draw(TransformPen(path, (1, 0, 0, 1, x, 0)))
            x += glyph.width
        return path.getCommands(), x, float(font["OS/2"].sCapHeight)
