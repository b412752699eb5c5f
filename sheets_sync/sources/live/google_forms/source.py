"""A form of Google as a live form."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import quote

from sheets_sync.sources.live.google_forms.items import answer_of
from sheets_sync.sources.live.google_forms.items import questions_of
from sheets_sync.sources.live.google_forms.refusals import checked
from sheets_sync.sources.live.google_forms.tokens import Tokens
from sheets_sync.sources.live.google_forms.tokens import authorised
from sheets_sync.sources.live.http import Http
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Pull
from sheets_sync.sources.live.model import Response
from sheets_sync.sources.live.reading import ChangedMeanwhile
from sheets_sync.sources.live.reading import place_of
from sheets_sync.sources.live.reading import unchanged
from sheets_sync.sources.live.reading import understood

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.protocol import Tell

NAME = "google-forms"
GOOGLE = "https://forms.googleapis.com"
SERVICE = "Google Forms API"
PAGE = 1000
"""Google gives up to 5,000; of a long form that would be a hundred megabytes at once."""

DENSE = {"prettyPrint": "false"}
"""Answers without spaces and line ends: a third of the bytes."""


class GoogleFormsSource:
    """One form; see :class:`~sheets_sync.sources.live.protocol.LiveSource`."""

    def __init__(
        self,
        settings: FormSource,
        token: Callable[[], str],
        tell: Tell,
        patience: Patience | None = None,
        *,
        tokens: Tokens | None = None,
    ) -> None:
        """Name the form; nothing is asked yet. ``tokens`` are those of who asks more besides."""
        self.place = place_of("Google Forms", settings)
        self._form = settings.form
        self._http = Http(settings.address or GOOGLE, self.place, tell=tell, patience=patience)
        self._tokens = tokens or Tokens(self.place, token, tell, patience)

    def describe(self) -> Form:
        """The questions; their ids are Google's."""
        with understood(self.place):
            return self._described()

    def pull(self, since: datetime | None = None) -> Pull:  # noqa: ARG002 - see the package
        """Every response."""
        with understood(self.place):
            return unchanged(self.place, self._pulled)

    def _ask(self, rest: str = "", **query: object) -> Any:  # noqa: ANN401 - JSON
        path = f"/v1/forms/{quote(self._form, safe='')}{rest}"

        def ask(header: Mapping[str, str]) -> Any:  # noqa: ANN401 - as above
            headers = {"Accept": "application/json", **header}
            answer = self._http.ask("GET", path, query=DENSE | query, headers=headers)
            return checked(self._http, answer, self._form, SERVICE)

        return authorised(self._tokens, ask)

    def _described(self) -> Form:
        told = self._ask()
        info = told.get("info", {})
        title = str(info.get("title") or info.get("documentTitle") or self._form)
        return Form(NAME, self._form, title, tuple(questions_of(told.get("items", []))))

    def _pulled(self) -> Pull:
        form = self._described()
        responses = tuple(_response(each, form) for each in self._listed().values())
        return Pull(form, responses)

    def _listed(self) -> dict[str, Mapping[str, Any]]:
        """All responses by id, page after page."""
        listed: dict[str, Mapping[str, Any]] = {}
        turned: list[str | None] = [None]
        while turned[-1] not in turned[:-1]:
            page = self._ask("/responses", pageSize=PAGE, pageToken=turned[-1])
            listed |= {str(each["responseId"]): each for each in page.get("responses", [])}
            if not page.get("nextPageToken"):
                return listed
            turned.append(str(page["nextPageToken"]))
        raise ChangedMeanwhile


def _response(told: Mapping[str, Any], form: Form) -> Response:
    submitted = datetime.fromisoformat(told["createTime"])
    updated = datetime.fromisoformat(told.get("lastSubmittedTime") or told["createTime"])
    email = str(told.get("respondentEmail") or "")
    given = told.get("answers", {})
    return Response(
        str(told["responseId"]),
        submitted,
        updated,
        "submitted",
        {each.id: answer_of(each, given.get(each.id)) for each in form.questions},
        {"email": email} if email else {},
    )
