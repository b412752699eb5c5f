"""Whatever a juror who stands back wrote, everything but that juror's own tab is the same."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.app.office import Office
from tests.app.office import office
from tests.golden import dump

if TYPE_CHECKING:
    from pathlib import Path

UN, DEUX, TABLE = "Jury J. Un", "Jury J. Deux", "Délibération"
MARK, AFTER = "Mon niveau", "Mon niveau après la réunion"
WRITTEN: tuple[dict[str, str], ...] = (
    {MARK: "Niveau 1", "Mon commentaire": "Ceci ne paraît nulle part.\n– Ni cela."},
    {MARK: "Non labellisé", AFTER: "Niveau 2", "Mon degré de certitude": "Sûr"},
    {MARK: "Niveau 9", "Plans\u202f: mon commentaire": "=1+1"},
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign whose second juror stands back from two of three dossiers, and wrote nothing."""
    desk = office(tmp_path_factory.mktemp("recused") / "campagne")
    desk.up_to("sync", "propose", "jury open")
    desk.fill(UN, MARK, D01="Niveau 2", D02="Niveau 2", D03="Niveau 1")
    desk.fill(DEUX, MARK, D03="Niveau 1")
    desk.fill(DEUX, "Je me déporte", D01="Autre lien", D02="Lien familial ou amical")
    return desk.folder


def evening(folder: Path, into: Path, written: dict[str, str]) -> dict[str, str]:
    """Go on to the frozen edition; what all tabs, and the edition, then say."""
    shutil.copytree(folder, into)
    desk = Office(into)
    for heading, text in written.items():
        desk.fill(DEUX, heading, D01=text, D02=text)
    told = desk.done("jury", "collect")
    desk.fill(TABLE, "Décision", D01="Niveau 2", D02="Niveau 2", D03="Niveau 1")
    desk.fill(TABLE, "Motif", D02="Inventé.", D03="Inventé.")
    said = {"collect": told, "agreement": desk.done("jury", "agreement", "--by-juror")}
    desk.done("decide")
    desk.done("freeze")
    said["edition"] = (desk.folder / "edition.json").read_text("utf-8")
    book = openpyxl.load_workbook(desk.workbook)
    tabs = {sheet.title: dump.tab(sheet) for sheet in book if sheet.title != DEUX}
    return {name: dump.masked(text) for name, text in {**said, **tabs}.items()}


@pytest.fixture(scope="module")
def silent(folder: Path) -> dict[str, str]:
    """What is said where the juror who stands back wrote nothing."""
    return evening(folder, folder.parent / "silent", {})


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(WRITTEN)))
def test_recused_mark_changes_nothing_anywhere(
    folder: Path, silent: dict[str, str], number: int
) -> None:
    told = evening(folder, folder.parent / f"{number}", WRITTEN[number])
    assert told == silent
