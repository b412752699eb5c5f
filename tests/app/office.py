"""A small campaign in a folder, the people who work in its workbook, and the commands."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from functools import lru_cache
from functools import partial
from typing import TYPE_CHECKING

import openpyxl
from click.testing import CliRunner

from sheets_sync.cli import cli
from sheets_sync.language import language_for
from sheets_sync.localised import localised
from tests.app import stages
from tests.settings import small

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from pathlib import Path

    from click import Command
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SECOND_JUROR = """
[[jury]]
id = "deux"
first_name = "Juré"
last_name = "Deux"
role = "Membre"
"""

UNSIGNED = small.changed(
    small.EDITION, "[[mentions]]", "[deliberation]\nsignoff = false\n\n[[mentions]]"
)
"""An edition whose chair signs nothing: for tests of something else."""

PLAIN = '[workbook]\nfile = "campagne.xlsx"\n\n[form]\nexport = "export.csv"\n'
"""The settings of a campaign whose workbook and export lie in its folder."""

HEADINGS = (
    *("dossier", "name", "department", "type", "population", "bearer", "role", "submitted"),
    *("Un plan ?", "Son adresse", "Une délibération ?", "Des actions ?", "Quelle part ?"),
    "Combien ?",
)
STRONG = ("Oui, écrit", "https://exemple.invalid/plan", "Oui", "Une, Deux", "85 %", "12")
MIDDLE = ("Oui, écrit", "https://exemple.invalid/projet", "Non", "Une", "30", "2")
WEAK = ("Non, rien", "", "Non", "", "3", "0")


def dossier(number: int, answers: tuple[str, ...] = MIDDLE, name: str = "") -> tuple[str, ...]:
    """A line of the form's export; names and people are invented."""
    return (
        f"D-{number:02}",
        name or f"Ville inventée {number}",
        "38",
        "Commune",
        "5000",
        "Porteuse INVENTÉE",
        "Maire",
        "2023-11-01 10:00",
        *answers,
    )


THREE = (dossier(1, STRONG), dossier(2, MIDDLE), dossier(3, WEAK))


@dataclass(frozen=True)
class Outcome:
    """What a command answered."""

    code: int
    output: str


@dataclass(frozen=True)
class Office:
    """A campaign folder, with what staff and jurors do to its workbook."""

    folder: Path
    lang: str = "en"

    @property
    def workbook(self) -> Path:
        """The shared workbook."""
        return self.folder / "campagne.xlsx"

    def export(
        self, lines: Iterable[tuple[str, ...]], headings: tuple[str, ...] = HEADINGS
    ) -> None:
        """Write the form's export, as CSV with semicolons."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";")
        writer.writerow(headings)
        writer.writerows(lines)
        (self.folder / "export.csv").write_text(text.getvalue(), encoding="utf-8-sig")

    def run(self, *arguments: str) -> Outcome:
        """Run a command in the folder, as from a terminal that is none."""
        line = ["--lang", self.lang, "-C", str(self.folder), *arguments]
        result = CliRunner().invoke(commands(self.lang), line, prog_name="palmares")
        return Outcome(result.exit_code, result.output)

    def done(self, *arguments: str) -> str:
        """Run a command that must succeed; what it printed."""
        outcome = self.run(*arguments)
        assert outcome.code == 0, outcome.output
        return outcome.output

    def up_to(self, *commands: str) -> None:
        """Run several commands that must succeed; what is known already is copied."""
        for command in commands:
            self.reach(command, partial(self._take, command))

    def _take(self, command: str) -> None:
        self.done(*command.split())

    def reach(self, step: str, take: Callable[[], None]) -> None:
        """Take a step, or copy what it left before if all that counts lies in the folder."""
        settings = self.folder / "campaign.toml"
        if type(self) is Office and settings.is_file() and settings.read_text("utf-8") == PLAIN:
            stages.reach(self.folder, (self.lang, step), take)
        else:
            take()

    def people(self, tab: str, act: Callable[[Worksheet], None]) -> None:
        """Let somebody do something to a tab, and save the file with another program."""
        book = openpyxl.load_workbook(self.workbook)
        act(book[tab])
        book.save(self.workbook)

    def fill(self, tab: str, heading: str, **values: str) -> None:
        """Let somebody type in a column: ``D01="Niveau 2"`` for dossier D-01."""

        def act(sheet: Worksheet) -> None:
            column = column_of(sheet, heading)
            for key, value in values.items():
                row = row_of(sheet, f"{key[0]}-{key[1:]}")
                sheet.cell(row, column, value)

        self.reach(f"{tab} {heading} {values}", lambda: self.people(tab, act))

    def sign(self, day: str = "2023-12-05") -> None:
        """Let the chair sign the decisions that were recorded last."""

        def act(sheet: Worksheet) -> None:
            last = max(cell.row for cell in sheet["A"] if cell.value)
            sheet.cell(last, column_of(sheet, "Présidence"), "Présidente INVENTÉE")
            sheet.cell(last, column_of(sheet, "Jour"), day)

        self.people("Séance", act)

    def table(self, tab: str) -> dict[str, dict[str, object]]:
        """What people see in a tab: dossier -> heading -> value."""
        _, headings, *rows = seen(self.workbook.read_bytes())[tab].iter_rows(values_only=True)
        return {
            str(row[0]): dict(zip(map(str, headings), row, strict=True)) for row in rows if row[0]
        }

    def sheets(self) -> list[str]:
        """The titles of all tabs."""
        return seen(self.workbook.read_bytes()).sheetnames

    def column(self, tab: str, heading: str) -> dict[str, object]:
        """One column of a tab, by dossier."""
        return {key: row[heading] for key, row in self.table(tab).items()}


@cache
def commands(lang: str) -> Command:
    """All commands in a language, as a process makes them once when it starts."""
    return localised(cli, language_for(lang))


@lru_cache(maxsize=4)
def seen(content: bytes) -> Workbook:
    """A workbook to look at; a tab is only read when it is asked for."""
    return openpyxl.load_workbook(io.BytesIO(content), read_only=True)


def column_of(sheet: Worksheet, heading: str) -> int:
    """The column under a heading."""
    return [cell.value for cell in sheet[2]].index(heading) + 1


def row_of(sheet: Worksheet, key: str) -> int:
    """The row of a dossier, whatever column its key is in."""
    keys = column_of(sheet, "Dossier")
    return [sheet.cell(row, keys).value for row in range(1, sheet.max_row + 1)].index(key) + 1


def office(folder: Path, lang: str = "en", jurors: int = 2, *, signs: bool = False) -> Office:
    """A campaign folder with three dossiers and one or two jurors.

    ``signs``: its edition is frozen only once the chair has signed, as is usual.
    """
    folder.mkdir(parents=True, exist_ok=True)
    edition = small.EDITION if signs else UNSIGNED
    small.write(folder / "config", edition + SECOND_JUROR * (jurors - 1))
    (folder / "campaign.toml").write_text(PLAIN, encoding="utf-8")
    made = Office(folder, lang)
    made.export(THREE)
    return made
