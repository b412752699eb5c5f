"""The height of a row, written as an automatic one.

Excel and LibreOffice compute it anew as soon as a person edits the row, and LibreOffice
would not compute it at all when it opens the file.
"""

from __future__ import annotations

import re

_HEIGHT = re.compile(rb"""\sht=["']([\d.]+)["']""")
_FIXED = re.compile(rb"""\scustomHeight=["'](?:1|true)["']""")


def raised(tag: bytes, height: float) -> bytes:
    """A row's start tag with a height at least; one that a person fixed stays."""
    found = _HEIGHT.search(tag)
    if not height or _FIXED.search(tag) or (found and float(found[1]) >= height):
        return tag
    new = b' ht="%s"' % f"{height:g}".encode()
    if found:
        return tag[: found.start()] + new + tag[found.end() :]
    end = -2 if tag.endswith(b"/>") else -1
    return tag[:end] + new + tag[end:]
