"""Words that several tabs share: levels as people read and type them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from reports.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.language import Language
    from sheets_sync.scheme import Level
    from sheets_sync.scheme import Scheme
    from sheets_sync.scheme import Track

NO_LEVEL = N_("No level")
NO_LEVEL_COLOUR = "E7E6E6"


def level_choices(scheme: Scheme, language: Language) -> tuple[str, ...]:
    """What a drop-down of levels offers: every level of every track, and none."""
    names = [level.name for track in scheme.tracks for level in track.levels]
    return (language.text(NO_LEVEL), *dict.fromkeys(names))


def levels_offered(track: Track, language: Language) -> str:
    """What may be typed for a dossier of a track, as a sentence lists it."""
    return ", ".join((language.text(NO_LEVEL), *(level.name for level in track.levels)))


def level_colours(scheme: Scheme, language: Language) -> dict[str, str]:
    """The pale fill of each level's name."""
    colours = {language.text(NO_LEVEL): NO_LEVEL_COLOUR}
    for track in scheme.tracks:
        for level in track.levels:
            colours.setdefault(level.name, pale(level.colour))
    return colours


def pale(colour: str, share: float = 0.72) -> str:
    """A colour mixed with white, so that black text on it stays legible."""
    parts = [int(colour[i : i + 2], 16) for i in (0, 2, 4)]
    return "".join(f"{round(part + (255 - part) * share):02X}" for part in parts)


def read_level(text: object, track: Track, language: Language) -> int | None:
    """Rank of a level as a person wrote it: its name, its id or its number; 0 for none.

    Case, accents and spaces do not matter. Where ids are numbers, a number is an id: the
    levels of a track may begin at 3. None when it is no level of the track.
    """
    wanted = plain(_as_text(text))
    if wanted == plain(language.text(NO_LEVEL)) or wanted == "0":
        return 0
    by_rank = not any(level.id.isdecimal() for level in track.levels)
    for level in track.levels:
        known = {plain(level.name), plain(level.id)}
        if wanted in known or (by_rank and wanted == str(level.rank)):
            return level.rank
    return None


def _as_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Text without case, accents or doubled spaces, to compare what people type."""
    letters = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("’", "'"))
    bare = "".join(each for each in letters if not unicodedata.combining(each))
    return " ".join(bare.casefold().split())


def rank_name(rank: int, track: Track, language: Language) -> str:
    """Name of the level with a rank; the words for none at 0."""
    return level_at(rank, track.levels).name if rank else language.text(NO_LEVEL)


def level_at(rank: int, levels: Iterable[Level]) -> Level:
    """The level with a rank; ``KeyError`` when there is none."""
    for level in levels:
        if level.rank == rank:
            return level
    raise KeyError(rank)
