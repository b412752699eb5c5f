"""A few answers changed in a big workbook: `palmares sync` against openpyxl.

openpyxl is what one would pick instead: load the workbook, write the cells, save it. It
does nothing else; `palmares sync` reads the form's export, merges three ways, notes what it
did, keeps the version before, and checks what it wrote.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from typing import NamedTuple

from python_calamine import load_workbook

from benchmarks.edition import cut_edition
from benchmarks.folder import SETTINGS
from benchmarks.folder import WORKBOOK
from benchmarks.folder import write_answers
from benchmarks.made_up import make_up
from benchmarks.process import palmares
from benchmarks.process import python
from benchmarks.process import run
from benchmarks.report import Report
from benchmarks.report import at_least
from benchmarks.report import memory
from benchmarks.report import seconds
from benchmarks.report import times
from sheets_sync.grid import AnswerType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.made_up import MadeUp
    from sheets_sync.settings.edition import Edition

CANDIDATES = 5_000
BIG = 36_000
CHANGED = 50
ROUNDS = 5
FASTER = 10
SMALLER = 2
SCRIPT = "benchmarks.openpyxl_way"
SYNC = "`palmares sync`"
OPENPYXL = "openpyxl: load, set, save"
IDLE = "`palmares sync`, nothing to do"
CALAMINE = "calamine: read"
KEY = "responses.dossier"
READ = """
import sys
from python_calamine import load_workbook
workbook = load_workbook(sys.argv[1])
for name in workbook.sheet_names:
    workbook.get_sheet_by_name(name).to_python()
"""


class Office(NamedTuple):
    """A campaign folder as it was synchronised, and the same with a newer export."""

    before: Path
    after: Path
    changes: Path


def make_office(home: Path, candidates: int, changed: int) -> Office:
    """Synchronise a campaign, then change one answer of some candidates, spread evenly."""
    office = Office(home / "before", home / "after", home / "changes.json")
    office.before.mkdir()
    edition = cut_edition(office.before / "config")
    (office.before / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    made_up = make_up(edition, candidates)
    write_answers(office.before, edition, made_up)
    run(palmares("-C", office.before, "sync"))
    shutil.copytree(office.before, office.after)
    changes = change_answers(edition, made_up, changed)
    write_answers(office.after, edition, made_up)
    office.changes.write_text(json.dumps(changes), encoding="utf-8")
    return office


def change_answers(edition: Edition, made_up: MadeUp, changed: int) -> list[dict[str, str]]:
    """Give some candidates another text as one of their answers; say where it goes."""
    question = next(q for q in edition.grid.questions if q.type is AnswerType.TEXT)
    changes = []
    for number in range(changed):
        position = number * len(made_up.candidates) // changed
        text = f"Réponse inventée, changée par le candidat ({number})."
        made_up.answers[question.id][position] = text
        key = made_up.candidates[position].dossier
        changes.append({"row": key, "column": f"responses.q-{question.id}", "text": text})
    return changes


def ways(office: Office, home: Path) -> dict[str, list[str]]:
    """The command of each way, on a fresh copy of the same file."""
    ours, idle, theirs = home / "ours", home / "idle", home / "theirs.xlsx"
    for copy, model in ((ours, office.after), (idle, office.before)):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(model, copy)
    shutil.copy(office.before / WORKBOOK, theirs)
    return {
        SYNC: palmares("-C", ours, "sync"),
        OPENPYXL: python("-m", SCRIPT, theirs, office.changes),
        IDLE: palmares("-C", idle, "sync"),
        CALAMINE: python("-c", READ, theirs),
    }


def answers(workbook: Path) -> list[list[object]]:
    """The cells of the tab of answers, as anybody reads them."""
    reader = load_workbook(workbook)
    for name in reader.sheet_names:
        rows = [list[object](row) for row in reader.get_sheet_by_name(name).iter_rows()]
        if rows and rows[0][0] == KEY:
            return rows
    raise ValueError(workbook)


class Figures(NamedTuple):
    """Medians of one way: seconds, and MiB at the peak."""

    seconds: float
    mebibytes: float


def _measured(candidates: int, changed: int, rounds: int) -> dict[str, Figures]:
    """All ways, alternated, in a folder that is gone afterwards."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        return compared(make_office(home, candidates, changed), home, rounds)


def compared(office: Office, home: Path, rounds: int) -> dict[str, Figures]:
    """All ways, alternated; what the last round wrote stays in ``home``."""
    ran = [
        {name: run(command) for name, command in ways(office, home).items()} for _ in range(rounds)
    ]
    return {
        name: Figures(
            median(each[name].seconds for each in ran),
            median(each[name].mebibytes for each in ran),
        )
        for name in ran[0]
    }


def rows(candidates: int, took: Mapping[str, Figures]) -> list[tuple[str, ...]]:
    """One line per way; openpyxl beside the sync that writes, calamine beside the idle one."""
    beside = {SYNC: SYNC, OPENPYXL: SYNC, IDLE: IDLE, CALAMINE: IDLE}
    return [
        (
            f"{candidates:,}",
            name,
            seconds(took[name].seconds),
            times(took[name].seconds / took[other].seconds),
            memory(took[name].mebibytes),
            times(took[name].mebibytes / took[other].mebibytes),
        )
        for name, other in beside.items()
    ]


def measure(
    candidates: int = CANDIDATES, changed: int = CHANGED, rounds: int = ROUNDS, big: int = BIG
) -> Report:
    """Whole processes, alternated; then once on a workbook as big as they may come."""
    usual = _measured(candidates, changed, rounds)
    lines = rows(candidates, usual)
    if big:
        lines += rows(big, _measured(big, changed, 1))
    ours, theirs = usual[SYNC], usual[OPENPYXL]
    return Report(
        "workbook",
        f"Workbook: one answer of {changed} candidates changed, 60 questions",
        ("candidates", "way", "time", "against ours", "peak memory", "against ours"),
        tuple(lines),
        (
            at_least("openpyxl against sync, time", theirs.seconds / ours.seconds, FASTER),
            at_least("openpyxl against sync, memory", theirs.mebibytes / ours.mebibytes, SMALLER),
        ),
        (
            f"Whole processes; medians of {rounds} alternated rounds ({big:,} candidates: once).",
            "Calamine only reads the workbook; the sync with nothing to do reads the export too.",
        ),
    )
