"""What documents have in common is made once, and none of them is drawn otherwise for it."""

from __future__ import annotations

import warnings
from importlib.resources import files
from io import BytesIO
from typing import Any

import pytest
import weasyprint
from PIL import ImageChops
from pypdf import PdfReader

from reports.departments import NUMBERS
from reports.departments import department_name
from reports.errors import AddressRefused
from reports.errors import DrawingFailed
from reports.rendering.notes import RULES
from reports.rendering.notes import html_class
from reports.rendering.pdf import ADDRESS
from reports.rendering.pdf import VARIANT
from reports.rendering.pdf import claim_accessibility
from reports.rendering.pdf import lay_out
from reports.rendering.pdf import locked_fetcher
from reports.rendering.pdf import render
from reports.rendering.pdf import strict
from reports.rendering.pdf import toolkit
from reports.rendering.pdf import write
from reports.rendering.pictures import shared_pictures
from reports.rendering.specimen import share_parts
from tests.reports.pictures import picture
from tests.reports.texts import text_lines

SERIF = "p, h1 {{ font-family: 'Palmares Serif', 'Palmares Sans'; {css} }}"
PAGE = f'<html lang="fr"><title>Essai</title><style>{SERIF}</style><body><h1>Essai</h1>{{body}}'
PATH = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{0}</svg>'
DISC = '<circle cx="45" cy="45" r="40" fill="#0a5" stroke="#000" stroke-opacity=".5"/>'
FADED = f'<g opacity=".4">{DISC}</g>'
SHADED = (
    '<defs><linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/>'
    '</linearGradient></defs><rect width="90" height="90" fill="url(#g)"/>'
)
WORDS = '<text x="9" y="50" font-family="Palmares Serif">Mot</text>'


def page(body: str, css: str = "") -> str:
    return PAGE.format(css=css, body=body)


def font_files(content: bytes) -> dict[str, bytes]:
    """The font files in a document, by their names."""
    sheet: Any = PdfReader(BytesIO(content)).pages[0]
    found = {}
    for font in sheet["/Resources"]["/Font"].values():
        face = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        file = face.get("/FontFile3") or face["/FontFile2"]
        found[str(face["/FontName"]).partition("+")[2]] = file.get_data()
    return found


def test_documents_with_the_usual_letters_have_the_same_fonts() -> None:
    one, other = (font_files(render(page(f"<p>{text}"), {})) for text in ("Échirolles", "Nœux"))
    assert one == other


@pytest.mark.parametrize("css", ["", "font-style: italic", "font-variant-caps: small-caps"])
def test_names_of_the_departments_keep_to_the_usual_letters(css: str) -> None:
    names = "</p><p>".join(str(department_name(number)) for number in NUMBERS)
    assert font_files(render(page(f"<p>{names}", css), {})) == font_files(
        render(page("<p>x", css), {})
    )


def test_rare_letter_is_there_and_the_others_do_without() -> None:
    usual = render(page("<p>Omega"), {})
    rare = render(page("<p>Ωmega"), {})
    assert text_lines(rare) == ["Essai", "Ωmega"]
    assert font_files(rare).keys() == font_files(usual).keys()
    assert font_files(rare) != font_files(usual)
    assert render(page("<p>Omega"), {}) == usual


def test_shared_fonts_change_nothing_that_is_seen_or_read() -> None:
    html = page("<p>Communauté d’agglomération « Œuvre » 1<sup>re</sup>, affluent, tti")
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        alone = lay_out(html, {}).write_pdf(pdf_variant=VARIANT, pdf_tags=True)
    assert alone is not None
    shared = render(html, {})
    assert font_files(alone) != font_files(shared)
    assert text_lines(alone) == text_lines(shared)
    assert not ImageChops.difference(picture(alone, 1), picture(shared, 1)).getbbox()


def test_objects_settled_once_give_the_bytes_of_the_library() -> None:
    document = lay_out(page("<p>Texte à comprimer. " * 40), {})
    share_parts(document, lay_out)
    with strict(), warnings.catch_warnings(action="ignore", category=ResourceWarning):
        wanted = document.write_pdf(
            finisher=lambda _, pdf: claim_accessibility(pdf), pdf_variant=VARIANT, pdf_tags=True
        )
    assert write(document) == wanted


def test_rules_for_notes_are_found_in_the_style_sheet_of_the_library() -> None:
    sheet = (files("weasyprint") / "css" / "html5_ua.css").read_text("utf-8")
    found = [rule.partition(" ")[0] for rule in RULES.findall(sheet)]
    assert found == [
        *("::footnote-call", "::footnote-marker"),
        *("::note-call", "::note-marker", "::note-callback"),
    ]


def test_document_without_notes_is_laid_out_as_with_their_rules() -> None:
    html = page("<p>Un <em>mot</em>.<ul><li>a<li>b</ul><ol><li>c</ol><q>d</q><table><td>e</table>")
    tools = toolkit()
    whole = weasyprint.HTML(
        string=html, base_url=ADDRESS, url_fetcher=locked_fetcher({})
    ).render(font_config=tools.fonts, stylesheets=[tools.faces])  # fmt: skip
    assert html_class(weasyprint, html) is not weasyprint.HTML
    assert write(whole) == write(lay_out(html, {}))


def test_footnotes_of_a_template_are_drawn() -> None:
    css = "} aside { float: footnote"
    found = text_lines(render(page("<p>Un mot<aside>Sa note</aside>.", css), {}))
    assert found == ["Essai", "Un mot", "1", ".", "1. Sa note"]


@pytest.mark.parametrize("drawing", [DISC, FADED, SHADED, WORDS])
def test_shared_picture_is_drawn_as_the_library_draws_it(drawing: str) -> None:
    """Each time, in every size, beside others."""
    assets = {"a.svg": PATH.format(drawing).encode(), "b.svg": PATH.format(DISC * 2).encode()}
    body = "".join(
        f'<p><img src="{name}" alt="x" style="width: {width}mm">'
        for name, width in (("a.svg", 30), ("b.svg", 20), ("a.svg", 50))
    )
    html = page(body)
    tools = toolkit()
    theirs = weasyprint.HTML(
        string=html, base_url=ADDRESS, url_fetcher=locked_fetcher(assets)
    ).render(font_config=tools.fonts, stylesheets=[tools.faces])  # fmt: skip
    first, second = render(html, assets), render(html, assets)
    assert first == second
    assert not ImageChops.difference(picture(write(theirs), 1), picture(first, 1)).getbbox()


def test_picture_of_a_page_is_made_once_for_all_documents() -> None:
    assets = {"a.svg": PATH.format(DISC).encode()}
    svg = weasyprint.images.SVGImage
    one, other = (shared_pictures(svg, assets, ADDRESS) for _ in range(2))
    assert list(one) == [f"{ADDRESS}a.svg"]
    assert one[f"{ADDRESS}a.svg"] is other[f"{ADDRESS}a.svg"]


@pytest.mark.parametrize(
    "drawing",
    [
        '<image href="file:///etc/passwd" width="9" height="9"/>',
        '<s:image xmlns:s="http://www.w3.org/2000/svg" href="file:///etc/passwd"/>',
        '<use href="file:///etc/passwd#a"/>',
        "<style>@import url(file:///etc/passwd);</style>",
        '<rect width="9" height="9" fill="url(file:///etc/passwd#a)"/>',
    ],
)
def test_picture_fetches_nothing(drawing: str) -> None:
    """It is refused, or drawn without."""
    assets = {"a.svg": PATH.format(drawing).encode()}
    try:
        content = render(page('<img src="a.svg" alt="x">'), assets)
    except (AddressRefused, DrawingFailed):
        return
    assert b"root:" not in content


def test_picture_that_is_no_xml_is_told() -> None:
    with pytest.raises(DrawingFailed):
        render(page('<img src="a.svg" alt="x">'), {"a.svg": b"<svg"})
