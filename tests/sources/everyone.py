"""One set of made-up candidates for every platform, and what each answers on a form.

The candidates of :mod:`tests.exports.made_up`, with what a form can also hold: an option
"Autre" with a free text, a long text, somebody who answers nothing.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.form import ColumnRef
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Option
from sheets_sync.table import Table
from tests.exports.made_up import edition
from tests.exports.made_up import made_up
from tests.exports.writers import PARIS
from tests.exports.writers import WITH_MAIL
from tests.exports.writers import Form
from tests.servers.common.asked import Asked
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind
from tests.servers.nextcloud.form import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.responses import Responses
    from tests.servers.common.asked import Fillable

COUNT = 40
OTHER = "autre-choix"
LONG = "Le numérique libre, étape par étape : « là où l’on peut »…\n" * 120
"""7,080 characters and 120 lines."""

MAIL = "Adresse électronique"
NOT_APPLICABLE = ("sans-objet", "Sans objet")
KINDS = {
    AnswerType.SINGLE: Kind.ONE,
    AnswerType.MULTIPLE: Kind.MANY,
    AnswerType.YES_NO: Kind.YES_NO,
    AnswerType.PERCENTAGE: Kind.NUMBER,
    AnswerType.NUMBER: Kind.NUMBER,
    AnswerType.TEXT: Kind.LONG,
    AnswerType.URL: Kind.SHORT,
    AnswerType.FILE: Kind.FILES,
}


Cells = dict[str, str | None]


class Limit(NamedTuple):
    """What a platform can't carry: the reason, and what becomes of a candidate's row.

    ``codes`` are the findings that say so to the staff.
    """

    reason: str
    left: Callable[[Cells, Grid], Cells]
    codes: tuple[str, ...] = ()


def _cut(row: Cells, _: Grid) -> Cells:
    return {name: cell and cell[:LONGEST] for name, cell in row.items()}


def _multiple(row: Cells, grid: Grid, change: Callable[[str], str]) -> Cells:
    many = {each.id for each in grid.questions if each.type is AnswerType.MULTIPLE}
    return {
        name: (change(cell) or None) if name in many and cell else cell
        for name, cell in row.items()
    }


def _without_lines(begin: str) -> Callable[[Cells, Grid], Cells]:
    def left(row: Cells, grid: Grid) -> Cells:
        def kept(cell: str) -> str:
            return "\n".join(line for line in cell.split("\n") if not line.startswith(begin))

        return _multiple(row, grid, kept)

    return left


def _bare_other(row: Cells, grid: Grid) -> Cells:
    return _multiple(row, grid, lambda cell: re.sub(r"(?m)^Autre : .*", "Autre", cell))


def _without_word(row: Cells, grid: Grid) -> Cells:
    return _multiple(row, grid, lambda cell: re.sub(r"(?m)^Autre : ", "", cell))


BARE_OTHER = Limit(
    "the export holds the free text of “other” alone, as if it were an option",
    _without_word,
    ("answer-option-unknown",),
)
NO_OTHER_IN_LIST = Limit(
    "a list of Démarches Simplifiées with several choices offers no free text",
    _without_lines("Autre"),
)
CUT = Limit("Nextcloud Forms keeps 4,096 characters of an answer", _cut)
NO_OTHER = Limit("a form of Grist offers no free text beside the choices", _without_lines("Autre"))
NO_NOT_APPLICABLE = Limit(
    "a box per option can't say that the question does not apply", _without_lines("Sans objet")
)
UNKNOWN_OTHER = Limit(
    "how Framaforms exports a free text beside the choices is not known", _without_lines("Autre")
)
OTHER_ELSEWHERE = Limit(
    "KoboToolbox keeps the text of “other” in a question of its own", _bare_other
)


class Everyone(NamedTuple):
    """An edition, and its candidates as the canonical table should hold them."""

    form: Form
    responses: Responses


@cache
def everyone(year: str = "2023") -> Everyone:
    """The edition with an option "Autre" to one question, and 40 candidates."""
    scheme, grid, form_map = edition(year)
    ticked, written = (_first(grid, kind) for kind in (AnswerType.MULTIPLE, AnswerType.TEXT))
    grid = _with_other(grid, ticked.id)
    made = made_up(COUNT, year)
    records = made.table.records()
    first = ticked.options[0].label
    records[0][ticked.id] = f"{first}\nAutre : l’exemple des voisins, et leurs conseils"
    records[1][ticked.id] = "Autre : =CMD()|' /C calc'!A0"
    records[2][written.id] = LONG.strip()
    records[3] |= {each.id: None for each in grid.questions if each.id in made.table}
    table = Table.of_records(records, list(made.table.columns))
    return Everyone(Form(scheme, grid, form_map), made._replace(table=table))


def _first(grid: Grid, kind: AnswerType) -> Question:
    return next(each for each in grid.questions if each.type is kind)


def _with_other(grid: Grid, question: str) -> Grid:
    questions = [
        each._replace(options=(*each.options, Option(OTHER, "Autre", each.options[0].points)))
        if each.id == question
        else each
        for each in grid.questions
    ]
    return grid._replace(questions=tuple(questions))


def live_map(form: Form) -> FormMap:
    """The form map, with the heading of a question that exports need not have."""
    mail = {"email": ColumnRef((MAIL,))}
    return form.form_map._replace(columns={**form.form_map.columns, **mail})


def asked(people: Everyone) -> list[Asked]:
    """The form that asks the facts and all questions of the grid."""
    form = people.form
    facts = [_fact(form, fact) for fact in form.facts(WITH_MAIL)]
    domains = {each.id: each.name for each in form.scheme.domains}
    return [*facts, *(_question(q, domains[q.domain]) for q in form.asked(people.responses))]


def _fact(form: Form, fact: str) -> Asked:
    listed = {
        "type": [(each.id, each.name) for each in form.scheme.types],
        "track": [(each.id, each.name) for each in form.scheme.tracks],
        "civility": [("madame", "Mme"), ("monsieur", "M.")],
    }.get(fact, [])
    kind = Kind.ONE if listed else Kind.NUMBER if fact == "population" else Kind.SHORT
    label = MAIL if fact == "email" else form.heading(fact)
    return Asked(f"fait-{fact}", label, kind, tuple(listed), section="Vous")


def _question(question: Question, section: str) -> Asked:
    """A question; one that need not apply is a list, or a text, where this can be said."""
    kind = KINDS[question.type]
    options = [(each.id, each.label) for each in question.options if each.id != OTHER]
    if question.not_applicable.declared:
        if kind is Kind.YES_NO:
            kind, options = Kind.ONE, [("oui", "Oui"), ("non", "Non")]
        kind = Kind.SHORT if kind is Kind.NUMBER else kind
        options += [NOT_APPLICABLE] if options else []
    other = any(each.id == OTHER for each in question.options)
    return Asked(question.id, question.text, kind, tuple(options), other, section)


def fill_in(world: Fillable, people: Everyone) -> dict[str, str]:
    """Ask the questions and send all answers; name of a candidate -> id of the response."""
    questions = asked(people)
    for each in questions:
        world.ask(each)
    sent = {}
    for row in people.responses.table.records():
        given = {each.code: _given(people.form, each, row) for each in questions}
        moment = datetime.fromisoformat(row["submitted"] or "").replace(tzinfo=PARIS)
        sent[row["name"] or ""] = world.submit(given, row["email"] or "", moment)
    return sent


def _given(form: Form, question: Asked, row: dict[str, str | None]) -> Given:
    if question.code.startswith("fait-"):
        fact = question.code.removeprefix("fait-")
        text = form.fact(fact, row[fact])
    else:
        text = row[question.code]
    return Given() if text is None else _of_text(question, text)


def _of_text(question: Asked, text: str) -> Given:
    if question.kind in {Kind.ONE, Kind.MANY}:
        codes = {label: code for code, label in question.options}
        ticked = tuple(codes[line] for line in text.split("\n") if line in codes)
        other = "".join(
            line.removeprefix("Autre : ") for line in text.split("\n") if line not in codes
        )
        return Given(ticked=ticked, other=other)
    if question.kind is Kind.YES_NO:
        return Given({"Oui": "yes", "Non": "no"}[text])
    if question.kind is Kind.NUMBER:
        return Given(text.replace("\u202f", "").replace("%", "").replace(",", "."))
    return Given(files=(text,)) if question.kind is Kind.FILES else Given(text)


def rows_by_name(responses: Responses) -> dict[str, Cells]:
    """The rows of a table by the candidate's name."""
    return {row["name"] or "": row for row in responses.table.records()}


def wanted_of(people: Everyone, limits: tuple[Limit, ...]) -> dict[str, Cells]:
    """What the table should hold, within the limits of a platform."""
    wanted = rows_by_name(people.responses)
    for limit in limits:
        wanted = {name: limit.left(row, people.form.grid) for name, row in wanted.items()}
    return wanted


def differences(
    read: dict[str, Cells], wanted: dict[str, Cells], lost: tuple[str, ...] = ()
) -> list[tuple[object, ...]]:
    """(name, column, wanted, read) of each cell that differs, and of what is missing."""
    found: list[tuple[object, ...]] = (
        [("candidates", sorted(read.keys() ^ wanted.keys()))]
        if read.keys() != wanted.keys()
        else []
    )
    for name, row in wanted.items():
        other = read.get(name, {})
        found += [
            (name, column, row.get(column), other.get(column))
            for column in (row.keys() | other.keys()) - {*lost}
            if row.get(column, "?") != other.get(column, "?")
        ]
    return found
