"""Blocks to an OpenDocument text: the only importer of odfdo.

Headings are headings with their outline, tables have header rows that repeat, there are no
macros, and nothing is linked. The same document gives the same bytes.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any

from reports.blocks import Facts
from reports.blocks import Grid
from reports.blocks import Heading
from reports.blocks import Items
from reports.blocks import Quote
from reports.blocks import Signatures
from reports.blocks import Text
from reports.language import reports_language
from reports.rendering.odt_styles import KINDS
from reports.rendering.odt_styles import OTHERS
from reports.rendering.odt_styles import PAGE
from reports.rendering.odt_styles import STYLES
from reports.rendering.odt_styles import column_name
from reports.rendering.odt_styles import column_style
from reports.typography import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import datetime

    from reports.blocks import Block
    from reports.blocks import Document

ABREAST = 2
"""Signatures beside each other."""

HALF = 50
"""The share of the width that each of these takes, in hundredths."""

_FORMER = (1980, 1, 1, 0, 0, 0)
"""The moment of every entry of the archive: files say when they were frozen inside."""

_LEFT_OUT = ("Thumbnails/", "Configurations2/")
"""What the template of the library carries along and no reader asks for."""


def write_odt(document: Document, code: str, author: str, moment: datetime) -> bytes:
    """The file of a document in a language ("fr" or "en"), made at a moment (aware)."""
    from odfdo import Document as Opened

    made = Opened("text")
    _dress(made, document)
    _describe(made, document, code, author, moment)
    body = made.body
    body.clear()
    for element in _Setter(code).all(document.blocks):
        body.append(element)
    _foot(made, plain(document.foot, code), code)
    target = BytesIO()
    made.save(target)
    return _timeless(target.getvalue())


# -- the whole -------------------------------------------------------------------------


def _dress(made: Any, document: Document) -> None:  # noqa: ANN401 - a class of odfdo, imported when used
    """Our styles in the place of the template's; widths of columns where they are used."""
    from odfdo import Element

    for xml in STYLES:
        style = Element.from_tag(xml)
        name = style.get_attribute("style:name")
        for old in made.styles.get_elements(f"//style:style[@style:name='{name}']"):
            old.delete()
        made.insert_style(style)
    shares = {share for each in document.blocks if isinstance(each, Grid) for share in each.widths}
    for xml in (*OTHERS, *map(column_style, sorted({*shares, HALF}))):
        made.insert_style(Element.from_tag(xml), automatic=True)
    for numbering in made.styles.get_elements("//text:outline-style"):
        numbering.delete()
    for layout in made.styles.get_elements("//style:page-layout-properties"):
        for name, value in PAGE.items():
            layout.set_attribute(name, value)


def _describe(
    made: Any,  # noqa: ANN401 - as above
    document: Document,
    code: str,
    author: str,
    moment: datetime,
) -> None:
    """Title, author, language and dates, none of them read from a clock."""
    local = moment.replace(tzinfo=None)
    meta = made.meta
    meta.title = plain(document.title, code)
    meta.subject = plain(document.foot, code)
    meta.creator = plain(author, code)
    meta.initial_creator = plain(author, code)
    meta.language = f"{code}-FR" if code == "fr" else f"{code}-GB"
    meta.creation_date = local
    meta.date = local
    made.set_language(meta.language)


def _foot(made: Any, text: str, code: str) -> None:  # noqa: ANN401 - as above
    """The foot of every page: what it is, which page of how many."""
    from odfdo import Element
    from odfdo import Paragraph

    master = made.styles.get_element("//style:master-page")
    foot = Element.from_tag("style:footer")
    line = Paragraph(text, style="Palmares_20_Foot")
    line.append(Element.from_tag("text:tab"))
    page = reports_language(code).text("page")
    for name, before in (("text:page-number", f"{page} "), ("text:page-count", " / ")):
        span = Element.from_tag("text:span")
        span.text = before
        line.append(span)
        number = Element.from_tag(name)
        number.text = "1"
        line.append(number)
    foot.append(line)
    master.append(foot)


def _timeless(content: bytes) -> bytes:
    """The same archive, its entries in order and without the moment at which it was written."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as made, zipfile.ZipFile(target, "w") as kept:
        for name in sorted(made.namelist(), key=lambda each: (each != "mimetype", each)):
            if name.startswith(_LEFT_OUT):
                continue
            entry = zipfile.ZipInfo(name, _FORMER)
            packed = name != "mimetype"
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            entry.create_system = 3
            kept.writestr(entry, _finished(name, made.read(name), made.read("content.xml")))
    return target.getvalue()


def is_untouched(content: bytes) -> bool:
    """Whether a file is one that :func:`write_odt` made and nobody changed since.

    It bears the hash of its own text; a word processor keeps that when it saves another.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as made:
            mark, text = made.read("meta.xml"), made.read("content.xml")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, zlib.error):
        return False
    return _mark(text) in mark


def _mark(text: bytes) -> bytes:
    digest = hashlib.sha256(text).hexdigest()
    return f'<meta:user-defined meta:name="palmares">{digest}</meta:user-defined>'.encode()


def _finished(name: str, content: bytes, text: bytes) -> bytes:
    """Metadata with the hash of the text; the list of files without those left out."""
    if name == "meta.xml":
        return content.replace(b"</office:meta>", _mark(text) + b"</office:meta>", 1)
    if name != "META-INF/manifest.xml":
        return content
    lines = content.decode("utf-8").replace("<manifest:file-entry", "\n<manifest:file-entry")
    kept = (line for line in lines.split("\n") if not any(each in line for each in _LEFT_OUT))
    return "".join(kept).encode()


# -- the blocks ------------------------------------------------------------------------


class _Setter:
    """Sets blocks in one language; tables are numbered as they come."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._tables = 0

    def all(self, blocks: Iterable[Block]) -> Iterator[Any]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Any]:
        match block:
            case Heading(level, text):
                yield self._heading(level, text)
            case Text(text, kind):
                yield self._paragraph(text, KINDS[kind])
            case Quote(term, text):
                yield self._paragraph(term, "Palmares_20_Term")
                yield self._paragraph(text, "Palmares_20_Quote")
            case Facts(rows):
                yield from (self._fact(term, said) for term, said in rows)
            case Items(texts):
                yield self._list(texts)
            case Grid():
                yield self._paragraph(block.caption, "Palmares_20_Caption")
                yield self._grid(block)
            case Signatures(caption, people):
                yield self._heading(3, caption)
                yield self._signatures(people)

    def _heading(self, level: int, text: str) -> Any:  # noqa: ANN401 - as above
        from odfdo import Header

        return Header(level, self._plain(text), style=f"Heading_20_{level}")

    def _paragraph(self, text: str, style: str) -> Any:  # noqa: ANN401 - as above
        from odfdo import Paragraph

        return Paragraph(self._plain(text), style=style)

    def _fact(self, term: str, said: str) -> Any:  # noqa: ANN401 - as above
        """A term and what is said of it, parted by a tab stop."""
        from odfdo import Paragraph
        from odfdo import Span

        line = Paragraph("", style="Palmares_20_Fact")
        line.append(Span(self._plain(term), style="Palmares_20_Name"))
        line.append_plain_text(f"\t{self._plain(said)}")
        return line

    def _list(self, texts: Iterable[str]) -> Any:  # noqa: ANN401 - as above
        from odfdo import List
        from odfdo import ListItem

        made = List(style="Palmares_20_List")
        for text in texts:
            item = ListItem()
            item.append(self._paragraph(text, "Text_20_body"))
            made.append(item)
        return made

    def _grid(self, grid: Grid) -> Any:  # noqa: ANN401 - as above
        from odfdo import Element

        self._tables += 1
        table = self._table(grid.widths)
        head = Element.from_tag("table:table-header-rows")
        head.append(self._row(grid.columns, "Palmares_20_Head"))
        table.append(head)
        for row in grid.rows:
            table.append(self._row(row, "Palmares_20_Cell"))
        return table

    def _signatures(self, people: tuple[tuple[str, str], ...]) -> Any:  # noqa: ANN401 - as above
        """Room to sign, two abreast."""
        self._tables += 1
        table = self._table([HALF] * ABREAST)
        for start in range(0, len(people), ABREAST):
            part = people[start : start + ABREAST]
            cells = ["\n".join(filter(None, person)) for person in part]
            cells += [""] * (ABREAST - len(cells))
            table.append(self._row(cells, "Palmares_20_Sign", "Palmares.Room"))
        return table

    def _table(self, shares: Iterable[int]) -> Any:  # noqa: ANN401 - as above
        from odfdo import Element

        table = Element.from_tag("table:table")
        table.set_attribute("table:name", f"Table{self._tables}")
        table.set_attribute("table:style-name", "Palmares.Table")
        for share in shares:
            column = Element.from_tag("table:table-column")
            column.set_attribute("table:style-name", column_name(share))
            table.append(column)
        return table

    def _row(self, texts: Iterable[str], style: str, row_style: str = "Palmares.Row") -> Any:  # noqa: ANN401 - as above
        from odfdo import Element

        row = Element.from_tag("table:table-row")
        row.set_attribute("table:style-name", row_style)
        for text in texts:
            cell = Element.from_tag("table:table-cell")
            cell.set_attribute("table:style-name", "Palmares.Edge")
            cell.set_attribute("office:value-type", "string")
            cell.append(self._paragraph(text, style))
            row.append(cell)
        return row

    def _plain(self, text: str) -> str:
        """The text with the spaces of its language, its lines kept."""
        return "\n".join(plain(line, self._code) for line in text.splitlines())
