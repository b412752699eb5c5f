"""Where new tabs come, and that what is told by a tab's position still means the same tab."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
from lxml import etree

from sheets_sync.journal import journal_tab
from sheets_sync.language import language_for
from sheets_sync.memory import BASE_TAB
from sheets_sync.workbooks.xlsx.order import position
from sheets_sync.workbooks.xlsx.order import rank
from sheets_sync.workbooks.xlsx.xml import main
from tests.app.office import office

if TYPE_CHECKING:
    from pathlib import Path

RANKS = {"Journal": 1, "palmares-base": 2, "_palmares": 2}
FRENCH = language_for("fr")


def test_journal_is_behind_others_and_hidden_tabs_behind_it() -> None:
    assert [rank(journal_tab(FRENCH)), rank(BASE_TAB)] == [1, 2]


def test_tab_comes_in_front_of_the_program_s_last_ones() -> None:
    titles = ["Réponses", "palmares-base", "Journal", "_palmares"]
    assert [position(own, titles, RANKS) for own in (0, 1, 2)] == [1, 3, 4]


def test_tab_comes_behind_those_that_people_put_at_the_end() -> None:
    titles = ["Journal", "_palmares", "À nous"]
    assert [position(own, titles, RANKS) for own in (0, 1, 2)] == [3, 3, 3]


def test_tabs_of_a_campaign_end_with_the_journal_and_the_memory(tmp_path: Path) -> None:
    desk = office(tmp_path / "campagne", jurors=1)
    desk.up_to("sync", "propose", "jury open", "jury collect", "decide")
    book = openpyxl.load_workbook(desk.workbook)
    assert book.sheetnames[-3:] == ["Journal", "palmares-base", "_palmares"]


def test_filters_titles_and_the_open_tab_are_those_of_the_same_tabs(tmp_path: Path) -> None:
    desk = office(tmp_path / "campagne", jurors=1)
    desk.done("sync")
    desk.people("Journal", lambda sheet: setattr(sheet.parent, "active", sheet))
    desk.up_to("propose", "jury open")
    book = openpyxl.load_workbook(desk.workbook)
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert {sheet.title: sheet.print_title_rows for sheet in seen} == {
        sheet.title: "$1:$2" for sheet in seen
    }
    assert {sheet.title: sheet.auto_filter.ref for sheet in seen if sheet.auto_filter.ref} == {
        sheet.title: sheet.dimensions.replace("A1", "A2")
        for sheet in seen
        if sheet.title not in {"Lisez-moi", "Séance", "Tableau de bord"}
    }
    assert book.sheetnames.index("Journal") == book.index(book.active)  # type: ignore[arg-type]


def test_names_that_tell_a_tab_by_its_position_tell_that_tab(tmp_path: Path) -> None:
    desk = office(tmp_path / "campagne", jurors=1)
    desk.up_to("sync", "propose", "jury open")
    with ZipFile(desk.workbook) as package:
        book = etree.fromstring(package.read("xl/workbook.xml"))
    titles = [each.get("name", "") for each in book.iter(main("sheet"))]
    names = [(each, each.get("localSheetId")) for each in book.iter(main("definedName"))]
    told = [(titles[int(at)], each.text or "") for each, at in names if at is not None]
    assert [text.partition("!")[0].strip("'") for _, text in told] == [title for title, _ in told]
    areas = {
        title: text.partition("!")[2].replace("$", "") for title, text in told if ":$I" in text
    }
    journal = openpyxl.load_workbook(desk.workbook)["Journal"]
    assert areas["Journal"] == journal.auto_filter.ref == "A2:I5"
