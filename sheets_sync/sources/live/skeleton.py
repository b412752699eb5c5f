"""A first form.toml and grid.csv out of the form itself: ids, labels and options, no points.

A new edition starts from what the form asks and not from a blank file. What people must
decide (points, weights, domains) is left at nothing, so that ``palmares check`` asks for it.
"""

from __future__ import annotations

import csv
import re
import textwrap
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.grid import AnswerType
from sheets_sync.responses import FACTS
from sheets_sync.sources.live.model import SECTION
from sheets_sync.sources.live.model import Shape
from sheets_sync.spelling import fold
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.model import Form
    from sheets_sync.sources.live.model import Question

TYPES = {
    Shape.TEXT: AnswerType.TEXT,
    Shape.NUMBER: AnswerType.NUMBER,
    Shape.DATE: AnswerType.TEXT,
    Shape.YES_NO: AnswerType.YES_NO,
    Shape.ONE: AnswerType.SINGLE,
    Shape.MANY: AnswerType.MULTIPLE,
    Shape.FILES: AnswerType.FILE,
    Shape.ROWS: AnswerType.TEXT,
}
"""How an answer of each shape is read by the grid."""

COLUMNS = (
    *("question", "option", "domain", "life", "type", "text", "points", "weight", "steps"),
    *("not_applicable", "proof", "proof_of", "tracks", "help"),
)
FACT_LABELS = {
    "name": ("nom de la collectivite", "collectivite", "nom de votre structure", "structure"),
    "department": ("departement", "departement (numero)"),
    "type": ("type de collectivite", "type de structure"),
    "population": ("nombre d'habitants", "population"),
    "civility": ("civilite", "civilite du porteur de la candidature"),
    "bearer": ("porteur de la candidature", "prenom et nom du porteur de la candidature"),
    "role": ("fonction", "fonction du porteur de la candidature"),
    "email": ("adresse electronique", "courriel", "adresse de courriel", "e-mail"),
    "siret": ("siret", "numero siret", "numero de siret", "n° siret", "no siret", "n° de siret"),
    "siren": ("siren", "numero siren", "numero de siren", "n° siren", "no siren", "n° de siren"),
    "insee": ("code insee", "code insee de la commune", "numero insee", "insee"),
}
"""Fact -> labels by which forms are known to ask it, folded."""

MADE = N_(
    "Made by palmares from the form “{title}”: which question of the grid is which question of the"
    " form. The codes are the platform's own: they stay the same when a label is reworded."
)
NO_TOKEN = N_("The token is not written here: give it as PALMARES_FORM_TOKEN.")
LABEL = N_("the label of the question that says it")
TO_DECIDE = N_("Skeleton made from the form “{title}”: the points are to decide.")
DOMAIN = N_("domain")
OTHER = N_("Other")
OTHERS = ("autre", "other")

WIDTH = 90
LONGEST_ID = 40
LONGEST_WORD = 24
_SHARE = re.compile(r"%|pourcentage|pour cent|percentage|percent\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:adresse (?:du|de la|web|internet)|url|lien)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A question with the id that the grid gives it."""

    id: str
    question: Question


def skeleton(form: Form, source: FormSource | None, language: Language) -> tuple[str, str]:
    """The texts of form.toml and of grid.csv; ``source`` is where the form is asked live.

    Their notices are in a language; ids and keys are not.
    """
    asked = [each for each in form.questions if not each.private]
    facts = _facts(asked)
    scored = [each for each in asked if not any(each is fact for fact in facts.values())]
    named = [Named(*each) for each in zip(_ids(scored), scored, strict=True)]
    return _form_toml(form, source, facts, named, language), _grid_csv(form, named, language)


def _facts(asked: Iterable[Question]) -> dict[str, Question]:
    """The questions that say who applies, where their label leaves no doubt."""
    known = {label: fact for fact, labels in FACT_LABELS.items() for label in labels}
    found: dict[str, Question] = {}
    for question in asked:
        fact = known.get(fold(question.label))
        if fact:
            found.setdefault(fact, question)
    return found


def _ids(asked: Sequence[Question]) -> Iterator[str]:
    """A readable id each: of the title it stands under, then of its label."""
    taken: set[str] = set(FACTS)
    for question in asked:
        words = [_slug(question.section.rpartition(SECTION)[2], 12), _slug(question.label)]
        wanted = "-".join(filter(None, words))[:LONGEST_ID].strip("-") or "question"
        yield _free(wanted, taken)


def _free(wanted: str, taken: set[str]) -> str:
    made, number = wanted, 2
    while made in taken:
        made, number = f"{wanted[: LONGEST_ID - 4]}-{number}", number + 1
    taken.add(made)
    return made


def _slug(text: str, longest: int = LONGEST_WORD) -> str:
    words = re.findall(r"[a-z0-9]+", fold(text))
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > longest:
            break
        slug = f"{slug}-{word[:longest]}" if slug else word[:longest]
    return slug


# -- form.toml ----------------------------------------------------------------------------


def _form_toml(
    form: Form,
    source: FormSource | None,
    facts: dict[str, Question],
    named: Iterable[Named],
    language: Language,
) -> str:
    title = _comment(form.title)
    lines = [*_notice(language.text(MADE, title=title)), ""]
    lines += _source_lines(source, language) if source else []
    missing = [fact for fact in ("name", "department") if fact not in facts]
    lines += ["[facts]", *(f"{f} = [{_quoted(q.label)}]" for f, q in facts.items())]
    lines += [f'# {fact} = ["…"]  # {language.text(LABEL)}' for fact in missing]
    lines += ["", "[codes]"]
    coded = [*facts.items(), *((each.id, each.question) for each in named)]
    lines += [f"{key} = {_quoted(q.id)}  # {_comment(q.label)}" for key, q in coded if q.id]
    return "\n".join(lines) + "\n"


def _notice(text: str) -> list[str]:
    """A sentence as comments of TOML, in lines that can be read."""
    return [f"# {line}" for line in textwrap.wrap(text, WIDTH)]


def _source_lines(source: FormSource, language: Language) -> list[str]:
    keys = {"platform": source.platform, "address": source.address, "form": source.form}
    given = {**keys, **source.keys}
    return [
        *_notice(language.text(NO_TOKEN)),
        "[source]",
        *(f"{key} = {_quoted(value)}" for key, value in given.items() if value),
        "",
    ]


def _quoted(text: str) -> str:
    """A basic string of TOML: quotes, backslashes and control characters are escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'


def _comment(text: str) -> str:
    """A label on one line: a comment may hold no control character."""
    return re.sub(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029\ud800-\udfff]", " ", shortened(text, 80))


# -- grid.csv -----------------------------------------------------------------------------


def _grid_csv(form: Form, named: Iterable[Named], language: Language) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([f"# {language.text(TO_DECIDE, title=_comment(form.title))}"])
    writer.writerow(COLUMNS)
    for each in named:
        question = each.question
        kind = _type(question)
        writer.writerow(
            _line(
                question=each.id,
                domain=_slug(question.section.partition(SECTION)[0], LONGEST_ID)
                or _slug(language.text(DOMAIN)),
                life="active",
                type=kind.value,
                text=_cell(question.label),
                points="0",
                proof="none",
            )
        )
        if kind in {AnswerType.SINGLE, AnswerType.MULTIPLE}:
            writer.writerows(_option_lines(each, language))
    return text.getvalue()


def _option_lines(named: Named, language: Language) -> Iterator[list[str]]:
    taken: set[str] = set()
    labels = [option.label for option in named.question.options]
    if named.question.other and not any(fold(each).startswith(OTHERS) for each in labels):
        labels.append(language.text(OTHER))
    for label in labels:
        option = _free(_slug(label) or "option", taken)
        yield _line(question=named.id, option=option, text=_cell(label), points="0")


def _type(question: Question) -> AnswerType:
    kind = TYPES[question.shape]
    if kind in {AnswerType.SINGLE, AnswerType.MULTIPLE} and not question.options:
        return AnswerType.TEXT
    if kind is AnswerType.NUMBER and _SHARE.search(question.label):
        return AnswerType.PERCENTAGE
    if question.shape is Shape.TEXT and _ADDRESS.search(question.label):
        return AnswerType.URL
    return kind


def _line(**cells: str) -> list[str]:
    return [cells.get(column, "") for column in COLUMNS]


def _cell(text: str) -> str:
    """A label on one line that no spreadsheet takes for a formula."""
    line = _comment(" ".join(text.split())) if len(text) > 80 else " ".join(text.split())  # noqa: PLR2004
    return "'" + line if line[:1] in "=+-@" else line
