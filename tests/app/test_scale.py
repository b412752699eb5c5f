"""The same commands for two candidates and for hundreds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.app.office import MIDDLE
from tests.app.office import STRONG
from tests.app.office import WEAK
from tests.app.office import column_of
from tests.app.office import dossier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.app.office import Office

MANY = 300
KINDS = (STRONG, MIDDLE, WEAK)
LEVELS = ("Niveau 2", "Niveau 1", "Non labellisé")


def to_the_end(desk: Office, count: int) -> None:
    """A whole campaign of some candidates, whose decisions follow the proposals."""
    desk.export([dossier(number, KINDS[number % 3]) for number in range(1, count + 1)])
    desk.done("run")
    every = {f"D{number:02}": LEVELS[number % 3] for number in range(1, count + 1)}
    fill(desk, ("Jury J. Un", "Jury J. Deux"), "Mon niveau", every)
    desk.done("run")
    fill(desk, ("Délibération",), "Décision", every)
    desk.up_to("decide", "freeze")


def fill(desk: Office, tabs: Iterable[str], heading: str, values: dict[str, str]) -> None:
    """Type a column from top to bottom, in the order of the export, and save once."""
    book = openpyxl.load_workbook(desk.workbook)
    for sheet in (book[tab] for tab in tabs):
        column = column_of(sheet, heading)
        for row, (key, value) in enumerate(values.items(), start=3):
            assert sheet.cell(row, 1).value == f"D-{key[1:]}"
            sheet.cell(row, column, value)
    book.save(desk.workbook)


def frozen_levels(desk: Office) -> dict[str, str | None]:
    """Dossier -> id of the level, as the frozen edition holds them."""
    edition = json.loads((desk.folder / "edition.json").read_text(encoding="utf-8"))
    return {each["dossier"]: each["level"] for each in edition["candidates"]}


def test_campaign_of_two_candidates_runs_to_its_documents(desk: Office) -> None:
    to_the_end(desk, 2)
    desk.up_to("certificates", "results")
    assert frozen_levels(desk) == {"D-01": "1", "D-02": None}
    assert len(list((desk.folder / "certificats").glob("*.pdf"))) == 1


def test_campaign_of_one_candidate_without_a_level_runs_to_its_documents(desk: Office) -> None:
    desk.export([dossier(1, WEAK)])
    desk.done("run")
    for tab in ("Jury J. Un", "Jury J. Deux"):
        desk.fill(tab, "Mon niveau", D01="Non labellisé")
    desk.done("run")
    desk.fill("Délibération", "Décision", D01="Non labellisé")
    desk.done("run")
    assert frozen_levels(desk) == {"D-01": None}
    assert list((desk.folder / "certificats").glob("*.pdf")) == []
    assert "Aucun candidat" in (desk.folder / "resultats.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_campaign_of_hundreds_runs_to_its_frozen_edition(desk: Office) -> None:
    to_the_end(desk, MANY)
    ids = ("2", "1", None)
    assert frozen_levels(desk) == {f"D-{n:02}": ids[n % 3] for n in range(1, MANY + 1)}
    before = desk.workbook.read_bytes()
    desk.up_to("sync", "propose", "jury collect", "decide")
    assert desk.workbook.read_bytes() == before
