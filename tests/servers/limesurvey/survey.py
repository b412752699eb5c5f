"""One survey: groups, questions with their codes, and the table of its responses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from dataclasses import field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from tests.servers.common.asked import Asked
from tests.servers.common.asked import Clock
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

TYPES = {
    Kind.SHORT: "S",
    Kind.LONG: "T",
    Kind.NUMBER: "N",
    Kind.DATE: "D",
    Kind.YES_NO: "Y",
    Kind.ONE: "L",
    Kind.MANY: "M",
    Kind.FILES: "|",
}
OTHER = "-oth-"
PARIS = ZoneInfo("Europe/Paris")
FIRST_QUESTION = 101
FIRST_PART = 5001
FIRST_GROUP = 11


@dataclass
class Question:
    """A question as it is stored; ``codes`` are the platform's codes by those of the test."""

    qid: int
    gid: int
    asked: Asked
    codes: dict[str, str]
    comments: bool = False

    @property
    def title(self) -> str:
        """Its code: letters and digits only."""
        return self.asked.code.replace("-", "").replace("_", "")

    @property
    def type(self) -> str:
        """A letter, as LimeSurvey has it."""
        return "P" if self.comments else TYPES[self.asked.kind]

    def columns(self) -> list[str]:
        """The headings by code of its columns in an export."""
        title = self.title
        if self.asked.kind is Kind.FILES:
            return [title, f"{title}[filecount]"]
        other = [f"{title}[other]"] if self.asked.other else []
        if self.asked.kind is not Kind.MANY:
            return [title, *other]
        boxes = []
        for code in self.codes.values():
            boxes += [f"{title}[{code}]"]
            boxes += [f"{title}[{code}comment]"] if self.comments else []
        return [*boxes, *other]


@dataclass
class Survey:
    """A survey that people answer; see :class:`~tests.servers.common.asked.World`."""

    sid: int = 783946
    title: str = "Candidature (essai)"
    active: bool = True
    dated: bool = True
    clock: Clock = field(default_factory=Clock)
    groups: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    rows: dict[int, dict[str, str | None]] = field(default_factory=dict)
    last: int = 0

    def ask(self, asked: Asked) -> None:
        """Add a question at the end of the form."""
        group = asked.section or "Questions"
        if group not in self.groups:
            self.groups.append(group)
        codes = {
            code: f"SQ{at:03}" if asked.kind is Kind.MANY else f"A{at}"
            for at, (code, _) in enumerate(asked.options, 1)
        }
        qid = FIRST_QUESTION + len(self.questions)
        gid = FIRST_GROUP + self.groups.index(group)
        self.questions.append(Question(qid, gid, asked, codes))

    def submit(
        self, answers: Mapping[str, Given], _email: str = "", at: datetime | None = None
    ) -> str:
        """A candidate sends the form; gives the id of the response."""
        return self._store(answers, at, finished=True)

    def begin(self, answers: Mapping[str, Given]) -> str:
        """A candidate fills a part in and leaves."""
        return self._store(answers, None, finished=False)

    def change(
        self, response: str, answers: Mapping[str, Given], at: datetime | None = None
    ) -> None:
        """The candidate changes some answers; the date of sending stays."""
        row = self.rows[int(response)]
        row["datestamp"] = self._stamp(at)
        row |= self._cells(answers)

    def delete(self, response: str) -> None:
        """A response goes."""
        del self.rows[int(response)]

    def rename(self, code: str, label: str) -> None:
        """A question is worded otherwise; its code stays."""
        for question in self.questions:
            if question.asked.code == code:
                question.asked = question.asked._replace(label=label)

    def rename_option(self, code: str, option: str, label: str) -> None:
        """An option is worded otherwise; its code stays."""
        for question in self.questions:
            if question.asked.code == code:
                options = tuple(
                    (each, label if each == option else old) for each, old in question.asked.options
                )
                question.asked = question.asked._replace(options=options)

    def _store(self, answers: Mapping[str, Given], at: datetime | None, *, finished: bool) -> str:
        self.last += 1
        moment = self._stamp(at)
        self.rows[self.last] = {
            "id": str(self.last),
            "submitdate": moment if finished else None,
            "lastpage": str(len(self.groups)),
            "startlanguage": "fr",
            "seed": str(1_000_003 * self.last % 2_147_483_647),
            "startdate": moment,
            "datestamp": moment,
            **self._cells(answers),
        }
        if not self.dated:
            row = self.rows[self.last]
            row |= {"submitdate": "1980-01-01 00:00:00" if finished else None}
            del row["startdate"], row["datestamp"]
        return str(self.last)

    def _stamp(self, at: datetime | None) -> str:
        return f"{self.clock.tick(at).astimezone(PARIS):%Y-%m-%d %H:%M:%S}"

    def _cells(self, answers: Mapping[str, Given]) -> dict[str, str | None]:
        cells: dict[str, str | None] = {}
        for question in self.questions:
            if question.asked.code in answers:
                cells |= stored(question, answers[question.asked.code])
        return cells

    def headings(self) -> list[str]:
        """All headings by code, in the order of an export."""
        own = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
        own += ["startdate", "datestamp"] if self.dated else []
        return [*own, *(name for question in self.questions for name in question.columns())]


def stored(question: Question, given: Given) -> dict[str, str | None]:
    """The cells of an answer as the table keeps them."""
    title, kind = question.title, question.asked.kind
    cells: dict[str, str | None] = dict.fromkeys(question.columns(), "")
    if kind is Kind.MANY:
        cells |= {f"{title}[{question.codes[code]}]": "Y" for code in given.ticked}
        if question.asked.other:
            cells[f"{title}[other]"] = given.other
    elif kind is Kind.ONE:
        cells[title] = OTHER if given.other else "".join(map(question.codes.get, given.ticked))  # type: ignore[arg-type]  # all are known
        if question.asked.other:
            cells[f"{title}[other]"] = given.other
    elif kind is Kind.YES_NO:
        cells[title] = {"yes": "Y", "no": "N", "": ""}[given.text]
    elif kind is Kind.NUMBER:
        cells[title] = f"{float(given.text):.10f}" if given.text else None
    elif kind is Kind.DATE:
        cells[title] = f"{given.text} 00:00:00" if given.text else None
    elif kind is Kind.FILES:
        files = [_file(name) for name in given.files]
        cells = {title: json.dumps(files) if files else "", f"{title}[filecount]": str(len(files))}
    else:
        cells[title] = given.text.replace("\n", "\r\n")  # as browsers send it
    return cells


def _file(name: str) -> dict[str, object]:
    stem, _, end = name.rpartition(".")
    stored_as = f"fu_{len(name):015}"
    return {
        "title": stem,
        "comment": "",
        "size": 12.5,
        "name": quote(name),
        "filename": stored_as,
        "ext": end,
    }


def html(text: str) -> str:
    """A text as the editor of LimeSurvey stores it."""
    return f"<p>{escape(text, quote=False)}</p>\r\n"
