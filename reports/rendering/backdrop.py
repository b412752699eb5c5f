"""A picture behind a whole page, drawn once per process for all documents that show it.

WeasyPrint interprets an SVG picture anew for every document. A frame is the same on each
certificate of a level, so its drawing instructions are taken from one rendering and handed
to every document as they are: the same vectors, at a fraction of the time.

A template asks for it by ``<meta name="palmares.backdrop" content="frame.svg">``.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from reports.errors import DrawingFailed
from reports.rendering.pdf import ADDRESS
from reports.rendering.pdf import lay_out
from reports.rendering.pdf import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weasyprint import Document

META = "palmares.backdrop"
NAME = "backdrop"
_POINTS = 0.75  # in a CSS pixel
_ALONE = (
    '<html lang="en"><title>.</title><style>@page {{ size: {0}px {1}px; margin: 0;'
    ' background: url("backdrop.svg") 0 0 / {0}px {1}px no-repeat }}</style><body>'
)


class Backdrop(NamedTuple):
    """Drawing instructions (deflated) with the states they name; sizes in CSS pixels."""

    width: float
    height: float
    content: bytes
    states: Mapping[str, Mapping[str, float]]


def backdrop(document: Document, assets: Mapping[str, bytes]) -> Backdrop | None:
    """What the template of a document asks to be drawn behind its pages, if anything.

    Raises:
        DrawingFailed: the picture is missing, or holds more than plain vectors.
    """
    name = document.metadata.custom.get(META)
    if name is None:
        return None
    if name not in assets:
        raise DrawingFailed(reason=f"{META}: {name} ({ADDRESS})")
    page = document.pages[0]
    return _drawn(assets[name], page.width, page.height)


def lay_behind(pdf: Any, behind: Backdrop) -> None:  # noqa: ANN401 - pydyf has no types
    """Draw it first on every page of a document that is being written."""
    import pydyf

    form = pydyf.Stream(
        [behind.content],
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "Filter": "/FlateDecode",
            "BBox": pydyf.Array([0, 0, behind.width, behind.height]),
            "Resources": pydyf.Dictionary({"ExtGState": pydyf.Dictionary(behind.states)}),
        },
    )
    pdf.add_object(form)
    scale = f"{_POINTS} 0 0 -{_POINTS} 0 {behind.height * _POINTS:.6f}"
    drawing = f"/Artifact BMC q {scale} cm /{NAME} Do Q EMC".encode()
    for number in pdf.pages["Kids"][::3]:
        page = pdf.objects[number]
        _object(pdf, page["Resources"])["XObject"][NAME] = form.reference
        _object(pdf, page["Contents"]).stream.insert(0, drawing)


@lru_cache(maxsize=16)
def _drawn(svg: bytes, width: float, height: float) -> Backdrop:
    taken: list[Backdrop] = []

    def take(pdf: Any) -> None:  # noqa: ANN401 - pydyf has no types
        form = next(
            each for each in pdf.objects if getattr(each, "extra", {}).get("Subtype") == "/Form"
        )
        resources = _object(pdf, form.extra["Resources"])
        if any(_found(pdf, resources[kind]) for kind in ("XObject", "Pattern", "Shading", "Font")):
            raise DrawingFailed(reason=f"{META}: pictures, patterns, text")
        lines = b"\n".join(e if isinstance(e, bytes) else str(e).encode() for e in form.stream)
        taken.append(Backdrop(width, height, zlib.compress(lines, 9), resources["ExtGState"]))

    write(lay_out(_ALONE.format(width, height), {"backdrop.svg": svg}), take)
    return taken[0]


def _found(pdf: Any, value: Any) -> bool:  # noqa: ANN401 - pydyf has no types
    """Whether a dictionary of resources holds something; it may be a reference to one."""
    return bool(_object(pdf, value) if isinstance(value, bytes) else value)


def _object(pdf: Any, reference: bytes) -> Any:  # noqa: ANN401 - pydyf has no types
    return pdf.objects[int(reference.split()[0])]
