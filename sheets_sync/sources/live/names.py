"""Names that a file may bear in a folder, whatever a candidate called it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 120
"""Bytes: with a folder and a number, any file system holds it."""

RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
"""What Windows keeps for itself, whatever the ending."""

_FORBIDDEN = re.compile(
    r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]'
)


def safe_name(name: str, otherwise: str = "fichier") -> str:
    """A name of one part, that every system takes and that hides nothing.

    The last part of a path is kept; signs that are forbidden somewhere, or that turn the
    direction of writing, become "_"; dots and spaces at either end go.
    """
    composed = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())
    last = re.split(r"[\\/]", composed.rstrip("\\/ "))[-1]
    plain = _FORBIDDEN.sub("_", last).strip(" .")
    stem, ending = _parts(plain)
    stem = _cut(stem, LONGEST - len(ending.encode())) or otherwise
    if stem.partition(".")[0].rstrip().casefold() in RESERVED:
        stem = f"_{stem}"
    return stem + ending


def distinct_names(names: Iterable[str]) -> list[str]:
    """Safe names, no two alike even where case does not count; in the same order."""
    taken: set[str] = set()
    found = []
    for name in names:
        safe = safe_name(name)
        stem, ending = _parts(safe)
        number = 2
        while _key(safe) in taken:
            safe, number = f"{stem}-{number}{ending}", number + 1
        taken.add(_key(safe))
        found.append(safe)
    return found


def ending_of(name: str) -> str:
    """The ending of a name in small letters, with its dot: ".pdf"; "" without one."""
    return _parts(safe_name(name))[1].casefold()


def _key(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()


def _parts(name: str) -> tuple[str, str]:
    ending = PurePosixPath(name).suffix
    if not ending or len(ending) > 12 or ending == name:  # noqa: PLR2004 - no known ending is longer
        return name, ""
    return name.removesuffix(ending), ending


def _cut(text: str, most: int) -> str:
    """So many bytes at most, whole characters only."""
    return text.encode()[:most].decode("utf-8", "ignore").strip(" .")
