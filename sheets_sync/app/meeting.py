"""The tab "Séance": made with the jury's tabs, given a line to sign by `palmares decide`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reports.language import N_
from sheets_sync.app.steps import Said
from sheets_sync.jury.signing import acts
from sheets_sync.jury.signing import decisions_print
from sheets_sync.tabs import meeting as tabs
from sheets_sync.wanted import RECOMPUTED
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.app.session import Session
    from sheets_sync.jury.decisions import Decision
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState

MOMENT = "%Y-%m-%d %H:%M"
SIGN = N_(
    "The chair signs in the tab “{tab}”, on the line {print}: name and day; then run "
    "“palmares freeze”."
)


def meeting_work(
    session: Session, snapshot: Snapshot, complete: Sequence[Decision] | None = None
) -> Work:
    """The tab "Séance": the meeting, and a line for each set of decisions recorded so far.

    ``complete`` are the decisions when none is missing: theirs is the line to sign.
    """
    tab = tabs.meeting_tab(session.scheme, session.language)
    lines = _known(snapshot.tabs.get(tabs.ID))
    lines[tabs.THE_MEETING] = {tabs.WHAT: session.language.text(tabs.MEETING)}
    if complete is not None and session.scheme.deliberation.signoff:
        _offer(lines, complete, session)
    columns: dict[str, list[CellValue]] = {
        column: [line.get(column) for line in lines.values()]
        for column in (tabs.WHAT, tabs.SINCE, tabs.VOID)
    }
    return Work(tab, Wanted(tuple(lines), columns), Rules(why=RECOMPUTED))


def _known(state: TabState | None) -> dict[str, dict[str, CellValue]]:
    """The lines that are there, the meeting's first."""
    lines: dict[str, dict[str, CellValue]] = {tabs.THE_MEETING: {}}
    if state:
        lines |= {key: state.record(at) for at, key in enumerate(state.keys)}
    return lines


def _offer(
    lines: dict[str, dict[str, CellValue]], decisions: Sequence[Decision], session: Session
) -> None:
    """Give these decisions their line to sign; sign-offs of others are void."""
    current = decisions_print(session.scheme.id, decisions)
    void = session.language.text(tabs.REPLACED)
    for key, line in lines.items():
        line[tabs.VOID] = None if key in {current, tabs.THE_MEETING} else void
    if current not in lines:
        now = datetime.now(ZoneInfo(session.scheme.timezone)).strftime(MOMENT)
        what = session.language.plural(tabs.SIGN_ONE, tabs.SIGN_OFF, len(decisions))
        lines[current] = {tabs.WHAT: what, tabs.SINCE: now}


def to_sign(session: Session, snapshot: Snapshot, decisions: Sequence[Decision]) -> Said | None:
    """What the chair must do now; None when these decisions are signed, or need not be."""
    if not session.scheme.deliberation.signoff:
        return None
    current = decisions_print(session.scheme.id, decisions)
    act = acts(snapshot.tabs.get(tabs.ID)).get(current)
    if act and act.who and act.day:
        return None
    return Said(SIGN, {"tab": session.language.text(tabs.TITLE), "print": current})
