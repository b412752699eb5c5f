"""The tab "Délibération": one row per dossier, every mark side by side, the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.tabs.facts import KEY
from sheets_sync.tabs.facts import facts
from sheets_sync.tabs.facts import remarks
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.tabs.proposals import level_now
from sheets_sync.tabs.words import level_choices
from sheets_sync.tabs.words import level_colours

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.scheme import Scheme

ID = "deliberation"
TITLE = N_("Deliberation")
COLOUR = "8E3B8A"
FACTS_SHOWN = ("dossier", "name", "department", "type", "track")
PROPOSED = "level"
TOTAL = "total"
MARK = "mark-"
COUNT = "count"
MEDIAN = "median"
SPREAD = "spread"
DECISION = "decision"
REASON = "reason"
MENTIONS = "mentions"
OPINION = "opinion"


def deliberation_tab(scheme: Scheme, language: Language) -> Tab:
    """Describe the tab; the mark of a juror is in column ``mark-<juror id>``."""
    return Tab(
        ID,
        language.text(TITLE),
        KEY,
        (
            *facts(FACTS_SHOWN, scheme, language),
            *_seen(scheme, language),
            *_decided(scheme, language),
        ),
        frozen=2,
        colour=COLOUR,
    )


def _seen(scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """What the suite lays before the jury."""
    colours = level_colours(scheme, language)
    proposed = language.text("Proposed level")
    marks = tuple(
        Column(
            MARK + juror.id,
            f"{juror.first_name[:1]}. {juror.last_name}".strip(". "),
            Owner.PROGRAM,
            Kind.LEVEL,
            13,
            colours=colours,
            group=language.text("Marks"),
            note=language.text("Copied from the tab of {name}.", name=juror.name),
        )
        for juror in scheme.jury
    )
    return (
        Column(PROPOSED, proposed, Owner.PROGRAM, Kind.LEVEL, 13, colours=colours),
        level_now(scheme, language),
        Column(TOTAL, language.text("Total / 100"), Owner.PROGRAM, Kind.POINTS, 9),
        *marks,
        Column(COUNT, language.text("Marks given"), Owner.PROGRAM, Kind.INTEGER, 9),
        Column(MEDIAN, language.text("Median"), Owner.PROGRAM, Kind.LEVEL, 16, colours=colours),
        Column(
            SPREAD,
            language.text("Spread"),
            Owner.PROGRAM,
            Kind.INTEGER,
            9,
            colours={"2": "F9D8B8", "3": "F4B183", "4": "F4B183", "5": "F4B183"},
            note=language.text("Levels between the lowest and the highest mark."),
        ),
    )


def _decided(scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """What the chair fills."""
    mentions = tuple(mention.name for mention in scheme.mentions)
    return (
        Column(
            DECISION,
            language.text("Decision"),
            Owner.PEOPLE,
            Kind.LEVEL,
            14,
            choices=level_choices(scheme, language),
            colours=level_colours(scheme, language),
            note=language.text("The level that the jury gives."),
        ),
        Column(
            REASON,
            language.text("Reason"),
            Owner.PEOPLE,
            Kind.LONG,
            44,
            note=language.text("Required when the decision differs from the proposed level."),
        ),
        Column(
            MENTIONS,
            language.text("Special mentions"),
            Owner.PEOPLE,
            Kind.CHOICE,
            30,
            choices=mentions,
            strict=False,
            note=language.text(
                "Several mentions: write them one below the other, or separated by ;"
            ),
        ),
        remarks(OPINION, language.text("Jury opinion"), 60),
    )
