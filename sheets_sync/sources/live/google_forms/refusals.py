"""What Google means by a refusal: who has to do what, so that a form can be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from reports.language import N_
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.reading import NO_FORM

if TYPE_CHECKING:
    from sheets_sync.sources.live.http import Answer
    from sheets_sync.sources.live.http import Http

FORBIDDEN = 403
MISSING = 404
OFF = frozenset({"SERVICE_DISABLED", "accessNotConfigured"})
SCOPES = frozenset({"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"})

NOT_SHARED = N_("it was not shared with this account (HTTP 403)")


class NotShared(SourceRefused):
    """The account may not read it."""

    remedy = N_(
        "Share the form (“Add collaborators”), and the spreadsheet if form.toml names one, with"
        " the account: a key file names its address as client_email."
    )


class ServiceOff(SourceRefused):
    """The interface is not switched on in the account's project; values: place, service."""

    sentence = N_(
        "{place} can't be asked: the {service} is switched off for our account’s project."
    )
    remedy = N_("Switch it on in the Google console, wait a minute, then run again.")


def checked(http: Http, answer: Answer, form: str, service: str, missing: str = NO_FORM) -> Any:  # noqa: ANN401 - JSON, which the caller checks
    """The JSON of an answer; raises what its refusal means.

    ``service`` is Google's name of the interface, ``missing`` what to say when there is no
    such ``form``.
    """
    if answer.status == MISSING:
        raise SourceRefused(place=http.place, detail=missing, form=form)
    if answer.status == FORBIDDEN:
        reasons = _reasons(answer)
        if reasons & OFF:
            raise ServiceOff(place=http.place, service=service, status=FORBIDDEN)
        if not reasons & SCOPES:
            raise NotShared(place=http.place, detail=NOT_SHARED, status=FORBIDDEN)
    return http.decoded(answer)


def _reasons(answer: Answer) -> set[str]:
    """The words by which Google tells refusals apart."""
    try:
        error = json.loads(answer.body)["error"]
        told = [*error.get("details", ()), *error.get("errors", ())]
        return {str(each.get("reason", "")) for each in told}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return set()
