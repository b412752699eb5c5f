"""One colour of a level made into what print and screens need of it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

DARKEST = 0.04045  # below it, sRGB is linear
READABLE = 4.5  # contrast that WCAG 2 asks of small text (AA)
WHITE = (255, 255, 255)
NIGHT = (18, 22, 28)  # the background of the dark page

Rgb = tuple[int, int, int]


class Palette(NamedTuple):
    """CSS colours: ``ink`` reads on white, ``glow`` on the dark page, ``wash`` is pale."""

    ink: str
    glow: str
    wash: str
    line: str


@lru_cache(maxsize=64)
def palette(colour: str) -> Palette:
    """The palette of a colour given as ``RRGGBB``, with or without "#"."""
    base = parse(colour)
    return Palette(
        ink=css(reaching(base, WHITE, (0, 0, 0))),
        glow=css(reaching(base, NIGHT, WHITE)),
        wash=css(mix(base, WHITE, 0.92)),
        line=css(mix(base, WHITE, 0.55)),
    )


def parse(colour: str) -> Rgb:
    """``RRGGBB`` as three numbers from 0 to 255."""
    digits = colour.removeprefix("#")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def css(rgb: Rgb) -> str:
    """Three numbers as a CSS colour."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def mix(first: Rgb, second: Rgb, share: float) -> Rgb:
    """``share`` (0-1) of the second colour in the first."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def reaching(colour: Rgb, background: Rgb, towards: Rgb) -> Rgb:
    """The colour, moved as little as needed to be readable on a background."""
    for step in range(101):
        moved = mix(colour, towards, step / 100)
        if contrast(moved, background) >= READABLE:
            return moved
    return towards


def contrast(first: Rgb, second: Rgb) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (
        v / 12.92 if v <= DARKEST else ((v + 0.055) / 1.055) ** 2.4
        for v in (channel / 255 for channel in rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
