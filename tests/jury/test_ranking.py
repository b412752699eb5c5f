"""Dossiers of one level in order, ties broken by a written chain."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.jury.ranking import Entry
from sheets_sync.jury.ranking import Ranked
from sheets_sync.jury.ranking import broken
from sheets_sync.jury.ranking import chain_text
from sheets_sync.jury.ranking import ranking
from sheets_sync.language import language_for
from sheets_sync.scheme import Deliberation
from tests.builders import scheme

ENGLISH = language_for("en")
CHAIN = ("total", "a", "median", "name")


def entry(dossier: str, rank: int, total: int | None, a: int = 0, name: str = "") -> Entry:
    """A dossier with points, in one domain too."""
    points = None if total is None else Fraction(total)
    return Entry(dossier, name or dossier, rank, points, Fraction(3), {"a": Fraction(a)})


def order(*entries: Entry) -> list[tuple[str, str]]:
    """Dossiers in order, with what broke their tie."""
    return [(each.entry.dossier, each.broken_by) for each in ranking(entries, CHAIN)]


def test_level_comes_before_points() -> None:
    assert order(entry("low", 1, 99), entry("high", 2, 50)) == [("high", ""), ("low", "")]


def test_points_order_a_level_without_any_tie() -> None:
    assert order(entry("b", 2, 50), entry("a", 2, 60)) == [("a", ""), ("b", "")]


def test_tie_is_broken_by_the_chain_and_said() -> None:
    found = order(entry("x", 2, 60, 10), entry("y", 2, 60, 30), entry("z", 2, 60, 10, "Abbeville"))
    assert found == [("y", ""), ("z", "a"), ("x", "name")]


def test_accents_and_case_do_not_order_names() -> None:
    found = order(entry("x", 2, 60, 0, "Échirolles"), entry("y", 2, 60, 0, "ECHIROLLES-SUD"))
    assert found == [("x", ""), ("y", "name")]


def test_twins_are_parted_by_their_number() -> None:
    assert order(entry("D-2", 1, 5, 0, "Lieu"), entry("D-1", 1, 5, 0, "Lieu")) == [
        ("D-1", ""),
        ("D-2", "dossier"),
    ]


def test_who_has_no_points_comes_last() -> None:
    assert order(entry("none", 1, None), entry("zero", 1, 0)) == [("zero", ""), ("none", "")]


def test_totals_are_compared_exactly() -> None:
    third = entry("third", 1, 0)._replace(total=Fraction(1, 3))
    less = entry("less", 1, 0)._replace(total=Fraction(333_333_333_333_333_333, 10**18))
    assert order(less, third) == [("third", ""), ("less", "")]


ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from("abcdefgh"),
        st.integers(0, 2),
        st.one_of(st.none(), st.integers(0, 2)),
        st.integers(0, 1),
        st.sampled_from(["Lieu", "Ville"]),
    ),
    unique_by=lambda each: each.dossier,
    max_size=8,
)


@given(ENTRIES, st.randoms(use_true_random=False))
def test_order_does_not_depend_on_how_dossiers_stood(entries: list[Entry], random: object) -> None:
    mixed = [*entries]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert ranking(mixed, CHAIN) == ranking(entries, CHAIN)


@given(ENTRIES)
def test_every_tie_on_the_first_criterion_is_explained(entries: list[Entry]) -> None:
    found = ranking(entries, CHAIN)
    for before, each in pairwise(found):
        first = (before.entry.rank, before.entry.total)
        assert bool(each.broken_by) is (first == (each.entry.rank, each.entry.total))
    assert [each.place for each in found] == list(range(1, len(found) + 1))


def test_chain_and_tie_are_said_in_words() -> None:
    made = scheme()._replace(deliberation=Deliberation(ties=("total", "a", "name")))
    assert chain_text(made, ENGLISH) == "total, then Domaine a, then name, then dossier number"
    tied = Ranked(entry("D-2", 1, 5), 2, "a", "D-1")
    words = "Equal to Boé on “total”; parted by “Domaine a”."
    assert broken(tied, "Boé", made, ENGLISH) == words
    assert broken(tied._replace(broken_by=""), "Boé", made, ENGLISH) == ""
