"""Made-up candidates and answers, as many as are asked for; seeded, so that runs compare.

The sandbox makes answers of every level for a few candidates; the others take theirs from
these, question by question. What is each candidate's own in a real form (texts, addresses,
figures) is made different for each: answers that repeat would flatter whoever reads each
spelling once.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from sheets_sync.candidates import Candidate
from sheets_sync.grid import AnswerType
from sheets_sync.language import language_for
from sheets_sync.sandbox.answers import answers_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from sheets_sync.grid import Question
    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.edition import Edition

SEED = 2023
FEW = 24
FULL = 100
OWN_WAY = 0.25
"""Share of the answers that a candidate takes from another than its model."""

TYPES = {"commune": 88, "agglomeration": 5, "syndicat": 4, "departement": 1, "region": 1}
TOWNS = (250, 900, 2_400, 5_500, 14_000, 36_000, 160_000)
WORDS = (
    "Nous avons remplacé la suite bureautique, formé les agents et publié nos procédures",
    "La migration des serveurs est finie ; celle des postes avance service par service",
    "Le plan d’action tient en douze mesures, suivies chaque trimestre par un élu",
    "Nous partageons les développements avec trois communes voisines et un syndicat",
)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Candidates, and their answers by question id (None: no answer), in their order."""

    candidates: list[Candidate]
    answers: dict[str, list[str | None]]


def make_up(edition: Edition, count: int) -> MadeUp:
    """As many candidates as asked for, of all types, sizes and levels."""
    random = Random(SEED)  # noqa: S311 - repeatable on purpose, nothing secret
    candidates = [_candidate(number, edition.scheme, random) for number in range(count)]
    models = _models(edition)
    taken = [random.randrange(len(models)) for _ in candidates]
    answers: dict[str, list[str | None]] = {}
    for question in edition.grid.questions:
        given = [models[_other(model, len(models), random)].get(question.id) for model in taken]
        pairs = zip(given, candidates, strict=True)
        answers[question.id] = [_own(question, each, who, random) for each, who in pairs]
    return MadeUp(candidates, answers)


def _candidate(number: int, scheme: Scheme, random: Random) -> Candidate:
    population = random.choice(TOWNS) + random.randrange(200)
    return Candidate(
        dossier=f"D-{number + 1:05}",
        name=f"Collectivité inventée {number + 1:05}",
        department=f"{random.randrange(21, 96):02}",
        type=random.choices([*TYPES], [*TYPES.values()])[0],
        population=population,
        population_class=scheme.population_class(population),
        track=scheme.tracks[0].id,
        civility=random.choice(("Mme", "M.")),
        bearer=f"Camille INVENTÉ-{number + 1:05}",
        role="Responsable du numérique",
    )


def _models(edition: Edition) -> list[dict[str, str]]:
    """A few candidates' answers, of each level alike, the lack of one included."""
    random = Random(SEED)  # noqa: S311 - as above
    few = [_candidate(number, edition.scheme, random) for number in range(FEW)]
    ranks = [number % (1 + len(edition.scheme.tracks[0].levels)) for number in range(FEW)]
    language = language_for(edition.scheme.language)
    return answers_for(few, ranks, edition.scheme, edition.grid, language, SEED)


def _other(model: int, count: int, random: Random) -> int:
    return random.randrange(count) if random.random() < OWN_WAY else model


def _own(question: Question, answer: str | None, who: Candidate, random: Random) -> str | None:
    """The answer as this candidate would give it."""
    if not answer:
        return None
    own = OWN.get(question.type)
    return own(question, answer, who, random) if own else answer


def _text(_: Question, __: str, who: Candidate, random: Random) -> str:
    said = ". ".join(random.sample(WORDS, 3))
    return f"{said} (réponse inventée de {who.name})."


def _address(question: Question, _: str, who: Candidate, __: Random) -> str:
    return f"https://{who.dossier.lower()}.exemple.invalid/{question.id}"


def _file(question: Question, _: str, who: Candidate, __: Random) -> str:
    return f"{question.id}-{who.dossier}.pdf"


def _number(_: Question, answer: str, __: Candidate, random: Random) -> str:
    return f"{answer},{random.randrange(10)}" if random.random() < OWN_WAY else answer


def _percentage(_: Question, answer: str, __: Candidate, random: Random) -> str:
    """The same share give or take a little, spelled one way or the other."""
    share = min(100, max(1, int(answer.removesuffix(" %")) + random.randrange(-2, 3)))
    tenths = f",{random.randrange(10)}" if random.random() < OWN_WAY and share < FULL else ""
    return f"{share}{tenths}{random.choice((' %', '%', ''))}"


OWN: dict[AnswerType, Callable[[Question, str, Candidate, Random], str]] = {
    AnswerType.TEXT: _text,
    AnswerType.URL: _address,
    AnswerType.FILE: _file,
    AnswerType.NUMBER: _number,
    AnswerType.PERCENTAGE: _percentage,
}
"""The types whose answers differ from one candidate to the next."""
