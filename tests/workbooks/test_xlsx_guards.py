"""What can't be kept is refused before anything is written; what can is followed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from reports.language import Language
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.workbooks.errors import WorkbookError
from sheets_sync.workbooks.errors import WorkbookUnsafe
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from tests.contracts.workbook_contract import MEMORY
from tests.contracts.workbook_contract import TAB
from tests.workbooks.small import in_sheet
from tests.workbooks.small import replace_cell
from tests.workbooks.small import rewrite
from tests.workbooks.small import set_name
from tests.workbooks.small import state
from tests.workbooks.small import write_small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

ROW = AddRow(TAB, "104", {"name": "Quatre"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small workbook."""
    target = tmp_path / "petit.xlsx"
    write_small(target)
    return target


def with_openpyxl(path: Path, act: Callable[[Worksheet], object]) -> None:
    """Let somebody do something in the tab."""
    workbook = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    act(workbook[TAB.title])
    workbook.save(path)


def refused(path: Path, plan: Plan) -> str:
    """The reason for which a plan is refused, the file being as it was."""
    before = path.read_bytes()
    workbook = XlsxWorkbook(path)
    with pytest.raises(WorkbookUnsafe) as caught:
        workbook.apply(plan, workbook.read([TAB]))
    assert path.read_bytes() == before
    return str(caught.value)


def changing(key: str, before: str, column: str = "name") -> Plan:
    """A plan of one cell."""
    return Plan(cells=(SetCell(TAB, key, column, before, "x"),))


def test_merged_cell_is_refused(path: Path) -> None:
    with_openpyxl(path, lambda sheet: sheet.merge_cells("A4:B4"))
    plan = Plan(cells=(SetCell(TAB, "102", "name", None, "x"),))
    assert "cell B4 of the tab “Réponses” is merged with others" in refused(path, plan)


def test_first_of_merged_cells_is_written(path: Path) -> None:
    with_openpyxl(path, lambda sheet: sheet.merge_cells("B4:C4"))
    set_name(XlsxWorkbook(path), "x", "102")
    assert state(path).values["name"][1] == "x"


def test_rows_come_below_merged_cells(path: Path) -> None:
    with_openpyxl(path, lambda sheet: sheet.merge_cells("B5:B8"))
    workbook = XlsxWorkbook(path)
    workbook.apply(Plan(rows=(ROW,)), workbook.read([TAB]))
    assert state(path).lines == (3, 4, 5, 9)


def test_formula_over_several_cells_is_refused(path: Path) -> None:
    def act(sheet: Worksheet) -> None:
        sheet["B3"] = ArrayFormula("B3:B4", "=C3:C4")

    with_openpyxl(path, act)
    formula = state(path).formulas["name"]["101"]
    assert "belongs to a formula over several cells" in refused(path, changing("101", formula))
    assert "belongs to a formula over several cells" in refused(path, changing("102", "Nom 1"))


def test_formula_that_serves_others_is_refused(path: Path) -> None:
    shared = b'<c r="B3"><f t="shared" ref="B3:B4" si="0">C3*2</f><v>0</v></c>'
    replace_cell(path, "B3", shared)
    assert "the formula of cell B3" in refused(path, changing("101", "=C3*2"))


def test_cell_that_follows_a_shared_formula_is_replaced(path: Path) -> None:
    shared = b'<c r="B3"><f t="shared" ref="B3:B4" si="0">C3*2</f><v>0</v></c>'
    follower = b'<c r="B4"><f t="shared" si="0"/><v>2</v></c>'
    replace_cell(path, "B3", shared)
    replace_cell(path, "B4", follower)
    workbook = XlsxWorkbook(path)
    workbook.apply(changing("102", "=C4*2"), workbook.read([TAB]))
    found = state(path)
    assert (found.values["name"][1], found.formulas) == ("x", {"name": {"101": "=C3*2"}})


def test_picture_in_a_cell_is_refused(path: Path) -> None:
    replace_cell(path, "B3", b'<c r="B3" t="e" vm="1"><v>#VALUE!</v></c>')
    assert "cell B3 of the tab “Réponses” holds a picture" in refused(
        path, changing("101", "#VALUE!")
    )


def test_pivot_table_is_refused(path: Path) -> None:
    rels = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId1" Target="../pivotTables/pivotTable1.xml" Type=
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotTable"/>
      </Relationships>"""
    rewrite(path, lambda _, data: data)
    from zipfile import ZipFile

    with ZipFile(path, "a") as package:
        package.writestr("xl/worksheets/_rels/sheet1.xml.rels", rels)
        package.writestr("xl/pivotTables/pivotTable1.xml", b'<p><location ref="A3:B5"/></p>')
    assert "cell B3 of the tab “Réponses” belongs to a pivot table" in refused(
        path, changing("101", "Nom 0")
    )


def test_protected_structure_takes_no_new_tab(path: Path) -> None:
    def change(_: str, data: bytes) -> bytes:
        protection = b'<workbookProtection lockStructure="1"/>'
        return data.replace(b"<workbookProtection/>", protection)

    rewrite(path, change)
    assert "its structure is protected" in refused(path, Plan(create=(CreateTab(MEMORY),)))


def test_text_that_a_cell_would_cut_is_refused(path: Path) -> None:
    plan = Plan(cells=(SetCell(TAB, "101", "name", "Nom 0", "x" * 32_768),))
    assert "a text of 32768 characters" in refused(path, plan)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_number_that_is_none_is_refused(path: Path, value: float) -> None:
    assert "a number that is infinite" in refused(
        path, Plan(rows=(AddRow(TAB, "9", {"score": value}),))
    )


def test_reason_is_told_in_french_or_english(path: Path) -> None:
    with_openpyxl(path, lambda sheet: sheet.merge_cells("A4:B4"))
    workbook = XlsxWorkbook(path)
    plan = Plan(cells=(SetCell(TAB, "102", "name", None, "x"),))
    with pytest.raises(WorkbookError) as caught:
        workbook.apply(plan, workbook.read([TAB]))
    sentence, remedy = caught.value.explain(Language("en", ()))
    assert sentence == (
        "petit.xlsx holds something that could not be kept safely: "
        "cell B4 of the tab “Réponses” is merged with others."
    )
    assert remedy.startswith("Nothing was written.")


# -- what grows along -------------------------------------------------------------------------


def add_table(sheet: Worksheet, area: str, *, totals: bool = False) -> None:
    """Make a table of an area."""
    sheet.auto_filter.ref = None  # as Excel does when a table is made
    table = Table(displayName="Tableau", ref=area)
    table.totalsRowCount = 1 if totals else None
    sheet.add_table(table)


def table_area(path: Path) -> str:
    """The area of the table."""
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes()))[TAB.title]
    return str(sheet.tables["Tableau"].ref)


@pytest.mark.parametrize(
    ("area", "totals", "after"),
    [("A2:D5", False, "A2:D6"), ("A2:D9", False, "A2:D9"), ("A2:D4", False, "A2:D4")],
)
def test_table_follows_new_rows(path: Path, area: str, after: str, *, totals: bool) -> None:
    with_openpyxl(path, lambda sheet: add_table(sheet, area, totals=totals))
    workbook = XlsxWorkbook(path)
    workbook.apply(Plan(rows=(ROW,)), workbook.read([TAB]))
    assert (table_area(path), state(path).keys[-1]) == (after, "104")


def test_table_with_totals_stays(path: Path) -> None:
    def act(sheet: Worksheet) -> None:
        sheet["C6"] = 3
        add_table(sheet, "A2:D6", totals=True)

    with_openpyxl(path, act)
    workbook = XlsxWorkbook(path)
    workbook.apply(Plan(rows=(ROW,)), workbook.read([TAB]))
    assert (table_area(path), state(path).lines[-1]) == ("A2:D6", 7)


def test_formatted_empty_rows_take_new_records(path: Path) -> None:
    empty = (
        b'<row r="6" ht="33" customHeight="1"><c r="B6" s="3"/><c r="F6" s="4"/></row></sheetData>'
    )
    in_sheet(path, (b"</sheetData>", empty))
    workbook = XlsxWorkbook(path)
    workbook.apply(Plan(rows=(ROW,)), workbook.read([TAB]))
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes()))[TAB.title]
    assert (state(path).lines[-1], sheet.row_dimensions[6].height) == (6, 33)


def test_formula_replaced_drops_the_order_of_calculation(path: Path) -> None:
    replace_cell(path, "B3", b'<c r="B3"><f>1+1</f><v>2</v></c>')
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    link = b'<Relationship Id="rId77" Type="' + kind + b'" Target="calcChain.xml"/></Relationships>'
    part = b'<Override PartName="/xl/calcChain.xml" ContentType="x/y"/></Types>'

    def change(name: str, data: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            return data.replace(b"</Relationships>", link)
        return data.replace(b"</Types>", part) if name == "[Content_Types].xml" else data

    rewrite(path, change)
    from zipfile import ZipFile

    with ZipFile(path, "a") as package:
        package.writestr("xl/calcChain.xml", b'<calcChain><c r="B3" i="1"/></calcChain>')
    workbook = XlsxWorkbook(path)
    workbook.apply(changing("101", "=1+1"), workbook.read([TAB]))
    with ZipFile(path) as package:
        assert "xl/calcChain.xml" not in package.namelist()
        assert b"calcChain" not in package.read("[Content_Types].xml")
        assert b"calcChain" not in package.read("xl/_rels/workbook.xml.rels")
