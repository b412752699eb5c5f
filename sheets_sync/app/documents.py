"""palmares results: edition.json -> the results or their proofs; the frozen edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import FileInTheWay
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.app.embargo import held
from sheets_sync.app.embargo import public
from sheets_sync.app.freeze import FILE
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reports.edition import Edition
    from sheets_sync.app.steps import Advance

PDF = "resultats.pdf"
PAGE = "resultats.html"
PROOFS = "epreuves"


class NotFrozen(PalmaresError):
    """There is no frozen edition in the folder."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("{folder} holds no edition.json yet: documents are made from it alone.")
    remedy = N_("Run “palmares freeze” first.")


def results(folder: Path, *, lifted: bool = False) -> Step:
    """Plan ``resultats.pdf`` and ``resultats.html``; what is already right is kept.

    Raises ``UnderEmbargo`` before the ceremony, unless ``lifted``.
    """
    edition = frozen_edition(folder)
    public(edition, lifted=lifted)
    return written("results", _made(edition, folder))


def proofs(folder: Path) -> Step:
    """Plan the same in ``epreuves/``, every page with its watermark; embargo or not."""
    edition = frozen_edition(folder)
    return written("proofs", _made(edition, folder / PROOFS, marked(edition)))


def marked(edition: Edition) -> str:
    """What each page of a proof says of itself at this moment."""
    from reports.embargo import proof_mark
    from reports.embargo import watermark
    from reports.language import reports_language

    language = reports_language(edition.language)
    return watermark(edition, language) if held(edition) else proof_mark(language)


def _made(edition: Edition, folder: Path, mark: str = "") -> dict[Path, bytes]:
    from reports.results import results_html
    from reports.results import results_pdf

    return {
        folder / PDF: results_pdf(edition, mark),
        folder / PAGE: results_html(edition, mark).encode("utf-8"),
    }


def written(command: str, wanted: Mapping[Path, bytes]) -> Step:
    """Plan some files with what they must hold; those that hold it already are kept."""
    from reports.files import write_whole

    changed = {path: content for path, content in wanted.items() if not _holds(path, content)}

    def write(_: Advance) -> tuple[Said, ...]:
        for path, content in changed.items():
            write_whole(path, content)
        return tuple(Said(N_("{path} written."), {"path": path}) for path in changed)

    return Step(command, files=tuple(changed), write=write)


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
