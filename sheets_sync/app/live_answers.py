"""The answers of a campaign's live form: as they stand now, or as they stood at closing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sheets_sync.app.closed import closed_answers
from sheets_sync.app.live import live_form
from sheets_sync.sources.live.protocol import silent

if TYPE_CHECKING:
    from collections.abc import Callable

    from sheets_sync.app.session import Session
    from sheets_sync.responses import Responses
    from sheets_sync.sources.live.protocol import Tell


def live_answers(
    session: Session, *, whole: bool = False, tell: Tell = silent
) -> tuple[Responses, str, Callable[[], None]]:
    """The answers of the live form, what to call it, and what keeps them for the next time.

    Once the campaign is closed they are those of its snapshot, whatever the form says now.
    """
    from sheets_sync.sources.exports import responses_of
    from sheets_sync.sources.live.table import form_table

    live = live_form(session, tell)
    taken = closed_answers(session, live, whole=whole) or live.take_in(whole=whole)
    place = live.source.place

    def keep() -> None:
        if taken.now is not None:
            live.store.save(taken.now)

    table = form_table(place, taken.kept.form, taken.kept.responses)
    table = replace(table, findings=(*taken.findings, *table.findings))
    return responses_of(table, session.form, session.grid, session.scheme), place, keep
