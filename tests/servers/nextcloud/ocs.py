"""The requests that Nextcloud Forms answers, wrapped as OCS does."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.replies import Reply

if TYPE_CHECKING:
    from tests.servers.common.journal import Entry
    from tests.servers.common.serving import Call
    from tests.servers.nextcloud.form import Form

USER = "équipe"
PASSWORD = "aaaaa-bbbbb-ccccc-ddddd-eeeee"  # noqa: S105 - of a server that lives for a test
BASE = "/ocs/v2.php/apps/forms/api/v3/forms/"
PATH = re.compile(re.escape(BASE) + r"(?P<form>\d+)(?P<rest>/submissions|/questions)?")
JSON = "application/json; charset=utf-8"


@dataclass
class Nextcloud:
    """A site with one form; ``paged`` False ignores limits, as older versions of the app do."""

    form: Form
    password: str = PASSWORD
    permitted: bool = True
    paged: bool = True

    def revoke(self) -> None:
        """The app password was revoked."""
        self.password = ""

    def trouble(self, status: int) -> Reply:
        """An error as what stands before the app words it."""
        return Reply(status, f"<html><h1>{status}</h1></html>".encode(), "text/html")

    def answer(self, call: Call, entry: Entry) -> Reply:  # noqa: PLR0911 - one per refusal
        """Answer a request, in JSON for who asks for it."""
        if call.headers.get("ocs-apirequest") != "true":
            return Reply(412, json.dumps({"message": "CSRF check failed"}).encode(), JSON)
        if "application/json" not in call.headers.get("accept", ""):
            return Reply(200, b'<?xml version="1.0"?><ocs/>', "text/xml")
        login = b64encode(f"{USER}:{self.password}".encode()).decode()
        if not self.password or call.headers.get("authorization") != f"Basic {login}":
            return failure(401, 997, "Current user is not logged in")
        found = PATH.fullmatch(call.path)
        if call.method != "GET" or not found or int(found["form"]) != self.form.id:
            return failure(404, 404, "Could not find form")
        entry.note = (found["rest"] or "/form")[1:]
        if found["rest"] == "/submissions":
            return self._submissions(call)
        if found["rest"] == "/questions":
            return data(self._questions())
        return data(self._told())

    def _told(self) -> dict[str, Any]:
        return {
            "id": self.form.id,
            "hash": "yWeMwcwCwoqRs8T2",
            "title": self.form.title,
            "description": "",
            "ownerId": self.form.owner,
            "created": 1_696_233_600,
            "access": {"permitAllUsers": False, "showToAllUsers": False},
            "expires": 0,
            "isAnonymous": self.form.anonymous,
            "submitMultiple": True,
            "allowEditSubmissions": not self.form.anonymous,
            "canSubmit": True,
            "state": 0,
            "permissions": ["edit", "results", "submit"] if self.permitted else ["submit"],
            "questions": self._questions(),
            "shares": [],
            "submissionCount": len(self.form.submissions),
        }

    def _questions(self) -> list[dict[str, Any]]:
        return [each.told(self.form.id, at) for at, each in enumerate(self.form.questions, 1)]

    def _submissions(self, call: Call) -> Reply:
        if not self.permitted:
            return failure(403, 403, "The current user has no permission to get the results")
        listed = self.form.newest_first(f"{call.query.get('limit')}+{call.query.get('offset')}")
        count = len(listed)
        if self.paged:
            offset, limit = int(call.query.get("offset") or 0), call.query.get("limit")
            listed = listed[offset : offset + int(limit) if limit else None]
        answer: dict[str, Any] = {"submissions": listed, "questions": self._questions()}
        if self.paged:
            answer["filteredSubmissionsCount"] = count
        return data(answer)


def data(answer: object) -> Reply:
    """An answer in its wrapping."""
    return wrapped(200, {"status": "ok", "statuscode": 200, "message": "OK"}, answer)


def failure(status: int, code: int, message: str) -> Reply:
    """A refusal in its wrapping."""
    return wrapped(status, {"status": "failure", "statuscode": code, "message": message}, [])


def wrapped(status: int, meta: dict[str, object], answer: object) -> Reply:
    """What OCS gives; in ASCII, as PHP writes it."""
    return Reply(status, json.dumps({"ocs": {"meta": meta, "data": answer}}).encode(), JSON)
