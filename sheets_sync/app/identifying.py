"""Who is who: dossiers of one local authority, and what earlier editions knew of each.

What people answered in the tab of signals counts: it joins dossiers and lines of earlier
editions, keeps them apart, or says which dossier of several counts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.app.weave import withdrawn
from sheets_sync.candidates import read_candidates
from sheets_sync.comparison import differences
from sheets_sync.comparison import side_by_side
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.history import PastIndex
from sheets_sync.identities import department_of
from sheets_sync.identities import identities
from sheets_sync.signals import answered
from sheets_sync.signals import identity
from sheets_sync.spelling import fold
from sheets_sync.spelling import shortened
from sheets_sync.tabs import responses
from sheets_sync.tabs import signals
from sheets_sync.territories import principal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sheets_sync.app.session import Session
    from sheets_sync.candidates import Candidate
    from sheets_sync.history import Past
    from sheets_sync.history import PastResult
    from sheets_sync.identities import Group
    from sheets_sync.identities import Link
    from sheets_sync.identities import Sign
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import TabState

SAID = N_("as was answered")
YES = frozenset({"yes", "y", "oui", "o", "vrai", "true"})
NO = frozenset({"no", "n", "non", "faux", "false"})
ALL = frozenset({"all", "both", "tous", "toutes", "tout", "les deux", *NO})


class Matter(NamedTuple):
    """Something to answer, and whether it was answered."""

    finding: Finding
    settled: bool


@dataclass(slots=True)
class Identified:
    """What is known of who is who.

    ``matters`` go into the tab of signals; ``notes`` are told besides. ``left_out`` maps a
    dossier that gives way to the one that counts. ``pasts`` are names and pasts by dossier,
    {} when no earlier edition is known.
    """

    matters: list[Matter] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    pasts: dict[str, tuple[str, Past]] = field(default_factory=dict)

    @property
    def told(self) -> list[Finding]:
        """The findings for whoever runs a command."""
        return [*(each.finding for each in self.matters if not each.settled), *self.notes]


def identified(session: Session, snapshot: Snapshot) -> Identified:
    """Who is who among the dossiers of the tab "Réponses"; nothing before it is there."""
    state = snapshot.tabs.get(responses.ID)
    if state is None:
        return Identified()
    candidates, _ = read_candidates(state, session.scheme, withdrawn(session, state))
    desk = _Desk(session, snapshot, state)
    desk.look(candidates)
    return desk.found


def left_out(session: Session, snapshot: Snapshot, known: Identified | None = None) -> set[str]:
    """Dossiers that don't count: withdrawn from the form, or given up for another one.

    ``known`` is who is who, where that was found already.
    """
    state = snapshot.tabs.get(responses.ID)
    gone = withdrawn(session, state) if state else set()
    return gone | {*(known or identified(session, snapshot)).left_out}


def pasts(session: Session, snapshot: Snapshot) -> dict[str, tuple[str, Past]]:
    """Name and past of each candidate, by dossier, as people settled what only might be."""
    return identified(session, snapshot).pasts if session.history else {}


class _Desk:
    """The answers of people, and what is found with them."""

    def __init__(self, session: Session, snapshot: Snapshot, state: TabState) -> None:
        self.session = session
        self.state = state
        self.found = Identified()
        tab = snapshot.tabs.get(signals.ID)
        self.answers = answered(tab)
        self.tab = tab.title if tab else session.language.text(signals.TITLE)

    def look(self, candidates: list[Candidate]) -> None:
        """Find everything."""
        by_dossier = {each.dossier: each for each in candidates}
        known = identities(candidates, self._said_of)
        for link in known.links:
            self._link(by_dossier, link)
        for group in known.groups:
            self._group(by_dossier, group)
        if self.session.history:
            index, shared = PastIndex(self.session.history), _shared(candidates)
            for each in candidates:
                self._past(each, index, shared=each.dossier in shared)

    # -- two that look alike --------------------------------------------------------------

    def _said_of(self, first: str, second: str) -> bool | None:
        return self._yes_or_no(_look_alike(first, second))

    def _link(self, by_dossier: dict[str, Candidate], link: Link) -> None:
        values = {
            "dossier": link.second,
            "name": by_dossier[link.second].name,
            "others": by_dossier[link.first].name,
            "tab": self.tab,
        }
        finding = _look_alike(link.first, link.second, **values)
        self._add(finding, settled=link.answer is not None)

    # -- several of one -------------------------------------------------------------------

    def _group(self, by_dossier: dict[str, Candidate], group: Group) -> None:
        columns = (c for c in self.state.columns if c.startswith(responses.QUESTION))
        met = differences(self.state, group.dossiers, columns)
        names = [f"{each} ({shortened(by_dossier[each].name)})" for each in group.dossiers]
        values = {
            "dossiers": ", ".join(group.dossiers),
            "sign": ", ".join(map(self._sign, group.signs)),
            "count": len(met),
            "differences": "\n".join([" | ".join(names), side_by_side(met)]).strip(),
            "tab": self.tab,
        }
        finding = Finding("identity-duplicate", Place(row=group.dossiers[0]), values)
        chosen = self._choice(finding, group.dossiers)
        self._add(finding, settled=chosen is not None)
        for each in group.dossiers if chosen else ():
            if chosen and each != chosen:
                self.found.left_out[each] = chosen
                said = {"name": by_dossier[each].name, "counts": chosen, "tab": self.tab}
                self.found.notes.append(Finding("identity-left-out", Place(row=each), said))

    def _sign(self, sign: Sign) -> str:
        if sign.what == "said":
            return self.session.language.text(SAID)
        return f"{sign.what.upper()} {sign.number}"

    def _choice(self, finding: Finding, dossiers: tuple[str, ...]) -> str | None:
        """The dossier that counts, "" for all of them, None where nobody said."""
        text = self.answers.get(identity(finding), "")
        if not text:
            return None
        words = fold(text)
        named = [each for each in dossiers if fold(each) == words]
        if named:
            return named[0]
        return "" if words in ALL | {fold(self.session.language.text(signals.ALL))} else None

    # -- lines of earlier editions ----------------------------------------------------------

    def _past(self, candidate: Candidate, index: PastIndex, *, shared: bool) -> None:
        asked: dict[str, tuple[int, bool | None]] = {}

        def answer(line: PastResult) -> bool | None:
            said = self._yes_or_no(_may_be(candidate, line.name, line.year, self.tab))
            year, _ = asked.get(line.name, (line.year, None))
            asked[line.name] = (max(year, line.year), said)
            return said

        past = index.past_of(candidate, self.session.scheme.year, answer, shared=shared)
        self.found.pasts[candidate.dossier] = (candidate.name, past)
        for name, (year, said) in asked.items():
            self._add(_may_be(candidate, name, year, self.tab), settled=said is not None)

    # -- what comes out ---------------------------------------------------------------------

    def _add(self, finding: Finding, *, settled: bool) -> None:
        self.found.matters.append(Matter(finding, settled))
        text = self.answers.get(identity(finding), "")
        if text and not settled:
            place = Place(tab=self.tab, row=finding.place.row)
            values = {"answer": shortened(text)}
            self.found.notes.append(Finding("identity-answer-unread", place, values))

    def _yes_or_no(self, finding: Finding) -> bool | None:
        words = fold(self.answers.get(identity(finding), ""))
        said = {True: YES, False: NO}
        ours = {True: signals.YES, False: signals.NO}
        for meant, known in said.items():
            if words in known or words == fold(self.session.language.text(ours[meant])):
                return meant
        return None


def _shared(candidates: Iterable[Candidate]) -> set[str]:
    """The dossiers whose name somebody of another department bears too."""
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for each in candidates:
        by_name[principal(each.name).core].append(each)
    homonyms = (same for same in by_name.values() if len({*map(department_of, same)}) > 1)
    return {each.dossier for same in homonyms for each in same}


def _look_alike(first: str, second: str, **values: object) -> Finding:
    return Finding("identity-look-alike", Place(row=second), {"other": first, **values})


def _may_be(candidate: Candidate, name: str, year: int, tab: str) -> Finding:
    values = {"name": candidate.name, "past": name, "year": year, "tab": tab}
    return Finding("identity-past", Place(row=candidate.dossier), values)
