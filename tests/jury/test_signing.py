"""The sign-off: a print that follows the decisions, and who was there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.jury.attendance import attendance
from sheets_sync.jury.attendance import dissents
from sheets_sync.jury.attendance import left_out
from sheets_sync.jury.decisions import Decision
from sheets_sync.jury.signing import Act
from sheets_sync.jury.signing import acts
from sheets_sync.jury.signing import decisions_print
from sheets_sync.jury.signing import replaced
from sheets_sync.language import language_for
from sheets_sync.tabs import meeting
from sheets_sync.tabs import panel
from tests.builders import scheme
from tests.builders import tab_state

if TYPE_CHECKING:
    from random import Random

FRENCH = language_for("fr")
SCHEME = scheme()
ONE = Decision("D-1", 2, 1, "Un motif.", ("coeur",), "Un avis.")
TWO = Decision("D-2", 0, 1, "", (), "")


def test_print_is_short_and_always_the_same() -> None:
    assert decisions_print("2023", [ONE, TWO]) == decisions_print("2023", [TWO, ONE])
    assert decisions_print("2023", []) == "D-CD71-8128-1A33"


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, rank=3),
        replace(ONE, reason="Un autre motif."),
        replace(ONE, mentions=()),
        replace(ONE, opinion="Un autre avis."),
        replace(ONE, dossier="D-3"),
    ],
)
def test_other_decisions_have_another_print(other: Decision) -> None:
    assert decisions_print("2023", [other, TWO]) != decisions_print("2023", [ONE, TWO])


def test_proposal_is_no_part_of_what_is_signed() -> None:
    moved = replace(ONE, proposed=3)
    assert decisions_print("2023", [moved]) == decisions_print("2023", [ONE])
    assert decisions_print("2024", [ONE]) != decisions_print("2023", [ONE])


TEXTS = st.text(max_size=8)
DECISIONS = st.builds(
    Decision,
    TEXTS,
    st.integers(0, 5),
    st.none(),
    TEXTS,
    st.lists(TEXTS, max_size=3, unique=True).map(tuple),
    TEXTS,
)


@given(st.lists(DECISIONS, max_size=6, unique_by=lambda each: each.dossier), st.randoms())
def test_print_does_not_depend_on_the_order(taken: list[Decision], random: Random) -> None:
    mixed = random.sample(taken, len(taken))
    assert decisions_print("x", taken) == decisions_print("x", mixed)


def test_lines_are_read_as_people_filled_them() -> None:
    tab = meeting.meeting_tab(SCHEME, FRENCH)
    state = tab_state(
        tab,
        {"act": "M", "who": " Mme X ", "day": "2023-12-01", "place": "Paris"},
        {"act": "D-1", "since": "2023-12-02 10:00"},
    )
    assert acts(state) == {
        "M": Act("M", "Mme X", "2023-12-01", "Paris", line=3),
        "D-1": Act("D-1", since="2023-12-02 10:00", line=4),
    }
    assert acts(None) == {}


def test_last_line_signed_for_other_decisions_is_the_one_replaced() -> None:
    lines = [Act("M", "A"), Act("D-1", "B"), Act("D-2", "", "2023-12-01"), Act("D-3"), Act("D-4")]
    assert replaced(lines, "D-4") == Act("D-2", "", "2023-12-01")
    assert replaced(lines[:2], "D-1") is None


def test_presence_is_read_in_any_case_and_kept_as_typed_when_unknown() -> None:
    tab = panel.panel_tab(SCHEME, FRENCH)
    first, second = (each.id for each in SCHEME.jury)
    state = tab_state(
        tab,
        {"juror": second, "presence": "Présent jusqu’à 16 h", "dissent": "Je vote contre."},
        {"juror": first, "presence": "EXCUSE"},
        {"juror": "inconnu", "presence": "Présent"},
    )
    found = attendance(state, SCHEME, FRENCH)
    assert found == {first: "excused", second: "Présent jusqu’à 16 h"}
    assert dissents(state, SCHEME) == {second: "Je vote contre."}
    assert left_out(found, SCHEME) == []
    assert left_out(attendance(None, SCHEME, FRENCH), SCHEME) == list(SCHEME.jury)
