"""Formats of cells as the API says them; palette and settings are those of every backend."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.tabs import look

if TYPE_CHECKING:
    from sheets_sync.tabs.model import Column

Object = dict[str, Any]

DIGIT = 7
"""The width of a digit of the font, in pixels: what column widths are counted in."""

PADDING = {"top": 2, "right": 3, "bottom": 2, "left": 3}
"""The usual padding; Google wants all four sides."""

INDENT = 9
"""An indent of one in Excel, in pixels, beside the usual padding."""

_PIXELS_PER_POINT = 4 / 3
_ALIGNED = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}


def colour(text: str) -> Object:
    """A colour written ``RRGGBB``."""
    parts = [int(text[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    return {"rgbColor": dict(zip(("red", "green", "blue"), parts, strict=True))}


def column_pixels(width: int) -> int:
    """The width of a column in pixels, from characters."""
    return width * DIGIT


def row_pixels(points: float) -> int:
    """The height of a row in pixels, from points."""
    return round(points * _PIXELS_PER_POINT)


def identity(text: str) -> Object:
    """A cell of the hidden first row."""
    return {
        "userEnteredValue": {"stringValue": text},
        "userEnteredFormat": {"textFormat": _font(look.CELL_LINE)},
    }


def heading(column: Column, *, alternate: bool) -> Object:
    """The cell above a column, its note included."""
    shade = look.SHADES[column.owner]
    side = "right" if column.kind in look.NUMBERS else "left"
    cell: Object = {
        "userEnteredValue": {"stringValue": column.heading},
        "userEnteredFormat": {
            "backgroundColorStyle": colour(shade.heading_alternate if alternate else shade.heading),
            "horizontalAlignment": _ALIGNED[side],
            "verticalAlignment": "MIDDLE",
            "wrapStrategy": "WRAP",
            "padding": _indented(side),
            "textFormat": _font(look.INK, bold=True),
            "borders": {
                "bottom": _line("SOLID_MEDIUM", look.HEADING_LINE),
                "right": _line("SOLID", look.CELL_LINE),
            },
        },
    }
    note = "\n".join(part for part in (column.group, column.note) if part)
    return cell | ({"note": note} if note else {})


def cell(column: Column) -> Object:
    """The cells of a column."""
    setting = look.setting(column.kind, column.owner)
    line = _line("SOLID", look.CELL_LINE)
    found: Object = {
        "backgroundColorStyle": colour(look.SHADES[column.owner].cell),
        "horizontalAlignment": _ALIGNED[setting.horizontal],
        "verticalAlignment": "TOP",
        "wrapStrategy": "WRAP" if setting.wrap else "OVERFLOW_CELL",
        "textFormat": _font(look.INK, bold=setting.bold),
        "borders": {"bottom": line, "right": line},
    }
    if setting.horizontal != "center":
        found["padding"] = _indented(setting.horizontal)
    if setting.format:
        kind = "TEXT" if setting.format == look.TEXT_FORMAT else "NUMBER"
        found["numberFormat"] = {"type": kind, "pattern": setting.format}
    return found


def _indented(side: str) -> Object:
    """The padding of what is set in from one side."""
    return PADDING | {side: PADDING[side] + INDENT}


def _font(ink: str, *, bold: bool = False) -> Object:
    return {
        "fontFamily": look.FONT,
        "fontSize": look.SIZE,
        "foregroundColorStyle": colour(ink),
    } | ({"bold": True} if bold else {})


def _line(style: str, ink: str) -> Object:
    return {"style": style, "colorStyle": colour(ink)}
