"""Marks as jurors type them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.jury.marks import read_marks
from sheets_sync.language import language_for
from sheets_sync.tabs.juror import juror_tab
from sheets_sync.tabs.words import read_level
from tests.builders import scheme
from tests.builders import tab_state

FRENCH = language_for("fr")
SCHEME = scheme()
TAB = juror_tab(SCHEME.jury[0], SCHEME, FRENCH)
TRACKS = {"D-1": SCHEME.tracks[0], "D-2": SCHEME.tracks[0]}


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("Niveau 2", 2),
        ("niveau 1", 1),
        (" NIVEAU  2 ", 2),
        ("2", 2),
        (2, 2),
        (2.0, 2),
        ("Non labellisé", 0),
        ("non labellise", 0),
        (0, 0),
    ],
)
def test_mark_is_read_as_people_type_it(typed: object, rank: int) -> None:
    state = tab_state(TAB, {"dossier": "D-1", "mark": typed})  # type: ignore[dict-item]
    assert read_marks(state, TRACKS, FRENCH) == ({"D-1": rank}, [])


@pytest.mark.parametrize("typed", [None, "", "   "])
def test_mark_left_empty_is_none(typed: str | None) -> None:
    state = tab_state(TAB, {"dossier": "D-1", "mark": typed})
    assert read_marks(state, TRACKS, FRENCH) == ({}, [])


@pytest.mark.parametrize("typed", ["Niveau 6", "=1+1", "deux", "-1", 2.5])
def test_mark_outside_the_list_is_a_finding_with_its_place(typed: object) -> None:
    state = tab_state(
        TAB,
        {"dossier": "D-1", "mark": "2"},
        {"dossier": "D-2", "mark": typed},  # type: ignore[dict-item]
    )
    place = Place(tab="Jury J. INVENTÉE", line=4, row="D-2", column="Mon niveau")
    values = {"value": typed, "levels": "Non labellisé, Niveau 1, Niveau 2"}
    assert read_marks(state, TRACKS, FRENCH) == (
        {"D-1": 2},
        [Finding("jury-mark-outside", place, values)],
    )


def test_mark_of_a_line_that_a_juror_added_is_left_out() -> None:
    state = tab_state(TAB, {"dossier": "ma ligne", "mark": "2"})
    assert read_marks(state, TRACKS, FRENCH) == ({}, [])


@pytest.mark.parametrize(
    ("ids", "typed", "rank"),
    [(("3", "4"), "3", 1), (("3", "4"), 1, None), (("argent", "or"), 2, 2)],
)
def test_number_is_the_id_of_a_level_where_ids_are_numbers(
    ids: tuple[str, ...], typed: object, rank: int | None
) -> None:
    track = SCHEME.tracks[0]
    levels = (replace(level, id=each) for each, level in zip(ids, track.levels, strict=True))
    assert read_level(typed, track._replace(levels=tuple(levels)), FRENCH) == rank
