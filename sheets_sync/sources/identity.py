"""Which sendings come from one candidate, and the key a candidate keeps.

Two sendings are of one candidate when they bear one dossier id, or when their name,
department, type and track agree, spelling aside, and their SIREN does not say otherwise. An
e-mail address proves nothing: one person may bear two dossiers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from sheets_sync.spelling import fold
from sheets_sync.spelling import fold_all

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 200
"""Characters of a readable key; its digest apart."""

_ARTICLE = r"(?:de la |de l |du |des |de |d )?"
_TITLE = re.compile(rf"^(?:(?:ville|commune|mairie|municipalite|village) {_ARTICLE})")
_SIGNS = re.compile("[^a-z0-9]+")
_WORDS = {"st": "saint", "ste": "sainte"}
_DEPARTMENT = re.compile(r"\((?:\d{2,3}|2[ab])\)$")


@lru_cache(maxsize=100_000)
def plain_name(name: str) -> str:
    """The name of a local authority without "Ville de", its department or its signs."""
    return _plain(fold(name))


def plain_names(names: Sequence[str]) -> list[str]:
    """Many names at once, as :func:`plain_name` gives them."""
    return [_plain(folded) for folded in fold_all(names)]


def _plain(folded: str) -> str:
    bare = _DEPARTMENT.sub("", folded)
    bare = " ".join(_SIGNS.sub(" ", bare).split())
    short = _TITLE.sub("", bare) or bare
    return " ".join([_WORDS.get(word, word) for word in short.split()])


def candidate_keys(names: Sequence[str], departments: Sequence[str | None]) -> list[str]:
    """A readable key for each name, for forms that give no id: "claix-38".

    A name that is no name any more, by its length, makes a key that ends with its digest.
    """
    pairs = zip(names, departments, strict=True)
    return [_short("-".join([*plain_name(n).split(), *([dep] if dep else [])])) for n, dep in pairs]


def _short(key: str) -> str:
    if len(key) <= LONGEST:
        return key
    return f"{key[:LONGEST]}-{blake2b(key.encode(), digest_size=6).hexdigest()}"
