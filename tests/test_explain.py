"""Proposals in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sheets_sync.evaluation import proposals
from sheets_sync.explain import missing
from sheets_sync.explain import round_up
from sheets_sync.explain import shorten
from sheets_sync.explain import why
from sheets_sync.language import language_for
from sheets_sync.scoring import code_answers
from tests.builders import candidate
from tests.builders import grid
from tests.builders import level
from tests.builders import scheme
from tests.builders import yes_no

ENGLISH = language_for("en")
QUESTIONS = [yes_no("x", "a"), yes_no("y", "b")]
SCHEME = scheme(level(1, 20), level(2, "66.6", {"b": 30}, ["y"]), domains=("a", "b"))
DOMAINS = {domain.id: domain for domain in SCHEME.domains}


def words(**row: str) -> tuple[str, str]:
    """Why, and what is missing, for one candidate."""
    asked = grid(*QUESTIONS)
    coded = code_answers({q.id: [row.get(q.id)] for q in QUESTIONS}, asked, "fr")
    (found,) = proposals([candidate()], coded, SCHEME, asked)
    return why(found, DOMAINS, ENGLISH), missing(found, DOMAINS, ENGLISH)


def test_reasons_state_total_threshold_and_every_lack() -> None:
    assert words(x="Oui", y="Non") == (
        "Total 50.0 out of 100; Niveau 1 is reached from 20.0.",
        "For Niveau 2:\n"
        "– 16.6 more points on the total (50.0 of 66.6)\n"
        "– at least 30.0 in “Domaine b” (now 0.0)\n"
        "– full points on a required criterion: “Question y?”\n"
        "Where the most can be gained on the total:\n"
        "+50.0 Question y?",
    )


def test_reasons_without_a_level_state_what_the_first_asks() -> None:
    assert words(x="Non", y="Non")[0] == ("Total 0.0 out of 100; the first level asks for 20.0.")


def test_reasons_at_the_top_say_so() -> None:
    assert words(x="Oui", y="Oui")[1] == "Highest level reached."


def test_reasons_name_the_answer_that_could_not_be_read() -> None:
    assert words(x="peut-être", y="Oui")[0].splitlines()[1] == (
        "Answer that could not be read, counted as no answer: “Question x?”."
    )


@pytest.mark.parametrize(
    ("gap", "shown"), [("1/1000", "1/10"), ("1/10", "1/10"), ("11/100", "2/10"), ("0", "0")]
)
def test_gap_is_rounded_up(gap: str, shown: str) -> None:
    assert round_up(Fraction(gap)) == Fraction(shown)


def test_long_question_is_cut_at_a_word() -> None:
    assert shorten("mot " * 40) == "mot " * 19 + "mot…"


def test_bound_between_two_decimals_is_shown_whole() -> None:
    """Rounded down it would look reached: 66.6 of 66.6 would be missing 0.1."""
    between = scheme(level(1, "20.25"), level(2, "66.66", {"b": "33.333"}), domains=("a", "b"))
    asked = grid(*QUESTIONS)
    coded = code_answers({"x": ["Oui"], "y": ["Non"]}, asked, "fr")
    (found,) = proposals([candidate()], coded, between, asked)
    assert why(found, DOMAINS, ENGLISH).endswith("Niveau 1 is reached from 20.25.")
    assert missing(found, DOMAINS, ENGLISH).splitlines()[1:3] == [
        "– 16.7 more points on the total (50.0 of 66.66)",
        "– at least 33.333 in “Domaine b” (now 0.0)",
    ]
