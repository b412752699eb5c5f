"""Comments side by side."""

from __future__ import annotations

from sheets_sync.jury.ballot import Ballot
from sheets_sync.jury.opinions import apart
from sheets_sync.jury.opinions import beside
from sheets_sync.jury.opinions import comments
from sheets_sync.jury.opinions import draft
from sheets_sync.language import language_for
from tests.builders import scheme

ENGLISH = language_for("en")
SCHEME = scheme(domains="ab")
BALLOTS = {
    "deux": Ballot("deux", comments={"D-1": {"a": "Un plan clair.", "": "À suivre"}}),
    "un": Ballot("un", comments={"D-1": {"a": "Des moyens\nà trouver"}, "D-2": {"b": "Bien"}}),
}


def test_comments_are_by_domain_in_the_jury_s_order() -> None:
    assert comments("D-1", BALLOTS, SCHEME) == {
        "a": [("J. INVENTÉE", "Des moyens\nà trouver"), ("J. FICTIF", "Un plan clair.")],
        "": [("J. FICTIF", "À suivre")],
    }
    assert comments("D-3", BALLOTS, SCHEME) == {}


def test_comments_side_by_side_name_their_authors() -> None:
    said = comments("D-1", BALLOTS, SCHEME)["a"]
    text = "J. INVENTÉE: Des moyens\nà trouver\nJ. FICTIF: Un plan clair."
    assert beside(said, ENGLISH) == text


def test_comments_side_by_side_can_be_told_apart_again() -> None:
    said = [("A. Un", "Bien\nB. Deux n'est pas d'accord"), ("B. Deux", "Non")]
    text, names = beside(said, ENGLISH), ("A. Un", "B. Deux", "C. Trois")
    assert [apart(text, name, names, ENGLISH) for name in names] == [
        "Bien\nB. Deux n'est pas d'accord",
        "Non",
        "",
    ]


def test_draft_holds_what_was_written_by_domain_without_authors() -> None:
    said = comments("D-1", BALLOTS, SCHEME)
    assert draft(said, SCHEME, ENGLISH) == (
        "The whole dossier: À suivre.\nDomaine a: Des moyens à trouver. Un plan clair."
    )


def test_draft_says_the_same_thing_once() -> None:
    said = {"b": [("A", "Bien."), ("B", "Bien.")]}
    assert draft(said, SCHEME, ENGLISH) == "Domaine b: Bien."


def test_draft_of_nothing_is_empty() -> None:
    assert draft({}, SCHEME, ENGLISH) == ""
