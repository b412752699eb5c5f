"""Marks as jurors typed them -> ranks, with a finding for each that can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.tabs.juror import MARK
from sheets_sync.tabs.words import levels_offered
from sheets_sync.tabs.words import read_level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.scheme import Track
    from sheets_sync.workbooks.base import TabState


def read_marks(
    state: TabState, tracks: Mapping[str, Track], language: Language, column: str = MARK
) -> tuple[dict[str, int], list[Finding]]:
    """Marks by dossier from a column of one juror's tab; empty cells give none.

    ``tracks`` maps a dossier to its track; rows of other dossiers (added by the juror)
    are left out. A text that is no level of the track is a finding, and gives no mark.
    """
    marks: dict[str, int] = {}
    findings: list[Finding] = []
    cells = state.values.get(column, [None] * len(state.keys))
    for key, line, value in zip(state.keys, state.lines, cells, strict=True):
        if key not in tracks or value is None or not str(value).strip():
            continue
        rank = read_level(value, tracks[key], language)
        if rank is None:
            levels = levels_offered(tracks[key], language)
            place = Place(
                tab=state.title, line=line, row=key, column=state.headings.get(column, "")
            )
            findings.append(Finding("jury-mark-outside", place, {"value": value, "levels": levels}))
        else:
            marks[key] = rank
    return marks, findings
