"""What is read straight from the bytes of a sheet is what the library reads of it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from sheets_sync.workbooks.xlsx.book import open_book
from sheets_sync.workbooks.xlsx.cells import escape
from sheets_sync.workbooks.xlsx.plain import PlainSheet
from sheets_sync.workbooks.xlsx.plaintext import NotPlain
from sheets_sync.workbooks.xlsx.plaintext import PlainStyles
from sheets_sync.workbooks.xlsx.plaintext import SharedTexts
from sheets_sync.workbooks.xlsx.refs import letters
from sheets_sync.workbooks.xlsx.runs import Runs
from sheets_sync.workbooks.xlsx.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.tabs.model import CellValue

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PART = "xl/worksheets/sheet1.xml"
FIXED = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
    f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="0.000 &quot;h&quot;"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellXfs count="5">'
    '<xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/></cellXfs></styleSheet>',
}
SHARED = (
    "<si><t>un</t></si>",
    '<si><t xml:space="preserve"> deux </t></si>',
    "<si><r><t>ri</t></r><r><rPr><b/></rPr><t>che</t></r><rPh><t>son</t></rPh></si>",
    "<si/>",
    "<si><t> serré\n</t></si>",
    "<si><t>a_x000D__x005F_x0041_&amp;&#233;&#xE9;_x1234_</t></si>",
)


def package(rows: str, shared: str = "".join(SHARED)) -> bytes:
    """A workbook with one sheet of these rows."""
    file = BytesIO()
    parts = {
        **FIXED,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        PART: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    with ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content.encode())
    return file.getvalue()


def plain(data: bytes) -> PlainSheet:
    """The sheet, to be read from its bytes."""
    book = open_book(data, "", "")
    stored = book.package.stored(PART)
    assert stored is not None
    return PlainSheet(Runs().read(stored), SharedTexts(book), PlainStyles(book))


def values(data: bytes) -> Values:
    """The sheet, read by the library."""
    return Values(load_workbook(BytesIO(data)), "A")


def filled(cells: Mapping[int, list[CellValue]]) -> dict[tuple[int, int], CellValue]:
    """The cells that hold something, by line and column."""
    return {
        (line, column): value
        for column, found in cells.items()
        for line, value in enumerate(found, 1)
        if value is not None
    }


def kind(value: CellValue) -> type:
    """The type of a value; the library does not tell of texts whose parts look different."""
    return str if isinstance(value, str) else type(value)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]))
WITHIN = TEXTS.map(
    lambda text: f't="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is>'
)
ODD = (
    *("\n a ", "a\rb", "&#10;b", "b&#32;", "&amp;b;"),
    *("_x0020_b", "_x000d_", "_x00e9_", "_x00E", "__x0041_"),
    *("&#233;b&#233;", "&#032;b", "b&#032;", "b&#9;", "b ;", "&lt;b&gt;", "&quot;b&quot;"),
)
CELLS = st.one_of(
    WITHIN,
    TEXTS.map(lambda text: f't="inlineStr"><is><t>{escape(text)}</t></is>'),
    st.sampled_from(ODD).map(lambda text: f't="inlineStr"><is><t>{text}</t></is>'),
    st.integers(0, len(SHARED) - 1).map(lambda number: f't="s"><v>{number}</v>'),
    st.integers(-(10**17), 10**17).map(lambda number: f"><v>{number}</v>"),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda number: f's="1"><v>{number!r}</v>'),
    st.floats(-9, 9).map(lambda number: f's="3" t="n"><v>{number!r}</v>'),
    st.sampled_from(["", ">"]),
)
ROWS = st.dictionaries(
    st.integers(1, 40), st.dictionaries(st.integers(1, 60), CELLS, max_size=8), max_size=12
)


def sheet(rows: Mapping[int, Mapping[int, str]]) -> str:
    """The rows as a program would write them."""

    def cell(line: int, column: int, content: str) -> str:
        start = f'<c r="{letters(column)}{line}" '
        return f"{start}{content}</c>" if content else f'{start}s="1"/>'

    return "".join(
        f'<row r="{line}">{"".join(cell(line, c, x) for c, x in sorted(cells.items()))}</row>'
        for line, cells in sorted(rows.items())
    )


@given(ROWS)
def test_plain_sheet_reads_as_the_library_reads_it(rows: dict[int, dict[int, str]]) -> None:
    data = package(sheet(rows))
    found, expected = plain(data), values(data)
    everywhere = {str(column): column for column in range(1, 61)}
    read = {int(name): cells for name, cells in found.columns(everywhere).items()}
    known = {int(name): cells for name, cells in expected.columns(everywhere).items()}
    assert filled(read) == filled(known)
    assert found.lines_outside({1, 2}) == expected.lines_outside({1, 2})
    assert {*map(kind, filled(read).values())} == {*map(kind, filled(known).values())}


@given(ROWS, st.integers(1, 12))
def test_first_rows_are_those_of_the_library(rows: dict[int, dict[int, str]], count: int) -> None:
    data = package(sheet(rows))
    first = [
        {at: x for at, x in enumerate(row) if x is not None} for row in plain(data).rows(count)
    ]
    known = [
        {at: x for at, x in enumerate(row) if x is not None} for row in values(data).rows(count)
    ]
    assert [*filter(None, first)] == [*filter(None, known)]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',
        '<row r="1"><c r="A1" s="2"><v>45678</v></c></row>',
        '<row r="1"><c r="A1" s="4"><v>1.25</v></c></row>',
        '<row r="1"><c r="A1" t="b"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>2031-05-06</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&nbsp;</t></is></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1"><v>1_0</v></c></row>',
        '<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row>',
        '<row r="1"><c r="A1" t="inlineStr">\n<is><t>a</t></is></c></row>',
        '<row r="1"><!-- <c r="A1"><v>1</v></c> --></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    ],
)
def test_sheet_that_is_not_plain_is_left_to_the_library(row: str) -> None:
    with pytest.raises(NotPlain):
        plain(package(row)).finish()


def test_text_that_is_odd_spoils_only_the_sheets_that_have_it() -> None:
    shared = "<si><t>&nbsp;</t></si><si><t>b</t></si>"
    row = '<row r="1"><c r="A1" t="s"><v>{}</v></c></row>'
    assert plain(package(row.format(1), shared)).columns({"a": 1}) == {"a": ["b"]}
    with pytest.raises(NotPlain):
        plain(package(row.format(0), shared)).finish()
