"""palmares slides: edition.json -> the slides of the ceremony.

They are shown when the embargo ends, so they must be made before: what is made stays in the
campaign folder, as the certificates do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.app.documents import frozen_edition
from sheets_sync.app.documents import written

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.app.steps import Step

SLIDES = "presentation.pdf"


def slides(folder: Path) -> Step:
    """Plan ``presentation.pdf``; if it is right already it is kept."""
    from reports.slides import slides_pdf

    return written("slides", {folder / SLIDES: slides_pdf(frozen_edition(folder))})
