"""The known words that resemble what somebody wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 3
NONE = "—"


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; None when none is close."""
    from difflib import get_close_matches

    found = get_close_matches(wanted, list(known), n=1)
    return found[0] if found else None


def by_likeness(wanted: str, known: Iterable[str], count: int | None = None) -> str:
    """Known words joined by commas, the most alike first; ``count`` of them, None for all."""
    from difflib import SequenceMatcher

    def unlike(each: str) -> tuple[float, str]:
        return -SequenceMatcher(None, wanted, each).ratio(), each

    alike = sorted(known, key=unlike)
    return ", ".join(alike[:count]) or NONE


def as_id(text: str) -> str:
    """The id that a text would make: "Données ouvertes" gives "donnees-ouvertes"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "id-1"
