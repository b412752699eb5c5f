"""The dossiers in the minutes: one table for all, then what was said of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reports import wording
from reports.blocks import Block
from reports.blocks import Facts
from reports.blocks import Grid
from reports.blocks import Heading
from reports.blocks import Quote
from reports.language import N_
from reports.names import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.edition import Candidate
    from reports.edition import Deliberation
    from reports.edition import Edition
    from reports.edition import Meeting
    from reports.language import Language

BETWEEN = " / "


@dataclass(frozen=True)
class Told:
    """An edition with its meeting, and the words for what is in them."""

    edition: Edition
    meeting: Meeting
    language: Language

    @cached_property
    def lines(self) -> tuple[tuple[Candidate, Deliberation | None], ...]:
        """Every dossier with how it was decided, in the order of the palmarès."""
        return tuple((each, each.deliberation) for each in sorted(self.edition.candidates, key=_at))

    @cached_property
    def titles(self) -> dict[tuple[str, str], str]:
        """What each level of each track is called."""
        return wording.titles(self.edition, self.language)

    @property
    def unsaid(self) -> str:
        """What stands where the workbook did not tell."""
        return self.language.text("not said")

    def level(self, candidate: Candidate, level: str | None) -> str:
        """A level of the candidate's track in words; None is no level."""
        if level is None:
            return self.language.text("No level")
        return self.titles.get((candidate.track, level), level)

    def median(self, candidate: Candidate, how: Deliberation) -> str:
        """The median in words: a level, or the two that it lies between."""
        names = [self.level(candidate, each) for each in how.median]
        return BETWEEN.join(names) or self.language.text("no mark")

    def name(self, juror: str) -> str:
        """A juror by id, as documents name them."""
        for each in self.edition.jury:
            if each.id == juror:
                return wording.person(each.civility, f"{each.first_name} {each.last_name}".strip())
        return juror


def _at(candidate: Candidate) -> tuple[object, ...]:
    how = candidate.deliberation
    place = how.place if how and how.place is not None else None
    return (place is None, place or 0, *sort_key(candidate.name), candidate.dossier)


def summary(told: Told) -> str:
    """How many dossiers were labelled, and how many decisions depart from the proposal."""
    language = told.language
    departing = sum(bool(how and how.proposal != each.level) for each, how in told.lines)
    labelled = len(told.edition.laureates)
    sentences = (
        language.plural(
            "The jury decided on {count} dossier.",
            "The jury decided on {count} dossiers.",
            len(told.lines),
        ),
        language.plural("{count} is labelled.", "{count} are labelled.", labelled),
        _departing(departing, language),
    )
    return " ".join(sentences)


def _departing(count: int, language: Language) -> str:
    if not count:
        return language.text("Every decision is the proposed level.")
    return language.plural(
        "{count} decision departs from the proposed level; its reason is below.",
        "{count} decisions depart from the proposed level; their reasons are below.",
        count,
    )


def overview(told: Told) -> Grid:
    """Every dossier: proposal, median with its marks, decision, mentions."""
    language = told.language
    headings = (
        N_("Local authority"),
        N_("Proposal"),
        N_("Marks"),
        N_("Median"),
        N_("Quorum"),
        N_("Decision"),
    )
    rows = tuple(_row(each, how, told) for each, how in told.lines)
    caption = language.text("Decisions by dossier, in the order of the palmarès")
    return Grid(caption, tuple(map(language.text, headings)), (30, 14, 8, 20, 13, 15), rows)


def _row(candidate: Candidate, how: Deliberation | None, told: Told) -> tuple[str, ...]:
    decision = told.level(candidate, candidate.level)
    if how is None:
        return (candidate.name, "–", "–", "–", "–", decision)
    quorum = N_("reached") if how.quorum else N_("not reached")
    return (
        candidate.name,
        told.level(candidate, how.proposal),
        str(how.marks),
        told.median(candidate, how),
        told.language.text(quorum),
        decision,
    )


def dossiers(told: Told) -> Iterator[Block]:
    """What was said of each dossier of which something was said."""
    for candidate, how in told.lines:
        said = tuple(_said(candidate, how, told))
        if said:
            yield Heading(3, candidate.name)
            yield Facts(tuple(_facts(candidate, how, told)))
            yield from said


def _facts(candidate: Candidate, how: Deliberation | None, told: Told) -> Iterator[tuple[str, str]]:
    language = told.language
    place = wording.department(candidate.department)
    yield language.text("Dossier"), " – ".join(filter(None, (candidate.dossier, place)))
    if how:
        yield language.text("Proposal"), told.level(candidate, how.proposal)
        yield language.text("Marks"), _marks(candidate, how, told)
        yield from ((language.text("Recused"), _recused(how, told)) for _ in how.recusals[:1])
    yield language.text("Decision"), told.level(candidate, candidate.level)
    names = [each.name for each in told.edition.mentions if each.id in candidate.mentions]
    if names:
        yield language.text("Mentions"), language.list(names)


def _marks(candidate: Candidate, how: Deliberation, told: Told) -> str:
    """As in: 8 marks, median Level 3, 2 levels apart, quorum reached."""
    language = told.language
    parts = [language.plural("{count} mark", "{count} marks", how.marks)]
    if how.median:
        parts.append(language.text("median {level}", level=told.median(candidate, how)))
    if how.spread is not None:
        parts.append(
            language.plural("{count} level apart", "{count} levels apart", how.spread)
            if how.spread
            else language.text("all equal")
        )
    quorum = N_("quorum reached") if how.quorum else N_("quorum not reached")
    return ", ".join([*parts, language.text(quorum)])


def _recused(how: Deliberation, told: Told) -> str:
    return "\n".join(
        told.language.text("{name} ({reason})", name=told.name(each.juror), reason=each.reason)
        for each in how.recusals
    )


def _said(candidate: Candidate, how: Deliberation | None, told: Told) -> Iterator[Block]:
    """Reason and opinion, word for word."""
    if how and how.reason:
        yield Quote(told.language.text("Reason"), how.reason)
    if candidate.opinion:
        yield Quote(told.language.text("Opinion of the jury"), candidate.opinion)
