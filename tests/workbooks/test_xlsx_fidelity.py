"""What people put in a workbook comes back byte for byte."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree

from sheets_sync.plan import AddColumn
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from sheets_sync.workbooks.xlsx.xml import main
from tests.contracts.workbook_contract import MEMORY
from tests.workbooks.rich import LINES
from tests.workbooks.rich import TAB
from tests.workbooks.rich import parts
from tests.workbooks.rich import write_rich

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
CHANGE = SetCell(TAB, "1002", "name", "Commune inventée n° 1002", "Autre nom")
ROW = AddRow(TAB, "1011", {"name": "Nouvelle", "score": 9.5, "level": "Or"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The rich workbook."""
    return rich(tmp_path / "riche.xlsx")


def rich(target: Path) -> Path:
    """A rich workbook, with macros or without."""
    write_rich(target)
    return target


def carry_out(path: Path, plan: Plan) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The parts before and after a plan."""
    before = parts(path)
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read([TAB])
    assert snapshot.problems == ()
    workbook.apply(plan, snapshot)
    return before, parts(path)


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The parts that are not what they were; the count is printed."""
    names = [name for name in before if before[name] != after.get(name)]
    print(f"parts kept byte for byte: {len(before) - len(names)} of {len(before)}")  # noqa: T201
    return names


def row(sheet: bytes, line: int) -> bytes:
    """The bytes of a row."""
    found = re.search(rb'<row r="%d"[ >].*?(</row>|/>(?=<row|</sheetData))' % line, sheet)
    return found[0] if found else b""


def around(sheet: bytes) -> tuple[bytes, bytes]:
    """What stands before and after the rows."""
    head, _, rest = sheet.partition(b"<sheetData>")
    return head, rest.partition(b"</sheetData>")[2]


PIECES = {
    "charts": ("xl/charts/chart1.xml", b"<c:chart>"),
    "images": ("xl/media/image1.png", b"PNG"),
    "pivot tables": ("xl/pivotTables/pivotTable1.xml", b"<pivotTableDefinition "),
    "caches of pivot tables": (BOOK, b"<pivotCache "),
    "threaded comments": ("xl/threadedComments/threadedComment1.xml", b"<threadedComment "),
    "notes": ("xl/comments1.xml", b"Une note"),
    "sparklines": (SHEET, b"<x14:sparkline>"),
    "newer lists": (SHEET, b"<x14:dataValidation "),
    "lists": (SHEET, b"<dataValidation "),
    "newer conditional formats": (SHEET, b"<x14:cfRule "),
    "conditional formats": (SHEET, b"<cfRule "),
    "ranges that may be edited": (SHEET, b"<protectedRange "),
    "check boxes": ("xl/featurePropertyBag/featurePropertyBag.xml", b'type="Checkbox"'),
    "buttons": ("xl/drawings/vmlDrawing1.vml", b'ObjectType="Button"'),
    "external links": (BOOK, b"<externalReference "),
    "what external links hold": ("xl/externalLinks/externalLink1.xml", b"<externalBook "),
    "themes": ("xl/theme/theme1.xml", b"<a:theme "),
    "print settings": (SHEET, b"<pageSetup r:id="),
    "settings of the printer": ("xl/printerSettings/printerSettings1.bin", b"printer"),
    "defined names": (BOOK, b'<definedName name="Scores">'),
    "row heights": (SHEET, b'ht="44.25" customHeight="1"'),
    "hidden columns": (SHEET, b'hidden="1" customWidth="1"'),
    "filters": (SHEET, b"<filterColumn "),
    "formulas": (SHEET, b"<f>C3*2</f>"),
    "formulas over several cells": (SHEET, b'<f t="array"'),
    "rich text": ("xl/sharedStrings.xml", b"<r><rPr><b/>"),
    "tables": ("xl/tables/table1.xml", b"<table "),
    "protection with a password": (SHEET, b"<sheetProtection password="),
}
"""What the file holds, each with a part and what shows it there."""


@pytest.mark.parametrize("suffix", ["xlsx", "xlsm"])
def test_everything_that_people_put_in_is_there_after_all_kinds_of_changes(
    tmp_path: Path, suffix: str
) -> None:
    level = Column("flag", "Signal", kind=Kind.CHOICE, choices=("a", "b"))
    plan = Plan(
        create=(CreateTab(MEMORY),), columns=(AddColumn(TAB, level),), rows=(ROW,), cells=(CHANGE,)
    )
    before, after = carry_out(rich(tmp_path / f"riche.{suffix}"), plan)
    counts = {
        name: (before[part].count(piece), after[part].count(piece))
        for name, (part, piece) in PIECES.items()
    }
    assert [name for name, (old, _) in counts.items() if old == 0] == []
    added = {"lists": 1}
    assert {name: new - old for name, (old, new) in counts.items() if new != old} == added
    listed = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert set(changed(before, after)) == {SHEET, BOOK} | listed
    assert ("xl/vbaProject.bin" in after) == (suffix == "xlsm")


def test_cell_written_leaves_all_other_parts(path: Path) -> None:
    assert changed(*carry_out(path, Plan(cells=(CHANGE,)))) == [SHEET, BOOK]


def test_height_that_a_person_fixed_stays_whatever_is_written(path: Path) -> None:
    change = SetCell(TAB, "1003", "name", "Commune inventée n° 1003", "très long " * 100)
    _, after = carry_out(path, Plan(cells=(change,)))
    assert b'<row r="5" ht="44.25" customHeight="1" ' in after[SHEET]


def test_order_of_parts_is_kept(path: Path) -> None:
    before, after = carry_out(path, Plan(cells=(CHANGE,), rows=(ROW,)))
    assert list(after) == list(before)


def test_workbook_part_only_asks_for_recalculation(path: Path) -> None:
    before, after = carry_out(path, Plan(cells=(CHANGE,)))
    assert after[BOOK] == before[BOOK].replace(b"<calcPr", b'<calcPr fullCalcOnLoad="1"')


def test_cell_written_leaves_the_rest_of_the_sheet(path: Path) -> None:
    before, after = carry_out(path, Plan(cells=(CHANGE,)))
    old, new = before[SHEET], after[SHEET]
    others = [line for line in (1, 2, *LINES) if line != 4]
    assert around(new) == around(old)
    assert [row(new, line) for line in others] == [row(old, line) for line in others]


def test_cell_written_keeps_its_style_and_its_neighbours(path: Path) -> None:
    before, after = carry_out(path, Plan(cells=(CHANGE,)))
    text = b"<is><t>Autre nom</t></is>"
    shared = rb'(<c r="B4" s="\d+") t="s"><v>\d+</v>'
    old = re.sub(shared, rb"\1>", row(before[SHEET], 4))
    new = row(after[SHEET], 4).replace(b' t="inlineStr">' + text, b">")
    assert new == re.sub(rb' spans="[^"]*"', b"", old)


def test_row_appended_grows_only_what_must(path: Path) -> None:
    before, after = carry_out(path, Plan(rows=(ROW,)))
    old, new = around(before[SHEET]), around(after[SHEET])
    assert changed(before, after) == [SHEET, BOOK]
    assert new[0] == old[0].replace(b'ref="A1:L12"', b'ref="A1:L13"')
    assert new[1] == old[1].replace(b'<autoFilter ref="A2:G12"', b'<autoFilter ref="A2:G13"')
    assert b"R\xc3\xa9ponses!$A$2:$G$13<" in after[BOOK].replace(b"'", b"")


def test_column_added_leaves_all_other_parts(path: Path) -> None:
    column = Column(
        "flag", "Signal", kind=Kind.CHOICE, choices=("a,b", "c"), colours={"c": "CC0000"}
    )
    before, after = carry_out(path, Plan(columns=(AddColumn(TAB, column),)))
    listed = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert set(changed(before, after)) == {SHEET, BOOK} | listed
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}


def test_tab_created_leaves_all_other_parts(path: Path) -> None:
    before, after = carry_out(path, Plan(create=(CreateTab(MEMORY),)))
    listed = {BOOK, "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert set(changed(before, after)) == listed


def test_tab_created_renumbers_no_style(path: Path) -> None:
    before, after = carry_out(path, Plan(create=(CreateTab(MEMORY),)))

    def styles(data: bytes) -> list[bytes]:
        found = etree.fromstring(data).find(main("cellXfs"))
        assert found is not None
        return [etree.tostring(each, method="c14n") for each in found]

    old, new = styles(before["xl/styles.xml"]), styles(after["xl/styles.xml"])
    assert new[: len(old)] == old


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_tab_created_takes_the_usual_font_of_the_workbook(path: Path) -> None:
    with ZipFile(path) as source:
        contents = {name: source.read(name) for name in source.namelist()}
    contents["xl/styles.xml"] = contents["xl/styles.xml"].replace(b'"Calibri"', b'"Arial"')
    with ZipFile(path, "w") as target:
        for name, content in contents.items():
            target.writestr(name, content)
    carry_out(path, Plan(create=(CreateTab(MEMORY),), rows=(AddRow(MEMORY, "a", {"v": "b"}),)))
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes()))[MEMORY.title]
    assert [sheet[cell].font.name for cell in ("A2", "A3", "B3")] == ["Arial"] * 3


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_openpyxl_opens_the_result(path: Path) -> None:
    carry_out(path, Plan(cells=(CHANGE,), rows=(ROW,), create=(CreateTab(MEMORY),)))
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes()))[TAB.title]
    assert [sheet[cell].value for cell in ("B4", "A13", "C13")] == ["Autre nom", "1011", 9.5]


@pytest.mark.system
@pytest.mark.slow
def test_libreoffice_opens_the_result(path: Path, soffice: str, tmp_path: Path) -> None:
    carry_out(path, Plan(cells=(CHANGE,), rows=(ROW,), create=(CreateTab(MEMORY),)))
    rows = libreoffice_rows(path, soffice, tmp_path)
    assert rows[1][:4] == ["Dossier", "Collectivité", "Total", "Niveau"]
    assert rows[3][:4] == ["1002", "Autre nom", "4.500", "Argent"]
    assert rows[12][:4] == ["1011", "Nouvelle", "9.500", "Or"]


@pytest.mark.system
@pytest.mark.slow
def test_workbook_saved_by_libreoffice_is_patched(path: Path, soffice: str, tmp_path: Path) -> None:
    convert(path, soffice, tmp_path / "lo", "xlsx")
    saved = tmp_path / "lo" / path.name
    before, after = carry_out(saved, Plan(cells=(CHANGE,), rows=(ROW,)))
    assert sorted(changed(before, after)) == [BOOK, SHEET]
    rows = libreoffice_rows(saved, soffice, tmp_path)
    assert [rows[3][1], rows[12][0]] == ["Autre nom", "1011"]


def convert(path: Path, soffice: str, folder: Path, kind: str) -> None:
    """Let LibreOffice open a file and save it as another kind."""
    profile = f"-env:UserInstallation=file://{folder.parent / 'profile'}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)


def libreoffice_rows(path: Path, soffice: str, folder: Path) -> list[list[str]]:
    """The first tab as LibreOffice shows it."""
    shutil.rmtree(folder / "csv", ignore_errors=True)
    convert(path, soffice, folder / "csv", "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033")
    with (folder / "csv" / f"{path.stem}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
