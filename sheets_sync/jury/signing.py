"""The sign-off: the print of the decisions that are signed, and whether it still holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.candidates import cell_text
from sheets_sync.tabs import meeting as tab

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sheets_sync.jury.decisions import Decision
    from sheets_sync.workbooks.base import TabState

PREFIX = "D-"
LENGTH = 12
GROUP = 4


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the tab "Séance", as people filled it; texts, "" where nothing stands."""

    key: str
    who: str = ""
    day: str = ""
    place: str = ""
    note: str = ""
    since: str = ""
    line: int | None = None

    @property
    def begun(self) -> bool:
        """Whether somebody has written a name or a day."""
        return bool(self.who or self.day)


def decisions_print(edition: str, decisions: Iterable[Decision]) -> str:
    """A short print of decisions ("D-3F2A-91BC-07DE"): other decisions, another print.

    Levels, reasons, mentions and opinions count; the order of the lines does not, nor how a
    candidate is called.
    """
    told = sorted(
        [each.dossier, each.rank, each.reason, sorted(each.mentions), each.opinion]
        for each in decisions
    )
    canonical = json.dumps([edition, told], ensure_ascii=False, separators=(",", ":"))
    digits = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
    groups = (digits[at : at + GROUP] for at in range(0, LENGTH, GROUP))
    return PREFIX + "-".join(groups).upper()


def acts(state: TabState | None) -> dict[str, Act]:
    """The lines of the tab "Séance", by key; {} without a tab."""
    if state is None:
        return {}
    return {key: _act(state, at) for at, key in enumerate(state.keys)}


def _act(state: TabState, at: int) -> Act:
    columns = (tab.WHO, tab.DAY, tab.PLACE, tab.NOTE, tab.SINCE)
    who, day, place, note, since = (cell_text(state.values.get(each, ()), at) for each in columns)
    return Act(state.keys[at], who, day, place, note, since, state.lines[at])


def replaced(found: Iterable[Act], current: str) -> Act | None:
    """The last line that was signed for other decisions; None when there is none."""
    others = [each for each in found if each.key not in {tab.THE_MEETING, current} and each.begun]
    return others[-1] if others else None
