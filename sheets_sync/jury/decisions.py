"""Decisions as the chair wrote them -> checked decisions.

A decision needs a level of the dossier's track; one that departs from the proposal or from
the median of the marks needs its reason; mentions are those of the edition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.tabs import deliberation
from sheets_sync.tabs.deliberation import BETWEEN
from sheets_sync.tabs.proposals import LEVEL_NOW
from sheets_sync.tabs.words import NO_LEVEL
from sheets_sync.tabs.words import levels_offered
from sheets_sync.tabs.words import plain
from sheets_sync.tabs.words import read_level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.scheme import Mention
    from sheets_sync.scheme import Track
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import TabState


@dataclass(frozen=True, slots=True)
class Decision:
    """What the jury gives one dossier: ``rank`` 0 is no level; ``mentions`` are ids."""

    dossier: str
    rank: int
    proposed: int | None
    reason: str
    mentions: tuple[str, ...]
    opinion: str


def read_decisions(
    state: TabState,
    tracks: Mapping[str, Track],
    mentions: Iterable[Mention],
    language: Language,
) -> tuple[list[Decision], list[Finding]]:
    """Decisions of the tab "Délibération", in its order, and what is wrong with the rest.

    ``tracks`` maps a dossier to its track: its dossiers are those to decide. A dossier
    that is not decided, or whose decision can't be kept, has a finding and no decision.
    """
    decisions: list[Decision] = []
    findings: list[Finding] = []
    known = {plain(mention.name): mention.id for mention in mentions}
    for index, key in enumerate(state.keys):
        if key not in tracks:
            continue
        row = _Row(state, index, key, tracks[key], known, language)
        problems = row.problems()
        findings += problems
        if not problems:
            decisions.append(row.decision())
            findings += row.oddities()
    missing = sorted(set(tracks) - set(state.keys))
    findings += [
        Finding("decision-no-line", Place(tab=state.title, row=key), {}) for key in missing
    ]
    return decisions, findings


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the tab, while it is read."""

    state: TabState
    index: int
    key: str
    track: Track
    known: Mapping[str, str]
    language: Language

    def cell(self, column: str) -> CellValue:
        cells = self.state.values.get(column)
        return cells[self.index] if cells is not None else None

    def text(self, column: str) -> str:
        value = self.cell(column)
        return "" if value is None else str(value).strip()

    def rank(self, column: str) -> int | None:
        value = self.cell(column)
        return None if value is None else read_level(value, self.track, self.language)

    def names(self) -> list[str]:
        """Mentions as written: one per line, or separated by semicolons, bars or commas.

        A name may hold any of them: what is a mention as it stands is not separated.
        """
        whole = self.text(deliberation.MENTIONS)
        if plain(whole) in self.known:
            return [whole]
        parts = [name for part in re.split(r"[\n;|]", whole) for name in self._apart(part)]
        return [part.strip(" ,•–-") for part in parts if part.strip(" ,•–-")]

    def _apart(self, part: str) -> list[str]:
        """The mentions that commas separate, where each of them is one."""
        names = part.strip(" ,").split(",")
        return names if all(plain(each) in self.known for each in names) else [part]

    def problems(self) -> list[Finding]:
        if not self.text(deliberation.DECISION):
            none = self.language.text(NO_LEVEL)
            return [self._finding("decision-missing", deliberation.DECISION, none=none)]
        rank = self.rank(deliberation.DECISION)
        if rank is None:
            levels = levels_offered(self.track, self.language)
            value = self.text(deliberation.DECISION)
            return [
                self._finding("decision-outside", deliberation.DECISION, value=value, levels=levels)
            ]
        found = [*self._unreasoned(rank)]
        found += [
            self._finding("decision-mention-unknown", deliberation.MENTIONS, value=name)
            for name in self.names()
            if plain(name) not in self.known
        ]
        return found

    def oddities(self) -> Iterator[Finding]:
        """What to look at in a decision that is kept all the same."""
        rank, now = self.rank(deliberation.DECISION), self.text(LEVEL_NOW)
        if now and self.rank(LEVEL_NOW) != rank:
            seen = self.text(deliberation.PROPOSED) or "–"
            yield self._finding("decision-level-moved", LEVEL_NOW, now=now, seen=seen)
        if not rank and self.names():
            yield self._finding("decision-mention-unlabelled", deliberation.MENTIONS)

    def _unreasoned(self, rank: int) -> Iterator[Finding]:
        """A departure without its reason: from the proposal, else from the median."""
        if self.text(deliberation.REASON):
            return
        decision, medians = self.text(deliberation.DECISION), self.medians()
        if rank != self.rank(deliberation.PROPOSED):
            proposed = self.text(deliberation.PROPOSED) or "–"
            values = {"decision": decision, "proposed": proposed}
            yield self._finding("decision-reason-missing", deliberation.REASON, **values)
        elif medians and rank not in medians:
            values = {"decision": decision, "median": self.text(deliberation.MEDIAN)}
            yield self._finding("decision-reason-median", deliberation.REASON, **values)

    def medians(self) -> set[int]:
        """The levels that the median names: one, or the two it lies between."""
        whole = self.rank(deliberation.MEDIAN)
        if whole is not None:
            return {whole}
        parts = self.text(deliberation.MEDIAN).split(BETWEEN)
        ranks = (read_level(part, self.track, self.language) for part in parts)
        return {rank for rank in ranks if rank is not None}

    def decision(self) -> Decision:
        return Decision(
            self.key,
            self.rank(deliberation.DECISION) or 0,
            self.rank(deliberation.PROPOSED),
            self.text(deliberation.REASON),
            tuple(dict.fromkeys(self.known[plain(name)] for name in self.names())),
            self.text(deliberation.OPINION),
        )

    def _finding(self, code: str, column: str, **values: object) -> Finding:
        heading = self.state.headings.get(column, column)
        place = Place(
            tab=self.state.title, line=self.state.lines[self.index], row=self.key, column=heading
        )
        return Finding(code, place, values)
