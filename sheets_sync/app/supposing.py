"""palmares what-if: the answers of a workbook under other rules; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.app.propose import coded_answers
from sheets_sync.app.propose import evaluate
from sheets_sync.app.propose import needed
from sheets_sync.app.replaying import replayed
from sheets_sync.app.steps import sound
from sheets_sync.evaluation import proposals
from sheets_sync.tabs import responses
from sheets_sync.whatif import compared
from sheets_sync.whatif import with_thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from pathlib import Path

    from sheets_sync.app.session import Session
    from sheets_sync.grid import Grid
    from sheets_sync.scheme import Scheme
    from sheets_sync.whatif import Change


class NoSuchLevel(PalmaresError):
    """A threshold was given for a level that the edition does not have."""

    exit_code = ExitCode.USAGE
    sentence = N_("The edition has no level “{level}”.")
    remedy = N_("Choose one of: {known}.")


class NoSuchTrack(PalmaresError):
    """Answers of a track that the other rules do not have."""

    exit_code = ExitCode.USAGE
    sentence = N_("The other rules have no track “{track}”.")
    remedy = N_("Give it the same id in both editions.")


@dataclass(frozen=True, slots=True)
class Supposed:
    """Every candidate under both rules, and the questions that nobody was asked."""

    changes: list[Change]
    unasked: list[str]


def suppose(
    session: Session,
    rules: Path | None,
    thresholds: Mapping[str, Fraction],
    over: Path | None = None,
) -> Supposed:
    """Replay the answers under another grid, edition folder or thresholds.

    ``rules`` is a grid file, or a folder with ``edition.toml`` and ``grid.csv``; ``over`` a
    workbook or a snapshot kept from before, instead of the campaign's own workbook. Those of
    another campaign are first judged by its own rules, then by these.
    """
    theirs, kept = replayed(session, over)
    snapshot = sound(kept)
    state = needed(theirs, snapshot, responses.ID, "sync")
    before = evaluate(theirs, snapshot)
    scheme, grid = _rules(session, rules)
    scheme = _moved(scheme, thresholds)
    # A candidate keeps track and class; another scheme may class populations otherwise.
    candidates = [
        replace(
            each,
            population_class=scheme.population_class(each.population),
            track=_track(each.track, scheme),
        )
        for each in before.candidates
    ]
    coded = coded_answers(state, candidates, grid, scheme.language)
    after = proposals(candidates, coded, scheme, grid)
    asked = {q.id for q in grid.questions if any(q.asked_in(t.id) for t in scheme.tracks)}
    return Supposed(
        compared(before.candidates, before.proposals, after), sorted(asked - set(coded))
    )


def _track(track: str, scheme: Scheme) -> str:
    """The track under the other rules: of the same id, or the only one."""
    known = [each.id for each in scheme.tracks]
    if track not in known and len(known) > 1:
        raise NoSuchTrack(track=track)
    return track if track in known else known[0]


def _rules(session: Session, rules: Path | None) -> tuple[Scheme, Grid]:
    """The scheme and the grid that a path names; the campaign's where it names none."""
    from sheets_sync.settings.edition import read_edition
    from sheets_sync.settings.grid_file import read_grid

    if rules is None:
        return session.scheme, session.grid
    if rules.is_dir():
        edition = read_edition(rules)
        return edition.scheme._replace(language=session.scheme.language), edition.grid
    return session.scheme, read_grid(rules.parent, session.scheme, rules.name)


def _moved(scheme: Scheme, thresholds: Mapping[str, Fraction]) -> Scheme:
    try:
        return with_thresholds(scheme, thresholds)
    except KeyError as error:
        known = ", ".join(level.id for track in scheme.tracks for level in track.levels)
        raise NoSuchLevel(level=error.args[0], known=known) from error
