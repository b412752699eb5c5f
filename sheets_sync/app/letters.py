"""palmares letters: edition.json -> one private PDF per candidate, in ``lettres/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import FileInTheWay
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.documents import frozen_edition
from sheets_sync.app.hands import hands
from sheets_sync.app.papers import PapersFailed
from sheets_sync.app.papers import called
from sheets_sync.app.papers import failures
from sheets_sync.app.papers import telling
from sheets_sync.app.places import LETTERS
from sheets_sync.app.places import TEMPLATES
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reports.edition import Edition
    from reports.letter_page import Letter
    from reports.manifest import Manifest
    from sheets_sync.app.steps import Advance

KIND = "letters"


class LettersFailed(PapersFailed):
    """Some letters could not be made; all the others were."""

    sentence = N_("Letters that could not be made: {count}; the others were.")


class NoLetterFor(PalmaresError):
    """No letter, or more than one, is for who goes by a name; values: name, known."""

    exit_code = ExitCode.USAGE
    sentence = N_("No single letter is for “{name}”.")
    remedy = N_("Choose one of: {known}. A letter that is held back is in no list.")


def letters(folder: Path, only: str | None = None, scheduler: str = "") -> Step:
    """Plan one letter per candidate in ``lettres/``; unchanged ones are kept.

    With ``only`` (a name or a dossier) that one letter, whatever the others are.
    ``scheduler`` is the address of a Dask cluster that draws, "" for this machine.
    """
    from reports.manifest import Manifest as Opened
    from reports.press import Press
    from reports.press import plan

    edition = frozen_edition(folder)
    target = folder / LETTERS
    if target.exists() and not target.is_dir():
        raise FileInTheWay(file=target)
    every = _letters(folder, edition)
    wanted = every if only is None else [called(every, only, NoLetterFor)]
    manifest = Opened.open(target, KIND)
    planned = plan(wanted, manifest, Press())
    about = () if only is not None else tuple(_about(edition, len(planned.stale)))

    def write(advance: Advance) -> tuple[Said, ...]:
        return (_made(wanted, manifest, advance, scheduler), *about)

    files = tuple(target / each.file for each in planned.todo)
    if files or failures(planned.settled):
        return Step("letters", files=files or (target,), write=write)
    return Step("letters", summary=about)


def preview(folder: Path, name: str) -> Path:
    """Draw the one letter that is for who goes by a name, and give its path.

    It lies apart from the others.
    """
    from reports.files import write_whole

    found = called(_letters(folder, frozen_edition(folder)), name, NoLetterFor)
    path = folder / ".palmares" / "preview" / found.file
    write_whole(path, found.drawn().content)
    return path


def _letters(folder: Path, edition: Edition) -> list[Letter]:
    from reports.letters import letters as made
    from reports.rendering.custom import read_custom

    return made(edition, read_custom(folder.joinpath(*TEMPLATES)))


def _made(wanted: list[Letter], manifest: Manifest, advance: Advance, scheduler: str) -> Said:
    """Make what is to be made; raises :class:`LettersFailed` once the others are."""
    from reports.outcomes import Kept
    from reports.outcomes import Made
    from reports.press import Press
    from reports.press import render

    with hands(scheduler) as executor:
        outcomes = render(
            wanted, manifest, Press(), on_progress=telling(advance), executor=executor
        )
    failed = failures(outcomes)
    if failed:
        raise LettersFailed(failed)
    forms = NN_(
        "{count} letter made in {folder}, {kept} already right.",
        "{count} letters made in {folder}, {kept} already right.",
    )
    made = sum(isinstance(each, Made) for each in outcomes)
    kept = sum(isinstance(each, Kept) for each in outcomes)
    return counted(forms, made, kept=kept, folder=manifest.folder)


def _about(edition: Edition, stale: int) -> Iterable[Said]:
    """What to say of letters that are held back, and of files left by an earlier freezing."""
    held = sum(each.held for each in edition.candidates)
    if held:
        yield counted(
            NN_(
                "{count} letter held back: it is not validated in the tab of the decisions.",
                "{count} letters held back: they are not validated in the tab of the decisions.",
            ),
            held,
        )
    if stale:
        yield counted(
            NN_(
                "{count} letter of an earlier freezing is still in the folder: do not send it.",
                "{count} letters of an earlier freezing are still in the folder: do not send them.",
            ),
            stale,
        )
