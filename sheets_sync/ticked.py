"""Ticked options out of one text, where the options themselves may hold the separators."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.spelling import fold
from sheets_sync.spelling import says_something

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.grid import Option

_SEPARATOR = re.compile(r"[,;|\n]")
_OTHER = re.compile(
    r"\s*(?:autres?|others?)\b[^:\n]*?\s*:\s*(?P<detail>\S.*)", re.IGNORECASE | re.DOTALL
)
_QUOTED = re.compile(r'"((?:[^"]|"")+)"')
_OTHER_LABEL = re.compile(r"(?:autre|other)s?\b")


class Choices(NamedTuple):
    """The options that a question knows, by every folded spelling of each.

    ``other`` is the id of the option that takes a free text, if there is one.
    """

    options: tuple[Option, ...]
    by_spelling: Mapping[str, str]
    other: str | None
    longest: int


class Ticked(NamedTuple):
    """Ids found, the free text of "other", and what no option is known for."""

    ids: frozenset[str]
    detail: str = ""
    unknown: tuple[str, ...] = ()


class _Found:
    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.details: list[str] = []
        self.unknown: list[str] = []


class _Piece(NamedTuple):
    start: int
    end: int


def choices(options: tuple[Option, ...], aliases: Mapping[str, tuple[str, ...]]) -> Choices:
    """Every spelling of the options: labels first, then aliases, then ids."""
    spellings: dict[str, str] = {}
    for option in options:
        spellings.setdefault(fold(option.label), option.id)
    for option in options:
        for alias in aliases.get(option.id, ()):
            spellings.setdefault(fold(alias), option.id)
    for option in options:
        spellings.setdefault(fold(option.id), option.id)
    spellings.pop("", None)
    others = [o.id for o in options if _OTHER_LABEL.match(fold(o.label))]
    longest = max((len(_SEPARATOR.findall(s)) + 1 for s in _raw(options, aliases)), default=1)
    return Choices(options, spellings, others[0] if others else None, longest)


def _raw(options: tuple[Option, ...], aliases: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for option in options:
        yield from (option.label, *aliases.get(option.id, ()))


def read_ticked(text: str, known: Choices) -> Ticked:
    """The options that a text lists, the longest label winning at each place.

    Options are separated by commas, semicolons, bars or line feeds; "Autre : …" runs to
    the next known option or the end of its line.
    """
    whole = known.by_spelling.get(fold(text))
    if whole:
        return Ticked(frozenset([whole]))
    found = _Found()
    pieces = _pieces(text)
    at = 0
    while at < len(pieces):
        at += _step(text, pieces, at, known, found)
    return Ticked(frozenset(found.ids), ", ".join(found.details), tuple(found.unknown))


def _step(text: str, pieces: list[_Piece], at: int, known: Choices, found: _Found) -> int:
    """Take the option that begins at a piece; how many pieces it used."""
    option, used = _longest(text, pieces, at, known)
    if option:
        found.ids.add(option)
        return used
    used = _unknown_run(text, pieces, at, known)
    _keep(text[pieces[at].start : pieces[at + used - 1].end], known, found)
    return used


def _keep(part: str, known: Choices, found: _Found) -> None:
    other = _OTHER.fullmatch(part) if known.other else None
    if known.other and other:
        found.ids.add(known.other)
        found.details.append(" ".join(other["detail"].split()))
    elif says_something(part):
        found.unknown.append(" ".join(part.split()))


def _pieces(text: str) -> list[_Piece]:
    cuts = [-1, *(m.start() for m in _SEPARATOR.finditer(text)), len(text)]
    spans = (_Piece(before + 1, cut) for before, cut in pairwise(cuts))
    return [piece for piece in spans if text[piece.start : piece.end].strip()]


def _longest(text: str, pieces: list[_Piece], at: int, known: Choices) -> tuple[str | None, int]:
    for last in range(min(len(pieces), at + known.longest) - 1, at - 1, -1):
        part = text[pieces[at].start : pieces[last].end]
        option = known.by_spelling.get(fold(part)) or known.by_spelling.get(fold(_unquoted(part)))
        if option:
            return option, last - at + 1
    return None, 0


def _unquoted(part: str) -> str:
    """An option without the quotation marks that some platforms set around a comma."""
    bare = part.strip()
    quoted = _QUOTED.fullmatch(bare)
    return quoted[1].replace('""', '"') if quoted else part


def _unknown_run(text: str, pieces: list[_Piece], at: int, known: Choices) -> int:
    """How many pieces belong together: to the end of the line or to a known option."""
    used = 1
    while at + used < len(pieces):
        gap = text[pieces[at + used - 1].end : pieces[at + used].start]
        if "\n" in gap or _longest(text, pieces, at + used, known)[0]:
            break
        used += 1
    return used


def write_ticked(ticked: Ticked, known: Choices) -> str:
    """One label per line in the order of the grid; free text and unknown parts are kept."""
    lines = [
        _label(option, ticked.detail if option.id == known.other else "")
        for option in known.options
        if option.id in ticked.ids
    ]
    return "\n".join([*lines, *ticked.unknown])


def _label(option: Option, detail: str) -> str:
    label = " ".join(option.label.splitlines())
    return f"{label.rstrip(' :')} : {detail}" if detail else label
