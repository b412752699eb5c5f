"""What the workbook tells of the meeting, as the frozen edition keeps it for the minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reports import edition as frozen
from sheets_sync.app.deliberating import median_name
from sheets_sync.app.deliberating import quorum
from sheets_sync.app.gathering import gather
from sheets_sync.app.ordering import order_columns
from sheets_sync.candidates import cell_text
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.form import DateOrder
from sheets_sync.jury.agreement import agreement
from sheets_sync.jury.attendance import attendance
from sheets_sync.jury.attendance import dissents
from sheets_sync.jury.attendance import left_out
from sheets_sync.jury.ranking import chain_text
from sheets_sync.jury.reading import describe
from sheets_sync.jury.signing import Act
from sheets_sync.jury.signing import acts
from sheets_sync.jury.signing import decisions_print
from sheets_sync.jury.signing import replaced
from sheets_sync.jury.ties import same_person
from sheets_sync.sources.dates import read_moment
from sheets_sync.tabs import decisions
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import meeting as tab
from sheets_sync.tabs import panel
from sheets_sync.tabs.words import level_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from datetime import date
    from fractions import Fraction

    from sheets_sync.app.gathering import Gathered
    from sheets_sync.app.session import Session
    from sheets_sync.jury.decisions import Decision
    from sheets_sync.scheme import Track
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot


def with_meeting(
    session: Session, snapshot: Snapshot, edition: frozen.Edition, taken: Sequence[Decision]
) -> tuple[frozen.Edition, list[Finding]]:
    """The edition with its meeting, its sign-off and how each dossier was decided.

    What is missing for the minutes is told; a sign-off that is missing or void blocks.
    """
    gathered = gather(session, snapshot)
    held, findings = _meeting(session, snapshot, gathered)
    complete = len(taken) == len(gathered.tracks)
    signed, unsigned = _sign_off(session, snapshot, taken, held) if complete else (None, [])
    told = _deliberations(session, snapshot, gathered, taken)
    candidates = tuple(
        replace(each, deliberation=told.get(each.dossier)) for each in edition.candidates
    )
    made = replace(edition, candidates=candidates, meeting=held, signoff=signed)
    moved = _moved(session, snapshot, gathered)
    return made, [*unsigned, *findings, *moved]


# -- the meeting -----------------------------------------------------------------------


def _meeting(
    session: Session, snapshot: Snapshot, gathered: Gathered
) -> tuple[frozen.Meeting, list[Finding]]:
    scheme, language = session.scheme, session.language
    act = acts(snapshot.tabs.get(tab.ID)).get(tab.THE_MEETING, Act(tab.THE_MEETING))
    jury = snapshot.tabs.get(panel.ID)
    panels = [gathered.panel(key) for key in gathered.tracks]
    held = frozen.Meeting(
        date=_day(act.day, session),
        place=act.place,
        chair=act.who,
        note=act.note,
        presence=attendance(jury, scheme, language),
        dissent=dissents(jury, scheme),
        quorum=quorum(session),
        ties=chain_text(scheme, language),
        agreement=tuple(describe(agreement(panels), language)),
    )
    return held, [*_lacking(session, snapshot, held, act)]


def _lacking(
    session: Session, snapshot: Snapshot, held: frozen.Meeting, act: Act
) -> Iterator[Finding]:
    """What the minutes will say is not known, or what contradicts itself."""
    if act.day and held.date is None:
        yield _at(session, snapshot, act, tab.DAY, "meeting-day-unreadable", value=act.day)
    elif held.date is None:
        yield _at(session, snapshot, act, tab.DAY, "meeting-day-missing")
    if not held.chair:
        yield _at(session, snapshot, act, tab.WHO, "meeting-chair-missing")
    silent = left_out(held.presence, session.scheme)
    title = _title(session, snapshot, panel.ID)
    if silent:
        names = session.language.list(each.name for each in silent)
        yield Finding("meeting-presence-missing", Place(tab=title), {"names": names})
    for each in session.scheme.jury:
        away = held.presence.get(each.id) in {"excused", "absent"}
        if away and same_person(each.name, held.chair):
            yield Finding("meeting-chair-away", Place(tab=title), {"name": each.name})


# -- the sign-off ----------------------------------------------------------------------


def _sign_off(
    session: Session, snapshot: Snapshot, taken: Sequence[Decision], held: frozen.Meeting
) -> tuple[frozen.SignOff | None, list[Finding]]:
    """The sign-off of these decisions; None where there is none, with what is wrong."""
    if not session.scheme.deliberation.signoff:
        return None, []
    found = acts(snapshot.tabs.get(tab.ID))
    current = decisions_print(session.scheme.id, taken)
    act = found.get(current, Act(current))
    if not (act.who and act.day):
        return None, [_unsigned(session, snapshot, act, replaced(found.values(), current))]
    day = _day(act.day, session)
    if day is None:
        problem = _at(session, snapshot, act, tab.DAY, "signoff-day-unreadable", value=act.day)
        return None, [problem]
    signed = frozen.SignOff(act.who, day, current)
    return signed, [*_doubtful(session, snapshot, act, day, held)]


def _unsigned(session: Session, snapshot: Snapshot, act: Act, before: Act | None) -> Finding:
    title = session.language.text(tab.TITLE)
    if before and not act.begun:
        values = {"name": before.who, "print": act.key, "tab": title}
        day = _day(before.day, session) or before.day
        return _at(session, snapshot, before, tab.WHO, "signoff-void", day=day, **values)
    column = tab.DAY if act.who else tab.WHO
    return _at(session, snapshot, act, column, "signoff-missing", print=act.key, tab=title)


def _doubtful(
    session: Session, snapshot: Snapshot, act: Act, day: date, held: frozen.Meeting
) -> Iterator[Finding]:
    """What is odd about a sign-off: it is not the chair's, or not of that day."""
    recorded = _day(act.since, session)
    if recorded and day < recorded:
        yield _at(session, snapshot, act, tab.DAY, "signoff-early", day=day, since=recorded)
    if day > datetime.now(ZoneInfo(session.scheme.timezone)).date():
        yield _at(session, snapshot, act, tab.DAY, "signoff-future", day=day)
    if held.chair and act.who != held.chair and not same_person(act.who, held.chair):
        values = {"name": act.who, "chair": held.chair}
        yield _at(session, snapshot, act, tab.WHO, "signoff-not-chair", **values)


# -- the dossiers ----------------------------------------------------------------------


def _deliberations(
    session: Session, snapshot: Snapshot, gathered: Gathered, taken: Sequence[Decision]
) -> dict[str, frozen.Deliberation]:
    """How each dossier was decided, by dossier."""
    columns = order_columns(session, snapshot, taken, gathered)
    places, ties = columns[decisions.ORDER], columns[decisions.TIE]
    found = {}
    for each, place, tie in zip(taken, places, ties, strict=True):
        marks, track = gathered.panel(each.dossier), gathered.tracks[each.dossier]
        found[each.dossier] = frozen.Deliberation(
            proposal=_level(each.proposed or 0, track),
            median=_between(marks.median, track),
            spread=marks.spread,
            marks=marks.count,
            quorum=marks.count >= quorum(session),
            recusals=_recusals(session, gathered, each.dossier),
            reason=each.reason,
            place=int(str(place)),
            tie=str(tie or ""),
        )
    return found


def _recusals(session: Session, gathered: Gathered, dossier: str) -> tuple[frozen.Recusal, ...]:
    return tuple(
        frozen.Recusal(who.id, " ".join(gathered.ballots[who.id].recusals[dossier].split()))
        for who in session.scheme.jury
        if dossier in gathered.ballots[who.id].recusals
    )


def _level(rank: int, track: Track) -> str | None:
    return level_at(rank, track.levels).id if rank else None


def _between(median: Fraction | None, track: Track) -> tuple[str | None, ...]:
    """The levels that a median lies between: one when it is whole."""
    if median is None:
        return ()
    low, high = median.numerator // median.denominator, -(-median.numerator // median.denominator)
    return tuple(_level(rank, track) for rank in dict.fromkeys((low, high)))


def _moved(session: Session, snapshot: Snapshot, gathered: Gathered) -> list[Finding]:
    """A finding where the jurors' tabs no longer say what the deliberation tab shows."""
    state = snapshot.tabs[deliberation.ID]
    cells: Sequence[CellValue] = state.values.get(deliberation.MEDIAN, ())
    moved = [
        key
        for at, key in enumerate(state.keys)
        if key in gathered.tracks
        and cell_text(cells, at) != (_median_now(session, gathered, key) or "")
    ]
    if not moved:
        return []
    values = {"dossiers": session.language.list(moved)}
    return [Finding("meeting-marks-moved", Place(tab=state.title), values)]


def _median_now(session: Session, gathered: Gathered, key: str) -> str | None:
    return median_name(gathered.panel(key).median, gathered.tracks[key], session)


# -- reading and pointing --------------------------------------------------------------


def _day(text: str, session: Session) -> date | None:
    """A day as people write it, the day before the month; None when it can't be told."""
    found = read_moment(text, DateOrder.DAY_FIRST, session.scheme.timezone) if text else None
    return found.date() if found else None


def _at(
    session: Session, snapshot: Snapshot, act: Act, column: str, code: str, **values: object
) -> Finding:
    """A finding about one cell of the tab "Séance"."""
    state = snapshot.tabs.get(tab.ID)
    heading = state.headings.get(column, "") if state else ""
    place = Place(tab=_title(session, snapshot, tab.ID), line=act.line, column=heading)
    return Finding(code, place, values)


def _title(session: Session, snapshot: Snapshot, tab_id: str) -> str:
    """What a tab is called now, or would be."""
    if tab_id in snapshot.tabs:
        return snapshot.tabs[tab_id].title
    return session.language.text(tab.TITLE if tab_id == tab.ID else panel.TITLE)
