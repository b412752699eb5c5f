"""palmares certificates: edition.json -> one PDF per laureate, an archive, a contact sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import FileInTheWay
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.documents import frozen_edition
from sheets_sync.app.hands import hands
from sheets_sync.app.papers import NAMED
from sheets_sync.app.papers import PapersFailed
from sheets_sync.app.papers import called
from sheets_sync.app.papers import failures
from sheets_sync.app.papers import telling
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.workshop import workshop

if TYPE_CHECKING:
    from pathlib import Path

    from reports.outcomes import Made
    from sheets_sync.app.steps import Advance
    from sheets_sync.app.workshop import Workshop


class CertificatesFailed(PapersFailed):
    """Some certificates could not be made; all the others were."""

    sentence = N_("Certificates that could not be made: {count}; the others were.")


class NobodyCalled(PalmaresError):
    """No laureate, or more than one, has a name; values: name, known."""

    exit_code = ExitCode.USAGE
    sentence = N_("No single laureate goes by “{name}”.")
    remedy = N_("Choose one of: {known}.")


def certificates(folder: Path, scheduler: str = "") -> Step:
    """Plan one certificate per laureate, in ``certificats/``; unchanged ones are kept.

    The archive and the contact sheet follow what is in the folder. ``scheduler`` is the
    address of a Dask cluster that draws, "" for this machine.
    """
    from reports.batch import plan_certificates

    shop = workshop(folder, frozen_edition(folder))
    if shop.target.exists() and not shop.target.is_dir():
        raise FileInTheWay(file=shop.target)
    planned = plan_certificates(shop.edition, shop.target, shop.how)
    stale = len(planned.stale)
    left = (_stale(stale),) if stale else ()

    def write(advance: Advance) -> tuple[Said, ...]:
        return (*render(shop, advance, scheduler), *left)

    files = tuple(shop.target / each.file for each in planned.todo)
    if files or failures(planned.settled):
        return Step("certificates", files=files or (shop.target,), write=write)
    return Step("certificates", files=shop.outdated(), write=write, summary=left)


def preview(folder: Path, name: str) -> Path:
    """Draw the one certificate whose laureate a name fits, and give its path.

    It is neither sealed nor registered, and lies apart from the others.
    """
    from reports.certificates import draw
    from reports.files import write_whole

    shop = workshop(folder, frozen_edition(folder), sealed=False)
    found = called(shop.how.certificates(shop.edition), name, NobodyCalled)
    path = folder / ".palmares" / "preview" / found.file
    write_whole(path, draw(found))
    return path


def render(
    shop: Workshop, advance: Advance, scheduler: str = "", only: str = ""
) -> tuple[Said, ...]:
    """Make what is to be made; raises :class:`CertificatesFailed` once the others are.

    ``only`` is the one dossier whose certificate is made, "" for all.
    """
    from reports.manifest import Manifest
    from reports.outcomes import Kept
    from reports.outcomes import Made
    from reports.press import render as printed

    shop.keep_keys()
    every = shop.how.certificates(shop.edition)
    wanted = [each for each in every if only in {"", each.dossier}]
    with hands(scheduler) as executor:
        outcomes = printed(
            wanted,
            Manifest.open(shop.target),
            shop.how,
            on_progress=telling(advance),
            executor=executor,
        )
    shop.gather()
    failed = failures(outcomes)
    if failed:
        raise CertificatesFailed(failed)
    made = [each for each in outcomes if isinstance(each, Made)]
    kept = sum(isinstance(each, Kept) for each in outcomes)
    forms = NN_(
        "{count} certificate made in {folder}, {kept} already right.",
        "{count} certificates made in {folder}, {kept} already right.",
    )
    told = counted(forms, len(made), kept=kept, folder=shop.target)
    return (told, *_smaller([each for each in made if each.step]))


def _smaller(made: list[Made]) -> tuple[Said, ...]:
    """What to say of names that were set in a smaller size to fit."""
    if not made:
        return ()
    names = ", ".join(each.name for each in made[:NAMED])
    names += ", …" if len(made) > NAMED else ""
    forms = NN_(
        "{count} name was set smaller to fit: {names}.",
        "{count} names were set smaller to fit: {names}.",
    )
    return (counted(forms, len(made), names=names),)


def _stale(count: int) -> Said:
    forms = NN_(
        "{count} certificate of an earlier freezing is still in the folder.",
        "{count} certificates of an earlier freezing are still in the folder.",
    )
    return counted(forms, count)
