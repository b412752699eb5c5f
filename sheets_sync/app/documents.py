"""palmares results: edition.json -> the results; the frozen edition of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import FileInTheWay
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.app.freeze import FILE
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition
    from sheets_sync.app.steps import Advance

PDF = "resultats.pdf"
PAGE = "resultats.html"


class NotFrozen(PalmaresError):
    """There is no frozen edition in the folder."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("{folder} holds no edition.json yet: documents are made from it alone.")
    remedy = N_("Run “palmares freeze” first.")


def results(folder: Path) -> Step:
    """Plan ``resultats.pdf`` and ``resultats.html``; what is already right is kept."""
    from reports.files import write_whole
    from reports.results import results_html
    from reports.results import results_pdf

    edition = frozen_edition(folder)
    wanted = {
        folder / PDF: results_pdf(edition),
        folder / PAGE: results_html(edition).encode("utf-8"),
    }
    changed = {path: content for path, content in wanted.items() if not _holds(path, content)}

    def write(_: Advance) -> tuple[Said, ...]:
        for path, content in changed.items():
            write_whole(path, content)
        return tuple(Said(N_("{path} written."), {"path": path}) for path in changed)

    return Step("results", files=tuple(changed), write=write)


def _holds(path: Path, content: bytes) -> bool:
    if path.is_dir():
        raise FileInTheWay(file=path)
    return path.is_file() and path.read_bytes() == content


def frozen_edition(folder: Path) -> Edition:
    """The frozen edition of a campaign folder; raises :class:`NotFrozen` without any."""
    from reports.edition_file import load

    path = folder / FILE
    if not path.exists():
        raise NotFrozen(folder=folder.resolve())
    return load(path)
