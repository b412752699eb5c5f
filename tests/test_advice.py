"""What is told to a candidate: in words, and only what is released."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from reports.edition import Advice
from reports.edition import Better
from reports.edition import Strength
from reports.release import Letters
from sheets_sync.advice import Known
from sheets_sync.advice import advice
from sheets_sync.advice import answered
from sheets_sync.advice import needed
from sheets_sync.answers import read_answer
from sheets_sync.climb import Change
from sheets_sync.climb import Climb
from sheets_sync.grid import Option
from sheets_sync.grid import Proof
from sheets_sync.language import language_for
from sheets_sync.proposal import Lack
from sheets_sync.proposal import Missing
from sheets_sync.raises import Raise
from tests.builders import choice
from tests.builders import level
from tests.builders import percentage
from tests.builders import proof_of
from tests.builders import scheme
from tests.builders import yes_no

if TYPE_CHECKING:
    from sheets_sync.grid import Question

ENGLISH = language_for("en")
X = yes_no("x")
DOMAINS = {each.id: each for each in scheme(domains=("a", "b")).domains}
NO = read_answer(X, "Non", "fr")
CLIMB = Climb(
    level(2, 60, {"b": 40}, ["x"]),
    (
        Missing(Lack.TOTAL, Fraction("52.44"), Fraction(60)),
        Missing(Lack.FLOOR, Fraction(35), Fraction(40), "b"),
        Missing(Lack.MANDATORY, Fraction(0), Fraction(10), "a", X),
    ),
    (Change(X, NO, Fraction(0), Raise(Fraction(10), 1), Fraction(7, 3)),),
)
KNOWN = Known(CLIMB, ((X, read_answer(X, "Oui", "fr")),), ("a",))
ALL = Letters(median=True, strengths=True, changes=True, history=True)


def told(released: Letters, known: Known = KNOWN) -> Advice:
    return advice(known, released, DOMAINS, ENGLISH)


def test_all_that_is_released_is_told() -> None:
    assert told(ALL) == Advice(
        next="2",
        missing=(
            "In all, 60 points out of 100 are needed; your application has 52.4: 7.6 more "
            "would do.",
            f"In “{DOMAINS['b'].name}”, 40 points out of 100 are needed; your application has 35.",
            "This criterion has to be met in full: “Question x?”",
        ),
        changes=(Better("Question x?", "a", "No", "Yes", "7/3"),),
        strengths=(Strength("Question x?", "a"),),
        strong=("a",),
    )


def test_without_points_no_sentence_tells_them() -> None:
    found = told(Letters(points=False, changes=True))
    assert found.missing[:2] == (
        "In all, 60 points out of 100 are needed; your application has fewer.",
        f"In “{DOMAINS['b'].name}”, 40 points out of 100 are needed; your application has fewer.",
    )
    assert [each.points for each in found.changes] == [None]


@pytest.mark.parametrize(
    ("released", "kept"),
    [
        (Letters(), {"next", "missing"}),
        (Letters(missing=False, changes=True), {"next", "changes"}),
        (Letters(missing=False, strengths=True), {"strengths", "strong"}),
        (Letters(missing=False), set()),
    ],
)
def test_what_is_not_released_is_not_even_frozen(released: Letters, kept: set[str]) -> None:
    found = told(released)
    assert {name for name in Advice.__slots__ if getattr(found, name)} == kept


def test_level_that_is_reached_already_is_met() -> None:
    found = told(ALL, Known(Climb(level(2, 60), ())))
    assert (found.next, found.met, found.missing) == ("2", True, ())


def test_level_out_of_reach_says_why() -> None:
    lack = Missing(Lack.MANDATORY, Fraction(6), Fraction(10), "a", X)
    found = told(ALL, Known(Climb(level(2, 60), CLIMB.missing, (), (lack,))))
    assert found.beyond == ("This criterion has to be met in full: “Question x?”",)


def test_nothing_is_missing_at_the_top() -> None:
    assert told(ALL, Known()) == Advice()


A, B = Option("a", "First", Fraction(5)), Option("b", "Second :", Fraction(5))


@pytest.mark.parametrize(
    ("question", "better", "words"),
    [
        (X, Raise(Fraction(10), 1), "Yes"),
        (X, Raise(Fraction(10), 1, proof=True), "The proof asked for"),
        (X, Raise(Fraction(10), 2, proof=True), "Yes, with the proof asked for"),
        (choice("q", {}), Raise(Fraction(5), 1, (A,)), "First"),
        (choice("q", {}, several=True), Raise(Fraction(5), 1, (A, B)), "Besides: First; Second"),
        (choice("q", {}, several=True), Raise(Fraction(5), 1, (A,), (B,)),
         "Besides: First. No longer: Second"),
        (percentage("q", {}), Raise(Fraction(5), 1, at_least=Fraction(25, 2)), "At least 12.5 %"),
        (percentage("q", {}), Raise(Fraction(5), 1, at_least=Fraction(49, 4)), "At least 12.25 %"),
        (proof_of("q", "x"), Raise(Fraction(5), 1), "An address"),
    ],
)  # fmt: skip
def test_what_it_would_take_is_said_plainly(question: Question, better: Raise, words: str) -> None:
    assert needed(question, better, ENGLISH) == words


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        (X, None, "No answer"),
        (X, "Non", "No"),
        (X, "Oui", "Yes"),
        (X, "<b>?", "An answer that could not be read"),
        (choice("q", {"First": 1}), "First", "First"),
        (percentage("q", {5: 2}), "12,5", "12.5 %"),
        (yes_no("q", proof=Proof.REQUIRED), "Oui", "Yes"),
        (proof_of("q", "x"), "https://private.example/", "An address"),
    ],
)
def test_answers_are_named_by_the_words_of_the_grid(
    question: Question, text: str | None, words: str
) -> None:
    """What a candidate typed freely stays out of the letter."""
    assert answered(question, read_answer(question, text, "fr"), ENGLISH) == words
