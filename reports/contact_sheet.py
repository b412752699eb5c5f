"""The contact sheet: all certificates small on A4 pages, for the eye before printing.

Each is the certificate's own page, taken out of its file and made smaller: what the sheet
shows is what will be printed. Beside it stand its name, level and file, as real text.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import reports_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pikepdf import Object
    from pikepdf import Page
    from pikepdf import Pdf

    from reports.certificate_page import Certificate
    from reports.edition import Edition

MARK = "palmares-sheet:"
MOST = 400  # certificates on one sheet: each brings its own fonts
PER_PAGE = 8
_POINTS = 0.75  # in a CSS pixel
_MARKS = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})


class Shown(NamedTuple):
    """A certificate with its file, and the step of its size (0: the usual)."""

    certificate: Certificate
    path: Path
    step: int


def contact_sheet(edition: Edition, shown: Sequence[Shown], fingerprint: str) -> bytes:
    """The PDF file, with the fingerprint of what it shows in its metadata.

    Raises:
        CharacterUnprintable: a character is in none of the fonts.
    """
    import pikepdf

    from reports.rendering.pdf import identify
    from reports.rendering.pdf import lay_out
    from reports.rendering.pdf import write
    from reports.rendering.templates import fill

    language = reports_language(edition.language)
    pages = [shown[start : start + PER_PAGE] for start in range(0, len(shown), PER_PAGE)]
    html = fill(
        "contact-sheet.html",
        edition.language,
        edition=edition,
        pages=list(enumerate(pages)),
        per_page=PER_PAGE,
        count=language.plural("{count} certificate", "{count} certificates", len(shown)),
    )
    document = lay_out(html, {})
    places = [page.anchors for page in document.pages]
    content = write(document, lambda pdf: identify(pdf, MARK + fingerprint))
    with pikepdf.open(BytesIO(content)) as pdf:
        for number, boxes in enumerate(places):
            page = pdf.pages[number]
            for place, each in enumerate(pages[number], start=number * PER_PAGE):
                _draw(pdf, page, each.path, boxes[f"p{place}"], place)
        made = BytesIO()
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def sheet_is(content: bytes, fingerprint: str) -> bool:
    """Whether a sheet shows exactly these files."""
    return (MARK + fingerprint).encode() in content


def _draw(pdf: Pdf, page: Page, path: Path, box: tuple[float, ...], place: int) -> None:
    """Put the first page of a file into a box (CSS pixels) of a page of the sheet."""
    import pikepdf

    with pikepdf.open(path) as other:
        source = pikepdf.Page(other.pages[0])
        width = float(source.mediabox[2]) - float(source.mediabox[0])
        form = pdf.copy_foreign(_bare(other, source.as_form_xobject()))
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Certificate{place}"))
    left, _, right, bottom = (each * _POINTS for each in box)
    scale = (right - left) / width
    up = float(page.mediabox[3]) - bottom
    matrix = f"{scale:.6f} 0 0 {scale:.6f} {left:.3f} {up:.3f}"
    # First of all: what the page draws afterwards turns its coordinates upside down.
    page.contents_add(f"/Artifact BMC q {matrix} cm {name} Do Q EMC\n".encode(), prepend=True)


def _bare(pdf: Pdf, form: Object) -> Object:
    """A page without its tags: they belong to the document that it came from."""
    import pikepdf

    kept = [each for each in pikepdf.parse_content_stream(form) if str(each.operator) not in _MARKS]
    form.write(pikepdf.unparse_content_stream(kept))
    return pdf.make_indirect(form)
