"""The laureates as the public pages show them: what is published, and nothing else.

No total, no points, nobody who was not labelled. The jury's opinion is there word for word,
unless the staff hold it back.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports import wording
from reports.departments import department_name
from reports.departments import usual_number
from reports.language import reports_language
from reports.names import file_names
from reports.names import sort_key
from reports.palmares import palmares
from reports.rendering.badge import Badge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from reports.edition import Award
    from reports.edition import Candidate
    from reports.edition import Edition
    from reports.language import Language
    from reports.palmares import Block


@dataclass(frozen=True, slots=True)
class Past:
    """One line of a laureate's history; ``level`` is "" where it is not known."""

    year: int
    level: str
    honours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Laureate:
    """One laureate.

    ``stem`` names its files; ``number`` is its department's, "" where it has none that is
    known, and ``place`` what is shown of it. ``opinion`` are paragraphs; ``history`` has the
    latest edition first, this one included. ``awards`` are the earlier ones as frozen.
    """

    stem: str
    candidate: Candidate
    block: Block
    number: str
    place: str
    kind: str
    bearer: str
    honours: tuple[str, ...]
    opinion: tuple[str, ...]
    history: tuple[Past, ...]
    badge: Badge

    @property
    def name(self) -> str:
        """As the palmarès prints it."""
        return self.candidate.name

    @property
    def type(self) -> str:
        """The id of its type."""
        return self.candidate.type

    def texts(self) -> Iterator[str]:
        """Each text of it that is shown."""
        yield from (self.name, self.place, self.kind, self.bearer, self.candidate.role)
        yield from (*self.honours, *self.opinion)
        for past in self.history:
            yield from (past.level, *past.honours)


@dataclass(frozen=True, slots=True)
class Section:
    """One track: its levels in ascending order, each with its laureates."""

    name: str
    alone: bool
    blocks: tuple[tuple[Block, tuple[Laureate, ...]], ...]


def sections(edition: Edition) -> tuple[Section, ...]:
    """The laureates of an edition by track and level, in the palmarès' order."""
    language = reports_language(edition.language)
    stems = _stems(edition)
    return tuple(
        Section(
            shown.name,
            shown.alone,
            tuple(
                (block, tuple(_laureates(block, track.id, edition, stems, language)))
                for block in shown.blocks
            ),
        )
        for shown, track in zip(palmares(edition).sections, edition.tracks, strict=True)
    )


def every(found: tuple[Section, ...]) -> tuple[Laureate, ...]:
    """The laureates of all levels, in one row."""
    return tuple(each for section in found for _, of in section.blocks for each in of)


def kind_name(candidate: Candidate, edition: Edition) -> str:
    """The name of a candidate's type; its id where the edition does not name it."""
    return edition.types.get(candidate.type, candidate.type)


def number_of(department: str | None) -> str:
    """A department's number in one spelling; "" where it is none."""
    number = usual_number(department or "")
    return number if department_name(number) else ""


def _stems(edition: Edition) -> Mapping[str, str]:
    """File names by dossier; homonyms are told apart by a digest: no dossier's number is shown."""
    marks = {each.dossier: _mark(each.dossier) for each in edition.laureates}
    parts = {
        marks[each.dossier]: (each.name, number_of(each.department) or each.department or "")
        for each in edition.laureates
    }
    names = file_names(str(edition.year), parts)
    return {dossier: names[mark] for dossier, mark in marks.items()}


def _mark(dossier: str) -> str:
    return hashlib.sha256(dossier.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _laureates(
    block: Block, track: str, edition: Edition, stems: Mapping[str, str], language: Language
) -> Iterator[Laureate]:
    holders = (c for c in edition.laureates if (c.track, c.level) == (track, block.level.id))
    for each in sorted(holders, key=lambda c: (*sort_key(c.name), c.dossier)):
        yield _laureate(each, block, edition, stems[each.dossier], language)


def _laureate(
    candidate: Candidate, block: Block, edition: Edition, stem: str, language: Language
) -> Laureate:
    honours = tuple(each.name for each in edition.mentions if each.id in candidate.mentions)
    now = Past(edition.year, block.title, honours)
    return Laureate(
        stem=stem,
        candidate=candidate,
        block=block,
        number=number_of(candidate.department),
        place=wording.department(candidate.department),
        kind=kind_name(candidate, edition),
        bearer=wording.person(candidate.civility, candidate.bearer),
        honours=honours,
        opinion=() if candidate.held else _paragraphs(candidate.opinion),
        history=(now, *(_past(each, language) for each in reversed(candidate.history))),
        badge=Badge(
            edition.label, edition.year, block.level, block.title, candidate.name, block.palette.ink
        ),
    )


def _past(award: Award, language: Language) -> Past:
    level = award.level
    if level.isdigit():
        level = language.text("Level {number}", number=level)
    return Past(award.year, level, award.mentions)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
