"""The bundled fonts: their files, their style sheet, and the characters they have.

The same files draw the same documents on every machine; the fonts of the system are
never asked for.
"""

from __future__ import annotations

import logging
import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.errors import CharacterUnprintable
from reports.errors import FontMissing
from reports.typography import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parents[1] / "static" / "fonts"
# Controls, marks that turn the direction of writing round, private and unassigned codes.
UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


class Face(NamedTuple):
    """One font file: its place in the folder, and what style sheets call it."""

    file: str
    family: str
    style: str = "normal"
    weight: int = 400


SERIF = "Palmares Serif"
SANS = "Palmares Sans"
FACES = (
    Face("eb-garamond/EBGaramond12-Regular.otf", SERIF),
    Face("eb-garamond/EBGaramond12-Italic.otf", SERIF, "italic"),
    Face("lato/Lato-Regular.ttf", SANS),
    Face("lato/Lato-Bold.ttf", SANS, weight=700),
)


def font_files(folder: Path = FOLDER) -> dict[str, bytes]:
    """The content of each font file, by its place; ``FontMissing`` if one is gone."""
    return {face.file: _content(folder / face.file) for face in FACES}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FontMissing(file=f"{path.parent.name}/{path.name}") from error


def opened(file: str) -> TTFont:
    """One of the fonts, by its place, to be read glyph by glyph; ``FontMissing`` if it is gone."""
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # the font's date is no news
    return TTFont(BytesIO(_content(FOLDER / file)), lazy=True, recalcTimestamp=False)


def font_css(address: str) -> str:
    """The style sheet that declares the faces, served below an address."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style};'
        f' font-weight: {face.weight}; src: url("{address}{face.file}") }}'
        for face in FACES
    )


@lru_cache(maxsize=1)
def printable() -> frozenset[int]:
    """The code points that the bundled fonts can draw, in every style.

    A style that lacks one takes it from the sans-serif family, which follows it in the
    style sheets; so what counts is that one of the two has it.
    """
    found: set[int] = set()
    for face in FACES:
        with opened(face.file) as font:
            found |= set(font.getBestCmap())
    return frozenset(code for code in found if unicodedata.category(chr(code)) not in UNPRINTABLE)


def check_characters(texts: Iterable[tuple[str, str]]) -> None:
    """Refuse a character that no font has; ``texts`` are pairs (whose text, text).

    Raises:
        CharacterUnprintable: names the character, its code and whose text it is in.
    """
    fine = printable()
    for where, text in texts:
        for character in tidy(text):
            if ord(character) not in fine:
                raise unprintable(character, where)


def check_controls(texts: Iterable[tuple[str, str]]) -> None:
    """The same for a web page, which has every font but must hold no control character."""
    for where, text in texts:
        for character in tidy(text):
            if unicodedata.category(character) in UNPRINTABLE:
                raise unprintable(character, where)


def unprintable(character: str, where: str) -> CharacterUnprintable:
    """The error for a character, shown by its name where it can't be shown itself."""
    code = f"U+{ord(character):04X}"
    shown = unicodedata.name(character, "?")
    if unicodedata.category(character) not in UNPRINTABLE:
        shown = f"“{character}” {shown}"
    return CharacterUnprintable(character=shown, code=code, where=_visible(where))


def _visible(text: str) -> str:
    kept = (
        c if unicodedata.category(c) not in UNPRINTABLE else "\N{REPLACEMENT CHARACTER}"
        for c in tidy(text)
    )
    return "".join(kept)[:80]
