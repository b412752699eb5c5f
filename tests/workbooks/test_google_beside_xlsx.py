"""The tabs of a campaign look the same in a Google spreadsheet and in an .xlsx file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any

import openpyxl
import pytest

from sheets_sync.conflicts import conflicts_tab
from sheets_sync.journal import journal_tab
from sheets_sync.language import language_for
from sheets_sync.memory import BASE_TAB
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.settings.edition import read_edition
from sheets_sync.settings.editions import model_editions
from sheets_sync.tabs.decisions import decisions_tab
from sheets_sync.tabs.deliberation import deliberation_tab
from sheets_sync.tabs.juror import juror_tabs
from sheets_sync.tabs.proposals import proposals_tab
from sheets_sync.tabs.readme import readme_tab
from sheets_sync.tabs.responses import responses_tab
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from tests.servers.sheets.client import client
from tests.servers.sheets.server import SheetsServer
from tests.workbooks import google_look as seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from sheets_sync.tabs.model import Tab

Pair = tuple["Worksheet", seen.Object, "Tab"]
OURS = "owner@example.org"


def campaign_tabs() -> list[Tab]:
    """Every tab of the 2023 campaign."""
    edition = read_edition(model_editions()["2023"])
    french, scheme = language_for("fr"), edition.scheme
    return [
        readme_tab(scheme, french),
        responses_tab(scheme, edition.grid, french),
        proposals_tab(scheme, french),
        *juror_tabs(scheme, french)[:2],
        deliberation_tab(scheme, french),
        decisions_tab(scheme, french),
        conflicts_tab(french),
        journal_tab(french),
        BASE_TAB,
    ]


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Pair]]:
    """Each tab in both kinds of spreadsheet."""
    tabs = campaign_tabs()
    path: Path = tmp_path_factory.mktemp("both") / "campagne.xlsx"
    workbook = XlsxWorkbook(path)
    workbook.apply(Plan(create=tuple(map(CreateTab, tabs))), workbook.read(tabs))
    office = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    with SheetsServer() as server:
        book = client(server, OURS).create("Campagne")
        for number, tab in enumerate(tabs, start=1):
            seen.make(book, tab, [OURS], rows=3, sheet_id=number)
        sheets = {number: seen.sheet(book, number) for number in range(1, len(tabs) + 1)}
        yield [(office[tab.title], sheets[n], tab) for n, tab in enumerate(tabs, start=1)]


def style(cell: Any) -> seen.Object:  # noqa: ANN401 - a cell or a column of openpyxl
    """The format of an .xlsx cell in plain terms."""
    fill = cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else "FFFFFF"
    sides = {side: getattr(cell.border, side) for side in ("left", "right", "top", "bottom")}
    names = {"thin": "solid", "medium": "solid_medium"}
    return {
        "fill": fill,
        "ink": cell.font.color.rgb[2:],
        "font": (cell.font.name, cell.font.sz, cell.font.b),
        "aligned": (
            cell.alignment.horizontal,
            {"center": "middle"}.get(cell.alignment.vertical, cell.alignment.vertical),
        ),
        "wraps": bool(cell.alignment.wrap_text),
        "indented": bool(cell.alignment.indent),
        "format": "" if cell.number_format == "General" else cell.number_format,
        "lines": {
            side: (names[line.style], line.color.rgb[2:])
            for side, line in sides.items()
            if line is not None and line.style
        },
    }


def letters(tab: Tab) -> list[str]:
    """The column letters of a tab."""
    return [openpyxl.utils.get_column_letter(n) for n in range(1, len(tab.columns) + 1)]


def both(pairs: list[Pair], what: Callable[[Worksheet, seen.Object, Tab], tuple[Any, Any]]) -> None:
    """The same of every tab."""
    found = {tab.id: what(office, google, tab) for office, google, tab in pairs}
    here = {name: office for name, (office, _) in found.items()}
    assert {name: google for name, (_, google) in found.items()} == here


def pixels(points: float | None) -> int:
    """A height as a screen counts it."""
    return round(4 / 3 * (points or 0))


def test_every_tab_is_compared(pairs: list[Pair]) -> None:
    assert [tab.id for _, _, tab in pairs] == [
        "readme",
        "responses",
        "proposals",
        "jury-" + pairs[3][2].id.removeprefix("jury-"),
        "jury-" + pairs[4][2].id.removeprefix("jury-"),
        "deliberation",
        "decisions",
        "conflicts",
        "journal",
        BASE_TAB.id,
    ]


def test_headings(pairs: list[Pair]) -> None:
    both(
        pairs,
        lambda office, google, tab: (
            [
                [office.cell(line, n).value for n in range(1, len(tab.columns) + 1)]
                for line in (1, 2)
            ],
            [
                [
                    seen.cell(google, line, n).get("formattedValue")
                    for n in range(1, len(tab.columns) + 1)
                ]
                for line in (1, 2)
            ],
        ),
    )


def test_looks_of_headings(pairs: list[Pair]) -> None:
    both(
        pairs,
        lambda office, google, tab: (
            [style(office.cell(2, n)) for n in range(1, len(tab.columns) + 1)],
            [seen.heading_look(google, n) for n in range(1, len(tab.columns) + 1)],
        ),
    )


def test_looks_of_cells(pairs: list[Pair]) -> None:
    both(
        pairs,
        lambda office, google, tab: (
            [style(office.column_dimensions[letter]) for letter in letters(tab)],
            [seen.cell_look(google, n) for n in range(1, len(tab.columns) + 1)],
        ),
    )


def test_widths_and_hidden_columns(pairs: list[Pair]) -> None:
    """A character of an .xlsx width is seven pixels of the font."""
    both(
        pairs,
        lambda office, google, tab: (
            [
                (7 * office.column_dimensions[each].width, office.column_dimensions[each].hidden)
                for each in letters(tab)
            ],
            [
                (each["pixelSize"], each.get("hiddenByUser", False))
                for each in seen.columns(google)[: len(tab.columns)]
            ],
        ),
    )


def test_heights_of_headings(pairs: list[Pair]) -> None:
    both(
        pairs,
        lambda office, google, _: (
            (
                office.row_dimensions[1].hidden,
                round(4 / 3 * (office.row_dimensions[2].height or 0)),
            ),
            (
                google["data"][0]["rowMetadata"][0]["hiddenByUser"],
                google["data"][0]["rowMetadata"][1]["pixelSize"],
            ),
        ),
    )


def test_views(pairs: list[Pair]) -> None:
    """Frozen parts, colour of the tab, filter, whether it shows."""

    def in_office(sheet: Worksheet) -> tuple[Any, ...]:
        colour = sheet.sheet_properties.tabColor
        pane = sheet.sheet_view.pane
        return (
            (int(pane.ySplit or 0), int(pane.xSplit or 0)) if pane else (0, 0),
            colour.rgb[2:] if colour else "",
            bool(sheet.auto_filter.ref),
            sheet.sheet_state != "visible",
        )

    def in_google(sheet: seen.Object) -> tuple[Any, ...]:
        properties = sheet["properties"]
        grid = properties["gridProperties"]
        return (
            (grid["frozenRowCount"], grid.get("frozenColumnCount", 0)),
            seen.hexed(properties["tabColorStyle"]) if "tabColorStyle" in properties else "",
            "basicFilter" in sheet,
            properties.get("hidden", False),
        )

    both(pairs, lambda office, google, _: (in_office(office), in_google(google)))


def test_colours_by_value(pairs: list[Pair]) -> None:
    """For each column, its values with their fills and inks."""

    def in_office(sheet: Worksheet) -> set[tuple[Any, ...]]:
        return {
            (
                openpyxl.utils.cell.column_index_from_string(str(area.sqref).split("3", 1)[0]),
                rule.formula[0].strip('"'),
                rule.dxf.fill.bgColor.rgb[2:],
                rule.dxf.font.color.rgb[2:],
            )
            for area in sheet.conditional_formatting
            for rule in area.rules
        }

    def in_google(sheet: seen.Object) -> set[tuple[Any, ...]]:
        return {
            (left + 1, value.removeprefix("=") if kind == "CUSTOM_FORMULA" else value, fill, ink)
            for kind, value, fill, ink, areas in seen.colours(sheet)
            for _, left in areas
            if left is not None
        }

    both(pairs, lambda office, google, _: (in_office(office), in_google(google)))


def test_what_may_be_chosen(pairs: list[Pair]) -> None:
    """In which columns there is a list, and whether it is strict; the items are the tab's."""

    def in_office(sheet: Worksheet) -> dict[str, bool]:
        return {
            str(rule.sqref).split("3", 1)[0]: rule.errorStyle in {"stop", None}
            for rule in sheet.data_validations.dataValidation
            if rule.type == "list"
        }

    def in_google(sheet: seen.Object, tab: Tab) -> dict[str, bool]:
        found = {letter: seen.choices(sheet, n) for n, letter in enumerate(letters(tab), start=1)}
        lists = {letter: tuple(each[0]) for letter, each in found.items() if each}
        assert list(lists.values()) == [c.choices for c in tab.columns if c.choices]
        return {letter: each[1] for letter, each in found.items() if each}

    both(pairs, lambda office, google, tab: (in_office(office), in_google(google, tab)))


def test_what_is_protected(pairs: list[Pair]) -> None:
    """The same cells: those of the program, where a tab is protected at all."""

    def in_office(sheet: Worksheet, tab: Tab) -> list[bool]:
        return [
            sheet.protection.sheet and sheet.column_dimensions[each].protection.locked
            for each in letters(tab)
        ]

    def in_google(sheet: seen.Object, tab: Tab) -> list[bool]:
        areas = [each["range"] for each in seen.protections(sheet)]
        return [
            any(a.get("startColumnIndex", 0) <= n < a.get("endColumnIndex", 999) for a in areas)
            for n in range(len(tab.columns))
        ]

    both(pairs, lambda office, google, tab: (in_office(office, tab), in_google(google, tab)))
