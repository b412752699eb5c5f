"""The serif of the documents for one web page: only the letters that the page holds.

EB Garamond has no reserved font name, so a part of it may travel under its own licence.
"""

from __future__ import annotations

import string
from base64 import b64encode
from functools import lru_cache
from io import BytesIO

from reports.rendering.fonts import FACES
from reports.rendering.fonts import opened
from reports.typography import tidy

_ALWAYS = (
    string.ascii_letters + string.digits + " \xa0\u202f’«»“”–—…,.;:!?()àâäçéèêëîïôöùûüÀÂÇÉÈÊÎÔŒœ"
)


def web_font(text: str) -> str:
    """The address (``data:``) of a WOFF font with the characters of a text."""
    return _address("".join(sorted(set(tidy(text)) | set(_ALWAYS))))


@lru_cache(maxsize=4)
def _address(characters: str) -> str:
    from fontTools.subset import Options
    from fontTools.subset import Subsetter

    options = Options(
        flavor="woff", layout_features=["kern", "liga", "smcp", "lnum", "mark", "ccmp"]
    )
    options.drop_tables = [*options.drop_tables, "FFTM"]
    with opened(FACES[0].file) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(font)
        font.flavor = "woff"
        made = BytesIO()
        font.save(made)
    return "data:font/woff;base64," + b64encode(made.getvalue()).decode("ascii")
