"""palmares certificates, palmares results: edition.json -> documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import FileInTheWay
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.freeze import FILE
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reports.batch import Failed
    from reports.batch import Outcome
    from reports.edition import Edition
    from reports.language import Language
    from sheets_sync.app.steps import Advance

CERTIFICATES = "certificats"
PDF = "resultats.pdf"
PAGE = "resultats.html"


class NotFrozen(PalmaresError):
    """There is no frozen edition in the folder."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("{folder} holds no edition.json yet: documents are made from it alone.")
    remedy = N_("Run “palmares freeze” first.")


class CertificatesFailed(PalmaresError):
    """Some certificates could not be made; all the others were."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("Certificates that could not be made: {count}; the others were.")

    def __init__(self, failed: Iterable[Failed]) -> None:
        """Keep what happened to each."""
        self.failed = tuple(failed)
        super().__init__(count=len(self.failed))

    def explain(self, language: Language) -> tuple[str, str]:
        """The count, then each name with its own sentence and remedy."""
        sentence, _ = super().explain(language)
        lines = [sentence]
        for each in self.failed:
            why, remedy = each.error.explain(language)
            lines.append(f"– {each.name}: {why} {remedy}".rstrip())
        return "\n".join(lines), ""


def certificates(folder: Path) -> Step:
    """Plan one certificate per laureate, in ``certificats/``; unchanged ones are kept."""
    from reports.batch import plan_certificates

    edition = frozen_edition(folder)
    target = folder / CERTIFICATES
    if target.exists() and not target.is_dir():
        raise FileInTheWay(file=target)
    planned = plan_certificates(edition, target)
    stale = len(planned.stale)
    left = (_stale(stale),) if stale else ()

    def write(advance: Advance) -> tuple[Said, ...]:
        return (*_render(edition, target, advance), *left)

    if planned.todo or any(_failed(planned.settled)):
        files = tuple(target / each.file for each in planned.todo) or (target,)
        return Step("certificates", files=files, write=write)
    return Step("certificates", summary=left)


def _render(edition: Edition, target: Path, advance: Advance) -> tuple[Said, ...]:
    from reports.batch import Kept
    from reports.batch import Made
    from reports.batch import render_certificates

    def progress(done: int, total: int, outcome: Outcome) -> None:
        del outcome
        advance(done, total)

    outcomes = render_certificates(edition, target, on_progress=progress)
    failed = tuple(_failed(outcomes))
    if failed:
        raise CertificatesFailed(failed)
    made = sum(isinstance(each, Made) for each in outcomes)
    kept = sum(isinstance(each, Kept) for each in outcomes)
    forms = NN_(
        "{count} certificate made in {folder}, {kept} already right.",
        "{count} certificates made in {folder}, {kept} already right.",
    )
    return (counted(forms, made, kept=kept, folder=target),)


def _failed(outcomes: Iterable[Outcome]) -> Iterable[Failed]:
    from reports.batch import Failed as Lost

    return (each for each in outcomes if isinstance(each, Lost))


def _stale(count: int) -> Said:
    forms = NN_(
        "{count} certificate of an earlier freezing is still in the folder.",
        "{count} certificates of an earlier freezing are still in the folder.",
    )
    return counted(forms, count)


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
