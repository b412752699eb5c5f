"""Which dossiers are of one local authority: certainly, or only by their looks.

The same SIREN is certain, and so is the same INSEE code of two communes; nobody's name is.
An INSEE code alone says where an authority sits: an agglomeration shares it with a commune.
What looks alike is for a person to confirm or reject; the answer counts from then on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync import identifiers
from sheets_sync import territories
from sheets_sync.departments import department_code
from sheets_sync.spelling import fold
from sheets_sync.territories import Likeness
from sheets_sync.territories import aliases
from sheets_sync.territories import alike
from sheets_sync.territories import placed
from sheets_sync.territories import principal

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from typing import TypeAlias

    from sheets_sync.candidates import Candidate

    Answers: TypeAlias = Callable[[str, str], bool | None]
    """What a person said of two dossiers, the first in order first: one, two, or nothing yet."""

BETWEEN_COMMUNES = "between-communes"
_FAMILIES = dict.fromkeys(
    (territories.COMMUNITY, territories.AGGLOMERATION, territories.METROPOLIS), BETWEEN_COMMUNES
)
_TYPES = {
    **dict.fromkeys(("commune", "ville", "mairie"), territories.COMMUNE),
    **dict.fromkeys(("agglomeration", "epci", "intercommunalite", "interco"), BETWEEN_COMMUNES),
    **dict.fromkeys(("metropole", "communaute"), BETWEEN_COMMUNES),
    "departement": territories.DEPARTMENT,
    "region": territories.REGION,
    "syndicat": "syndicate",
}
_MOST = 200
"""Dossiers of one name among which a likeness is looked for: no form has as many homonyms."""

_PLACES = 5
"""Departments in which a dossier without a department is looked for."""


class Sign(NamedTuple):
    """What makes dossiers one: "siren" or "insee" with the number, or "said" by a person."""

    what: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Two dossiers or more of one local authority, in the order of their numbers."""

    dossiers: tuple[str, ...]
    signs: tuple[Sign, ...]


class Link(NamedTuple):
    """Two dossiers that look alike, in order; ``answer``: one, two, or not said yet."""

    first: str
    second: str
    answer: bool | None


@dataclass(frozen=True, slots=True)
class Identities:
    """What is known of some dossiers; ``links`` are those that a person is asked about."""

    groups: tuple[Group, ...]
    links: tuple[Link, ...]


def unanswered(first: str, second: str) -> bool | None:  # noqa: ARG001 - an answer to any two
    """No answer."""
    return None


def identities(candidates: Iterable[Candidate], answers: Answers = unanswered) -> Identities:
    """The groups and the likenesses; the same whatever the order of the candidates."""
    ordered = sorted(candidates, key=lambda each: natural(each.dossier))
    sets = _Sets(len(ordered))
    signs: dict[int, list[Sign]] = defaultdict(list)
    for sign, members in _proofs(ordered):
        for each in members[1:]:
            sets.join(members[0], each)
        signs[members[0]].append(sign)
    links = list(_links(ordered, sets, answers))
    for first, second, answer in links:
        if answer:
            sets.join(first, second)
            signs[first].append(Sign("said"))
    return Identities(
        tuple(_groups(ordered, sets, signs)),
        tuple(Link(ordered[a].dossier, ordered[b].dossier, answer) for a, b, answer in links),
    )


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Numbers inside an id in their own order: 9 before 10."""
    parts = re.findall(r"[0-9]{1,30}|[^0-9]+|[0-9]+", text)
    return tuple((int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts)


def family(name: str, kind: str) -> str:
    """What sort of authority it is: by its title, else by its type (an id); "" not known.

    Groups of communes are one sort: they change their legal form.
    """
    said = principal(name).kind
    if said:
        return _FAMILIES.get(said, said)
    words = re.split(r"[^a-z0-9]+", fold(kind))
    known = next((_TYPES[word] for word in words if word in _TYPES), "")
    return known or (f"type {kind}" if kind else "")


# -- proofs -------------------------------------------------------------------------------


def _proofs(candidates: Sequence[Candidate]) -> Iterator[tuple[Sign, list[int]]]:
    """Signs that several share, and who: positions in their order."""
    by_siren: dict[str, list[int]] = defaultdict(list)
    by_code: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(candidates):
        if each.siren:
            by_siren[each.siren].append(at)
        if each.insee and family(each.name, each.type) in {territories.COMMUNE, ""}:
            by_code[each.insee].append(at)
    for siren, members in by_siren.items():
        if len(members) > 1:
            yield Sign("siren", siren), members
    for code, members in by_code.items():
        if len({candidates[at].siren for at in members} - {""}) <= 1:
            for shared in _communes(candidates, members):
                yield Sign("insee", code), shared


def _communes(candidates: Sequence[Candidate], members: Iterable[int]) -> Iterator[list[int]]:
    """Those at one INSEE code that are one: communes, and who bears a commune's very name.

    A bare name might be that of a syndicate that sits there.
    """
    communes: list[int] = []
    by_name: dict[str, list[int]] = defaultdict(list)
    for at in members:
        each = candidates[at]
        by_name[principal(each.name).core].append(at)
        if family(each.name, each.type) == territories.COMMUNE:
            communes.append(at)
    yield from (shared for shared in (communes, *by_name.values()) if len(shared) > 1)


# -- likenesses ---------------------------------------------------------------------------


def _links(
    candidates: Sequence[Candidate], sets: _Sets, answers: Answers
) -> Iterator[tuple[int, int, bool | None]]:
    """Pairs that look alike: each with the first that it resembles and is not told from."""
    told: set[tuple[int, int]] = set()
    for members in _namesakes(candidates):
        heads: list[int] = []
        for at in members:
            for head in heads[:_MOST]:
                if sets.same(head, at):
                    break
                if not look_alike(candidates[head], candidates[at]):
                    continue
                answer = answers(candidates[head].dossier, candidates[at].dossier)
                if (head, at) not in told:
                    told.add((head, at))
                    yield head, at, answer
                if answer is not False:
                    break
            else:
                heads.append(at)


def _namesakes(candidates: Sequence[Candidate]) -> Iterator[list[int]]:
    """Positions of those who share a name, whatever stands before it."""
    by_core: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(candidates):
        for core in {alias.core for alias in aliases(each.name)}:
            by_core[core].append(at)
    for members in by_core.values():
        if len(members) > 1:
            yield from _near(candidates, members)


def _near(candidates: Sequence[Candidate], members: Sequence[int]) -> Iterator[list[int]]:
    """The same by department; who does not say it is beside everybody."""
    by_department: dict[str, list[int]] = defaultdict(list)
    for at in members:
        by_department[department_of(candidates[at])].append(at)
    nowhere = by_department.pop("", [])
    for number, code in enumerate(sorted(by_department)):
        yield sorted([*by_department[code], *(nowhere if number < _PLACES else ())])
    if not by_department:
        yield nowhere


def department_of(candidate: Candidate) -> str:
    """The department's code; that which the name states, or a number, where there is no other.

    What is written as a department and is none ("20", "97") tells nobody apart.
    """
    said = department_code(candidate.department) or placed(candidate.name).department
    return said or identifiers.department_of(candidate.insee)


def look_alike(one: Candidate, other: Candidate) -> bool:
    """Whether two names may be of one local authority, as far as sorts and places go."""
    sorts = family(one.name, one.type), family(other.name, other.type)
    if all(sorts) and sorts[0] != sorts[1]:
        return False
    found = alike(one.name, other.name, department_of(one), department_of(other))
    if found is Likeness.SAME:
        return True
    if sorts[0] != sorts[1]:
        return found is Likeness.PERHAPS and (_is_no_commune(one) or _is_no_commune(other))
    return found is Likeness.PERHAPS or (
        sorts[0] == BETWEEN_COMMUNES
        and principal(one.name).core == principal(other.name).core
        and not _apart(one, other)
    )


def _is_no_commune(candidate: Candidate) -> bool:
    """Whether a bare name is not a commune's: "Pays de Fayence", "Isère"."""
    core = principal(candidate.name).core
    return core.startswith("pays ") or department_code(core) is not None


def _apart(one: Candidate, other: Candidate) -> bool:
    here, there = department_of(one), department_of(other)
    return bool(here and there and here != there)


# -- groups -------------------------------------------------------------------------------


class _Sets:
    """Sets that are joined; a member is found by its position."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def head(self, at: int) -> int:
        """The first member of the set of one."""
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def same(self, one: int, other: int) -> bool:
        """Whether two are in one set."""
        return self.head(one) == self.head(other)

    def join(self, one: int, other: int) -> None:
        """Make two sets one."""
        first, second = sorted((self.head(one), self.head(other)))
        self._above[second] = first


def _groups(
    candidates: Sequence[Candidate], sets: _Sets, signs: dict[int, list[Sign]]
) -> Iterator[Group]:
    members: dict[int, list[int]] = defaultdict(list)
    for at in range(len(candidates)):
        members[sets.head(at)].append(at)
    for each in members.values():
        if len(each) > 1:
            met = [sign for at in each for sign in signs.get(at, ())]
            dossiers = tuple(candidates[at].dossier for at in each)
            yield Group(dossiers, tuple(sorted(set(met))))
