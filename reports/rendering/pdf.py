"""HTML to PDF: the only importer of WeasyPrint.

One font configuration lives as long as the process. Nothing is fetched: what a document
may ask for is handed over in memory, and asking for anything else stops the rendering.
Files claim PDF/A-3a and PDF/UA-1 at once, and their bytes depend on the document alone.
"""

from __future__ import annotations

import atexit
import logging
import warnings
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import TypeAlias

from reports.disk import drafting
from reports.errors import AddressRefused
from reports.errors import DrawingFailed
from reports.errors import LibraryMissing
from reports.errors import PalmaresError
from reports.rendering.custom import PICTURES
from reports.rendering.fonts import font_css
from reports.rendering.fonts import font_files
from reports.rendering.notes import html_class
from reports.rendering.pictures import shared_pictures
from reports.rendering.specimen import share_parts

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from weasyprint import CSS
    from weasyprint import Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

# Nothing answers at this name, ever (RFC 2606): it is only there to be looked up in memory.
ADDRESS = "https://assets.invalid/"
VARIANT = "pdf/a-3a"
PDF_UA = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>"""


IDENTIFIED = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier>%s</dc:identifier>
</rdf:Description>"""

Finisher: TypeAlias = "Callable[[Any], None]"


class Toolkit(NamedTuple):
    """What every rendering of a process shares."""

    fonts: FontConfiguration
    faces: CSS


def lay_out(html: str, assets: Mapping[str, bytes]) -> Document:
    """Lay out a document without writing it; ``assets`` are served by their names.

    Raises:
        AddressRefused: the document asked for something that is not among the assets.
        DrawingFailed: WeasyPrint logged an error.
        TemporaryUnwritable: there is no room for the fonts, which it writes to files.
        LibraryMissing: the libraries of the system are not there.
    """
    tools = toolkit()
    bare, style = _parted(html)
    weasyprint = library()
    with strict():
        return html_class(weasyprint, html)(
            string=bare, base_url=ADDRESS, url_fetcher=locked_fetcher(assets)
        ).render(
            font_config=tools.fonts,
            stylesheets=[tools.faces, _parsed(style)],
            cache=shared_pictures(weasyprint.images.SVGImage, assets, ADDRESS),
            pdf_variant=VARIANT,
            pdf_tags=True,
        )


def _parted(html: str) -> tuple[str, str]:
    """A document without its first style sheet, and that style sheet."""
    before, opened, rest = html.partition("<style>")
    style, closed, after = rest.partition("</style>")
    return (before + after, style) if opened and closed else (html, "")


@lru_cache(maxsize=128)
def _parsed(style: str) -> CSS:
    """A style sheet read once for all documents that share it; it may ask for no other."""
    return library().CSS(
        string=style,
        base_url=ADDRESS,
        url_fetcher=locked_fetcher({}),
        font_config=toolkit().fonts,
    )


class Attached(NamedTuple):
    """A file that travels inside a document as its data; ``day`` is an ISO date."""

    name: str
    content: bytes
    day: str


def write(document: Document, *finishers: Finisher, attached: Iterable[Attached] = ()) -> bytes:
    """The PDF file of a document that is laid out; errors as in :func:`lay_out`.

    Each of the ``finishers`` is handed the file (of pydyf) before it is put into bytes.
    """
    from reports.rendering.settle import settle

    def finish(_document: Document, pdf: Any) -> None:  # noqa: ANN401 - pydyf has no types
        claim_accessibility(pdf)
        for each in finishers:
            each(pdf)
        settle(pdf)

    share_parts(document, lay_out)
    with strict(), warnings.catch_warnings():
        # It leaves the file of the colour profile to the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        written = document.write_pdf(
            finisher=finish,
            pdf_variant=VARIANT,
            pdf_tags=True,
            attachments=[_attachment(each) for each in attached],
        )
    if not isinstance(written, bytes):
        raise DrawingFailed(reason="no bytes")
    return written


def render(html: str, assets: Mapping[str, bytes]) -> bytes:
    """Lay out and write in one go."""
    return write(lay_out(html, assets))


def library() -> Any:  # noqa: ANN401 - a module
    """WeasyPrint itself, or ``LibraryMissing``."""
    try:
        with warnings.catch_warnings():
            # It warns that a system has no fonts of its own: ours are enough.
            warnings.simplefilter("ignore", UserWarning)
            import weasyprint
    except OSError as error:
        raise LibraryMissing(reason=str(error).splitlines()[0]) from error
    return weasyprint


@lru_cache(maxsize=1)
def toolkit() -> Toolkit:
    """The fonts, loaded once per process; ``FontMissing`` if a file is gone."""
    weasyprint = library()
    from weasyprint.text.fonts import FontConfiguration

    files = font_files()
    fonts = FontConfiguration()
    with strict():
        faces = weasyprint.CSS(
            string=font_css(ADDRESS),
            base_url=ADDRESS,
            url_fetcher=locked_fetcher(files),
            font_config=fonts,
        )
    # Its folder of fonts must be removed before the interpreter takes itself apart.
    atexit.register(remove_fonts)
    return Toolkit(fonts, faces)


def remove_fonts() -> None:
    """Remove WeasyPrint's folder of fonts, at the end of a process; nothing is drawn after.

    It would only do so once nothing holds the fonts, which styles and documents may do longer
    than the process lives.
    """
    if toolkit.cache_info().currsize:
        toolkit().fonts.__del__()


@contextmanager
def strict() -> Iterator[None]:
    """Turn what WeasyPrint only logs as errors, and what it raises, into errors of ours."""
    from weasyprint.urls import FatalURLFetchingError

    complaints: list[str] = []
    handler = _Complaints(complaints)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        with drafting():
            yield
            _heed(complaints)
    except FatalURLFetchingError as error:
        raise AddressRefused(address=str(error).removeprefix(ADDRESS)) from error
    except PalmaresError:
        raise
    except Exception as error:
        raise DrawingFailed(reason=f"{type(error).__name__}: {error}") from error
    finally:
        logger.removeHandler(handler)


def _heed(complaints: list[str]) -> None:
    if complaints:
        raise DrawingFailed(reason=complaints[0])


class _Complaints(logging.Handler):
    """Keeps the errors of WeasyPrint, which documents ought not to survive."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        self.complaints.append(record.getMessage())


def locked_fetcher(assets: Mapping[str, bytes]) -> URLFetcher:
    """A fetcher that serves the assets and stops the rendering for everything else."""
    made = copy(_locked())
    made.assets = assets
    return made


@lru_cache(maxsize=1)
def _locked() -> Any:  # noqa: ANN401 - a class that is made below
    """The one that has nothing to serve; its base class takes long to set up what is not used."""
    from weasyprint.urls import FatalURLFetchingError
    from weasyprint.urls import URLFetcher
    from weasyprint.urls import URLFetcherResponse

    class LockedFetcher(URLFetcher):  # type: ignore[misc]
        """Opens nothing: no handler of the base class is ever reached."""

        assets: Mapping[str, bytes] = {}

        def fetch(
            self,
            url: str,
            headers: Mapping[str, str] | None = None,  # noqa: ARG002 - the signature is theirs
        ) -> URLFetcherResponse:
            """An asset from memory, or the end of the rendering."""
            name = url.removeprefix(ADDRESS)
            if name == url or name not in self.assets:
                raise FatalURLFetchingError(url[:200])
            kind = PICTURES.get(f".{name.rpartition('.')[2]}", "font/otf")
            return URLFetcherResponse(url, self.assets[name], {"Content-Type": kind})

    return LockedFetcher()


def _attachment(attached: Attached) -> Any:  # noqa: ANN401 - a class of WeasyPrint
    day = datetime.fromisoformat(attached.day)
    return library().Attachment(
        string=attached.content,
        url_fetcher=locked_fetcher({}),
        name=attached.name,
        relationship="Data",
        created=day,
        modified=day,
    )


def claim_accessibility(pdf: Any) -> None:  # noqa: ANN401 - pydyf has no types
    """Add the PDF/UA identifier, which WeasyPrint leaves out when it writes PDF/A.

    The metadata stay readable without a PDF library, as archives like them.
    """
    _metadata(pdf).compress = False
    _describe(pdf, PDF_UA)


def identify(pdf: Any, mark: str) -> None:  # noqa: ANN401 - pydyf has no types
    """Write an identifier (plain letters and digits) into the metadata."""
    _describe(pdf, IDENTIFIED % mark.encode("ascii"))


def _describe(pdf: Any, description: bytes) -> None:  # noqa: ANN401 - pydyf has no types
    metadata = _metadata(pdf)
    content = metadata.stream[0]
    end = content.rindex(b"</rdf:RDF>")
    metadata.stream[0] = content[:end] + description + content[end:]


def _metadata(pdf: Any) -> Any:  # noqa: ANN401 - pydyf has no types
    return pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
