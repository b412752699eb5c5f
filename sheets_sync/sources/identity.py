"""Which sendings come from one candidate, and the key a candidate keeps.

Two sendings are of one candidate when they bear one dossier id, or when their name,
department, type and track agree, spelling aside. An e-mail address proves nothing: one
person may bear two dossiers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARTICLE = r"(?:de la |de l |du |des |de |d )?"
_TITLE = re.compile(rf"^(?:(?:ville|commune|mairie|municipalite|village) {_ARTICLE})")
_DEPARTMENT = re.compile(r"\((?:\d{2,3}|2[ab])\)$")


@lru_cache(maxsize=100_000)
def plain_name(name: str) -> str:
    """The name of a local authority without "Ville de", its department or its signs."""
    bare = _DEPARTMENT.sub("", fold(name))
    bare = " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())
    short = _TITLE.sub("", bare) or bare
    words = {"st": "saint", "ste": "sainte"}
    return " ".join(words.get(word, word) for word in short.split())


def candidate_keys(names: Sequence[str], departments: Sequence[str | None]) -> list[str]:
    """A readable key for each name, for forms that give no id: "claix-38"."""
    pairs = zip(names, departments, strict=True)
    return ["-".join([*plain_name(name).split(), *([dep] if dep else [])]) for name, dep in pairs]
