"""A document as a row of blocks, whatever it is set in: PDF or an editable text.

Texts are as people wrote them; each setting does its own typography. Line feeds part
lines; ``form`` names the sort of a block, for templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import ClassVar
from typing import TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the title, and none is left out on the way down."""

    form: ClassVar[str] = "heading"
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``kind`` is "" (plain), "kicker" (above the title) or "notice"."""

    form: ClassVar[str] = "text"
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, word for word, after what it is."""

    form: ClassVar[str] = "quote"
    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts: pairs of a term and what is said of it."""

    form: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list without numbers."""

    form: ClassVar[str] = "items"
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first cell of a row names it. ``widths`` are shares of the page's width."""

    form: ClassVar[str] = "grid"
    caption: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Room to sign, for each name with its role; they are not parted from their caption."""

    form: ClassVar[str] = "signatures"
    caption: str
    people: tuple[tuple[str, str], ...]


Block: TypeAlias = Heading | Text | Quote | Facts | Items | Grid | Signatures


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its title, what its foot says, and its blocks."""

    title: str
    foot: str
    blocks: tuple[Block, ...]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each text that is shown, with where it stands: after which heading."""
        where = self.title
        yield where, self.title
        yield where, self.foot
        for block in self.blocks:
            if isinstance(block, Heading):
                where = block.text
            yield from ((where, text) for text in _texts(block))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text) | Text(text=text):
            yield text
        case Quote(term, text):
            yield from (term, text)
        case Facts(rows):
            yield from (text for row in rows for text in row)
        case Items(texts):
            yield from texts
        case Grid(caption, columns, _, rows):
            yield from (caption, *columns, *(cell for row in rows for cell in row))
        case Signatures(caption, people):
            yield from (caption, *(text for person in people for text in person))
