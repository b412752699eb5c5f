"""One rule to sort names, and one to make file names of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from reports.typography import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_SLUG = 60
CREDENTIAL = ".jwt"
"""How the file of a credential ends."""

_ELIDED = re.compile(r"\b[dl]['’ʼ´`]")
_SMALL_WORDS = frozenset({"de", "du", "des", "la", "le", "les"})
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "\u02bb": ""}
)  # the last is the okina of Polynesian names
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def sort_key(name: str) -> tuple[str, str, str]:
    """Where a name files: particles and articles left out, accents only between equals.

    « Ville d’Angoulême » files under "ville angouleme" and « Ville de La Tronche » under
    "ville tronche". Capitals, hyphens and apostrophes do not count.
    """
    folded = tidy(name).casefold().translate(_LIGATURES)
    accented = " ".join(_words(_ELIDED.sub(" ", folded)))
    return _bare(accented), unicodedata.normalize("NFD", accented), name


def slug(text: str, longest: int = LONGEST_SLUG) -> str:
    """A text as small Latin letters, digits and hyphens; may be empty.

    >>> slug("Ville d’Échirolles")
    'ville-d-echirolles'
    """
    bare = _bare(text.casefold().translate(_LIGATURES))
    return _NOT_A_WORD.sub("-", bare).strip("-")[:longest].strip("-")


def file_names(prefix: str, parts: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """A file name without its ending for each key, from its parts: readable and unlike.

    Keys whose parts read the same get a short mark of their own, which depends on the key
    alone: adding a candidate renames none but its homonyms.
    """
    stems = {
        key: "_".join([prefix, *filter(None, map(slug, texts))]) for key, texts in parts.items()
    }
    times = Counter(stems.values())
    return {
        key: stem if times[stem] == 1 and stem != prefix else f"{stem}_{_mark(key)}"
        for key, stem in stems.items()
    }


def _mark(key: str) -> str:
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(filter(None, (slug(key, 20), digest)))


def _words(text: str) -> list[str]:
    words = re.findall(r"[^\W_]+", text)
    return [word for word in words if _bare(word) not in _SMALL_WORDS] or words


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
