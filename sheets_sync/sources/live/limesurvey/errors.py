"""What LimeSurvey's words of refusal mean."""

from __future__ import annotations

from reports.errors import ExitCode
from reports.language import N_
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceError
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.reading import NO_FORM
from sheets_sync.spelling import shortened

NO_LOGIN = N_("it does not know this user with this password")
NO_RIGHT = N_("this user has not the right to export the responses")
ENDED = N_("it ends every session at once")
SAYS = N_("it says “{said}”")


class InterfaceOff(SourceError):
    """The site does not take remote calls; values: place."""

    sentence = N_("{place} can't be asked: its remote interface is switched off.")
    remedy = N_(
        "An administrator switches it on: Global settings, Interfaces, RPC interface “JSON-RPC”."
    )


class SurveyInactive(SourceError):
    """The survey has no table of responses; values: place."""

    sentence = N_("{place} is not active: nobody can have answered.")
    remedy = N_("Activate the survey in LimeSurvey, or correct “form” in form.toml.")


class UnknownZone(SourceError):
    """The zone of the site's clock; values: place, zone."""

    exit_code = ExitCode.USAGE
    sentence = N_("{place} can't be asked: “{zone}” is no time zone.")
    remedy = N_("Correct “timezone” under [source] in form.toml, for example Europe/Paris.")


class SessionEnded(Exception):
    """The key of the session is no longer one."""


def error_of(said: str, place: str, form: str) -> Exception:
    """The error that a status of LimeSurvey stands for."""
    words = said.casefold().replace(" ", "")
    if words.startswith("invalidsessionkey"):
        return SessionEnded()
    if "usernameorpassword" in words or "loginattempts" in words:
        return SourceRefused(place=place, detail=NO_LOGIN)
    if words.startswith("nopermission"):
        return SourceRefused(place=place, detail=NO_RIGHT)
    if "invalidsurveyid" in words:
        return SourceRefused(place=place, detail=NO_FORM, form=form)
    if words.startswith("nodata,surveytable"):
        return SurveyInactive(place=place)
    return SourceBroken(place=place, detail=SAYS, said=shortened(said))
