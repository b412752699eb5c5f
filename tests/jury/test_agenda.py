"""The order of the deliberation."""

from __future__ import annotations

from itertools import permutations
from itertools import starmap

import pytest

from sheets_sync.jury.agenda import Matter
from sheets_sync.jury.agenda import Reason
from sheets_sync.jury.agenda import agenda
from sheets_sync.jury.agenda import why
from sheets_sync.jury.panel import Panel
from sheets_sync.language import language_for

ENGLISH = language_for("en")


def panel(*marks: int) -> Panel:
    """A panel of jurors named by their position."""
    return Panel({str(at): mark for at, mark in enumerate(marks)})


CALM = panel(3, 3, 3)


def reasons(matter: Matter) -> tuple[Reason, ...]:
    """Why a dossier is discussed beside a calm one."""
    items = agenda([matter, Matter("calm", CALM, 3)], 3)
    return next(item.reasons for item in items if item.matter is matter)


@pytest.mark.parametrize(
    ("matter", "found"),
    [
        (Matter("a", panel(1, 3, 3), 3), (Reason.SPLIT,)),
        (Matter("a", panel(2, 3, 3), 3), ()),
        (Matter("a", CALM, 3, fragile=True), (Reason.FRAGILE,)),
        (Matter("a", CALM, 3, last=4), (Reason.DROP,)),
        (Matter("a", CALM, 3, last=3), ()),
        (Matter("a", CALM, None, last=4), ()),
        (Matter("a", panel(3, 3), 3), (Reason.QUORUM,)),
        (Matter("a", panel(), 3), (Reason.QUORUM,)),
        (Matter("a", panel(4, 4, 4), 3), (Reason.APART,)),
        (Matter("a", panel(3, 4, 3, 4), 3), ()),
        (
            Matter("a", panel(1, 4), 4, fragile=True, last=5),
            (Reason.SPLIT, Reason.FRAGILE, Reason.DROP, Reason.QUORUM, Reason.APART),
        ),
    ],
)
def test_reasons_to_discuss(matter: Matter, found: tuple[Reason, ...]) -> None:
    assert reasons(matter) == found


def test_weightier_reason_comes_before_all_lighter_ones_together() -> None:
    split = Matter("split", panel(1, 3, 3), 3)
    rest = Matter("rest", panel(4, 4), 3, fragile=True, last=4)
    none = Matter("none", CALM, 3)
    for order in permutations((none, rest, split)):
        items = agenda(order, 3)
        assert [each.matter.dossier for each in items] == ["split", "rest", "none"]
        assert [each.place for each in items] == [1, 2, 3]


def test_same_reasons_come_by_spread_then_as_they_stood() -> None:
    matters = [*starmap(Matter, (("a", panel(1, 3, 3), 3), ("b", panel(3, 3, 5), 3)))]
    wide = Matter("wide", panel(1, 4, 3), 3)
    assert [each.matter.dossier for each in agenda([*matters, wide], 3)] == ["wide", "a", "b"]


def test_marks_give_no_reason_before_anybody_marked() -> None:
    assert [each.reasons for each in agenda([Matter("a", panel(), 3)], 3)] == [()]


def test_reasons_are_said_one_to_a_line() -> None:
    matter = Matter("a", panel(1, 4), 4, fragile=True, last=5, last_name="Niveau 5 (2022)")
    (item,) = agenda([matter], 3)
    assert why(item, 3, ENGLISH).splitlines() == [
        "Marks lie 3 levels apart.",
        "The proposal is fragile: it hangs on little.",
        "The proposal is below the last level held (Niveau 5 (2022)).",
        "No quorum: 2 marks, 3 needed.",
        "The median departs from the proposal.",
    ]


def test_nothing_in_particular_is_said_too() -> None:
    (item,) = agenda([Matter("a", CALM, 3)], 3)
    assert why(item, 3, ENGLISH) == "Nothing in particular."
