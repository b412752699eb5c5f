"""A survey as a live form."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import Any
from zoneinfo import ZoneInfo

from citric.exceptions import LimeSurveyStatusError

from sheets_sync.sources.live.http import Http
from sheets_sync.sources.live.limesurvey.answering import response_of
from sheets_sync.sources.live.limesurvey.asking import columns_of
from sheets_sync.sources.live.limesurvey.errors import ENDED
from sheets_sync.sources.live.limesurvey.errors import SessionEnded
from sheets_sync.sources.live.limesurvey.errors import UnknownZone
from sheets_sync.sources.live.limesurvey.session import rpc_address
from sheets_sync.sources.live.limesurvey.session import session
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Pull
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.reading import NO_FORM
from sheets_sync.sources.live.reading import place_of
from sheets_sync.sources.live.reading import unchanged
from sheets_sync.sources.live.reading import understood

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from datetime import datetime

    import citric

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.limesurvey.asking import Column
    from sheets_sync.sources.live.protocol import Tell
    from sheets_sync.sources.live.reading import T

NAME = "limesurvey"
PARIS = "Europe/Paris"
NOBODY = "no data, could not get max id"


class LimeSurveySource:
    """One survey; see :class:`~sheets_sync.sources.live.protocol.LiveSource`."""

    def __init__(
        self,
        settings: FormSource,
        token: Callable[[], str],
        tell: Tell,
        patience: Patience | None = None,
    ) -> None:
        """Name the survey; nothing is asked yet."""
        self.place = place_of("LimeSurvey", settings)
        self._settings = settings
        self._token = token
        self._zone = _zone(self.place, settings.keys.get("timezone") or PARIS)
        address = rpc_address(settings.address)
        self._http = Http(address, self.place, tell=tell, patience=patience)

    def describe(self) -> Form:
        """The questions; their codes are their ids."""
        return self._within_session(lambda client: self._described(client)[0])

    def pull(self, since: datetime | None = None) -> Pull:  # noqa: ARG002 - no date can be asked for
        """Every response that was sent."""
        return unchanged(self.place, lambda: self._within_session(self._pulled))

    def _within_session(self, act: Callable[[citric.Client], T]) -> T:
        """Act in a session; a new one if the server ends it in the middle, once."""
        with suppress(SessionEnded):
            return self._once(act)
        with suppress(SessionEnded):
            return self._once(act)
        raise SourceRefused(place=self.place, detail=ENDED)

    def _once(self, act: Callable[[citric.Client], T]) -> T:
        user, form = self._settings.keys.get("user", ""), self._settings.form
        with session(self._http, user, self._token(), form) as client, understood(self.place):
            return act(client)

    def _survey(self) -> int:
        """The number of the survey."""
        form = self._settings.form.strip()
        if not form.isdecimal():
            raise SourceRefused(place=self.place, detail=NO_FORM, form=form)
        return int(form)

    def _described(self, client: citric.Client) -> tuple[Form, tuple[Column, ...]]:
        survey = self._survey()
        titles: Any = client.get_language_properties(survey, settings=["surveyls_title"])
        columns = columns_of(client, survey)
        questions = tuple(column.question for column in columns)
        return Form(NAME, str(survey), str(titles["surveyls_title"]), questions), columns

    def _pulled(self, client: citric.Client) -> Pull:
        form, columns = self._described(client)
        records = self._records(client)
        return Pull(form, tuple(response_of(each, columns, self._zone) for each in records))

    def _records(self, client: citric.Client) -> list[Mapping[str, Any]]:
        """The export, a record each; a survey that nobody answered has none."""
        try:
            exported = client.export_responses(
                self._survey(),
                file_format="json",
                completion_status="complete",
                heading_type="code",
                response_type="short",
            )
        except LimeSurveyStatusError as error:
            if str(error).casefold().startswith(NOBODY):
                return []
            raise
        listed = json.loads(exported)["responses"]
        records = [_record(each) for each in listed]
        return [each for each in records if str(each["id"] or "")]


def _zone(place: str, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise UnknownZone(place=place, zone=name) from None


def _record(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record; LimeSurvey 3 keys each by its id."""
    if "id" in given:
        return given
    (record,) = given.values()
    inner: Mapping[str, Any] = record
    return inner
