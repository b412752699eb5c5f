"""The items of a form, as questions, and its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.reading import unix_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.sources.live.model import Answer

SHAPES = {
    "dateQuestion": Shape.DATE,
    "fileUploadQuestion": Shape.FILES,
    "scaleQuestion": Shape.NUMBER,
    "ratingQuestion": Shape.NUMBER,
}
FILE = "https://drive.google.com/open?id="


def questions_of(items: Sequence[Mapping[str, Any]]) -> Iterator[Question]:
    """The questions in their order; the rows of a table are one each."""
    section = ""
    for item in items:
        title = _line(item.get("title"))
        if "pageBreakItem" in item:
            section = title
        elif "questionItem" in item:
            yield _question(item["questionItem"]["question"], title, section)
        elif "questionGroupItem" in item:
            yield from _rows(item["questionGroupItem"], title, section)


def _rows(group: Mapping[str, Any], title: str, section: str) -> Iterator[Question]:
    choice = group.get("grid", {}).get("columns", {})
    for each in group["questions"]:
        row = _line(each.get("rowQuestion", {}).get("title"))
        told = {**each, "choiceQuestion": choice} if choice else each
        yield _question(told, f"{title} [{row}]" if row else title, section)


def _question(told: Mapping[str, Any], title: str, section: str) -> Question:
    choice = told.get("choiceQuestion", {})
    options = choice.get("options", [])
    shape = next((shape for key, shape in SHAPES.items() if key in told), Shape.TEXT)
    if choice:
        shape = Shape.MANY if choice.get("type") == "CHECKBOX" else Shape.ONE
    return Question(
        id=str(told["questionId"]),
        label=title,
        shape=shape,
        options=tuple(Option(str(each["value"])) for each in options if each.get("value")),
        section=section,
        required=bool(told.get("required")),
        other=any(each.get("isOther") for each in options),
    )


def answer_of(question: Question, given: Mapping[str, Any] | None) -> Answer:
    """The answer to a question; None when there is none."""
    if given is None:
        return None
    if "fileUploadAnswers" in given:
        listed = given["fileUploadAnswers"]["answers"]
        return tuple(_file(each) for each in listed) or None
    listed = given.get("textAnswers", {}).get("answers", [])
    texts = [unix_lines(str(each.get("value", ""))) for each in listed]
    texts = [each for each in texts if each.strip()]
    if not texts:
        return None
    if question.shape is Shape.MANY:
        return tuple(" ".join(each.split()) for each in texts)
    if question.shape is Shape.DATE:
        return texts[0].replace(" ", "T")
    return "\n".join(texts)


def _file(told: Mapping[str, Any]) -> AttachedFile:
    return AttachedFile(
        str(told["fileName"]), FILE + str(told["fileId"]), type=str(told.get("mimeType") or "")
    )


def _line(text: object) -> str:
    return " ".join(str(text or "").split())
