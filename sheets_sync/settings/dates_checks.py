"""Checks of the dates of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date

    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.toml_file import TomlFile


# Every command reads the settings: it should not have to load all that Babel knows for this.
_WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def check_dates(scheme: Scheme, weekdays: Mapping[str, str], file: TomlFile) -> Iterator[Finding]:
    """Dates in their order, and weekdays as the calendar has them."""
    yield from _check_order(scheme, file)
    days: dict[str, date | None] = {
        "opens": scheme.opens,
        "closes": scheme.closes.date(),
        "ceremony": scheme.ceremony.date,
        "published": scheme.published,
    }
    for key, stated in weekdays.items():
        day = days[key]
        if day and fold(stated) != fold(right := weekday(day, scheme.language)):
            values = {"date": day.isoformat(), "right": right, "found": stated}
            yield Finding("config-weekday", file.place(("weekdays", key)), values)


def _check_order(scheme: Scheme, file: TomlFile) -> Iterator[Finding]:
    opens, closes = scheme.opens, scheme.closes.date()
    ceremony, published = scheme.ceremony, scheme.published
    if closes < opens:
        values = {"opens": opens, "closes": closes}
        yield Finding("config-closes-early", file.place(("closes",)), values)
    if ceremony.date < closes:
        values = {"ceremony": ceremony.date, "closes": closes}
        yield Finding("config-ceremony-early", file.place(("ceremony", "date")), values)
    if published and published < closes:
        values = {"published": published, "closes": closes}
        yield Finding("config-published-early", file.place(("published",)), values)
    if ceremony.starts and ceremony.ends and ceremony.ends <= ceremony.starts:
        hours = {"starts": f"{ceremony.starts:%H:%M}", "ends": f"{ceremony.ends:%H:%M}"}
        yield Finding("config-ceremony-hours", file.place(("ceremony", "ends")), hours)


def weekday(day: date, language: str) -> str:
    """The name of a day in a language (one of ``LANGUAGES``): "mercredi"."""
    return _WEEKDAYS[language][day.weekday()]
