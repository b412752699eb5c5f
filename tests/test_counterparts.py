"""Domains from edition to edition: what can be compared, what can't."""

from __future__ import annotations

from fractions import Fraction

from sheets_sync.counterparts import counterparts
from sheets_sync.counterparts import mapped

NOW = {"soft": "Software", "data": "Data", "plans": "Plans"}


def test_domain_of_the_same_id_and_name_is_the_same() -> None:
    assert counterparts({"data": "DATA", "soft": "Tools"}, NOW, {}) == {"data": ("data",)}


def test_table_joins_several_and_overrules_names() -> None:
    then = {"data": "Data", "free": "Free software", "web": "Web", "gone": "Gone"}
    table = {"data": "plans", "free": "soft", "web": "soft"}
    assert counterparts(then, NOW, table) == {"plans": ("data",), "soft": ("free", "web")}


def test_table_names_a_domain_that_is_no_more_and_nothing_is_guessed() -> None:
    assert counterparts({"data": "Data"}, NOW, {"data": "lost"}) == {}


def test_points_of_several_are_their_mean_without_those_not_scored() -> None:
    points = {"a": Fraction(10), "b": Fraction(25), "c": None, "d": None}
    sources = {"soft": ("a", "b", "c"), "data": ("d",), "plans": ("b",)}
    assert mapped(points, sources) == (("soft", Fraction(35, 2)), ("plans", Fraction(25)))


def test_no_points_give_none() -> None:
    assert mapped({}, {"soft": ("a",)}) == ()
