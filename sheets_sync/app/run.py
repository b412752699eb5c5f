"""palmares run: every step, up to the first that waits for people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.language import NN_
from sheets_sync.app.certificates import certificates
from sheets_sync.app.decide import decide
from sheets_sync.app.documents import results
from sheets_sync.app.freeze import freeze
from sheets_sync.app.jury import collect
from sheets_sync.app.jury import open_jury
from sheets_sync.app.jury import status
from sheets_sync.app.propose import propose
from sheets_sync.app.session import open_session
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import repeatable
from sheets_sync.app.sync import sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Step

LATE = NN_(
    "{count} juror has not finished yet; then run again.",
    "{count} jurors have not finished yet; then run again.",
)


def steps(folder: Path, export: Path | None) -> Iterator[Step]:
    """The steps of a campaign, each made once the one before was carried out.

    The last one given says in ``waits`` what people must do, when something is theirs.
    """
    session = open_session(folder)
    if export or session.campaign.export or session.form.source:
        yield sync(session, export)
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
    yield certificates(folder)
    yield results(folder)


@repeatable
def _opened(session: Session) -> Step:
    """The jury's tabs; that jurors must mark is told once it is known who has not."""
    return replace(open_jury(session), waits=None)


@repeatable
def _gathered(session: Session) -> Step:
    """The marks; what waits is the jurors who have not finished."""
    late = unfinished(session)
    return replace(collect(session), waits=counted(LATE, late) if late else None)


def unfinished(session: Session) -> int:
    """How many jurors have not marked every dossier."""
    return sum(not each.finished for each in status(session)[0])
