"""What a table of settings takes: as its class says, and nothing else."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated
from typing import Literal

import pytest
from pydantic_core import PydanticCustomError
from pydantic_core import ValidationError

from sheets_sync.settings.shape import Before
from sheets_sync.settings.shape import Instead
from sheets_sync.settings.shape import Shape
from sheets_sync.settings.shape import entry


def shouted(value: object) -> object:
    """A text in capitals; other things as they are."""
    return value.upper() if isinstance(value, str) else value


def half(value: object) -> Fraction:
    """Half of a whole number."""
    if not isinstance(value, int):
        raise PydanticCustomError("odd", "not a whole number")
    return Fraction(value, 2)


class Inner(Shape):
    """A table inside."""

    colour: Literal["red", "blue"] = "red"
    most: int | None = entry(default=None, ge=1, le=9)


class Named(Shape):
    """What others build upon."""

    name: Annotated[str, Before(shouted)] = entry(examples=['"Boé"'])


class Outer(Named):
    """A table of all sorts."""

    day: date | None = None
    half: Annotated[Fraction, Instead(half)] = Fraction(1)
    inner: Inner = entry(default={})
    many: list[Inner] = entry(default=[], min_length=1)
    words: dict[str, list[str]] = entry(default={})


def wrong(table: object) -> list[tuple[str, tuple[int | str, ...]]]:
    """What is wrong with a table, and where."""
    with pytest.raises(ValidationError) as told:
        Outer.of(table)
    return [(each["type"], each["loc"]) for each in told.value.errors()]


def test_table_that_says_little_has_defaults() -> None:
    outer = Outer.of({"name": "Boé"})
    plain = {name: each for name, each in outer.as_dict().items() if name != "inner"}
    assert plain == {"name": "BOÉ", "day": None, "half": 1, "many": [], "words": {}}
    assert outer.inner.as_dict() == {"colour": "red", "most": None}


def test_table_says_what_the_file_has() -> None:
    assert Outer.of({"name": "Boé", "day": None}).given == {"name", "day"}
    assert Outer.of({"name": "Boé"}).inner.given == set()


def test_values_are_read() -> None:
    table = {"name": "a", "half": 3, "many": [{"colour": "blue"}], "words": {"a": ["b"]}}
    outer = Outer.of(table)
    assert (outer.half, outer.many[0].colour, outer.words) == (
        Fraction(3, 2),
        "blue",
        {"a": ["b"]},
    )


def test_default_of_one_table_is_not_that_of_the_next() -> None:
    Outer.of({"name": "a"}).words["b"] = []
    assert Outer.of({"name": "a"}).words == {}


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ({}, [("missing", ("name",))]),
        ({"name": 1}, [("string_type", ("name",))]),
        ({"name": "a", "nmae": "b"}, [("extra_forbidden", ("nmae",))]),
        ({"name": "a", "day": "2023-12-06"}, [("date_type", ("day",))]),
        ({"name": "a", "half": "1"}, [("odd", ("half",))]),
        ({"name": "a", "inner": []}, [("model_type", ("inner",))]),
        ({"name": "a", "inner": {"most": True}}, [("int_type", ("inner", "most"))]),
        ({"name": "a", "inner": {"most": 0}}, [("greater_than_equal", ("inner", "most"))]),
        ({"name": "a", "inner": {"most": 10}}, [("less_than_equal", ("inner", "most"))]),
        ({"name": "a", "inner": {"colour": "green"}}, [("literal_error", ("inner", "colour"))]),
        ({"name": "a", "many": []}, [("too_short", ("many",))]),
        ({"name": "a", "many": ({},)}, [("list_type", ("many",))]),
        ({"name": "a", "words": {"b": "c"}}, [("list_type", ("words", "b"))]),
        ({"name": 1, "day": 2}, [("string_type", ("name",)), ("date_type", ("day",))]),
    ],
)
def test_what_does_not_fit_is_told(
    table: object, found: list[tuple[str, tuple[int | str, ...]]]
) -> None:
    assert wrong(table) == found


def test_entries_of_a_table_are_known_with_their_examples() -> None:
    assert {name: each.examples for name, each in Outer.entries().items()} == {
        "name": ['"Boé"'],
        "day": ("…",),
        "half": ("…",),
        "inner": ("…",),
        "many": ("…",),
        "words": ("…",),
    }
