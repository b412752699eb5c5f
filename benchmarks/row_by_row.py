"""How one would score in a spreadsheet's spirit: row by row, with ``DataFrame.apply``.

Plain Python over pandas, with nothing looked up twice that could be looked up once, in two
ways:

* :data:`SAME` gives the very results of the suite on any input: answers are read by its
  rules, spelling by spelling, and numbers are exact;
* :data:`LEAST` is the least that can be written: it knows the spellings of the made-up
  answers and no other, and counts in floats.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import TypeAlias

from sheets_sync.answers import Reader
from sheets_sync.answers import State
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Proof
from sheets_sync.scale import scale_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    import pandas as pd

    from sheets_sync.grid import Question
    from sheets_sync.scale import Scale
    from sheets_sync.settings.edition import Edition

    Number: TypeAlias = Fraction | float
    Read: TypeAlias = Callable[[str], "Any"]
    MakeReader: TypeAlias = Callable[[Question, str], Read]

NUMBERS = (AnswerType.PERCENTAGE, AnswerType.NUMBER)
TICKED = (AnswerType.SINGLE, AnswerType.MULTIPLE)
NOT_APPLICABLE = "not applicable"


class Rated(NamedTuple):
    """Total (0-100, None when nothing applies) and rank of the level (0: none)."""

    total: Number | None
    rank: int


class Worth(NamedTuple):
    """One question under a scale."""

    id: str
    domain: str
    kind: AnswerType
    weight: Number
    ceiling: Number
    options: Mapping[str, Number]
    steps: tuple[tuple[Number, Number], ...]
    proof: str
    never: bool


class Way(NamedTuple):
    """How answers are read and numbers held; ``digits`` hides what floats get wrong."""

    reader: MakeReader
    number: Callable[[Fraction], Number]
    digits: int | None


def _by_the_rules(question: Question, language: str) -> Read:
    """Every spelling that the suite understands."""
    reader = Reader(question, language)

    def read(text: str) -> object:
        answer = reader.read(text)
        if answer.state is State.NOT_APPLICABLE:
            return NOT_APPLICABLE
        if answer.state is not State.ANSWERED:
            return None
        return answer.value

    return read


def _by_hand(question: Question, _: str) -> Read:
    """The spellings of the made-up answers, and no other."""
    labels = {option.label: option.id for option in question.options}
    if question.type is AnswerType.YES_NO:
        return lambda text: text.strip().lower() == "oui"
    if question.type in NUMBERS:
        return lambda text: float(text.rstrip(" %").replace(" ", "").replace(",", "."))
    if question.type is AnswerType.SINGLE:
        return lambda text: frozenset((labels[text],))
    if question.type is AnswerType.MULTIPLE:
        return lambda text: frozenset(each for label, each in labels.items() if label in text)
    return lambda text: text


SAME = Way(_by_the_rules, Fraction, None)
LEAST = Way(_by_hand, float, 9)


def rate(table: pd.DataFrame, edition: Edition, way: Way) -> list[Rated]:
    """Totals and levels, row by row; ``table`` has type, population class, answers."""
    readers = {
        question.id: way.reader(question, edition.scheme.language)
        for question in edition.grid.questions
    }
    scales: dict[tuple[str, str], _Scale] = {}
    track = edition.scheme.tracks[0].id

    def rate_row(row: pd.Series[Any]) -> Rated:
        who = row["type"], row["class"]
        if who not in scales:
            scales[who] = _Scale(scale_for(edition.scheme, edition.grid, track, *who), way)
        return scales[who].rated(row, readers)

    rated: list[Rated] = table.apply(rate_row, axis=1).tolist()
    return rated


class _Scale:
    """What counts for one type and population class, ready for one row after the other."""

    def __init__(self, scale: Scale, way: Way) -> None:
        self.number, self.digits = way.number, way.digits
        proofs = {question.proof_of: question.id for question in scale.asked if question.proof_of}
        self.questions = [self._worth(question, scale, proofs) for question in scale.asked]
        self.weights = {each: way.number(weight) for each, weight in scale.domain_weights.items()}
        self.levels = scale.levels

    def _worth(self, question: Question, scale: Scale, proofs: Mapping[str, str]) -> Worth:
        number = self.number
        points = scale.option_points
        return Worth(
            question.id,
            question.domain,
            question.type,
            number(scale.weights[question.id]),
            number(scale.ceilings[question.id]),
            {option.id: number(points[question.id, option.id]) for option in question.options},
            tuple((number(step.at_least), number(step.points)) for step in question.steps),
            proofs.get(question.id, "") if question.proof is Proof.REQUIRED else "",
            question.id in scale.never_applies,
        )

    def rated(self, row: pd.Series[Any], readers: Mapping[str, Read]) -> Rated:
        zero = self.number(Fraction(0))
        gained = dict.fromkeys(self.weights, zero)
        ceilings = dict.fromkeys(self.weights, zero)
        full: set[str] = set()
        for each in self.questions:
            text = row[each.id]
            value = readers[each.id](text) if text else None
            if each.never or value is NOT_APPLICABLE:
                full.add(each.id)
                continue
            points = _points(each, value, zero)
            if points and each.proof and not row[each.proof]:
                points = zero
            gained[each.domain] += each.weight * points
            ceilings[each.domain] += each.weight * each.ceiling
            if points >= each.ceiling:
                full.add(each.id)
        return self._levelled(gained, ceilings, full)

    def _levelled(
        self, gained: Mapping[str, Number], ceilings: Mapping[str, Number], full: set[str]
    ) -> Rated:
        scores = {each: 100 * gained[each] / top for each, top in ceilings.items() if top}
        whole = sum(self.weights[each] for each in scores)
        total = sum(scores[each] * self.weights[each] for each in scores) / whole if whole else None
        rank = 0
        for level in self.levels:
            met = self._reaches(total or 0, level.threshold) and all(
                self._reaches(scores.get(domain, 100), floor)
                for domain, floor in level.floors.items()
            )
            if not met or not full.issuperset(level.mandatory):
                break
            rank = level.rank
        return Rated(total, rank)

    def _reaches(self, score: Number, bound: Fraction) -> bool:
        return bound <= (score if self.digits is None else round(float(score), self.digits))


def _points(each: Worth, value: Any, zero: Number) -> Number:  # noqa: ANN401 - any answer
    if value is None:
        return zero
    if each.kind in TICKED:
        points = sum((each.options[option] for option in value), zero)
    elif each.kind in NUMBERS:
        points = max((points for bound, points in each.steps if bound <= value), default=zero)
    else:
        points = each.ceiling if value else zero
    return min(max(points, zero), each.ceiling)
