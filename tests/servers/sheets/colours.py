"""Colours come in pairs: ``backgroundColor`` and ``backgroundColorStyle.rgbColor`` are one."""

from __future__ import annotations

from typing import Any

THEME: dict[str, dict[str, float]] = {
    "TEXT": {},
    "BACKGROUND": {"red": 1, "green": 1, "blue": 1},
    "ACCENT1": {"red": 0.25882354, "green": 0.52156866, "blue": 0.95686275},
    "ACCENT2": {"red": 0.91764706, "green": 0.2627451, "blue": 0.20784314},
    "ACCENT3": {"red": 0.9843137, "green": 0.7372549, "blue": 0.015686275},
    "ACCENT4": {"red": 0.20392157, "green": 0.65882355, "blue": 0.3254902},
    "ACCENT5": {"red": 1, "green": 0.42745098, "blue": 0.003921569},
    "ACCENT6": {"red": 0.27450982, "green": 0.7411765, "blue": 0.7764706},
    "LINK": {"red": 0.06666667, "green": 0.33333334, "blue": 0.8},
}
NAMES = ("tabColor", "backgroundColor", "foregroundColor", "color")


def tidy(colour: dict[str, float]) -> dict[str, float]:
    """A colour without the parts that are zero, whole numbers without a point."""
    return {
        name: int(value) if float(value).is_integer() else value
        for name, value in colour.items()
        if value
    }


def sides(mask: dict[str, Any]) -> set[str]:
    """Names of a mask, to know which side of a pair was set."""
    return set(mask)


def paired(given: dict[str, Any], newer: set[str] | None = None) -> dict[str, Any]:
    """An object with both sides of each of its colours, also deeper within.

    Args:
        given: A format, properties of a sheet, a border …
        newer: Fields that were just set; the other side of a pair follows them.
    """
    result = dict(given)
    for name, value in given.items():
        if isinstance(value, dict):
            result[name] = paired(value)
    for name in NAMES:
        pair(result, name, newer or set())
    return result


def pair(result: dict[str, Any], name: str, newer: set[str]) -> None:
    """Make one colour and its style agree."""
    style = f"{name}Style"
    if newer & {name, style}:
        for other in {name, style} - newer:
            result.pop(other, None)
    if result.get(style) == {}:  # a style that says nothing takes the colour away
        result.pop(style)
        result.pop(name, None)
    elif style in result and (name not in result or style in newer):
        result[name] = rgb(result[style])
        if "rgbColor" in result[style]:
            result[style] = {"rgbColor": result[name]}
    elif name in result and "rgbColor" not in result:
        result[name] = tidy(result[name])
        result[style] = {"rgbColor": result[name]}


def rgb(style: dict[str, Any]) -> dict[str, float]:
    """The colour that a style means."""
    if "themeColor" in style:
        return dict(THEME.get(style["themeColor"], {}))
    colour: dict[str, float] = style.get("rgbColor", {})
    return tidy(colour)
