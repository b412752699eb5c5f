"""What earlier editions gave to a candidate, as a letter tells it: what is known, no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.edition import Award
    from reports.edition import Candidate
    from reports.edition import Edition
    from reports.edition import Level


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier awards, the latest first, and how the level moved since the latest.

    ``gained`` counts levels (below 0: lost), None where the two can't be compared: no level
    now, none known then, or levels that were called otherwise. ``since`` is the year.
    ``progress`` says in words what moved since the edition of ``moved``, "" where points of
    then are not known or not released.
    """

    awards: tuple[Award, ...]
    gained: int | None
    since: int
    progress: str = ""
    moved: int | None = None

    def texts(self) -> list[str]:
        """Each text that is printed."""
        awards = [text for each in self.awards for text in (each.level, *each.mentions)]
        return [*awards, self.progress]


def told_history(candidate: Candidate, edition: Edition) -> Past | None:
    """The past of a candidate; None where nothing is known of one."""
    awards = tuple(sorted(candidate.history, key=lambda each: -each.year))
    if not awards:
        return None
    last = awards[0]
    then = _ranks(candidate, edition).get(last.level.casefold())
    gained = None
    if then is not None and candidate.level is not None:
        gained = edition.level(candidate).rank - then
    told = candidate.advice if edition.letters.points else None
    return Past(
        awards,
        gained,
        last.year,
        told.progress if told else "",
        told.since if told else None,
    )


def _ranks(candidate: Candidate, edition: Edition) -> dict[str, int]:
    """Ranks of the candidate's track by name: only the same names are the same levels."""
    levels: tuple[Level, ...] = next(
        (each.levels for each in edition.tracks if each.id == candidate.track), ()
    )
    return {level.name.casefold(): level.rank for level in levels}
