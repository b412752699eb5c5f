"""The questions of a survey, and the columns in which their answers stand."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from citric.exceptions import LimeSurveyStatusError

from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.plain import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    import citric

ONE = frozenset("L!O")
MANY = frozenset("MP")
EACH_PART = frozenset("QKABCEFH")
"""Types with one answer per sub-question, each a question of its own here."""

TABLES = frozenset(";:1R")
"""Types with many columns, whose answers are shown as lines of one text."""

SHAPES = {
    **dict.fromkeys(ONE, Shape.ONE),
    **dict.fromkeys(MANY, Shape.MANY),
    "Y": Shape.YES_NO,
    "N": Shape.NUMBER,
    "D": Shape.DATE,
    "|": Shape.FILES,
}
NOTHING = ("no groups found", "no questions found")
SILENT = "X"
"""A text that is only shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """A question as LimeSurvey has it: its type, its code, labels by code of its options.

    ``parts`` are the labels of the rows and columns of a table.
    """

    question: Question
    type: str
    title: str
    labels: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


def columns_of(client: citric.Client, survey: int) -> tuple[Column, ...]:
    """The questions in the order of the form; one more request for each that has options."""
    groups = {str(each["gid"]): each for each in _listed(client.list_groups, survey)}
    listed = _listed(client.list_questions, survey)
    mains = [each for each in listed if not int(each.get("parent_qid") or 0)]
    mains.sort(key=lambda each: _order(each, groups))
    return tuple(
        column
        for each in mains
        if each["type"] != SILENT
        for column in _columns(client, each, _group_name(groups, each))
    )


def _listed(ask: Callable[[int], Iterable[Any]], survey: int) -> list[Mapping[str, Any]]:
    """What a survey holds; one that holds nothing yet is told as a failure."""
    try:
        return [*ask(survey)]
    except LimeSurveyStatusError as error:
        if str(error).casefold().startswith(NOTHING):
            return []
        raise


def _order(question: Mapping[str, Any], groups: Mapping[str, Mapping[str, Any]]) -> tuple[int, int]:
    group = groups.get(str(question["gid"]), {})
    return int(group.get("group_order") or 0), int(question.get("question_order") or 0)


def _group_name(groups: Mapping[str, Mapping[str, Any]], question: Mapping[str, Any]) -> str:
    return plain_text(str(groups.get(str(question["gid"]), {}).get("group_name") or ""))


def _columns(client: citric.Client, listed: Mapping[str, Any], section: str) -> Iterator[Column]:
    kind, title = str(listed["type"]), str(listed["title"])
    known = ONE | MANY | EACH_PART | TABLES
    options, parts = _properties(client, listed) if kind in known else ({}, {})
    labels = parts if kind in MANY else options
    question = Question(
        id=title,
        label=plain_text(str(listed["question"])),
        shape=SHAPES.get(kind, Shape.TEXT),
        options=tuple(Option(label, code) for code, label in labels.items() if kind not in TABLES),
        section=section,
        required=listed.get("mandatory") in {"Y", "S"},
        other=listed.get("other") == "Y",
    )
    if kind in EACH_PART:
        yield from _parts(question, title, options, parts)
        return
    yield Column(question, kind, title, labels, parts)
    yield from _comments(question, kind, title, parts)


def _parts(
    question: Question, title: str, options: Mapping[str, str], parts: Mapping[str, str]
) -> Iterator[Column]:
    """One question per sub-question, such as the rows of an array."""
    for code, label in parts.items():
        part = Question(
            id=f"{title}[{code}]",
            label=f"{question.label} – {label}",
            shape=Shape.ONE if options else Shape.TEXT,
            options=tuple(Option(text, each) for each, text in options.items()),
            section=question.section,
            required=question.required,
        )
        yield Column(part, "L" if options else "S", part.id, options)


def _comments(
    question: Question, kind: str, title: str, parts: Mapping[str, str]
) -> Iterator[Column]:
    """The comments beside options are texts of their own."""
    names = {"O": {"comment": ""}, "P": {f"{code}comment": parts[code] for code in parts}}
    for name, label in names.get(kind, {}).items():
        shown = " – ".join(filter(None, (question.label, label, "commentaire")))
        comment = Question(f"{title}[{name}]", shown, section=question.section)
        yield Column(comment, "T", comment.id)


def _properties(
    client: citric.Client, listed: Mapping[str, Any]
) -> tuple[dict[str, str], dict[str, str]]:
    """Labels of the answer options, and of the sub-questions, by code and in their order.

    Some versions of LimeSurvey 4 tell none: the codes stand for them.
    """
    number = int(listed.get("qid") or listed["id"])
    found: Any = client.get_question_properties(number, settings=["answeroptions", "subquestions"])
    options = _by_code(found.get("answeroptions"))
    options.sort(key=lambda pair: int(pair[1].get("order") or 0))
    parts = sorted(_by_code(found.get("subquestions")), key=lambda pair: str(pair[1]["title"]))
    return (
        {code: _label(each["answer"], code) for code, each in options},
        {str(each["title"]): _label(each["question"], str(each["title"])) for _, each in parts},
    )


def _label(told: object, code: str) -> str:
    return plain_text(str(told or "")) or code


def _by_code(value: object) -> list[tuple[str, Mapping[str, Any]]]:
    """PHP gives a list for the codes 0, 1, 2 …, and a sentence where there is none."""
    if isinstance(value, dict):
        return [(str(code), each) for code, each in value.items()]
    if isinstance(value, list):
        return [(str(at), each) for at, each in enumerate(value)]
    return []
