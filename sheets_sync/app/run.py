"""palmares run: every step, up to the first that waits for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.embargo import moment
from reports.language import N_
from reports.language import NN_
from reports.language import reports_language
from sheets_sync.app.certificates import certificates
from sheets_sync.app.decide import decide
from sheets_sync.app.documents import frozen_edition
from sheets_sync.app.documents import proofs
from sheets_sync.app.documents import results
from sheets_sync.app.embargo import held
from sheets_sync.app.freeze import freeze
from sheets_sync.app.jury import collect
from sheets_sync.app.jury import open_jury
from sheets_sync.app.jury import status
from sheets_sync.app.letters import letters
from sheets_sync.app.minutes import minutes
from sheets_sync.app.proposing import propose
from sheets_sync.app.session import open_session
from sheets_sync.app.site import site
from sheets_sync.app.slides import slides
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import repeatable
from sheets_sync.app.sync import sync
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.settings.campaign_file import CAMPAIGN_FILE
from sheets_sync.sources.live.protocol import silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.app.session import Session
    from sheets_sync.sources.live.protocol import Tell

WAITS = N_("The results are public from {moment} on; then run again.")
LATE = NN_(
    "{count} juror has not finished yet; then run again.",
    "{count} jurors have not finished yet; then run again.",
)


def steps(folder: Path, export: Path | None, tell: Tell = silent) -> Iterator[Step]:
    """The steps of a campaign, each made once the one before was carried out.

    The last one given says in ``waits`` what people must do, when something is theirs.
    ``tell`` is told of waits for a live form.
    """
    session = open_session(folder)
    yield _synced(session, export, tell)
    yield propose(session)
    yield _opened(session)
    gathered = _gathered(session)
    yield gathered
    if gathered.waits:
        return
    decided = decide(session)
    yield decided
    if decided.waits:
        return
    yield freeze(session)
    yield minutes(folder)
    yield certificates(folder)
    yield letters(folder)
    yield slides(folder)
    yield from _published(folder)


def _synced(session: Session, export: Path | None, tell: Tell) -> Step:
    """The form's answers, where a form is named; else it is told that there is none."""
    if export or session.campaign.export or session.form.source:
        return sync(session, export, tell=tell)
    return Step("sync", findings=(Finding("run-without-form", Place(file=CAMPAIGN_FILE)),))


def _published(folder: Path) -> Iterator[Step]:
    """The results and the site; before the ceremony proofs, and when they will be public."""
    edition = frozen_edition(folder)
    if held(edition):
        until = moment(edition, reports_language(edition.language))
        yield proofs(folder)._replace(waits=Said(WAITS, {"moment": until}))
        return
    yield results(folder)
    yield site(folder)


@repeatable
def _opened(session: Session) -> Step:
    """The jury's tabs; that jurors must mark is told once it is known who has not."""
    return open_jury(session)._replace(waits=None)


@repeatable
def _gathered(session: Session) -> Step:
    """The marks; what waits is the jurors who have not finished."""
    late = unfinished(session)
    return collect(session)._replace(waits=counted(LATE, late) if late else None)


def unfinished(session: Session) -> int:
    """How many jurors have not marked every dossier."""
    return sum(not each.finished for each in status(session)[0])
