"""What the charts of the letters share: their look, and words in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from markupsafe import Markup

    from reports.language import Language

FONT = "Palmares Sans, sans-serif"
DARK = "#1c1f24"
GREY = "#4c535e"
LINES = "#b9c0ca"
FULL = 100


def words(
    text: str, x: float, y: float, *, size: float = 11, anchor: str = "start", bold: bool = False
) -> Markup:
    """Some words at a place; what is not bold is grey."""
    from markupsafe import Markup

    return Markup(
        '<text x="{x}" y="{y}" font-family="{font}" font-size="{size}" fill="{ink}"'
        ' text-anchor="{anchor}" font-weight="{weight}">{text}</text>'
    ).format(
        x=round(x, 1),
        y=round(y, 1),
        font=FONT,
        size=size,
        ink=DARK if bold else GREY,
        anchor=anchor,
        weight=700 if bold else 400,
        text=text,
    )


def picture(width: float, height: float, title: str, said: str, drawing: Markup) -> Markup:
    """A drawing as one picture that says what it shows to who cannot see it."""
    from markupsafe import Markup

    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"'
        ' viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        "<title>{title}</title><desc>{said}</desc>{drawing}</svg>"
    ).format(
        width=round(width, 1), height=round(height, 1), title=title, said=said, drawing=drawing
    )


def shown(points: Fraction, language: Language) -> str:
    """Points with one decimal, rounded down."""
    return language.number(points, 1)


def cut(text: str, longest: int) -> str:
    """A text that fits beside a chart; the table has it whole."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
