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
from sheets_sync.app.steps import sound
from sheets_sync.evaluation import proposals
from sheets_sync.tabs import responses
from sheets_sync.tabs.responses import responses_tab
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
    from sheets_sync.workbooks.base import Snapshot


class NoSuchLevel(PalmaresError):
    """A threshold was given for a level that the edition does not have."""

    exit_code = ExitCode.USAGE
    sentence = N_("The edition has no level “{level}”.")
    remedy = N_("Choose one of: {known}.")


class NoSuchSnapshot(PalmaresError):
    """The workbook to look back at is not there."""

    exit_code = ExitCode.USAGE
    sentence = N_("There is no workbook {path}.")
    remedy = N_("Name a workbook, for instance one of those in .palmares/versions.")


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
    workbook kept from before, instead of the campaign's own.
    """
    snapshot = sound(_read(session, over))
    state = needed(session, snapshot, responses.ID, "sync")
    before = evaluate(session, snapshot)
    scheme, grid = _rules(session, rules)
    scheme = _moved(scheme, thresholds)
    # A candidate keeps track and class; another scheme may class populations otherwise.
    candidates = [
        replace(each, population_class=scheme.population_class(each.population))
        for each in before.candidates
    ]
    coded = coded_answers(state, candidates, grid, scheme.language)
    after = proposals(candidates, coded, scheme, grid)
    asked = {q.id for q in grid.questions if any(q.asked_in(t.id) for t in scheme.tracks)}
    return Supposed(
        compared(before.candidates, before.proposals, after), sorted(asked - set(coded))
    )


def _read(session: Session, over: Path | None) -> Snapshot:
    """The answers of the campaign's workbook, or of one that was kept."""
    tabs = [responses_tab(session.scheme, session.grid, session.language)]
    if over is None:
        return session.read(tabs)
    from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook

    if not over.is_file():
        raise NoSuchSnapshot(path=over)
    return XlsxWorkbook(over).read(tabs)


def _rules(session: Session, rules: Path | None) -> tuple[Scheme, Grid]:
    """The scheme and the grid that a path names; the campaign's where it names none."""
    from sheets_sync.settings.edition import read_edition
    from sheets_sync.settings.grid_file import read_grid

    if rules is None:
        return session.scheme, session.grid
    if rules.is_dir():
        edition = read_edition(rules)
        return replace(edition.scheme, language=session.scheme.language), edition.grid
    return session.scheme, read_grid(rules.parent, session.scheme, rules.name)


def _moved(scheme: Scheme, thresholds: Mapping[str, Fraction]) -> Scheme:
    try:
        return with_thresholds(scheme, thresholds)
    except KeyError as error:
        known = ", ".join(level.id for track in scheme.tracks for level in track.levels)
        raise NoSuchLevel(level=error.args[0], known=known) from error
