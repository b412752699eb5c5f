"""What makes a text look right in print: spaces, ordinals, elisions, invisible marks.

Everything here is about the *look* of a text; the texts of people keep their words.
Rules for French are applied for French only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

NARROW = "\N{NARROW NO-BREAK SPACE}"
FIRM = "\N{NO-BREAK SPACE}"

# Marks that come along when text is pasted, change nothing and show nothing. The marks
# that turn the direction of writing round are not among them: they are refused later.
# Hyphens that keep a line from ending become plain ones: a long name broke inside a word.
_PASTED = {
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
}

_FRENCH_SPACES = (
    (re.compile(r"(?<=\w)['’ʼ´`](?=\w)"), "’"),
    (re.compile(r"«\s*"), f"«{NARROW}"),
    (re.compile(r"\s*»"), f"{NARROW}»"),
    (re.compile(r"\s+([;:!?])"), rf"{NARROW}\1"),
    (re.compile(r"(?<=[\w)»”])([;:!?])(?=\s|$)"), rf"{NARROW}\1"),
    (re.compile(r"\b(M\.|Mme|MM\.|Mmes|Dr|Pr|Me) (?=\w)"), rf"\1{FIRM}"),
    (re.compile(r"(?<=\d) (?=[%€])"), NARROW),
    (re.compile(r"(?<!\d)(\d{1,3}) (?=\d{3}\b)"), rf"\1{NARROW}"),
    (re.compile(r"(?<=\d) (?=h\b)|(?<=n°) (?=\d)"), FIRM),
    (re.compile(r"(?<=\w) (?=\d{4}$)"), FIRM),  # no year alone on the last line
)
_ORDINALS = (
    (re.compile(r"\b1\s?(?:ère|ere|re|ÈRE|ERE|RE)\b"), "1", "re"),
    (re.compile(r"\b1\s?(?:er|ER)\b"), "1", "er"),
    (re.compile(r"\b(\d+)(?:\s?(?:i?[èe]me|I?[ÈE]ME)|[eè])\b"), r"\1", "e"),
    (re.compile(r"\b([IVX]+)(?:i?[èe]me|e)\b"), r"\1", "e"),
)
_AFTER_ORDINAL = re.compile("(?<=\ue001) (?=\\w)")
_RAISED = re.compile("\ue000(.*?)\ue001")
_WHITE = re.compile("[ \\t\\n\\v\\f\\r\x85\u2028\u2029]+")
# Towns whose h is aspirated, so that nothing is elided before it; the others are mute.
_ASPIRATED = re.compile(
    r"h(?:aguenau|aillan|aillicourt|am\b|arfleur|arnes|aut|avre|ay|em\b|oenheim"
    r"|onfleur|ouilles|oudan|oerdt|uningue|agetmau|agondange|ombourg|oussay)"
)
_ARTICLES = (
    (re.compile(r"^les\s+", re.IGNORECASE), "des "),
    (re.compile(r"^le\s+", re.IGNORECASE), "du "),
)
# What goes by such letters is a syndicate, a centre or a service, and takes its article.
_SYNDICATE = re.compile(r"(?:(?:SI|SM|SY|SDE|SDI)[A-ZÉÈ]{1,5}|CDG|CCAS|CIG)\d*\b")
_FEMININE = "ville commune métropole eurométropole communauté région collectivité mairie cc ca cu"
_MASCULINE = "syndicat département centre parc conseil pays pôle groupement territoire petr lycée"
_ELIDED = (
    "association agglomération agglo agence établissement union université école office"
    " académie institut epci ept"
)
_KINDS = {
    **dict.fromkeys(_FEMININE.split(), "de la "),
    **dict.fromkeys(_MASCULINE.split(), "du "),
    **dict.fromkeys(_ELIDED.split(), "de l’"),
}


def tidy(text: str) -> str:
    """A text on one line: composed letters, single spaces, no unseen marks."""
    seen = unicodedata.normalize("NFC", text).translate(_PASTED)
    return _WHITE.sub(" ", seen).strip(" ")


def plain(text: str, code: str) -> str:
    """A person's text with the spaces and apostrophes of a language, as plain text."""
    return _RAISED.sub(r"\1", _marked(text, code))


def typeset(text: str, code: str) -> Markup:
    """The same as HTML: escaped, with the endings of ordinals raised (1er, 2e)."""
    from markupsafe import Markup
    from markupsafe import escape

    return Markup(_RAISED.sub(r"<sup>\1</sup>", str(escape(_marked(text, code)))))  # noqa: S704 - escaped just above


def of(name: str) -> str:
    """The word "of" before a French name, made one with it.

    "d’Échirolles", "de La Tronche", "du Havre", "des Écrins" (from "Les Écrins"), "de la
    Ville de Claix", "du Syndicat Morbihan Énergies", "du SITIV". Departments are in their
    own table.
    """
    kind, _, rest = name.partition(" ")
    if rest and kind.casefold() in _KINDS:
        return _KINDS[kind.casefold()] + name
    if _SYNDICATE.match(name):
        return f"du {name}"
    for article, contracted in _ARTICLES:
        if article.match(name):
            return article.sub(contracted, name)
    return f"d’{name}" if _elides(name) else f"de {name}"


def _elides(name: str) -> bool:
    letters = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe"))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return bare[:1] in set("aeiouyh") and not _ASPIRATED.match(bare)


@lru_cache(maxsize=4096)
def _marked(text: str, code: str) -> str:
    """The text with its ordinals' endings between two private marks."""
    result = tidy(text).replace("\ue000", "").replace("\ue001", "")
    if code != "fr":
        return result
    for pattern, replacement in _FRENCH_SPACES:
        result = pattern.sub(replacement, result)
    for pattern, number, ending in _ORDINALS:
        result = pattern.sub(f"{number}\ue000{ending}\ue001", result)
    return _AFTER_ORDINAL.sub(FIRM, result)
