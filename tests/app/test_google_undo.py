"""palmares undo on a Google spreadsheet: notes of people, dates that they typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.gestures import COUNT
from tests.app.gestures import TAKE
from tests.app.gestures import codes
from tests.app.google_desk import google_desk
from tests.app.office import MIDDLE
from tests.app.office import THREE
from tests.app.office import dossier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.app.google_desk import Desk
    from tests.servers.sheets.cells import Cell

PATTERN = {"numberFormat": {"type": "DATE", "pattern": "dd/mm/yyyy"}}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with google_desk(tmp_path, monkeypatch) as made:
        yield made


def keys(desk: Desk) -> list[str]:
    return [key for key, _ in desk.rows("Réponses") if key.startswith("D-")]


def test_undo_keeps_a_new_line_on_which_somebody_put_a_note(desk: Desk) -> None:
    desk.export(THREE[:1])
    desk.done("sync")
    desk.export(THREE)
    desk.done("sync")
    sheet = desk.book().worksheet("Réponses")
    sheet.insert_note(f"C{desk.line('Réponses', 'D-02')}", "à rappeler")
    assert codes(desk.done("undo")) == ["undo-line-kept"]
    assert keys(desk) == ["D-01", "D-02"]


def test_undo_asks_for_notes_once_and_only_where_it_takes_lines_out(desk: Desk) -> None:
    desk.export(THREE[:2])
    desk.done("sync")
    with desk.counted() as taking_out:
        desk.done("undo")
    desk.done("sync")
    desk.export([THREE[0], dossier(2, (*MIDDLE[:5], "4"))])
    desk.done("sync")
    with desk.counted() as putting_back:
        desk.done("undo")
    assert len(taking_out) == len(putting_back) + 1


def counted_cell(desk: Desk) -> Cell:
    sheet = next(each for each in desk.document.sheets if each.title == "Réponses")
    return sheet.grid.get(desk.line("Réponses", "D-02") - 1, desk.headings("Réponses").index(COUNT))


def test_undo_puts_a_date_back_as_a_date(desk: Desk) -> None:
    desk.done("sync")
    sheet = desk.book().worksheet("Réponses")
    line, column = desk.line("Réponses", "D-02"), desk.headings("Réponses").index(COUNT) + 1
    sheet.format(f"{chr(64 + column)}{line}", PATTERN)
    sheet.update_cell(line, column, "02/01/2026")
    typed = counted_cell(desk)
    desk.export([THREE[0], dossier(2, (*MIDDLE[:5], "4")), THREE[2]])
    desk.done("sync")
    conflicts = desk.book().worksheet("Conflits")
    conflicts.update_cell(3, desk.headings("Conflits").index("Votre choix") + 1, TAKE)
    desk.done("sync")
    assert counted_cell(desk).value == "4"
    desk.done("undo")
    assert counted_cell(desk) == typed
    assert isinstance(typed.value, float | int)
