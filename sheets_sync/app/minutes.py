"""palmares minutes: edition.json -> the minutes of the jury's meeting, to print and to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.app.documents import frozen_edition
from sheets_sync.app.documents import written
from sheets_sync.app.steps import Said

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.app.steps import Step

PDF = "proces-verbal.pdf"
ODT = "proces-verbal.odt"
EDITED = N_("{path} was edited by hand: it is kept. To have it made again, move it elsewhere.")


def minutes(folder: Path) -> Step:
    """Plan ``proces-verbal.pdf`` and ``proces-verbal.odt``; what is already right is kept.

    They are private, so the embargo does not hold them. A text that somebody edited is never
    written over.
    """
    from reports.minutes import minutes_odt
    from reports.minutes import minutes_pdf

    edition = frozen_edition(folder)
    text = folder / ODT
    if _edited(text):
        step = written("minutes", {folder / PDF: minutes_pdf(edition)})
        return step._replace(summary=(Said(EDITED, {"path": text}),))
    return written("minutes", {folder / PDF: minutes_pdf(edition), text: minutes_odt(edition)})


def _edited(path: Path) -> bool:
    """Whether the file is not as this program wrote it."""
    from reports.rendering.odt import is_untouched

    return path.is_file() and not is_untouched(path.read_bytes())
