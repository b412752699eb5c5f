"""What the locale of a spreadsheet changes in typed and shown values."""

from __future__ import annotations

from dataclasses import dataclass

COMMA = {
    "cs",
    "da",
    "de",
    "es",
    "fi",
    "fr",
    "hu",
    "id",
    "it",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sv",
    "tr",
}
SPACE = {"cs", "fi", "fr", "hu", "nb", "pl", "ru", "sv"}
ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True, slots=True)
class Locale:
    """Signs and words of a locale; ``group`` separates thousands."""

    decimal: str
    group: str
    month_first: bool
    true: str
    false: str
    months: tuple[str, ...]
    days: tuple[str, ...]
    date: str  # pattern of a typed day


def of(name: str) -> Locale:
    """The locale of a spreadsheet (``en_US``, ``fr_FR``); English words where unknown."""
    language = name.partition("_")[0]
    comma = language in COMMA
    separator = "\u202f" if language in SPACE else "."
    french = language == "fr"
    american = name in {"en_US", "en"}
    return Locale(
        decimal="," if comma else ".",
        group=separator if comma else ",",
        month_first=american,
        true="VRAI" if french else "TRUE",
        false="FAUX" if french else "FALSE",
        months=FRENCH if french else ENGLISH,
        days=FRENCH_DAYS if french else ENGLISH_DAYS,
        date="m/d/yyyy" if american else "dd/mm/yyyy",
    )
