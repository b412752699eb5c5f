"""The scale of a group: variants laid over scheme and grid, a later one wins."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.scale import scale_for
from sheets_sync.scheme import Variant
from sheets_sync.settings.edition import Edition
from sheets_sync.settings.edition import read_edition
from sheets_sync.settings.editions import model_editions
from tests.settings.small import write

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.scale import Scale

YEAR = read_edition(model_editions()["2023"])
QUESTIONS = [question.id for question in YEAR.grid.questions if question.asked_in("label")]
numbers = st.fractions(min_value=0, max_value=100, max_denominator=100)
domains = st.sampled_from([domain.id for domain in YEAR.scheme.domains])
levels = st.sampled_from(["1", "2", "3", "4", "5"])
variants = st.builds(
    Variant,
    name=st.just("tried"),
    types=st.sampled_from([(), ("commune",), ("syndicat",), ("commune", "region")]),
    classes=st.sampled_from([(), ("petite",), ("grande",), ("petite", "moyenne")]),
    weights=st.dictionaries(st.sampled_from(QUESTIONS), numbers, max_size=3),
    domain_weights=st.dictionaries(domains, numbers, max_size=3),
    thresholds=st.dictionaries(levels, numbers, max_size=3),
    floors=st.dictionaries(levels, st.dictionaries(domains, numbers, max_size=2), max_size=2),
)


@pytest.fixture
def small(tmp_path: Path) -> Edition:
    """The small edition of these tests."""
    return read_edition(write(tmp_path))


def scale(edition: Edition, kind: str = "syndicat", population: str | None = None) -> Scale:
    """The scale of the label track for a type and a class."""
    return scale_for(edition.scheme, edition.grid, "label", kind, population)


def test_group_that_no_variant_covers(small: Edition) -> None:
    """What the files say, as it is; a future question is not asked."""
    plain = scale(small)
    assert [q.id for q in plain.asked] == [
        "p-one",
        "p-one-link",
        "p-yes",
        "p-more",
        "d-part",
        "d-count",
    ]
    assert plain.weights["d-part"] == 1
    assert plain.option_points["p-one", "b"] == 10
    assert plain.levels == small.scheme.track("label").levels


def test_group_that_a_variant_covers(small: Edition) -> None:
    """Weights, points, ceilings, domains, thresholds and floors."""
    own = scale(small, "commune", "petite")
    assert [own.weights[key] for key in ("d-part", "p-one")] == [Fraction(1, 2), 2]
    assert [own.option_points["p-one", key] for key in ("a", "b")] == [0, 9]
    assert [own.ceilings[key] for key in ("d-part", "p-one")] == [8, 10]
    assert own.domain_weights == {"plans": 1, "data": 1}
    assert [level.threshold for level in own.levels] == [20, 55]
    assert own.levels[1].floors == {"plans": 40}


@pytest.mark.parametrize(
    ("kind", "population", "expected"),
    [
        ("syndicat", None, {"p-yes"}),
        ("commune", None, set()),
        ("commune", "grande", {"d-part"}),
        ("syndicat", "grande", {"p-yes", "d-part"}),
    ],
)
def test_never_applies(
    small: Edition, kind: str, population: str | None, expected: set[str]
) -> None:
    """By type, by class, and not when the class is unknown."""
    assert scale(small, kind, population).never_applies == expected


def test_unknown_track(small: Edition) -> None:
    """A scale of nothing is a mistake of the program."""
    with pytest.raises(KeyError):
        scale_for(small.scheme, small.grid, "medal", "commune", None)


@given(st.lists(variants, max_size=4), variants)
def test_later_variant_wins(earlier: list[Variant], last: Variant) -> None:
    """Whatever stands before: what the last variant that covers the group says, holds."""
    scheme = YEAR.scheme._replace(variants=(*earlier, last))
    found = scale_for(scheme, YEAR.grid, "label", "commune", "petite")
    before = scale_for(
        YEAR.scheme._replace(variants=tuple(earlier)), YEAR.grid, "label", "commune", "petite"
    )
    if not last.covers("label", "commune", "petite"):
        assert found == before
        return
    assert found.weights == {**before.weights, **last.weights}
    assert found.domain_weights == {**before.domain_weights, **last.domain_weights}
    for old, new in zip(before.levels, found.levels, strict=True):
        assert new.threshold == last.thresholds.get(new.id, old.threshold)
        assert new.floors == {**old.floors, **last.floors.get(new.id, {})}


@given(st.lists(variants, max_size=4))
def test_variant_that_does_not_cover_a_group_changes_nothing(others: list[Variant]) -> None:
    """A région of no known size is left to those without a condition on the class."""
    covering = tuple(v for v in others if v.covers("label", "region", None))
    all_of_them = YEAR.scheme._replace(variants=tuple(others))
    only_those = YEAR.scheme._replace(variants=covering)
    assert scale_for(all_of_them, YEAR.grid, "label", "region", None) == scale_for(
        only_those, YEAR.grid, "label", "region", None
    )
