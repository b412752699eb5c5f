"""Pictures of the README: some tabs, a certificate and the results, from a campaign folder.

    python -m scripts.pictures out/demo [docs/pictures]

LibreOffice draws each tab as it looks on a screen, poppler the pages of the documents.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pypdf

WIDTH = 1400
"""Pixels across: what a reader of the README can still read."""


WHOLE = ("-scale-to-x", str(WIDTH), "-scale-to-y", "-1")


def corner(dots: int, height: int) -> tuple[str, ...]:
    """What a screen shows of a tab, which may be wider: ``dots`` per inch, pixels down."""
    size = ("-W", str(WIDTH), "-H", str(height))
    return ("-r", str(dots), "-x", "0", "-y", "0", *size)


CORNER = corner(96, 800)

TABS = {
    "tab": ("Propositions", CORNER),
    "dashboard": ("Tableau de bord", corner(139, 530)),
    "deliberation": ("Délibération", corner(96, 540)),
}
"""The tabs that are drawn, by the name of their picture: title, and what is shown of it."""


class Picture(NamedTuple):
    """One page of a PDF, to be drawn under a name; pages count from 1."""

    name: str
    document: Path
    page: int = 1
    part: tuple[str, ...] = WHOLE


def draw(picture: Picture, folder: Path) -> Path:
    """Draw a page as PNG; gives the file."""
    target = folder / picture.name
    subprocess.run(
        [
            program("pdftoppm"),
            *("-png", "-singlefile", *picture.part),
            *("-f", str(picture.page), "-l", str(picture.page)),
            str(picture.document),
            str(target),
        ],
        check=True,
    )
    return target.with_suffix(".png")


def as_pdf(workbook: Path, folder: Path) -> Path:
    """The workbook with each tab as one page, whatever its size."""
    options = 'pdf:calc_pdf_Export:{"SinglePageSheets":{"type":"boolean","value":"true"}}'
    subprocess.run(
        [
            program("soffice"),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", options, "--outdir", str(folder), str(workbook)),
        ],
        check=True,
        capture_output=True,
    )
    return folder / f"{workbook.stem}.pdf"


def page_of(tab: str, workbook: Path, pages: int) -> int:
    """Which page shows a tab: hidden and empty ones have theirs too."""
    from openpyxl import load_workbook

    titles = load_workbook(workbook, read_only=True).sheetnames
    if len(titles) != pages:
        sys.exit(f"{len(titles)} tabs, but {pages} pages: which is {tab}?")
    return titles.index(tab) + 1


def program(name: str) -> str:
    """Full path of a program of the system."""
    found = shutil.which(name)
    if found is None:
        sys.exit(f"{name} is missing: run `make system-test` first.")
    return found


def main(arguments: list[str]) -> int:
    """Draw the pictures of a campaign."""
    campaign = Path(arguments[0])
    target = Path(arguments[1] if len(arguments) > 1 else "docs/pictures")
    target.mkdir(parents=True, exist_ok=True)
    workbook = campaign / "campagne.xlsx"
    certificate = max(campaign.glob("certificats/*.pdf"), key=lambda path: path.stat().st_size)
    with tempfile.TemporaryDirectory() as folder:
        tabs = as_pdf(workbook, Path(folder))
        pages = len(pypdf.PdfReader(tabs).pages)
        for picture in (
            *(
                Picture(name, tabs, page_of(tab, workbook, pages), part)
                for name, (tab, part) in TABS.items()
            ),
            Picture("certificate", certificate),
            Picture("results", campaign / "resultats.pdf"),
        ):
            print(draw(picture, target))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
