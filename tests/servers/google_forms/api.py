"""The requests that the Google Forms API answers, and the token endpoint beside it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import oauth
from tests.servers.sheets.replies import Reply
from tests.servers.sheets.replies import told
from tests.servers.sheets.world import World

if TYPE_CHECKING:
    from tests.servers.common.journal import Entry
    from tests.servers.common.serving import Call
    from tests.servers.google_forms.form import Form

PATH = re.compile(r"/v1/forms/(?P<form>[^/]+)(?P<rest>/responses)?")
FILTER = re.compile(r"timestamp (?P<sign>>=?) (?P<moment>\S+Z)")
MOST = 5000
WORDS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}
BODY = frozenset(
    f"https://www.googleapis.com/auth/{name}"
    for name in ("forms.body.readonly", "forms.body", "drive.readonly", "drive")
)
RESPONSES = frozenset(
    f"https://www.googleapis.com/auth/{name}" for name in ("forms.responses.readonly", "drive")
)


@dataclass
class GoogleForms:
    """The service with one form; ``accounts`` are the accounts that may read it.

    ``world`` holds accounts, keys and tokens, as the local Sheets server has them. ``page``
    bounds the size of a page from above. ``disabled``: the project never switched the API on.
    """

    form: Form
    world: World = field(default_factory=World)
    accounts: set[str] = field(default_factory=set)
    page: int = MOST
    disabled: bool = False

    def revoke(self) -> None:
        """Every token given out so far is no longer one."""
        self.world.tokens.clear()

    def trouble(self, status: int) -> Reply:
        """An error as the service words it."""
        return error(status, "The service is currently unavailable.")

    def answer(self, call: Call, entry: Entry) -> Reply:
        """Answer a request about the form, or for a token."""
        if call.path == "/token":
            entry.note = "token"
            return oauth.token(self.world, call.body)
        found = PATH.fullmatch(call.path)
        if call.method != "GET" or not found:
            return error(404, "Requested entity was not found.")
        entry.note = "responses" if found["rest"] else "form"
        refused = self._refusal(call, found["form"], RESPONSES if found["rest"] else BODY)
        if refused:
            return refused
        return self._responses(call) if found["rest"] else told(self._form())

    def _refusal(self, call: Call, form: str, scopes: frozenset[str]) -> Reply | None:
        bearer = call.headers.get("authorization", "").removeprefix("Bearer ")
        grant = self.world.tokens.get(bearer)
        if grant is None:
            return error(401, "Request had invalid authentication credentials.")
        if self.disabled:
            return switched_off()
        email = grant.email
        if form != self.form.id:
            return error(404, "Requested entity was not found.")
        if email not in self.accounts:
            return error(403, "The caller does not have permission")
        if grant.scopes is not None and not grant.scopes & scopes:
            reason = "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
            return error(403, "Request had insufficient authentication scopes.", reason)
        return None

    def _form(self) -> dict[str, Any]:
        return {
            "formId": self.form.id,
            "info": {"title": self.form.title, "documentTitle": f"{self.form.title} (doc)"},
            "revisionId": "00000021",
            "responderUri": "https://docs.google.com/forms/d/e/essai/viewform",
            "items": self.form.items(),
        }

    def _responses(self, call: Call) -> Reply:
        listed = sorted(self.form.responses.values(), key=lambda r: str(r["responseId"]))
        wanted = call.query.get("filter", "")
        if wanted:
            parts = FILTER.fullmatch(wanted)
            if not parts:
                return error(400, "Invalid filter.")
            listed = [each for each in listed if after(each, parts["sign"], parts["moment"])]
        start = 0
        token = call.query.get("pageToken", "")
        if token:
            asked, _, first = token.rpartition("|")
            if asked != wanted or not first.isdigit():
                return error(400, "Invalid page token.")
            start = int(first)
        size = min(int(call.query.get("pageSize") or MOST), self.page)
        answer: dict[str, Any] = {}
        if listed[start : start + size]:
            answer["responses"] = listed[start : start + size]
        if listed[start + size :]:
            answer["nextPageToken"] = f"{wanted}|{start + size}"
        return told(answer)


def after(response: dict[str, Any], sign: str, moment: str) -> bool:
    """Whether a response was sent (again) since a moment."""
    sent = datetime.fromisoformat(response["lastSubmittedTime"])
    since = datetime.fromisoformat(moment)
    return sent >= since if sign == ">=" else sent > since


def switched_off() -> Reply:
    """The refusal of an API that a project has not switched on."""
    message = (
        "Google Forms API has not been used in project 123456789 before or it is disabled. Enable"
        " it by visiting https://console.developers.google.com/apis/api/forms.googleapis.com/ then"
        " retry."
    )
    return error(403, message, "SERVICE_DISABLED")


def error(status: int, message: str, reason: str = "") -> Reply:
    """A refusal as the service words it; ``reason`` is Google's own word for it."""
    said: dict[str, Any] = {"code": status, "message": message}
    said["status"] = WORDS.get(status, "UNKNOWN")
    if reason:
        kind = "type.googleapis.com/google.rpc.ErrorInfo"
        info = {"@type": kind, "reason": reason, "domain": "googleapis.com"}
        said["details"] = [info]
    return Reply(status, json.dumps({"error": said}, indent=2).encode())
