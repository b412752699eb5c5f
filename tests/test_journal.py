"""The journal as a value: its entries, its chain, its tab."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.language import Language
from sheets_sync.journal import TAB_ID
from sheets_sync.journal import Entry
from sheets_sync.journal import Head
from sheets_sync.journal import following
from sheets_sync.journal import journalled
from sheets_sync.journal import read_rows
from sheets_sync.journal import shown
from sheets_sync.journal import undone
from sheets_sync.journal_changes import Cell
from sheets_sync.journal_changes import Changes
from sheets_sync.journal_changes import Line
from sheets_sync.journal_changes import NewTab
from sheets_sync.journal_changes import Remembered
from sheets_sync.journal_changes import counts
from sheets_sync.journal_changes import in_words
from sheets_sync.journal_changes import noteworthy
from sheets_sync.journal_check import Checked
from sheets_sync.journal_check import Standing
from sheets_sync.journal_check import check
from sheets_sync.journal_line import changes_of
from sheets_sync.journal_line import last_entry
from sheets_sync.journal_line import read_entry
from sheets_sync.journal_line import sealed
from sheets_sync.memory import BASE_TAB
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.values import digest
from tests.in_memory import EMPTY
from tests.in_memory import applied
from tests.in_memory import edited
from tests.in_memory import without_row
from tests.merge_samples import TAB

if TYPE_CHECKING:
    from sheets_sync.journal import Row
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot

ENGLISH = Language("en")
FILE = "journal.jsonl"
PLAN = Plan(
    "sync",
    create=(CreateTab(TAB), CreateTab(BASE_TAB)),
    rows=(
        AddRow(TAB, "D1", {"dossier": "D1", "name": "Été, “2”"}, "new"),
        AddRow(BASE_TAB, "answers", {"line": "answers", "written": "dossier\nname"}, "memory"),
        AddRow(BASE_TAB, "answers/D1", {"line": "answers/D1", "written": ":abc"}, "memory"),
    ),
    cells=(
        SetCell(TAB, "D2", "name", "a", 'b","entry":{"number":9', "changed"),
        SetCell(TAB, "D3", "name", "gone", None, "undone"),
        SetCell(TAB, "D3", "dossier", "D3", None, "undone"),
        SetCell(BASE_TAB, "answers/D2", "written", "x:old", "x:new", "memory"),
    ),
)


def head(number: int, previous: str = "", undoes: int = 0) -> Head:
    moment = f"2023-11-06T09:00:{number:02}+01:00"
    return Head(number, moment, "me@here", "sync", "what", {}, undoes, previous)


def chain(*undoes: int) -> list[bytes]:
    """The lines of a file, each undoing another entry or none (0)."""
    lines: list[bytes] = []
    previous = ""
    for number, undone_number in enumerate(undoes, start=1):
        lines.append(sealed(PLAN, head(number, previous, undone_number)))
        previous = entry(lines[-1]).digest
    return lines


def entry(line: bytes) -> Entry:
    found = read_entry(line)
    assert found
    return found


def book(lines: list[bytes]) -> Snapshot:
    """A workbook whose tab tells of some lines of the file."""
    snapshot = EMPTY
    for line in lines:
        plan = journalled(Plan(), entry(line), snapshot.tabs.get(TAB_ID), ENGLISH)
        snapshot = applied(plan, snapshot)
    return snapshot


def rows(lines: list[bytes]) -> dict[int, Row]:
    return read_rows(book(lines).tabs.get(TAB_ID))


def checked(lines: list[bytes], told: dict[int, Row]) -> Checked:
    return check(lines, told, FILE, "Journal", ENGLISH)


def codes(lines: list[bytes], told: dict[int, Row]) -> list[str]:
    return [each.code for each in checked(lines, told).findings]


# -- one line --------------------------------------------------------------------------


def test_line_keeps_every_change_but_the_journals_own() -> None:
    line = sealed(PLAN, head(1))
    assert changes_of(line) == Changes(
        created=(NewTab("answers", "Answers"),),
        rows=(Line("answers", "D1", {"dossier": "D1", "name": "Été, “2”"}, "new"),),
        removed=(Line("answers", "D3", {"name": "gone", "dossier": "D3"}, "undone"),),
        cells=(Cell("answers", "D2", "name", "a", 'b","entry":{"number":9', "changed"),),
        memory=(
            Remembered("answers/D1", None, digest(":abc")),
            Remembered("answers/D2", "x:old", digest("x:new")),
        ),
    )


def test_end_of_a_line_tells_its_entry() -> None:
    line = sealed(PLAN, head(1))
    assert last_entry(line[-400:]) == read_entry(line) == Entry(head(1), entry(line).digest)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec=None)),
)


@given(VALUES, VALUES)
def test_line_gives_values_back_as_they_were(before: CellValue, after: CellValue) -> None:
    """Half a surrogate pair and line ends of all sorts included."""
    plan = Plan("sync", cells=(SetCell(TAB, "D1", "name", before, after, ""),))
    line = sealed(plan, head(1))
    assert line.count(b"\n") == 1
    assert changes_of(line).cells == (Cell("answers", "D1", "name", before, after, ""),)


def test_line_tells_which_cells_held_a_formula() -> None:
    cells = (SetCell(TAB, "D1", "name", "=1+1", "a"), SetCell(TAB, "D2", "name", "=1+1", "b"))
    line = sealed(Plan("sync", cells=cells), head(1), {("answers", "D1", "name")})
    assert [each.formula for each in changes_of(line).cells] == [True, False]


def test_counts_and_words_tell_the_same() -> None:
    assert counts(PLAN) == {"created": 1, "columns": 0, "rows": 1, "removed": 1, "cells": 1}
    assert in_words(PLAN, ENGLISH) == (
        "Answers: new tab, 1 new line, 1 line taken out, 1 changed cell"
    )


def test_plan_of_the_memory_alone_deserves_no_entry() -> None:
    memory = replace(PLAN, create=(), rows=PLAN.rows[1:], cells=PLAN.cells[3:])
    assert (noteworthy(memory), noteworthy(PLAN)) == (False, True)


# -- the chain -------------------------------------------------------------------------


def test_whole_journal_has_no_findings() -> None:
    lines = chain(0, 0, 2)
    found = checked(lines, rows(lines))
    assert found.findings == ()
    assert [(e.row.number, e.standing, e.undone_by) for e in found.entries] == [
        (1, Standing.APPLIED, 0),
        (2, Standing.APPLIED, 3),
        (3, Standing.APPLIED, 0),
    ]


LINES = chain(0, 0, 2)
ROWS = rows(LINES)


@given(st.integers(0, sum(map(len, LINES)) - 1), st.integers(1, 255))
def test_any_changed_byte_is_found(place: int, change: int) -> None:
    content = bytearray(b"".join(LINES))
    content[place] ^= change
    lines = bytes(content).splitlines(keepends=True)
    assert {"journal-line-changed", "journal-cut-short"} & {*codes(_split(lines), ROWS)}


def _split(lines: list[bytes]) -> list[bytes]:
    """Lines as a file opened for bytes gives them: cut at line feeds only."""
    parts = b"".join(lines).split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + [part for part in parts[-1:] if part]


def test_missing_line_is_found() -> None:
    lines = chain(0, 0, 0)
    told = rows(lines)
    assert codes([lines[0], lines[2]], told) == ["journal-entry-elsewhere"]
    assert codes([lines[0], lines[2]], {n: told[n] for n in (1, 3)}) == ["journal-chain-broken"]
    assert codes(lines[:2], told) == ["journal-entry-elsewhere"]


def test_lines_in_another_order_are_found() -> None:
    lines = chain(0, 0)
    assert "journal-chain-broken" in codes([lines[1], lines[0]], rows(lines))


def test_line_that_comes_back_after_one_that_cannot_be_read_is_found() -> None:
    lines = chain(0)
    told = rows(lines)
    assert codes([lines[0], b"no entry\n", lines[0]], told) == [
        "journal-line-changed",
        "journal-chain-broken",
    ]


def test_line_sealed_again_after_a_change_is_found() -> None:
    """Whoever changes a line and computes its digest again breaks what follows it."""
    lines = chain(0, 0)
    forged = sealed(Plan("sync"), head(1))
    assert codes([forged, lines[1]], rows(lines)) == [
        "journal-chain-broken",
        "journal-row-changed",
    ]


def test_entry_without_its_row_was_not_applied() -> None:
    lines = chain(0, 0)
    found = checked(lines, rows(lines[:1]))
    assert [each.code for each in found.findings] == ["journal-not-applied"]
    assert [each.standing for each in found.entries] == [Standing.APPLIED, Standing.NOT_APPLIED]


def test_entry_after_one_that_was_not_applied_follows_it() -> None:
    lines = chain(0, 0, 0)
    told = rows(lines)
    assert codes(lines, {n: told[n] for n in (1, 3)}) == ["journal-not-applied"]


def test_entry_of_another_machine_is_listed_and_linked() -> None:
    lines = chain(0, 0, 0)
    found = checked(lines[2:], rows(lines))
    assert [each.code for each in found.findings] == ["journal-entry-elsewhere"]
    assert [each.standing for each in found.entries] == [
        Standing.ELSEWHERE,
        Standing.ELSEWHERE,
        Standing.APPLIED,
    ]


def test_line_cut_short_is_told() -> None:
    lines = chain(0, 0)
    assert codes([lines[0], lines[1][:-9]], rows(lines[:1])) == ["journal-cut-short"]


@pytest.mark.parametrize("column", ["when", "who", "command", "what", "short", "digest", "state"])
def test_row_that_people_changed_is_reported(column: str) -> None:
    lines = chain(0, 0)
    told = read_rows(edited(book(lines), TAB_ID, "1", column, "hand").tabs[TAB_ID])
    assert codes(lines, told) == ["journal-row-changed"]


# -- numbers and states ------------------------------------------------------------------


def test_next_entry_follows_the_last_of_the_file() -> None:
    lines = chain(0, 0)
    assert following(entry(lines[1]), rows(lines)) == (3, entry(lines[1]).digest)
    assert following(None, {}) == (1, "")


def test_next_entry_follows_one_of_another_machine() -> None:
    lines = chain(0, 0, 0)
    assert following(entry(lines[0]), rows(lines)) == (4, entry(lines[2]).digest)


def test_number_that_people_typed_is_not_taken_again() -> None:
    lines = chain(0)
    told = rows(lines)
    by_hand = {**told, 7: told[1]._replace(number=7, digest="")}
    assert following(entry(lines[0]), by_hand) == (8, entry(lines[0]).digest)


def test_undoing_an_undoing_brings_the_entry_back() -> None:
    assert undone({1: 0, 2: 1}) == {1: 2}
    assert undone({1: 0, 2: 1, 3: 2}) == {2: 3}
    assert undone({1: 0, 2: 1, 3: 2, 4: 3}) == {3: 4, 1: 2}


def test_tab_tells_which_entry_undoes_which() -> None:
    assert [row.state for row in rows(chain(0, 1)).values()] == ["undone by No. 2", ""]
    states = [row.state for row in rows(chain(0, 1, 2)).values()]
    assert states == ["", "undone by No. 3", ""]


def test_state_that_people_wrote_stays() -> None:
    lines = chain(0, 1)
    snapshot = edited(book(lines[:1]), TAB_ID, "1", "state", "to discuss")
    plan = journalled(Plan(), entry(lines[1]), snapshot.tabs[TAB_ID], ENGLISH)
    assert plan.cells == ()


def test_row_that_people_deleted_stays_away() -> None:
    lines = chain(0, 1)
    snapshot = book(lines[:1])
    state = without_row(snapshot.tabs[TAB_ID], "1")
    plan = journalled(Plan(), entry(lines[1]), state, ENGLISH)
    assert (plan.create, [each.key for each in plan.rows], plan.cells) == ((), ["2"], ())


def test_row_shows_the_moment_as_people_write_it() -> None:
    row = shown(entry(chain(0)[0]))
    assert (row.when, row.who, row.short) == ("2023-11-06 09:00", "me@here", row.digest[:12])
