"""The tab "Tableau de bord": the campaign in figures, each with its chart beside it.

A block of lines has a heading of its own: its first line names what the two columns of
figures hold there. Blocks come in an order in which the one that may grow, the jurors', is
the last. Nothing here tells what one juror thinks: figures are of the jury as a whole, and
of how many marks are in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.tabs.model import Chart
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.tabs.short_names import short_names
from sheets_sync.tabs.words import NO_LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.language import Language
    from sheets_sync.scheme import Scheme
    from sheets_sync.tabs.model import CellValue

ID = "dashboard"
TITLE = N_("Dashboard")
COLOUR = "2F6F8F"
HEADING_FILL = "D5E6ED"
KEY = "line"
WHAT = "what"
FIRST = "first"
SECOND = "second"

LEVELS = "levels"
SPREADS = "spreads"
DOMAINS = "domains"
JURORS = "jurors"
AGREEMENT = "agreement"
BLOCKS = {
    LEVELS: (N_("Levels, in dossiers"), N_("Proposed"), N_("Decided")),
    DOMAINS: (N_("Domains, points out of 100"), N_("Average"), ""),
    SPREADS: (N_("Gap between the jurors’ marks"), N_("Dossiers"), ""),
    AGREEMENT: (N_("Agreement of the jury"), N_("Figure"), N_("up to")),
    JURORS: (N_("Jurors’ progress, in marks"), N_("Given"), N_("Still asked for")),
}
"""By block: its name and what its figures are."""

WIDEST = 3
"""Gaps of as many levels and more are one line."""

GAPS = (N_("no gap"), N_("1 level"), N_("2 levels"), N_("3 levels or more"))
EXACT, UNANIMOUS, ALPHA, INTERVAL = "exact", "unanimous", "alpha", "interval"
FIGURES = {
    EXACT: N_("Pairs of equal marks, in %"),
    UNANIMOUS: N_("Unanimous dossiers, in %"),
    ALPHA: N_("Krippendorff’s alpha (ordinal)"),
    INTERVAL: N_("Alpha: 95 % interval"),
}
COOL, WARM = "2F6F8F", "D98B2B"
HUNDRED = 100


class Line(NamedTuple):
    """A line of the tab; the texts of its figures where it is the heading of a block."""

    key: str
    what: str
    first: CellValue = None
    second: CellValue = None


def level_key(track: str, rank: int) -> str:
    """The key of the line of a level."""
    return f"{LEVELS}-{track}-{rank}"


def line_key(block: str, name: object) -> str:
    """The key of a line within a block."""
    return f"{block}-{name}"


def dashboard_lines(scheme: Scheme, language: Language) -> tuple[Line, ...]:
    """Every line, in the order in which a new tab has them."""
    return tuple(line for block in BLOCKS for line in _block(block, scheme, language))


def _block(block: str, scheme: Scheme, language: Language) -> Iterator[Line]:
    name, first, second = BLOCKS[block]
    said = (language.text(each) if each else None for each in (first, second))
    yield Line(block, language.text(name), *said)
    yield from _BELOW[block](scheme, language)


def _levels(scheme: Scheme, language: Language) -> Iterator[Line]:
    several = len(scheme.tracks) > 1
    for track in scheme.tracks:
        names = {0: language.text(NO_LEVEL)} | {each.rank: each.name for each in track.levels}
        for rank, name in sorted(names.items()):
            yield Line(level_key(track.id, rank), f"{track.name} – {name}" if several else name)


def _domains(scheme: Scheme, _: Language) -> Iterator[Line]:
    for domain in scheme.domains:
        yield Line(line_key(DOMAINS, domain.id), domain.short)


def _spreads(_: Scheme, language: Language) -> Iterator[Line]:
    for gap, name in enumerate(GAPS):
        yield Line(line_key(SPREADS, gap), language.text(name))


def _agreement(_: Scheme, language: Language) -> Iterator[Line]:
    for figure, name in FIGURES.items():
        yield Line(line_key(AGREEMENT, figure), language.text(name))


def _jurors(scheme: Scheme, _: Language) -> Iterator[Line]:
    for juror, name in short_names(scheme.jury).items():
        yield Line(line_key(JURORS, juror), name)


_BELOW = {
    LEVELS: _levels,
    DOMAINS: _domains,
    SPREADS: _spreads,
    AGREEMENT: _agreement,
    JURORS: _jurors,
}


def dashboard_tab(scheme: Scheme, language: Language) -> Tab:
    """Describe the tab."""
    headings = {language.text(name): HEADING_FILL for name, _, _ in BLOCKS.values()}
    return Tab(
        ID,
        language.text(TITLE),
        KEY,
        (
            Column(KEY, language.text("Reference"), Owner.PROGRAM, Kind.KEY, 12, hidden=True),
            Column(WHAT, language.text("What"), Owner.PROGRAM, Kind.TEXT, 34, colours=headings),
            Column(FIRST, language.text("Figure"), Owner.PROGRAM, Kind.FIGURE, 16),
            Column(SECOND, language.text("Second figure"), Owner.PROGRAM, Kind.FIGURE, 16),
        ),
        frozen=2,
        colour=COLOUR,
        filtered=False,
        charts=tuple(_charts(scheme, language)),
    )


def _charts(scheme: Scheme, language: Language) -> Iterator[Chart]:
    yield _chart(
        LEVELS,
        language.text("Levels proposed and decided"),
        language.text(
            "Bars, two for each level: in how many dossiers it is proposed, in how many the "
            "jury decided it. The figures stand in the lines under “{block}”.",
            block=language.text(BLOCKS[LEVELS][0]),
        ),
        scheme,
        language,
    )
    yield _chart(
        DOMAINS,
        language.text("Average of each domain, out of 100"),
        language.text(
            "Bars, one for each domain: the average of the points of all dossiers. The figures "
            "stand in the lines under “{block}”.",
            block=language.text(BLOCKS[DOMAINS][0]),
        ),
        scheme,
        language,
    )
    yield _chart(
        JURORS,
        language.text("Marks given by each juror"),
        language.text(
            "Bars in two parts, one for each juror: marks given, marks still asked for. The "
            "figures stand in the lines under “{block}”.",
            block=language.text(BLOCKS[JURORS][0]),
        ),
        scheme,
        language,
    )
    yield _chart(
        SPREADS,
        language.text("How far apart the marks are"),
        language.text(
            "Bars, one for each gap between the lowest and the highest mark of a dossier: how "
            "many dossiers have it. The figures stand in the lines under “{block}”.",
            block=language.text(BLOCKS[SPREADS][0]),
        ),
        scheme,
        language,
    )


def _chart(block: str, title: str, description: str, scheme: Scheme, language: Language) -> Chart:
    two = bool(BLOCKS[block][2])
    return Chart(
        block,
        title,
        description,
        WHAT,
        (FIRST, SECOND) if two else (FIRST,),
        tuple(line.key for line in _block(block, scheme, language)),
        (COOL, WARM) if two else (COOL,),
        lying=block in {DOMAINS, JURORS},
        stacked=block == JURORS,
        highest=HUNDRED if block == DOMAINS else None,
    )
