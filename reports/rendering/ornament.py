"""The decoration of the documents: frames, rosettes and bands, as SVG backgrounds."""

from __future__ import annotations

from functools import lru_cache
from math import cos
from math import pi
from math import sin

from reports.rendering import colours

DEEP = "#16324a"
FAINT = "#2b4c68"
BRIGHT = "#c9973b"
BAND = 92  # millimetres
WIDTH = 297  # millimetres: A4, landscape
HEIGHT = 210
INSET = 10.5  # of the frame from the edges, so that every printer reaches it
HOLLOW = 10.0
RADII = (80.0, 33.6, 14.1)  # of the rosettes: each fills the hollow of the one before
_PETALS = 36


@lru_cache(maxsize=32)
def frame(colour: str) -> bytes:
    """The page's background: three lines with hollow corners, and a pale rosette."""
    tones = colours.palette(colour)
    pale = colours.css(colours.mix(colours.parse(colour), colours.WHITE, 0.88))
    lines = (
        _outline(INSET, tones.ink, 0.3),
        _outline(INSET + 1.6, tones.ink, 1.1),
        _outline(INSET + 3.4, tones.line, 0.25),
    )
    right, bottom = WIDTH - INSET, HEIGHT - INSET
    corners = ((INSET, INSET), (right, INSET), (INSET, bottom), (right, bottom))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}mm" height="{HEIGHT}mm">'
        + "".join(_rosette(WIDTH / 2, HEIGHT / 2 - 6, radius, pale) for radius in RADII)
        + "".join(lines)
        + "".join(_boss(x, y, tones.ink) for x, y in corners)
        + "</svg>"
    ).encode()


def cover() -> bytes:
    """The band across the top of a document's first page, a little wider than the page."""
    width = 214
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {BAND}"'
        f' width="{width}mm" height="{BAND}mm">'
        f'<rect width="{width}" height="{BAND}" fill="{DEEP}"/>'
        + _rosette(182, 14, 74, FAINT)
        + _rosette(182, 14, 31, FAINT)
        + f'<rect y="{BAND - 1.6}" width="{width}" height="1.6" fill="{BRIGHT}"/></svg>'
    ).encode()


def stage() -> bytes:
    """The ground of a slide that opens or closes something: 16:9, a little wider than it."""
    width, height = 340, 192
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}mm" height="{height}mm">'
        f'<rect width="{width}" height="{height}" fill="{DEEP}"/>'
        + "".join(_rosette(286, 62, radius, FAINT) for radius in (118.0, 49.6, 20.8))
        + f'<rect y="{height - 4}" width="{width}" height="4" fill="{BRIGHT}"/></svg>'
    ).encode()


def _outline(inset: float, colour: str, thickness: float) -> str:
    """A rectangle with quarter circles cut out of its corners."""
    r = HOLLOW
    left, top, right, bottom = inset, inset, WIDTH - inset, HEIGHT - inset
    path = (
        f"M{left + r:.2f} {top:.2f}H{right - r:.2f}A{r:.2f} {r:.2f} 0 0 0 {right:.2f} {top + r:.2f}"
        f"V{bottom - r:.2f}A{r:.2f} {r:.2f} 0 0 0 {right - r:.2f} {bottom:.2f}"
        f"H{left + r:.2f}A{r:.2f} {r:.2f} 0 0 0 {left:.2f} {bottom - r:.2f}"
        f"V{top + r:.2f}A{r:.2f} {r:.2f} 0 0 0 {left + r:.2f} {top:.2f}Z"
    )
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{thickness}"/>'


def _boss(x: float, y: float, colour: str) -> str:
    """The small ornament in a hollow corner: rings and eight rays."""
    rays = "".join(
        f"M{x + 2.5 * cos(n * pi / 4):.2f} {y + 2.5 * sin(n * pi / 4):.2f}"
        f"L{x + 4.4 * cos(n * pi / 4):.2f} {y + 4.4 * sin(n * pi / 4):.2f}"
        for n in range(8)
    )
    return (
        f'<circle cx="{x}" cy="{y}" r="1.5" fill="{colour}"/>'
        f'<path d="{rays}" stroke="{colour}" stroke-width="0.35"/>'
        f'<circle cx="{x}" cy="{y}" r="5.4" fill="none" stroke="{colour}" stroke-width="0.3"/>'
    )


def _rosette(x: float, y: float, radius: float, colour: str) -> str:
    """Fine ellipses turned around one centre, as on old share certificates."""
    ellipses = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{radius}" ry="{radius * 0.42:.2f}" fill="none"'
        f' stroke="{colour}" stroke-width="0.18"'
        f' transform="rotate({180 * n / _PETALS:.3f} {x} {y})"/>'
        for n in range(_PETALS)
    )
    return f"<g>{ellipses}</g>"
