"""The palmarès as documents show it: laureates by level, mentions, counts.

Made of what is published and of nothing else: no total, no points by domain, nothing of how
it was decided, and nobody who was neither labelled nor mentioned. The opinion of the jury on a
laureate is published word for word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports import wording
from reports.language import reports_language
from reports.names import slug
from reports.names import sort_key
from reports.rendering import colours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.edition import Candidate
    from reports.edition import Edition
    from reports.edition import Level
    from reports.edition import Track
    from reports.language import Language
    from reports.rendering.colours import Palette


@dataclass(frozen=True, slots=True)
class Line:
    """One laureate; ``bearer`` is "" when nobody is named, ``honours`` its mentions.

    ``opinion`` is the jury's, as agreed; line feeds part its lines.
    """

    name: str
    department: str
    bearer: str
    role: str
    honours: tuple[str, ...]
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One level and its laureates, sorted; ``anchor`` is the address within the page."""

    anchor: str
    title: str
    level: Level
    alternative: str
    palette: Palette
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One track, its levels in ascending order."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def alone(self) -> bool:
        """Whether its only level says its name already."""
        return [block.title for block in self.blocks] == [self.name]


@dataclass(frozen=True, slots=True)
class Honour:
    """One special mention and who holds it; nobody, one, or several."""

    name: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Palmares:
    """All that the public reads about an edition."""

    sections: tuple[Section, ...]
    honours: tuple[Honour, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The levels of all tracks."""
        return tuple(block for section in self.sections for block in section.blocks)

    @property
    def count(self) -> int:
        """How many laureates there are."""
        return sum(len(block.lines) for block in self.blocks)

    @property
    def given(self) -> int:
        """How many mentions were given, counting each one once."""
        return sum(1 for honour in self.honours if honour.holders)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each text of a laureate or a mention, with whose it is."""
        for block in self.blocks:
            yield block.title, block.title
            for line in block.lines:
                for text in (line.name, line.department, line.bearer, line.role, line.opinion):
                    yield line.name, text
        for honour in self.honours:
            yield honour.name, honour.name
            yield from ((holder, holder) for holder in honour.holders)


def palmares(edition: Edition) -> Palmares:
    """The palmarès of an edition, in its language."""
    language = reports_language(edition.language)
    return Palmares(
        tuple(_section(track, edition, language) for track in edition.tracks),
        tuple(_honour(each.id, each.name, edition) for each in edition.mentions),
    )


def _section(track: Track, edition: Edition, language: Language) -> Section:
    ascending = sorted(track.levels, key=lambda level: level.rank)
    return Section(
        track.name, tuple(_block(level, track, edition, language) for level in ascending)
    )


def _block(level: Level, track: Track, edition: Edition, language: Language) -> Block:
    title = wording.level_title(level, track, len(edition.tracks), language)
    holders = [
        each for each in edition.laureates if (each.track, each.level) == (track.id, level.id)
    ]
    return Block(
        anchor="-".join(filter(None, (slug(track.id), slug(level.id)))),
        title=title,
        level=level,
        alternative=wording.sign_title(level, title, language),
        palette=colours.palette(level.colour),
        lines=tuple(_line(each, edition) for each in _sorted(holders)),
    )


def _line(candidate: Candidate, edition: Edition) -> Line:
    return Line(
        name=candidate.name,
        department=wording.department(candidate.department),
        bearer=wording.person(candidate.civility, candidate.bearer),
        role=candidate.role,
        honours=tuple(each.name for each in edition.mentions if each.id in candidate.mentions),
        opinion=candidate.opinion,
    )


def _honour(mention: str, name: str, edition: Edition) -> Honour:
    holders = [each for each in edition.candidates if mention in each.mentions]
    return Honour(name, tuple(each.name for each in _sorted(holders)))


def _sorted(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda each: (*sort_key(each.name), each.dossier))
