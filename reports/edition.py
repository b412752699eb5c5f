"""The frozen edition: what a palmarès is, as one file that says when it was touched.

``edition.json`` is made by ``palmares freeze`` and is the only input of this package. Its
``sha256`` is that of everything else in it, so that a change by hand is found out. Totals
and points by domain are in it for the letters to the candidates; what the public reads is
made from the palmarès alone.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read at run time by the checks
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import fields
from dataclasses import is_dataclass
from typing import TYPE_CHECKING
from typing import Literal

from reports.release import Letters

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "palmares-edition/1"


@dataclass(frozen=True, slots=True)
class Campaign:
    """First and last day on which an application could be sent, both included."""

    opens: dt.date
    closes: dt.date


@dataclass(frozen=True, slots=True)
class Ceremony:
    """When and where the label is given; times are local."""

    date: dt.date
    event: str = ""
    place: str = ""
    starts: dt.time | None = None
    ends: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Domain:
    """One domain of the questionnaire."""

    id: str
    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a track: ``sign`` drawn ``count`` times (1-5) in ``colour`` (RRGGBB)."""

    id: str
    name: str
    rank: int
    sign: Literal["copyleft", "medal", "badge"]
    count: int
    colour: str


@dataclass(frozen=True, slots=True)
class Track:
    """A way to apply; its levels in ascending order of rank."""

    id: str
    name: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Juror:
    """A member of the jury, as the palmarès prints it; ``id`` is what the meeting names."""

    civility: str
    first_name: str
    last_name: str
    role: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A special mention: it goes to some candidates, or to none."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody whose name stands at the foot of a certificate."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """What an earlier edition gave to a candidate, as its palmarès printed it.

    ``edition`` is what that edition was called ("2021"). ``level`` is the level's name at the
    time, "" where the lists don't say which it was; ``rank`` its place from 1 among the levels
    of its track, None where that is not known. ``mentions`` are texts, not ids.
    """

    edition: str
    year: int
    level: str = ""
    rank: int | None = None
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recusal:
    """A juror (by id) who stood back from a dossier, and the reason as it was chosen."""

    juror: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deliberation:
    """How one dossier was decided; for the minutes, never for the public.

    ``proposal`` is the id of the level that the answers led to, None for no level. ``median``
    are the levels it lies between: none without a mark, one, or two; None in it is no level.
    ``spread`` is counted in levels, None under two marks. ``marks`` counts those that count,
    ``quorum`` says whether they are enough. ``tie`` tells in words how a tie was broken.
    """

    proposal: str | None
    median: tuple[str | None, ...] = ()
    spread: int | None = None
    marks: int = 0
    quorum: bool = False
    recusals: tuple[Recusal, ...] = ()
    reason: str = ""
    place: int | None = None
    tie: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting of the jury, as the workbook tells of it; for the minutes.

    ``presence`` is by juror id: "present", "remote", "excused", "absent", or what was typed
    besides; who is not in it was not spoken of. ``dissent`` is by juror id, word for word.
    ``quorum`` is the number of marks from which a median counts, ``ties`` the written chain,
    ``agreement`` sentences on how far the jury agreed.
    """

    date: dt.date | None = None
    place: str = ""
    chair: str = ""
    note: str = ""
    presence: Mapping[str, str] = field(default_factory=dict)
    dissent: Mapping[str, str] = field(default_factory=dict)
    quorum: int = 0
    ties: str = ""
    agreement: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignOff:
    """The chair's sign-off: who, on which day, and the print of the decisions signed."""

    name: str
    date: dt.date
    decisions: str


@dataclass(frozen=True, slots=True)
class Strength:
    """A question with full points; ``answered`` is "" where the question says it all."""

    question: str
    domain: str
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Better:
    """An answer to change: what it is, and what it would take.

    ``points`` is what the total (0-100) would gain, exact; None where points stay unsaid.
    """

    question: str
    domain: str
    answered: str
    needed: str
    points: str | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What a letter says beyond the decision; only what was released is in it.

    ``next`` is the id of the level above the one that was given, None at the top or where
    nothing of it may be said. ``missing`` are sentences; none at all (``met``) where the
    answers fulfil its conditions already and the jury decided otherwise. ``changes`` are the
    smallest set that would reach it; ``beyond`` are the sentences for what no answers could
    reach. ``strong`` are the ids of the domains above the median of the edition. ``earlier``
    are the points by domain in the last edition that was kept, ``since`` its year;
    ``progress`` tells in words which levels and domains moved since.
    """

    next: str | None = None
    missing: tuple[str, ...] = ()
    met: bool = False
    changes: tuple[Better, ...] = ()
    beyond: tuple[str, ...] = ()
    strengths: tuple[Strength, ...] = ()
    strong: tuple[str, ...] = ()
    since: int | None = None
    earlier: Mapping[str, str] = field(default_factory=dict)
    progress: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One application and what became of it.

    ``level`` is None for who was not labelled; ``department`` None for who has none.
    ``total`` and ``domains`` (by domain id) are points from 0 to 100, exact, as a decimal
    or a fraction ("61.25", "425/7"), None where nothing could be computed. They are private.
    ``history`` is what earlier editions gave, the oldest first. ``siren`` (nine digits) is the
    candidate's own; ``insee`` the code of its commune, or of the one where it has its seat.
    Both are "" where the form did not tell. ``held``: the staff hold the letter back; ``advice``
    is what it may say, None where nothing was prepared.
    """

    dossier: str
    name: str
    department: str | None
    type: str
    track: str
    level: str | None
    civility: str = ""
    bearer: str = ""
    role: str = ""
    mentions: tuple[str, ...] = ()
    total: str | None = None
    domains: Mapping[str, str | None] = field(default_factory=dict)
    opinion: str = ""
    history: tuple[Award, ...] = ()
    siren: str = ""
    insee: str = ""
    deliberation: Deliberation | None = None
    held: bool = False
    advice: Advice | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition as it was frozen.

    ``notice`` says what is made up or illustrative; every document shows it. ``sources``
    are the hashes of what it was made from, by name; ``frozen_at`` is aware.
    ``verification`` is the address of the page that checks certificates ("" where there is
    none), ``valid_until`` the last day on which they hold (None: they have no end).
    ``licence`` is the SPDX id under which the open data are published ("": Licence Ouverte 2.0).
    ``types`` are the names of the candidates' types, by the id that each candidate states.
    """

    id: str
    year: int
    label: str
    language: str
    organiser: str
    campaign: Campaign
    ceremony: Ceremony
    domains: tuple[Domain, ...]
    tracks: tuple[Track, ...]
    jury: tuple[Juror, ...]
    mentions: tuple[Mention, ...]
    signatories: tuple[Signatory, ...]
    candidates: tuple[Candidate, ...]
    frozen_at: dt.datetime
    published: dt.date | None = None
    website: str = ""
    contact: str = ""
    notice: str = ""
    introduction: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    verification: str = ""
    valid_until: dt.date | None = None
    timezone: str = ""
    licence: str = ""
    types: Mapping[str, str] = field(default_factory=dict)
    meeting: Meeting | None = None
    signoff: SignOff | None = None
    letters: Letters = field(default_factory=Letters)

    @property
    def laureates(self) -> tuple[Candidate, ...]:
        """The candidates that hold a level."""
        return tuple(each for each in self.candidates if each.level is not None)

    def level(self, candidate: Candidate) -> Level:
        """The level of a laureate; ``KeyError`` for who has none."""
        for track in self.tracks:
            for level in track.levels:
                if (track.id, level.id) == (candidate.track, candidate.level):
                    return level
        raise KeyError(candidate.level)


def digest(edition: Edition) -> str:
    """The SHA-256 of an edition, in hexadecimal."""
    return fingerprint(content(edition))


def content(edition: Edition) -> dict[str, object]:
    """An edition as plain values, without its own SHA-256."""
    return {"format": FORMAT, **dict(_pairs(edition))}


def fingerprint(content: object) -> str:
    """The SHA-256 of plain values, over their canonical JSON."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _pairs(value: object) -> Iterator[tuple[str, object]]:
    for each in fields(value):  # type: ignore[arg-type]
        yield each.name, _plain(getattr(value, each.name))


def _plain(value: object) -> object:
    if is_dataclass(value):
        return dict(_pairs(value))
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value)}
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
