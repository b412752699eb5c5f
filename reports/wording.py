"""How levels, people and places are called, the same in every document."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reports.departments import department_name
from reports.departments import usual_number

if TYPE_CHECKING:
    from reports.edition import Ceremony
    from reports.edition import Edition
    from reports.edition import Level
    from reports.edition import Signatory
    from reports.edition import Track
    from reports.language import Language


def level_title(level: Level, track: Track, tracks: int, language: Language) -> str:
    """What a level is called ("Niveau 4", "Label Or"): with its track if there are several."""
    name = level.name
    if name.isdigit():
        name = language.text("Level {number}", number=name)
    if tracks == 1 or track.name.casefold() == name.casefold():
        return name
    return f"{track.name} {name}"


def sign_title(level: Level, title: str, language: Language) -> str:
    """What the picture of a level says to who cannot see it."""
    if level.sign == "copyleft":
        return language.plural(
            "{title}: {count} copyleft sign",
            "{title}: {count} copyleft signs",
            level.count,
            title=title,
        )
    if level.sign == "medal":
        return language.text("{title}: a medal", title=title)
    return language.text("{title}: a badge", title=title)


def titles(edition: Edition, language: Language) -> dict[tuple[str, str], str]:
    """The title of every level, by track id and level id."""
    return {
        (track.id, level.id): level_title(level, track, len(edition.tracks), language)
        for track in edition.tracks
        for level in track.levels
    }


def person(civility: str, name: str) -> str:
    """A person as the palmarès prints it; "" for nobody."""
    return f"{civility} {name}".strip() if name.strip() else ""


def signatory(who: Signatory) -> str:
    """A signatory with the role, on one line."""
    return ", ".join(filter(None, (who.name, who.role)))


def day(iso: str, language: Language) -> str:
    """An ISO date without its weekday; "" for none."""
    return language.day(date.fromisoformat(iso)) if iso else ""


def department(number: str | None) -> str:
    """A department as "Isère (38)" if its number is known, else the text as it is."""
    if not number or not number.strip():
        return ""
    name = department_name(number)
    return f"{name} ({usual_number(number)})" if name else number.strip()


def ceremony_place(ceremony: Ceremony) -> str:
    """Place and event ("Palais des Congrès, Paris – Open Source Experience"), if known."""
    return " – ".join(part for part in (ceremony.place.strip(), ceremony.event.strip()) if part)
