"""Forms and responses as canonical JSON: the same values give the same bytes.

Keys are sorted, nothing is spaced, all that is not ASCII is escaped (an answer may hold
half a character). A response is one line, so that many are never in memory as JSON.
"""

from __future__ import annotations

import json
from datetime import datetime
from sys import intern
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Deletion
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Response
from sheets_sync.sources.live.model import Row
from sheets_sync.sources.live.model import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.sources.live.model import Answer

Data: TypeAlias = dict[str, Any]


class NotOurs(ValueError):
    """The JSON is not what this module writes."""


def canonical(value: object) -> str:
    """One line of canonical JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def parsed(text: str) -> Any:  # noqa: ANN401 - the readers below check it
    """The value of a JSON text; raises :class:`NotOurs`."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotOurs from error


# -- writing ----------------------------------------------------------------------------


def form_data(form: Form) -> Data:
    """A form as plain data."""
    return {
        "platform": form.platform,
        "id": form.id,
        "title": form.title,
        "questions": [_question_data(each) for each in form.questions],
    }


def _question_data(question: Question) -> Data:
    return {
        "id": question.id,
        "label": question.label,
        "shape": str(question.shape),
        "options": [[option.label, option.code] for option in question.options],
        "section": question.section,
        "required": question.required,
        "other": question.other,
        "private": question.private,
        "questions": [_question_data(each) for each in question.questions],
    }


def response_data(response: Response) -> Data:
    """A response as plain data."""
    return {
        "id": response.id,
        "submitted": moment_data(response.submitted),
        "updated": moment_data(response.updated),
        "state": response.state,
        "answers": {key: _answer_data(each) for key, each in response.answers.items()},
        "facts": dict(response.facts),
        **({} if response.named else {"named": False}),
    }


def deletion_data(deletion: Deletion) -> Data:
    """A deletion as plain data."""
    return {"id": deletion.id, "when": moment_data(deletion.when), "reason": deletion.reason}


def moment_data(moment: datetime | None) -> str | None:
    """A moment as ISO 8601."""
    return moment.isoformat() if moment else None


def _answer_data(answer: Answer) -> object:
    if not answer:
        return None
    if isinstance(answer, str):
        return answer
    kinds = {AttachedFile: "files", Row: "rows"}
    return {kinds.get(type(answer[0]), "options"): [_part_data(each) for each in answer]}


def _part_data(part: str | AttachedFile | Row) -> object:
    if isinstance(part, AttachedFile):
        return {
            "name": part.name,
            "address": part.address,
            "checksum": part.checksum,
            "size": part.size,
            "type": part.type,
        }
    if isinstance(part, Row):
        return {key: _answer_data(each) for key, each in part.answers.items()}
    return part


# -- reading ----------------------------------------------------------------------------


def read_form(data: Data) -> Form:
    """The form of some data; raises :class:`NotOurs`, as all readers here."""
    try:
        questions = tuple(_question(each) for each in data["questions"])
        return Form(data["platform"], data["id"], data["title"], questions)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotOurs from error


def _question(data: Data) -> Question:
    return Question(
        id=intern(data["id"]),
        label=data["label"],
        shape=Shape(data["shape"]),
        options=tuple(Option(label, code) for label, code in data["options"]),
        section=data["section"],
        required=data["required"],
        other=data["other"],
        private=data["private"],
        questions=tuple(_question(each) for each in data["questions"]),
    )


def read_response(data: Data) -> Response:
    """The response of some data."""
    try:
        return Response(
            id=data["id"],
            submitted=read_moment(data["submitted"]),
            updated=read_moment(data["updated"]),
            state=intern(data["state"]),
            answers=_answers(data["answers"]),
            facts={intern(fact): text for fact, text in data["facts"].items()},
            named=bool(data.get("named", True)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotOurs from error


def read_deletion(data: Data) -> Deletion:
    """The deletion of some data."""
    try:
        return Deletion(data["id"], read_moment(data["when"]), data["reason"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotOurs from error


def read_moment(text: str | None) -> datetime | None:
    """An aware moment; raises ``ValueError`` for one that is not."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _answers(data: Mapping[str, Any]) -> dict[str, Answer]:
    return {intern(key): _answer(each) for key, each in data.items()}


def _answer(data: Any) -> Answer:  # noqa: ANN401 - what JSON holds
    if data is None or isinstance(data, str):
        return data
    ((kind, parts),) = data.items()
    if kind == "files":
        return tuple(AttachedFile(**each) for each in parts)
    if kind == "rows":
        return tuple(Row(_answers(each)) for each in parts)
    return tuple(str(each) for each in parts)
