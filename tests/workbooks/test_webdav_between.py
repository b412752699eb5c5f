"""A second person saves the workbook between any two requests of any command."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sheets_sync.app.shared import PASSWORD as VARIABLE
from tests.app.office import STRONG
from tests.app.office import column_of
from tests.app.office import dossier
from tests.app.office import row_of
from tests.servers.webdav import PASSWORD
from tests.workbooks.webdav_office import RemoteOffice
from tests.workbooks.webdav_office import remote_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.servers.webdav import Seen

TAB = "Réponses"
NOTE = "une note de quelqu’un"


def note(sheet: Worksheet) -> None:
    """Write in a column of one's own."""
    sheet.cell(row_of(sheet, "D-02"), sheet.max_column + 1, NOTE)


def correct(sheet: Worksheet) -> None:
    """Correct a cell of the program's."""
    sheet.cell(row_of(sheet, "D-02"), column_of(sheet, "Combien ?"), "77")


def add_line(sheet: Worksheet) -> None:
    """Add a line by hand."""
    line = sheet.max_row + 1
    sheet.cell(line, column_of(sheet, "Dossier"), "D-99")
    sheet.cell(line, column_of(sheet, "Combien ?"), "99")


def sort_and_write(sheet: Worksheet) -> None:
    """Turn the lines over, and write beside one."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    for line, row in enumerate(reversed(rows), start=3):
        for column, value in enumerate(row, start=1):
            sheet.cell(line, column).value = value
    note(sheet)


def noted(desk: RemoteOffice) -> bool:
    """The note is beside its dossier."""
    return NOTE in desk.table(TAB)["D-02"].values()


ACTS: dict[str, tuple[Callable[[Worksheet], None], Callable[[RemoteOffice], bool]]] = {
    "note": (note, noted),
    "correct": (correct, lambda desk: desk.table(TAB)["D-02"]["Combien ?"] == "77"),
    "add a line": (add_line, lambda desk: desk.table(TAB)["D-99"]["Combien ?"] == "99"),
    "sort": (sort_and_write, noted),
}


def strong(desk: RemoteOffice) -> bool:
    """The answers that changed in the form are there."""
    return desk.table(TAB)["D-03"]["Un plan ?"] == "Oui, écrit"


COMMANDS: dict[str, Callable[[RemoteOffice], bool]] = {
    "sync": strong,
    "propose": lambda desk: desk.table("Propositions")["D-01"]["Niveau proposé"] == "Niveau 2",
    "jury open": lambda desk: {"D-01", "D-02", "D-03"} <= set(desk.table("Jury J. Un")),
    "jury collect": lambda desk: desk.table("Délibération")["D-01"]["J. Un"] == "Niveau 2",
    "decide": lambda desk: desk.table("Décisions")["D-01"]["Niveau décidé"] == "Niveau 2",
    "undo": lambda desk: not strong(desk),
}
"""What each command must have done in the end."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RemoteOffice]:
    """A campaign whose workbook is on a server."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with remote_office(tmp_path) as desk:
        yield desk


def prepare(desk: RemoteOffice, command: str) -> None:
    """Go up to a command, so that it has something to write."""
    desk.done("sync")
    if command in {"sync", "undo"}:
        desk.export([dossier(1, STRONG), dossier(2), dossier(3, STRONG)])
    if command == "undo":
        desk.done("sync")
        assert strong(desk)
    if command in {"jury open", "jury collect", "decide"}:
        desk.done("propose")
    if command in {"jury collect", "decide"}:
        desk.up_to("jury open")
        desk.fill("Jury J. Un", "Mon niveau", D01="2")
    if command == "decide":
        desk.up_to("jury collect")
        desk.fill("Délibération", "Décision", D01="Niveau 2")


def keep(folder: Path, copy: Path) -> None:
    """Make one folder like another."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_second_person_between_any_two_requests_loses_nothing(
    desk: RemoteOffice, tmp_path: Path, command: str
) -> None:
    """The command is done in the end, and so is what the person did."""
    assert desk.server is not None
    prepare(desk, command)
    kept = tmp_path / "kept"
    keep(desk.folder, kept / "campaign")
    keep(desk.server.folder, kept / "server")
    desk.server.seen.clear()
    desk.done(*command.split())
    methods = desk.server.methods()
    assert "PUT" in methods
    cases = 0
    for act, done in ACTS.values():
        saved: dict[bytes, bytes] = {}
        for number in range(1, len(methods) + 1):
            keep(kept / "campaign", desk.folder)
            keep(kept / "server", desk.server.folder)
            desk.server.seen.clear()
            desk.server.before = between(desk, number, act, saved)
            desk.done(*command.split())
            desk.server.before = lambda _: None
            assert (number, done(desk), COMMANDS[command](desk)) == (number, True, True)
            assert "✗" not in desk.done("journal")
            cases += 1
    print(f"{command}: {cases} saves between two of {len(methods)} requests")  # noqa: T201


def between(
    desk: RemoteOffice, number: int, act: Callable[[Worksheet], None], saved: dict[bytes, bytes]
) -> Callable[[Seen], None]:
    """Act once, just before a request; ``saved`` is what the act makes of a workbook."""

    def before(seen: Seen) -> None:
        if seen.number != number:
            return
        content = desk.workbook.read_bytes()
        if content in saved:
            desk.workbook.write_bytes(saved[content])
        else:
            desk.people(TAB, act)
            saved[content] = desk.workbook.read_bytes()

    return before
