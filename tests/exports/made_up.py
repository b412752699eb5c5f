"""Made-up candidates with an answer of every kind, the same at each run."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.grid import AnswerType
from sheets_sync.grid import Life
from sheets_sync.responses import FACTS
from sheets_sync.responses import Responses
from sheets_sync.settings.edition import read_edition
from sheets_sync.settings.form_file import read_form
from sheets_sync.table import Table

if TYPE_CHECKING:
    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.scheme import Scheme

CONFIG = Path(__file__).parents[2] / "config"
TEXTS = (
    "=SOMME(A1:A9)",
    "+33 4 76 00 00 00",
    "-1 poste",
    "@referent",
    "<b>Gras</b><script>alert('x')</script>",
    'Un texte "entre guillemets" ; des points-virgules, des virgules\tet une tabulation',
    "Première ligne\nDeuxième ligne\n\nQuatrième ligne",
    "L’accès à l’œuvre : déjà « 3 % » en août",
    "0",
    "12/11/2023",
)
DEPARTMENTS = ("01", "2A", "38", "971", "47", None)


@cache
def edition(name: str = "2023") -> tuple[Scheme, Grid, FormMap]:
    """Scheme, grid and form map of a model edition."""
    read = read_edition(CONFIG / name)
    return read.scheme, read.grid, read_form(CONFIG / name, read.scheme, read.grid)


def made_up(count: int = 40, name: str = "2023") -> Responses:
    """``count`` candidates in their canonical spelling; none exists."""
    scheme, grid, _ = edition(name)
    chance = random.Random(7)  # noqa: S311 - made-up answers are no secret
    rows = [_row(number, scheme, grid, chance) for number in range(1, count + 1)]
    asked = [q.id for q in grid.questions if q.life is not Life.OBSOLETE]
    return Responses(Table.of_records(rows, [*FACTS, *asked]), "made-up")


def _row(number: int, scheme: Scheme, grid: Grid, chance: random.Random) -> dict[str, str | None]:
    sent = f"2023-10-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:07"
    facts = {
        "dossier": str(1000 + number),
        "name": f"Collectivité d’essai nº {number}",
        "department": chance.choice(DEPARTMENTS),
        "type": chance.choice(scheme.types).id,
        "population": str(chance.randrange(90, 400_000)),
        "track": chance.choice(scheme.tracks).id,
        "civility": chance.choice(("Mme", "M.")),
        "bearer": f"Prénom NOM-{number}",
        "role": chance.choice(("Maire, conseillère régionale", "Référent numérique")),
        "email": f"essai-{number}@exemple.invalid",
        "submitted": sent,
        "updated": sent,
        "state": "submitted",
    }
    answers = {q.id: _answer(q, chance) for q in grid.questions if q.life is not Life.OBSOLETE}
    return {**facts, **answers}


def _answer(question: Question, chance: random.Random) -> str | None:
    draw = chance.random()
    if draw < 0.1:
        return None
    if draw < 0.2 and question.not_applicable.declared:
        return "Sans objet"
    if question.type is AnswerType.SINGLE:
        return chance.choice(question.options).label
    if question.type is AnswerType.MULTIPLE:
        ticked = [option.label for option in question.options if chance.random() < 0.5]
        return "\n".join(ticked) or None
    return chance.choice(
        {
            AnswerType.YES_NO: ("Oui", "Non"),
            AnswerType.PERCENTAGE: ("0\u202f%", "12,5\u202f%", "100\u202f%", "33,333\u202f%"),
            AnswerType.NUMBER: ("0", "1\u202f200", "0,5", "12\u202f345,25"),
            AnswerType.URL: ("https://exemple.invalid/a?b=1&c=2", "www.exemple.invalid"),
            AnswerType.FILE: ("délibération nº 3.pdf",),
        }.get(question.type, TEXTS)
    )


def with_options(form_map: FormMap, **options: dict[str, tuple[str, ...]]) -> FormMap:
    """The map with more spellings of options."""
    return form_map._replace(options={**form_map.options, **options})
