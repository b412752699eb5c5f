"""What people do to a workbook out of habit is still there whatever command runs.

Staff and jurors annotate their cells, add columns, sort, move, colour, hide, comment and
draw charts in every tab; then each command is run, with something new to write.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart
from openpyxl.chart import Reference
from openpyxl.comments import Comment
from openpyxl.formula.translate import Translator
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from tests.app.libreoffice import libreoffice
from tests.app.office import STRONG
from tests.app.office import THREE
from tests.app.office import WEAK
from tests.app.office import Office
from tests.app.office import dossier
from tests.app.office import office

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.app.libreoffice import Desk

KEYS = ("D-01", "D-02", "D-03")
KEY = "Dossier"
NAME = "Collectivité"
PRIORITY = "Priorité"
LENGTH = "Longueur du nom"
VIOLET = "FFCC99FF"
NOTE = "À revoir avec la mairie"

MARKS = {"D-01": "Niveau 2", "D-02": "Niveau 1", "D-03": "Non labellisé"}
WORDS = {
    "Réponses": ("Remarques de l’équipe",),
    "Propositions": ("Remarques de l’équipe",),
    "Jury J. Un": ("Mon commentaire",),
    "Jury J. Deux": ("Mon commentaire",),
    "Délibération": ("Motif", "Avis du jury"),
    "Décisions": ("Remarques de l’équipe",),
}
"""The free columns that people own, by tab."""

LISTED = {"Jury J. Un": "Mon niveau", "Jury J. Deux": "Mon niveau", "Délibération": "Décision"}
"""The columns of levels that people own, by tab."""


@dataclass(frozen=True)
class View:
    """A tab as people find their way in it: by headings and dossiers, wherever they lie."""

    sheet: Worksheet

    @property
    def heading_row(self) -> int:
        """The row of the headings."""
        rows = enumerate(self.sheet.iter_rows(max_row=12), start=1)
        return next(line for line, row in rows if KEY in [each.value for each in row])

    @property
    def headings(self) -> list[str]:
        """The headings, from left to right."""
        return [str(cell.value) for cell in self.sheet[self.heading_row]]

    @property
    def keys(self) -> list[str]:
        """The dossiers, from top to bottom."""
        column = self.headings.index(KEY) + 1
        rows = range(self.heading_row + 1, self.sheet.max_row + 1)
        return [str(self.sheet.cell(row, column).value) for row in rows]

    def at(self, key: str, heading: str) -> Cell:
        """One cell."""
        row = self.heading_row + 1 + self.keys.index(key)
        cell = self.sheet.cell(row, self.headings.index(heading) + 1)
        assert isinstance(cell, Cell)
        return cell

    def column(self, heading: str) -> dict[str, object]:
        """The values of a column, by dossier."""
        return {key: self.at(key, heading).value for key in self.keys}

    def letter(self, heading: str) -> str:
        """The letters of a column."""
        return get_column_letter(self.headings.index(heading) + 1)


def views(desk: Office) -> dict[str, View]:
    """Every tab that people work in."""
    book = openpyxl.load_workbook(desk.workbook)
    return {tab: View(book[tab]) for tab in WORDS}


# -- what people do -------------------------------------------------------------------


def annotate(tab: str, view: View) -> None:
    """Type in every cell that belongs to people."""
    for key in KEYS:
        for heading in WORDS[tab]:
            view.at(key, heading).value = f"{heading} : {key}"
        if tab in LISTED:
            view.at(key, LISTED[tab]).value = MARKS[key]


def add_columns(view: View) -> None:
    """Add a column of values and one of formulas."""
    first = view.sheet.max_column + 1
    for column, heading in enumerate((PRIORITY, LENGTH), start=first):
        view.sheet.cell(view.heading_row, column, heading)
    for key in KEYS:
        view.at(key, PRIORITY).value = f"haute pour {key}"
        view.at(key, LENGTH).value = f"=LEN({view.at(key, NAME).coordinate})"


def colour(view: View) -> None:
    """Colour a cell of the program and one of theirs; write a note."""
    fill = PatternFill("solid", fgColor=VIOLET)
    view.at("D-02", NAME).fill = fill
    view.at("D-03", PRIORITY).fill = fill
    view.at("D-01", NAME).comment = Comment(NOTE, "Jeanne")


def sort_and_move(view: View) -> None:
    """Sort by name, last first; move the column of departments to the right of all."""
    width, top = view.sheet.max_column, view.heading_row + 1
    rows = list(range(top, view.sheet.max_row + 1))
    moved = view.headings.index("Département") + 1
    columns = [*(c for c in range(1, width + 1) if c != moved), moved]
    rearrange(view.sheet, [*range(1, top), *reversed(rows)], columns)


def rearrange(sheet: Worksheet, rows: Sequence[int], columns: Sequence[int]) -> None:
    """Put the cells of a sheet in another order, with their looks, notes and formulas."""
    held = {
        (row, column): (cell.value, cell._style, cell.comment, cell.coordinate)  # type: ignore[union-attr]
        for row in rows
        for column in columns
        for cell in [sheet.cell(row, column)]
    }
    for row, old_row in enumerate(rows, start=1):
        for column, old_column in enumerate(columns, start=1):
            value, style, note, origin = held[old_row, old_column]
            cell = sheet.cell(row, column)
            assert isinstance(cell, Cell)
            if isinstance(value, str) and value.startswith("="):
                value = Translator(value, origin).translate_formula(cell.coordinate)
            cell.value = value
            cell._style = style  # type: ignore[attr-defined]
            cell.comment = Comment(note.text, note.author) if note else None


def refer_again(view: View) -> None:
    """Point the formulas at the names of their own rows, as a spreadsheet does by itself."""
    for key in KEYS:
        view.at(key, LENGTH).value = f"=LEN({view.at(key, NAME).coordinate})"


def hide_and_draw(view: View) -> None:
    """Hide a column; draw a chart."""
    view.sheet.column_dimensions[view.letter("Type")].hidden = True
    chart = BarChart()
    column = view.headings.index(LENGTH) + 1
    last = view.sheet.max_row
    chart.add_data(Reference(view.sheet, min_col=column, min_row=3, max_row=last))
    view.sheet.add_chart(chart, "Z20")


def live_in(workbook: Path) -> None:
    """Everything at once, in every tab."""
    book = openpyxl.load_workbook(workbook)
    for tab in WORDS:
        view = View(book[tab])
        annotate(tab, view)
        add_columns(view)
        colour(view)
        sort_and_move(view)
        refer_again(view)
        hide_and_draw(view)
    book.save(workbook)


# -- what must be there afterwards ----------------------------------------------------


def check_lived_in(desk: Office) -> None:
    """All that people did is there, in the right rows."""
    for tab, view in views(desk).items():
        assert [key for key in view.keys if key in KEYS] == ["D-03", "D-02", "D-01"], tab
        assert view.headings[-1] == "Département", tab
        for heading in WORDS[tab]:
            words = {key: f"{heading} : {key}" for key in KEYS}
            assert of_three(view.column(heading)) == words, tab
        assert of_three(view.column(PRIORITY)) == {key: f"haute pour {key}" for key in KEYS}
        assert of_three(view.column(LENGTH)) == {
            key: f"=LEN({view.at(key, NAME).coordinate})" for key in KEYS
        }
        coloured = [(key, h) for key in KEYS for h in (NAME, PRIORITY) if is_violet(view, key, h)]
        assert coloured == [("D-02", NAME), ("D-03", PRIORITY)], tab
        note = view.at("D-01", NAME).comment
        assert note is not None, tab
        assert note.text.strip().endswith(NOTE), tab
        assert view.sheet.column_dimensions[view.letter("Type")].hidden, tab
        assert len(view.sheet._charts) == 1, tab  # type: ignore[attr-defined]


def of_three(column: dict[str, object]) -> dict[str, object]:
    """The dossiers that were there when people did what they do."""
    return {key: column[key] for key in KEYS}


def is_violet(view: View, key: str, heading: str) -> bool:
    """Whether a person coloured the cell."""
    return str(view.at(key, heading).fill.fgColor.rgb)[2:] == VIOLET[2:]


def set_cell(desk: Office, tab: str, key: str, heading: str, value: str) -> None:
    """Let somebody type in a cell, wherever it lies."""
    desk.reach(
        f"{tab} {key} {heading} {value}",
        lambda: desk.people(
            tab, lambda sheet: setattr(View(sheet).at(key, heading), "value", value)
        ),
    )


# -- something new to write, for each command -----------------------------------------


def changed_form(desk: Office) -> None:
    """An answer changed in the form, and a dossier arrived."""
    desk.export([THREE[0], dossier(2, STRONG), THREE[2], dossier(4, WEAK)])


def corrected_answer(desk: Office) -> None:
    """Staff corrected answers in the workbook."""
    for heading, answer in zip(("Un plan ?", "Des actions ?"), ("Oui, écrit", "Une"), strict=True):
        set_cell(desk, "Réponses", "D-03", heading, answer)


def changed_proposals(desk: Office) -> None:
    """Levels were computed again since the jury opened."""
    changed_form(desk)
    desk.up_to("sync", "propose")


def changed_marks(desk: Office) -> None:
    """A juror changed a mark."""
    set_cell(desk, "Jury J. Deux", "D-02", "Mon niveau", "Niveau 2")


def changed_decision(desk: Office) -> None:
    """The chair gave a mention."""
    set_cell(desk, "Délibération", "D-02", "Mentions spéciales", "Coup de cœur")


def all_changed(desk: Office) -> None:
    """Everything at once."""
    desk.export([THREE[0], dossier(2, STRONG), THREE[2]])
    corrected_answer(desk)
    changed_marks(desk)
    changed_decision(desk)


WRITING = [
    ("sync", changed_form),
    ("propose", corrected_answer),
    ("jury open", changed_proposals),
    ("jury collect", changed_marks),
    ("decide", changed_decision),
    ("run", all_changed),
]
READING = ("check", "jury status", "freeze", "certificates", "results", "sync --dry-run")


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign up to its decisions, in which nobody has done anything else yet."""
    desk = office(tmp_path_factory.mktemp("habits") / "campagne")
    desk.up_to("sync", "propose", "jury open")
    for tab, heading in LISTED.items():
        if tab != "Délibération":
            desk.fill(tab, heading, **{key.replace("-", ""): MARKS[key] for key in KEYS})
    desk.done("jury", "collect")
    desk.fill("Délibération", "Décision", **{k.replace("-", ""): MARKS[k] for k in KEYS})
    desk.up_to("decide", "freeze")
    return desk.folder


@pytest.fixture
def desk(campaign: Path, tmp_path: Path) -> Office:
    """The same for one test."""
    return Office(shutil.copytree(campaign, tmp_path / "campagne"))


@pytest.fixture(scope="module")
def lived_in(campaign: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same once people have done everything to it."""
    folder = shutil.copytree(campaign, tmp_path_factory.mktemp("lived") / "campagne")
    live_in(Office(folder).workbook)
    return folder


@pytest.fixture
def ours(lived_in: Path, tmp_path: Path) -> Office:
    """The same for one test, people's doings included."""
    return Office(shutil.copytree(lived_in, tmp_path / "campagne"))


@pytest.mark.parametrize(("command", "new"), WRITING)
def test_what_people_did_is_there_after_a_command_that_writes(
    ours: Office, command: str, new: Callable[[Office], None]
) -> None:
    new_to_write(ours, new)
    before = ours.workbook.read_bytes()
    ours.done(*command.split())
    assert ours.workbook.read_bytes() != before
    check_lived_in(ours)


def new_to_write(desk: Office, new: Callable[[Office], None]) -> None:
    """Let people do what gives a command something to write; it loses no chart of theirs."""
    new(desk)
    check_lived_in(desk)


@pytest.mark.parametrize("command", READING)
def test_workbook_keeps_its_bytes_when_a_command_only_reads(ours: Office, command: str) -> None:
    set_cell(ours, "Délibération", "D-02", "Avis du jury", "Avis du jury : D-02")
    ours.up_to("jury collect", "decide")
    if command != "freeze":
        ours.up_to("freeze")
    before = ours.workbook.read_bytes()
    ours.done(*command.split())
    assert ours.workbook.read_bytes() == before


@pytest.fixture(scope="module")
def open_libreoffice(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A LibreOffice that somebody works with."""
    with libreoffice(soffice, tmp_path_factory.mktemp("libreoffice")) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.system
@pytest.mark.parametrize(("command", "new"), WRITING)
def test_what_people_did_is_there_after_libreoffice_saved_it(
    ours: Office,
    open_libreoffice: Desk,
    command: str,
    new: Callable[[Office], None],
) -> None:
    new(ours)
    before = ours.workbook.read_bytes()
    assert open_libreoffice.work(ours.workbook, ()) == []
    assert ours.workbook.read_bytes() != before
    check_lived_in(ours)
    ours.done(*command.split())
    check_lived_in(ours)


def test_answers_that_changed_go_to_their_rows_wherever_people_sorted_them(ours: Office) -> None:
    changed_form(ours)
    ours.done("sync")
    view = views(ours)["Réponses"]
    assert view.keys == ["D-03", "D-02", "D-01", "D-04"]
    assert view.column("Combien ?") == {"D-03": "0", "D-02": "12", "D-01": "12", "D-04": "0"}
    assert (view.at("D-04", PRIORITY).value, view.at("D-04", "Remarques de l’équipe").value) == (
        None,
        None,
    )


def test_proposals_go_to_their_rows_wherever_people_sorted_them(ours: Office) -> None:
    changed_form(ours)
    ours.up_to("sync", "propose")
    assert views(ours)["Propositions"].column("Niveau proposé") == {
        "D-03": "Non labellisé",
        "D-02": "Niveau 2",
        "D-01": "Niveau 2",
        "D-04": "Non labellisé",
    }


def test_marks_and_decisions_go_to_their_rows_wherever_people_sorted_them(ours: Office) -> None:
    changed_marks(ours)
    changed_decision(ours)
    ours.up_to("jury collect", "decide")
    seen = views(ours)
    assert seen["Délibération"].column("J. Un") == MARKS
    assert seen["Délibération"].column("J. Deux") == {**MARKS, "D-02": "Niveau 2"}
    assert seen["Décisions"].column("Niveau décidé") == MARKS
    assert seen["Décisions"].column("Mentions spéciales") == {
        "D-01": None,
        "D-02": "Coup de cœur",
        "D-03": None,
    }


@pytest.mark.parametrize(("command", "new"), WRITING)
def test_rows_that_people_insert_above_the_headings_change_nothing(
    ours: Office, command: str, new: Callable[[Office], None]
) -> None:
    new(ours)
    book = openpyxl.load_workbook(ours.workbook)
    for tab in WORDS:
        book[tab].row_dimensions[1].hidden = False
        book[tab].insert_rows(1)
        book[tab]["A1"] = f"Notre titre pour {tab}"
        refer_again(View(book[tab]))
    book.save(ours.workbook)
    assert "Notre titre" not in ours.done(*command.split())
    check_lived_in(ours)
    for tab, view in views(ours).items():
        assert view.sheet["A1"].value == f"Notre titre pour {tab}"
        assert not [key for key in view.keys if not key.startswith("D-")]


def test_annotations_outlive_the_whole_campaign_run_twice(ours: Office) -> None:
    every = ("sync", "propose", "jury open", "jury collect", "decide", "freeze", "certificates")
    ours.up_to(*every, "results")
    check_lived_in(ours)
    before = ours.workbook.read_bytes()
    ours.up_to(*every, "results", "run")
    assert ours.workbook.read_bytes() == before


def test_line_that_a_juror_deleted_is_offered_and_not_brought_back(desk: Office) -> None:
    def act(sheet: Worksheet) -> None:
        view = View(sheet)
        sheet.delete_rows(view.at("D-02", KEY).row)

    desk.people("Jury J. Un", act)
    desk.done("jury", "open")
    assert views(desk)["Jury J. Un"].keys == ["D-01", "D-03"]
