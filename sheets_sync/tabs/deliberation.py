"""The tab "Délibération": one row per dossier, every mark side by side, the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.jury.agenda import ORDER as ORDER_OF_AGENDA
from sheets_sync.tabs.facts import KEY
from sheets_sync.tabs.facts import facts
from sheets_sync.tabs.facts import remarks
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.tabs.proposals import level_now
from sheets_sync.tabs.proposals import solidity_columns
from sheets_sync.tabs.short_names import short_names
from sheets_sync.tabs.words import level_choices
from sheets_sync.tabs.words import level_colours

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.scheme import Scheme

ID = "deliberation"
TITLE = N_("Deliberation")
COLOUR = "8E3B8A"
FACTS_SHOWN = ("dossier", "name", "department", "type", "track")
ORDER = "order"
WHY_TALK = "why-talk"
PROPOSED = "level"
TOTAL = "total"
LAST = "last"
SINCE = "since"
MARK = "mark-"
COUNT = "count"
QUORUM = "quorum"
MEDIAN = "median"
SPREAD = "spread"
RECUSED = "recused"
FLAGS = "flags"
DECISION = "decision"
REASON = "reason"
MENTIONS = "mentions"
OPINION = "opinion"
BETWEEN = " / "
"""Between the two levels that a median lies between."""

QUORATE = N_("reached")
NO_QUORUM = N_("not reached")


def deliberation_tab(scheme: Scheme, language: Language) -> Tab:
    """Describe the tab; the mark of a juror is in column ``mark-<juror id>``."""
    return Tab(
        ID,
        language.text(TITLE),
        KEY,
        (
            *facts(FACTS_SHOWN, scheme, language),
            *_order(language),
            *_proposed(scheme, language),
            *_marks(scheme, language),
            *_figures(scheme, language),
            *_decided(scheme, language),
            Column(FLAGS, language.text("To check in the answers"), Owner.PROGRAM, Kind.LONG, 40),
        ),
        frozen=2,
        colour=COLOUR,
    )


def _order(language: Language) -> tuple[Column, ...]:
    """What deserves a discussion first, and why; people sort by it when they like."""
    return (
        Column(
            ORDER,
            language.text("Order"),
            Owner.PROGRAM,
            Kind.INTEGER,
            8,
            note=language.text(ORDER_OF_AGENDA),
        ),
        Column(WHY_TALK, language.text("Why discuss it"), Owner.PROGRAM, Kind.LONG, 36),
    )


def _proposed(scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """The proposal, how solid it is, and the last level held."""
    proposed = language.text("Proposed level")
    colours = level_colours(scheme, language)
    return (
        Column(PROPOSED, proposed, Owner.PROGRAM, Kind.LEVEL, 13, colours=colours),
        level_now(scheme, language),
        Column(TOTAL, language.text("Total / 100"), Owner.PROGRAM, Kind.POINTS, 9),
        solidity_columns(scheme, language)[0],
        Column(
            LAST,
            language.text("Last level held"),
            Owner.PROGRAM,
            Kind.TEXT,
            16,
            note=language.text("As far as history.toml knows."),
        ),
        Column(
            SINCE,
            language.text("Since then"),
            Owner.PROGRAM,
            Kind.LONG,
            28,
            note=language.text(
                "The proposed level beside the last one, and the domains that moved most where "
                "the edition.json of that edition is kept in the folder “editions”."
            ),
        ),
    )


def _marks(scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """The mark of each juror: the one after the meeting where there is one."""
    names = short_names(scheme.jury)
    return tuple(
        Column(
            MARK + juror.id,
            names[juror.id],
            Owner.PROGRAM,
            Kind.LEVEL,
            15,
            colours=level_colours(scheme, language),
            group=language.text("Marks"),
            note=language.text("Copied from the tab of {name}.", name=juror.name),
        )
        for juror in scheme.jury
    )


def _figures(scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """What the marks amount to; recused jurors are in none of it."""
    colours = level_colours(scheme, language)
    return (
        Column(COUNT, language.text("Marks given"), Owner.PROGRAM, Kind.INTEGER, 11),
        Column(
            QUORUM,
            language.text("Quorum"),
            Owner.PROGRAM,
            Kind.LEVEL,
            12,
            colours={language.text(NO_QUORUM): "F9D8B8"},
        ),
        Column(MEDIAN, language.text("Median"), Owner.PROGRAM, Kind.LEVEL, 19, colours=colours),
        Column(
            SPREAD,
            language.text("Spread"),
            Owner.PROGRAM,
            Kind.INTEGER,
            9,
            colours={"2": "F9D8B8", "3": "F4B183", "4": "F4B183", "5": "F4B183"},
            note=language.text("Levels between the lowest and the highest mark."),
        ),
        Column(
            RECUSED,
            language.text("Recused"),
            Owner.PROGRAM,
            Kind.LONG,
            28,
            note=language.text("Who stands back, and why; their marks count nowhere."),
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
            note=language.text(
                "Required when the decision differs from the proposed level or from the median."
            ),
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
