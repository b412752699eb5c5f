"""The shape of ``edition.toml``: its keys, what each takes, and an example of each."""

from __future__ import annotations

from datetime import time
from fractions import Fraction
from typing import Annotated
from typing import Literal

from sheets_sync.settings.exact import Colour
from sheets_sync.settings.exact import Day
from sheets_sync.settings.exact import Moment
from sheets_sync.settings.exact import Number
from sheets_sync.settings.exact import Zone
from sheets_sync.settings.exact import written
from sheets_sync.settings.shape import Before
from sheets_sync.settings.shape import Shape
from sheets_sync.settings.shape import entry

Text = Annotated[str, Before(written)]
Numbers = dict[str, Number]


class Named(Shape):
    """Anything that has an id and a name."""

    id: Text = entry(examples=['"short-name"'])
    name: Text = entry(examples=['"Nom"'])


class CeremonyShape(Shape):
    """``[ceremony]``."""

    date: Day = entry(examples=["2023-12-06"])
    event: Text = entry(examples=['"Open Source Experience"'])
    place: Text = entry(examples=['"Palais des Congrès, Paris"'])
    starts: time | None = None
    ends: time | None = None


class WeekdaysShape(Shape):
    """``[weekdays]``: as announced, only to be checked."""

    opens: Text | None = None
    closes: Text | None = None
    ceremony: Text | None = None
    published: Text | None = None


class DomainShape(Named):
    """``[[domains]]``."""

    short: Text = entry(examples=['"Stratégie"'])
    weight: Number = Fraction(1)


class ClassShape(Named):
    """``[[classes]]``."""

    at_least: int = entry(ge=0, le=100_000_000, examples=["3500"])


class LevelShape(Named):
    """``[[tracks.levels]]``."""

    sign: Literal["copyleft", "medal", "badge"] = entry(examples=['"medal"'])
    count: int = entry(default=1, ge=1, le=12)
    colour: Colour = entry(examples=['"2F7F86"'])
    threshold: Number = entry(examples=["60"])
    floors: Numbers = {}
    mandatory: list[Text] = []


class TrackShape(Named):
    """``[[tracks]]``."""

    levels: list[LevelShape] = entry(min_length=1, examples=["[[tracks.levels]]"])


class VariantShape(Shape):
    """``[[variants]]``."""

    name: Text = entry(examples=['"Petites communes"'])
    tracks: list[Text] = []
    types: list[Text] = []
    classes: list[Text] = []
    weights: Numbers = {}
    points: dict[str, Numbers] = {}
    domain_weights: Numbers = {}
    thresholds: Numbers = {}
    floors: dict[str, Numbers] = {}


class JurorShape(Shape):
    """``[[jury]]``."""

    id: Text = entry(examples=['"fritiere"'])
    civility: str = ""
    first_name: Text = entry(examples=['"Véronique"'])
    last_name: Text = entry(examples=['"FRITIÈRE"'])
    role: Text = entry(examples=['"Présidente de l’AFUL"'])
    organisation: str = ""
    territory: str = ""
    email: str = ""


class WordsShape(Shape):
    """``[deliberation.words]``."""

    solid: str = ""
    discuss: str = ""


class DeliberationShape(Shape):
    """``[deliberation]``."""

    quorum: int = entry(default=3, ge=1, le=100)
    solid: Number = Fraction(4, 5)
    words: WordsShape = entry(default={})
    recusals: list[Text] = []
    ties: list[Text] = entry(default=["total", "median", "name"], min_length=1)
    due: Moment | None = None
    signoff: bool = True


class LettersShape(Shape):
    """``[letters]``."""

    opinion: bool = True
    points: bool = True
    median: bool = False
    strengths: bool = False
    missing: bool = True
    changes: bool = False
    history: bool = False
    validated: bool = False
    date: Day | None = None


class SignatoryShape(Shape):
    """``[[signatories]]``."""

    name: Text = entry(examples=['"Pour le jury"'])
    role: Text = entry(examples=['"Jury du label"'])


class ContradictionShape(Shape):
    """``[[contradictions]]``."""

    sentence: Text = entry(examples=['"A plan that is not written has no address."'])
    answers: dict[str, list[Text]] = entry(examples=['{ plan = ["no"], link = ["answered"] }'])


class AnnouncedShape(Shape):
    """``[announced]``: as announced, only to be checked."""

    candidates: int | None = entry(default=None, ge=0, le=1_000_000)
    laureates: int | None = entry(default=None, ge=0, le=1_000_000)


class EditionShape(Shape):
    """The whole file."""

    id: Text = entry(examples=['"2023"'])
    year: int = entry(ge=1900, le=2999, examples=["2023"])
    label: Text = entry(examples=['"Territoire Numérique Libre"'])
    language: Literal["fr", "en"] = entry(examples=['"fr"'])
    organiser: Text = entry(examples=['"ADULLACT"'])
    website: str = ""
    contact: str = ""
    timezone: Zone = entry(examples=['"Europe/Paris"'])
    opens: Day = entry(examples=["2023-06-12"])
    closes: Moment = entry(examples=["2023-11-10"])
    published: Day | None = None
    introduction: str = ""
    notice: str = ""
    not_enough: Number | None = None
    verification: str = ""
    valid_until: Day | None = None
    licence: Literal["", "etalab-2.0", "ODbL-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"] = ""
    ceremony: CeremonyShape = entry(examples=["(section [ceremony])"])
    weekdays: WeekdaysShape = entry(default={})
    domains: list[DomainShape] = entry(min_length=1, examples=["(sections [[domains]])"])
    types: list[Named] = entry(min_length=1, examples=["(sections [[types]])"])
    classes: list[ClassShape] = []
    tracks: list[TrackShape] = entry(min_length=1, examples=["(sections [[tracks]])"])
    variants: list[VariantShape] = []
    deliberation: DeliberationShape = entry(default={})
    letters: LettersShape = entry(default={})
    contradictions: list[ContradictionShape] = []
    announced: AnnouncedShape = entry(default={})
    jury: list[JurorShape] = entry(min_length=1, examples=["(sections [[jury]])"])
    mentions: list[Named] = []
    signatories: list[SignatoryShape] = []
