"""Values come out of a file as they are in it, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.workbooks.errors import NotAWorkbook
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from tests.contracts.workbook_contract import TAB
from tests.workbooks.small import in_sheet
from tests.workbooks.small import replace_cell
from tests.workbooks.small import rewrite
from tests.workbooks.small import set_name
from tests.workbooks.small import state
from tests.workbooks.small import write_small

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.tabs.model import CellValue


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small workbook."""
    target = tmp_path / "petit.xlsx"
    write_small(target)
    return target


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b'<c r="B3"><v>7</v></c>', 7),
        (b'<c r="B3"><v>7.25</v></c>', 7.25),
        (b'<c r="B3"><v>1E+2</v></c>', 100),
        (b'<c r="B3" t="n"><v>-0.5</v></c>', -0.5),
        (b'<c r="B3" t="b"><v>1</v></c>', True),
        (b'<c r="B3" t="b"><v>0</v></c>', False),
        (b'<c r="B3" t="e"><v>#N/A</v></c>', "#N/A"),
        (b"<c r='B3' t='e'><v>#DIV/0!</v></c>", "#DIV/0!"),
        (b'<c r="B3" t="d"><v>2031-05-06</v></c>', "2031-05-06"),
        (b'<c r="B3" t="str"><v>7</v></c>', "7"),
        (b'<c r="B3" t="inlineStr"><is><r><t>ri</t></r><r><t>che</t></r></is></c>', "riche"),
        (b'<c r="B3" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', "a\nb_x0041_"),
        (b'<c r="B3" t="inlineStr"><is><t></t></is></c>', None),
        (b'<c r="B3" s="1"/>', None),
        (b'<c r="B3"><f>1+1</f><v>2</v></c>', 2),
        (b'<c r="B3" t="str"><f>UPPER("a")</f><v>A</v></c>', "A"),
        (b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        (b'<c r="B3"><f>1+1</f></c>', None),
    ],
)
def test_cell_reads_as(path: Path, cell: bytes, value: CellValue) -> None:
    replace_cell(path, "B3", cell)
    found = state(path).values["name"][0]
    assert (found, isinstance(found, bool)) == (value, isinstance(value, bool))


@pytest.mark.parametrize(
    ("code", "serial", "text"),
    [
        ("yyyy-mm-dd", b"45678", "2025-01-21"),
        ("dd/mm/yyyy hh:mm", b"45678.5", "2025-01-21T12:00:00"),
        ("hh:mm", b"0.75", "18:00:00"),
        ("[h]:mm", b"1.25", "30:00:00"),
    ],
)
def test_date_of_people_reads_as_iso_text(path: Path, code: str, serial: bytes, text: str) -> None:
    replace_cell(path, "B3", b'<c r="B3" s="99"><v>' + serial + b"</v></c>")

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/worksheets/sheet1.xml":
            return content.replace(b's="99"', b's="1"')
        if name == "xl/styles.xml":
            start = content.index(b"<cellXfs")
            first = content.index(b"<xf ", start)
            second = content.index(b"<xf ", first + 1)
            number = content.index(b'numFmtId="', second) + len(b'numFmtId="')
            end = content.index(b'"', number)
            content = content[:number] + b"200" + content[end:]
            new = f'<numFmt numFmtId="200" formatCode="{code}"/>'.encode()
            assert b"<numFmts" in content
            return content.replace(b"</numFmts>", new + b"</numFmts>")
        return content

    rewrite(path, change)
    assert state(path).values["name"][0] == text


def test_shared_formula_is_told_for_each_cell(path: Path) -> None:
    first = b'<c r="D3"><f t="shared" ref="D3:D4" si="0">C3*2</f><v>0</v></c>'
    second = b'<c r="D4"><f t="shared" si="0"/><v>2</v></c>'
    in_sheet(
        path,
        (b'</row><row r="4"', first + b'</row><row r="4"'),
        (b'</row><row r="5"', second + b'</row><row r="5"'),
    )
    found = state(path)
    assert found.formulas == {"opinion": {"101": "=C3*2", "102": "=C4*2"}}
    assert list(found.values["opinion"]) == [0, 2, None]


def odd_prefix(content: bytes) -> bytes:
    """The same sheet with a prefix before every name, as some libraries write."""
    content = content.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
    return content.replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x=")


def odd_comment(content: bytes) -> bytes:
    """A comment that looks like a row."""
    return content.replace(b"<sheetData>", b'<!-- <row r="9"> --><sheetData>')


def odd_cdata(content: bytes) -> bytes:
    """A text that hides markup."""
    return content.replace(b"Nom 2", b"<![CDATA[</row><row r='9'>]]>")


def odd_numbers(content: bytes) -> bytes:
    """Rows and cells that do not say where they are."""
    import re

    return re.sub(rb'(<(?:row|c)) r="[A-Z]*\d+"', rb"\1", content)


def odd_closings(content: bytes) -> bytes:
    """Cells that are closed with a space, as XML allows."""
    return content.replace(b"</c>", b"</c >")


@pytest.mark.parametrize(
    "odd", [odd_prefix, odd_comment, odd_cdata, odd_numbers, odd_closings], ids=lambda f: f.__name__
)
def test_sheet_of_an_odd_program_is_read_and_changed(path: Path, odd: object) -> None:
    assert callable(odd)
    before = state(path)
    rewrite(path, lambda name, data: odd(data) if name == "xl/worksheets/sheet1.xml" else data)
    workbook = XlsxWorkbook(path)
    set_name(workbook, "Nouveau")
    after = state(path)
    assert after.keys == before.keys
    assert after.values["name"][0] == "Nouveau"
    assert after.values["score"] == before.values["score"]


def not_a_zip(path: Path) -> None:
    path.write_bytes(b"dossier;nom\n")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def with_password(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def another_zip(path: Path) -> None:
    rewrite(path, lambda _, data: data)
    from zipfile import ZipFile

    with ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")


def damaged_inside(path: Path) -> None:
    data = bytearray(path.read_bytes())
    start = data.index(b"xl/worksheets/sheet1.xml") + 60
    data[start : start + 40] = bytes(40)
    path.write_bytes(bytes(data))


def damaged_list(path: Path) -> None:
    rewrite(path, lambda name, data: data[:-30] if name == "xl/workbook.xml" else data)


@pytest.mark.parametrize(
    "damage",
    [not_a_zip, cut_short, emptied, with_password, another_zip, damaged_inside, damaged_list],
    ids=lambda f: f.__name__,
)
def test_file_that_is_no_workbook_is_told(path: Path, damage: object) -> None:
    assert callable(damage)
    damage(path)
    with pytest.raises(NotAWorkbook):
        XlsxWorkbook(path).read([TAB])


@pytest.mark.slow
def test_file_damaged_anywhere_is_told_or_read(path: Path) -> None:
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        data = bytearray(whole)
        data[place] ^= 0x55
        path.write_bytes(bytes(data))
        try:
            XlsxWorkbook(path).read([TAB])
        except NotAWorkbook:
            continue
    for end in range(0, len(whole), 97):
        path.write_bytes(whole[:end])
        with pytest.raises(NotAWorkbook):
            XlsxWorkbook(path).read([TAB])
