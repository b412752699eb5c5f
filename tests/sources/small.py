"""A made-up edition of six questions, and exports of it written by hand."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sheets_sync.form import ColumnRef
from sheets_sync.form import FormMap
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Grid
from sheets_sync.grid import Life
from sheets_sync.grid import NotApplicable
from sheets_sync.grid import Option
from sheets_sync.grid import Question
from sheets_sync.scheme import CandidateType
from sheets_sync.scheme import Ceremony
from sheets_sync.scheme import Scheme
from sheets_sync.scheme import Track
from sheets_sync.sources.exports import read_export

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.responses import Responses

ONE = Fraction(1)
OPTIONS = (
    Option("odt", "Textes, tableaux (ODT, ODS)", ONE),
    Option("html", "HTML", ONE),
    Option("autre", "Autre", ONE),
)


def question(key: str, kind: AnswerType, text: str, options: tuple[Option, ...] = ()) -> Question:
    """An active question."""
    return Question(
        key, "d", kind, Life.ACTIVE, text, ONE, ONE, options, not_applicable=NotApplicable()
    )


GRID = Grid(
    (
        question("plan", AnswerType.YES_NO, "Avez-vous un plan ?"),
        question("part", AnswerType.PERCENTAGE, "Quelle part de logiciels libres ?"),
        question("formats", AnswerType.MULTIPLE, "Quels formats ?", OPTIONS),
        question("mot", AnswerType.TEXT, "Un mot de plus"),
    )
)
SCHEME = Scheme(
    id="essai",
    year=2023,
    label="Label d’essai",
    language="fr",
    organiser="",
    timezone="Europe/Paris",
    opens=date(2023, 6, 1),
    closes=datetime(2023, 11, 10, 23, 59, 59, 999999, tzinfo=ZoneInfo("Europe/Paris")),
    ceremony=Ceremony(date(2023, 12, 6), "", ""),
    published=None,
    domains=(),
    tracks=(Track("label", "Label", ()),),
    types=(CandidateType("commune", "Commune"), CandidateType("epci", "Intercommunalité")),
    population_classes=(),
    variants=(),
    jury=(),
    mentions=(),
    signatories=(),
)
FORM_MAP = FormMap(
    columns={
        "name": ColumnRef(("Collectivité", "Nom de la collectivité")),
        "department": ColumnRef(("Département",)),
    },
)
HEADINGS = "dossier;Collectivité;Département;submitted"
QUESTIONS = "Avez-vous un plan ?;Quelle part de logiciels libres ?;Quels formats ?;Un mot de plus"
TOP = f"{HEADINGS};{QUESTIONS}"
CLAIX = "1;Claix;38;2023-10-01 10:00;Oui;50;HTML;Rien"


def read(
    path: Path, text: str | bytes, form_map: FormMap = FORM_MAP, **changes: object
) -> Responses:
    """What is read of an export of this text."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_export(path, form_map._replace(**changes), GRID, SCHEME)  # type: ignore[arg-type]


def lines(*records: str) -> str:
    """Lines of an export below the usual headings."""
    return "\n".join([TOP, *records])


def codes(responses: Responses) -> list[str]:
    """Codes of the findings, without the note that says what was recognised."""
    told = {"google-forms", "limesurvey", "framaforms", "demarches-simplifiees", "plain-table"}
    return [f.code for f in responses.findings if f.code.removeprefix("export-") not in told]
