"""An edition in English whose letters say all they can; every figure is made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.edition import Advice
from reports.edition import Award
from reports.edition import Better
from reports.edition import Candidate
from reports.edition import Domain
from reports.edition import Edition
from reports.edition import Strength
from reports.letters import letters
from reports.release import Letters
from tests.reports.samples import edition_in_english

if TYPE_CHECKING:
    from reports.letter_page import Letter

EVERYTHING = Letters(median=True, strengths=True, changes=True, history=True)
DOMAINS = (
    Domain("strategy", "Strategy and pooling", "Strategy"),
    Domain("open", "Open standards", "Standards"),
    Domain("software", "Free software", "Software"),
    Domain("data", "Open data", "Data"),
)
POINTS = ("61.25", "48", "73", "40")
ADVICE = Advice(
    next="2",
    missing=("In all, 60 points are needed.", "This criterion has to be met in full: “Charter?”"),
    changes=(
        Better("Is there a charter?", "strategy", "No", "Yes", "7/2"),
        Better("Which licence?", "data", "No answer", "An open one", "13/4"),
    ),
    strengths=(Strength("Share of free desktops?", "software", "100 %"),),
    strong=("software",),
    since=2022,
    earlier={"strategy": "35", "software": "75.5"},
)
OPINION = "A solid policy, carried by the council.\nOpen data are the next step."


def york(**changes: object) -> Candidate:
    """The city whose letter is read."""
    made = replace(
        edition_in_english().candidates[0],
        level="1",
        total="53.33",
        domains=dict(zip((each.id for each in DOMAINS), POINTS, strict=True)),
        opinion=OPINION,
        history=(Award("2022", 2022, "Level 2", 2, ("Best effort",)),),
        advice=ADVICE,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def edition(*candidates: Candidate, released: Letters = EVERYTHING) -> Edition:
    """An edition with these candidates and four others, so that there is a median."""
    others = tuple(
        york(
            dossier=f"O{number}",
            name=f"Town {number}",
            level=None,
            mentions=(),
            domains={each.id: str(20 + 10 * number) for each in DOMAINS},
        )
        for number in range(4)
    )
    made = replace(edition_in_english(), domains=DOMAINS, candidates=(*candidates, *others))
    return replace(made, letters=released)


def letter(candidate: Candidate | None = None, released: Letters = EVERYTHING) -> Letter:
    """The letter to one candidate."""
    chosen = candidate or york()
    made = letters(edition(chosen, released=released))
    (found,) = (each for each in made if each.dossier == chosen.dossier)
    return found
