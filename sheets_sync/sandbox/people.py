"""Made-up jurors and chair: what they would type in the cells that are theirs."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.candidates import cell_text
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import juror
from sheets_sync.tabs import meeting
from sheets_sync.tabs import panel
from sheets_sync.tabs.words import rank_name
from sheets_sync.tabs.words import read_level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.scheme import Track
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import Snapshot

COMMENTS = (
    N_("[made-up comment] A solid file; the action plan is clear."),
    N_("[made-up comment] Good use of free software; contributions could go further."),
    N_("[made-up comment] Open data is only beginning here."),
    N_("[made-up comment] A fine effort on training and awareness."),
)
CHAIR = N_("Camille EXEMPLE (made-up chair)")
ROOM = N_("Made-up town hall")
MINUTED = N_("[made-up meeting] The jury opened the meeting at two o'clock and read every dossier.")

REASON = N_("[made-up reason] The jury read the file as a whole and found {level} right.")
WHY = N_("made up for the demonstration")
AGREEING = 0.62
COMMENTING = 0.4


def marks(
    tabs: Iterable[Tab],
    snapshot: Snapshot,
    levels: Mapping[str, int],
    tracks: Mapping[str, Track],
    language: Language,
    seed: int,
) -> Plan:
    """Marks and comments in every juror's empty cells, near the level in ``levels``."""
    random = Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret
    cells: list[SetCell] = []
    for tab in tabs:
        state = snapshot.tabs[tab.id]
        for index, key in enumerate(state.keys):
            # Drawn for every dossier, filled or not: a second run draws the same.
            step = 0 if random.random() < AGREEING else random.choice((-1, 1))
            comment = random.choice(COMMENTS) if random.random() < COMMENTING else None
            if key not in levels:
                continue
            top = max(level.rank for level in tracks[key].levels)
            rank = min(top, max(1, levels[key] + step))
            name = rank_name(rank, tracks[key], language)
            said = language.text(comment) if comment else None
            wanted = {juror.MARK: name, juror.COMMENT: said}
            cells += _filled(tab, key, state.record(index), wanted)
    return Plan("sandbox", cells=tuple(cells))


def decisions(
    tab: Tab,
    snapshot: Snapshot,
    levels: Mapping[str, int],
    mentions: Mapping[str, tuple[str, ...]],
    tracks: Mapping[str, Track],
    language: Language,
) -> Plan:
    """The chair's empty cells: the levels given, reasons where they depart, mentions."""
    state = snapshot.tabs[tab.id]
    cells: list[SetCell] = []
    for index, key in enumerate(state.keys):
        if key not in levels:
            continue
        record = state.record(index)
        name = rank_name(levels[key], tracks[key], language)
        proposed = record.get(deliberation.PROPOSED)
        departs = read_level(proposed, tracks[key], language) != levels[key]
        departs |= record.get(deliberation.MEDIAN) not in (None, name)
        wanted: dict[str, CellValue] = {
            deliberation.DECISION: name,
            deliberation.REASON: language.text(REASON, level=name) if departs else None,
            deliberation.MENTIONS: "\n".join(mentions.get(key, ())) or None,
        }
        cells += _filled(tab, key, record, wanted)
    return Plan("sandbox", cells=tuple(cells))


def presences(tab: Tab, snapshot: Snapshot, language: Language) -> Plan:
    """Who was at the made-up meeting: all jurors, the last of them by video."""
    state = snapshot.tabs[tab.id]
    cells: list[SetCell] = []
    for index, key in enumerate(state.keys):
        said = panel.REMOTE if key == state.keys[-1] else panel.PRESENT
        wanted: dict[str, CellValue] = {panel.PRESENCE: language.text(said)}
        cells += _filled(tab, key, state.record(index), wanted)
    return Plan("sandbox", cells=tuple(cells))


def held(tab: Tab, snapshot: Snapshot, day: str, language: Language) -> Plan:
    """The line of a made-up meeting, on a day (ISO)."""
    wanted: dict[str, CellValue] = {
        meeting.WHO: language.text(CHAIR),
        meeting.DAY: day,
        meeting.PLACE: language.text(ROOM),
        meeting.NOTE: language.text(MINUTED),
    }
    return Plan("sandbox", cells=tuple(_on_line(tab, snapshot, meeting.THE_MEETING, wanted)))


def signature(tab: Tab, snapshot: Snapshot, print_: str, language: Language) -> Plan:
    """The made-up chair signs the decisions of one print, on the day they were recorded."""
    state = snapshot.tabs[tab.id]
    since = cell_text(state.values[meeting.SINCE], state.keys.index(print_))
    wanted: dict[str, CellValue] = {meeting.WHO: language.text(CHAIR), meeting.DAY: since[:10]}
    return Plan("sandbox", cells=tuple(_on_line(tab, snapshot, print_, wanted)))


def _on_line(
    tab: Tab, snapshot: Snapshot, key: str, wanted: Mapping[str, CellValue]
) -> list[SetCell]:
    state = snapshot.tabs[tab.id]
    if key not in state.keys:
        return []
    return _filled(tab, key, state.record(state.keys.index(key)), wanted)


def _filled(
    tab: Tab, key: str, record: Mapping[str, CellValue], wanted: Mapping[str, CellValue]
) -> list[SetCell]:
    """Changes of the cells that are empty and wanted otherwise."""
    return [
        SetCell(tab, key, column, None, value, WHY)
        for column, value in wanted.items()
        if value is not None and record.get(column) in (None, "")
    ]
