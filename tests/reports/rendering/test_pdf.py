"""HTML to PDF: nothing is fetched, nothing is forgiven, the same bytes every time."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from pypdf import PdfReader

from reports.errors import AddressRefused
from reports.errors import DrawingFailed
from reports.errors import FontMissing
from reports.language import Language
from reports.rendering.fonts import FACES
from reports.rendering.fonts import FOLDER
from reports.rendering.fonts import font_files
from reports.rendering.pdf import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = '<html lang="fr"><title>Essai</title><style>{css}</style><body><h1>Essai</h1>{body}'
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine: its address, and the paths that were asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/", asked
        finally:
            server.shutdown()


@pytest.mark.parametrize(
    "body",
    [
        '<img src="{0}" alt="x">',
        '<object data="{0}"></object>',
        '<embed src="{0}">',
        '<link rel="stylesheet" href="{0}">',
        '<link rel="attachment" href="{0}">',
        '<a rel="attachment" href="{0}">x</a>',
        '<style>@import url("{0}");</style>',
        '<p style="background: url({0})">x</p>',
        "<style>p::before {{ content: url({0}) }}</style><p>x",
        '<ul style="list-style-image: url({0})"><li>x</li></ul>',
        '<style>@font-face {{ font-family: f; src: url("{0}") }}</style><p>x',
        '<svg width="9" height="9"><title>x</title><image href="{0}" width="9" height="9"/></svg>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["http", "file", "relative"])
def test_nothing_is_fetched(body: str, kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_bytes(SQUARE)
    with listening() as (address, asked):
        targets = {"http": address + "x.svg", "file": secret.as_uri(), "relative": "other.svg"}
        target = targets[kind]
        with pytest.raises((AddressRefused, DrawingFailed)):
            render(PAGE.format(css="", body=body.format(target)), {"known.svg": SQUARE})
    assert asked == []


def test_server_of_these_tests_counts_what_is_asked() -> None:
    with listening() as (address, asked):
        with pytest.raises(HTTPError) as caught:
            urlopen(address + "x.svg")  # noqa: S310 - an address of this test
        caught.value.close()
    assert asked == ["/x.svg"]


def test_address_that_is_refused_is_named() -> None:
    with pytest.raises(AddressRefused) as caught:
        render(PAGE.format(css="", body='<img src="file:///etc/passwd" alt="x">'), {})
    assert str(caught.value) == "A document asked for file:///etc/passwd: nothing is ever fetched."


def test_assets_are_served_from_memory() -> None:
    body = '<img src="known.svg" alt="Un triangle">'
    assert render(PAGE.format(css="", body=body), {"known.svg": SQUARE}).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<title>x</title><p>x", 'Missing required "lang" attribute at the root of the document'),
        (PAGE.format(css="", body='<img src="a.svg">'),
         'Image "a.svg" has no required alt description'),
    ],
)  # fmt: skip
def test_what_the_library_only_logs_is_an_error(html: str, reason: str) -> None:
    with pytest.raises(DrawingFailed) as caught:
        render(html, {"a.svg": SQUARE})
    assert caught.value.values == {"reason": reason}


def test_file_claims_archival_and_accessibility() -> None:
    root: Any = PdfReader(BytesIO(render(PAGE.format(css="", body=""), {}))).trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert 'part="3"' in xmp
    assert 'conformance="A"' in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_only_bundled_fonts_are_used() -> None:
    css = "p { font-family: serif, Arial } em { font-family: 'Palmares Serif' }"
    html = PAGE.format(css="* { font-family: 'Palmares Sans' }" + css, body="<em>x</em>")
    page: Any = PdfReader(BytesIO(render(html, {}))).pages[0]
    fonts = page["/Resources"]["/Font"]
    names = {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in fonts.values()}
    assert names == {"Palmares-Sans-Bold", "Palmares-Serif-Italic"}


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file)
def test_missing_font_file_says_what_to_do(face: object, tmp_path: Path) -> None:
    missing = face.file  # type: ignore[attr-defined]
    for other in FACES:
        if other.file != missing:
            (tmp_path / other.file).parent.mkdir(exist_ok=True)
            (tmp_path / other.file).write_bytes((FOLDER / other.file).read_bytes())
    with pytest.raises(FontMissing) as caught:
        font_files(tmp_path)
    assert caught.value.explain(Language("en")) == (
        f"The font file {missing} is missing: no document can be drawn.",
        "Install palmares again: the fonts come with it.",
    )
