"""Questions in GraphQL over HTTP, and what the server means when it refuses one."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from typing import Any

from reports.language import N_
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.protocol import SourceUnreachable
from sheets_sync.sources.tables import visible
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sheets_sync.sources.live.http import Answer
    from sheets_sync.sources.live.http import Http

PATH = "/api/v2/graphql"

NO_FORM = N_("there is no démarche {form}, or the token is not for it")
NO_TOKEN = N_("the token is unknown, or has expired")
NO_READING = N_("the token has not the right to do this")
OLD_TOKEN = N_("the token is of an old kind, which the server no longer takes")
NO_TIME = N_("the server needed too long")
COMPLAINT = N_("{message}")

TOO_MUCH = "exceeds max complexity"
"""In the words of a server that counts beforehand how much a page would cost."""

_REFUSALS = {
    "not_found": NO_FORM,
    "unauthorized": NO_FORM,
    "forbidden": NO_READING,
    "deprecated_token": OLD_TOKEN,
}


class TooSlow(SourceUnreachable):
    """The server gave up: it may manage with less at a time."""


class GraphqlApi:
    """Asks one démarche; raises ``SourceError`` subclasses."""

    def __init__(self, http: Http, form: str) -> None:
        """Name the server, and the démarche for sentences."""
        self.moment: datetime | None = None
        """What time it was for the server when it answered last."""
        self._http = http
        self._form = form

    def ask(self, text: str, operation: str, variables: Mapping[str, object]) -> Any:  # noqa: ANN401
        """The ``data`` of an answer that holds no error: half an answer is none."""
        given = {"query": text, "operationName": operation, "variables": variables}
        sent = {"Content-Type": "application/json", "Accept": "application/json"}
        answer = self._http.ask("POST", PATH, body=json.dumps(given).encode(), headers=sent)
        self.moment = _moment(answer) or self.moment
        errors = self._errors(answer)
        if errors:
            raise self._meant(errors[0], answer.status)
        content = self._http.decoded(answer)
        data = content.get("data") if isinstance(content, dict) else None
        if not isinstance(data, dict):
            raise SourceBroken(place=self._http.place, detail=N_("it holds no data"))
        return data

    @staticmethod
    def _errors(answer: Answer) -> list[Any]:
        try:
            content = json.loads(answer.body)
        except (ValueError, RecursionError):
            return []
        errors = content.get("errors") if isinstance(content, dict) else None
        return errors if isinstance(errors, list) else []

    def _meant(self, error: Any, status: int) -> Exception:  # noqa: ANN401 - JSON of a server
        given: dict[str, Any] = error if isinstance(error, dict) else {}
        extensions = given.get("extensions")
        code = extensions.get("code") if isinstance(extensions, dict) else None
        place = self._http.place
        message = str(given.get("message", "?"))
        if code == "timeout" or TOO_MUCH in message:
            return TooSlow(place=place, detail=NO_TIME)
        if status == 401:  # noqa: PLR2004 - not known
            return SourceRefused(place=place, detail=NO_TOKEN)
        if code in _REFUSALS:
            return SourceRefused(place=place, detail=_REFUSALS[code], form=self._form)
        said = visible(shortened(message, 200))
        return SourceBroken(place=place, detail=COMPLAINT, message=said)


def _moment(answer: Answer) -> datetime | None:
    try:
        return parsedate_to_datetime(answer.headers["date"])
    except (KeyError, TypeError, ValueError):
        return None
