"""Pictures of documents that were looked at and kept, and what they are compared with.

    python -m tests.reports.pictures

draws them all anew into ``data/pictures``: look at each one before you keep it.
"""

from __future__ import annotations

import subprocess
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from PIL import Image
from PIL import ImageChops
from PIL import ImageFilter
from PIL import ImageStat
from playwright.sync_api import sync_playwright

from reports.certificates import certificates
from reports.certificates import draw
from reports.minutes import minutes_pdf
from reports.results import results_pdf
from reports.site.site import site
from reports.slides import slides_pdf
from tests import system
from tests.reports.letter_samples import letter
from tests.reports.meetings import made_up
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import edition_2025
from tests.reports.samples import edition_in_english
from tests.reports.samples import with_candidates
from tests.reports.site.given import published

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser
    from playwright.sync_api import ViewportSize

FOLDER = Path(__file__).parent / "data" / "pictures"
RESOLUTION = 60
"""Dots per inch: enough to see a line that moved, little enough to keep."""

ALIKE = 1.5
"""Mean difference (0-255) up to which the parts of two pictures are the same.

One letter changed in a name makes more than 5; edges that another release smooths in
another way make less than 1.
"""

PARTS = 8
"""Into how many parts each side is cut to be compared."""


class Kept(NamedTuple):
    """A page of a document, made as PDF; pages count from 1."""

    make: Callable[[], bytes]
    page: int = 1

    def draw(self) -> Image.Image:
        """Its picture."""
        return picture(self.make(), self.page)


class Shown(NamedTuple):
    """A page of the site, as a browser so many pixels wide shows it."""

    page: str
    width: int = 900
    height: int = 1400

    def draw(self) -> Image.Image:
        """Its picture."""
        return screenshots()[self]


def _certificate() -> bytes:
    return draw(certificates(with_candidates(claix()))[0])


@cache
def _results() -> bytes:
    return results_pdf(edition_2023())


@cache
def _letter() -> bytes:
    return letter().drawn().content


@cache
def _minutes() -> bytes:
    return minutes_pdf(made_up())


@cache
def _slides() -> bytes:
    return slides_pdf(with_candidates(claix()))


KEPT: dict[str, Kept | Shown] = {
    "certificate": Kept(_certificate),
    "certificate-medal": Kept(lambda: draw(certificates(edition_2025())[1])),
    "certificate-english": Kept(lambda: draw(certificates(edition_in_english())[0])),
    "results-cover": Kept(_results),
    "results-levels": Kept(_results, 2),
    "letter": Kept(_letter),
    "letter-figures": Kept(_letter, 2),
    "minutes": Kept(_minutes),
    "minutes-decisions": Kept(_minutes, 2),
    "site": Shown("index.html"),
    "site-telephone": Shown("index.html", 320, 900),
    "site-laureate": Shown("laureats/2023_ville-de-claix_38.html"),
    "slides-cover": Kept(_slides),
    "slides-level": Kept(_slides, 3),
    "slides-laureate": Kept(_slides, 4),
    "slides-map": Kept(_slides, 7),
}


def picture(content: bytes, page: int) -> Image.Image:
    """A page of a PDF file."""
    program = system.require(system.PDFTOPPM)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page"
        command = [program, "-png", "-singlefile", "-r", str(RESOLUTION)]
        command += ["-f", str(page), "-l", str(page), "-", str(target)]
        subprocess.run(command, input=content, check=True)
        with Image.open(target.with_suffix(".png")) as drawn:
            return drawn.convert("RGB")


@cache
def screenshots() -> dict[Shown, Image.Image]:
    """Pages of the site in one Chromium; letters of the page's own font, the same everywhere."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        for path, content in site(published()).items():
            (Path(name) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(name) / path).write_bytes(content)
        browser = playwright.chromium.launch(
            executable_path=system.require(system.CHROMIUM), args=["--no-sandbox"]
        )
        pages = [each for each in KEPT.values() if isinstance(each, Shown)]
        taken = {each: _screenshot(browser, Path(name), each) for each in pages}
        browser.close()
    return taken


def _screenshot(browser: Browser, folder: Path, shown: Shown) -> Image.Image:
    size: ViewportSize = {"width": shown.width, "height": shown.height}
    page = browser.new_page(viewport=size, bypass_csp=True)
    page.goto((folder / shown.page).as_uri())
    page.add_style_tag(content='* { font-family: "Palmares Serif" !important }')
    page.evaluate("document.fonts.ready")
    with Image.open(BytesIO(page.screenshot())) as drawn:
        return drawn.convert("RGB")


def difference(first: Image.Image, second: Image.Image) -> float:
    """How much the parts of two pictures differ where they differ most (0-255)."""
    if first.size != second.size:
        return 255.0
    blurred = (each.filter(ImageFilter.GaussianBlur(1)) for each in (first, second))
    apart = ImageChops.difference(*blurred).convert("L")
    wide, tall = apart.size[0] / PARTS, apart.size[1] / PARTS
    return max(
        ImageStat.Stat(
            apart.crop((int(x * wide), int(y * tall), int((x + 1) * wide), int((y + 1) * tall)))
        ).mean[0]
        for x in range(PARTS)
        for y in range(PARTS)
    )


def keep() -> None:
    """Draw all of them anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, each in KEPT.items():
        each.draw().save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    keep()
