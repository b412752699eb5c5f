"""The dashboard in a campaign: which command writes it, and what it never tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.chart import Reference

from sheets_sync.language import language_for
from sheets_sync.tabs.dashboard import TITLE
from tests.app.office import SECOND_JUROR
from tests.app.office import STRONG
from tests.app.office import Office
from tests.app.office import dossier
from tests.app.office import office

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

FRENCH = language_for("fr")
TAB = FRENCH.text(TITLE)
MARK = "Mon niveau"
CHART = FRENCH.text("Marks given by each juror")
THIRD = SECOND_JUROR.replace("deux", "trois").replace("Deux", "Trois")


@pytest.fixture
def marked(tmp_path: Path) -> Office:
    """Three jurors have marked, the chair has decided one dossier."""
    desk = office(tmp_path / "campagne", jurors=2)
    edition = desk.folder / "config" / "edition.toml"
    edition.write_text(edition.read_text(encoding="utf-8") + THIRD, encoding="utf-8")
    desk.up_to("sync --yes", "propose --yes", "jury open --yes")
    for tab in [each for each in desk.sheets() if each.startswith("Jury ")]:
        desk.fill(tab, MARK, D01="Niveau 2", D02="Niveau 1")
    desk.up_to("jury collect --yes")
    desk.fill("Délibération", "Décision", D01="Niveau 2")
    return desk


def figures(desk: Office, block: str = "") -> dict[str, tuple[object, object]]:
    """The figures of the lines of a block."""
    sheet = openpyxl.load_workbook(desk.workbook)[TAB]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_col=4)]
    return {
        str(key): (first, second) for key, _, first, second in rows if str(key).startswith(block)
    }


def test_propose_counts_what_it_proposes(desk: Office) -> None:
    desk.up_to("sync --yes", "propose --yes")
    proposed = desk.column("Propositions", "Niveau proposé")
    found = figures(desk, "levels-")
    assert sum(first for first, _ in found.values() if isinstance(first, int)) == len(proposed)
    assert {second for _, second in found.values()} == {None}


def test_propose_counts_a_level_that_somebody_corrected(desk: Office) -> None:
    desk.up_to("sync --yes", "propose --yes")
    before = figures(desk, "levels-")
    level = desk.column("Propositions", "Niveau proposé")["D-01"]
    desk.fill("Propositions", "Niveau proposé", D01="Non labellisé")
    desk.up_to("propose --yes")
    after = figures(desk, "levels-")
    track = next(iter(before)).rsplit("-", 1)[0]
    assert level != "Non labellisé"
    assert (before[f"{track}-0"][0], after[f"{track}-0"][0]) == (1, 2)


def test_commands_with_nothing_new_leave_every_byte(marked: Office) -> None:
    marked.up_to("decide --yes")
    before = marked.workbook.read_bytes()
    marked.up_to("propose --yes", "jury collect --yes", "decide --yes")
    assert marked.workbook.read_bytes() == before


def test_decide_counts_what_is_decided(marked: Office) -> None:
    marked.up_to("decide --yes")
    found = figures(marked, "levels-")
    assert [second for _, second in found.values()] == [0, 0, 1]


def test_collect_tells_how_far_jurors_are(marked: Office) -> None:
    assert set(figures(marked, "jurors-").values()) == {(2, 1)}


def test_dossier_that_comes_late_is_asked_of_jurors_at_once(marked: Office) -> None:
    marked.export([dossier(number, STRONG) for number in range(1, 5)])
    marked.up_to("sync --yes", "propose --yes")
    content = marked.workbook.read_bytes()
    marked.up_to("propose --yes")
    assert set(figures(marked, "jurors-").values()) == {(2, 2)}
    assert marked.workbook.read_bytes() == content


def test_agreement_is_that_of_the_whole_jury(marked: Office) -> None:
    assert figures(marked, "agreement-") == {
        "agreement-exact": (100, None),
        "agreement-unanimous": (100, None),
        "agreement-alpha": (1, None),
        "agreement-interval": (None, None),
    }


def test_two_jurors_learn_nothing_of_each_other(tmp_path: Path) -> None:
    desk = office(tmp_path / "campagne", jurors=2)
    desk.up_to("sync --yes", "propose --yes", "jury open --yes")
    for tab in [each for each in desk.sheets() if each.startswith("Jury ")]:
        desk.fill(tab, MARK, D01="Niveau 2", D02="Niveau 1")
    desk.up_to("jury collect --yes")
    told = figures(desk, "agreement-") | figures(desk, "spreads-")
    assert set(told.values()) == {(None, None)}


def test_deleted_tab_is_made_again_with_its_charts(marked: Office) -> None:
    book = openpyxl.load_workbook(marked.workbook)
    before = figures(marked)
    del book[TAB]
    book.save(marked.workbook)
    marked.up_to("jury collect --yes")
    sheet = openpyxl.load_workbook(marked.workbook)[TAB]
    assert len(sheet._charts) == 4  # type: ignore[attr-defined]
    assert {key: first for key, (first, _) in figures(marked).items()} == {
        key: first for key, (first, _) in before.items()
    }


def test_chart_that_somebody_adds_stays(marked: Office) -> None:
    def act(sheet: Worksheet) -> None:
        mine = BarChart()
        mine.add_data(Reference(sheet, min_col=3, min_row=4, max_row=6))
        sheet.add_chart(mine, "Z20")

    marked.people(TAB, act)
    marked.up_to("decide --yes")
    sheet = openpyxl.load_workbook(marked.workbook)[TAB]
    assert len(sheet._charts) == 5  # type: ignore[attr-defined]


def test_juror_who_comes_later_is_told_to_be_in_no_chart(marked: Office) -> None:
    edition = marked.folder / "config" / "edition.toml"
    fourth = THIRD.replace("trois", "quatre").replace("Trois", "Quatre")
    edition.write_text(edition.read_text(encoding="utf-8") + fourth, encoding="utf-8")
    marked.run("jury", "open", "--yes")

    def swap(sheet: Worksheet) -> None:
        sheet.insert_rows(sheet.max_row)

    marked.people(TAB, swap)
    said = marked.done("jury", "collect", "--yes")
    assert f"The chart “{CHART}” no longer shows the lines it is about" in said


def test_opening_the_jury_again_changes_nothing(tmp_path: Path) -> None:
    desk = office(tmp_path / "campagne", jurors=2)
    desk.up_to("sync --yes", "propose --yes", "jury open --yes")
    before = desk.workbook.read_bytes()
    desk.up_to("jury open --yes")
    assert desk.workbook.read_bytes() == before


def test_jurors_with_files_of_their_own_have_no_dashboard_in_them(tmp_path: Path) -> None:
    desk = office(tmp_path / "campagne", jurors=2)
    settings = desk.folder / "campaign.toml"
    text = settings.read_text(encoding="utf-8") + "\n[jury]\nseparate = true\n"
    settings.write_text(text, encoding="utf-8")
    desk.up_to("sync --yes", "propose --yes", "jury open --yes", "jury collect --yes")
    titles = {
        path.name: openpyxl.load_workbook(path).sheetnames
        for path in (desk.folder / "jury").glob("*.xlsx")
    }
    assert len(titles) == 2
    assert [name for name, found in titles.items() if TAB in found] == []
    assert TAB in desk.sheets()
