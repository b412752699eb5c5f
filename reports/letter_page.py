"""A letter: what it says, its pages as HTML and as a PDF, the hash of all that makes them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reports import wording
from reports.drawing import Drawn
from reports.drawing import drawing
from reports.errors import TextTooLong
from reports.language import reports_language
from reports.rendering import colours
from reports.rendering.bars import bars
from reports.rendering.custom import OURS
from reports.rendering.radar import radar
from reports.rendering.radar import worth_a_radar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from fractions import Fraction

    from reports.edition import Better
    from reports.edition import Level
    from reports.edition import Signatory
    from reports.edition import Strength
    from reports.language import Language
    from reports.letter_past import Past
    from reports.letter_points import Figures
    from reports.rendering.custom import Custom

MOST_CHARACTERS = 100_000  # some thirty pages: nobody means to send that
PLAIN_COLOUR = "1F4E79"  # of a letter without a level
DIGITS = 1
_SOURCES = (
    *("letter_page.py", "rendering/bars.py", "rendering/radar.py"),
    "rendering/drawn_text.py",
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The way to the next level, as far as it is released; ``title`` is what it is called.

    ``met``: the answers fulfil its conditions, and the jury decided otherwise.
    """

    title: str
    missing: tuple[str, ...] = ()
    met: bool = False
    changes: tuple[Better, ...] = ()
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter prints, each text as it is in the edition.

    ``file`` is its file name; it never tells the level. ``level`` is None for who has none,
    ``title`` then "". ``of_name`` is the name after "of", as the language wants it.
    ``opinion`` are paragraphs. ``created`` is the date of the letter, an ISO date. ``figures``
    are None, ``ahead`` too, where nothing of them is released or known. ``top``: there is no
    level above. ``strong`` are names of domains.
    """

    dossier: str
    file: str
    language: str
    label: str
    year: int
    organiser: str
    website: str
    contact: str
    level: Level | None
    title: str
    name: str
    of_name: str
    department: str
    bearer: str
    role: str
    salutation: str
    mentions: tuple[str, ...]
    opinion: tuple[str, ...]
    figures: Figures | None
    strengths: tuple[Strength, ...]
    strong: tuple[str, ...]
    ahead: Ahead | None
    top: bool
    past: Past | None
    place: str
    signatories: tuple[Signatory, ...]
    notice: str
    created: str
    custom: Custom = OURS

    @property
    def digest(self) -> str:
        """The SHA-256 of all that makes the file."""
        return digest(self)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Nothing: letters are in no register."""
        return ()

    def drawn(self) -> Drawn:
        """Its file; errors as in :func:`reports.letter_page.drawn`."""
        return drawn(self)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each text with whose it is, to check that it can be printed."""
        own = [self.name, self.department, self.bearer, self.role, *self.opinion, *self.strong]
        for strength in self.strengths:
            own += [strength.question, strength.answered]
        if self.ahead:
            own += [self.ahead.title, *self.ahead.missing, *self.ahead.beyond]
            for change in self.ahead.changes:
                own += [change.question, change.answered, change.needed]
        if self.past:
            own += self.past.texts()
        if self.figures:
            own += [each.name for each in self.figures.rows]
        yield from ((self.name, text) for text in own)
        shared = (self.label, self.organiser, self.website, self.contact, self.title, self.place)
        yield from ((text, text) for text in (*shared, *self.mentions, self.notice))
        for signatory in self.signatories:
            yield signatory.name, signatory.name
            yield signatory.name, signatory.role


def drawn(letter: Letter) -> Drawn:
    """The file of a letter.

    Raises:
        CharacterUnprintable: a character is in none of the fonts.
        TextTooLong: it holds more than anybody means to send.
        TemplateWrong: a template of the organiser does not work.
    """
    from reports.rendering.fonts import check_characters
    from reports.rendering.pdf import render

    texts = list(letter.texts())
    check_characters(texts)
    if sum(len(text) for _, text in texts) > MOST_CHARACTERS:
        raise TextTooLong(where=letter.name[:80])
    return Drawn(render(page(letter), dict(letter.custom.pictures)))


def page(letter: Letter) -> str:
    """The HTML of a letter."""
    from reports.rendering.signs import level_sign
    from reports.rendering.templates import fill

    language = reports_language(letter.language)
    palette = colours.palette(letter.level.colour if letter.level else PLAIN_COLOUR)
    alternative = ""
    if letter.level:
        alternative = wording.sign_title(letter.level, letter.title, language)
    figures = letter.figures
    scored = figures if figures and figures.scored else None
    return fill(
        "letter.html",
        letter.language,
        letter.custom,
        letter=letter,
        date=wording.day(letter.created, language),
        sign=level_sign(letter.level, alternative) if letter.level else "",
        palette=palette,
        figures=scored,
        radar=radar(scored, palette, language) if scored and worth_a_radar(scored) else "",
        bars=bars(scored, palette, language) if scored else "",
        points=_Points(language),
        quoted=_quoted(letter.mentions, language),
        strong=_quoted(letter.strong, language),
    )


def _quoted(names: Iterable[str], language: Language) -> str:
    return language.list(language.text("“{name}”", name=each) for each in names)


class _Points:
    """Writes points for the templates, rounded down."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, points: Fraction | str | None) -> str:
        """Points with one decimal; a dash for none."""
        from fractions import Fraction

        if points is None:
            return "–"
        return self._language.number(Fraction(points), DIGITS)


@lru_cache(maxsize=50_000)
def digest(letter: Letter) -> str:
    """The SHA-256 of all that makes the file: what it says, and how it is drawn."""
    total = hashlib.sha256(drawing(*_SOURCES).encode())
    total.update(page(letter).encode("utf-8", "surrogatepass"))
    for name, picture in sorted(letter.custom.pictures):
        total.update(f"\0{name}\0{len(picture)}\0".encode())
        total.update(picture)
    return total.hexdigest()
