"""What a letter may tell a candidate, in words: only what the staff release is put together.

Free text that a candidate wrote is in none of it: answers are named by the grid's own
words, so that nothing hostile or private can come in.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from reports.edition import Advice
from reports.edition import Better
from reports.edition import Strength
from reports.language import N_
from sheets_sync.answers import State
from sheets_sync.explain import DIGITS
from sheets_sync.explain import round_up
from sheets_sync.grid import AnswerType
from sheets_sync.numerals import write_number
from sheets_sync.proposal import Lack

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from reports.language import Language
    from reports.release import Letters
    from sheets_sync.answers import Answer
    from sheets_sync.climb import Change
    from sheets_sync.climb import Climb
    from sheets_sync.grid import Option
    from sheets_sync.grid import Question
    from sheets_sync.proposal import Missing
    from sheets_sync.raises import Raise
    from sheets_sync.scheme import Domain

NEEDS = {
    AnswerType.YES_NO: N_("Yes"),
    AnswerType.TEXT: N_("A description"),
    AnswerType.URL: N_("An address"),
    AnswerType.FILE: N_("A document"),
}
CHOSEN = (AnswerType.SINGLE, AnswerType.MULTIPLE)
COUNTED = (AnswerType.PERCENTAGE, AnswerType.NUMBER)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one candidate: the way up, and what is good already.

    ``climb`` is None at the top. ``full`` are the questions with full points and their
    answers, those to be proudest of first; ``strong`` the ids of domains above the median.
    """

    climb: Climb | None = None
    full: tuple[tuple[Question, Answer], ...] = ()
    strong: tuple[str, ...] = ()


def advice(
    known: Known, released: Letters, domains: Mapping[str, Domain], language: Language
) -> Advice:
    """The part of what is known that is released."""
    climb = known.climb if released.missing or released.changes else None
    lacks = climb.missing if climb and released.missing else ()
    changes = climb.changes if climb and released.changes else ()
    beyond = climb.out_of_reach if climb and released.changes else ()
    points = released.points
    strong = known.full if released.strengths else ()
    return Advice(
        next=climb.level.id if climb else None,
        missing=tuple(condition(e, domains, language, points=points) for e in lacks),
        met=bool(climb and not climb.missing),
        changes=tuple(_better(each, language, points=points) for each in changes),
        beyond=tuple(_beyond(beyond, domains, language)),
        strengths=tuple(
            Strength(_line(q.text), q.domain, _achieved(q, a, language)) for q, a in strong
        ),
        strong=known.strong if released.strengths else (),
    )


def condition(
    lack: Missing, domains: Mapping[str, Domain], language: Language, *, points: bool
) -> str:
    """One condition that is not met; without ``points``, what the candidate has is not said."""
    needs, has = write_number(lack.needs, language.code), _number(lack.has, language)
    gap = _number(round_up(lack.gap), language)
    if lack.lack is Lack.MANDATORY:
        question = _line(lack.question.text if lack.question else "")
        return language.text(
            "This criterion has to be met in full: “{question}”", question=question
        )
    if lack.lack is Lack.FLOOR:
        name = domains[lack.domain].name
        if points:
            return language.text(
                "In “{domain}”, {needs} points out of 100 are needed; your application has {has}.",
                domain=name, needs=needs, has=has,
            )  # fmt: skip
        return language.text(
            "In “{domain}”, {needs} points out of 100 are needed; your application has fewer.",
            domain=name,
            needs=needs,
        )
    if points:
        return language.text(
            "In all, {needs} points out of 100 are needed; your application has {has}: {gap} more"
            " would do.",
            needs=needs, has=has, gap=gap,
        )  # fmt: skip
    return language.text(
        "In all, {needs} points out of 100 are needed; your application has fewer.", needs=needs
    )


def _beyond(
    lacks: Iterable[Missing], domains: Mapping[str, Domain], language: Language
) -> Iterable[str]:
    """Why no answers at all would reach the level, as far as the candidate is concerned."""
    for each in lacks:
        yield condition(each, domains, language, points=False)


def _better(change: Change, language: Language, *, points: bool) -> Better:
    question = change.question
    return Better(
        _line(question.text),
        question.domain,
        answered(question, change.answer, language),
        needed(question, change.better, language),
        str(change.gain) if points else None,
    )


def answered(question: Question, answer: Answer, language: Language) -> str:
    """What was answered, in the grid's words."""
    if answer.state is State.UNREADABLE:
        return language.text("An answer that could not be read")
    if answer.state is not State.ANSWERED:
        return language.text("No answer")
    if question.type is AnswerType.YES_NO:
        return language.text("Yes") if answer.value is True else language.text("No")
    said = _said(question, answer, language)
    return said or language.text(NEEDS.get(question.type, N_("No answer")))


def needed(question: Question, better: Raise, language: Language) -> str:
    """What a better answer is; its proof included where one is required."""
    if better.proof and not _asks_more(question, better):
        return language.text("The proof asked for")
    what = _wanted(question, better, language)
    if better.proof:
        return language.text("{what}, with the proof asked for", what=what)
    return what


def _asks_more(question: Question, better: Raise) -> bool:
    """Whether more than the proof is asked for."""
    if question.type in CHOSEN:
        return bool(better.ticked or better.cleared)
    if question.type in COUNTED:
        return better.at_least is not None
    return better.steps > 1


def _wanted(question: Question, better: Raise, language: Language) -> str:
    if question.type is AnswerType.PERCENTAGE:
        return language.text("At least {number} %", number=_bound(better, language))
    if question.type is AnswerType.NUMBER:
        return language.text("At least {number}", number=_bound(better, language))
    if question.type is AnswerType.SINGLE:
        return _labels(better.ticked)
    if question.type is AnswerType.MULTIPLE:
        parts = []
        if better.ticked:
            parts.append(language.text("Besides: {list}", list=_labels(better.ticked)))
        if better.cleared:
            parts.append(language.text("No longer: {list}", list=_labels(better.cleared)))
        return ". ".join(parts)
    return language.text(NEEDS[question.type])


def _achieved(question: Question, answer: Answer, language: Language) -> str:
    """What was answered where the question alone does not tell it; "" elsewhere."""
    return _said(question, answer, language) if answer.state is State.ANSWERED else ""


def _said(question: Question, answer: Answer, language: Language) -> str:
    if question.type in CHOSEN and isinstance(answer.value, frozenset):
        return _labels(option for option in question.options if option.id in answer.value)
    if question.type in COUNTED and isinstance(answer.value, Fraction):
        number = write_number(answer.value, language.code)
        if question.type is AnswerType.NUMBER:
            return number
        return language.text("{number} %", number=number)
    return ""


def _labels(options: Iterable[Option]) -> str:
    return "; ".join(_line(option.label).rstrip(" :") for option in options)


def _bound(better: Raise, language: Language) -> str:
    return write_number(better.at_least or Fraction(0), language.code)


def _number(value: Fraction, language: Language) -> str:
    """Points, rounded down; without decimals where they are whole."""
    return language.number(value, 0 if value.denominator == 1 else DIGITS)


def _line(text: str) -> str:
    return " ".join(text.split())
