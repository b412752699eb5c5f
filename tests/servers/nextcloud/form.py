"""One form with its questions, options and submissions."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from zlib import crc32

from tests.servers.common.asked import Asked
from tests.servers.common.asked import Clock
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

TYPES = {
    Kind.SHORT: "short",
    Kind.LONG: "long",
    Kind.NUMBER: "short",
    Kind.DATE: "date",
    Kind.YES_NO: "multiple_unique",
    Kind.ONE: "dropdown",
    Kind.MANY: "multiple",
    Kind.FILES: "file",
}
YES_NO = (("yes", "Oui"), ("no", "Non"))
LONGEST = 4096


@dataclass
class Question:
    """A question as it is stored; ``name`` is the technical name, which may be empty."""

    id: int
    asked: Asked
    options: dict[str, int]
    name: str = ""

    def labels(self) -> dict[str, str]:
        """Labels by the test's code."""
        return dict(self.asked.options)

    def told(self, form: int, order: int) -> dict[str, Any]:
        """As the API tells it."""
        extra: dict[str, Any] = {"allowOtherAnswer": True} if self.asked.other else {}
        if self.asked.kind is Kind.NUMBER:
            extra = {"validationType": "number"}
        return {
            "id": self.id,
            "formId": form,
            "order": order,
            "type": TYPES[self.asked.kind],
            "isRequired": False,
            "text": self.asked.label,
            "name": self.name,
            "description": "",
            "options": [
                {"id": self.options[code], "questionId": self.id, "text": label, "order": None}
                for code, label in self.asked.options
            ],
            "accept": [],
            "extraSettings": extra or [],  # an empty array of PHP
        }


@dataclass
class TableQuestion(Question):
    """A table or a ranking: its answer is JSON, stored as it is; ``parts`` are its options."""

    kind: str = "grid"
    settings: dict[str, Any] = field(default_factory=dict)
    parts: list[dict[str, Any]] = field(default_factory=list)

    def told(self, form: int, order: int) -> dict[str, Any]:
        """As the API tells it."""
        told = super().told(form, order)
        return told | {"type": self.kind, "options": self.parts, "extraSettings": self.settings}


@dataclass
class Form:
    """A form; see :class:`~tests.servers.common.asked.World`."""

    id: int = 3
    title: str = "Candidature (essai)"
    owner: str = "équipe"
    anonymous: bool = True
    named: bool = False
    clock: Clock = field(default_factory=Clock)
    questions: list[Question] = field(default_factory=list)
    submissions: dict[int, dict[str, Any]] = field(default_factory=dict)
    ids: int = 100

    def ask(self, asked: Asked) -> None:
        """Add a question at the end of the form."""
        if asked.kind is Kind.YES_NO:
            asked = asked._replace(options=YES_NO)
        options = {code: self._next() for code, _ in asked.options}
        name = asked.code if self.named else ""
        self.questions.append(Question(self._next(), asked, options, name))

    def _next(self) -> int:
        self.ids += 1
        return self.ids

    def submit(
        self, answers: Mapping[str, Given], _email: str = "", at: datetime | None = None
    ) -> str:
        """A candidate sends the form; gives the id of the response."""
        number = self._next()
        anonymous = f"anon-user-{number:x}"
        self.submissions[number] = {
            "id": number,
            "formId": self.id,
            "userId": anonymous if self.anonymous else f"personne{number}",
            "timestamp": int(self.clock.tick(at).timestamp()),
            "answers": self._rows(number, answers),
            "userDisplayName": "Anonymous response" if self.anonymous else f"Personne {number}",
        }
        return str(number)

    def change(
        self, response: str, answers: Mapping[str, Given], at: datetime | None = None
    ) -> None:
        """The candidate sends other answers: the moment of sending moves on."""
        submission = self.submissions[int(response)]
        submission["timestamp"] = int(self.clock.tick(at).timestamp())
        changed = {each.id for each in self.questions if each.asked.code in answers}
        kept = [row for row in submission["answers"] if row["questionId"] not in changed]
        submission["answers"] = [*kept, *self._rows(int(response), answers)]

    def delete(self, response: str) -> None:
        """A response goes."""
        del self.submissions[int(response)]

    def rename(self, code: str, label: str) -> None:
        """A question is worded otherwise."""
        for question in self.questions:
            if question.asked.code == code:
                question.asked = question.asked._replace(label=label)

    def rename_option(self, code: str, option: str, label: str) -> None:
        """An option is worded otherwise; what was answered before stays as it was."""
        for question in self.questions:
            if question.asked.code == code:
                options = tuple((c, label if c == option else o) for c, o in question.asked.options)
                question.asked = question.asked._replace(options=options)

    def _rows(self, submission: int, answers: Mapping[str, Given]) -> list[dict[str, Any]]:
        return [
            {
                "id": self._next(),
                "submissionId": submission,
                "fileId": self._next() if question.asked.kind is Kind.FILES else None,
                "questionId": question.id,
                "questionName": question.name,
                "text": text[:LONGEST],
            }
            for question in self.questions
            if question.asked.code in answers
            for text in texts(question, answers[question.asked.code])
            if text
        ]

    def newest_first(self, page: str = "") -> list[dict[str, Any]]:
        """Submissions as the API lists them.

        The app orders them by the second of sending alone: within one, each page that is asked
        for may have an order of its own.
        """

        def order(submission: dict[str, Any]) -> tuple[int, int]:
            return submission["timestamp"], crc32(f"{page}/{submission['id']}".encode())

        return sorted(self.submissions.values(), key=order, reverse=True)


def texts(question: Question, given: Given) -> list[str]:
    """What is stored: one text per ticked option, never an empty one."""
    if question.asked.kind is Kind.YES_NO:
        return [question.labels()[given.text]] if given.text else []
    if question.asked.kind in {Kind.ONE, Kind.MANY}:
        return [*(question.labels()[code] for code in given.ticked), given.other]
    if question.asked.kind is Kind.FILES:
        return list(given.files)
    return [given.text]
