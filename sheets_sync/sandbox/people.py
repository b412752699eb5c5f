"""Made-up jurors and chair: what they would type in the cells that are theirs."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.tabs import deliberation
from sheets_sync.tabs import juror
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


def _filled(
    tab: Tab, key: str, record: Mapping[str, CellValue], wanted: Mapping[str, CellValue]
) -> list[SetCell]:
    """Changes of the cells that are empty and wanted otherwise."""
    return [
        SetCell(tab, key, column, None, value, WHY)
        for column, value in wanted.items()
        if value is not None and record.get(column) in (None, "")
    ]
