"""Marks written away from the workbook, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.jury.packing import Difference
from sheets_sync.jury.packing import differences
from sheets_sync.jury.packing import remembered
from sheets_sync.jury.packing import strangers
from sheets_sync.language import language_for
from sheets_sync.memory import FORGOTTEN
from sheets_sync.tabs.juror import MARK
from sheets_sync.tabs.juror import juror_tabs
from tests.builders import scheme
from tests.builders import tab_state

if TYPE_CHECKING:
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import TabState

TAB = juror_tabs(scheme(), language_for("fr"))[0]
CELLS = st.sampled_from([None, "Niveau 1", "Niveau 2", "à voir", 3])


def state(**marks: CellValue) -> TabState:
    """The juror's tab with marks by dossier."""
    return tab_state(TAB, *({"dossier": key, MARK: mark} for key, mark in marks.items()))


def found(before: TabState, ours: TabState, theirs: TabState) -> list[Difference]:
    """What a pack made of a tab brings back to another."""
    return [*differences(TAB, remembered(TAB, before), ours, theirs)]


def test_what_changed_in_the_pack_alone_is_taken() -> None:
    before = state(a=None, b="Niveau 1")
    assert found(before, before, state(a="Niveau 2", b=None)) == [
        Difference("a", MARK, 3, None, "Niveau 2", conflict=False),
        Difference("b", MARK, 4, "Niveau 1", None, conflict=False),
    ]


def test_what_changed_in_the_workbook_alone_stays() -> None:
    before = state(a=None)
    assert found(before, state(a="Niveau 1"), before) == []


def test_what_changed_in_both_is_a_conflict() -> None:
    assert found(state(a=None), state(a="Niveau 1"), state(a="Niveau 2")) == [
        Difference("a", MARK, 3, "Niveau 1", "Niveau 2", conflict=True)
    ]


def test_pack_that_forgot_what_it_was_made_with_overwrites_nothing() -> None:
    ours, theirs = state(a="Niveau 1", b=None), state(a="Niveau 2", b="Niveau 2")
    assert [*differences(TAB, FORGOTTEN, ours, theirs)] == [
        Difference("a", MARK, 3, "Niveau 1", "Niveau 2", conflict=True),
        Difference("b", MARK, 4, None, "Niveau 2", conflict=False),
    ]


def test_line_that_the_workbook_does_not_have_is_a_stranger() -> None:
    ours, theirs = state(a=None), state(a=None, z="Niveau 2")
    assert (found(ours, ours, theirs), strangers(ours, theirs)) == ([], ["z"])


@given(CELLS, CELLS, CELLS)
def test_nothing_is_lost(before: CellValue, ours: CellValue, theirs: CellValue) -> None:
    """A value of the workbook goes only where it is the one that the pack was made with."""
    changes = found(state(a=before), state(a=ours), state(a=theirs))
    for each in changes:
        assert each.conflict == (ours != before)
    if theirs in (before, ours):
        assert changes == []
