"""SVG pictures that documents share, interpreted once per process.

WeasyPrint interprets a picture anew for every document. The sign of a level is the same on
each of its certificates: its drawing instructions are kept for the next.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING
from typing import Any
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

SIZES = 64  # in which a picture is kept; a sign has as many as certificates have steps
# Text needs the fonts of a document, shades its place on the page, the others ask for something.
_ASKING = re.compile(rb"<(?:\w+:)?(?:text|image|style)\b|href|@import|url\(")
# What a drawing may need besides its own lines: it is not kept then.
_MORE = ("XObject", "Pattern", "Shading")


def shared_pictures(
    svg_image: Callable[..., Any], assets: Mapping[str, bytes], address: str
) -> dict[str, object]:
    """The images that WeasyPrint need not make itself, by their addresses.

    ``svg_image`` is its class of SVG pictures.
    """
    return {
        address + name: picture
        for name, content in assets.items()
        if name.endswith(".svg") and (picture := _picture(svg_image, content))
    }


@lru_cache(maxsize=32)
def _picture(svg_image: Callable[..., Any], svg: bytes) -> SharedPicture | None:
    """A picture of plain vectors; None for what asks for more than its own lines."""
    if _ASKING.search(svg):
        return None
    try:
        tree = ET.fromstring(svg)  # noqa: S314 - as WeasyPrint does
    except ET.ParseError:
        return None  # about which WeasyPrint complains itself
    return SharedPicture(svg_image(tree, "", None, None))


class SharedPicture:
    """An image as WeasyPrint wants one, for many documents."""

    def __init__(self, image: Any) -> None:  # noqa: ANN401 - theirs
        """Share what one of WeasyPrint's own images draws."""
        self._image = image
        self._lock = Lock()  # an image draws for one document at a time; clusters have threads
        self._drawn: dict[tuple[float, float], tuple[bytes, dict[str, Any]]] = {}

    def get_intrinsic_size(self, resolution: float, font_size: float) -> Any:  # noqa: ANN401 - theirs
        """Width, height and their ratio; None for what the picture leaves open."""
        return self._image.get_intrinsic_size(resolution, font_size)

    def draw(self, stream: Any, width: float, height: float, style: object) -> None:  # noqa: ANN401 - theirs
        """Draw it into a page, as an object of its own."""
        form = stream.add_group(0, 0, width, height)
        states = form.extra["Resources"]["ExtGState"]
        stream.draw_x_object(form.id)
        if (width, height) in self._drawn:
            lines, used = self._drawn[width, height]
            form.stream[:] = [lines]
            states.update(used)
            return
        with self._lock:
            self._image.draw(form, width, height, style)
        form.stream[:] = [b"\n".join(map(_line, form.stream))]
        if len(self._drawn) < SIZES and not any(form.extra["Resources"][kind] for kind in _MORE):
            self._drawn[width, height] = form.stream[0], dict(states)


def _line(item: object) -> bytes:
    return item if isinstance(item, bytes) else str(item).encode()
