"""Findings that people set aside."""

from __future__ import annotations

from dataclasses import replace

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.language import language_for
from sheets_sync.signals import identity
from sheets_sync.signals import set_aside
from sheets_sync.signals import still
from sheets_sync.signals import wanted_signals
from sheets_sync.tabs.signals import signals_tab
from tests.builders import tab_state

ENGLISH = language_for("en")
TIE = Finding(
    "jury-tie-mail",
    Place(tab="Jury", line=4, row="D-1"),
    {"juror": "Mme Une", "name": "Lieu", "sign": "lieu.example"},
)
OTHER = replace(TIE, place=Place(tab="Jury", row="D-2"))


def test_signal_is_the_same_wherever_its_line_stands() -> None:
    moved = replace(TIE, place=Place(tab="Renamed", line=9, row="D-1"))
    assert identity(moved) == identity(TIE)


def test_signals_of_two_dossiers_or_two_reasons_differ() -> None:
    reason = replace(TIE, values={**TIE.values, "sign": "autre.example"})
    assert len({identity(each) for each in (TIE, OTHER, reason)}) == 3


def test_what_was_set_aside_is_not_told_again() -> None:
    row = {"signal": identity(TIE), "aside": " Homonyme "}
    state = tab_state(signals_tab(ENGLISH), row, {"signal": identity(OTHER), "aside": "  "})
    assert set_aside(state) == {identity(TIE): "Homonyme"}
    assert still([TIE, OTHER], set_aside(state)) == [OTHER]


def test_nothing_is_set_aside_without_the_tab() -> None:
    assert set_aside(None) == {}


def test_what_blocks_can_t_be_set_aside() -> None:
    stops = Finding("decision-opinion-twice", Place(row="D-1"), {"tab": "Avis"})
    assert still([stops], {identity(stops): "Peu importe"}) == [stops]


def test_rows_say_each_matter_once_in_words() -> None:
    wanted = wanted_signals([TIE, OTHER, TIE], ENGLISH)
    assert wanted.keys == (identity(TIE), identity(OTHER))
    assert wanted.values["dossier"] == ["D-1", "D-2"]
    assert wanted.values["what"][0] == (
        "Mme Une and this dossier (Lieu) have addresses of one domain: lieu.example."
    )
