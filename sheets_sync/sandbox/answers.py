"""Made-up answers that lead to a wanted level.

Answers of every quality are drawn for each candidate, all are scored by the real code,
and the first that gets the wanted level is kept. Texts say that they are made up.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.evaluation import score
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Life
from sheets_sync.levels import reached
from sheets_sync.scoring import code_answers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.candidates import Candidate
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.scheme import Scheme
    from sheets_sync.scoring import Coded

DRAWS = 100
LUCKY = 0.97
"""Above it an answer gets all its points."""

PLAIN_TEXT = N_("[made-up answer] What we did this year, how, and with whom.")
SPELLINGS: dict[str, dict[bool, tuple[str, ...]]] = {
    "fr": {True: ("Oui", "oui", "OUI", "Oui "), False: ("Non", "non", "NON")},
    "en": {True: ("Yes", "yes", "Y"), False: ("No", "no", "N")},
}


class NoSuchAnswers(ValueError):
    """No draw led to the wanted level: the grid may not allow it."""


def answers_for(
    candidates: Sequence[Candidate],
    ranks: Sequence[int],
    scheme: Scheme,
    grid: Grid,
    language: Language,
    seed: int,
) -> list[dict[str, str]]:
    """Answers by question id for each candidate, so that its proposal has the wanted rank.

    Raises :class:`NoSuchAnswers` when a rank can't be reached.
    """
    random = Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret
    asked = [q for q in grid.questions if q.life is Life.ACTIVE]
    drawn: list[dict[str, str]] = []
    for candidate in candidates:
        for number in range(DRAWS):
            quality = (number + 1) / DRAWS
            mine = [q for q in asked if q.asked_in(candidate.track)]
            drawn.append(_draw(mine, quality, random, language))
    repeated = [each for each in candidates for _ in range(DRAWS)]
    columns = {q.id: [answers.get(q.id) for answers in drawn] for q in asked}
    coded = code_answers(columns, grid, scheme.language)
    found = _ranks(repeated, coded, scheme, grid)
    kept = []
    for index, rank in enumerate(ranks):
        fitting = [
            number for number in range(index * DRAWS, (index + 1) * DRAWS) if found[number] == rank
        ]
        if not fitting:
            raise NoSuchAnswers(candidates[index].name)
        # Neither the luckiest of its level nor the nearest to the one above.
        kept.append(drawn[fitting[len(fitting) // 3]])
    return kept


def _ranks(
    candidates: Sequence[Candidate], coded: Mapping[str, Coded], scheme: Scheme, grid: Grid
) -> list[int]:
    ranks = [0] * len(candidates)
    for group in score(candidates, coded, scheme, grid):
        for row, rank in zip(group.rows.tolist(), reached(group).tolist(), strict=True):
            ranks[row] = rank
    return ranks


def _draw(
    questions: Sequence[Question], quality: float, random: Random, language: Language
) -> dict[str, str]:
    answers: dict[str, str] = {}
    for question in questions:
        if not question.proof_of:
            luck = min(1.0, max(0.0, random.gauss(quality, 0.16 * (1.02 - quality))))
            text = _answer(question, luck, random, language)
            if text:
                answers[question.id] = text
    for question in questions:
        if question.proof_of in answers and random.random() < 0.55 + quality / 2:
            answers[question.id] = _proof(question)
    return answers


def _answer(question: Question, luck: float, random: Random, language: Language) -> str:
    """One answer worth about ``luck`` of the points; "" for none."""
    if random.random() > luck + 0.75:
        return ""
    given = random.random() < luck
    match question.type:
        case AnswerType.SINGLE:
            text = _single(question, luck)
        case AnswerType.MULTIPLE:
            text = _multiple(question, luck, random)
        case AnswerType.YES_NO:
            text = random.choice(SPELLINGS[language.code][given])
        case AnswerType.PERCENTAGE:
            text = f"{_number(question, luck, random)} %"
        case AnswerType.NUMBER:
            text = f"{_number(question, luck, random):,}".replace(",", " ")
        case AnswerType.TEXT:
            text = language.text(PLAIN_TEXT) if given else ""
        case _:
            text = _proof(question) if given else ""
    return text


def _proof(question: Question) -> str:
    if question.type is AnswerType.FILE:
        return f"exemple-{question.id}.pdf"
    return f"https://exemple.invalid/{question.id}"


def _single(question: Question, luck: float) -> str:
    share = _share(question, luck)
    worth = [option for option in question.options if option.points <= share]
    best = max(worth or question.options, key=lambda option: option.points * (1 if worth else -1))
    return best.label


def _multiple(question: Question, luck: float, random: Random) -> str:
    options = list(question.options)
    random.shuffle(options)
    ticked, gained, share = set(), Fraction(0), _share(question, luck)
    for option in options:
        if option.points > 0 and gained + option.points <= share:
            ticked.add(option.id)
            gained += option.points
    if luck > LUCKY:
        ticked = {option.id for option in options if option.points > 0}
    return ", ".join(option.label for option in question.options if option.id in ticked)


def _number(question: Question, luck: float, random: Random) -> int:
    share = _share(question, luck)
    steps = [s for s in question.steps if s.points <= share]
    low = int(max((s.at_least for s in steps), default=Fraction(0)))
    above = [int(s.at_least) for s in question.steps if s.at_least > low]
    high = min(above) - 1 if above else low
    if not above and question.type is AnswerType.PERCENTAGE:
        high = 100
    return random.randint(low, max(low, high))


def _share(question: Question, luck: float) -> Fraction:
    return question.points if luck > LUCKY else Fraction(luck) * question.points


def departures(ranks: Sequence[int], changes: Mapping[int, int], top: int) -> list[int]:
    """Ranks with some moved by ``changes`` (position -> step), kept within 0 and ``top``."""
    return [min(top, max(0, rank + changes.get(index, 0))) for index, rank in enumerate(ranks)]
