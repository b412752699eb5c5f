"""Small schemes, grids and tab states, stated in as few words as a test needs."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from sheets_sync.candidates import Candidate
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Grid
from sheets_sync.grid import Life
from sheets_sync.grid import NotApplicable
from sheets_sync.grid import Option
from sheets_sync.grid import Proof
from sheets_sync.grid import Question
from sheets_sync.grid import Step
from sheets_sync.scheme import CandidateType
from sheets_sync.scheme import Ceremony
from sheets_sync.scheme import Domain
from sheets_sync.scheme import Juror
from sheets_sync.scheme import Level
from sheets_sync.scheme import Mention
from sheets_sync.scheme import Scheme
from sheets_sync.scheme import Track
from sheets_sync.workbooks.base import TabState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.scheme import Variant
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab

DECLARED = NotApplicable(declared=True)


def yes_no(
    ident: str,
    domain: str = "a",
    points: int | Fraction = 10,
    weight: int | Fraction = 1,
    proof: Proof = Proof.NONE,
    not_applicable: NotApplicable = DECLARED,
) -> Question:
    """A yes/no question."""
    return Question(
        ident,
        domain,
        AnswerType.YES_NO,
        Life.ACTIVE,
        f"Question {ident}?",
        Fraction(points),
        Fraction(weight),
        proof=proof,
        not_applicable=not_applicable,
    )


def proof_of(ident: str, proved: str, domain: str = "a") -> Question:
    """The question that asks for the address of a proof."""
    return Question(
        ident,
        domain,
        AnswerType.URL,
        Life.ACTIVE,
        f"Proof {ident}",
        Fraction(0),
        Fraction(1),
        proof_of=proved,
    )


def choice(
    ident: str, options: Mapping[str, int], domain: str = "a", *, several: bool = False
) -> Question:
    """A choice; ``options`` maps a label, which is its id too, to its points."""
    made = tuple(Option(label, label, Fraction(points)) for label, points in options.items())
    return Question(
        ident,
        domain,
        AnswerType.MULTIPLE if several else AnswerType.SINGLE,
        Life.ACTIVE,
        f"Question {ident}?",
        Fraction(10),
        Fraction(1),
        options=made,
        not_applicable=DECLARED,
    )


def percentage(ident: str, steps: Mapping[int, int], domain: str = "a") -> Question:
    """A percentage; ``steps`` maps the least percentage to its points."""
    return Question(
        ident,
        domain,
        AnswerType.PERCENTAGE,
        Life.ACTIVE,
        f"Question {ident}?",
        Fraction(10),
        Fraction(1),
        steps=tuple(Step(Fraction(low), Fraction(points)) for low, points in steps.items()),
        not_applicable=DECLARED,
    )


def level(
    rank: int,
    threshold: str | int,
    floors: Mapping[str, int | str] | None = None,
    mandatory: Sequence[str] = (),
    track: str = "label",
) -> Level:
    """A level named after its rank; the threshold as people write it ("49.5")."""
    return Level(
        str(rank),
        f"Niveau {rank}",
        track,
        rank,
        "copyleft",
        rank,
        "2F6DB5",
        Fraction(threshold),
        {domain: Fraction(floor) for domain, floor in (floors or {}).items()},
        tuple(mandatory),
    )


def scheme(
    *levels: Level,
    domains: Sequence[str] = ("a",),
    variants: Sequence[Variant] = (),
    not_enough: Fraction | None = None,
    language: str = "fr",
) -> Scheme:
    """A scheme of one track, two jurors, two mentions."""
    return Scheme(
        id="essai",
        year=2031,
        label="Label d’essai",
        language=language,
        organiser="Organisation inventée",
        timezone="Europe/Paris",
        opens=date(2031, 1, 6),
        closes=datetime(2031, 2, 3, 22, 59, 59, tzinfo=UTC),
        ceremony=Ceremony(date(2031, 3, 5), "Salon inventé", "Ville inventée"),
        published=None,
        domains=tuple(Domain(d, f"Domaine {d}", d.upper(), Fraction(1)) for d in domains),
        tracks=(Track("label", "Label", tuple(levels) or (level(1, 20), level(2, 50))),),
        types=(CandidateType("commune", "Commune"), CandidateType("syndicat", "Syndicat")),
        population_classes=(),
        variants=tuple(variants),
        jury=(
            Juror("un", "Mme", "Jurée", "INVENTÉE", "Présidente inventée"),
            Juror("deux", "M.", "Juré", "FICTIF", "Membre inventé"),
        ),
        mentions=(Mention("coeur", "Coup de cœur"), Mention("progres", "Meilleure progression")),
        signatories=(),
        not_enough=not_enough,
    )


def grid(*questions: Question) -> Grid:
    """A grid of some questions."""
    return Grid(questions)


def candidate(dossier: str = "D-1", kind: str = "commune") -> Candidate:
    """A candidate with an invented name."""
    return Candidate(
        dossier,
        f"Ville inventée {dossier}",
        "99",
        kind,
        None,
        None,
        "label",
        "Mme",
        "Porteuse INVENTÉE",
        "Maire",
    )


def tab_state(tab: Tab, *rows: Mapping[str, CellValue], title: str = "") -> TabState:
    """A tab that holds some rows, by column id, in the columns of its description."""
    ids = tab.ids()
    return TabState(
        title=title or tab.title,
        keys=tuple(str(row[tab.key]) for row in rows),
        lines=tuple(range(3, 3 + len(rows))),
        columns={each: position for position, each in enumerate(ids, 1)},
        headings={column.id: column.heading for column in tab.columns},
        values={each: [row.get(each) for row in rows] for each in ids},
    )
