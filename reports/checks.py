"""What an edition must be: its shape, and that all it names exists."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo
from zoneinfo import ZoneInfoNotFoundError

from reports.errors import EditionInvalid
from reports.language import LANGUAGES
from reports.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from pydantic import TypeAdapter

    from reports.edition import Advice
    from reports.edition import Candidate
    from reports.edition import Edition

MOST_SIGNS = 5
MOST_POINTS = 100
_COLOUR = re.compile(r"#?[0-9A-Fa-f]{6}")
_POINTS = re.compile(r"\d{1,12}(?:\.\d{1,12}|/[1-9]\d{0,40})?", re.ASCII)

MISSING = N_("the key is missing")
UNKNOWN_KEY = N_("the key is unknown")
WRONG_SHAPE = N_("the value is not of the right kind")
UNKNOWN = N_("“{value}” is not declared in the edition")
DOUBLED = N_("“{value}” stands twice")
EMPTY = N_("the value is empty")
NOT_POINTS = N_("“{value}” is not a number of points from 0 to 100")
NOT_A_COLOUR = N_("“{value}” is not a colour; write six digits such as 1F5FA8")
NOT_A_COUNT = N_("“{value}” is not a number of signs from 1 to 5")
NOT_A_LANGUAGE = N_("“{value}” is not a language that documents can be written in")
OTHER_FORMAT = N_("this program reads “{value}”")
NOT_A_ZONE = N_("“{value}” is not the name of a time zone")
NOT_AWARE = N_("the time zone is missing")
BACKWARDS = N_("the end comes before the beginning")


def invalid(key: str, problem: str, value: object = "") -> EditionInvalid:
    """The error for a key; ``problem`` is one of the message identifiers above."""
    return EditionInvalid(key=key, problem=problem, value=str(value)[:80])


def shaped(content: Mapping[str, object]) -> Edition:
    """The edition that a JSON object holds; ``EditionInvalid`` names the first bad key."""
    import json

    from pydantic import ValidationError

    try:
        return _adapter().validate_json(json.dumps(content))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        problem = {"missing": MISSING, "unexpected_keyword_argument": UNKNOWN_KEY}
        raise invalid(_path(first["loc"]), problem.get(first["type"], WRONG_SHAPE)) from error


def check(edition: Edition) -> None:
    """Refuse an edition that contradicts itself; ``EditionInvalid`` names the key."""
    _check_words(edition)
    _check_dates(edition)
    _check_once("domains", (each.id for each in edition.domains))
    _check_once("mentions", (each.id for each in edition.mentions))
    _check_once("tracks", (each.id for each in edition.tracks))
    _check_once("candidates.dossier", (each.dossier for each in edition.candidates))
    _check_levels(edition)
    _check_meeting(edition)
    for index, candidate in enumerate(edition.candidates):
        _check_candidate(f"candidates[{index}]", candidate, edition)


def _check_words(edition: Edition) -> None:
    for key in ("id", "label"):
        if not getattr(edition, key).strip():
            raise invalid(key, EMPTY)
    if edition.language not in LANGUAGES:
        raise invalid("language", NOT_A_LANGUAGE, edition.language)


def _check_dates(edition: Edition) -> None:
    if edition.frozen_at.utcoffset() is None:
        raise invalid("frozen_at", NOT_AWARE)
    if edition.timezone and not is_zone(edition.timezone):
        raise invalid("timezone", NOT_A_ZONE, edition.timezone)
    if edition.campaign.closes < edition.campaign.opens:
        raise invalid("campaign.closes", BACKWARDS)
    starts, ends = edition.ceremony.starts, edition.ceremony.ends
    if starts is not None and ends is not None and ends < starts:
        raise invalid("ceremony.ends", BACKWARDS)


def is_zone(name: str) -> bool:
    """Whether a name is that of a time zone."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
    return True


def _check_once(key: str, values: Iterable[str]) -> None:
    for value, times in Counter(values).items():
        if times > 1:
            raise invalid(key, DOUBLED, value)
        if not value:
            raise invalid(key, EMPTY)


def _check_levels(edition: Edition) -> None:
    for t, track in enumerate(edition.tracks):
        _check_once(f"tracks[{t}].levels", (level.id for level in track.levels))
        for n, level in enumerate(track.levels):
            key = f"tracks[{t}].levels[{n}]"
            if not _COLOUR.fullmatch(level.colour):
                raise invalid(f"{key}.colour", NOT_A_COLOUR, level.colour)
            if not 1 <= level.count <= MOST_SIGNS:
                raise invalid(f"{key}.count", NOT_A_COUNT, level.count)


def _check_meeting(edition: Edition) -> None:
    """Whoever and whatever the meeting names must be in the edition."""
    jurors = {each.id for each in edition.jury}
    if edition.meeting:
        _check_known("meeting.presence", edition.meeting.presence, jurors)
        _check_known("meeting.dissent", edition.meeting.dissent, jurors)
    levels = {track.id: {level.id for level in track.levels} for track in edition.tracks}
    for index, each in enumerate(edition.candidates):
        how, key = each.deliberation, f"candidates[{index}].deliberation"
        if how:
            named = (how.proposal, *how.median)
            known = levels.get(each.track, set())
            _check_known(key, (level for level in named if level is not None), known)
            _check_known(f"{key}.recusals", (one.juror for one in how.recusals), jurors)


def _check_candidate(key: str, candidate: Candidate, edition: Edition) -> None:
    if not candidate.name.strip():
        raise invalid(f"{key}.name", EMPTY)
    levels = {(t.id, level.id) for t in edition.tracks for level in t.levels}
    if candidate.track not in {track.id for track in edition.tracks}:
        raise invalid(f"{key}.track", UNKNOWN, candidate.track)
    if candidate.level is not None and (candidate.track, candidate.level) not in levels:
        raise invalid(f"{key}.level", UNKNOWN, candidate.level)
    _check_known(f"{key}.mentions", candidate.mentions, {each.id for each in edition.mentions})
    _check_once(f"{key}.mentions", candidate.mentions)
    _check_known(f"{key}.domains", candidate.domains, {each.id for each in edition.domains})
    _check_points(f"{key}.total", candidate.total)
    for domain, points in candidate.domains.items():
        _check_points(f"{key}.domains.{domain}", points)
    if candidate.advice is not None:
        _check_advice(f"{key}.advice", candidate.advice, candidate.track, edition)


def _check_advice(key: str, advice: Advice, track: str, edition: Edition) -> None:
    levels = {level.id for each in edition.tracks if each.id == track for level in each.levels}
    if advice.next is not None and advice.next not in levels:
        raise invalid(f"{key}.next", UNKNOWN, advice.next)
    domains = {each.id for each in edition.domains}
    named = [each.domain for each in advice.changes] + [each.domain for each in advice.strengths]
    _check_known(f"{key}.domains", named, domains)
    _check_known(f"{key}.strong", advice.strong, domains)
    _check_known(f"{key}.earlier", advice.earlier, domains)
    for points in (*advice.earlier.values(), *(each.points for each in advice.changes)):
        _check_points(f"{key}.points", points)


def _check_known(key: str, values: Iterable[str], known: set[str]) -> None:
    for value in values:
        if value not in known:
            raise invalid(key, UNKNOWN, value)


def _check_points(key: str, points: str | None) -> None:
    if points is None:
        return
    if not _POINTS.fullmatch(points) or Fraction(points) > MOST_POINTS:
        raise invalid(key, NOT_POINTS, points)


def _path(location: tuple[int | str, ...]) -> str:
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
    return path.removeprefix(".")


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Edition]:
    from pydantic import ConfigDict
    from pydantic import TypeAdapter

    from reports import edition

    for kind in vars(edition).values():
        if hasattr(kind, "__dataclass_fields__"):
            kind.__pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    return TypeAdapter(edition.Edition)
