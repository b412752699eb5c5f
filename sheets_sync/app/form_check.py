"""What palmares check says of a live form: where it and the grid have drifted apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import PalmaresError
from sheets_sync.app.live import live_form
from sheets_sync.findings import Finding
from sheets_sync.findings import Place

if TYPE_CHECKING:
    from sheets_sync.app.session import Session
    from sheets_sync.sources.live.protocol import Tell


def check_form(session: Session, tell: Tell) -> list[Finding]:
    """Drift between form and grid; that the form can't be asked is a finding too.

    No answer is read.
    """
    from sheets_sync.sources.live.drift import drift

    live = live_form(session, tell)
    try:
        form = live.source.describe()
        place = live.source.place
    except PalmaresError as error:
        return [Finding("form-not-reached", Place(live.settings.platform), {"reason": error})]
    return [*drift(place, form, session.form, session.grid)]
