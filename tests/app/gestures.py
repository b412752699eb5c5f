"""What people do to the workbook, one gesture each, and what a command answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from tests.app.office import MIDDLE
from tests.app.office import THREE
from tests.app.office import column_of
from tests.app.office import dossier
from tests.app.office import row_of
from tests.app.sight import places

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.app.office import Office

COUNT = "Combien ?"
TAKE = "prendre la valeur du formulaire"
KEEP = "garder la valeur du classeur"
RESTORE = "rétablir cette ligne"
LEAVE = "laisser cette ligne de côté"


def codes(output: str) -> list[str]:
    """The codes of the findings that were said, in order."""
    return [line.rpartition("[")[2][:-1] for line in output.splitlines() if line.endswith("]")]


def titles(desk: Office) -> list[str]:
    """The titles of all tabs."""
    return list(openpyxl.load_workbook(desk.workbook).sheetnames)


def delete_tab(desk: Office, title: str) -> None:
    """Let somebody delete a tab."""
    book = openpyxl.load_workbook(desk.workbook)
    del book[title]
    book.active = 0
    book.save(desk.workbook)


def delete_line(desk: Office, tab: str, key: str) -> None:
    """Let somebody delete the line of a dossier."""
    desk.people(tab, lambda sheet: sheet.delete_rows(row_of(sheet, key)))


def choose(desk: Office, choice: str) -> None:
    """Let somebody choose in the first line of « Conflits »."""
    desk.people("Conflits", lambda sheet: choose_in(sheet, choice))


def choose_in(sheet: Worksheet, choice: str) -> None:
    """Choose in the first line of a tab of conflicts."""
    sheet.cell(3, column_of(sheet, "Votre choix")).value = choice


def states(desk: Office) -> list[object]:
    """How the disagreements stand."""
    sheet = openpyxl.load_workbook(desk.workbook)["Conflits"]
    column = places(sheet)[1]["conflicts.state"]
    return [sheet.cell(row, column).value for row in range(3, sheet.max_row + 1)]


def stopped(desk: Office, *arguments: str) -> str:
    """Run a command that must stop and write nothing; what it printed."""
    before = desk.workbook.read_bytes()
    outcome = desk.run(*arguments)
    assert (outcome.code, desk.workbook.read_bytes() == before) == (1, True), outcome.output
    return outcome.output


def idle(desk: Office, *commands: str) -> None:
    """Run commands that find nothing new: the file keeps its bytes."""
    before = desk.workbook.read_bytes()
    desk.up_to(*commands)
    assert desk.workbook.read_bytes() == before


def disagreement(desk: Office) -> None:
    """A cell that a person corrected, and that the form changed to something else."""
    desk.done("sync")
    desk.fill("Réponses", COUNT, D02="9")
    desk.export([THREE[0], dossier(2, (*MIDDLE[:5], "4")), THREE[2]])
    desk.done("sync")


def desk_conflicts(desk: Office) -> list[dict[str, object]]:
    """The lines of « Conflits »."""
    return list(desk.table("Conflits").values())
