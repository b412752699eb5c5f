"""A new tab of a Google spreadsheet: headings, rules, colours, protections, read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gspread
import pytest

from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.workbooks.google import look
from tests.servers.sheets.client import client
from tests.servers.sheets.server import SheetsServer
from tests.workbooks import google_look as seen
from tests.workbooks.google_look import SHEET
from tests.workbooks.google_look import make

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = "owner@example.org"
STAFF = "staff@example.org"
JUROR = "juror@example.org"
WARM = {"Or": "E0B83A", "Nuit": "101820"}
TAB = Tab(
    id="demo",
    title="Avis d’Émilie",
    key="dossier",
    columns=(
        Column("dossier", "Dossier", kind=Kind.KEY, width=12, note="Le numéro du dossier"),
        Column("points", "Total", kind=Kind.POINTS, group="Score"),
        Column("count", "Habitants", kind=Kind.INTEGER, hidden=True, colours={"2": "F9D8B8"}),
        Column("level", "Niveau", kind=Kind.LEVEL, colours=WARM),
        Column("vote", "Vote", Owner.PEOPLE, Kind.CHOICE, choices=("Oui", "=Non"), colours=WARM),
        Column("why", "Pourquoi", Owner.PEOPLE, Kind.LONG, 30, choices=("a, b",), strict=False),
        Column("end", "Fin de la ligne, dite en beaucoup de mots", kind=Kind.TEXT, width=12),
    ),
    frozen=2,
    colour="3B6EA5",
)
HIDDEN = Tab("store", "réserve", "k", (Column("k", "k"),), hidden=True)


@pytest.fixture
def server() -> Iterator[SheetsServer]:
    with SheetsServer() as running:
        yield running


@pytest.fixture
def book(server: SheetsServer) -> gspread.Spreadsheet:
    """A spreadsheet that staff and a juror may edit."""
    made = client(server, OURS).create("Campagne")
    for email in (STAFF, JUROR):
        made.share(email, perm_type="user", role="writer", notify=False)
    return made


@pytest.fixture
def sheet(book: gspread.Spreadsheet) -> seen.Object:
    """The tab, made and read back."""
    make(book, TAB, [OURS, STAFF])
    return seen.sheet(book)


def test_properties_of_the_sheet(sheet: seen.Object) -> None:
    found = dict(sheet["properties"])
    assert seen.hexed(found.pop("tabColorStyle")) == "3B6EA5"
    found.pop("tabColor")
    assert found == {
        "sheetId": SHEET,
        "title": "Avis d’Émilie",
        "index": 1,
        "sheetType": "GRID",
        "gridProperties": {
            "rowCount": 10,
            "columnCount": 26,
            "frozenRowCount": 2,
            "frozenColumnCount": 2,
        },
    }


def test_columns_beside_the_managed_ones_are_left_for_people() -> None:
    many = TAB._replace(columns=tuple(Column(f"c{n}", "x") for n in range(40)))
    assert look.sheet_properties(many, 1, 5)["gridProperties"]["columnCount"] == 46


def test_hidden_tab_is_hidden(book: gspread.Spreadsheet) -> None:
    make(book, HIDDEN, [OURS])
    found = seen.sheet(book)
    assert (found["properties"]["hidden"], "basicFilter" in found) == (True, False)


def test_identities_and_headings(sheet: seen.Object) -> None:
    lines = [
        [seen.cell(sheet, line, place)["formattedValue"] for place in range(1, 8)]
        for line in (1, 2)
    ]
    assert lines == [
        [TAB.identity(each) for each in TAB.ids()],
        [column.heading for column in TAB.columns],
    ]


def test_identities_are_hidden_and_headings_high_enough(sheet: seen.Object) -> None:
    rows = sheet["data"][0]["rowMetadata"]
    # Five lines of 15 points and a margin of 6, a point being 4/3 of a pixel.
    assert rows[:3] == [
        {"pixelSize": 21, "hiddenByUser": True},
        {"pixelSize": 108},
        {"pixelSize": 21},
    ]


def test_widths_and_hidden_columns(sheet: seen.Object) -> None:
    shown = [(each["pixelSize"], each.get("hiddenByUser", False)) for each in seen.columns(sheet)]
    assert shown[:8] == [
        (84, False),
        (112, False),
        (112, True),
        (112, False),
        (112, False),
        (210, False),
        (84, False),
        (100, False),
    ]


def test_heading_of_each_owner_and_group(sheet: seen.Object) -> None:
    fills = [seen.heading_look(sheet, place).pop("fill") for place in range(1, 8)]
    assert fills == ["DCE6F0", "C9D8E8", "DCE6F0", "DCE6F0", "FBE8C8", "FBE8C8", "DCE6F0"]
    assert seen.heading_look(sheet, 5) == {
        "fill": "FBE8C8",
        "ink": "1F2A37",
        "font": ("Calibri", 11, True),
        "aligned": ("left", "middle"),
        "wraps": True,
        "indented": True,
        "format": "",
        "lines": {"bottom": ("solid_medium", "8A9BB0"), "right": ("solid", "E1E7EE")},
    }


def test_heading_of_numbers_stands_over_them(sheet: seen.Object) -> None:
    sides = [seen.heading_look(sheet, place)["aligned"][0] for place in range(1, 4)]
    assert sides == ["left", "right", "right"]


def expected(fill: str, side: str, form: str, *, bold: bool = False, wraps: bool) -> seen.Object:
    """The look of the cells of a column."""
    line = ("solid", "E1E7EE")
    return {
        "fill": fill,
        "ink": "1F2A37",
        "font": ("Calibri", 11, bold),
        "aligned": (side, "top"),
        "wraps": wraps,
        "indented": side != "center",
        "format": form,
        "lines": {"bottom": line, "right": line},
    }


@pytest.mark.parametrize("line", [3, 10])
def test_look_of_each_kind_of_column(sheet: seen.Object, line: int) -> None:
    """From the first row to the last of the grid."""
    assert [seen.cell_look(sheet, place, line) for place in range(1, 8)] == [
        expected("F6F9FC", "left", "@", bold=True, wraps=False),
        expected("F6F9FC", "right", "0.0", wraps=False),
        expected("F6F9FC", "right", "#,##0", wraps=False),
        expected("F6F9FC", "center", "@", bold=True, wraps=True),
        expected("FFFFFF", "center", "", wraps=True),
        expected("FFFFFF", "left", "", wraps=True),
        expected("F6F9FC", "left", "@", wraps=True),
    ]


def test_kinds_of_number_formats(sheet: seen.Object) -> None:
    """Text stays text whatever a person types into the program's columns."""
    formats = [
        seen.cell(sheet, 3, place)["userEnteredFormat"].get("numberFormat") for place in (1, 2, 5)
    ]
    assert formats == [
        {"type": "TEXT", "pattern": "@"},
        {"type": "NUMBER", "pattern": "0.0"},
        None,
    ]


@pytest.mark.parametrize("line", [3, 10])
def test_lists_of_choices(sheet: seen.Object, line: int) -> None:
    """A choice that begins like a formula is a text."""
    assert [seen.choices(sheet, place, line) for place in range(1, 8)] == [
        None,
        None,
        None,
        None,
        (["Oui", "'=Non"], True),
        (["a, b"], False),
        None,
    ]


def test_notes_of_headings(sheet: seen.Object) -> None:
    notes = [seen.cell(sheet, 2, place).get("note") for place in range(1, 5)]
    assert notes == ["Le numéro du dossier", "Score", None, None]


def test_colours_follow_the_value(sheet: seen.Object) -> None:
    """A number is compared as a number; columns with the same colours share their rules."""
    assert seen.colours(sheet) == [
        ("NUMBER_EQ", "2", "F9D8B8", "1F2A37", [(2, 2)]),
        ("TEXT_EQ", "Or", "E0B83A", "1F2A37", [(2, 3), (2, 4)]),
        ("TEXT_EQ", "Nuit", "101820", "FFFFFF", [(2, 3), (2, 4)]),
    ]


def test_rows_are_greyed_by_a_column_before_any_other_colour(book: gspread.Spreadsheet) -> None:
    make(book, TAB._replace(greyed_by="vote"), [OURS])
    rules = seen.sheet(book)["conditionalFormats"]
    condition = rules[0]["booleanRule"]["condition"]
    assert condition["type"] == "CUSTOM_FORMULA"
    assert condition["values"] == [{"userEnteredValue": "=LEN(TRIM($E3))>0"}]
    assert rules[0]["ranges"] == [
        {"sheetId": SHEET, "startRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 7}
    ]
    assert len(rules) == 4


def test_filter_covers_headings_and_rows(sheet: seen.Object) -> None:
    assert sheet["basicFilter"]["range"] == {
        "sheetId": SHEET,
        "startRowIndex": 1,
        "endRowIndex": 10,
        "startColumnIndex": 0,
        "endColumnIndex": 7,
    }


def test_each_run_of_program_columns_is_protected(sheet: seen.Object) -> None:
    who = {"editors": {"users": [OURS, STAFF]}}
    assert seen.protections(sheet) == [
        {
            "range": {"sheetId": SHEET, "startColumnIndex": 0, "endColumnIndex": 4},
            "description": "palmares: Dossier – Niveau",
            **who,
        },
        {
            "range": {"sheetId": SHEET, "startColumnIndex": 6, "endColumnIndex": 7},
            "description": "palmares: Fin de la ligne, dite en beaucoup de mots",
            **who,
        },
    ]


def test_protections_that_only_warn_name_nobody(book: gspread.Spreadsheet) -> None:
    make(book, TAB, None)
    found = book.fetch_sheet_metadata()["sheets"][1]["protectedRanges"]
    assert [each["warningOnly"] for each in found] == [True, True]


def test_tab_that_shall_not_be_protected_is_free(book: gspread.Spreadsheet) -> None:
    make(book, TAB._replace(protected=False), [OURS])
    assert seen.protections(seen.sheet(book)) == []


def test_memory_of_the_program_is_protected_whole(book: gspread.Spreadsheet) -> None:
    make(book, HIDDEN, [OURS])
    assert seen.protections(seen.sheet(book)) == [
        {
            "range": {"sheetId": SHEET},
            "description": "palmares: réserve",
            "editors": {"users": [OURS]},
        }
    ]


def as_juror(server: SheetsServer, book: gspread.Spreadsheet) -> gspread.Worksheet:
    """The tab as a juror has it open."""
    return client(server, JUROR).open_by_key(book.id).get_worksheet_by_id(SHEET)


def test_juror_writes_colours_and_notes_where_it_is_theirs(
    server: SheetsServer, book: gspread.Spreadsheet
) -> None:
    make(book, TAB, [OURS, STAFF])
    tab = as_juror(server, book)
    tab.update([["Oui", "parce que"]], "E3:F3")
    tab.update([["à moi"]], "J3")
    tab.format("E3", {"textFormat": {"italic": True}})
    tab.insert_note("F3", "à voir")
    tab.insert_cols([["mien"]], 5)  # between the program's columns and the juror's
    values = tab.get("E1:G3")
    assert values == [
        ["mien", "demo.vote", "demo.why"],
        ["", "Vote", "Pourquoi"],
        ["", "Oui", "parce que"],
    ]


@pytest.mark.parametrize(
    "act",
    [
        lambda tab: tab.update([["x"]], "A3"),
        lambda tab: tab.update([["x"]], "A1"),
        lambda tab: tab.insert_row(["x"], 4),
        lambda tab: tab.sort((1, "asc"), range="A3:G9"),
        lambda tab: tab.delete_columns(2),
    ],
    ids=["cell", "identity", "row", "sort", "column"],
)
def test_juror_is_kept_from_slips(
    server: SheetsServer, book: gspread.Spreadsheet, act: seen.Object
) -> None:
    make(book, TAB, [OURS, STAFF])
    with pytest.raises(gspread.exceptions.APIError, match="protected cell or object"):
        act(as_juror(server, book))  # type: ignore[operator]


def test_named_staff_correct_the_program(server: SheetsServer, book: gspread.Spreadsheet) -> None:
    make(book, TAB, [OURS, STAFF])
    tab = client(server, STAFF).open_by_key(book.id).get_worksheet_by_id(SHEET)
    tab.update([["corrigé"]], "D3")
    assert tab.acell("D3").value == "corrigé"


ADDED = Column("new", "Nouveau", kind=Kind.LEVEL, width=20, colours={"Or": "E0B83A"}, note="n")


def test_new_column_looks_as_in_a_new_tab(book: gspread.Spreadsheet) -> None:
    """Beside the last one, in a tab whose headings a person moved a line down."""
    make(book, TAB, [OURS, STAFF])
    requests = look.new_column(TAB, ADDED, SHEET, 8, [OURS, STAFF], (2, 3))
    book.batch_update({"requests": requests})
    found = seen.sheet(book)
    texts = [seen.cell(found, line, 8).get("formattedValue") for line in (1, 2, 3, 4)]
    assert texts == [None, "demo.new", "Nouveau", None]
    assert seen.cell(found, 3, 8)["note"] == "n"
    assert seen.cell_look(found, 8, 4) == seen.cell_look(found, 4, 4)
    assert seen.columns(found)[7]["pixelSize"] == 140
    assert seen.colours(found)[0] == ("TEXT_EQ", "Or", "E0B83A", "1F2A37", [(3, 7)])
    assert seen.protections(found)[-1]["range"] == {
        "sheetId": SHEET,
        "startColumnIndex": 7,
        "endColumnIndex": 8,
    }


def test_filter_grows_to_a_new_column_with_its_criteria(book: gspread.Spreadsheet) -> None:
    make(book, TAB, [OURS])
    criteria = {"0": {"hiddenValues": ["007"]}}
    before = seen.sheet(book)["basicFilter"] | {"criteria": criteria}
    book.batch_update({"requests": look.grown_filter(before, 8)})
    after = seen.sheet(book)["basicFilter"]
    assert (after["range"]["endColumnIndex"], after["criteria"]) == (8, criteria)
    assert look.grown_filter(after, 8) == []


def test_columns_with_the_same_look_need_not_stand_side_by_side(book: gspread.Spreadsheet) -> None:
    """What stands between them is a person's."""
    alike = TAB._replace(columns=tuple(Column(f"c{n}", f"C{n}") for n in range(3)))
    make(book, alike, [OURS])
    more = {"appendDimension": {"sheetId": SHEET, "dimension": "ROWS", "length": 1}}
    look_of_row = look.rows_look(alike, {"c0": 1, "c1": 2, "c2": 5}, SHEET, (11, 11))
    book.batch_update({"requests": [more, *look_of_row]})
    found = seen.sheet(book)
    assert [bool(seen.cell(found, 11, place)) for place in range(1, 7)] == [
        *(True, True, False, False, True, False)
    ]


def test_rows_added_to_the_grid_look_like_the_others(book: gspread.Spreadsheet) -> None:
    """Also when a person moved columns: each takes its look from where it stands now."""
    make(book, TAB, [OURS])
    places = {"dossier": 1, "vote": 2, "points": 4}
    more = {"appendDimension": {"sheetId": SHEET, "dimension": "ROWS", "length": 3}}
    book.batch_update({"requests": [more, *look.rows_look(TAB, places, SHEET, (12, 13))]})
    found = seen.sheet(book)
    assert [seen.cell(found, 11, place) for place in (1, 2, 4)] == [{}, {}, {}]
    for line in (12, 13):
        assert seen.cell_look(found, 1, line) == seen.cell_look(found, 1, 3)
        assert seen.cell_look(found, 2, line) == seen.cell_look(found, 5, 3)
        assert seen.choices(found, 2, line) == seen.choices(found, 5, 3)
        assert seen.cell_look(found, 4, line) == seen.cell_look(found, 2, 3)
        assert seen.cell(found, line, 3) == {}
