"""Decisions as the chair writes them."""

from __future__ import annotations

import pytest

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.jury.decisions import Decision
from sheets_sync.jury.decisions import read_decisions
from sheets_sync.language import language_for
from sheets_sync.tabs.deliberation import deliberation_tab
from tests.builders import scheme
from tests.builders import tab_state

FRENCH = language_for("fr")
SCHEME = scheme()
TAB = deliberation_tab(SCHEME, FRENCH)
TRACKS = {"D-1": SCHEME.tracks[0]}


def read(**cells: object) -> tuple[list[Decision], list[Finding]]:
    """Read one row of dossier D-1, proposed for level 1."""
    row = {"dossier": "D-1", "level": "Niveau 1", **cells}
    state = tab_state(TAB, row)  # type: ignore[arg-type]
    return read_decisions(state, TRACKS, SCHEME.mentions, FRENCH)


def finding(code: str, column: str, **values: object) -> Finding:
    """A finding about the row that :func:`read` makes."""
    return Finding(code, Place(tab="Délibération", line=3, row="D-1", column=column), values)


def test_decision_that_follows_the_proposal_needs_no_reason() -> None:
    assert read(decision="Niveau 1") == ([Decision("D-1", 1, 1, "", (), "")], [])


def test_decision_that_departs_with_its_reason_is_kept() -> None:
    decided = Decision("D-1", 2, 1, "Le dossier convainc.", (), "")
    assert read(decision="2", reason="Le dossier convainc.") == ([decided], [])


def test_decision_that_departs_without_a_reason_is_refused() -> None:
    values = {"decision": "Niveau 2", "proposed": "Niveau 1"}
    assert read(decision="Niveau 2") == (
        [],
        [finding("decision-reason-missing", "Motif", **values)],
    )


def test_decision_not_to_label_needs_a_reason_too() -> None:
    values = {"decision": "Non labellisé", "proposed": "Niveau 1"}
    assert read(decision="Non labellisé")[1] == [
        finding("decision-reason-missing", "Motif", **values)
    ]


def test_decision_left_empty_is_missing() -> None:
    assert read() == ([], [finding("decision-missing", "Décision", none="Non labellisé")])


def test_decision_outside_the_list_is_refused() -> None:
    values = {"value": "Niveau 9", "levels": "Non labellisé, Niveau 1, Niveau 2"}
    assert read(decision="Niveau 9") == (
        [],
        [finding("decision-outside", "Décision", **values)],
    )


@pytest.mark.parametrize(
    ("written", "mentions"),
    [
        ("Coup de cœur", ("coeur",)),
        ("coup de coeur ; MEILLEURE PROGRESSION", ("coeur", "progres")),
        ("• Meilleure progression\n• Coup de cœur", ("progres", "coeur")),
        ("Coup de cœur\nCoup de cœur", ("coeur",)),
        ("Meilleure progression, coup de cœur,", ("progres", "coeur")),
        ("", ()),
    ],
)
def test_mentions_are_read_as_people_write_them(written: str, mentions: tuple[str, ...]) -> None:
    decided = Decision("D-1", 1, 1, "", mentions, "")
    assert read(decision="1", mentions=written) == ([decided], [])


def test_mention_among_commas_that_is_none_is_refused_with_them() -> None:
    assert read(decision="1", mentions="Coup de cœur, coup de tête")[1] == [
        finding(
            "decision-mention-unknown", "Mentions spéciales", value="Coup de cœur, coup de tête"
        )
    ]


def test_mention_without_a_level_is_told_and_kept() -> None:
    cells = {"decision": "0", "reason": "Trop tôt.", "mentions": "Coup de cœur"}
    decided = Decision("D-1", 0, 1, "Trop tôt.", ("coeur",), "")
    told = finding("decision-mention-unlabelled", "Mentions spéciales")
    assert read(**cells) == ([decided], [told])


@pytest.mark.parametrize("now", ["Niveau 2", "Non labellisé"])
def test_level_that_moved_since_the_jury_saw_it_is_told(now: str) -> None:
    told = finding("decision-level-moved", "Niveau recalculé depuis", now=now, seen="Niveau 1")
    assert read(decision="1", **{"level-now": now}) == (
        [Decision("D-1", 1, 1, "", (), "")],
        [told],
    )


def test_decision_that_is_the_level_of_now_needs_its_reason_only() -> None:
    assert read(decision="2", reason="Recalculé.", **{"level-now": "Niveau 2"})[1] == []


def test_mention_outside_the_list_is_refused() -> None:
    assert read(decision="1", mentions="Coup de tête")[1] == [
        finding("decision-mention-unknown", "Mentions spéciales", value="Coup de tête")
    ]


def test_dossier_without_a_line_is_reported() -> None:
    decided, findings = read_decisions(tab_state(TAB), TRACKS, SCHEME.mentions, FRENCH)
    assert (decided, findings) == (
        [],
        [Finding("decision-no-line", Place(tab="Délibération", row="D-1"), {})],
    )


@pytest.mark.parametrize("median", ["Niveau 1", None, "Niveau 1 / Niveau 2", "Non labellisé / 1"])
def test_decision_that_follows_the_median_needs_no_reason(median: str | None) -> None:
    assert read(decision="Niveau 1", median=median)[1] == []


@pytest.mark.parametrize("median", ["Niveau 2", "Non labellisé"])
def test_decision_that_departs_from_the_median_needs_a_reason(median: str) -> None:
    found = finding("decision-reason-median", "Motif", decision="Niveau 1", median=median)
    assert read(decision="Niveau 1", median=median) == ([], [found])
    assert read(decision="Niveau 1", median=median, reason="Un bel effort.")[1] == []


def test_decision_that_departs_from_both_is_told_once() -> None:
    _, (found,) = read(decision="Niveau 2", median="Niveau 1")
    assert found.code == "decision-reason-missing"
