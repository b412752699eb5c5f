"""A juror's tab -> what the juror says: marks, recusals, comments, confidence.

A juror who stands back from a dossier says nothing of it: whatever the tab still holds in
that row leaves every count, median, agreement and comment. That happens here, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from sheets_sync.candidates import cell_text
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.jury.marks import read_marks
from sheets_sync.tabs import juror as tab
from sheets_sync.tabs.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.scheme import Scheme
    from sheets_sync.scheme import Track
    from sheets_sync.workbooks.base import TabState

GENERAL = ""
"""The domain of a comment on the whole dossier."""

NO = frozenset({"non", "no", "aucun", "aucune", "neant", "none", "-", "–", "0", "false", "faux"})
"""What people write to say that there is no tie."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one juror says; every mapping is by dossier, without those in ``recusals``.

    ``before`` and ``after`` the meeting are ranks, ``recusals`` the reasons given,
    ``comments`` texts by domain id (:data:`GENERAL`: the whole dossier), ``confidence`` is
    as typed. ``has_tab`` is false for a juror whose tab is gone.
    """

    juror: str
    before: Mapping[str, int] = field(default_factory=dict)
    after: Mapping[str, int] = field(default_factory=dict)
    recusals: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    confidence: Mapping[str, str] = field(default_factory=dict)
    has_tab: bool = True

    def mark(self, dossier: str) -> int | None:
        """The mark that counts on a dossier; None when there is none."""
        return self.after.get(dossier, self.before.get(dossier))

    @property
    def marks(self) -> dict[str, int]:
        """The marks that count: those after the meeting, else those before it."""
        return {**self.before, **self.after}


def read_ballot(
    state: TabState,
    juror: str,
    tracks: Mapping[str, Track],
    scheme: Scheme,
    language: Language,
) -> tuple[Ballot, list[Finding]]:
    """What a juror's tab says of the dossiers in ``tracks``, and what can't be read in it."""
    recusals, findings = _recusals(state, tracks)
    asked = {key: track for key, track in tracks.items() if key not in recusals}
    before, strange = read_marks(state, asked, language)
    after, stranger = read_marks(state, asked, language, tab.AFTER)
    columns = {GENERAL: tab.COMMENT} | {d.id: tab.COMMENT_ON + d.id for d in scheme.domains}
    said = {domain: _texts(state, column, asked) for domain, column in columns.items()}
    comments = {
        key: {domain: texts[key] for domain, texts in said.items() if key in texts}
        for key in asked
        if any(key in texts for texts in said.values())
    }
    ballot = Ballot(juror, before, after, recusals, comments, _texts(state, tab.CONFIDENCE, asked))
    return ballot, [*findings, *strange, *stranger]


def _texts(state: TabState, column: str, wanted: Mapping[str, Track]) -> dict[str, str]:
    """The texts of a column, by dossier; empty cells are left out."""
    cells = state.values.get(column, ())
    found = {key: cell_text(cells, index) for index, key in enumerate(state.keys)}
    return {key: text for key, text in found.items() if text and key in wanted}


def _recusals(state: TabState, tracks: Mapping[str, Track]) -> tuple[dict[str, str], list[Finding]]:
    """Reasons by dossier; a "no" is no recusal, and told, since the row is greyed by it."""
    found, findings = {}, []
    for key, reason in _texts(state, tab.RECUSAL, tracks).items():
        if plain(reason) in NO:
            line = state.lines[state.keys.index(key)]
            heading = state.headings.get(tab.RECUSAL, "")
            place = Place(tab=state.title, line=line, row=key, column=heading)
            findings.append(Finding("jury-recusal-no", place, {"value": reason}))
        else:
            found[key] = reason
    return found, findings
