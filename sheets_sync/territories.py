"""Local authorities under the names people give them: which of two are the same.

"Ville de Boé", "commune de Boé", "BOÉ (47)" and "Boé" are one; "Rennes" and "Rennes
Métropole" are two, and so are a commune and its CCAS. A name may hold several: "Sitiv
(Syndicat …)", "Association … – ADICO". Departments that are both known must agree. What only
might be the same is said to be so.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from sheets_sync.departments import department_code
from sheets_sync.spelling import fold

COMMUNE = "commune"
COMMUNITY = "community"
AGGLOMERATION = "agglomeration"
METROPOLIS = "metropolis"
DEPARTMENT = "department"
REGION = "region"
ACRONYM = "acronym"
UNSAID = ""

_OF = r"(?: (?P<of>de la|de l|du|des|de|d|of|la|le|les|l))?"
_FORMS = (
    (
        COMMUNE,
        re.compile(
            r"(?:(?:mairie de la )?(?:ville|commune nouvelle|commune|mairie|city|town))"
            rf"{_OF} (?P<core>.+)"
        ),
    ),
    (COMMUNE, re.compile(r"(?P<core>.+) commune nouvelle")),
    ("ccas", re.compile(rf"(?:ccas|centre communal d action sociale){_OF} (?P<core>.+)")),
    ("cias", re.compile(rf"(?:cias|centre intercommunal d action sociale){_OF} (?P<core>.+)")),
    (COMMUNITY, re.compile(rf"(?:communaute de communes|com com|comcom|cc){_OF} (?P<core>.+)")),
    (
        AGGLOMERATION,
        re.compile(rf"(?:communaute d agglomeration|agglomeration|ca){_OF} (?P<core>.+)"),
    ),
    (AGGLOMERATION, re.compile(r"(?P<core>.+) (?:agglomeration|agglo)")),
    (
        METROPOLIS,
        re.compile(rf"(?:communaute urbaine|eurometropole|metropole|cu){_OF} (?P<core>.+)"),
    ),
    (METROPOLIS, re.compile(r"(?P<core>.+) metropole")),
    (DEPARTMENT, re.compile(rf"(?:conseil departemental|departement){_OF} (?P<core>.+)")),
    (REGION, re.compile(rf"(?:conseil regional|region){_OF} (?P<core>.+)")),
    (REGION, re.compile(r"(?P<core>.+) region")),
    (
        "syndicate",
        re.compile(rf"(?:syndicat(?: intercommunal| mixte)*|sivu|sivom){_OF} (?P<core>.+)"),
    ),
)
_ARTICLES = {"le": "le", "du": "le", "la": "la", "de la": "la", "les": "les", "des": "les"}
_ARTICLES |= {"l": "l", "de l": "l"}
_BARE = re.compile(r"(?P<article>le|la|les|l) (?P<core>.+)")
_WORDS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_PARTED = re.compile(r"(.+?)\s*(?:\(|\s[–—-]\s)\s*(.*[^\W\d_].*?)\s*\)?")
_ACRONYM = re.compile(r"\b[A-ZÀ-Þ]{3,}\b")
_PLACED = re.compile(
    r"(?P<name>.+?)(?:\s*\((?P<in>[^()]{2,40})\)|\s+[–—-]\s+(?P<code>2[ABab]|\d{2,3}))"
)
_POSTAL = re.compile(r"\d{5}")
_GENERIC = frozenset(
    {
        *(
            "adm",
            "cc",
            "ca",
            "cu",
            "ccas",
            "cias",
            "cdg",
            "chu",
            "epci",
            "epcc",
            "epl",
            "oph",
            "petr",
        ),
        *(
            "pnr",
            "region",
            "sdis",
            "sem",
            "sivom",
            "sivu",
            "smo",
            "spl",
            "ville",
            "commune",
            "mairie",
        ),
        *("saint", "sainte", "les", "des", "sur", "sous", "communaute", "departement", "grand"),
    }
)
"""Words in capitals that many bear: they tell nobody apart."""


class Likeness(Enum):
    """Whether two names are one local authority's."""

    SAME = "same"
    PERHAPS = "perhaps"
    OTHER = "other"


class Alias(NamedTuple):
    """One way to name it: what sort it is said to be, the name without that, its article."""

    kind: str
    core: str
    article: str = ""


class Placed(NamedTuple):
    """A name, and the code of the department that stood behind it ("" for none)."""

    name: str
    department: str


@lru_cache(maxsize=100_000)
def placed(name: str) -> Placed:
    """The name without the department in "CLAIX (38)", "Claix - 38" or "Claix (Isère)"."""
    found = _PLACED.fullmatch(" ".join(name.split()))
    if found is None:
        return Placed(name, "")
    said = found["in"] or found["code"]
    if _POSTAL.fullmatch(said):
        said = said[:3] if said.startswith(("97", "98")) else said[:2]
    code = department_code(said)
    return Placed(found["name"], code) if code else Placed(name, "")


@lru_cache(maxsize=100_000)
def aliases(name: str) -> frozenset[Alias]:
    """The ways to name a local authority that a text holds.

    What stands before a bracket or a dash is one when it is a single word, or when an
    acronym stands behind; what stands behind is one when it is an acronym.
    """
    bare = placed(name).name
    main = _alias(bare)
    found = {main}
    parted = _PARTED.fullmatch(bare.strip())
    if parted and (_ACRONYM.fullmatch(parted[2]) or parted[1].isalpha()):
        found.add(_alias(parted[1]))
    if bare != bare.upper() and (main.kind in {UNSAID, "syndicate"} or parted):
        found |= _acronyms(bare)
    return frozenset(each for each in found if each.core)


def _acronyms(name: str) -> set[Alias]:
    """The one word in capitals that a name in small letters holds."""
    capitals = [fold(each) for each in _ACRONYM.findall(name)]
    alone = len(capitals) == 1 and capitals[0] not in _GENERIC
    return {Alias(ACRONYM, capitals[0])} if alone else set()


def principal(name: str) -> Alias:
    """The one way in which a name is mostly read: what sort, and the name without that."""
    return _alias(placed(name).name)


@lru_cache(maxsize=100_000)
def _alias(text: str) -> Alias:
    words = " ".join(re.sub(r"[^\w]+", " ", fold(text)).split())
    for kind, form in _FORMS:
        matched = form.fullmatch(words)
        if matched:
            said = matched.groupdict().get("of") or ""
            return _with_article(kind, matched["core"], _ARTICLES.get(said, ""))
    return _with_article(UNSAID, words, "")


def _with_article(kind: str, core: str, article: str) -> Alias:
    bare = None if article else _BARE.fullmatch(core)
    if bare:
        core, article = bare["core"], bare["article"]
    parts = core.split()
    spelt = [_WORDS.get(each, each) for each in parts[:-1]] + parts[-1:]
    return Alias(kind, " ".join(spelt), article)


def alike(name: str, other: str, department: str = "", others: str = "") -> Likeness:
    """Whether two names are of one local authority; departments are codes, "" not known.

    A department that a name itself states counts where none is given.
    """
    here, there = department or placed(name).department, others or placed(other).department
    if here and there and here != there:
        return Likeness.OTHER
    pairs = [(a, b) for a in aliases(name) for b in aliases(other) if a.core == b.core]
    if any(_same(a.kind, b.kind) and _same_article(a, b) for a, b in pairs):
        return Likeness.SAME
    return Likeness.PERHAPS if any(_perhaps(a, b) for a, b in pairs) else Likeness.OTHER


def _perhaps(alias: Alias, other: Alias) -> bool:
    if {alias.kind, other.kind} <= {UNSAID, COMMUNE}:
        return not (alias.article and other.article)
    return UNSAID in (alias.kind, other.kind)


def _same_article(alias: Alias, other: Alias) -> bool:
    """Whether two agree in "Le", "La" …: a part of a commune's name, and of no other's."""
    communes = {alias.kind, other.kind} <= {UNSAID, COMMUNE}
    return not communes or alias.article == other.article


def _same(kind: str, other: str) -> bool:
    """Whether two sorts agree: a bare name is a commune's; an acronym is itself."""
    kinds = {kind, other}
    return len(kinds) == 1 or kinds in ({UNSAID, COMMUNE}, {UNSAID, ACRONYM})
