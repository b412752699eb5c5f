"""The grid: the questions of an edition, with their points.

All of it comes from ``grid.csv``: one line per question, followed by one line per option.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction


class AnswerType(StrEnum):
    """What an answer looks like."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    YES_NO = "yes_no"
    PERCENTAGE = "percentage"
    NUMBER = "number"
    TEXT = "text"
    URL = "url"
    FILE = "file"


class Life(StrEnum):
    """``FUTURE`` questions are shown and not counted; ``OBSOLETE`` ones are kept, not asked."""

    FUTURE = "future"
    ACTIVE = "active"
    OBSOLETE = "obsolete"


class Proof(StrEnum):
    """Whether a candidate who claims points must show something."""

    NONE = "none"
    ASKED = "asked"
    REQUIRED = "required"


class Option(NamedTuple):
    """One choice of a question; ``points`` count when ticked. ``line`` is its line in the file."""

    id: str
    label: str
    points: Fraction
    line: int = 0


class Step(NamedTuple):
    """From ``at_least`` (included) on, a percentage or a number is worth ``points``."""

    at_least: Fraction
    points: Fraction


class NotApplicable(NamedTuple):
    """Who may leave a question out of the count.

    ``declared``: the candidate may answer "not applicable". ``types`` and ``classes``:
    candidates to whom the question never applies.
    """

    declared: bool = False
    types: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()


class Question(NamedTuple):
    """One question.

    ``points`` is its ceiling: an answer is worth from 0 to that. Options of a multiple
    choice add up, never above the ceiling; the steps of a percentage or number give the
    points of the highest step reached; a yes, a text, an address or a file is worth the
    ceiling. ``weight`` multiplies points and ceiling alike. ``tracks`` that ask it (empty:
    all). ``line`` is its line in the file.
    """

    id: str
    domain: str
    type: AnswerType
    life: Life
    text: str
    points: Fraction
    weight: Fraction
    options: tuple[Option, ...] = ()
    steps: tuple[Step, ...] = ()
    not_applicable: NotApplicable = NotApplicable()
    proof: Proof = Proof.NONE
    proof_of: str = ""
    tracks: frozenset[str] = frozenset()
    help: str = ""
    line: int = 0

    def asked_in(self, track: str) -> bool:
        """Whether candidates of a track see it and it counts."""
        return self.life is Life.ACTIVE and (not self.tracks or track in self.tracks)


class Grid(NamedTuple):
    """The questions in their order; ``notice`` says when the points are an illustration."""

    questions: tuple[Question, ...]
    notice: str = ""

    def by_id(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}
