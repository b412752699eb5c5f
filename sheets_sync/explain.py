"""Proposals put into words, in a reader's language."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sheets_sync.numerals import write_number
from sheets_sync.proposal import Lack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.proposal import Missing
    from sheets_sync.proposal import Proposal
    from sheets_sync.scheme import Domain

DIGITS = 1
LONGEST_QUESTION = 80


def level_name(proposal: Proposal, language: Language) -> str:
    """Name of the proposed level, or the words for none."""
    return proposal.level.name if proposal.level else language.text("No level")


def why(proposal: Proposal, domains: Mapping[str, Domain], language: Language) -> str:
    """Why this level: the total beside its threshold, and what a juror should look at."""
    lines = [_total_line(proposal, language)]
    lines += [
        language.text(
            "Not enough to judge in “{domain}”: most questions do not apply.",
            domain=domains[each].name,
        )
        for each in proposal.not_enough
    ]
    lines += [
        language.text(
            "Points not counted, the proof asked for is missing: “{question}”.",
            question=shorten(question.text),
        )
        for question in proposal.unproven
    ]
    lines += [
        language.text(
            "Answer that could not be read, counted as no answer: “{question}”.",
            question=shorten(question.text),
        )
        for question in proposal.unread
    ]
    return "\n".join(lines)


def _total_line(proposal: Proposal, language: Language) -> str:
    if proposal.total is None:
        return language.text("No question applies: nothing can be scored.")
    total = language.number(proposal.total, DIGITS)
    if proposal.level is None and proposal.next is not None:
        return language.text(
            "Total {total} out of 100; the first level asks for {threshold}.",
            total=total,
            threshold=bound(proposal.next.threshold, language),
        )
    return language.text(
        "Total {total} out of 100; {level} is reached from {threshold}.",
        total=total,
        level=level_name(proposal, language),
        threshold=bound(proposal.level.threshold if proposal.level else Fraction(0), language),
    )


def missing(proposal: Proposal, domains: Mapping[str, Domain], language: Language) -> str:
    """What is missing for the next level, and where the most can be gained."""
    if proposal.next is None:
        return language.text("Highest level reached.")
    lines = [language.text("For {level}:", level=proposal.next.name)]
    lines += [f"– {condition(each, domains, language)}" for each in proposal.missing]
    if proposal.gains:
        lines.append(language.text("Where the most can be gained on the total:"))
    lines += [
        f"+{language.number(gain.points, DIGITS)} {shorten(gain.question.text)}"
        for gain in proposal.gains
    ]
    return "\n".join(lines)


def condition(each: Missing, domains: Mapping[str, Domain], language: Language) -> str:
    """One condition that is not met, with what is there and what is asked for."""
    if each.lack is Lack.TOTAL:
        return language.text(
            "{gap} more points on the total ({has} of {needs})",
            gap=language.number(round_up(each.gap), DIGITS),
            has=language.number(each.has, DIGITS),
            needs=bound(each.needs, language),
        )
    if each.lack is Lack.FLOOR:
        return language.text(
            "at least {needs} in “{domain}” (now {has})",
            needs=bound(each.needs, language),
            domain=domains[each.domain].name,
            has=language.number(each.has, DIGITS),
        )
    return language.text(
        "full points on a required criterion: “{question}”",
        question=shorten(each.question.text if each.question else ""),
    )


def bound(points: Fraction, language: Language) -> str:
    """What a level asks for: never rounded, or it would look reached before it is."""
    if (points * 10**DIGITS).denominator == 1:
        return language.number(points, DIGITS)
    return write_number(points, language.code)


def round_up(points: Fraction) -> Fraction:
    """Points rounded up to what is shown: a gap that is left is never shown as 0."""
    scale = 10**DIGITS
    return Fraction(-(-points.numerator * scale // points.denominator), scale)


def shorten(text: str) -> str:
    """A question's text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_QUESTION:
        return line
    return line[:LONGEST_QUESTION].rsplit(" ", 1)[0] + "…"
