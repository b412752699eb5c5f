"""Files that are legal and unlike those of the usual programs, and states that forbid a change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree

from reports.language import Language
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.workbooks.errors import NotAWorkbook
from sheets_sync.workbooks.errors import WorkbookClosed
from sheets_sync.workbooks.errors import WorkbookError
from sheets_sync.workbooks.errors import WorkbookUnfit
from sheets_sync.workbooks.errors import WorkbookUnreadable
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from sheets_sync.workbooks.xlsx.xml import MAIN
from sheets_sync.workbooks.xlsx.xml import STRICT
from tests.contracts.workbook_contract import MEMORY
from tests.contracts.workbook_contract import TAB
from tests.workbooks.small import SHEET
from tests.workbooks.small import in_sheet
from tests.workbooks.small import replace_cell
from tests.workbooks.small import rewrite
from tests.workbooks.small import set_name
from tests.workbooks.small import state
from tests.workbooks.small import write_small

if TYPE_CHECKING:
    from pathlib import Path

BOOK = "xl/workbook.xml"
ROW = Plan(rows=(AddRow(TAB, "104", {"name": "Quatre"}),))
CELL = Plan(cells=(SetCell(TAB, "101", "name", "Nom 0", "x"),))
VIEWS = b"""<customSheetViews><customSheetView guid="{AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE}">
<autoFilter ref="A2:C3"/></customSheetView></customSheetViews>"""
SIGNATURE = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
SAVE_AGAIN = "Nothing was written. Open it in Excel or LibreOffice, save it there, then try again."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small workbook."""
    target = tmp_path / "petit.xlsx"
    write_small(target)
    return target


def in_book(path: Path, old: bytes, new: bytes) -> None:
    """Replace bytes of the workbook part."""
    rewrite(path, lambda name, data: data.replace(old, new) if name == BOOK else data)


def part(path: Path, name: str) -> bytes:
    """A part of the file."""
    with ZipFile(path) as package:
        return package.read(name)


def carry_out(path: Path, plan: Plan) -> None:
    """Read, and carry out a plan."""
    workbook = XlsxWorkbook(path)
    workbook.apply(plan, workbook.read([TAB]))


def told(path: Path, plan: Plan) -> tuple[str, str]:
    """Why a plan is refused, and what helps; the file is as it was."""
    before = path.read_bytes()
    with pytest.raises(WorkbookUnfit) as caught:
        carry_out(path, plan)
    assert path.read_bytes() == before
    error: WorkbookError = caught.value
    return error.explain(Language("en", ()))


# -- odd, and changed all the same ---------------------------------------------------------------


@pytest.mark.parametrize(
    "setting", [b'fullCalcOnLoad="0"', b"fullCalcOnLoad='1'", b'fullCalcOnLoad = "false"']
)
def test_recalculation_is_asked_for_once(path: Path, setting: bytes) -> None:
    replace_cell(path, "C5", b'<c r="C5"><f>C4*2</f><v>2</v></c>')
    in_book(path, b'fullCalcOnLoad="1"', setting)
    set_name(XlsxWorkbook(path), "x")
    calculation = etree.fromstring(part(path, BOOK)).find(f"{{{MAIN}}}calcPr")
    assert calculation is not None
    assert calculation.get("fullCalcOnLoad") == "1"


def prefixed(content: bytes) -> bytes:
    """The same part with a prefix before every name."""
    content = re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", content)
    return content.replace(b" xmlns=", b" xmlns:x=")


def test_hidden_name_of_the_filter_follows_new_rows_in_any_prefix(path: Path) -> None:
    rewrite(path, lambda name, data: prefixed(data) if name == BOOK else data)
    carry_out(path, ROW)
    assert b"!$A$2:$D$6<" in part(path, BOOK)


def test_filters_of_views_that_people_keep_stay(path: Path) -> None:
    own = re.search(rb"<autoFilter.*?(?=<pageMargins|<conditional|<dataVal)", part(path, SHEET))
    assert own is not None
    in_sheet(path, (own[0], VIEWS))
    book = part(path, BOOK)
    carry_out(path, ROW)
    assert (VIEWS in part(path, SHEET), part(path, BOOK)) == (True, book)


def test_notes_that_are_nowhere_are_none(path: Path) -> None:
    target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    lost = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{target}" Target="../comments9.xml"/></Relationships>'
    )
    with ZipFile(path, "a") as package:
        package.writestr("xl/worksheets/_rels/sheet1.xml.rels", lost)
    set_name(XlsxWorkbook(path), "x")
    assert state(path).beside == frozenset()


# -- what forbids a change, and what people do about it -----------------------------------------


def rows_of(path: Path) -> list[bytes]:
    """The rows of the sheet, as bytes."""
    return re.findall(rb"<row .*?</row>", part(path, SHEET))


def test_rows_in_another_order_are_refused(path: Path) -> None:
    *_, last, very_last = rows_of(path)
    in_sheet(path, (last + very_last, very_last + last))
    sentence, remedy = told(path, CELL)
    assert sentence == (
        "petit.xlsx can't be changed as it is: the lines of the tab “Réponses” are not in their"
        " order."
    )
    assert remedy == SAVE_AGAIN


def test_row_that_stands_twice_is_refused(path: Path) -> None:
    last = rows_of(path)[-1]
    in_sheet(path, (last, last + last.replace(b"103", b"104")))
    assert "are not in their order" in told(path, CELL)[0]


def test_signed_workbook_is_refused(path: Path) -> None:
    link = f'<Relationship Id="sig" Type="{SIGNATURE}" Target="_xmlsignatures/origin.sigs"/>'

    def change(name: str, data: bytes) -> bytes:
        end = b"</Relationships>"
        return data.replace(end, link.encode() + end) if name == "_rels/.rels" else data

    rewrite(path, change)
    sentence, remedy = told(path, CELL)
    assert sentence == (
        "petit.xlsx can't be changed as it is: it has a digital signature, which any change"
        " would break."
    )
    assert remedy == (
        "Nothing was written. Remove the signature (in Excel: File, Info), then try again."
    )


def test_strict_workbook_says_how_to_save_it(path: Path) -> None:
    rewrite(path, lambda _, data: data.replace(MAIN.encode(), STRICT.encode()))
    assert told(path, CELL)[1] == (
        "Nothing was written. In Excel, save it as “Excel Workbook (.xlsx)”, then try again."
    )


def test_protected_structure_says_how_to_lift_it(path: Path) -> None:
    in_book(path, b"<workbookProtection/>", b'<workbookProtection lockStructure="1"/>')
    assert told(path, Plan(create=(CreateTab(MEMORY),)))[1] == (
        "Nothing was written. Lift that protection (Review, Protect Workbook), then try again."
    )


def test_workbook_that_lists_no_sheets_is_none(path: Path) -> None:
    in_book(path, b"sheets>", b"others>")
    with pytest.raises(NotAWorkbook) as caught:
        XlsxWorkbook(path).read([TAB])
    assert caught.value.values["detail"] == "no workbook inside"


def test_file_with_a_password_asks_for_one_without(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(WorkbookClosed) as caught:
        XlsxWorkbook(path).read([TAB])
    assert caught.value.explain(Language("en", ()))[1] == (
        "In Excel, save it as “Excel Workbook (.xlsx)” and without a password, then try again."
    )


def test_file_that_may_not_be_read_asks_for_no_other_file(path: Path) -> None:
    path.unlink()
    path.mkdir()
    with pytest.raises(WorkbookUnreadable) as caught:
        XlsxWorkbook(path).read([TAB])
    assert caught.value.explain(Language("en", ())) == (
        "petit.xlsx can't be read: its rights, or the disk, don't allow it.",
        "Ask for the right to read it, then try again; nothing was written.",
    )
