"""Local authorities under the names people give them: which of two are the same.

"Ville de Boé", "commune de Boé" and "Boé" are one; "Rennes" and "Rennes Métropole" are two.
A name may hold several: "Sitiv (Syndicat …)", "Association … – ADICO". Departments that
are both known must agree. What only might be the same is said to be so.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from sheets_sync.spelling import fold

COMMUNE = "commune"
ACRONYM = "acronym"
UNSAID = ""
_OF = r"(?: (?:de la|de l|de|du|des|d|la|le|les|of))?"
_FORMS = (
    (COMMUNE, re.compile(rf"(?:ville|commune|mairie|city|town){_OF} (.+)")),
    ("community", re.compile(rf"(?:communaute de communes|cc){_OF} (.+)")),
    ("agglomeration", re.compile(rf"(?:communaute d agglomeration|agglomeration|ca){_OF} (.+)")),
    ("agglomeration", re.compile(r"(.+) (?:agglomeration|agglo)")),
    ("metropolis", re.compile(rf"(?:communaute urbaine|eurometropole|metropole){_OF} (.+)")),
    ("metropolis", re.compile(r"(.+) metropole")),
    ("department", re.compile(rf"(?:conseil departemental|departement){_OF} (.+)")),
    ("region", re.compile(rf"(?:conseil regional|region){_OF} (.+)")),
    ("region", re.compile(r"(.+) region")),
    ("syndicate", re.compile(rf"(?:syndicat(?: intercommunal| mixte)*|sivu|sivom){_OF} (.+)")),
)
_PARTED = re.compile(r"(.+?)\s*(?:\(|\s[–—-]\s)\s*(.*[^\W\d_].*?)\s*\)?")
_ACRONYM = re.compile(r"\b[A-ZÀ-Þ]{3,}\b")


class Likeness(Enum):
    """Whether two names are one local authority's."""

    SAME = "same"
    PERHAPS = "perhaps"
    OTHER = "other"


class Alias(NamedTuple):
    """One way to name it: what sort it is said to be, and the name without that."""

    kind: str
    core: str


@lru_cache(maxsize=4096)
def aliases(name: str) -> frozenset[Alias]:
    """The ways to name a local authority that a text holds.

    What stands before a bracket or a dash is one when it is a single word, or when an
    acronym stands behind; what stands behind is one when it is an acronym.
    """
    found = {_alias(name)}
    parted = _PARTED.fullmatch(name.strip())
    if parted and (_ACRONYM.fullmatch(parted[2]) or parted[1].isalpha()):
        found.add(_alias(parted[1]))
    if name != name.upper():
        found |= {Alias(ACRONYM, fold(each)) for each in _ACRONYM.findall(name)}
    return frozenset(each for each in found if each.core)


def _alias(text: str) -> Alias:
    words = " ".join(re.sub(r"[^\w]+", " ", fold(text)).split())
    for kind, form in _FORMS:
        matched = form.fullmatch(words)
        if matched:
            return Alias(kind, matched[1])
    return Alias(UNSAID, words)


def alike(name: str, other: str, department: str = "", others: str = "") -> Likeness:
    """Whether two names are of one local authority; departments are codes, "" not known."""
    if department and others and department != others:
        return Likeness.OTHER
    pairs = [(a, b) for a in aliases(name) for b in aliases(other) if a.core == b.core]
    if any(_same(a.kind, b.kind) for a, b in pairs):
        return Likeness.SAME
    unsaid = any(UNSAID in (a.kind, b.kind) for a, b in pairs)
    return Likeness.PERHAPS if unsaid else Likeness.OTHER


def _same(kind: str, other: str) -> bool:
    """Whether two sorts agree: a bare name is a commune's; an acronym is itself."""
    kinds = {kind, other}
    return len(kinds) == 1 or kinds in ({UNSAID, COMMUNE}, {UNSAID, ACRONYM})
