"""Comparing what people type: case, accents, spacing and typographic signs set aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

_PLAIN = {
    "œ": "oe",
    "Œ": "oe",
    "æ": "ae",
    "Æ": "ae",
    **dict.fromkeys("’‘ʼ`´′", "'"),
    **dict.fromkeys("«»“”„", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
}
_SIGN = re.compile(f"[{''.join(_PLAIN)}]")
_MARKS = [sign for sign in map(chr, range(0x300, 0x370)) if unicodedata.combining(sign)]
_ACCENTS = re.compile(f"[{''.join(_MARKS)}]+")
_ENDS = " .;:,"
_LIKENESS = 0.8
_CACHED = 200


def fold(text: str) -> str:
    """The text without what does not change its meaning; two spellings of one label agree.

    Case, accents, ligatures, runs of spaces, curly quotes and long dashes, and the
    punctuation at the end go.
    """
    return _fold_once(text) if len(text) <= _CACHED else _fold(text)


def fold_all(texts: Sequence[str]) -> list[str]:
    """Many texts folded at once, several times faster than one by one."""
    together = "\n".join([" ".join(text.split()) for text in texts])
    folded = unicodedata.normalize("NFKD", _replaced(together))
    for mark in _MARKS:
        folded = folded.replace(mark, "")
    lines = _replaced(folded).casefold().split("\n")
    if len(lines) != len(texts):
        return [fold(text) for text in texts]
    # What is not plain by now has signs that only the long way knows.
    return [
        " ".join(line.split()).rstrip(_ENDS) if line.isascii() else fold(text)
        for line, text in zip(lines, texts, strict=True)
    ]


@lru_cache(maxsize=50_000)
def _fold_once(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    if text.isascii():  # nothing to decompose: most texts, and thirty times faster
        return " ".join(_with_plain_signs(text).casefold().split()).rstrip(_ENDS)
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", _with_plain_signs(text)))
    if plain.isascii():  # no letter of another script, no sign of another kind
        return " ".join(_with_plain_signs(plain).casefold().split()).rstrip(_ENDS)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_with_plain_signs(letters).casefold().split()).rstrip(_ENDS)


def _with_plain_signs(text: str) -> str:
    """Found by a pattern: far faster than ``str.translate``, which asks for each sign."""
    return _SIGN.sub(lambda found: _PLAIN[found[0]], text)


def _replaced(text: str) -> str:
    """The same of a long text: each sign is looked for in less time than one pattern takes."""
    for sign, plain in _PLAIN.items():
        text = text.replace(sign, plain)
    return text


def code_of(text: str) -> str:
    """A code as any platform may spell it: letters and digits only, folded."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def says_something(text: str) -> bool:
    """Whether there is a letter or a digit: a lone dash or dot is not an answer."""
    return text[:1].isalnum() or any(sign.isalnum() for sign in text)


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known text that resembles most, when one does closely; never a decision."""
    from difflib import get_close_matches

    spellings = {fold(text): text for text in known}
    found = get_close_matches(fold(wanted), spellings, n=1, cutoff=_LIKENESS)
    return spellings[found[0]] if found else None


def shortened(text: str, length: int = 60) -> str:
    """The beginning of a text on one line, for a sentence."""
    line = " ".join(text[: length * 4].split())
    return line if len(line) <= length else line[: length - 1] + "…"
