"""What people typed and a choice replaced comes back as what it was: a date as a date."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.cell.rich_text import TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.app.gestures import TAKE
from tests.app.gestures import codes
from tests.app.libreoffice import save_in_place
from tests.app.office import Office
from tests.app.office import column_of
from tests.app.office import dossier
from tests.app.office import office
from tests.app.office import row_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

BEFORE = ("Non, rien", "https://exemple.invalid/a", "Non", "Une", "10 %", "1")
AFTER = ("Oui, écrit", "https://exemple.invalid/b", "Oui", "Deux", "20 %", "2")
QUESTIONS = (
    *("Un plan ?", "Son adresse", "Une délibération ?", "Des actions ?", "Quelle part ?"),
    "Combien ?",
)
BOLD = CellRichText("un ", TextBlock(InlineFont(b=True), "mot"), " en gras ")
PASTED = CellRichText("deux_x000D_\nlignes, ", TextBlock(InlineFont(b=True), "_x4E2D_ en gras"))


class Typed(NamedTuple):
    """What somebody types in a cell of the program, and how it is shown."""

    value: Any
    format: str = "General"


TYPED = {
    "day": Typed(date(2026, 1, 2), "dd/mm/yyyy"),
    "moment": Typed(datetime(2026, 1, 2, 10, 30), "d mmm yyyy hh:mm"),  # noqa: DTZ001
    "time": Typed(time(18, 45), "hh:mm"),
    "duration": Typed(timedelta(hours=30, minutes=5), "[h]:mm"),
    "old day": Typed(date(1900, 1, 15), "yyyy-mm-dd"),
    "error": Typed("#N/A"),
    "bold": Typed(BOLD),
    "share": Typed(0.5, "0 %"),
    "true": Typed(value=True),
    "number": Typed(12.25, "0.00 €"),
    "zeros": Typed("007"),
    "pasted": Typed(PASTED),
}
FORMULAS = ("error", "true")
PLACES = {
    name: (f"D-0{2 + at // len(QUESTIONS)}", QUESTIONS[at % len(QUESTIONS)])
    for at, name in enumerate(TYPED)
}


def lines(answers: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [dossier(1), dossier(2, answers), dossier(3, answers)]


def opened(desk: Office) -> Workbook:
    return openpyxl.load_workbook(desk.workbook, rich_text=True)


def cell(book: Workbook, name: str) -> Cell:
    sheet, (key, heading) = book["Réponses"], PLACES[name]
    found = sheet.cell(row_of(sheet, key), column_of(sheet, heading))
    assert isinstance(found, Cell)
    return found


def seen(book: Workbook, name: str) -> tuple[object, ...]:
    """All that somebody sees in a cell, and what it is."""
    found = cell(book, name)
    runs = repr(found.value) if isinstance(found.value, CellRichText) else ""
    return found.value, runs, found.data_type, found.number_format, found.quotePrefix


def take_all(sheet: Worksheet) -> None:
    choice = column_of(sheet, "Votre choix")
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, choice).value = TAKE


def typed_in(desk: Office, *, since_1904: bool = False) -> None:
    """Everything of the list typed into the answers by hand."""
    book = opened(desk)
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    for name, what in TYPED.items():
        found = cell(book, name)
        found.value, found.number_format = what.value, what.format
        found.quotePrefix = name == "zeros"
    book.save(desk.workbook)


def untouched() -> None:
    """Nobody else saves the workbook."""


def replaced(desk: Office, save: Callable[[], None] = untouched) -> None:
    """The form's answers stand in the place of it, by people's own choice.

    ``save`` is what another program does to the file once they have chosen.
    """
    desk.export(lines(AFTER))
    desk.done("sync")
    book = opened(desk)
    take_all(book["Conflits"])
    book.save(desk.workbook)
    save()
    desk.done("sync")


class Story(NamedTuple):
    """The workbook as people had it, as it was overwritten, and as it was put back."""

    typed: Workbook
    replaced: Workbook
    undone: Workbook
    said: str


def told(desk: Office, save: Callable[[], None] = untouched) -> Story:
    typed = opened(desk)
    replaced(desk, save)
    overwritten = opened(desk)
    said = desk.done("undo")
    return Story(typed, overwritten, opened(desk), said)


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Office:
    desk = office(tmp_path_factory.mktemp("originals") / "campagne")
    desk.export(lines(BEFORE))
    desk.done("sync")
    return desk


def another(synced: Office, folder: Path) -> Office:
    from shutil import copytree

    copytree(synced.folder, folder / "campagne")
    return Office(folder / "campagne")


@pytest.fixture(scope="module")
def story(synced: Office, tmp_path_factory: pytest.TempPathFactory) -> Story:
    desk = another(synced, tmp_path_factory.mktemp("by-hand"))
    typed_in(desk)
    return told(desk)


@pytest.fixture(scope="module")
def by_libreoffice(synced: Office, tmp_path_factory: pytest.TempPathFactory, soffice: str) -> Story:
    folder = tmp_path_factory.mktemp("by-libreoffice")
    desk = another(synced, folder)
    typed_in(desk)
    save = partial(save_in_place, soffice, desk.workbook, folder)
    save()
    return told(desk, save)


@pytest.fixture(scope="module")
def since_1904(synced: Office, tmp_path_factory: pytest.TempPathFactory) -> Story:
    desk = another(synced, tmp_path_factory.mktemp("since-1904"))
    typed_in(desk, since_1904=True)
    return told(desk)


@pytest.mark.parametrize("name", TYPED)
def test_undo_puts_back_what_people_typed(story: Story, name: str) -> None:
    assert seen(story.replaced, name)[0] in {*AFTER, "20\u202f%"}
    assert seen(story.undone, name) == seen(story.typed, name)


@pytest.mark.parametrize("name", [each for each in TYPED if each not in FORMULAS])
def test_undo_puts_back_what_libreoffice_saved(by_libreoffice: Story, name: str) -> None:
    assert seen(by_libreoffice.undone, name) == seen(by_libreoffice.typed, name)


def test_undo_tells_of_formulas_that_libreoffice_made(by_libreoffice: Story) -> None:
    """It saves an error and a truth as formulas, which the program never writes."""
    assert [code for code in codes(by_libreoffice.said) if code.startswith("undo")] == [
        "undo-formula"
    ] * len(FORMULAS)
    assert [seen(by_libreoffice.undone, name)[0] for name in FORMULAS] == ["2", "Oui"]


@pytest.mark.parametrize("name", ["day", "moment", "time", "duration"])
def test_undo_puts_dates_back_where_days_count_from_1904(since_1904: Story, name: str) -> None:
    assert seen(since_1904.undone, name) == seen(since_1904.typed, name)


def test_undo_of_them_has_nothing_to_tell(story: Story) -> None:
    assert [code for code in codes(story.said) if code.startswith("undo")] == []


def test_undo_gives_a_date_a_format_of_dates_where_it_lost_its_own(
    synced: Office, tmp_path: Path
) -> None:
    desk = another(synced, tmp_path)
    typed_in(desk)
    replaced(desk)
    book = opened(desk)
    for name in ("day", "moment", "time", "duration"):
        cell(book, name).number_format = "General"
    book.save(desk.workbook)
    desk.done("undo")
    after = opened(desk)
    assert [seen(after, name)[0] for name in ("moment", "time", "duration")] == [
        TYPED[name].value for name in ("moment", "time", "duration")
    ]
    assert seen(after, "day")[0] == datetime(2026, 1, 2)  # noqa: DTZ001


def test_undo_of_the_undoing_and_undo_again_bring_the_date_back(
    synced: Office, tmp_path: Path
) -> None:
    desk = another(synced, tmp_path)
    typed_in(desk)
    typed = opened(desk)
    replaced(desk)
    desk.done("undo")
    number = max(int(each) for each in desk.table("Journal"))
    desk.done("undo", str(number))
    assert seen(opened(desk), "day")[0] == AFTER[0]
    desk.done("undo", str(number + 1))
    assert seen(opened(desk), "day") == seen(typed, "day")


def test_undo_keeps_a_new_line_in_which_an_answer_was_typed_again_as_a_date(
    synced: Office, tmp_path: Path
) -> None:
    """It reads as the answer, but a person made it: nothing of it is taken away."""
    desk = another(synced, tmp_path)
    desk.export([*lines(BEFORE), dossier(4, (*BEFORE[:5], "2026-01-02"))])
    desk.done("sync")

    def retype(sheet: Worksheet) -> None:
        found = sheet.cell(row_of(sheet, "D-04"), column_of(sheet, "Combien ?"))
        found.value, found.number_format = date(2026, 1, 2), "yyyy-mm-dd"

    desk.people("Réponses", retype)
    assert "undo-line-kept" in codes(desk.done("undo"))
    assert "D-04" in desk.table("Réponses")
