"""The whole public site as files: pages, style, script, badges, open data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reports.site.laureates import every
from reports.site.laureates import sections
from reports.site.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.edition import Edition
    from reports.site.laureates import Laureate

STATIC = Path(__file__).parents[1] / "static" / "site"
SCRIPT = "palmares.js"


def site(edition: Edition, proof: str = "") -> dict[str, bytes]:
    """The files of the site by their path within its folder; the same edition, the same bytes.

    ``index.html`` is the first page. Nothing of it asks another address for anything.
    ``proof`` is what each page of a proof says of itself.

    Raises:
        CharacterUnprintable: a text holds a control character.
    """
    return dict(files(edition, proof))


def files(edition: Edition, proof: str = "") -> Iterator[tuple[str, bytes]]:
    """The same, one file after the other: the pages of all laureates are many."""
    from reports.open_data import open_data

    found = sections(edition)
    data = open_data(edition)
    pages = Pages(edition, found, proof)
    yield "index.html", pages.index()
    yield "donnees.html", pages.data(data)
    yield "style.css", pages.style()
    yield SCRIPT, _script()
    for name, content in data.items():
        yield f"donnees/{name}", content
    for each in every(found):
        yield f"laureats/{each.stem}.html", pages.laureate(each)
        yield from badges(each)


def badges(laureate: Laureate) -> Iterator[tuple[str, bytes]]:
    """The badges of one laureate."""
    from reports.rendering.badge import SIZES
    from reports.rendering.badge import badge
    from reports.site.pages import badge_file

    for form in SIZES:
        yield f"badges/{badge_file(laureate, form)}", badge(laureate.badge, form).encode()


@lru_cache(maxsize=1)
def _script() -> bytes:
    return (STATIC / SCRIPT).read_bytes()
