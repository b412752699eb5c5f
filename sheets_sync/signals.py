"""Findings that people may set aside with a reason, and those that were.

Each has an identity made from what it says and of whom, never from where its line happens
to be: the same matter is the same signal from run to run, after any sort or rename of a tab.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from sheets_sync.candidates import cell_text
from sheets_sync.findings import Severity
from sheets_sync.tabs import signals as tab
from sheets_sync.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.findings import Finding
    from sheets_sync.workbooks.base import TabState

DIGITS = 10

NAMED_BY = {
    "identity-look-alike": ("other",),
    "identity-duplicate": ("dossiers",),
    "identity-past": ("past",),
}
"""Code -> the values that tell its findings apart: an answer outlives a corrected name."""


def identity(finding: Finding) -> str:
    """What tells a finding from all others: its code, its dossier, what its sentence names."""
    told = NAMED_BY.get(finding.code, finding.values)
    values = {key: str(finding.values[key]) for key in told}
    what = [finding.code, finding.place.row, finding.place.key, values]
    text = json.dumps(what, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def set_aside(state: TabState | None) -> dict[str, str]:
    """The reasons that people gave, by identity of the signal; {} without the tab."""
    return _written(state, tab.ASIDE)


def answered(state: TabState | None) -> dict[str, str]:
    """What people answered, as they wrote it, by identity; a reason alone says no."""
    no = dict.fromkeys(set_aside(state), tab.NO)
    return {**no, **_written(state, tab.ANSWER)}


def _written(state: TabState | None, column: str) -> dict[str, str]:
    if state is None:
        return {}
    cells = state.values.get(column, ())
    texts = {key: cell_text(cells, index) for index, key in enumerate(state.keys)}
    return {key: text for key, text in texts.items() if text}


def still(findings: Iterable[Finding], aside: Mapping[str, str]) -> list[Finding]:
    """The findings that nobody set aside; one that blocks can't be."""
    return [
        each
        for each in findings
        if each.severity is Severity.BLOCKING or identity(each) not in aside
    ]


def wanted_signals(findings: Sequence[Finding], language: Language) -> Wanted:
    """What the tab should hold: a row for each matter, each once."""
    rows = {identity(each): each for each in findings}
    return Wanted(
        tuple(rows),
        {
            tab.DOSSIER: [each.place.row or None for each in rows.values()],
            tab.WHAT: [each.sentence(language) for each in rows.values()],
            tab.REMEDY: [each.remedy(language) for each in rows.values()],
            tab.STATUS: [None] * len(rows),
        },
    )
