"""Words, dates, numbers and lists in a reader's language.

Message identifiers are the English sentences themselves, so English is complete by
nature; every other language is a gettext catalogue (``locale/<code>/LC_MESSAGES``).
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.messages import Messages

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal
    from fractions import Fraction

    from babel import Locale

LANGUAGES = ("fr", "en")
NBSP = "\N{NO-BREAK SPACE}"
PARTED = 1_000
"""From here on digits are parted in groups; below, whole numbers are alike in all languages."""


def N_(msgid: str) -> str:  # noqa: N802 - the name that message extractors look for
    """Mark a message identifier for the catalogues; translation comes later."""
    return msgid


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Mark a message identifier that agrees with a count, singular and plural."""
    return one, many


class Catalogue(NamedTuple):
    """Where the messages of one package lie."""

    domain: str
    folder: Path


REPORTS = Catalogue("reports", Path(__file__).parent / "locale")


class Language:
    """One language, with the catalogues that are asked for.

    ``code`` is one of :data:`LANGUAGES`; an unknown one raises ``ValueError``.
    """

    def __init__(self, code: str, catalogues: Iterable[Catalogue] = (REPORTS,)) -> None:
        """Open the catalogues; a missing one is an error, except for English."""
        if code not in LANGUAGES:
            raise ValueError(code)
        self.code = code
        self._messages = gettext.NullTranslations()
        if code == "en":
            return
        for catalogue in catalogues:
            found = gettext.translation(catalogue.domain, catalogue.folder, [code], class_=Messages)
            found.add_fallback(self._messages)
            self._messages = found

    def text(self, msgid: str, **values: object) -> str:
        """The sentence for a message identifier, its ``{names}`` filled in."""
        sentence = self._messages.gettext(msgid) if msgid else ""
        return sentence.format_map(values) if values else sentence

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """The sentence that agrees with ``count`` (also available as ``{count}``)."""
        sentence = self._messages.ngettext(one, many, count)
        return sentence.format_map({"count": count, **values})

    def date(self, day: dt.date) -> str:
        """A full date with its weekday, which is computed: "mercredi 6 décembre 2023"."""
        from babel.dates import format_date

        text = format_date(day, "full", locale=self.code)
        return text.replace(" 1 ", " 1er ", 1) if self.code == "fr" else text

    def day(self, day: dt.date) -> str:
        """A date without its weekday: "6 décembre 2023"."""
        from babel.dates import format_date

        text = format_date(day, "long", locale=self.code)
        return "1er" + text[1:] if self.code == "fr" and text.startswith("1 ") else text

    def period(self, start: dt.date, end: dt.date) -> str:
        """From one day to another, both included, nothing said twice.

        "du 12 juin au 10 novembre 2023", "du 19 au 30 septembre 2025".
        """
        first, last = self.day(start), self.day(end)
        if start == end:
            return self.text("on {day}", day=last)
        if self.code == "fr" and start.year == end.year:
            first = first.removesuffix(f" {start.year}")
            if start.month == end.month:
                first = first.split(" ", 1)[0]
        return self.text("from {start} to {end}", start=first, end=last)

    def hours(self, starts: dt.time | None, ends: dt.time | None) -> str:
        """Between two times of day: "de 17 h à 18 h"; "" when the first is not known."""
        if starts is None:
            return ""
        if ends is None:
            return self.text("at {hour}", hour=self.hour(starts))
        return self.text("from {starts} to {ends}", starts=self.hour(starts), ends=self.hour(ends))

    def hour(self, moment: dt.time) -> str:
        """A time of day: "17 h", "17 h 30" or "5:00 PM"."""
        from babel.dates import format_time

        if self.code == "fr":
            minutes = f"{NBSP}{moment.minute:02}" if moment.minute else ""
            return f"{moment.hour}{NBSP}h{minutes}"
        return str(format_time(moment, "short", locale=self.code))

    def moment(self, moment: dt.datetime) -> str:
        """A day and its time, as its own clock has it: "6 décembre 2023 à 17 h 30"."""
        return self.text("{day} at {hour}", day=self.day(moment), hour=self.hour(moment.time()))

    def number(self, value: float | Decimal | Fraction, digits: int = 0) -> str:
        """A number with ``digits`` decimals, rounded DOWN: rounding never lifts a score."""
        from fractions import Fraction as Ratio

        scaled = Ratio(value) * 10**digits
        return _figures(scaled.numerator // scaled.denominator, digits, self.code)

    def list(self, items: Iterable[str]) -> str:
        """Items joined as a sentence does: "a, b et c"."""
        several = [*items]
        if len(several) == 1:  # as most lists are
            return several[0]
        from babel.lists import format_list

        return str(format_list(several, locale=_locale(self.code)))


@lru_cache(maxsize=8)
def reports_language(code: str) -> Language:
    """The language of the documents, with the catalogue of ``reports`` only."""
    return Language(code)


@lru_cache(maxsize=8)
def _locale(code: str) -> Locale:
    from babel import Locale

    return Locale.parse(code)


@lru_cache(maxsize=10_000)
def _figures(whole: int, digits: int, code: str) -> str:
    """``whole`` counts units of the last digit shown; scores repeat, so texts are kept."""
    if not digits and 0 <= whole < PARTED:
        return str(whole)
    from decimal import Decimal

    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(Decimal(whole).scaleb(-digits), pattern, locale=code))
