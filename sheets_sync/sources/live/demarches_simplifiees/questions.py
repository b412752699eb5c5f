"""The questions of a démarche, out of the descriptors of its champs."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from sys import intern
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.sources.live.model import SECTION
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

SHAPES = {
    "yesno": Shape.YES_NO,
    "checkbox": Shape.YES_NO,
    "dropdownlist": Shape.ONE,
    "multipledropdownlist": Shape.MANY,
    "integernumber": Shape.NUMBER,
    "decimalnumber": Shape.NUMBER,
    "number": Shape.NUMBER,
    "date": Shape.DATE,
    "datetime": Shape.DATE,
    "piecejustificative": Shape.FILES,
    "repetition": Shape.ROWS,
}
"""Kind of a champ -> shape; all others are texts."""

SILENT = frozenset({"headersection", "explication"})
"""What stands on the form and asks nothing."""


def kind_of(descriptor: dict[str, Any]) -> str:
    """The kind of a champ or descriptor, the same whether a type or a word says it."""
    given = descriptor.get("__typename") or descriptor.get("kind") or ""
    bare = re.sub(r"Champ(?:Descriptor)?$", "", str(given))
    return intern(bare.replace("_", "").lower())


def stable_id(given: str) -> str:
    """The server's id decoded ("Champ-123"), without the number of a repetition's row."""
    try:
        text = b64decode(given, validate=True).decode("ascii")
    except (NotBase64, ValueError):
        return given
    return intern(text.partition("|")[0])


def questions_of(descriptors: Iterable[Any], *, private: bool = False) -> tuple[Question, ...]:
    """The questions in their order, each under the titles above it."""
    titles: dict[int, str] = {}
    found: list[Question] = []
    for each in descriptors:
        kind = kind_of(each)
        if kind == "headersection":
            level = int(each.get("level") or 1)
            titles = {at: title for at, title in titles.items() if at < level}
            titles[level] = str(each["label"])
        elif kind not in SILENT:
            found.append(_question(each, SECTION.join(titles.values()), private=private))
    return tuple(found)


def silent_ids(descriptors: Iterable[Any]) -> Iterator[str]:
    """Ids of titles and explanations, which an old server gives among the answers, as texts."""
    for each in descriptors:
        if kind_of(each) in SILENT:
            yield stable_id(each["id"])
        yield from silent_ids(each.get("champDescriptors") or ())


def optional_yes_no(descriptors: Iterable[Any]) -> Iterator[str]:
    """Ids of the yes/no questions that a candidate may leave open, in rows too."""
    for each in descriptors:
        if kind_of(each) == "yesno" and not each.get("required"):
            yield stable_id(each["id"])
        yield from optional_yes_no(each.get("champDescriptors") or ())


def _question(descriptor: dict[str, Any], section: str, *, private: bool) -> Question:
    kind = kind_of(descriptor)
    return Question(
        id=stable_id(descriptor["id"]),
        label=str(descriptor["label"]),
        shape=SHAPES.get(kind, Shape.TEXT),
        options=tuple(Option(str(label)) for label in _options(descriptor, kind)),
        section=section,
        required=bool(descriptor.get("required")),
        other=bool(descriptor.get("otherOption")),
        private=private,
        questions=questions_of(descriptor.get("champDescriptors") or (), private=private),
    )


def _options(descriptor: dict[str, Any], kind: str) -> Iterable[str]:
    """The options of a list; those of linked lists are no single answers."""
    return descriptor.get("options") or () if SHAPES.get(kind) in {Shape.ONE, Shape.MANY} else ()
