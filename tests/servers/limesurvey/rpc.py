"""The methods of RemoteControl 2 that a form is read with, and their words."""

from __future__ import annotations

import base64
import csv
import io
import json
import secrets
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.common.asked import Kind
from tests.servers.limesurvey.survey import FIRST_GROUP
from tests.servers.limesurvey.survey import FIRST_PART
from tests.servers.limesurvey.survey import html
from tests.servers.sheets.replies import Reply

if TYPE_CHECKING:
    from tests.servers.common.journal import Entry
    from tests.servers.common.serving import Call
    from tests.servers.limesurvey.survey import Question
    from tests.servers.limesurvey.survey import Survey

PATH = "/index.php/admin/remotecontrol"
USER = "équipe"
PASSWORD = "mot de passe d’essai"  # noqa: S105 - of a server that lives for a test
BAD_KEY = {"status": "Invalid session key"}
JSON = "application/json"


@dataclass
class LimeSurvey:
    """A site with one survey.

    ``sessions`` are the keys given out and not released. ``old`` answers as LimeSurvey 3
    does: responses keyed by their id, sub-questions among the questions. ``raw`` are further
    questions by number, as they are listed and with their properties; ``exported`` stands
    for what an export in JSON should hold.
    """

    survey: Survey
    password: str = PASSWORD
    permitted: bool = True
    enabled: bool = True
    old: bool = False
    raw: dict[int, tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=dict)
    exported: object = None
    sessions: set[str] = field(default_factory=set)
    opened: int = 0

    def revoke(self) -> None:
        """The password is changed, and all sessions end."""
        self.password = ""
        self.sessions.clear()

    def trouble(self, status: int) -> Reply:
        """What stands before LimeSurvey words errors."""
        return Reply(status, f"<html><h1>{status}</h1></html>".encode(), "text/html")

    def answer(self, call: Call, entry: Entry) -> Reply:
        """Answer a request: an RPC in JSON, or nothing at all."""
        if call.path != PATH:
            return self.trouble(404)
        if call.method != "POST" or not self.enabled:
            return Reply(200, b"", "text/html")
        asked = json.loads(call.body)
        entry.note = asked["method"]
        method = getattr(self, f"do_{asked['method']}", unknown)
        try:
            answer = {"id": asked["id"], "result": method(*asked["params"]), "error": None}
        except TypeError:
            told = "unknown method or incorrect parameters"
            answer = {"id": asked["id"], "result": None, "error": told}
        return Reply(200, php(answer).encode(), JSON)

    def do_get_session_key(self, user: str, password: str, plugin: str = "Authdb") -> Any:  # noqa: ANN401
        """A new key, for who knows the password."""
        if not self.password or (user, password, plugin) != (USER, self.password, "Authdb"):
            return {"status": "Invalid user name or password"}
        key = secrets.token_urlsafe(24)
        self.sessions.add(key)
        self.opened += 1
        return key

    def do_release_session_key(self, key: str) -> str:
        """The end of a session."""
        self.sessions.discard(key)
        return "OK"

    def _refused(self, key: str, survey: object) -> dict[str, str] | None:
        if key not in self.sessions:
            return BAD_KEY
        if int(str(survey)) != self.survey.sid:
            return {"status": "Error: Invalid survey ID"}
        return None if self.permitted else {"status": "No permission"}

    def do_list_surveys(self, key: str, user: str | None = None, *_: object) -> Any:  # noqa: ANN401
        """The surveys of a user."""
        if key not in self.sessions:
            return BAD_KEY
        if user not in {None, USER}:
            return {"status": "Invalid user"}
        if not self.permitted:
            return {"status": "No surveys found"}
        survey = self.survey
        return [
            {
                "sid": survey.sid,
                "surveyls_title": survey.title,
                "startdate": None,
                "expires": None,
                "active": "Y" if survey.active else "N",
            }
        ]

    def do_get_language_properties(
        self, key: str, survey: object, names: list[str] | None = None, _: str | None = None
    ) -> Any:  # noqa: ANN401
        """Title and texts of a survey."""
        known = {"surveyls_title": self.survey.title, "surveyls_description": ""}
        wanted = {name: known[name] for name in names or known if name in known}
        return self._refused(key, survey) or wanted or {"status": "No valid Data"}

    def do_list_groups(self, key: str, survey: object, _: str | None = None) -> Any:  # noqa: ANN401
        """The groups of a survey."""
        refused = self._refused(key, survey)
        if refused == BAD_KEY:
            return {"status": "Invalid S ession Key"}  # so it is written
        groups = [
            {"id": gid, "gid": gid, "sid": self.survey.sid, "group_order": at, "group_name": name}
            for at, (gid, name) in enumerate(self._groups(), 1)
        ]
        return refused or groups or {"status": "No groups found"}

    def _groups(self) -> list[tuple[int, str]]:
        return [(FIRST_GROUP + at, name) for at, name in enumerate(self.survey.groups)]

    def do_list_questions(
        self, key: str, survey: object, group: int | None = None, _: str | None = None
    ) -> Any:  # noqa: ANN401
        """The questions of a survey or group; in no promised order."""
        listed = [
            self._listed(question, at) for at, question in enumerate(self.survey.questions, 1)
        ]
        if self.old:
            listed += [part for question in self.survey.questions for part in self._parts(question)]
        listed += [each for each, _ in self.raw.values()]
        wanted = [each for each in reversed(listed) if group in {None, each["gid"]}]
        return self._refused(key, survey) or wanted or {"status": "No questions found"}

    def _listed(self, question: Question, at: int) -> dict[str, Any]:
        asked = question.asked
        return {
            "id": question.qid,
            "question": html(asked.label),
            "help": "",
            "language": "fr",
            "qid": question.qid,
            "parent_qid": 0,
            "sid": self.survey.sid,
            "gid": question.gid,
            "type": question.type,
            "title": question.title,
            "other": "Y" if asked.other else "N",
            "mandatory": "N",
            "question_order": at,
            "scale_id": 0,
            "relevance": "1",
        }

    def _parts(self, question: Question) -> list[dict[str, Any]]:
        if question.asked.kind is not Kind.MANY:
            return []
        listed = self._listed(question, 0)
        return [
            {
                **listed,
                "id": part,
                "qid": part,
                "parent_qid": question.qid,
                "type": "T",
                "title": code,
                "question": label,
                "question_order": at,
                "other": "N",
            }
            for at, (part, code, label) in enumerate(parts(question), 1)
        ]

    def do_get_question_properties(
        self, key: str, qid: object, names: list[str] | None = None, _: str | None = None
    ) -> Any:  # noqa: ANN401
        """What else is known of a question."""
        if key not in self.sessions:
            return BAD_KEY
        found = [each for each in self.survey.questions if each.qid == int(str(qid))]
        if not found and int(str(qid)) not in self.raw:
            return {"status": "Error: Invalid questionid"}
        known = self._properties(found[0]) if found else self.raw[int(str(qid))][1]
        wanted = {name: known[name] for name in names or known if name in known}
        return wanted or {"status": "No valid Data"}

    def _properties(self, question: Question) -> dict[str, Any]:
        known: dict[str, Any] = self._listed(question, 0)
        labels = dict(question.asked.options)
        options: Any = "No available answer options"
        boxes: Any = "No available answers"
        if question.asked.kind is Kind.ONE:
            options = {
                code: {"answer": labels[own], "assessment_value": 0, "scale_id": 0, "order": at}
                for at, (own, code) in enumerate(question.codes.items(), 1)
            }
        if question.asked.kind is Kind.MANY:
            # PHP keeps no order that anybody asked for.
            boxes = {
                str(part): {"title": code, "question": html(label), "scale_id": 0}
                for part, code, label in reversed(parts(question))
            }
        known |= {"answeroptions": options, "subquestions": boxes, "available_answers": boxes}
        known |= {"attributes": "No available attributes", "defaultvalue": None}
        return known

    def do_export_responses(  # noqa: PLR0913, PLR0917 - the method has ten parameters
        self,
        key: str,
        survey: object,
        kind: str,
        language: str | None = None,
        completion: str = "all",
        heading: str = "code",
        response: str = "short",
        first: int | None = None,
        last: int | None = None,
        fields: list[str] | None = None,
        *_: object,
    ) -> Any:  # noqa: ANN401
        """The responses as a file in base64."""
        refused = self._refused(key, survey)
        if refused:
            return refused
        if not self.survey.active:
            return {"status": "No Data, survey table does not exist."}
        if not self.survey.rows:
            return {"status": "No Data, could not get max id."}
        if language not in {None, "", "fr"}:
            return {"status": "Language code not found for this survey."}
        if (heading, response) != ("code", "short") or fields is not None:
            raise TypeError  # this server exports by code only
        rows = [
            row
            for number, row in sorted(self.survey.rows.items())
            if (first or 1) <= number <= (last or self.survey.last)
            and completion in {"all", "complete" if row["submitdate"] else "incomplete"}
        ]
        write = {"json": self._json, "csv": self._csv}[kind]
        return base64.b64encode(write(rows)).decode()

    def _records(self, rows: list[dict[str, str | None]]) -> list[list[str | None]]:
        names = self.survey.headings()
        numbers = {q.title for q in self.survey.questions if q.asked.kind is Kind.NUMBER}
        records = [
            [trimmed(row.get(name)) if name in numbers else row.get(name) for name in names]
            for row in rows
        ]
        return records or [[""] * len(names)]  # so an export without responses looks

    def _json(self, rows: list[dict[str, str | None]]) -> bytes:
        if self.exported is not None:
            return php(self.exported).encode()
        names = self.survey.headings()
        written: list[object] = [
            dict(zip(names, record, strict=True)) for record in self._records(rows)
        ]
        if self.old:
            written = [{str(record["id"]): record} for record in written]  # type: ignore[index]
        return php({"responses": written}).encode()

    def _csv(self, rows: list[dict[str, str | None]]) -> bytes:
        file = io.StringIO()
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(self.survey.headings())
        writer.writerows(
            [(cell or "").replace("\r\n", "\n") for cell in record]
            for record in self._records(rows)
        )
        return b"\xef\xbb\xbf" + file.getvalue().encode() + b"\r\n"


def unknown(*_: object) -> None:
    """What stands for a method that there is not."""
    raise TypeError


def parts(question: Question) -> list[tuple[int, str, str]]:
    """(qid, code, label) of each box of a question."""
    labels = dict(question.asked.options)
    first = FIRST_PART + 100 * (question.qid % 100)
    return [
        (first + at, code, labels[own]) for at, (own, code) in enumerate(question.codes.items())
    ]


def trimmed(value: str | None) -> str | None:
    """A decimal without the zeros of the database."""
    return value.rstrip("0").rstrip(".") if value and "." in value else value


def php(value: object) -> str:
    """JSON as PHP writes it: everything in ASCII, slashes with a backslash."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/")
