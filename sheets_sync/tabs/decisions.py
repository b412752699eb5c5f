"""The tab "Décisions": what the jury decided, as recorded by the suite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.jury.ranking import chain_text
from sheets_sync.tabs.facts import KEY
from sheets_sync.tabs.facts import facts
from sheets_sync.tabs.facts import remarks
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.tabs.words import level_colours

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.scheme import Scheme

ID = "decisions"
TITLE = N_("Decisions")
COLOUR = "B33A3A"
FACTS_SHOWN = ("dossier", "name", "department", "type", "track")
PROPOSED = "level"
DECISION = "decision"
REASON = "reason"
MENTIONS = "mentions"
OPINION = "opinion"
ORDER = "order"
TIE = "tie"
LETTER = "letter"
STAFF = "staff"
REVIEW = N_("to review")
VALIDATED = N_("validated")


def decisions_tab(scheme: Scheme, language: Language) -> Tab:
    """Describe the tab; ``mentions`` holds names of mentions, one per line."""
    colours = level_colours(scheme, language)
    return Tab(
        ID,
        language.text(TITLE),
        KEY,
        (
            *facts(FACTS_SHOWN, scheme, language),
            Column(
                PROPOSED,
                language.text("Proposed level"),
                Owner.PROGRAM,
                Kind.LEVEL,
                14,
                colours=colours,
            ),
            Column(
                DECISION,
                language.text("Level decided"),
                Owner.PROGRAM,
                Kind.LEVEL,
                14,
                colours=colours,
            ),
            Column(REASON, language.text("Reason"), Owner.PROGRAM, Kind.LONG, 44),
            Column(MENTIONS, language.text("Special mentions"), Owner.PROGRAM, Kind.LONG, 30),
            Column(OPINION, language.text("Jury opinion"), Owner.PROGRAM, Kind.LONG, 60),
            Column(
                ORDER,
                language.text("Rank"),
                Owner.PROGRAM,
                Kind.INTEGER,
                9,
                note=language.text(
                    "By level, then by: {chain}.", chain=chain_text(scheme, language)
                ),
            ),
            Column(TIE, language.text("Tie"), Owner.PROGRAM, Kind.LONG, 36),
            Column(
                LETTER,
                language.text("Letter"),
                Owner.PEOPLE,
                Kind.CHOICE,
                14,
                choices=(language.text(REVIEW), language.text(VALIDATED)),
                note=language.text("A letter to review is held back until it is validated."),
            ),
            remarks(STAFF, language.text("Staff remarks")),
        ),
        frozen=2,
        colour=COLOUR,
    )
