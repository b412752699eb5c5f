"""Ties between jurors and candidates that names and addresses let suspect.

A suspicion is no recusal: it is shown as a finding, and people set it aside with a reason
or let the juror stand back. Dossiers from which the juror stands back are not told again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.spelling import fold
from sheets_sync.territories import Likeness
from sheets_sync.territories import alike

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.candidates import Candidate
    from sheets_sync.history import PastResult
    from sheets_sync.jury.ballot import Ballot
    from sheets_sync.scheme import Juror

PUBLIC_MAIL = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr"),
        *("live.com", "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "icloud.com", "me.com"),
        *("orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr", "laposte.net", "bbox.fr"),
        *("proton.me", "protonmail.com", "gmx.fr", "gmx.com", "mailo.com", "aol.com", "zoho.com"),
        *("numericable.fr", "club-internet.fr", "riseup.net", "posteo.net", "tutanota.com"),
    }
)
"""Domains of mail that anybody may have an address in."""

_TITLES = {"m", "mme", "mlle", "mr", "mrs", "ms", "dr", "monsieur", "madame"}
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Tie:
    """One suspicion: its code in the catalogue, who, which dossier, what gave it away."""

    code: str
    juror: Juror
    candidate: Candidate
    sign: str


def suspected(
    jury: Sequence[Juror], candidates: Sequence[Candidate], past: Sequence[PastResult]
) -> list[Tie]:
    """The ties to suspect, one at most for a juror and a dossier: the plainest."""
    found: list[Tie] = []
    for juror in jury:
        mine = [tie for each in candidates if (tie := _tie(juror, each, past))]
        found += mine
        found += _same_bearer(juror, mine, candidates)
    return found


def _tie(juror: Juror, candidate: Candidate, past: Sequence[PastResult]) -> Tie | None:
    for code, sign in _signs(juror, candidate, past):
        if sign:
            return Tie(code, juror, candidate, sign)
    return None


def _signs(
    juror: Juror, candidate: Candidate, past: Sequence[PastResult]
) -> Iterator[tuple[str, str]]:
    """What could tie them, the plainest first; "" where it does not."""
    yield "jury-tie-person", candidate.bearer if same_person(_name(juror), candidate.bearer) else ""
    yield "jury-tie-territory", _named(candidate, juror.territory)
    yield "jury-tie-organisation", _named(candidate, juror.organisation)
    yield "jury-tie-mail", _shared_domain(juror.email, candidate.email)
    yield "jury-tie-past", _borne_before(juror, candidate, past)


def _name(juror: Juror) -> str:
    return f"{juror.first_name} {juror.last_name}"


def same_person(name: str, other: str) -> bool:
    """Whether two names are of one person, whatever the order and the case of the words."""
    words, others = _words(name), _words(other)
    return len(words) >= _FEWEST_WORDS and words == others


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(name))) - _TITLES


def _named(candidate: Candidate, name: str) -> str:
    """The name, when it is the candidate's."""
    if not name:
        return ""
    return name if alike(candidate.name, name) is not Likeness.OTHER else ""


def _shared_domain(address: str, other: str) -> str:
    domains = {each.rpartition("@")[2].strip().casefold() for each in (address, other)}
    shared = domains.pop() if len(domains) == 1 else ""
    return "" if shared in PUBLIC_MAIL else shared


def _borne_before(juror: Juror, candidate: Candidate, past: Sequence[PastResult]) -> str:
    """The earlier dossier of this candidate that the juror bore."""
    for each in past:
        if same_person(_name(juror), each.bearer) and (
            alike(candidate.name, each.name, candidate.department, each.department) is Likeness.SAME
        ):
            return f"{each.name} ({each.year})"
    return ""


def _same_bearer(
    juror: Juror, ties: Sequence[Tie], candidates: Sequence[Candidate]
) -> Iterator[Tie]:
    """Other dossiers borne by whoever bears one to which the juror is tied."""
    told = {tie.candidate.dossier for tie in ties}
    for candidate in candidates:
        if candidate.dossier in told:
            continue
        for tie in ties:
            if same_person(candidate.bearer, tie.candidate.bearer):
                yield Tie("jury-tie-bearer", juror, candidate, tie.candidate.name)
                break


def tie_findings(
    ties: Sequence[Tie], ballots: Mapping[str, Ballot], title: Callable[[str], str]
) -> list[Finding]:
    """A finding for each tie from which the juror does not stand back.

    ``title`` gives the title of a juror's tab by the juror's id.
    """
    return [
        Finding(
            tie.code,
            Place(tab=title(tie.juror.id), row=tie.candidate.dossier),
            {"juror": tie.juror.name, "name": tie.candidate.name, "sign": tie.sign},
        )
        for tie in ties
        if tie.juror.id not in ballots
        or tie.candidate.dossier not in ballots[tie.juror.id].recusals
    ]
