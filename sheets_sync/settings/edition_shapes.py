"""The shape of ``edition.toml``: its keys, what each takes, and an example of each."""

from __future__ import annotations

from datetime import time
from fractions import Fraction
from typing import Annotated
from typing import Literal

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from sheets_sync.settings.exact import Colour
from sheets_sync.settings.exact import Day
from sheets_sync.settings.exact import Moment
from sheets_sync.settings.exact import Number
from sheets_sync.settings.exact import Zone

Text = Annotated[str, Field(min_length=1)]
Numbers = dict[str, Number]


class Shape(BaseModel):
    """No unknown key, no value turned into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Named(Shape):
    """Anything that has an id and a name."""

    id: Text = Field(examples=['"short-name"'])
    name: Text = Field(examples=['"Nom"'])


class CeremonyShape(Shape):
    """``[ceremony]``."""

    date: Day = Field(examples=["2023-12-06"])
    event: Text = Field(examples=['"Open Source Experience"'])
    place: Text = Field(examples=['"Palais des Congrès, Paris"'])
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

    short: Text = Field(examples=['"Stratégie"'])
    weight: Number = Fraction(1)


class ClassShape(Named):
    """``[[classes]]``."""

    at_least: int = Field(ge=0, le=100_000_000, examples=["3500"])


class LevelShape(Named):
    """``[[tracks.levels]]``."""

    sign: Literal["copyleft", "medal", "badge"] = Field(examples=['"medal"'])
    count: int = Field(default=1, ge=1, le=12)
    colour: Colour = Field(examples=['"2F7F86"'])
    threshold: Number = Field(examples=["60"])
    floors: Numbers = {}
    mandatory: list[Text] = []


class TrackShape(Named):
    """``[[tracks]]``."""

    levels: list[LevelShape] = Field(min_length=1, examples=["[[tracks.levels]]"])


class VariantShape(Shape):
    """``[[variants]]``."""

    name: Text = Field(examples=['"Petites communes"'])
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

    id: Text = Field(examples=['"fritiere"'])
    civility: str = ""
    first_name: Text = Field(examples=['"Véronique"'])
    last_name: Text = Field(examples=['"FRITIÈRE"'])
    role: Text = Field(examples=['"Présidente de l’AFUL"'])
    organisation: str = ""
    territory: str = ""
    email: str = ""


class WordsShape(Shape):
    """``[deliberation.words]``."""

    solid: str = ""
    discuss: str = ""


class DeliberationShape(Shape):
    """``[deliberation]``."""

    quorum: int = Field(default=3, ge=1, le=100)
    solid: Number = Fraction(4, 5)
    words: WordsShape = WordsShape()
    recusals: list[Text] = []
    ties: list[Text] = Field(default=["total", "median", "name"], min_length=1)
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

    name: Text = Field(examples=['"Pour le jury"'])
    role: Text = Field(examples=['"Jury du label"'])


class ContradictionShape(Shape):
    """``[[contradictions]]``."""

    sentence: Text = Field(examples=['"A plan that is not written has no address."'])
    answers: dict[str, list[Text]] = Field(examples=['{ plan = ["no"], link = ["answered"] }'])


class AnnouncedShape(Shape):
    """``[announced]``: as announced, only to be checked."""

    candidates: int | None = Field(default=None, ge=0, le=1_000_000)
    laureates: int | None = Field(default=None, ge=0, le=1_000_000)


class EditionShape(Shape):
    """The whole file."""

    id: Text = Field(examples=['"2023"'])
    year: int = Field(ge=1900, le=2999, examples=["2023"])
    label: Text = Field(examples=['"Territoire Numérique Libre"'])
    language: Literal["fr", "en"] = Field(examples=['"fr"'])
    organiser: Text = Field(examples=['"ADULLACT"'])
    website: str = ""
    contact: str = ""
    timezone: Zone = Field(examples=['"Europe/Paris"'])
    opens: Day = Field(examples=["2023-06-12"])
    closes: Moment = Field(examples=["2023-11-10"])
    published: Day | None = None
    introduction: str = ""
    notice: str = ""
    not_enough: Number | None = None
    verification: str = ""
    valid_until: Day | None = None
    licence: Literal["", "etalab-2.0", "ODbL-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"] = ""
    ceremony: CeremonyShape = Field(examples=["(section [ceremony])"])
    weekdays: WeekdaysShape = WeekdaysShape()
    domains: list[DomainShape] = Field(min_length=1, examples=["(sections [[domains]])"])
    types: list[Named] = Field(min_length=1, examples=["(sections [[types]])"])
    classes: list[ClassShape] = []
    tracks: list[TrackShape] = Field(min_length=1, examples=["(sections [[tracks]])"])
    variants: list[VariantShape] = []
    deliberation: DeliberationShape = DeliberationShape()
    letters: LettersShape = LettersShape()
    contradictions: list[ContradictionShape] = []
    announced: AnnouncedShape = AnnouncedShape()
    jury: list[JurorShape] = Field(min_length=1, examples=["(sections [[jury]])"])
    mentions: list[Named] = []
    signatories: list[SignatoryShape] = []
