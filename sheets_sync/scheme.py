"""The scheme of an edition: domains, tracks, levels, jury, mentions, dates.

All of it comes from ``edition.toml``; nothing here knows which label it is.
Scores are in points from 0 to 100; weights are relative to each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple
from typing import TypeAlias

from reports.release import Letters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from datetime import datetime
    from datetime import time


Sign: TypeAlias = Literal["copyleft", "medal", "badge"]
"""How a level is drawn."""


class Domain(NamedTuple):
    """One domain of the questionnaire; ``short`` fits a column heading."""

    id: str
    name: str
    short: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Level:
    """One level of one track.

    ``rank`` orders the levels of a track from 1. ``sign`` is how it is drawn
    ("copyleft", "medal" or "badge"), ``count`` how many times, ``colour`` is ``RRGGBB``.
    ``threshold`` is the least total (included); ``floors`` the least score (included) in a
    domain; ``mandatory`` the questions that must have full points or be not applicable.
    """

    id: str
    name: str
    track: str
    rank: int
    sign: Sign
    count: int
    colour: str
    threshold: Fraction
    floors: Mapping[str, Fraction] = field(default_factory=dict)
    mandatory: tuple[str, ...] = ()


class Track(NamedTuple):
    """A way to apply, with its own levels in ascending order."""

    id: str
    name: str
    levels: tuple[Level, ...]


class PopulationClass(NamedTuple):
    """Candidates of ``at_least`` inhabitants or more, up to the next class."""

    id: str
    name: str
    at_least: int


class Variant(NamedTuple):
    """What differs for some candidates: all the conditions given must hold.

    An empty condition holds for everyone. Variants are laid over the scheme in the order
    of the file; a later one wins. ``points`` is by question id, then option id (or "" for
    the points of the whole question).
    """

    name: str
    tracks: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    weights: Mapping[str, Fraction] = {}
    points: Mapping[str, Mapping[str, Fraction]] = {}
    domain_weights: Mapping[str, Fraction] = {}
    thresholds: Mapping[str, Fraction] = {}
    floors: Mapping[str, Mapping[str, Fraction]] = {}

    def covers(self, track: str, kind: str, population_class: str | None) -> bool:
        """Whether it holds for a candidate of this track, type and population class."""
        return (
            (not self.tracks or track in self.tracks)
            and (not self.types or kind in self.types)
            and (not self.classes or population_class in self.classes)
        )


class Juror(NamedTuple):
    """One juror; ``id`` is short and stable, ``name`` is civility, first and last name.

    ``role`` is printed as it is and names the organisation where there is one ("Présidente
    de l’AFUL"); ``organisation`` is its name alone, for recusals: do not print both.
    ``territory`` names the local authority where they are elected or employed, for recusals
    too; ``email`` is where a reminder goes. Neither is ever printed.
    """

    id: str
    civility: str
    first_name: str
    last_name: str
    role: str
    organisation: str = ""
    territory: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        """As the palmarès prints it: "Mme Véronique FRITIÈRE"."""
        return f"{self.civility} {self.first_name} {self.last_name}".strip()


class Mention(NamedTuple):
    """A special mention; it may go to several candidates, or to none."""

    id: str
    name: str


class CandidateType(NamedTuple):
    """A sort of candidate: commune, syndicate, association ...; the list is open."""

    id: str
    name: str


class Signatory(NamedTuple):
    """Somebody whose name stands at the foot of a certificate."""

    name: str
    role: str


class Ceremony(NamedTuple):
    """When and where the label is given; times are local."""

    date: date
    event: str
    place: str
    starts: time | None = None
    ends: time | None = None


TOTAL = "total"
MEDIAN = "median"
NAME = "name"


class Deliberation(NamedTuple):
    """How the jury of an edition deliberates.

    A median counts from ``quorum`` marks on (or from all jurors when they are fewer).
    ``solid`` is the share (0-1, included) of the draws that must keep a proposal for it to
    be called ``solid_word``; else ``discuss_word`` ("": the usual words). ``recusals`` are
    the reasons offered to who stands back (none: the usual ones). ``ties`` is the chain
    that orders dossiers of one level: "total", "median", "name" or ids of domains.
    ``due`` is the last moment to mark before the meeting (aware). ``signoff``: an edition is
    frozen only once the chair has signed its decisions.
    """

    quorum: int = 3
    solid: Fraction = Fraction(4, 5)
    solid_word: str = ""
    discuss_word: str = ""
    recusals: tuple[str, ...] = ()
    ties: tuple[str, ...] = (TOTAL, MEDIAN, NAME)
    due: datetime | None = None
    signoff: bool = True


YES, NO, ANSWERED = "yes", "no", "answered"
"""Answers of a contradiction that are no options: to a yes/no question, to any question."""


class Contradiction(NamedTuple):
    """Answers that can't go together: one of those of each question.

    ``answers`` maps the id of a question to ids of options, :data:`YES`, :data:`NO` or
    :data:`ANSWERED`; ``sentence`` says why they contradict each other.
    """

    sentence: str
    answers: Mapping[str, tuple[str, ...]]


class Announced(NamedTuple):
    """Counts as they were announced, only to be checked; None: nothing was."""

    candidates: int | None = None
    laureates: int | None = None


class Scheme(NamedTuple):
    """An edition as its ``edition.toml`` states it.

    ``closes`` is the last moment at which an answer counts (included, aware). ``notice``
    says what is made up or illustrative, and is shown wherever results are.
    ``not_enough`` is the share (0-1) of a domain's weight that may be "not applicable"
    before its score is sent to the jury as not enough to judge. ``verification`` is the
    address of the page that checks certificates, ``valid_until`` the last day they hold.
    ``licence`` is the SPDX id under which the open data are published ("": the usual one).
    ``letters`` is what the staff release into the letters to the candidates.
    ``contradictions`` are answers to ask about, ``announced`` counts to compare.
    """

    id: str
    year: int
    label: str
    language: str
    organiser: str
    timezone: str
    opens: date
    closes: datetime
    ceremony: Ceremony
    published: date | None
    domains: tuple[Domain, ...]
    tracks: tuple[Track, ...]
    types: tuple[CandidateType, ...]
    population_classes: tuple[PopulationClass, ...]
    variants: tuple[Variant, ...]
    jury: tuple[Juror, ...]
    mentions: tuple[Mention, ...]
    signatories: tuple[Signatory, ...]
    website: str = ""
    contact: str = ""
    notice: str = ""
    introduction: str = ""
    not_enough: Fraction | None = None
    verification: str = ""
    valid_until: date | None = None
    deliberation: Deliberation = Deliberation()
    licence: str = ""
    letters: Letters = Letters()
    contradictions: tuple[Contradiction, ...] = ()
    announced: Announced = Announced()

    def track(self, track_id: str) -> Track:
        """The track with an id; ``KeyError`` when there is none."""
        for track in self.tracks:
            if track.id == track_id:
                return track
        raise KeyError(track_id)

    def population_class(self, population: int | None) -> str | None:
        """Id of the class of a population; None when it is not known or below them all."""
        if population is None:
            return None
        fitting = [c for c in self.population_classes if c.at_least <= population]
        return max(fitting, key=lambda c: c.at_least).id if fitting else None
