"""A new tab: its headings, rules, colours and paper, as openpyxl reads them back."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest

from sheets_sync.plan import AddColumn
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.tabs import look
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONG_LIST = tuple(f"Réponse n° {number}, avec une virgule" for number in range(20))
TAB = Tab(
    id="demo",
    title="Avis d’Émilie",
    key="dossier",
    columns=(
        Column("dossier", "Dossier", kind=Kind.KEY, width=12, note="Le numéro du dossier"),
        Column("points", "Total", kind=Kind.POINTS, group="Score"),
        Column("count", "Habitants", kind=Kind.INTEGER, hidden=True),
        Column("level", "Niveau", kind=Kind.LEVEL, colours={"Or": "E0B83A", "Nuit": "101820"}),
        Column("vote", "Vote", Owner.PEOPLE, Kind.CHOICE, choices=("Oui", "Non"), strict=True),
        Column("why", "Pourquoi", Owner.PEOPLE, Kind.LONG, choices=LONG_LIST, strict=False),
    ),
    frozen=2,
    colour="3B6EA5",
)
HIDDEN = Tab("store", "réserve", "k", (Column("k", "k"),), hidden=True)
ROWS = (AddRow(TAB, "007", {"points": 1.25, "level": "Or", "why": "mot " * 40}),)


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """A workbook with both tabs, opened."""
    path = tmp_path / "neuf.xlsx"
    made = XlsxWorkbook(path)
    plan = Plan(create=(CreateTab(HIDDEN), CreateTab(TAB)), rows=ROWS)
    made.apply(plan, made.read([TAB, HIDDEN]))
    return openpyxl.load_workbook(BytesIO(path.read_bytes()))


@pytest.fixture
def sheet(workbook: Workbook) -> Worksheet:
    """The tab that people see."""
    return workbook[TAB.title]


def test_hidden_tabs_can_only_be_shown_by_programs(workbook: Workbook) -> None:
    states = {each.title: each.sheet_state for each in workbook.worksheets}
    assert states == {HIDDEN.title: "veryHidden", TAB.title: "visible", "_palmares": "veryHidden"}


def test_workbook_opens_on_the_first_tab_in_sight(workbook: Workbook) -> None:
    selected = [each.title for each in workbook.worksheets if each.sheet_view.tabSelected]
    assert (workbook.active.title if workbook.active else "", selected) == (TAB.title, [])


def test_workbook_of_hidden_tabs_shows_one(tmp_path: Path) -> None:
    path = tmp_path / "neuf.xlsx"
    made = XlsxWorkbook(path)
    made.apply(Plan(create=(CreateTab(HIDDEN),)), made.read([HIDDEN]))
    first = openpyxl.load_workbook(BytesIO(path.read_bytes())).worksheets[0]
    assert (first.title, first.sheet_state) == (HIDDEN.title, "visible")


def test_identities_are_hidden_and_headings_stay_in_sight(sheet: Worksheet) -> None:
    assert (sheet.row_dimensions[1].hidden, sheet.freeze_panes) == (True, "C3")
    assert [cell.value for cell in sheet[1]] == [TAB.identity(each) for each in TAB.ids()]
    assert [cell.value for cell in sheet[2]] == [column.heading for column in TAB.columns]


def test_hidden_column_is_hidden(sheet: Worksheet) -> None:
    assert [sheet.column_dimensions[letter].hidden for letter in "ABC"] == [False, False, True]


def test_filter_covers_headings_and_rows(sheet: Worksheet) -> None:
    assert sheet.auto_filter.ref == "A2:F3"


def test_cells_are_locked_where_a_protection_should_hold(sheet: Worksheet) -> None:
    locked = [sheet.column_dimensions[letter].protection.locked for letter in "ABDEF"]
    assert locked == [True, True, True, False, False]


def test_new_row_takes_the_look_of_its_columns(sheet: Worksheet) -> None:
    cell = sheet["B3"]
    assert (cell.number_format, cell.fill.fgColor.rgb) == ("0.0", "00F6F9FC")
    assert (sheet["A3"].number_format, sheet["A3"].font.b) == ("@", True)
    assert (sheet["F3"].alignment.wrap_text, sheet["F3"].protection.locked) == (True, False)


def test_row_is_as_high_as_its_texts(sheet: Worksheet) -> None:
    assert sheet.row_dimensions[3].height == 180


def test_no_height_is_fixed(tmp_path: Path, workbook: Workbook) -> None:
    assert len(workbook.worksheets) == 3
    with ZipFile(tmp_path / "neuf.xlsx") as package:
        assert b"customHeight" not in package.read("xl/worksheets/sheet2.xml")


def test_protection_has_no_password_and_forbids_no_habit(sheet: Worksheet) -> None:
    forbidden = [right for right in look.RIGHTS if getattr(sheet.protection, right)]
    assert (sheet.protection.sheet, sheet.protection.password, forbidden) == (True, None, [])


def test_tab_that_shall_not_be_protected_is_free(tmp_path: Path) -> None:
    path = tmp_path / "libre.xlsx"
    made = XlsxWorkbook(path)
    tab = TAB._replace(protected=False)
    made.apply(Plan(create=(CreateTab(tab),)), made.read([tab]))
    with ZipFile(path) as package:
        assert b"sheetProtection" not in package.read("xl/worksheets/sheet1.xml")


def test_headings_tell_whose_a_column_is(sheet: Worksheet) -> None:
    program, people = look.SHADES[Owner.PROGRAM], look.SHADES[Owner.PEOPLE]
    assert sheet["A2"].fill.fgColor.rgb == f"00{program.heading}"
    assert sheet["B2"].fill.fgColor.rgb == f"00{program.heading_alternate}"
    assert sheet["E2"].fill.fgColor.rgb in {f"00{people.heading}", f"00{people.heading_alternate}"}


def test_lists_of_choices(sheet: Worksheet) -> None:
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    vote, why = rules["E3:E1048576"], rules["F3:F1048576"]
    assert (vote.formula1, vote.errorStyle) == ('"Oui,Non"', "stop")
    assert (why.formula1, why.errorStyle) == ("'_palmares'!$B$2:$B$21", "warning")


def test_long_list_is_whole(workbook: Workbook) -> None:
    cells = [row[0].value for row in workbook["_palmares"]["B2:B21"]]
    assert tuple(cells) == LONG_LIST


def test_note_shows_when_the_heading_is_chosen(sheet: Worksheet) -> None:
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert (rules["A2"].promptTitle, rules["A2"].prompt) == ("Dossier", "Le numéro du dossier")
    assert (rules["B2"].promptTitle, rules["B2"].prompt) == ("Score", "Total")


def test_colours_follow_the_value(sheet: Worksheet) -> None:
    found = {
        rule.formula[0]: (rule.dxf.fill.bgColor.rgb, rule.dxf.font.color.rgb)
        for area in sheet.conditional_formatting
        for rule in area.rules
    }
    assert found == {'"Or"': ("00E0B83A", f"00{look.INK}"), '"Nuit"': ("00101820", "00FFFFFF")}


def test_number_is_compared_as_a_number(tmp_path: Path) -> None:
    """A text of the same digits is never equal to it."""
    path = tmp_path / "neuf.xlsx"
    made = XlsxWorkbook(path)
    spread = Column("spread", "Écart", kind=Kind.INTEGER, colours={"2": "F9D8B8"})
    tab = TAB._replace(columns=(*TAB.columns, spread))
    made.apply(Plan(create=(CreateTab(tab),)), made.read([tab]))
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes())).worksheets[0]
    rules = {str(a.sqref): [r.formula for r in a.rules] for a in sheet.conditional_formatting}
    assert rules["G3:G1048576"] == [["2"]]


def test_paper(sheet: Worksheet, workbook: Workbook) -> None:
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)
    colour = sheet.sheet_properties.tabColor
    assert (sheet.print_title_rows, colour and colour.rgb) == ("$1:$2", "003B6EA5")
    assert sheet.print_title_cols == "$A:$B"
    assert workbook[HIDDEN.title].print_title_rows is None


@pytest.mark.parametrize(("width", "pages"), [(130, 1), (131, 2), (391, 4)])
def test_wide_tab_is_printed_on_pages_side_by_side(tmp_path: Path, width: int, pages: int) -> None:
    """A page that lies holds 260 characters; hidden columns take no room."""
    path = tmp_path / "neuf.xlsx"
    made = XlsxWorkbook(path)
    wide = [Column(each, each, width=width) for each in ("key", "other")]
    tab = TAB._replace(key="key", columns=(*wide, Column("hidden", "?", width=99, hidden=True)))
    made.apply(Plan(create=(CreateTab(tab),)), made.read([tab]))
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes())).worksheets[0]
    assert sheet.page_setup.fitToWidth == pages


def test_portrait_tab(tmp_path: Path) -> None:
    path = tmp_path / "neuf.xlsx"
    made = XlsxWorkbook(path)
    tab = TAB._replace(portrait=True, filtered=False)
    made.apply(Plan(create=(CreateTab(tab),)), made.read([tab]))
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes())).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.auto_filter.ref) == ("portrait", None)


def test_ink_reads_on_any_fill() -> None:
    assert [look.ink_on(fill) for fill in ("FFFFFF", "E0B83A", "B87333", "101820", "000000")] == [
        look.INK,
        look.INK,
        look.INK,
        "FFFFFF",
        "FFFFFF",
    ]


def test_groups_alternate() -> None:
    assert look.alternates(["", "a", "a", "b", ""]) == [False, True, True, False, True]


def test_program_texts_stay_texts_and_people_may_compute() -> None:
    owners = (Owner.PROGRAM, Owner.PEOPLE)
    assert [look.setting(Kind.TEXT, owner).format for owner in owners] == ["@", ""]
    assert [look.setting(Kind.POINTS, owner).format for owner in owners] == ["0.0", "0.0"]


GREYED = TAB._replace(greyed_by="why")


def greying(sheet: Worksheet) -> dict[str, tuple[str, str, int]]:
    """The rules that grey rows: range -> condition, fill, priority."""
    return {
        str(area.sqref): (rule.formula[0], rule.dxf.fill.bgColor.rgb, rule.priority)
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.type == "expression"
    }


def test_rows_are_greyed_by_a_column_before_any_other_colour(tmp_path: Path) -> None:
    path = tmp_path / "neuf.xlsx"
    made = XlsxWorkbook(path)
    made.apply(Plan(create=(CreateTab(GREYED),)), made.read([GREYED]))
    sheet = openpyxl.load_workbook(path)[TAB.title]
    expected = {"A3:F1048576": ("LEN(TRIM($F3))>0", f"00{look.GREYED_FILL}", 1)}
    assert greying(sheet) == expected


def test_tab_without_the_greying_column_is_not_greyed(tmp_path: Path) -> None:
    path = tmp_path / "neuf.xlsx"
    made = XlsxWorkbook(path)
    tab = TAB._replace(greyed_by="elsewhere")
    made.apply(Plan(create=(CreateTab(tab),)), made.read([tab]))
    assert greying(openpyxl.load_workbook(path)[TAB.title]) == {}


def test_greying_comes_with_its_column_into_a_tab_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "neuf.xlsx"
    made = XlsxWorkbook(path)
    made.apply(Plan(create=(CreateTab(TAB),), rows=ROWS), made.read([TAB]))
    column = Column("recusal", "Déport", Owner.PEOPLE, Kind.CHOICE, choices=("Un lien",))
    wider = TAB._replace(columns=(*TAB.columns, column), greyed_by="recusal")
    made.apply(Plan(columns=(AddColumn(wider, column),)), made.read([wider]))
    sheet = openpyxl.load_workbook(path)[TAB.title]
    ((area, rule),) = greying(sheet).items()
    assert (area, rule[:2]) == (
        "A3:G1048576",
        ("LEN(TRIM($G3))>0", f"00{look.GREYED_FILL}"),
    )
