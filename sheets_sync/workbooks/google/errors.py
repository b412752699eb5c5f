"""What Google can refuse, as errors with a sentence and a remedy.

What Google itself answers is in none of them: it may quote a request.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.language import N_
from sheets_sync.workbooks.errors import WorkbookLocked
from sheets_sync.workbooks.errors import WorkbookUncertain
from sheets_sync.workbooks.errors import WorkbookUnreachable
from sheets_sync.workbooks.errors import WorkbookUnsafe

if TYPE_CHECKING:
    from sheets_sync.workbooks.errors import WorkbookError
    from sheets_sync.workbooks.google.client import Failure


class LoginRefused(WorkbookUnreachable):
    """Google does not accept the account's key or consent (any more)."""

    sentence = N_("{place}: Google does not accept this account’s key.")
    remedy = N_("Run “palmares check”; it says what is missing. Nothing was written.")


class AccessRefused(WorkbookUnreachable):
    """The account may not do this with the spreadsheet."""

    sentence = N_("{place}: Google does not allow this to our account.")
    remedy = N_(
        "Share the spreadsheet with the address that “palmares check” names, as an editor. "
        "Nothing was written."
    )


class RightMissing(WorkbookUnreachable):
    """The account was not given a scope that this needs."""

    sentence = N_("{place}: our account was not given the right that this needs.")
    remedy = N_("Run “palmares check” and agree to each right. Nothing was written.")


class ServiceDisabled(WorkbookUnreachable):
    """The interface is not switched on in the account's project."""

    sentence = N_("{place}: the Google Sheets API is switched off for our account’s project.")
    remedy = N_("Switch it on in the Google console, wait a minute. Nothing was written.")


class SpreadsheetMissing(WorkbookUnreachable):
    """There is no such spreadsheet."""

    sentence = N_("{place} is not there: it was deleted, or its address is wrong.")
    remedy = N_(
        "Check “spreadsheet” in campaign.toml; a deleted one may be in its owner’s bin. "
        "Nothing was written."
    )


class CertificateRefused(WorkbookUnreachable):
    """Nothing proves that the server is Google's."""

    sentence = N_("{place}: the server’s certificate is not valid.")
    remedy = N_("Ask whoever runs the network here. No key was sent, and nothing was written.")


class ChangeRefused(WorkbookUnreachable):
    """Google refuses a change as a whole; values: detail."""

    sentence = N_("{place}: Google refuses the change ({detail}).")
    remedy = N_("Nothing was written. Run “palmares check”; if it finds nothing, report this.")


class SpreadsheetFull(WorkbookUnsafe):
    """There would be more cells than a spreadsheet may have."""

    sentence = N_("{place} would have more cells than Google allows (10 million).")
    remedy = N_("Nothing was written. Delete empty rows or tabs that nobody needs.")


class LockedElsewhere(WorkbookLocked):
    """Another run is writing; values: who, since (hour and minute), minutes."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{place} is being written by {who}, since {since}.")
    remedy = N_(
        "Wait until that run is done, then try again; nothing was written. If it died, its "
        "lock is lifted {minutes} minutes after it was put on."
    )


class PartlyWritten(WorkbookUncertain):
    """A change in several parts was stopped between two; values: done, parts."""

    sentence = N_("Only {done} of {parts} parts were written to {place}.")
    remedy = N_("Run the command again: it is safe, and writes what is missing.")


class Disturbed(WorkbookUncertain):
    """The spreadsheet's owner moved lines or columns again and again while we wrote."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{place}: somebody kept moving lines or columns while they were being written.")
    remedy = N_(
        "Ask the spreadsheet’s owner to stop for a moment, then run the command again. Look at "
        "the tab “{tab}” first: File, Version history shows what it held."
    )


_REASONS: dict[str, type[WorkbookUnreachable]] = {
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": RightMissing,
    "insufficientPermissions": RightMissing,
    "SERVICE_DISABLED": ServiceDisabled,
    "accessNotConfigured": ServiceDisabled,
}
_STATUSES: dict[int, type[WorkbookUnreachable]] = {
    HTTPStatus.UNAUTHORIZED: LoginRefused,
    HTTPStatus.FORBIDDEN: AccessRefused,
    HTTPStatus.NOT_FOUND: SpreadsheetMissing,
}
_FULL = "limit of 10000000 cells"
_PROTECTED = "protected cell"


def told(failure: Failure, place: str) -> WorkbookError:
    """A failed request in words; ``WorkbookUncertain`` when it may have been carried out."""
    if failure.certificate:
        return CertificateRefused(place=place)
    if failure.doubt or not failure.final:
        kind = WorkbookUncertain if failure.doubt else WorkbookUnreachable
        return kind(place=place, detail=failure.detail, status=failure.status)
    if failure.login:
        return LoginRefused(place=place)
    found = _REASONS.get(failure.reason) or _STATUSES.get(failure.status)
    if found:
        return found(place=place)
    if _FULL in failure.message:
        return SpreadsheetFull(place=place)
    detail = N_("cells are protected from our account") if _PROTECTED in failure.message else ""
    return ChangeRefused(place=place, detail=detail or N_("HTTP {status}"), status=failure.status)
