"""The tab "Propositions": one row per dossier, points by domain, level, reasons."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.explain import level_name
from sheets_sync.explain import missing
from sheets_sync.explain import why
from sheets_sync.fragility import fragility
from sheets_sync.fragility import verdict
from sheets_sync.fragility import words
from sheets_sync.tabs.facts import KEY
from sheets_sync.tabs.facts import facts
from sheets_sync.tabs.facts import remarks
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.tabs.words import level_colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.proposal import Proposal
    from sheets_sync.robustness import Robustness
    from sheets_sync.scheme import Level
    from sheets_sync.scheme import Scheme
    from sheets_sync.tabs.model import CellValue

ID = "proposals"
TITLE = N_("Proposals")
COLOUR = "5B8C3E"
FACTS_SHOWN = ("dossier", "name", "department", "type", "track")
DOMAIN = "d-"
TOTAL = "total"
LEVEL = "level"
LEVEL_NOW = "level-now"
SOLID = "solid"
FRAGILITY = "fragility"
SOLID_COLOUR = "DDEBD8"
DISCUSS_COLOUR = "F9D8B8"
WHY = "why"
MISSING = "missing"
STAFF = "staff"
TENTHS = 10


def proposal_columns(scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """Level, total, domains and reasons: what jurors and chair see of a proposal too."""
    domains = tuple(
        Column(
            DOMAIN + domain.id,
            domain.short,
            Owner.PROGRAM,
            Kind.POINTS,
            15,
            note=language.text("Points out of 100: {domain}.", domain=domain.name),
        )
        for domain in scheme.domains
    )
    return (
        Column(
            LEVEL,
            language.text("Proposed level"),
            Owner.PROGRAM,
            Kind.LEVEL,
            14,
            colours=level_colours(scheme, language),
        ),
        Column(TOTAL, language.text("Total / 100"), Owner.PROGRAM, Kind.POINTS, 10),
        *domains,
        Column(WHY, language.text("Why this level"), Owner.PROGRAM, Kind.LONG, 44),
        Column(MISSING, language.text("Missing for the next level"), Owner.PROGRAM, Kind.LONG, 60),
    )


def solidity_columns(scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """Whether a level is solid, and what it hangs on: serves to order the deliberation."""
    solid, discuss = words(scheme.deliberation, language)
    share = language.number(scheme.deliberation.solid * 100)
    return (
        Column(
            SOLID,
            language.text("Solidity"),
            Owner.PROGRAM,
            Kind.LEVEL,
            13,
            colours={solid: SOLID_COLOUR, discuss: DISCUSS_COLOUR},
            note=language.text(
                "“{solid}”: at least {share} % of the draws of weights (± 20 %) and thresholds "
                "(± 1 point) keep the level. It orders the discussion and decides nothing.",
                solid=solid,
                share=share,
            ),
        ),
        Column(FRAGILITY, language.text("What the level hangs on"), Owner.PROGRAM, Kind.LONG, 60),
    )


def level_now(scheme: Scheme, language: Language) -> Column:
    """A level computed again after the jury opened, beside the one that jurors saw."""
    return Column(
        LEVEL_NOW,
        language.text("Level computed since"),
        Owner.PROGRAM,
        Kind.LEVEL,
        14,
        colours=level_colours(scheme, language),
        note=language.text("Filled only when answers changed after the jury was opened."),
    )


def proposals_tab(scheme: Scheme, language: Language) -> Tab:
    """Describe the tab for an edition."""
    return Tab(
        ID,
        language.text(TITLE),
        KEY,
        (
            *facts(FACTS_SHOWN, scheme, language),
            *proposal_columns(scheme, language),
            *solidity_columns(scheme, language),
            remarks(STAFF, language.text("Staff remarks")),
        ),
        frozen=2,
        colour=COLOUR,
    )


def solidity_values(
    found: Robustness, levels: Sequence[Level], scheme: Scheme, language: Language
) -> dict[str, CellValue]:
    """The cells that say how solid one level is, by column id."""
    return {
        SOLID: verdict(found, scheme.deliberation, language),
        FRAGILITY: fragility(found, levels, language),
    }


def proposal_values(proposal: Proposal, scheme: Scheme, language: Language) -> dict[str, CellValue]:
    """The cells of one proposal, by column id; points are rounded down to a tenth."""
    domains = {domain.id: domain for domain in scheme.domains}
    values: dict[str, CellValue] = {
        LEVEL: level_name(proposal, language),
        TOTAL: tenths(proposal.total),
        WHY: why(proposal, domains, language),
        MISSING: missing(proposal, domains, language),
    }
    values |= {DOMAIN + each: tenths(points) for each, points in proposal.domains.items()}
    return values


def tenths(points: Fraction | None) -> float | None:
    """Points rounded down to a tenth, as a cell shows them; None stays None."""
    return None if points is None else float(Fraction(points * TENTHS // 1, TENTHS))
