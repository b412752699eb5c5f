"""How far a jury agrees, beside the reference package."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.jury.agreement import LEAST_DOSSIERS
from sheets_sync.jury.agreement import Gap
from sheets_sync.jury.agreement import _alphas
from sheets_sync.jury.agreement import _counts
from sheets_sync.jury.agreement import agreement
from sheets_sync.jury.agreement import alpha
from sheets_sync.jury.agreement import gaps
from sheets_sync.jury.panel import Panel

Marks = list[dict[str, int]]


def panels(rows: Marks) -> list[Panel]:
    """The panels of some dossiers: juror -> mark."""
    return [Panel(row) for row in rows]


def drawn(seed: int) -> Marks:
    """A made-up jury of 2 to 10 over 2 to 40 dossiers, some marks missing."""
    random = Random(seed)  # noqa: S311 - a panel to try, nothing secret
    jurors, dossiers = random.randint(2, 10), random.randint(2, 40)
    levels, given_share = random.randint(2, 6), random.choice((0.4, 0.75, 1.0))
    truth = [random.randrange(levels) for _ in range(dossiers)]
    return [
        {
            str(juror): min(levels - 1, max(0, level + random.choice((-1, 0, 0, 0, 1))))
            for juror in range(jurors)
            if random.random() < given_share
        }
        for level in truth
    ]


def reference(rows: Marks) -> float | None:
    """Alpha by the reference package; None where it refuses."""
    jurors = sorted({juror for row in rows for juror in row})
    table = [[row.get(juror, np.nan) for row in rows] for juror in jurors]
    try:
        with np.errstate(invalid="ignore"):
            found = float(krippendorff.alpha(table, level_of_measurement="ordinal"))
    except ValueError:
        return None
    return None if np.isnan(found) else found


def test_alpha_equals_the_reference_package_on_300_random_panels() -> None:
    defined = 0
    for seed in range(300):
        rows = drawn(seed)
        ours, theirs = agreement(panels(rows), draws=1).alpha, reference(rows)
        assert (ours is None) is (theirs is None)
        if ours is not None and theirs is not None:
            assert abs(float(ours) - theirs) < 1e-9
            defined += 1
    assert defined > 280


def test_alpha_of_a_single_dissent_among_equal_marks_is_zero() -> None:
    rows = [dict.fromkeys("abcdef", 3) for _ in range(20)]
    rows[0]["a"] = 4
    found = agreement(panels(rows))
    assert (found.alpha, found.unanimous, found.dossiers) == (Fraction(0), 19, 20)
    assert found.exact == Fraction(295, 300)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"a": 3}, {"b": 2}],
        [{"a": 3, "b": 3}, {"a": 3, "b": 3}],
        [{"a": 3, "b": 3}, {"a": 2}],
    ],
    ids=["nothing", "no pair", "no variation", "no variation among pairs"],
)
def test_alpha_is_not_defined_without_variation_or_pairs(rows: Marks) -> None:
    found = agreement(panels(rows))
    assert (found.alpha, found.interval) == (None, None)


def test_dossier_with_one_mark_takes_no_part() -> None:
    rows = drawn(7)
    assert agreement(panels([*rows, {"a": 5}])) == agreement(panels(rows))


def test_agreement_of_all_is_one_and_its_interval_too() -> None:
    rows = [dict.fromkeys("abc", level % 5) for level in range(20)]
    found = agreement(panels(rows))
    assert (found.alpha, found.interval, found.exact) == (Fraction(1), (1.0, 1.0), Fraction(1))


def test_no_interval_is_given_for_few_dossiers() -> None:
    rows = [{"a": at % 4, "b": (at + at % 2) % 4} for at in range(LEAST_DOSSIERS)]
    few = agreement(panels(rows[:-1]))
    assert few.alpha is not None
    assert few.interval is None
    assert agreement(panels(rows)).interval is not None


def test_no_interval_is_given_where_draws_often_lack_variation() -> None:
    rows = [dict.fromkeys("ab", 3) for _ in range(20)]
    rows[0]["a"] = 4
    found = agreement(panels(rows))
    assert (found.alpha is not None, found.interval) == (True, None)


@pytest.mark.parametrize("seed", range(20))
def test_alpha_of_a_draw_equals_the_exact_one(seed: int) -> None:
    counts = _counts(panels(drawn(seed)))
    exact = alpha(counts)
    (draw,) = _alphas(counts, np.ones((1, len(counts))))
    assert exact is not None
    assert draw == pytest.approx(float(exact), abs=1e-12)


def row_by_row(rows: Marks, draws: int, seed: int) -> tuple[float, float]:
    """The same interval by the reference package, one draw at a time."""
    random = Random(seed)  # noqa: S311 - a panel to try, nothing secret
    found = []
    for _ in range(draws):
        each = reference(random.choices(rows, k=len(rows)))
        if each is not None:
            found.append(each)
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def test_interval_is_that_of_the_reference_over_dossiers_drawn_again() -> None:
    rows = drawn(11)
    found = agreement(panels(rows)).interval
    assert found is not None
    assert found == pytest.approx(row_by_row(rows, 600, 1), abs=0.03)


def test_interval_is_the_same_at_each_run_and_holds_alpha() -> None:
    found = agreement(panels(drawn(5)))
    assert found == agreement(panels(drawn(5)))
    assert found.interval is not None
    assert found.alpha is not None
    assert found.interval[0] < found.alpha < found.interval[1]


def test_interval_in_chunks_is_the_same() -> None:
    whole, parts = (agreement(panels(drawn(5)), at_once=size) for size in (10**7, 500))
    assert parts == whole


MARKS = st.lists(
    st.dictionaries(st.sampled_from("abcde"), st.integers(0, 5)), min_size=0, max_size=12
)


@given(MARKS, st.randoms(use_true_random=False))
def test_order_of_dossiers_does_not_matter(rows: Marks, random: Random) -> None:
    mixed = [*rows]
    random.shuffle(mixed)
    assert agreement(panels(mixed), 40) == agreement(panels(rows), 40)


@given(MARKS)
def test_only_the_order_of_levels_counts(rows: Marks) -> None:
    spread = [{juror: mark * 7 + 2 for juror, mark in row.items()} for row in rows]
    assert agreement(panels(spread), 40) == agreement(panels(rows), 40)


def test_gap_is_beside_the_median_of_the_others() -> None:
    given_marks = {
        "D-1": Panel({"a": 4, "b": 2, "c": 3}),
        "D-2": Panel({"a": 3, "b": 3}),
        "D-3": Panel({"a": 5}),
    }
    assert gaps(given_marks, ("a", "b", "d")) == [
        Gap("a", 2, Fraction(3, 4), Fraction(3, 4)),
        Gap("b", 2, Fraction(-3, 4), Fraction(3, 4)),
        Gap("d", 0, None, None),
    ]


def test_gap_without_signs_does_not_cancel_out() -> None:
    marks = ({"a": 4, "b": 2}, {"a": 2, "b": 4})
    (found, _) = gaps({str(at): Panel(each) for at, each in enumerate(marks)}, "ab")
    assert (found.signed, found.apart) == (Fraction(0), Fraction(2))
