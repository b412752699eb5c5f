"""Parts that XlsxWriter can't make, wired into a workbook that it made, as Excel does it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

BOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
OTHER = "xl/worksheets/sheet2.xml"
TYPES = "[Content_Types].xml"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2017/10/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CELLS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PERSON = "{11111111-2222-3333-4444-555555555555}"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"

PIVOT = f"""<pivotTableDefinition xmlns="{CELLS}" name="Croisé" cacheId="7" dataCaption="Valeurs">
<location ref="I2:J6" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>
<pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="4"><item x="0"/>
<item x="1"/><item x="2"/><item t="default"/></items></pivotField>
<pivotField dataField="1" showAll="0"/></pivotFields>
<rowFields count="1"><field x="0"/></rowFields>
<rowItems count="4"><i><x/></i><i><x v="1"/></i><i><x v="2"/></i><i t="grand"><x/></i></rowItems>
<colItems count="1"><i/></colItems>
<dataFields count="1"><dataField name="Somme" fld="1" baseField="0" baseItem="0"/></dataFields>
</pivotTableDefinition>"""
CACHE = f"""<pivotCacheDefinition xmlns="{CELLS}" xmlns:r="{LINKS}" r:id="rId1" recordCount="3">
<cacheSource type="worksheet"><worksheetSource ref="C2:D5" sheet="Bilan"/></cacheSource>
<cacheFields count="2"><cacheField name="Column1" numFmtId="0"><sharedItems count="3"><s v="a"/>
<s v="b"/><s v="c"/></sharedItems></cacheField><cacheField name="Column2" numFmtId="0">
<sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1"
 containsInteger="1" minValue="1" maxValue="3"/></cacheField></cacheFields>
</pivotCacheDefinition>"""
RECORDS = f"""<pivotCacheRecords xmlns="{CELLS}" count="3"><r><x v="0"/><n v="1"/></r>
<r><x v="1"/><n v="2"/></r><r><x v="2"/><n v="3"/></r></pivotCacheRecords>"""
THREAD = f"""<ThreadedComments xmlns="{THREADED}"><threadedComment ref="B4"
 dT="2099-01-02T03:04:05.00" personId="{PERSON}" id="{{AAAAAAAA-2222-3333-4444-555555555555}}">
<text>Une note, et une réponse</text></threadedComment></ThreadedComments>"""
PEOPLE = f"""<personList xmlns="{THREADED}"><person displayName="Une personne INVENTÉE"
 id="{PERSON}" userId="x" providerId="None"/></personList>"""
ELSEWHERE = f"""<externalLink xmlns="{CELLS}"><externalBook xmlns:r="{LINKS}" r:id="rId1">
<sheetNames><sheetName val="Feuil1"/></sheetNames><sheetDataSet><sheetData sheetId="0">
<row r="1"><cell r="A1"><v>5</v></cell></row></sheetData></sheetDataSet></externalBook>
</externalLink>"""
LIST = (
    '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"'
    ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    "<x14:dataValidations"
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
    '<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1">'
    "<x14:formula1><xm:f>Bilan!$A$2:$A$4</xm:f></x14:formula1><xm:sqref>G6:G12</xm:sqref>"
    "</x14:dataValidation></x14:dataValidations></ext>"
)


class Part(NamedTuple):
    """A part: what it is linked from and as what (an address), its content, its type."""

    name: str
    owner: str
    link: str
    content: bytes
    kind: str = ""


PARTS = (
    Part(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        BOOK,
        f"{LINKS}/pivotCacheDefinition",
        CACHE.encode(),
        f"{FORMAT}.pivotCacheDefinition+xml",
    ),
    Part(
        "xl/pivotCache/pivotCacheRecords1.xml",
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f"{LINKS}/pivotCacheRecords",
        RECORDS.encode(),
        f"{FORMAT}.pivotCacheRecords+xml",
    ),
    Part(
        "xl/pivotTables/pivotTable1.xml",
        OTHER,
        f"{LINKS}/pivotTable",
        PIVOT.encode(),
        f"{FORMAT}.pivotTable+xml",
    ),
    Part(
        "xl/threadedComments/threadedComment1.xml",
        SHEET,
        f"{MICROSOFT}/threadedComment",
        THREAD.encode(),
        "application/vnd.ms-excel.threadedcomments+xml",
    ),
    Part(
        "xl/persons/person.xml",
        BOOK,
        f"{MICROSOFT}/person",
        PEOPLE.encode(),
        "application/vnd.ms-excel.person+xml",
    ),
    Part(
        "xl/externalLinks/externalLink1.xml",
        BOOK,
        f"{LINKS}/externalLink",
        ELSEWHERE.encode(),
        f"{FORMAT}.externalLink+xml",
    ),
    Part(
        "xl/printerSettings/printerSettings1.bin",
        SHEET,
        f"{LINKS}/printerSettings",
        b"\x00\x01printer",
        f"{FORMAT}.printerSettings",
    ),
    Part("customXml/item1.xml", BOOK, f"{LINKS}/customXml", b"<mine xmlns='urn:mine'/>"),
)
PIVOT_CACHE = "xl/pivotTables/pivotTable1.xml"


def more(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a workbook and those that XlsxWriter can't make, each linked and typed."""
    found = dict(contents)
    for part in PARTS:
        found[part.name] = part.content
        found[TYPES] = _typed(found[TYPES], part)
        _link(found, part.owner, part.name, part.link)
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    _link(found, PIVOT_CACHE, cache, f"{LINKS}/pivotCacheDefinition")
    elsewhere = "xl/externalLinks/externalLink1.xml"
    _link(found, elsewhere, "file:///nulle-part/autre.xlsx", f"{LINKS}/externalLinkPath")
    found[BOOK] = _book(found)
    found[SHEET] = _sheet(found)
    return found


def _typed(types: bytes, part: Part) -> bytes:
    if not part.kind:
        return types
    entry = f'<Override PartName="/{part.name}" ContentType="{part.kind}"/>'
    return types.replace(b"</Types>", entry.encode() + b"</Types>")


def _links(owner: str) -> str:
    folder, _, name = owner.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _link(found: dict[str, bytes], owner: str, target: str, kind: str) -> None:
    """Link a part from another, or (a whole address) something from elsewhere."""
    empty = f'<Relationships xmlns="{PACKAGE}"></Relationships>'.encode()
    links = found.get(_links(owner), empty)
    number = links.count(b"<Relationship ") + 1
    outside = ' TargetMode="External"' if ":" in target else ""
    place = target if outside else f"/{target}"
    entry = f'<Relationship Id="rId{number}" Type="{kind}" Target="{place}"{outside}/>'
    found[_links(owner)] = links.replace(b"</Relationships>", entry.encode() + b"</Relationships>")


def _id(found: Mapping[str, bytes], owner: str, kind: str) -> bytes:
    """The id of a link by the end of its kind."""
    for link in found[_links(owner)].split(b"<Relationship ")[1:]:
        if f'/{kind}"'.encode() in link:
            return link.partition(b'Id="')[2].partition(b'"')[0]
    raise KeyError(kind)


def _book(found: Mapping[str, bytes]) -> bytes:
    """The workbook part that names external links and pivot caches."""
    link, cache = _id(found, BOOK, "externalLink"), _id(found, BOOK, "pivotCacheDefinition")
    outside = b'<externalReferences><externalReference r:id="%s"/></externalReferences>' % link
    caches = b'<pivotCaches><pivotCache cacheId="7" r:id="%s"/></pivotCaches>' % cache
    book = found[BOOK].replace(b"<definedNames>", outside + b"<definedNames>")
    return book.replace(b"</workbook>", caches + b"</workbook>")


def _sheet(found: Mapping[str, bytes]) -> bytes:
    """The managed sheet with its printer's settings and a list of the newer kind."""
    printer = b'<pageSetup r:id="%s" ' % _id(found, SHEET, "printerSettings")
    sheet = found[SHEET].replace(b"<pageSetup ", printer)
    end = b"</extLst></worksheet>"
    return sheet.replace(end, LIST.encode() + end)
