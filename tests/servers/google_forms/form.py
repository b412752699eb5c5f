"""One form: items in their order, and responses."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.common.asked import Asked
from tests.servers.common.asked import Clock
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

YES_NO = (("yes", "Oui"), ("no", "Non"))
CHOICES = {Kind.YES_NO: "RADIO", Kind.ONE: "DROP_DOWN", Kind.MANY: "CHECKBOX"}


@dataclass
class Form:
    """A form; see :class:`~tests.servers.common.asked.World`."""

    id: str = "1FAIpQLSd-essai"
    title: str = "Candidature (essai)"
    collects: bool = True
    clock: Clock = field(default_factory=Clock)
    questions: dict[str, Asked] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    responses: dict[str, dict[str, Any]] = field(default_factory=dict)
    made: int = 0

    def ask(self, asked: Asked) -> None:
        """Add a question at the end of the form."""
        if asked.kind is Kind.YES_NO:
            asked = asked._replace(options=YES_NO)
        if asked.code not in self.ids:
            self.ids[asked.code] = f"{0x27B4A2C1 + 7919 * len(self.ids):08x}"
        self.questions[asked.code] = asked

    def submit(
        self, answers: Mapping[str, Given], _email: str = "", at: datetime | None = None
    ) -> str:
        """A candidate sends the form; gives the id of the response."""
        self.made += 1
        number = f"ACYDBNi{self.made:06}"
        moment = self._stamp(at)
        response: dict[str, Any] = {
            "responseId": number,
            "createTime": moment,
            "lastSubmittedTime": moment,
            "answers": self._answers(answers),
        }
        if _email and self.collects:
            response["respondentEmail"] = _email
        self.responses[number] = response
        return number

    def change(
        self, response: str, answers: Mapping[str, Given], at: datetime | None = None
    ) -> None:
        """The candidate edits the response."""
        found = self.responses[response]
        found["lastSubmittedTime"] = self._stamp(at)
        changed = {self.ids[code] for code in answers}
        kept = {key: value for key, value in found["answers"].items() if key not in changed}
        found["answers"] = kept | self._answers(answers)

    def delete(self, response: str) -> None:
        """A response goes."""
        del self.responses[response]

    def rename(self, code: str, label: str) -> None:
        """A question is worded otherwise."""
        self.questions[code] = self.questions[code]._replace(label=label)

    def rename_option(self, code: str, option: str, label: str) -> None:
        """An option is worded otherwise; what was answered before stays as it was."""
        asked = self.questions[code]
        options = tuple((c, label if c == option else old) for c, old in asked.options)
        self.questions[code] = asked._replace(options=options)

    def _stamp(self, at: datetime | None) -> str:
        return f"{self.clock.tick(at).astimezone(UTC):%Y-%m-%dT%H:%M:%S}.482Z"

    def _answers(self, answers: Mapping[str, Given]) -> dict[str, Any]:
        told = {}
        for code, given in answers.items():
            asked, key = self.questions[code], self.ids[code]
            values = texts(asked, given)
            if asked.kind is Kind.FILES and given.files:
                files = [
                    {"fileId": f"1x{at}", "fileName": name, "mimeType": "application/pdf"}
                    for at, name in enumerate(given.files)
                ]
                told[key] = {"questionId": key, "fileUploadAnswers": {"answers": files}}
            elif values:
                listed = [{"value": value} for value in values]
                told[key] = {"questionId": key, "textAnswers": {"answers": listed}}
        return told

    def items(self) -> list[dict[str, Any]]:
        """The items of the form: a page break before each section, then its questions."""
        items: list[dict[str, Any]] = []
        section = ""
        for code, asked in self.questions.items():
            if asked.section != section:
                section = asked.section
                items.append(
                    {"itemId": f"5{len(items):07x}", "title": section, "pageBreakItem": {}}
                )
            question = {"questionId": self.ids[code], **kind_of(asked)}
            item: dict[str, Any] = {"itemId": f"6{len(items):07x}", "title": asked.label}
            items.append({**item, "questionItem": {"question": question}})
        return items


def texts(asked: Asked, given: Given) -> list[str]:
    """The values of an answer, as the form stores them."""
    labels = dict(asked.options)
    if asked.kind is Kind.YES_NO:
        return [labels[given.text]] if given.text else []
    if asked.kind in {Kind.ONE, Kind.MANY}:
        return [*(labels[code] for code in given.ticked), *filter(None, [given.other])]
    return [given.text] if given.text else []


def kind_of(asked: Asked) -> dict[str, Any]:
    """The part of a question that says how it is answered."""
    if asked.kind in CHOICES:
        options: list[dict[str, Any]] = [{"value": label} for _, label in asked.options]
        options += [{"isOther": True}] if asked.other else []
        return {"choiceQuestion": {"type": CHOICES[asked.kind], "options": options}}
    if asked.kind is Kind.DATE:
        return {"dateQuestion": {"includeYear": True}}
    if asked.kind is Kind.FILES:
        return {"fileUploadQuestion": {"folderId": "1f", "maxFiles": 1}}
    return {"textQuestion": {"paragraph": True} if asked.kind is Kind.LONG else {}}
