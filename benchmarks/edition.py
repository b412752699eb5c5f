"""The edition that is measured: config/2023, cut to sixty questions."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING

from sheets_sync.grid import Life
from sheets_sync.settings.edition import read_edition
from sheets_sync.settings.editions import model_editions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sheets_sync.grid import Question
    from sheets_sync.settings.edition import Edition

MODEL = "2023"
QUESTIONS = 60


def cut_edition(config: Path) -> Edition:
    """Write the edition into a folder that is not there yet, and read it back."""
    model = model_editions()[MODEL]
    shutil.copytree(model, config)
    settings = "".join((model / name).read_text("utf-8") for name in ("edition.toml", "form.toml"))
    dropped = _dropped(read_edition(model).grid.questions, settings)
    _cut(config / "grid.csv", dropped)
    edition = read_edition(config)
    if len(edition.grid.questions) != QUESTIONS:
        raise ValueError(len(edition.grid.questions))
    return edition


def _dropped(questions: Sequence[Question], settings: str) -> set[str]:
    """Questions that do not count, then enough others, spread over the grid."""
    idle = {question.id for question in questions if question.life is not Life.ACTIVE}
    proved = {question.proof_of for question in questions}
    free = [
        question.id
        for question in questions
        if not (question.id in idle | proved or question.id in settings or question.proof_of)
    ]
    excess = len(questions) - len(idle) - QUESTIONS
    return idle | {free[index * len(free) // excess] for index in range(excess)}


def _cut(path: Path, dropped: set[str]) -> None:
    """Leave the lines of some questions out of a grid file."""
    lines = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(line for line in lines if line[0] not in dropped)
