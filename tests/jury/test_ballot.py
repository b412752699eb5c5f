"""What a juror says, and what a juror who stands back does not."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.jury.agreement import agreement
from sheets_sync.jury.agreement import gaps
from sheets_sync.jury.ballot import Ballot
from sheets_sync.jury.ballot import read_ballot
from sheets_sync.jury.opinions import comments
from sheets_sync.jury.panel import Panel
from sheets_sync.language import language_for
from sheets_sync.tabs.juror import juror_tabs
from tests.builders import scheme
from tests.builders import tab_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.tabs.model import CellValue

FRENCH = language_for("fr")
SCHEME = scheme(domains="ab")
TABS = juror_tabs(SCHEME, FRENCH)
TRACKS = dict.fromkeys(("D-1", "D-2", "D-3"), SCHEME.tracks[0])
Row = dict[str, "CellValue"]


def read(*rows: Mapping[str, CellValue], juror: int = 0) -> tuple[Ballot, list[Finding]]:
    """The ballot of one of the two jurors."""
    state = tab_state(TABS[juror], *rows)
    return read_ballot(state, SCHEME.jury[juror].id, TRACKS, SCHEME, FRENCH)


def test_mark_after_the_meeting_counts_instead_of_the_one_before() -> None:
    ballot, findings = read(
        {"dossier": "D-1", "mark": "1", "mark-after": "Niveau 2"},
        {"dossier": "D-2", "mark": "1"},
        {"dossier": "D-3", "mark-after": 0},
    )
    assert (ballot.before, ballot.after) == ({"D-1": 1, "D-2": 1}, {"D-1": 2, "D-3": 0})
    assert (ballot.marks, findings) == ({"D-1": 2, "D-2": 1, "D-3": 0}, [])
    assert [ballot.mark(each) for each in TRACKS] == [2, 1, 0]


def test_comments_are_read_by_domain() -> None:
    row: Row = {"dossier": "D-1", "comment": "Bien", "comment-b": "Mieux", "confidence": "Sûr"}
    ballot, _ = read(row, {"dossier": "D-2"})
    assert ballot.comments == {"D-1": {"": "Bien", "b": "Mieux"}}
    assert ballot.confidence == {"D-1": "Sûr"}


def test_juror_who_stands_back_says_nothing() -> None:
    full: Row = {
        "dossier": "D-1",
        "recusal": "Lien familial",
        "mark": "2",
        "mark-after": "1",
        "comment": "Bien",
        "confidence": "Sûr",
    }
    assert read(full) == (Ballot("un", recusals={"D-1": "Lien familial"}), [])


def test_mark_that_can_t_be_read_is_not_told_of_who_stands_back() -> None:
    assert read({"dossier": "D-1", "recusal": "Un lien", "mark": "peut-être"})[1] == []


@pytest.mark.parametrize("said", ["Non", " non ", "NÉANT", "-", "aucun"])
def test_no_is_no_recusal_and_told(said: str) -> None:
    ballot, findings = read({"dossier": "D-1", "recusal": said, "mark": "2"})
    heading = TABS[0].column("recusal").heading
    place = Place(tab=TABS[0].title, line=3, row="D-1", column=heading)
    assert (ballot.marks, ballot.recusals) == ({"D-1": 2}, {})
    assert findings == [Finding("jury-recusal-no", place, {"value": said.strip()})]


def test_tab_without_the_newer_columns_is_read() -> None:
    """As a workbook of an earlier version has it."""
    state = tab_state(TABS[0], {"dossier": "D-1", "mark": "2", "comment": "Bien"})
    values = {each: state.values[each] for each in ("dossier", "mark", "comment")}
    old = state.__class__(
        state.title, state.keys, state.lines, state.columns, state.headings, values
    )
    ballot, findings = read_ballot(old, "un", TRACKS, SCHEME, FRENCH)
    assert (ballot.marks, ballot.comments, findings) == ({"D-1": 2}, {"D-1": {"": "Bien"}}, [])


CELL = st.sampled_from([None, "Niveau 1", "Niveau 2", "Non labellisé", "illisible"])
TEXT = st.sampled_from([None, "Bien", "Reste à faire"])
ROW = st.fixed_dictionaries(
    {"mark": CELL, "mark-after": CELL, "comment": TEXT, "comment-a": TEXT, "confidence": TEXT}
)
TAB = st.lists(ROW, min_size=3, max_size=3)


def figures(*tabs: list[Row]) -> tuple[object, ...]:
    """Everything that is made of the marks and comments of two jurors."""
    read_all = [
        read(*({"dossier": key, **row} for key, row in zip(TRACKS, rows, strict=True)), juror=at)
        for at, rows in enumerate(tabs)
    ]
    ballots = {ballot.juror: ballot for ballot, _ in read_all}
    panels = {
        key: Panel({j: b.marks[key] for j, b in ballots.items() if key in b.marks})
        for key in TRACKS
    }
    return (
        [findings for _, findings in read_all],
        [(p.count, p.median, p.spread) for p in panels.values()],
        agreement(panels.values(), 20),
        gaps(panels, ballots),
        [comments(key, ballots, SCHEME) for key in TRACKS],
        ballots,
    )


@given(TAB, TAB, st.integers(0, 2), ROW)
def test_recused_mark_changes_nothing_anywhere(
    one: list[Row], two: list[Row], at: int, other: Row
) -> None:
    """Whatever a juror wrote in the row from which he stands back, figures are the same."""
    recused: Row = {"recusal": "Un lien"}
    written = [{**row, **recused} if place == at else row for place, row in enumerate(one)]
    changed = [{**other, **recused} if place == at else row for place, row in enumerate(one)]
    empty: list[Row] = [dict(recused) if place == at else row for place, row in enumerate(one)]
    assert figures(written, two) == figures(changed, two) == figures(empty, two)


@given(TAB, TAB)
def test_median_ignores_absences(one: list[Row], two: list[Row]) -> None:
    absent: list[Row] = [{}, {}, {}]
    alone = figures(one, absent)[1]
    ranks = [read(*({"dossier": key, **row} for key, row in zip(TRACKS, one, strict=True)))[0]]
    assert alone == [
        (int(key in ranks[0].marks), _fraction(ranks[0].mark(key)), None) for key in TRACKS
    ]
    assert figures(one, two)[1] is not None


def _fraction(mark: int | None) -> Fraction | None:
    return None if mark is None else Fraction(mark)
