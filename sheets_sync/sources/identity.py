"""Which sendings come from one candidate, and the key a candidate keeps.

Two sendings are of one candidate when they bear one dossier id, or when their name,
department, type and track agree, spelling aside, and no number says otherwise: SIREN, or the
INSEE code where there is none. A department that stands in the name counts where no other is
given. An e-mail address proves nothing: one person may bear two dossiers.
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
_TITLED = ("ville ", "commune ", "mairie ", "municipalite ", "village ")
_TITLE = re.compile(rf"^(?:(?:{'|'.join(_TITLED)}){_ARTICLE})")
_SIGNS = re.compile(r"[\W_]+")
_WORDS = {"st": "saint", "ste": "sainte"}
_PLACE_BEHIND = re.compile(r"(?:\)|\s[–—-]\s+(?:\d{2,3}|2[ABab]))\s*$")
"""How a name ends that may hold its department; most names need no closer look."""

_PLACE_SIGN = re.compile("[)–—-]")

TITLES = frozenset({"ville", "commune", "mairie", "municipalite", "village", "collectivite"})
"""What everybody may be called: two that say no more are not one for it."""


@lru_cache(maxsize=100_000)
def plain_name(name: str) -> str:
    """The name of a local authority without "Ville de", its department or its signs."""
    return _plain(fold(_parted(name)[0]))


def said_departments(names: Sequence[str]) -> list[str]:
    """The code of the department that stands in each name, "" where there is none."""
    return [_parted(name)[1] for name in names]


def plain_names(names: Sequence[str]) -> list[str]:
    """Many names at once, as :func:`plain_name` gives them."""
    return [_plain(folded) for folded in fold_all([_parted(name)[0] for name in names])]


@lru_cache(maxsize=100_000)
def _parted(name: str) -> tuple[str, str]:
    """The name, and the department in it."""
    if not (_PLACE_SIGN.search(name) and _PLACE_BEHIND.search(name)):
        return name, ""
    from sheets_sync.territories import placed  # few names need it

    return placed(name)


def _plain(folded: str) -> str:
    # Most names are words and single spaces; a sign is found much slower than that.
    worded = folded.replace(" ", "").isalnum()
    bare = folded if worded else " ".join(_SIGNS.sub(" ", folded).split())
    short = (_TITLE.sub("", bare) or bare) if bare.startswith(_TITLED) else bare
    if "st" not in short:
        return short
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
