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
from sheets_sync.app.places import LETTERS
from sheets_sync.app.places import TEMPLATES
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reports.edition import Edition
    from reports.language import Language
    from reports.letters import Letter
    from reports.manifest import Manifest
    from reports.outcomes import Failed
    from reports.outcomes import Outcome
    from sheets_sync.app.steps import Advance

KIND = "letters"
NAMED = 10
"""How many names one sentence lists at most."""


class LettersFailed(PalmaresError):
    """Some letters could not be made; all the others were."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("Letters that could not be made: {count}; the others were.")

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
    wanted = every if only is None else [_called(every, only)]
    manifest = Opened.open(target, KIND)
    planned = plan(wanted, manifest, Press())
    about = () if only is not None else tuple(_about(edition, len(planned.stale)))

    def write(advance: Advance) -> tuple[Said, ...]:
        return (_made(wanted, manifest, advance, scheduler), *about)

    files = tuple(target / each.file for each in planned.todo)
    if files or any(_failures(planned.settled)):
        return Step("letters", files=files or (target,), write=write)
    return Step("letters", summary=about)


def preview(folder: Path, name: str) -> Path:
    """Draw the one letter that is for who goes by a name, and give its path.

    It lies apart from the others.
    """
    from reports.files import write_whole

    found = _called(_letters(folder, frozen_edition(folder)), name)
    path = folder / ".palmares" / "preview" / found.file
    write_whole(path, found.drawn().content)
    return path


def _letters(folder: Path, edition: Edition) -> list[Letter]:
    from reports.letters import letters as made
    from reports.rendering.custom import read_custom

    return made(edition, read_custom(folder.joinpath(*TEMPLATES)))


def _called(every: list[Letter], name: str) -> Letter:
    """The one letter for a name, part of a name, or a dossier."""
    from reports.names import slug

    found = [each for each in every if slug(each.name) == slug(name) or each.dossier == name]
    found = found or [each for each in every if slug(name) in slug(each.name)]
    if len(found) != 1:
        known = "; ".join(each.name for each in (found or every)[:NAMED])
        raise NoLetterFor(name=name, known=known)
    return found[0]


def _made(wanted: list[Letter], manifest: Manifest, advance: Advance, scheduler: str) -> Said:
    """Make what is to be made; raises :class:`LettersFailed` once the others are."""
    from reports.outcomes import Kept
    from reports.outcomes import Made
    from reports.press import Press
    from reports.press import render

    def progress(done: int, total: int, outcome: Outcome) -> None:
        del outcome
        advance(done, total)

    with hands(scheduler) as executor:
        outcomes = render(wanted, manifest, Press(), on_progress=progress, executor=executor)
    failed = tuple(_failures(outcomes))
    if failed:
        raise LettersFailed(failed)
    forms = NN_(
        "{count} letter made in {folder}, {kept} already right.",
        "{count} letters made in {folder}, {kept} already right.",
    )
    made = sum(isinstance(each, Made) for each in outcomes)
    kept = sum(isinstance(each, Kept) for each in outcomes)
    return counted(forms, made, kept=kept, folder=manifest.folder)


def _failures(outcomes: Iterable[Outcome]) -> Iterable[Failed]:
    from reports.outcomes import Failed as Lost

    return (each for each in outcomes if isinstance(each, Lost))


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
